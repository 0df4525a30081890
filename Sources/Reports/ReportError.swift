package import BudgetModel
package import Documents

/// Why a report could not be written, as one clear sentence that says what to do.
package enum ReportError: Error, Hashable, Sendable {
    /// The template is no document that can be read.
    case unreadableTemplate(DocumentError)
    /// The file is an office file, but no Word document.
    case notAWordTemplate
    case templateHasMacros
    /// The markup inside the template is not well formed.
    case damagedTemplate(part: String)
    /// Placeholders that name nothing.
    case unknownPlaceholders([String])
    /// Placeholders of whole blocks that share their paragraph with other text, or stand in a header or footer.
    case misplacedBlocks([String])
    /// Rows of different kinds, or a row's value outside a table row.
    case misplacedRowValues([String])
    /// A `{{` without its `}}` in the same paragraph.
    case unclosedPlaceholder(String)
    /// The written document could not be packed.
    case packing(DocumentError)

    package var sentence: Wording {
        switch self {
        case .unreadableTemplate(let error):
            Wording(zh: "报告模板打不开。" + error.sentence.zh, en: "The report template cannot be opened. " + error.sentence.en)
        case .notAWordTemplate:
            Wording(
                zh: "报告模板不是 Word 文档（.docx）。请在 Word 或 WPS 中把模板另存为 .docx 后再试。",
                en: "The report template is not a Word document (.docx). Please save it as .docx in Word or WPS and try again.")
        case .templateHasMacros:
            Wording(
                zh: "报告模板含有宏，不能使用。请另存为不含宏的 .docx 后再试。",
                en: "The report template contains macros and is not used. Please save it as .docx without macros and try again.")
        case .damagedTemplate(let part):
            Wording(
                zh: "报告模板的“\(part)”部分已损坏或含有不允许的内容。请在 Word 或 WPS 中重新保存模板后再试。",
                en: "The part “\(part)” of the report template is damaged or holds something that is not allowed. Please save the template again in Word or WPS.")
        case .unknownPlaceholders(let names):
            Wording(
                zh: "报告模板中有不认识的占位符：\(names.map { Self.guess($0, .zh) }.joined(separator: "、"))。请改成可用的名称，全部名称见 docs/reports.md。",
                en:
                    "The report template has unknown placeholders: \(names.map { Self.guess($0, .en) }.joined(separator: ", ")). Please use a known name; docs/reports.md lists them all.")
        case .misplacedBlocks(let names):
            Wording(
                zh: "占位符\(names.map { "{{\($0)}}" }.joined(separator: "、"))会换成整段内容，请让它在正文中独占一段。",
                en: "The placeholders \(names.map { "{{\($0)}}" }.joined(separator: ", ")) become whole paragraphs; please give each a paragraph of its own in the body.")
        case .misplacedRowValues(let names):
            Wording(
                zh: "占位符\(names.map { "{{\($0)}}" }.joined(separator: "、"))按行重复，请放在表格的一行中，同一行只用同一类（资金、目标或指标）。",
                en:
                    "The placeholders \(names.map { "{{\($0)}}" }.joined(separator: ", ")) repeat by row; please put them in a table row, with one kind (fund, goal or indicator) to a row."
            )
        case .unclosedPlaceholder(let text):
            Wording(
                zh: "报告模板中“\(text)”的占位符没有写完，请在同一段内补上“}}”。",
                en: "A placeholder in the report template is not closed: “\(text)”. Please add “}}” in the same paragraph.")
        case .packing(let error): error.sentence
        }
    }

    /// `{{项目名}}（是否指 {{项目名称}}？）`
    private static func guess(_ name: String, _ language: Language) -> String {
        let nearest = PlaceholderCatalogue.nearest(to: name).map { "{{\($0)}}" }
        guard !nearest.isEmpty else { return "{{\(name)}}" }
        switch language {
        case .zh: return "{{\(name)}}（是否指 " + nearest.joined(separator: "、") + "？）"
        case .en: return "{{\(name)}} (did you mean " + nearest.joined(separator: ", ") + "?)"
        }
    }
}

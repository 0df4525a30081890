/// Writes report blocks as WordprocessingML.
struct WordComposer {
    /// The paragraph and run properties of a role, as complete `w:pPr` content and `w:rPr` content.
    struct Dress {
        /// Content of `w:pPr` for the role without further wishes.
        var paragraph: String
        /// Content of `w:rPr` that runs carry.
        var run: String
        /// Whether `paragraph` names a style, after which an alignment may follow at once.
        var isStyle: Bool
    }

    private(set) var output: Markup
    private let dresses: [WordRole: Dress]
    private let textWidth: Int

    /// With the styles of the built-in document.
    init(reserving count: Int = 1 << 17) {
        self.init(dresses: Self.builtIn, textWidth: OfficialLayout.textWidth, reserving: count)
    }

    init(dresses: [WordRole: Dress], textWidth: Int, reserving count: Int = 1 << 16) {
        output = Markup(reserving: count)
        self.dresses = dresses
        self.textWidth = textWidth
    }

    private static let builtIn: [WordRole: Dress] = WordRole.looks.mapValues {
        Dress(paragraph: "<w:pStyle w:val=\"\($0.id)\"/>", run: "", isStyle: true)
    }

    // MARK: Blocks

    mutating func blocks(_ blocks: [ReportBlock]) {
        for (index, block) in blocks.enumerated() {
            switch block {
            case .heading(let level, let text): paragraph(ReportParagraph(text), level == .section ? .section : level == .subsection ? .subsection : .item)
            case .paragraph(let paragraph): self.paragraph(paragraph, .body)
            case .table(let table), .figure(_, let table):
                self.table(table)
                if index + 1 < blocks.count, !blocks[index + 1].isTable { output.raw(Self.space) }
            }
        }
    }

    mutating func titleLines(_ lines: [Span]) {
        // A line of 28 characters of 16 pt holds 20 of 22 pt.
        let length = lines.reduce(0) { $0 + Self.width($1.text) }
        guard length > 40, lines.count > 1 else { return paragraph(ReportParagraph(lines), .title) }
        paragraph(ReportParagraph(Array(lines.map { [$0] }.joined(separator: ["\n"]))), .title)
    }

    /// Width in half characters.
    static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 && $1.value != 0x2014 ? 1 : 2) } }

    mutating func draftNote(_ report: SelfEvaluationReport) {
        if let note = report.draftNote { paragraph(note, .draftNote) }
    }

    /// 附件：1. … below the text.
    mutating func annexList(_ annexes: [ReportAnnex]) {
        for (index, annex) in annexes.enumerated() {
            // The first carries the label, the others stand below its number.
            let lead = index == 0 ? "附件：" : "\u{3000}\u{3000}\u{3000}"
            paragraph(ReportParagraph("\(lead)\(index + 1). \(annex.title)"), .annexList)
        }
    }

    /// The signing unit centred above the date, the date four characters in from the right.
    mutating func signature(_ signature: ReportSignature) {
        let character = 320
        let dateIndent = 4 * character
        let shift = (Self.width(signature.date.text) - Self.width(signature.unit.text)) * character / 4
        open(.signature, keepsNext: true, rightIndent: max(0, dateIndent + shift))
        runs([signature.unit], .signature)
        close()
        open(.signature, rightIndent: dateIndent)
        runs([signature.date], .signature)
        close()
    }

    mutating func annexes(_ annexes: [ReportAnnex]) {
        for (index, annex) in annexes.enumerated() {
            open(.annexLabel, breaksPage: true)
            runs([Span(annexes.count == 1 ? "附件" : "附件\(index + 1)")], .annexLabel)
            close()
            paragraph(ReportParagraph(annex.title), .annexTitle)
            blocks(annex.blocks)
        }
    }

    mutating func blankLine() {
        open(.body)
        close()
    }

    /// A little room between a table and what follows.
    static let space =
        "<w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/></w:pPr></w:p>"

    /// The smallest paragraph, for places where a table may not be last.
    mutating func endParagraph() { output.raw(Self.smallestParagraph) }

    static let smallestParagraph =
        "<w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"

    private(set) var endsWithTable = false

    // MARK: Paragraphs

    mutating func paragraph(_ paragraph: ReportParagraph, _ role: WordRole, alignment: CellAlignment? = nil, keepsNext: Bool = false) {
        open(role, alignment: alignment, keepsNext: keepsNext)
        runs(paragraph.spans, role)
        close()
    }

    private mutating func open(
        _ role: WordRole, alignment: CellAlignment? = nil, breaksPage: Bool = false, keepsNext: Bool = false, rightIndent: Int? = nil
    ) {
        let value: String? =
            switch alignment {
            case .start?: "left"
            case .centre?: "center"
            case .end?: "right"
            case nil: nil
            }
        endsWithTable = false
        output.raw("<w:p><w:pPr>")
        if let dress = dresses[role], dress.isStyle {
            output.raw(dress.paragraph)
            if keepsNext { output.raw("<w:keepNext/>") }
            if breaksPage { output.raw("<w:pageBreakBefore/>") }
            if let rightIndent { output.raw("<w:ind w:right=\"\(rightIndent)\" w:rightChars=\"\(rightIndent * 100 / 320)\"/>") }
            if let value { output.raw("<w:jc w:val=\"\(value)\"/>") }
        } else if let dress = dresses[role], alignment == nil, !breaksPage, !keepsNext, rightIndent == nil {
            output.raw(dress.paragraph)
        } else if let look = WordRole.looks[role] {
            output.raw(look.paragraphProperties(alignment: value, breaksPage: breaksPage, keepsNext: keepsNext, rightIndent: rightIndent))
        }
        output.raw("</w:pPr>")
    }

    private mutating func close() { output.raw("</w:p>") }

    private mutating func runs(_ spans: [Span], _ role: WordRole) {
        let base = dresses[role]?.run ?? ""
        for span in spans where !span.text.isEmpty { Self.run(span, base, &output) }
    }

    /// One run; `base` is the content of its `w:rPr`.
    static func run(_ span: Span, _ base: String, _ output: inout Markup) {
        output.raw("<w:r>")
        properties(base, span, &output)
        text(span.text, &output)
        output.raw("</w:r>")
    }

    /// `w:rPr` with the marks of a gap (bright blue) or of an error (yellow, waved line).
    private static func properties(_ base: String, _ span: Span, _ output: inout Markup) {
        if base.isEmpty {
            let isAmbiguous = isAmbiguous(span.text)
            guard isAmbiguous || span.mark != .plain else { return }
            output.raw("<w:rPr>")
            if isAmbiguous { output.raw("<w:rFonts w:hint=\"eastAsia\"/>") }
            output.raw(highlight(span.mark))
        } else {
            let (head, tail) = RunProperties.split(base, isMarked: span.mark != .plain)
            output.raw("<w:rPr>")
            output.raw(head)
            output.raw(highlight(span.mark))
            output.raw(tail)
        }
        output.raw("</w:rPr>")
    }

    /// Whether characters such as “ — × ≥ stand in the text, which take the East-Asian font only when told so.
    private static func isAmbiguous(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { $0.contains { $0 >= 0xC2 && $0 <= 0xE2 } }
    }

    private static func highlight(_ mark: SpanMark) -> String {
        switch mark {
        case .plain: ""
        case .gap: "<w:highlight w:val=\"cyan\"/>"
        case .error: "<w:highlight w:val=\"yellow\"/><w:u w:val=\"wave\"/>"
        }
    }

    static func text(_ text: String, _ output: inout Markup) {
        output.raw(text.utf8.first == 0x20 || text.utf8.last == 0x20 ? "<w:t xml:space=\"preserve\">" : "<w:t>")
        if Markup.hasLineBreak(text) {
            var isFirst = true
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if !isFirst { output.raw("</w:t><w:br/><w:t xml:space=\"preserve\">") }
                output.text(String(line))
                isFirst = false
            }
        } else {
            output.text(text)
        }
        output.raw("</w:t>")
    }

    // MARK: Tables

    mutating func table(_ table: ReportTable) {
        guard !table.columns.isEmpty, !table.rows.isEmpty else { return }
        paragraph(ReportParagraph(table.caption), .caption)
        let widths = table.widths(total: textWidth)
        let margin = table.isDense ? 57 : 85
        output.raw("<w:tbl><w:tblPr><w:tblW w:w=\"\(textWidth)\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>")
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            output.raw("<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
        }
        output.raw("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"\(margin)\" w:type=\"dxa\"/>")
        output.raw("<w:right w:w=\"\(margin)\" w:type=\"dxa\"/></w:tblCellMar><w:tblCaption w:val=\"")
        output.text(table.caption)
        output.raw("\"/></w:tblPr><w:tblGrid>")
        for width in widths { output.raw("<w:gridCol w:w=\"\(width)\"/>") }
        output.raw("</w:tblGrid>")
        if table.hasHeader {
            output.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
            for (column, width) in zip(table.columns, widths) {
                cellStart(width: width, span: 1, merge: nil, isShaded: true)
                paragraph(ReportParagraph(column.title), table.isDense ? .denseHead : .tableHead, keepsNext: true)
                output.raw("</w:tc>")
            }
            output.raw("</w:tr>")
        }
        // Rows that a cell above still covers, and how many columns it takes.
        var covered = [(rows: Int, span: Int)](repeating: (0, 1), count: widths.count)
        // A short table stays on one page; in a long one the last row, often the total, does not stand alone.
        let isShort = table.rows.count <= 10 && table.rows.allSatisfy { $0.allSatisfy { $0.lines.count <= 1 && $0.text.unicodeScalars.count < 40 } }
        for (rowIndex, row) in table.rows.enumerated() {
            let keepsNext = rowIndex < table.rows.count - 1 && (isShort || rowIndex == table.rows.count - 2)
            output.raw("<w:tr>")
            if row.allSatisfy({ $0.text.unicodeScalars.count < 400 }) { output.raw("<w:trPr><w:cantSplit/></w:trPr>") }
            var column = 0
            var cells = row.makeIterator()
            while column < widths.count {
                if covered[column].rows > 0 {
                    let span = covered[column].span
                    covered[column].rows -= 1
                    cellStart(width: widths[column..<min(column + span, widths.count)].reduce(0, +), span: span, merge: "continue", isShaded: false)
                    emptyCell(table.isDense)
                    column += span
                } else if let cell = cells.next() {
                    let span = min(max(1, cell.columnSpan), widths.count - column)
                    if cell.rowSpan > 1 { covered[column] = (cell.rowSpan - 1, span) }
                    cellStart(
                        width: widths[column..<column + span].reduce(0, +), span: span, merge: cell.rowSpan > 1 ? "restart" : nil, isShaded: false)
                    if cell.lines.isEmpty {
                        emptyCell(table.isDense)
                    } else {
                        for line in cell.lines { paragraph(line, table.isDense ? .denseText : .tableText, alignment: cell.alignment, keepsNext: keepsNext) }
                        output.raw("</w:tc>")
                    }
                    column += span
                } else {
                    cellStart(width: widths[column], span: 1, merge: nil, isShaded: false)
                    emptyCell(table.isDense)
                    column += 1
                }
            }
            output.raw("</w:tr>")
        }
        output.raw("</w:tbl>")
        endsWithTable = true
    }

    private mutating func cellStart(width: Int, span: Int, merge: String?, isShaded: Bool) {
        output.raw("<w:tc><w:tcPr><w:tcW w:w=\"")
        output.number(width)
        output.raw("\" w:type=\"dxa\"/>")
        if span > 1 { output.raw("<w:gridSpan w:val=\"\(span)\"/>") }
        if let merge { output.raw("<w:vMerge w:val=\"\(merge)\"/>") }
        if isShaded { output.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>") }
        output.raw("<w:vAlign w:val=\"center\"/></w:tcPr>")
    }

    private mutating func emptyCell(_ isDense: Bool) {
        open(isDense ? .denseText : .tableText)
        close()
        output.raw("</w:tc>")
    }

    /// Markup that belongs to the document around the blocks.
    mutating func raw(_ markup: String) { output.raw(markup) }
}

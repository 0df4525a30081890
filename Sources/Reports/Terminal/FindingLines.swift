import BudgetModel

/// Findings as lines of the terminal, the same for `evaluate` and `check`.
struct FindingLines {
    private let sheet: String
    private let language: Language
    private let style: TerminalStyle

    init(_ evaluation: Evaluation, _ language: Language, _ style: TerminalStyle) {
        sheet = evaluation.sheet
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// `发现：错误 1，警告 2（已说明 1），提示 0`.
    static func counts(_ counts: CheckTally.Counts, _ language: Language) -> String {
        let isChinese = language == .zh
        let explained = counts.explained == 0 ? "" : isChinese ? "（已说明 \(counts.explained)）" : " (explained \(counts.explained))"
        return isChinese
            ? "发现：错误 \(counts.errors)，警告 \(counts.warnings)，提示 \(counts.hints)\(explained)"
            : "Findings: errors \(counts.errors), warnings \(counts.warnings), hints \(counts.hints)\(explained)"
    }

    /// Whether what was read may be published; nothing where it may. G08 is the gate.
    static func disclosure(_ check: CheckResult, _ language: Language) -> [String] {
        let count = check.gate.count
        guard count > 0 else { return [] }
        return [
            language == .zh
                ? "  不得公开：有 \(count) 处个人信息或密级标志（G08），先遮盖或经保密审查。"
                : "  Not to be published: \(count == 1 ? "one place holds" : "\(count) places hold") personal data or marks of secrecy (G08); cover them or have them reviewed first."
        ]
    }

    /// The finding with the unit's comment; with details also what was expected, found and by which law.
    func lines(_ finding: Finding, details: Bool, basis: Bool = false) -> [String] {
        let mark: String
        switch finding.severity {
        case .error: mark = style.red(say("错误", "error"))
        case .warning: mark = style.yellow(say("警告", "warning"))
        case .hint: mark = style.blue(say("提示", "hint"))
        }
        var lines = ["  \(DisplayWidth.padded(place(finding), to: 5)) \(mark) \(finding.code)  \(finding.message(language))"]
        if details {
            var values: [String] = []
            if let expected = finding.expected { values.append(say("应为 ", "expected ") + expected) }
            if let found = finding.found { values.append(say("表中为 ", "found ") + found) }
            if let difference = finding.difference { values.append(say("差额 ", "difference ") + difference) }
            if !values.isEmpty { add(values.joined(separator: say("，", ", ")), to: &lines) }
        }
        if let usual = finding.usualSeverity {
            add(say("方案把它从“\(name(usual))”改为“\(name(finding.severity))”", "the profile made it \(name(finding.severity)) instead of \(name(usual))"), to: &lines)
        }
        if basis, !finding.basis(language).isEmpty { add(say("依据：", "basis: ") + finding.basis(language), to: &lines) }
        if let comment = finding.comment {
            let note = finding.severity == .error ? say("（错误不能以说明代替改正）", " (an error is mended, not explained)") : ""
            add(say("单位说明：", "unit's comment: ") + comment.replacingNewlines + note, to: &lines)
        }
        return lines
    }

    private func add(_ text: String, to lines: inout [String]) { lines.append("        " + text.replacingNewlines) }

    private func name(_ severity: Severity) -> String {
        switch severity {
        case .error: say("错误", "error")
        case .warning: say("警告", "warning")
        case .hint: say("提示", "hint")
        }
    }

    /// The cell, with its sheet where it is another than the form's.
    private func place(_ finding: Finding) -> String {
        guard let cell = finding.at else { return "" }
        return cell.sheet == sheet ? cell.a1 : "\(cell.sheet)!\(cell.a1)"
    }
}

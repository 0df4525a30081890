package import BudgetModel
import Narrative
import Quantities

/// One audited report as text for the terminal.
package struct AuditText {
    private let report: AuditReport
    private let language: Language
    private let style: TerminalStyle

    package init(_ report: AuditReport, language: Language, style: TerminalStyle) {
        self.report = report
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    package func lines() -> [String] {
        var lines = [style.bold("■ " + (report.file == "-" ? say("标准输入", "standard input") : report.file))]
        lines += facts()
        lines += tally()
        lines += findings()
        lines += remainder()
        return lines
    }

    // MARK: Parts

    private func facts() -> [String] {
        let facts = report.facts.map { $0.name(language) + " " + $0.value + $0.unit }
        let weights = report.weights.map { $0.fact.name(language) + " " + $0.fact.value }
        var lines: [String] = []
        if !facts.isEmpty { lines += wrapped(facts, separator: "  ") }
        if !weights.isEmpty { lines += wrapped([say("分值：", "points: ") + weights.joined(separator: say("、", ", "))], separator: "") }
        return lines
    }

    private func tally() -> [String] {
        let tally = report.tally
        guard tally.all > 0 else { return ["  " + say("读到 \(report.reading.figures.count) 个数字，没有可以互相核对的关系。", "\(report.reading.figures.count) figures read, no relation between them to check.")] }
        var zh = "核对了 \(tally.all) 处数字关系：\(tally.hold) 处相符"
        var en = "checked \(tally.all) \(tally.all == 1 ? "relation" : "relations"): \(tally.hold) hold"
        if tally.rounded > 0 {
            zh += "，\(tally.rounded) 处只差末位"
            en += ", \(tally.rounded) but for the last digit"
        }
        if tally.fail > 0 {
            zh += "，\(tally.fail) 处不符"
            en += ", \(tally.fail) \(tally.fail == 1 ? "does" : "do") not"
        }
        var lines = ["  " + say(zh + "。", en + ".")]
        for form in report.forms {
            lines.append("  " + say("对照表格：", "held against: ") + (form.file == report.file ? say("报告所附的表 ", "the form in the report ") : form.file + " · ") + form.sheet)
        }
        return lines
    }

    private func findings() -> [String] {
        guard !report.check.findings.isEmpty else { return ["", "  " + say("未发现问题。", "Nothing found.")] + asked(report.check.previews, say("试行", "preview")) + asked(report.check.questions, say("请核实", "question")) }
        let counts = report.counts
        var lines = ["", "  " + say("发现：错误 \(counts.errors)，警告 \(counts.warnings)，提示 \(counts.hints)", "Findings: errors \(counts.errors), warnings \(counts.warnings), hints \(counts.hints)")]
        for finding in report.check.findings {
            let mark: String
            switch finding.severity {
            case .error: mark = style.red(finding.severity.name(language))
            case .warning: mark = style.yellow(finding.severity.name(language))
            case .hint: mark = style.blue(finding.severity.name(language))
            }
            lines += told(finding, mark)
        }
        return lines + FindingLines.disclosure(report.check, language) + asked(report.check.previews, say("试行", "preview")) + asked(report.check.questions, say("请核实", "question"))
    }

    private func asked(_ findings: [Finding], _ word: String) -> [String] { findings.flatMap { told($0, style.dim(word)) } }

    private func told(_ finding: Finding, _ mark: String) -> [String] {
        var head = "  \(mark) \(finding.code)"
        if let passage = finding.passage { head += say("  第 \(report.line(passage.range).number) 段", "  paragraph \(report.line(passage.range).number)") }
        if let cell = finding.at { head += say("  表格 ", "  cell ") + cell.sheet + "!" + cell.a1 }
        var lines = [head + "  " + finding.message(language)]
        if let passage = finding.passage {
            if !passage.quote.isEmpty { lines.append("      " + say("“", "“") + quote(passage) + say("”", "”")) }
            if let computation = passage.computation, !finding.message(language).contains(computation) { lines.append("      " + say("算式：", "computed: ") + computation) }
        }
        return lines
    }

    /// The passage with the stated number between 【】, shortened around it.
    private func quote(_ passage: Passage) -> String {
        let text = report.text
        let room = max(30, style.columns - 16)
        // What identifies a person is shown as the rule masked it, not as the text has it.
        guard passage.kind != "privacy", let stated = report.stated(in: passage) else { return DisplayWidth.clipped(passage.quote.replacingNewlines, to: room) }
        let before = text.quote(passage.range.lowerBound..<stated.lowerBound).replacingNewlines
        let word = "【" + text.quote(stated).replacingNewlines + "】"
        let after = text.quote(stated.upperBound..<passage.range.upperBound).replacingNewlines
        let rest = max(20, room - DisplayWidth.of(word))
        // What is short leaves its room to the other side.
        let right = min(DisplayWidth.of(after), max(rest / 2, rest - DisplayWidth.of(before)))
        return DisplayWidth.tail(before, of: rest - right) + style.bold(word) + DisplayWidth.clipped(after, to: max(right, 1))
    }

    private func remainder() -> [String] {
        report.notes.map { "  " + say("说明：", "Note: ") + $0(language) }
            + report.check.notChecked.map { "  " + say("未检查 ", "Not checked: ") + $0.code + say("：", ": ") + $0.needs(language) }
    }

    private func wrapped(_ parts: [String], separator: String) -> [String] {
        var lines = [""]
        for part in parts {
            let longer = lines[lines.count - 1].isEmpty ? part : lines[lines.count - 1] + separator + part
            if DisplayWidth.of(longer) <= style.columns - 2 || lines[lines.count - 1].isEmpty { lines[lines.count - 1] = longer } else { lines.append(part) }
        }
        return lines.map { "  " + $0 }
    }
}

package import BudgetModel
import Narrative
import Quantities

/// Every figure of a report and what it was taken for, as a table for the terminal.
package struct AuditFigures {
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
        let reading = report.reading
        let used = reading.relations.reduce(into: Set<Int>()) { $0.formUnion($1.figures) }
        let unknown = reading.figures.count { $0.role == .none && $0.measure.kind == nil }
        var lines = [
            style.bold("■ " + (report.file == "-" ? say("标准输入", "standard input") : report.file)),
            "  " + say(
                "读到 \(reading.figures.count) 个数字，其中 \(used.count) 个参加了核对，\(unknown) 个没有认出含义。",
                "\(reading.figures.count) figures read; \(used.count) take part in a check, \(unknown) were taken for nothing."),
        ]
        guard !reading.figures.isEmpty else { return lines }
        var table = TerminalTable([
            .init(title: say("段", "Para."), limit: 6, alignsRight: true), .init(title: say("前面的字", "Words before"), limit: max(20, style.columns - 84)),
            .init(title: say("数字", "Number"), limit: 18, alignsRight: true), .init(title: say("单位", "Unit"), limit: 8), .init(title: say("含义", "Meaning"), limit: 18),
            .init(title: say("范围", "Scope"), limit: 22), .init(title: say("核对", "Check"), limit: 6),
        ])
        for (index, figure) in reading.figures.enumerated() {
            let scope = figure.scope.wordings + figure.marks.wordings
            var words = scope.map { $0(language) }
            if let year = figure.year { words.insert(say("\(year)年", String(year)), at: 0) }
            let role = figure.role.wording ?? figure.measure.kind
            table.rows.append([
                String(figure.line + 1), DisplayWidth.tail(report.text.quote(figure.label).replacingNewlines, of: max(20, style.columns - 84)), report.number(figure),
                figure.measure.printed.text, role?(language) ?? "—", words.joined(separator: say("、", ", ")), used.contains(index) ? "✓" : "",
            ])
        }
        let figures = reading.figures
        let style = style
        table.paint = { row, column, text in column == 4 && figures[row].role == .none && figures[row].measure.kind == nil ? style.dim(text) : text }
        lines += [""] + table.lines(style).map { "  " + $0 }
        return lines
    }
}

extension DisplayWidth {
    /// The end of a text, at most `columns` wide, with `…` before it when something was cut.
    static func tail(_ text: String, of columns: Int) -> String {
        guard of(text) > columns else { return text }
        var result: [UnicodeScalar] = []
        var used = 1
        for scalar in text.unicodeScalars.reversed() {
            used += width(scalar)
            if used > columns { break }
            result.append(scalar)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: result.reversed())
        return "…" + String(view)
    }
}

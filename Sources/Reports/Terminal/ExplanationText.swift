package import BudgetModel
import Quantities

/// How each score came about, clause by clause.
package enum ExplanationText {
    /// - Parameter indicator: part of a name or a cell such as `D13`; nil for all rows.
    package static func lines(_ evaluation: Evaluation, _ sheet: ScoreSheet, indicator: String?, language: Language, style: TerminalStyle) -> [String] {
        var lines = [EvaluationText.heading(evaluation, evaluation.programme?.value ?? evaluation.department?.value, language, style)]
        lines.append("  " + (language == .zh ? "规则：" : "Framework: ") + sheet.frameworkID + " · " + sheet.frameworkDigest)
        lines.append("  " + sheet.chosenBecause(language))
        func block(_ title: String, _ stated: String?, _ trace: [TraceStep]) {
            lines.append("")
            lines.append(style.bold("  " + title) + (stated.map { language == .zh ? "　自评 \($0)" : "  stated \($0)" } ?? ""))
            lines += trace.map { "    " + $0.line(language) }
        }
        if indicator.map(isExecution) ?? true, let row = evaluation.execution, let line = sheet.execution {
            block(language == .zh ? "预算执行率" : "Budget execution", row.statedScore?.value.description, line.trace)
        }
        for (index, row) in evaluation.indicators.enumerated() where index < sheet.lines.count {
            if let indicator, !matches(indicator, row) { continue }
            block("\(row.name.cell?.a1 ?? "") \(row.level1) / \(row.level2) / \(row.name.value.replacingNewlines)", row.statedScore?.value.description, sheet.lines[index].trace)
        }
        if indicator == nil, evaluation.kind.isScored {
            for adjustment in sheet.adjustments { block(adjustment.id, nil, adjustment.trace) }
            block(language == .zh ? "总分" : "Total", evaluation.statedTotal?.value.description, sheet.totalTrace)
        }
        return lines
    }

    /// Whether a form has a row that `indicator` means.
    package static func has(_ indicator: String, _ evaluation: Evaluation) -> Bool {
        evaluation.execution != nil && isExecution(indicator) || evaluation.indicators.contains { matches(indicator, $0) }
    }

    static func isExecution(_ indicator: String) -> Bool { indicator == "预算执行率" || indicator == "execution" }

    static func matches(_ indicator: String, _ row: Indicator) -> Bool {
        row.name.value.contains(indicator) || row.name.cell?.a1 == indicator.uppercased()
    }
}

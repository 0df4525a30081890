package import BudgetModel

/// The goal linter: what the findings mean for each indicator and for the goal as a whole.
package enum GoalLight {
    /// The lights of a form from what the rules said of it.
    ///
    /// Only rules of the goal and its indicators count (B, C, A12 to A19 of targets, and G08 on declarations); questions and trials change no light.
    /// An error or two warnings make an indicator red, any other finding yellow. The object is red with an error or three
    /// warnings of its own, or a third of its indicators red.
    package static func lights(of evaluation: Evaluation, _ check: CheckResult) -> ObjectLight {
        var own: [[Finding]] = Array(repeating: [], count: evaluation.indicators.count)
        var whole: [Finding] = []
        for finding in check.findings where concernsGoal(finding, evaluation) {
            if !isOfTheWhole(finding.code), let at = finding.at, let index = indicator(at: at, evaluation) { own[index].append(finding) } else if isOfTheWhole(finding.code) || evaluation.kind.stage == .goal { whole.append(finding) }
        }
        let indicators = own.indices.map { index in
            let findings = byGravity(own[index])
            return IndicatorLight(
                index: index, light: judge(findings, warnings: 2), advice: advice(findings) { GoalAdvice.example($0, evaluation, index) }, codes: codes(findings))
        }
        let findings = byGravity(whole)
        var light = judge(findings, warnings: 3)
        let red = indicators.count { $0.light == .red }
        if red > 0, red * 3 >= indicators.count { light = .red } else if indicators.contains(where: { $0.light != .green }) { light = max(light, .yellow) }
        return ObjectLight(light: light, advice: advice(findings) { GoalAdvice.example($0, evaluation) }, codes: codes(findings), indicators: indicators)
    }

    private static func judge(_ findings: [Finding], warnings: Int) -> Light {
        if findings.contains(where: { $0.severity == .error }) || findings.count(where: { $0.severity == .warning }) >= warnings { return .red }
        return findings.isEmpty ? .green : .yellow
    }

    /// What is wrong, how to write it, and the next thing wrong: at most three sentences.
    private static func advice(_ findings: [Finding], _ example: (Finding) -> Wording?) -> [Wording] {
        guard let first = findings.first else { return [] }
        return [first.message] + [example(first)].compactMap(\.self) + findings.dropFirst().prefix(1).map(\.message)
    }

    private static func codes(_ findings: [Finding]) -> [String] {
        var codes: [String] = []
        for finding in findings where !codes.contains(finding.code) { codes.append(finding.code) }
        return codes
    }

    private static func byGravity(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }.map(\.element)
    }
}

// MARK: - What belongs where

extension GoalLight {
    /// Rules whose place is a row though they speak of all.
    private static func isOfTheWhole(_ code: String) -> Bool { code.hasPrefix("B") && code != "B11" || ["C01", "C13", "C18", "C20"].contains(code) }

    private static func concernsGoal(_ finding: Finding, _ evaluation: Evaluation) -> Bool {
        guard finding.standing == .counted else { return false }
        switch finding.code.first {
        case "B", "C": return true
        // A declaration that may not be published is not ready to be handed in.
        case "G": return finding.code == "G08" && evaluation.kind.stage == .goal
        case "A":
            // On self-evaluations A12 also speaks of results and scores.
            if finding.code == "A12" { return evaluation.kind.stage == .goal || evaluation.indicators.contains { $0.emptyCells[.target] != nil && $0.emptyCells[.target] == finding.at } }
            return ["A13", "A14", "A15", "A19"].contains(finding.code) || evaluation.kind.stage == .goal && finding.code == "A03"
        default: return false
        }
    }

    /// The indicator that has the cell to itself; those of levels and goals are shared.
    ///
    /// Rows are read in place: an indicator is a large value, and findings are few.
    private static func indicator(at cell: CellRef, _ evaluation: Evaluation) -> Int? {
        func isIt(_ other: CellRef?) -> Bool { other?.position == cell.position && other?.sheet == cell.sheet }
        return evaluation.indicators.indices.first { index in
            isIt(evaluation.indicators[index].name.cell) || isIt(evaluation.indicators[index].target?.cell) || isIt(evaluation.indicators[index].adjustedTarget?.cell)
                || isIt(evaluation.indicators[index].weight?.cell) || evaluation.indicators[index].emptyCells.contains { isIt($0.value) }
        }
    }
}

import BudgetModel
package import Quantities

extension ExAnteProfile {
    /// Adds up the points, draws the conclusion and lists what the assessment lacks.
    ///
    /// - Source: rules.md section 6; thresholds and vetoes are the profile's.
    /// - Throws: `QuantityError.overflow` for absurd points.
    package func assess(_ assessment: ExAnteAssessment) throws(QuantityError) -> ExAnteResult {
        guard let sheet = sheets[assessment.kind] else { preconditionFailure("a profile has a sheet for each kind") }
        let marks = Dictionary(assessment.items.map { ($0.id, $0.mark) }, uniquingKeysWith: { first, _ in first })
        let tally = try sheet.scheme.tally(marks)
        var steps = tally.steps
        let vetoed = try vetoed(assessment, sheet, tally, &steps)
        let conclusion = conclude(tally, vetoed, &steps)
        let rule = thresholds.value.first { $0.conclusion == conclusion }
        var shortfalls = try markShortfalls(assessment, sheet) + vetoShortfalls(assessment, sheet) + materialShortfalls(assessment, sheet)
        var difference: Wording?
        if let stated = assessment.statedConclusion, let conclusion, stated != conclusion {
            let points = tally.total.map { Wording(zh: "，总分\($0.plain)", en: ", with \($0.plain) points") } ?? Wording(zh: "", en: "")
            let told = Wording(
                zh: "填写的结论是“\(stated.wording.zh)”，按评分规则应为“\(conclusion.wording.zh)”\(points.zh)",
                en: "the stated conclusion is “\(stated.wording.en)”; by the profile it is “\(conclusion.wording.en)”\(points.en)")
            difference = told
            shortfalls.append(
                Shortfall(
                    .exAnteConclusionDiffers, .error, at: "/statedConclusion", told, basis: thresholds.reference.wording,
                    help: Wording(zh: "请核对各项等级和得分，或改正结论", en: "check grades and points, or correct the conclusion")))
        }
        shortfalls += statementShortfalls(assessment)
        return ExAnteResult(
            profile: mark, tally: tally, vetoed: vetoed, conclusion: conclusion, consequence: rule?.consequence, difference: difference, steps: steps, shortfalls: shortfalls)
    }

    private func vetoed(_ assessment: ExAnteAssessment, _ sheet: Sheet, _ tally: PointTally, _ steps: inout [TraceStep]) throws(QuantityError) -> [PointGroup.ID] {
        var vetoed: [PointGroup.ID] = []
        for rule in sheet.vetoes.value {
            guard let group = sheet.scheme.groups.first(where: { $0.id == rule.dimension }) else { continue }
            if let veto = assessment.vetoes.first(where: { $0.dimension == rule.dimension }) {
                vetoed.append(rule.dimension)
                steps += [.clause(sheet.vetoes.reference), .note(Wording(zh: "\(group.name.zh)被一票否决：\(veto.reason)", en: "\(group.name.en) is vetoed: \(veto.reason)"))]
            } else if let below = rule.below, let points = tally.groups.first(where: { $0.id == rule.dimension.text })?.points {
                let least = try group.points * below
                guard points < least else { continue }
                vetoed.append(rule.dimension)
                steps += [
                    .clause(sheet.vetoes.reference),
                    .note(
                        Wording(
                            zh: "\(group.name.zh)得\(points.plain)分，不到\(group.points.plain) × \(below.plain) = \(least.plain)分，视为否决",
                            en: "\(group.name.en) has \(points.plain) points, below \(group.points.plain) × \(below.plain) = \(least.plain), which counts as a veto")),
                ]
            }
        }
        return vetoed
    }

    private func conclude(_ tally: PointTally, _ vetoed: [PointGroup.ID], _ steps: inout [TraceStep]) -> AssessmentConclusion? {
        func reached(by points: ExactDecimal) -> Threshold? { thresholds.value.first { points >= $0.from } ?? thresholds.value.last }
        let conclusion: AssessmentConclusion?
        if !vetoed.isEmpty {
            conclusion = .notSupported
        } else {
            guard let low = reached(by: tally.range.lowerBound), let high = reached(by: tally.range.upperBound) else { return nil }
            steps.append(.clause(thresholds.reference))
            if low == high, let total = tally.total {
                steps.append(.note(Wording(zh: "总分\(total.plain)，达到\(low.from.plain)分", en: "\(total.plain) points, at or above \(low.from.plain)")))
            }
            conclusion = low == high ? low.conclusion : nil
        }
        if let conclusion {
            steps.append(.note(Wording(zh: "评估结论为\(conclusion.wording.zh)", en: "the conclusion is: \(conclusion.wording.en)")))
        } else {
            steps.append(.note(Wording(zh: "未评定的内容还能改变结论，暂不得出结论", en: "what is not marked can still change the conclusion, so there is none yet")))
        }
        return conclusion
    }
}

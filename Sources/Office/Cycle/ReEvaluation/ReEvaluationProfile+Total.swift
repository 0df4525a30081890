import BudgetModel
import Quantities

extension ReEvaluationProfile {
    /// Totals of the three layers and how far the unit's lies from the reviewer's.
    func total(_ indicators: [ScoredIndicator], _ execution: ScoredExecution?, _ result: inout ReEvaluationResult) throws(QuantityError) {
        let counted = zip(indicators, result.lines).filter { !$0.0.isLeftOut }.map(\.1)
        let rows = counted.map(\.layers.determined)
        if rows.allSatisfy({ $0 != nil }), result.execution == nil || result.execution?.layers.determined != nil {
            let sum = try ExactDecimal.sum(rows.compactMap { $0 }), points = result.execution?.layers.determined
            let total = try sum + (points ?? .zero)
            result.steps.append(.sum(rows: sum, execution: points, total: total))
            result.total.determined = try scaled(total, indicators, &result.steps)
        } else {
            let open = rows.count { $0 == nil } + (result.execution != nil && result.execution?.layers.determined == nil ? 1 : 0)
            result.steps.append(.note(Wording(zh: "有\(open)项没有复核得分，复核总分暂不确定", en: "\(open) rows have no determined points, so the total is open")))
        }
        if result.total.stated == nil {
            let stated = counted.map(\.layers.stated) + (execution.map { [$0.stated] } ?? [])
            if stated.allSatisfy({ $0 != nil }), !stated.isEmpty { result.total.stated = try ExactDecimal.sum(stated.compactMap { $0 }) }
        }
        try deviation(&result)
    }

    /// Rows that are not applicable are left out and the rest makes 100 again.
    private func scaled(_ total: ExactDecimal, _ indicators: [ScoredIndicator], _ steps: inout [TraceStep]) throws(QuantityError) -> ExactDecimal {
        let leftOut = try ExactDecimal.sum(indicators.filter(\.isLeftOut).compactMap(\.weight))
        guard leftOut.isPositive, leftOut < .hundred else { return total }
        let scaled = try (Ratio(ExactDecimal.hundred, over: ExactDecimal.hundred - leftOut) * total).rounded(to: places.value, rounding.value)
        steps.append(.scaled(from: total, leftOut: leftOut, to: scaled))
        return scaled
    }

    private func deviation(_ result: inout ReEvaluationResult) throws(QuantityError) {
        guard let own = result.total.stated, let determined = result.total.determined else { return }
        guard own.isPositive else {
            result.steps.append(.note(Wording(zh: "自评总分不大于0，偏差率无从计算", en: "the stated total is not above 0, so there is no deviation")))
            return
        }
        let exact = try Ratio(own - determined, over: own), percent = try (exact * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        result.deviation = exact
        result.deviationPercent = percent
        result.steps += [
            .formula("(S − D) ÷ S", substituted: "(\(own.plain) − \(determined.plain)) ÷ \(own.plain) = \(exact.shown())"),
            .note(Wording(zh: "偏差率\(percent)%", en: "deviation \(percent) %")),
        ]
    }
}

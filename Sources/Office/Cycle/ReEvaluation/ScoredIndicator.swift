package import BudgetModel
package import Quantities

/// What one indicator earned by the unit's word and by the engine's count: two of the three layers, which a review adds to and never changes.
package struct ScoredIndicator: Hashable, Sendable {
    package var key: IndicatorKey
    package var level2: Level2?
    package var weight: ExactDecimal?
    package var stated: ExactDecimal?
    package var computed: ExactDecimal?
    /// Not applicable with a ground, so left out of the total.
    package var isLeftOut: Bool
    /// A cost or another upper bound that was exceeded.
    package var isOverspent: Bool
    /// Actual over target in percent, for targets that are to be reached.
    package var completionPercent: ExactDecimal?

    package init(
        key: IndicatorKey, level2: Level2? = nil, weight: ExactDecimal?, stated: ExactDecimal?, computed: ExactDecimal?, isLeftOut: Bool = false, isOverspent: Bool = false,
        completionPercent: ExactDecimal? = nil
    ) {
        self.key = key
        self.level2 = level2
        self.weight = weight
        self.stated = stated
        self.computed = computed
        self.isLeftOut = isLeftOut
        self.isOverspent = isOverspent
        self.completionPercent = completionPercent
    }

    /// The year's indicators of a scored form, without a row that is the execution rate.
    package static func all(_ evaluation: Evaluation, _ sheet: ScoreSheet) -> [ScoredIndicator] {
        let keys = IndicatorKey.all(evaluation)
        return evaluation.indicators.enumerated().compactMap { index, indicator in
            guard indicator.period == .year, evaluation.execution?.indicatorIndex != index else { return nil }
            let line = sheet.lines.indices.contains(index) ? sheet.lines[index] : ScoreLine()
            let sign = line.comparatorUsed ?? indicator.comparator
            return ScoredIndicator(
                key: keys[index], level2: indicator.level2Kind, weight: line.weight ?? indicator.weight?.value, stated: indicator.statedScore?.value, computed: line.score, isLeftOut: line.isLeftOut,
                isOverspent: sign?.isUpperBound ?? false && line.isMet == false, completionPercent: sign?.isLowerBound ?? false ? line.completionPercent : nil)
        }
    }
}

/// What budget execution earned, and the amounts it rests on.
package struct ScoredExecution: Hashable, Sendable {
    package var weight: ExactDecimal
    package var stated: ExactDecimal?
    package var computed: ExactDecimal?
    /// 全年预算数.
    package var budget: Money?
    package var executed: Money?

    package init(weight: ExactDecimal, stated: ExactDecimal?, computed: ExactDecimal?, budget: Money?, executed: Money?) {
        self.weight = weight
        self.stated = stated
        self.computed = computed
        self.budget = budget
        self.executed = executed
    }

    /// Nil for forms without points of execution.
    package init?(_ evaluation: Evaluation, _ sheet: ScoreSheet) {
        let row = evaluation.execution?.indicatorIndex.flatMap { evaluation.indicators.indices.contains($0) ? evaluation.indicators[$0] : nil }
        guard let weight = sheet.execution?.weight ?? evaluation.execution?.weight?.value ?? row?.weight?.value else { return nil }
        let fund = evaluation.fund(.total)
        self.init(
            weight: weight, stated: evaluation.execution?.statedScore?.value ?? row?.statedScore?.value, computed: sheet.execution?.score, budget: (fund?.adjusted ?? fund?.initial)?.money,
            executed: fund?.executed?.money)
    }
}

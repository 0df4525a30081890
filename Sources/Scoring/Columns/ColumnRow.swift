package import BudgetModel
package import Quantities

/// One row of a table as values, for the long way: `RowScorer` and `ExecutionScorer` themselves.
package struct ColumnRow: Hashable, Sendable {
    package var level1: String
    package var level1Kind: Level1?
    package var level2Kind: Level2?
    package var name: String
    package var comparator: Comparator?
    package var target: IndicatorValue?
    package var actual: IndicatorValue?
    package var tier: Tier?
    package var tierBasis = TierBasis.stated
    package var weight: ExactDecimal
    package var stated: ExactDecimal?

    package init(level1: String, level1Kind: Level1? = nil, level2Kind: Level2? = nil, name: String, comparator: Comparator?, target: IndicatorValue?, actual: IndicatorValue?, tier: Tier?, weight: ExactDecimal, stated: ExactDecimal?) {
        self.level1 = level1
        self.level1Kind = level1Kind
        self.level2Kind = level2Kind
        self.name = name
        self.comparator = comparator
        self.target = target
        self.actual = actual
        self.tier = tier
        self.weight = weight
        self.stated = stated
    }

    /// The same row as a form would give it.
    package var indicator: Indicator {
        var indicator = Indicator(level1: level1, level2: "", name: Sourced(name, nil))
        indicator.level1Kind = level1Kind
        indicator.level2Kind = level2Kind
        indicator.comparator = comparator
        indicator.target = target
        indicator.actual = actual
        indicator.tier = tier
        indicator.tierBasis = tier == nil ? nil : tierBasis
        indicator.weight = Sourced(weight, nil)
        indicator.statedScore = stated.map { Sourced($0, nil) }
        return indicator
    }
}

extension ColumnScorer {
    /// The long way for an indicator row.
    package func line(of row: ColumnRow, year: Int? = nil) -> ScoreLine { RowScorer(framework: framework, year: year, isScored: true).line(for: row.indicator) }

    /// What execution earns by the long way.
    package struct LongExecution: Hashable, Sendable {
        /// Nil where it is left out.
        package var score: ExactDecimal?
        /// Before rounding.
        package var exact: Ratio
        /// Spent over budget, not capped; nil where the budget is 0.
        package var rate: Ratio?
    }

    /// The long way for execution.
    ///
    /// - Throws: `QuantityError.overflow` beyond 38 digits.
    package func executionLong(_ weight: ExactDecimal, executed: ExactDecimal, budget: ExactDecimal) throws(QuantityError) -> LongExecution {
        if budget.isZero {
            let isLeftOut = executed.isZero && framework.execution.zeroZero.value == .notApplicable
            return LongExecution(score: isLeftOut ? nil : try ExactDecimal.zero.rounded(to: places, framework.rounding.value), exact: .zero)
        }
        let rate = try Ratio(executed, over: budget)
        let counted = framework.openCases.rateForScore.value == .printed ? try Ratio((rate * ExactDecimal.hundred).rounded(to: 2, framework.rounding.value), over: .hundred) : rate
        let exact = try ExecutionScorer(framework: framework).held(counted, weight)
        return LongExecution(score: try exact.rounded(to: places, framework.rounding.value), exact: exact, rate: rate)
    }

    /// The grade of a total; nil below all bands.
    package func grade(of total: ExactDecimal) -> Grade? { framework.grade(of: total) }
}

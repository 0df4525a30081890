package import BudgetModel
package import Quantities

/// A scored row as numbers, for whoever looks at many of them: screening, roll-up, sampling, the effect of a change of rules.
package struct RowDetail: Sendable {
    /// The run of its block.
    package var run: Int32
    /// The line of the table, from 1.
    package var line: Int
    /// The bytes of level 1 and of the name in `BlockResult.texts`, as the table writes them.
    package var level1: Range<Int32>
    package var name: Range<Int32>
    package var isExecution: Bool
    /// Nil for a tier, and where the sign was neither printed nor assumed.
    package var comparator: Comparator?
    package var tier: Tier?
    package var weight: ExactDecimal
    /// The annual budget and what was spent, for execution. Nil where they are no plain numbers.
    package var target: ExactDecimal?
    package var actual: ExactDecimal?
    package var stated: ExactDecimal?
    /// In units of the last digit of a score.
    package var units: Int64
    package var isMet: Bool
    /// Whether the stated score lies outside its tier (A08).
    package var isOutside = false
}

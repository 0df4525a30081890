import BudgetModel
import Quantities

/// A row of this year's form beside the same row of last year's.
struct LastYear {
    var index: Int
    /// Last year's row.
    var before: Indicator
    var target: ExactDecimal
    /// Last year's result in the same unit.
    var actual: ExactDecimal

    /// The rows of both forms with the same name, level 2 and unit, and numbers for target and result.
    static func pairs(_ facts: Facts) -> [LastYear] {
        guard let previous = facts.context.previous else { return [] }
        var rows: [[UInt32]: Indicator] = [:]
        for row in previous.indicators where rows[ScannedText.folded(row.name.value)] == nil { rows[ScannedText.folded(row.name.value)] = row }
        return facts.results.compactMap { index in
            guard let before = rows[facts.reading.rows[index].name.scalars], before.level2Kind == facts.reading.rows[index].level2, let target = facts.reading.rows[index].number,
                let actual = before.actual?.number,
                (before.actual?.unit ?? before.effectiveTarget?.unit) == facts.reading.rows[index].unit
            else { return nil }
            return LastYear(index: index, before: before, target: target, actual: actual)
        }
    }
}

import BudgetModel
package import Quantities
import Scoring

/// What screening keeps of the rows of one project; two states of one project add up to one.
package struct ScreenState: Hashable, Sendable {
    /// Rows with points to be had.
    package private(set) var rows: Int32 = 0
    package private(set) var full: Int32 = 0
    /// Rows of a number against a number, execution aside.
    package private(set) var numeric: Int32 = 0
    package private(set) var exact: Int32 = 0
    /// Those with ≥, > or = and a target above zero.
    package private(set) var rising: Int32 = 0
    package private(set) var over: Int32 = 0
    package private(set) var farOver: Int32 = 0
    package private(set) var missedFull: Int32 = 0
    package private(set) var outside: Int32 = 0
    /// Rows that state a score, without tiers and those of `missedFull`.
    package private(set) var statedRows: Int32 = 0
    /// Numbers that do not fit, so that some reasons cannot be decided.
    package private(set) var isTooLong = false
    /// The sum of stated scores and what the same rows earn, times 10^18.
    package private(set) var stated: Int128 = 0
    package private(set) var earned: Int128 = 0
    package private(set) var executionUnits: Int64 = 0
    /// Points of execution, times 10^18; zero before its row.
    package private(set) var executionWeight: Int128 = 0
    /// Nil before the row of execution.
    package private(set) var budget: ShortDecimal?
    package private(set) var executed: ShortDecimal?

    package init() {}

    /// Takes in a scored row.
    ///
    /// - Parameter places: digits behind the point of its score.
    mutating func add(_ row: RowDetail, places: Int) {
        let weight = scaled(row.weight)
        if row.isOutside { outside += 1 }
        if row.weight.isPositive {
            rows += 1
            if let most = row.weight.units(at: places) { if row.units == most { full += 1 } } else { isTooLong = true }
        }
        // A score is told of once: full points for a missed target and tiers have reasons of their own.
        if let own = row.stated, row.comparator != nil {
            if !row.isMet, !row.isExecution, row.weight.isPositive, own == row.weight {
                missedFull += 1
            } else {
                statedRows += 1
                Self.add(scaled(own), to: &stated, &isTooLong)
                Self.add(scaled(ExactDecimal(significand: Int128(row.units), scale: places)), to: &earned, &isTooLong)
            }
        }
        guard let actual = row.actual, let target = row.target, row.comparator != nil else { return }
        if row.isExecution {
            executionUnits &+= row.units
            Self.add(weight, to: &executionWeight, &isTooLong)
            budget = ShortDecimal(target.trimmed)
            executed = ShortDecimal(actual.trimmed)
            if budget == nil || executed == nil { isTooLong = true }
            return
        }
        numeric += 1
        if actual == target { exact += 1 }
        guard row.comparator == .atLeast || row.comparator == .above || row.comparator == .equal, target.isPositive else { return }
        rising += 1
        guard actual > target else { return }
        // A ≥ 1.2 T and A ≥ 1.3 T, without a division.
        guard let tenfold = try? actual * Self.ten, let twelve = try? target * Self.twelve, let thirteen = try? target * Self.thirteen else {
            isTooLong = true
            return
        }
        if tenfold >= twelve { over += 1 }
        if tenfold >= thirteen { farOver += 1 }
    }

    /// Takes in what other rows of the same project add up to.
    mutating func add(_ other: ScreenState) {
        rows += other.rows
        full += other.full
        numeric += other.numeric
        exact += other.exact
        rising += other.rising
        over += other.over
        farOver += other.farOver
        missedFull += other.missedFull
        outside += other.outside
        statedRows += other.statedRows
        isTooLong = isTooLong || other.isTooLong
        Self.add(other.stated, to: &stated, &isTooLong)
        Self.add(other.earned, to: &earned, &isTooLong)
        executionUnits &+= other.executionUnits
        Self.add(other.executionWeight, to: &executionWeight, &isTooLong)
        budget = budget ?? other.budget
        executed = executed ?? other.executed
    }

    private static func add(_ number: Int128?, to sum: inout Int128, _ isTooLong: inout Bool) {
        guard let number, case let (more, overflow) = sum.addingReportingOverflow(number), !overflow else {
            isTooLong = true
            return
        }
        sum = more
    }

    /// Times 10^18, where that is a whole number that fits.
    private func scaled(_ number: ExactDecimal) -> Int128? {
        let plain = number.scale > ProjectState.weightScale ? number.trimmed : number
        guard plain.scale <= ProjectState.weightScale else { return nil }
        let (digits, overflow) = plain.significand.multipliedReportingOverflow(by: ExactDecimal.power(ProjectState.weightScale - plain.scale))
        return overflow ? nil : digits
    }

    private static let ten = ExactDecimal(10)
    private static let twelve = ExactDecimal(12)
    private static let thirteen = ExactDecimal(13)
}

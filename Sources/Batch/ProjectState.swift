import Quantities

/// What the rows of one project add up to so far; two states of one project add up to one.
package struct ProjectState: Hashable, Sendable {
    /// Points in units of the last digit of a score.
    package var units: Int64 = 0
    /// Points to be had, times 10^18, but for those in `shortWeight`.
    private var longWeight: Int128 = 0
    /// Points to be had of up to four digits behind the point, times 10^4.
    private var shortWeight: Int64 = 0
    /// Points of execution that is not applicable, times 10^18.
    package var leftOut: Int128 = 0
    package var rows: Int32 = 0
    package var executions: Int32 = 0
    /// Rows that have no score.
    package var bad: Int32 = 0
    /// The framework, by its place in the list of those in use; −1 before the first row.
    package var framework: Int32 = -1
    /// The line of its first row, from 1.
    package var firstLine: Int = 0

    /// Weights are held with this many digits behind the point.
    package static let weightScale = 18
    package static let hundred: Int128 = 100 * ExactDecimal.power(weightScale)

    /// Points to be had, times 10^18.
    package var weight: Int128 { longWeight &+ Int128(shortWeight) &* ExactDecimal.power(Self.weightScale - 4) }

    /// Adds points earned, in units of the last digit.
    @inline(__always)
    mutating func add(units more: Int64) {
        let (sum, overflow) = units.addingReportingOverflow(more)
        units = sum
        if overflow { bad &+= 1 }
    }

    /// Adds points to be had.
    @inline(__always)
    mutating func add(weight: ShortDecimal) {
        if weight.scale <= 4, weight.significand < 1_000_000_000 {
            let (sum, overflow) = shortWeight.addingReportingOverflow(weight.significand &* (weight.scale == 0 ? 10_000 : weight.scale == 1 ? 1_000 : weight.scale == 2 ? 100 : weight.scale == 3 ? 10 : 1))
            shortWeight = sum
            if overflow { bad &+= 1 }
        } else {
            add(weight: Int128(weight.significand) &* ExactDecimal.power(Self.weightScale - weight.scale))
        }
    }

    /// Adds points to be had, times 10^18.
    mutating func add(weight: Int128) {
        let (sum, overflow) = longWeight.addingReportingOverflow(weight)
        longWeight = sum
        if overflow { bad &+= 1 }
    }

    package init(firstLine: Int) { self.firstLine = firstLine }

    /// Takes in what other rows of the same project add up to.
    mutating func add(_ other: ProjectState) {
        let (sum, overflow) = units.addingReportingOverflow(other.units)
        let (weights, more) = longWeight.addingReportingOverflow(other.longWeight)
        let (short, most) = shortWeight.addingReportingOverflow(other.shortWeight)
        units = sum
        longWeight = weights
        shortWeight = short
        leftOut &+= other.leftOut
        rows &+= other.rows
        executions &+= other.executions
        bad &+= other.bad
        if overflow || more || most { bad &+= 1 }
        if framework < 0 { framework = other.framework } else if other.framework >= 0, other.framework != framework { bad &+= 1 }
    }
}

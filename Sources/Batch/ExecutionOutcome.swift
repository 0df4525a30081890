import BudgetModel
package import Quantities
package import Scoring

/// What budget execution earns by the long way, with what the total of its project needs.
package struct ExecutionOutcome: Hashable, Sendable {
    /// Nil where it is left out.
    package var points: ExactDecimal?
    package var line: ProjectLine

    /// Nil where the numbers are too large.
    init?(_ w: ShortDecimal, executed: ExactDecimal, budget: ExactDecimal, line: Int, _ scorer: ColumnScorer) {
        guard let long = try? scorer.executionLong(w.exact, executed: executed, budget: budget) else { return nil }
        guard let units = (long.score ?? .zero).units(at: scorer.places) else { return nil }
        points = long.score
        self.line = ProjectLine(line: line, level: -1, weight: w.exact, units: units, exact: long.exact, isLeftOut: long.score == nil, isExecution: true, rate: long.rate)
        weight = w
    }

    fileprivate let weight: ShortDecimal

    /// The level 1 of execution.
    static let level1 = "预算执行率"
}

extension ProjectState {
    /// Adds execution to its project; the row itself is counted by the caller.
    mutating func add(_ outcome: ExecutionOutcome) {
        guard outcome.points != nil else { return leaveOut(outcome.weight) }
        add(units: outcome.line.units)
        add(weight: outcome.weight)
    }

    /// Adds points to be had that do not apply.
    mutating func leaveOut(_ w: ShortDecimal) {
        add(weight: w)
        leftOut &+= Int128(w.significand) &* ExactDecimal.power(Self.weightScale - w.scale)
    }
}

package import BudgetModel
package import Quantities
package import Scoring

/// The score of a project, or why it has none.
package struct ProjectScore: Hashable, Sendable {
    package enum Open: Hashable, Sendable {
        case badRows(Int)
        case noExecution
        case severalExecutions(Int)
        case weights(ExactDecimal)
        case everythingLeftOut
        case overflow
    }
    package var score: ExactDecimal?
    package var grade: Grade?
    package var open: Open?
    /// What the total has beyond its rows because some points do not apply and the others are scaled to 100.
    package var scaling: ExactDecimal?
    /// Caps, deductions and a residue that changed the sum of the rows.
    package var adjustments: [AppliedAdjustment] = []
    /// The row that took the residue, by its line, and what it took.
    package var moved: ColumnScorer.Moved?

    /// What each cap, deduction and residue adds to the rows, by its name.
    var pointsBeyondRows: [String: ExactDecimal] {
        var points = Dictionary(adjustments.map { ($0.id, $0.points) }) { first, _ in first }
        if let moved { points[AppliedAdjustment.residue] = moved.points }
        return points
    }
}

extension ProjectState {
    /// The total in units of the last digit, where nothing keeps it from being their plain sum.
    package func plainScore(_ scorer: ColumnScorer) -> Int64? { scorer.addsUp && bad == 0 && executions == 1 && leftOut == 0 && weight == Self.hundred ? units : nil }

    /// The score by the framework of its rows.
    ///
    /// - Parameter lines: its rows, asked for where the total is more than their sum.
    func score(_ scorer: ColumnScorer?, _ lines: () -> [ProjectLine]) -> ProjectScore {
        guard bad == 0, let scorer else { return ProjectScore(open: .badRows(Int(max(bad, 1)))) }
        guard executions > 0 || !scorer.needsExecution else { return ProjectScore(open: .noExecution) }
        guard executions <= 1 else { return ProjectScore(open: .severalExecutions(Int(executions))) }
        guard weight == Self.hundred else { return ProjectScore(open: .weights(ExactDecimal(significand: weight, scale: Self.weightScale).trimmed)) }
        guard leftOut < weight else { return ProjectScore(open: .everythingLeftOut) }
        guard scorer.addsUp else {
            let total = scorer.total(of: lines())
            guard let score = total.score else { return ProjectScore(open: .overflow) }
            return ProjectScore(score: score, grade: total.grade, scaling: total.scaling, adjustments: total.adjustments, moved: total.moved)
        }
        let total = ExactDecimal(significand: Int128(units), scale: scorer.places)
        if leftOut != 0 {
            guard let scaled = try? (total * .hundred).divided(by: ExactDecimal(significand: Self.hundred - leftOut, scale: Self.weightScale)).rounded(to: scorer.places, scorer.framework.rounding.value) else { return ProjectScore(open: .overflow) }
            return ProjectScore(score: scaled, grade: scorer.grade(of: scaled), scaling: try? scaled - total)
        }
        return ProjectScore(score: total, grade: scorer.grade(of: total))
    }
}

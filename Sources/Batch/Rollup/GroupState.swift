package import BudgetModel
package import Quantities

/// What the projects of a group add up to. The states of two parts of a table add up to the state of the whole, so that many machines
/// may each take a part.
package struct GroupState: Hashable, Sendable {
    /// Points under a level 1.
    package struct Points: Hashable, Sendable {
        /// Points reached, in millionths.
        package var reached: Int128 = 0
        /// Points to be had, times 10^18.
        package var weight: Int128 = 0

        mutating func add(_ other: Points) {
            reached &+= other.reached
            weight &+= other.weight
        }

        /// Points reached in percent of those to be had, two decimals, half up.
        package var rate: ExactDecimal? {
            // reached ÷ 10^6 ÷ (weight ÷ 10^18) × 100
            guard weight > 0, let share = try? Ratio(reached, over: weight), let percent = try? share * Ratio(ExactDecimal.power(14), over: 1) else { return nil }
            return try? percent.rounded(to: 2, .halfUp)
        }
    }

    package var projects = 0
    /// Projects without a score.
    package var open = 0
    package var scores = ScoreCounts()
    /// Digits behind the point that the scores have at most.
    package var places = 0
    package var grades: [Grade: Int] = [:]
    /// Projects whose money is in the sums below.
    package var withMoney = 0
    /// Times 10^18.
    package var budget: Int128 = 0
    package var executed: Int128 = 0
    /// Whether the sums of money are beyond 38 digits.
    package var isTooLarge = false
    /// Of projects with a score, by level 1.
    package var points: [String: Points] = [:]

    package init() {}

    package mutating func add(_ other: GroupState) {
        projects += other.projects
        open += other.open
        scores.add(other.scores)
        places = max(places, other.places)
        grades.merge(other.grades, uniquingKeysWith: +)
        withMoney += other.withMoney
        addMoney(other.budget, other.executed)
        isTooLarge = isTooLarge || other.isTooLarge
        for (level, points) in other.points { self.points[level, default: Points()].add(points) }
    }

    mutating func addMoney(_ budget: Int128, _ executed: Int128) {
        let (a, first) = self.budget.addingReportingOverflow(budget)
        let (b, second) = self.executed.addingReportingOverflow(executed)
        (self.budget, self.executed) = (a, b)
        if first || second { isTooLarge = true }
    }

    package var scored: Int { scores.count }
    package var summary: ScoreCounts.Summary? { scores.summary(places: places) }

    /// Money of the group, as exact sums.
    package var money: (budget: ExactDecimal, executed: ExactDecimal)? {
        guard withMoney > 0, !isTooLarge else { return nil }
        return (ExactDecimal(significand: budget, scale: ProjectState.weightScale).trimmed, ExactDecimal(significand: executed, scale: ProjectState.weightScale).trimmed)
    }

    /// Executed ÷ budget in percent, two decimals, half up.
    package var executionRate: ExactDecimal? {
        guard withMoney > 0, !isTooLarge, budget > 0 else { return nil }
        return try? (Ratio(executed, over: budget) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
    }

    /// Points reached in percent of those to be had, over all level 1.
    package var rate: ExactDecimal? {
        var sum = Points()
        for points in points.values { sum.add(points) }
        return sum.rate
    }
}

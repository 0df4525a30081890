import BudgetModel
package import Quantities

/// The points a unit states, added up.
package struct StatedPoints: Sendable {
    /// The sum of all stated points, execution included.
    package var sum: ExactDecimal
    /// What the sum can be while some rows state nothing.
    package var range: ClosedRange<ExactDecimal>
    package var isComplete: Bool
    /// Totals that follow from the same points by rules in force: rows left out, shares of goals, caps.
    package var alsoRight: [ExactDecimal]

    package init(_ facts: Facts) throws(QuantityError) {
        let evaluation = facts.evaluation
        var sum = ExactDecimal.zero
        var most = ExactDecimal.zero
        var leftOutWeight = ExactDecimal.zero
        var leftOutPoints = ExactDecimal.zero
        var isComplete = true
        var isBounded = true
        // By index: an indicator is a large value, and copying it is most of the work.
        for index in evaluation.indicators.indices {
            if let stated = evaluation.indicators[index].statedScore {
                sum = try sum + stated.value
                if facts.isLeftOut(index), let weight = evaluation.indicators[index].weight {
                    leftOutWeight = try leftOutWeight + weight.value
                    leftOutPoints = try leftOutPoints + stated.value
                }
            } else if facts.isLeftOut(index) {
                if let weight = evaluation.indicators[index].weight { leftOutWeight = try leftOutWeight + weight.value }
            } else if let weight = evaluation.indicators[index].weight?.value ?? facts.line(index)?.weight {
                isComplete = isComplete && weight.isZero
                most = try most + weight
            } else {
                isComplete = false
                isBounded = false
            }
        }
        if let execution = facts.separateExecution {
            if let stated = execution.statedScore {
                sum = try sum + stated.value
            } else if let weight = execution.weight?.value {
                isComplete = false
                most = try most + weight
            }
        } else if evaluation.execution == nil, let rest = try Self.executionPoints(facts) {
            // The points of execution exist, but stand where they were not read.
            isComplete = false
            most = try most + rest
        }
        self.sum = sum
        self.isComplete = isComplete
        // Without the weights of the missing rows nothing above the sum is impossible.
        range = isBounded ? sum...max(sum, try sum + most) : sum...max(sum, ExactDecimal(1_000_000))

        alsoRight = []
        if leftOutWeight.isPositive, leftOutWeight < .hundred {
            let scaled = try Ratio((sum - leftOutPoints) * .hundred, over: .hundred - leftOutWeight)
            alsoRight.append(try scaled.rounded(to: facts.framework.scorePlaces.value, facts.framework.rounding.value))
        }
        if let shared = try Self.byShares(facts) { alsoRight.append(shared) }
        if !facts.scoreSheet.adjustments.isEmpty {
            alsoRight.append(try ExactDecimal.sum([sum] + facts.scoreSheet.adjustments.map(\.points)))
        }
    }

    /// The points that execution must have where the indicators leave them: 10 beside 90.
    private static func executionPoints(_ facts: Facts) throws(QuantityError) -> ExactDecimal? {
        var weights = ExactDecimal.zero
        for index in facts.evaluation.indicators.indices {
            guard let weight = facts.evaluation.indicators[index].weight?.value, !facts.evaluation.indicators[index].isExecutionRate else { return nil }
            weights = try weights + weight
        }
        let rest = try ExactDecimal.hundred - weights
        return rest == ExactDecimal(10) || rest == facts.framework.execution.weight.value ? rest : nil
    }

    /// Goals with their own 100 points count by their share: Σ points × share / 100.
    private static func byShares(_ facts: Facts) throws(QuantityError) -> ExactDecimal? {
        let evaluation = facts.evaluation
        guard evaluation.goals.count > 1, evaluation.goals.allSatisfy({ $0.weight != nil }) else { return nil }
        var total = facts.separateExecution?.statedScore?.value ?? .zero
        for (index, goal) in evaluation.goals.enumerated() {
            let rows = evaluation.indicators.filter { $0.goalIndex == index }
            guard try ExactDecimal.sum(rows.compactMap { $0.weight?.value }) == .hundred, let share = goal.weight?.value else { return nil }
            let points = try ExactDecimal.sum(rows.compactMap { $0.statedScore?.value })
            total = try total + points * share * ExactDecimal(significand: 1, scale: 2)
        }
        return try total.rounded(to: facts.framework.scorePlaces.value, facts.framework.rounding.value)
    }

    /// How lost digits make this total of the sum; nil when they do not.
    func rounding(explaining total: ExactDecimal, computed: ExactDecimal?) throws(QuantityError) -> Wording? {
        let digits = total.trimmed.scale
        for right in [sum] + alsoRight where digits <= 2 {
            for places in [1, 0] where digits <= places {
                let rounded = try right.rounded(to: places, .halfUp)
                if rounded == total { return RoundingReading.wording(ofRoundingTo: places) }
            }
            for places in digits...2 where try right.rounded(to: places, .down) == total { return RoundingReading.truncated(places: places).wording }
        }
        guard total == computed else { return nil }
        return Wording(zh: "按未取整的各项得分算出", en: "comes from the unrounded scores")
    }

    func isRight(_ total: ExactDecimal) -> Bool { total == sum || alsoRight.contains(total) }
}

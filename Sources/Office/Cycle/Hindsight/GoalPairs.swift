import BudgetModel

/// The indicators of an approved goal and those of the form that was scored, found again by kind and name.
struct GoalPairs {
    struct Pair {
        var key: IndicatorKey
        /// Into the goal's indicators.
        var goal: Int
        /// Into the scored form's; nil where it is gone.
        var evaluated: Int?
    }

    var matched: [Pair] = []
    /// Rows of the scored form that the goal lacks.
    var added: [Int] = []
    var evaluatedKeys: [IndicatorKey]
    /// Whether the goal form has a column for rules of scoring.
    var goalHasRules: Bool

    init(_ goal: Evaluation, _ evaluated: Evaluation) {
        evaluatedKeys = IndicatorKey.all(evaluated)
        goalHasRules = goal.indicators.contains { !($0.scoringRule?.value).isBlank }
        var rows: [String: [Int]] = [:]
        for (index, indicator) in evaluated.indicators.enumerated() where indicator.countsForObject && evaluated.execution?.indicatorIndex != index {
            rows[Self.name(indicator), default: []].append(index)
        }
        var taken: Set<Int> = []
        let keys = IndicatorKey.all(goal)
        for (index, indicator) in goal.indicators.enumerated() where indicator.countsForObject {
            // Rows with the same name pair in their order.
            let row = rows[Self.name(indicator)]?.first { !taken.contains($0) }
            if let row { taken.insert(row) }
            matched.append(Pair(key: keys[index], goal: index, evaluated: row))
        }
        added = rows.values.joined().filter { !taken.contains($0) }.sorted()
    }

    /// Level 2 and name without spaces and marks.
    private static func name(_ indicator: Indicator) -> String {
        (indicator.level2Kind?.rawValue ?? String(indicator.level2.filter { !$0.isWhitespace })) + "\n" + indicator.name.value.filter { !$0.isWhitespace && !$0.isPunctuation }
    }
}

package import BudgetModel
package import JSONText
package import Quantities

/// The three layers of a score side by side; none overwrites another.
package struct ScoreLayers: Hashable, Sendable {
    /// By the unit.
    package var stated: ExactDecimal?
    /// By the engine.
    package var computed: ExactDecimal?
    /// By the reviewer.
    package var determined: ExactDecimal?

    package init(stated: ExactDecimal? = nil, computed: ExactDecimal? = nil, determined: ExactDecimal? = nil) {
        self.stated = stated
        self.computed = computed
        self.determined = determined
    }

    package var statedLessComputed: ExactDecimal? { Self.difference(stated, computed) }
    package var statedLessDetermined: ExactDecimal? { Self.difference(stated, determined) }
    package var computedLessDetermined: ExactDecimal? { Self.difference(computed, determined) }

    private static func difference(_ left: ExactDecimal?, _ right: ExactDecimal?) -> ExactDecimal? {
        guard let left, let right else { return nil }
        return try? left - right
    }

    package var json: JSONValue {
        .object([
            "stated": .decimal(stated), "computed": .decimal(computed), "determined": .decimal(determined), "statedLessComputed": .decimal(statedLessComputed),
            "statedLessDetermined": .decimal(statedLessDetermined), "computedLessDetermined": .decimal(computedLessDetermined),
        ])
    }
}

/// One row of the table of layers.
package struct ReEvaluationLine: Hashable, Sendable {
    /// Nil for budget execution.
    package var indicator: IndicatorKey?
    package var weight: ExactDecimal?
    package var layers: ScoreLayers
    /// How the determined points came about.
    package var steps: [TraceStep]

    package var json: JSONValue { .object(["indicator": indicator?.json ?? .null, "weight": .decimal(weight), "layers": layers.json, "steps": steps.json]) }
}

/// What a review comes to by a profile.
package struct ReEvaluationResult: Hashable, Sendable {
    package var profile: ProfileMark
    package var lines: [ReEvaluationLine]
    /// Nil for forms without points of execution.
    package var execution: ReEvaluationLine?
    package var total: ScoreLayers
    /// (self − determined) ÷ self.
    package var deviation: Ratio?
    /// In percent, two decimals.
    package var deviationPercent: ExactDecimal?
    package var steps: [TraceStep]
    package var shortfalls: [Shortfall]

    package var json: JSONValue {
        .object([
            "profile": profile.json, "lines": .array(lines.map(\.json)), "execution": execution?.json ?? .null, "total": total.json, "deviationPercent": .decimal(deviationPercent),
            "steps": steps.json,
            "shortfalls": .array(shortfalls.map(\.json)),
        ])
    }
}

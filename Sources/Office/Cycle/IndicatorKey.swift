package import BudgetModel
package import JSONText

/// Which indicator of a form is meant, in whatever order its rows stand.
package struct IndicatorKey: Hashable, Sendable, Comparable, JSONRepresentable {
    /// As printed: `产出指标`.
    package var level1: String
    package var level2: String
    package var name: String
    /// From 1, among rows with the same three names.
    package var ordinal: Int

    package init(level1: String, level2: String, name: String, ordinal: Int = 1) {
        self.level1 = level1
        self.level2 = level2
        self.name = name
        self.ordinal = ordinal
    }

    /// The keys of a form's indicators, in their order.
    package static func all(_ evaluation: Evaluation) -> [IndicatorKey] {
        var seen: [IndicatorKey: Int] = [:]
        return evaluation.indicators.map { indicator in
            var key = IndicatorKey(level1: indicator.level1, level2: indicator.level2, name: indicator.name.value)
            let count = seen[key, default: 0] + 1
            seen[key] = count
            key.ordinal = count
            return key
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.level1, left.level2, left.name, left.ordinal) < (right.level1, right.level2, right.name, right.ordinal)
    }

    /// `「改造供水管网长度」`, with its number where several bear the name.
    var quoted: Wording {
        Wording(zh: "「\(name)」" + (ordinal > 1 ? "（第\(ordinal)个）" : ""), en: "“\(name)”" + (ordinal > 1 ? " (no. \(ordinal))" : ""))
    }

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["level1", "level2", "name", "ordinal"])
        let ordinal = try object.optionalInteger("ordinal") ?? 1
        guard (1...10_000).contains(ordinal) else { throw object.wrong("ordinal", "1 … 10000") }
        self.init(level1: try object.text("level1"), level2: try object.text("level2"), name: try object.text("name"), ordinal: Int(ordinal))
    }

    package var json: JSONValue {
        .object(["level1": .string(level1), "level2": .string(level2), "name": .string(name), "ordinal": .integer(ordinal)])
    }
}

package import BudgetModel
package import JSONText
package import Quantities

/// The light of one indicator or of money, with the steps that lead to it.
package struct MonitoringLine: Hashable, Sendable {
    package var light: MonitoringLight?
    /// Set where there is no light.
    package var without: NoLight?
    /// What was reached over what was due; nil where no ratio decides.
    package var rate: Ratio?
    package var steps: [TraceStep]

    package var json: JSONValue {
        .object([
            "light": .text(light?.rawValue), "without": without?.wording.json ?? .null,
            "ratePercent": .decimal(rate.flatMap { rate in try? (rate * ExactDecimal.hundred).rounded(to: 2, .halfUp) }), "steps": steps.json,
        ])
    }
}

/// The lights of one monitoring form, and what its author still has to write.
package struct MonitoringResult: Hashable, Sendable {
    package var profile: ProfileMark
    package var months: MonitoredMonths
    /// One for each indicator of the form, in their order.
    package var indicators: [MonitoringLine]
    package var keys: [IndicatorKey]
    package var money: MonitoringLine
    /// Of the object, from its indicators.
    package var object: MonitoringLine
    package var shortfalls: [Shortfall]

    package var json: JSONValue {
        .object([
            "profile": profile.json, "monthsThrough": .integer(months.through),
            "indicators": .array(zip(keys, indicators).map { .object(["indicator": $0.json, "line": $1.json]) }), "money": money.json, "object": object.json,
            "shortfalls": .array(shortfalls.map(\.json)),
        ])
    }
}

package import BudgetModel
package import JSONText
package import Quantities

/// What a satisfaction rate comes to, beside the stated one.
package struct SatisfactionResult: Hashable, Sendable {
    package var profile: ProfileMark
    package var rate: Ratio?
    /// Two decimals, half up.
    package var percent: ExactDecimal?
    package var steps: [TraceStep]
    package var shortfalls: [Shortfall]

    package var json: JSONValue {
        .object(["profile": profile.json, "percent": .decimal(percent), "steps": steps.json, "shortfalls": .array(shortfalls.map(\.json))])
    }
}

/// What a survey of satisfaction must have.
///
/// - Source: rule 4 of section 9.2 and E11: no points without material. No text gives a least sample.
package struct SatisfactionProfile: CycleProfile {
    package var mark: ProfileMark
    package var title: Wording
    /// Answers below which a survey says little; smaller bodies of users ask all.
    package var minimumAnswers: Cited<Int>
    /// That there must be material at all.
    package var duty: Cited<Wording>

    package static let ids = ["satisfaction-cn"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "satisfaction-cn" ? PackageResources.satisfaction_cn_yaml : nil }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["minimumAnswers", "duty"]) { head, fields in
            let minimum = fields.required("minimumAnswers")?.cited { $0.whole(1...1_000_000) }, duty = fields.required("duty")?.cited { $0.wording() }
            guard let minimum, let duty else { return nil }
            return Self(mark: head.mark, title: head.title, minimumAnswers: minimum, duty: duty)
        }
    }
}

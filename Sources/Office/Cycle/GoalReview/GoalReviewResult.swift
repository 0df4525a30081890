package import BudgetModel
package import JSONText

/// What a review comes to by a profile.
package struct GoalReviewResult: Hashable, Sendable {
    package var profile: ProfileMark
    /// Points of items, criteria and the whole; nil for the general form, which has none.
    package var tally: PointTally?
    /// By the points; nil while what is not marked can still change it, and for the general form.
    package var computedGrade: Grade?
    /// The computed grade, or the stated one of the general form.
    package var grade: Grade?
    package var consequence: GoalReviewConsequence?
    package var consequenceText: Wording?
    package var steps: [TraceStep]
    package var shortfalls: [Shortfall]

    package var json: JSONValue {
        .object([
            "profile": profile.json, "tally": tally?.json ?? .null, "computedGrade": .text(computedGrade?.rawValue), "grade": .text(grade?.rawValue),
            "consequence": .text(consequence?.rawValue), "consequenceText": consequenceText?.json ?? .null, "steps": steps.json, "shortfalls": .array(shortfalls.map(\.json)),
        ])
    }
}

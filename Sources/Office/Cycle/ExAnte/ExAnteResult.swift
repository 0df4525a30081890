package import BudgetModel
package import JSONText

/// What an assessment comes to by a profile.
package struct ExAnteResult: Hashable, Sendable {
    package var profile: ProfileMark
    package var tally: PointTally
    /// Dimensions that failed, by the assessor's word or by their points.
    package var vetoed: [PointGroup.ID]
    /// Nil while what is not marked can still change it.
    package var conclusion: AssessmentConclusion?
    package var consequence: Wording?
    /// What the stated conclusion says against the computed one; nil where they agree or one is not there.
    package var difference: Wording?
    package var steps: [TraceStep]
    package var shortfalls: [Shortfall]

    package var json: JSONValue {
        .object([
            "profile": profile.json, "tally": tally.json, "vetoed": .array(vetoed.map { .string($0.text) }), "conclusion": .text(conclusion?.rawValue), "consequence": consequence?.json ?? .null,
            "difference": difference?.json ?? .null, "steps": steps.json, "shortfalls": .array(shortfalls.map(\.json)),
        ])
    }
}

import BudgetModel
import JSONText
import Office
import Reports
import Workflows

/// A form with all that the engine has to say of it, ready to be kept: nothing is left to be computed while others wait for their turn to write.
struct ScoredForm: Sendable {
    let form: EvaluatedForm
    let score: StoredScore
    let findings: [ListedFinding]
    /// The framework and those it rests on, and the profile of the lights.
    let texts: [Desk.RuleText]
    /// The body of the computed revision.
    let body: String
    /// The body of the lights of a monitoring form.
    let lightsBody: String?
}

extension Desk {
    /// - Parameter shortfalls: what lights, surveys and the register of budgets still ask for.
    func scored(_ form: EvaluatedForm, _ beside: Beside, _ shortfalls: [Shortfall], _ lights: LitForm?) -> ScoredForm {
        let document = ScoreDocument(form, beside: beside, shortfalls: shortfalls, engine: engine)
        return ScoredForm(
            form: form, score: document.score, findings: DerivedRows.listed(document, form.evaluation), texts: frameworkTexts(form.framework) + [lights?.text].compactMap(\.self), body: document.json.text,
            lightsBody: lights?.result.json.text)
    }
}

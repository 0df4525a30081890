package import BudgetModel
package import Frameworks
import Narrative
package import Rules
import Scoring

/// Scores and checks a form that has been read, wherever it came from.
package struct EvaluateForm: Sendable {
    package var store: FrameworkStore
    /// The framework the user named, or nil to choose one for each form.
    package var frameworkName: String?
    /// What the forms are checked with; nil to score only.
    package var settings: CheckSettings?

    package init(store: FrameworkStore, frameworkName: String? = nil, settings: CheckSettings? = CheckSettings()) {
        self.store = store
        self.frameworkName = frameworkName
        self.settings = settings
    }

    /// - Parameters:
    ///   - mark: what a blank form of ours says of the framework it was made for.
    ///   - origin: by what the form knows itself among its peers; its file where nothing is given.
    /// - Returns: the form, and what is to be said of the framework chosen.
    /// - Throws: `FrameworkRefused` when the framework asked for does not exist or is wrong.
    package func callAsFunction(
        _ evaluation: Evaluation, mark: FrameworkMark? = nil, origin: String? = nil
    ) throws(FrameworkRefused) -> (form: EvaluatedForm, note: Wording?) {
        guard let settings else {
            let decision = try store.framework(for: evaluation, named: frameworkName, mark: mark)
            let sheet = Scorer.score(evaluation, by: decision.framework, because: decision.because)
            return (EvaluatedForm(evaluation: evaluation, framework: decision.framework, scoreSheet: sheet, check: CheckResult()), decision.note)
        }
        var evaluation = evaluation
        let (context, notes) = settings.context(for: evaluation, origin: origin ?? evaluation.file)
        evaluation.notes += notes
        return try self(evaluation, beside: context, mark: mark)
    }

    /// The same, held against what the caller knows beside the form.
    package func callAsFunction(
        _ evaluation: Evaluation, beside context: Context, mark: FrameworkMark? = nil
    ) throws(FrameworkRefused) -> (form: EvaluatedForm, note: Wording?) {
        let decision = try store.framework(for: evaluation, named: frameworkName, mark: mark)
        return (Self.form(evaluation, by: decision.framework, because: decision.because, beside: context, profile: settings?.profile), decision.note)
    }

    /// The same by a framework that is known.
    package static func form(_ evaluation: Evaluation, by framework: Framework, because: Wording, beside context: Context, profile: RuleProfile? = nil) -> EvaluatedForm {
        var (evaluation, sheet) = (evaluation, Scorer.score(evaluation, by: framework, because: because))
        var check = Catalogue.run(Facts(evaluation: evaluation, scoreSheet: sheet, framework: framework, context: context), profile: profile)
        // From here on nobody sees what must not be published.
        if check.holdsPersonalData {
            let cover = PrivacyCover(evaluation)
            (evaluation, sheet, check) = (cover(evaluation), cover(sheet), cover(check))
        }
        if evaluation.kind.hasLights { check.light = GoalLight.lights(of: evaluation, check) }
        return EvaluatedForm(evaluation: evaluation, framework: framework, scoreSheet: sheet, check: check)
    }
}

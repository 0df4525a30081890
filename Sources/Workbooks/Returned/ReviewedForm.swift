package import BudgetModel

/// A form with all that is said about it: what the returned workbook shows.
package struct ReviewedForm: Sendable {
    package var evaluation: Evaluation
    package var scores: ScoreSheet
    /// The framework that the scores were computed by; its formulas become live ones.
    package var framework: Framework
    package var findings: [Finding]
    /// Comments of the unit whose finding is gone.
    package var lapsedComments: [UnitComment]
    /// Rules that did not run; those that a profile switched off are told.
    package var notChecked: [NotChecked]

    /// How fit the goal and its indicators are.
    package var light: ObjectLight?

    package init(
        evaluation: Evaluation, scores: ScoreSheet, framework: Framework, findings: [Finding], lapsedComments: [UnitComment] = [], notChecked: [NotChecked] = [],
        light: ObjectLight? = nil
    ) {
        self.evaluation = evaluation
        self.scores = scores
        self.framework = framework
        self.findings = findings
        self.lapsedComments = lapsedComments
        self.notChecked = notChecked
        self.light = light
    }
}

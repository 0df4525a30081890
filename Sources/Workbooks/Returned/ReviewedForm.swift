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

    /// How fit the goal and its indicators are.
    package var light: ObjectLight?

    package init(evaluation: Evaluation, scores: ScoreSheet, framework: Framework, findings: [Finding], lapsedComments: [UnitComment] = [], light: ObjectLight? = nil) {
        self.evaluation = evaluation
        self.scores = scores
        self.framework = framework
        self.findings = findings
        self.lapsedComments = lapsedComments
        self.light = light
    }
}

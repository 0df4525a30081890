package import BudgetModel

extension FormKind {
    /// Whether goal and indicators of such a form have lights: declarations, and self-evaluations with a view to next year's.
    package var hasLights: Bool {
        switch self {
        case .projectGoal, .departmentGoal, .indicatorList, .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation: true
        case .monitoring, .departmentScoringTable, .selfEvaluationReview: false
        }
    }
}

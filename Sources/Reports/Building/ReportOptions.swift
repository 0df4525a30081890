package import BudgetModel
package import Quantities

/// What a caller may choose about a report.
package struct ReportOptions: Hashable, Sendable {
    package var scores: ScoreSource
    /// Left as a gap when nil.
    package var signatureDate: CalendarDay?

    package init(scores: ScoreSource = .stated, signatureDate: CalendarDay? = nil) {
        self.scores = scores
        self.signatureDate = signatureDate
    }
}

/// The three outlines of a report (rules.md 5.7).
package enum ReportOutline: String, Hashable, Sendable, CaseIterable {
    case department, project, transferPayment

    package init(_ kind: FormKind) {
        switch kind {
        case .departmentSelfEvaluation, .departmentScoringTable, .departmentGoal: self = .department
        case .transferSelfEvaluation: self = .transferPayment
        case .projectSelfEvaluation, .indicatorList, .projectGoal, .monitoring, .selfEvaluationReview: self = .project
        }
    }

    /// The object of the evaluation as the headings name it.
    var object: String {
        switch self {
        case .department: "部门整体支出"
        case .project: "项目支出"
        case .transferPayment: "转移支付"
        }
    }
}

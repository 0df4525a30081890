package import BudgetModel

/// The kinds of rules that a region may choose for itself; raw values are those of the store and the API.
package enum RuleKind: String, Hashable, Sendable, CaseIterable {
    /// 项目支出的评分规则
    case projectFramework = "project-framework"
    /// 部门整体支出的评分规则
    case departmentFramework = "department-framework"
    case exAnte = "ex-ante"
    case goalReview = "goal-review"
    case monitoring
    case satisfaction
    case reEvaluation = "re-evaluation"
    case hindsight = "goal-hindsight"
    case useOfResults = "use-of-results"
    case rectification
    case publication

    package var wording: Wording {
        switch self {
        case .projectFramework: Wording(zh: "项目支出评分规则", en: "framework of projects")
        case .departmentFramework: Wording(zh: "部门整体支出评分规则", en: "framework of departments")
        case .exAnte: Wording(zh: "事前绩效评估", en: "ex-ante assessment")
        case .goalReview: Wording(zh: "绩效目标审核", en: "goal review")
        case .monitoring: Wording(zh: "绩效运行监控", en: "monitoring")
        case .satisfaction: Wording(zh: "满意度调查", en: "surveys of satisfaction")
        case .reEvaluation: Wording(zh: "自评复核", en: "review of self-evaluations")
        case .hindsight: Wording(zh: "目标倒查", en: "looking back on goals")
        case .useOfResults: Wording(zh: "结果应用", en: "use of results")
        case .rectification: Wording(zh: "整改", en: "rectification")
        case .publication: Wording(zh: "公开", en: "publication")
        }
    }

    package var isFramework: Bool { profile == nil }

    /// What reads its texts; nil for frameworks.
    package var profile: (any CycleProfile.Type)? {
        switch self {
        case .projectFramework, .departmentFramework: nil
        case .exAnte: ExAnteProfile.self
        case .goalReview: GoalReviewProfile.self
        case .monitoring: MonitoringProfile.self
        case .satisfaction: SatisfactionProfile.self
        case .reEvaluation: ReEvaluationProfile.self
        case .hindsight: GoalHindsightProfile.self
        case .useOfResults: UseOfResultsProfile.self
        case .rectification: RectificationProfile.self
        case .publication: PublicationProfile.self
        }
    }

    /// The kind of a profile; nil for those that no region chooses.
    package init?(_ type: any CycleProfile.Type) {
        guard let kind = Self.allCases.first(where: { $0.profile.map { ObjectIdentifier($0) == ObjectIdentifier(type) } ?? false }) else { return nil }
        self = kind
    }
}

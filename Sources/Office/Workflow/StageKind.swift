package import BudgetModel

/// What a case is about.
package enum ObjectKind: String, Hashable, Sendable, CaseIterable {
    /// 项目支出
    case project
    /// 部门整体支出
    case department
}

/// The stages of a case that a document is handed in for, in their order; what follows them are entries of registers.
package enum StageKind: String, Hashable, Sendable, CaseIterable {
    /// 事前绩效评估
    case exAnte = "ex-ante"
    /// 绩效目标
    case goal
    /// 绩效运行监控; one round each time.
    case monitoring
    /// 单位自评
    case selfEvaluation = "self-evaluation"
    /// 抽查复核、部门评价、财政评价
    case review

    package var wording: Wording {
        switch self {
        case .exAnte: Wording(zh: "事前绩效评估", en: "ex-ante assessment")
        case .goal: Wording(zh: "绩效目标", en: "performance goal")
        case .monitoring: Wording(zh: "绩效运行监控", en: "monitoring")
        case .selfEvaluation: Wording(zh: "绩效自评", en: "self-evaluation")
        case .review: Wording(zh: "复核", en: "review")
        }
    }

    /// The kinds of form that may be handed in for it.
    package func accepts(_ form: FormKind, for object: ObjectKind) -> Bool {
        switch (self, form) {
        case (.goal, .projectGoal), (.goal, .indicatorList): object == .project || form == .indicatorList
        case (.goal, .departmentGoal): object == .department
        case (.monitoring, .monitoring): true
        case (.selfEvaluation, .projectSelfEvaluation), (.selfEvaluation, .transferSelfEvaluation): object == .project
        case (.selfEvaluation, .departmentSelfEvaluation), (.selfEvaluation, .departmentScoringTable): object == .department
        case (.review, .selfEvaluationReview): true
        default: false
        }
    }
}

/// Where the document of a stage stands (rules.md 10.2).
package enum StageState: String, Hashable, Sendable, CaseIterable {
    /// 草稿: only the unit sees it.
    case draft
    /// 送审: the unit's own reviewer has it.
    case submitted
    /// The department has it.
    case deptReview = "dept-review"
    /// 退回, with an opinion.
    case returned
    /// The finance bureau has it.
    case bureauReview = "bureau-review"
    /// 批复, 终审
    case approved
    /// 调整: an approved goal is being changed with its budget.
    case adjusting
    /// 归档: nothing changes any more.
    case archived

    /// Those in which the document can be changed; what lies there then counts in no sum.
    package static let open: Set<StageState> = [.draft, .returned, .adjusting]

    package var wording: Wording {
        switch self {
        case .draft: Wording(zh: "草稿", en: "draft")
        case .submitted: Wording(zh: "已送审，待单位审核", en: "handed in, with the unit's reviewer")
        case .deptReview: Wording(zh: "待主管部门审核", en: "with the department")
        case .returned: Wording(zh: "已退回", en: "returned")
        case .bureauReview: Wording(zh: "待财政部门审核", en: "with the finance bureau")
        case .approved: Wording(zh: "已批复", en: "approved")
        case .adjusting: Wording(zh: "调整中", en: "being adjusted")
        case .archived: Wording(zh: "已归档", en: "archived")
        }
    }
}

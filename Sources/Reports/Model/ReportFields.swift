/// Single values that templates can name, and the rows that template table rows repeat over.
package struct ReportFields: Hashable, Sendable {
    /// A value with one line or several.
    package var values: [ReportField: Span]
    /// One entry for each money row, goal and indicator.
    package var funds: [[ReportRowField: Span]]
    package var goals: [[ReportRowField: Span]]
    package var indicators: [[ReportRowField: Span]]

    package init() {
        values = [:]
        funds = []
        goals = []
        indicators = []
    }

    package subscript(_ field: ReportField) -> Span { values[field] ?? Span("") }
}

/// The single values by their names in templates; raw values are the English aliases.
package enum ReportField: String, Hashable, Sendable, CaseIterable {
    case title, department, programme, programmeCode, implementingUnit, subject, year
    case initialBudget, adjustedBudget, executedAmount, executionRate, executionWeight, executionScore
    case totalWeight, totalScore, grade, computedTotal, computedGrade
    case indicatorCount, unmetCount, expectedGoal, actualAchievement
    case framework, frameworkDigest, draft, errorCount, warningCount, signatureUnit, signatureDate

    package var name: String {
        switch self {
        case .title: "标题"
        case .department: "部门名称"
        case .programme: "项目名称"
        case .programmeCode: "项目编码"
        case .implementingUnit: "实施单位"
        case .subject: "评价对象"
        case .year: "年度"
        case .initialBudget: "年初预算数"
        case .adjustedBudget: "全年预算数"
        case .executedAmount: "全年执行数"
        case .executionRate: "预算执行率"
        case .executionWeight: "执行率分值"
        case .executionScore: "执行率得分"
        case .totalWeight: "总分值"
        case .totalScore: "总分"
        case .grade: "评价等级"
        case .computedTotal: "复算总分"
        case .computedGrade: "复算等级"
        case .indicatorCount: "指标个数"
        case .unmetCount: "未完成指标个数"
        case .expectedGoal: "预期目标"
        case .actualAchievement: "实际完成情况"
        case .framework: "评分规则方案"
        case .frameworkDigest: "评分规则校验码"
        case .draft: "草稿"
        case .errorCount: "错误数"
        case .warningCount: "警告数"
        case .signatureUnit: "署名"
        case .signatureDate: "日期"
        }
    }
}

/// The values of one row by their names in templates: `{{指标.得分}}`; raw values are the English aliases.
package enum ReportRowField: String, Hashable, Sendable, CaseIterable {
    case number, level1, level2, name, target, actual, weight, score, computedScore, completion, reason
    case label, initialBudget, adjustedBudget, executedAmount, executionRate
    case expectedGoal, actualAchievement

    package var name: String {
        switch self {
        case .number: "序号"
        case .level1: "一级指标"
        case .level2: "二级指标"
        case .name: "三级指标"
        case .target: "年度指标值"
        case .actual: "实际完成值"
        case .weight: "分值"
        case .score: "得分"
        case .computedScore: "复算得分"
        case .completion: "完成率"
        case .reason: "偏差原因"
        case .label: "资金"
        case .initialBudget: "年初预算数"
        case .adjustedBudget: "全年预算数"
        case .executedAmount: "全年执行数"
        case .executionRate: "执行率"
        case .expectedGoal: "预期目标"
        case .actualAchievement: "实际完成情况"
        }
    }
}

/// What a template's table row repeats over.
package enum ReportRows: String, Hashable, Sendable, CaseIterable {
    case fund, goal, indicator

    package var name: String {
        switch self {
        case .fund: "资金"
        case .goal: "目标"
        case .indicator: "指标"
        }
    }

    package var fields: [ReportRowField] {
        switch self {
        case .fund: [.number, .label, .initialBudget, .adjustedBudget, .executedAmount, .executionRate]
        case .goal: [.number, .expectedGoal, .actualAchievement]
        case .indicator:
            [.number, .level1, .level2, .name, .target, .actual, .weight, .score, .computedScore, .completion, .reason]
        }
    }

    package func rows(of fields: ReportFields) -> [[ReportRowField: Span]] {
        switch self {
        case .fund: fields.funds
        case .goal: fields.goals
        case .indicator: fields.indicators
        }
    }
}

package import BudgetModel

/// The columns of a table of indicator rows.
package enum TableColumn: String, HeadColumn {
    case region = "region_code", unit = "unit_code", project = "project_code"
    case level1, level2, name, comparator, target, actual, tier, weight
    case stated = "stated_score"
    case framework

    /// Those of the exchange tables of the budget system among them (rules.md 11).
    package var aliases: [String] {
        switch self {
        case .region: ["区划代码", "区划编码", "行政区划", "行政区划代码", "财政区划", "财政区划代码", "地区编码", "mof_div_code"]
        case .unit: ["单位编码", "单位代码", "预算单位编码", "预算单位代码", "agency_code"]
        case .project: ["项目编码", "项目代码", "pro_code"]
        case .level1: ["一级指标", "一级指标名称", "lv1_perf_ind_name"]
        case .level2: ["二级指标", "二级指标名称", "lv2_perf_ind_name"]
        case .name: ["三级指标", "三级指标名称", "指标名称", "lv3_perf_ind_name"]
        case .comparator: ["符号", "指标符号", "计算符号", "比较符号", "指标方向"]
        case .target: ["指标值", "年度指标值", "目标值", "年初目标值", "kpi_val"]
        case .actual: ["实际完成值", "完成值", "完成情况", "全年实际完成值", "ind_comp"]
        case .tier: ["档次", "完成档次", "定性档次"]
        case .weight: ["分值", "权重", "指标权重", "ind_weight"]
        case .stated: ["自评得分", "得分", "填报得分", "eval_score"]
        case .framework: ["评分规则"]
        }
    }

    /// Without which nothing can be scored.
    package var title: Wording { Wording(zh: self == .name ? "指标名称" : aliases[0], en: rawValue) }
    package static let option = "--columns"
    package static let required: [TableColumn] = [.region, .unit, .project, .level1, .name, .target, .actual, .weight]
}

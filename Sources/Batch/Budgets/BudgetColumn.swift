package import BudgetModel

/// The columns of the execution table of the exchange, PM_PERF_SELF_BGT (rules.md 11): a row for each source of money of a project.
package enum BudgetColumn: String, HeadColumn {
    case region = "region_code", unit = "unit_code", project = "project_code"
    /// What the money comes from; a row whose source is a total stands for all others of its project.
    case source = "fund_source"
    case initial = "initial_budget", change = "budget_change", adjusted = "adjusted_budget"
    case received = "received_amount"
    case executed = "executed_amount"

    package var aliases: [String] {
        switch self {
        case .region: TableColumn.region.aliases
        case .unit: TableColumn.unit.aliases
        case .project: TableColumn.project.aliases
        case .source: ["资金来源", "资金性质", "found_type_code", "found_type_name", "fund_type_code"]
        case .initial: ["年初批复数", "年初预算数", "年初预算", "reply_amt"]
        case .change: ["年度调整金额", "调整金额", "预算调整数", "year_adj_amt"]
        case .adjusted: ["变动后预算数", "全年预算数", "调整后预算数", "cur_amt"]
        case .received: ["到位数", "资金到位数", "实际到位数"]
        case .executed: ["全年执行数", "执行数", "year_exe_amt"]
        }
    }

    package var title: Wording {
        switch self {
        case .initial: Wording(zh: "年初预算数", en: rawValue)
        case .adjusted: Wording(zh: "全年预算数", en: rawValue)
        case .region, .unit, .project, .source, .change, .received, .executed: Wording(zh: aliases[0], en: rawValue)
        }
    }

    package static let option = "--budget-columns"
    package static let required: [BudgetColumn] = [.region, .unit, .project, .executed]
}

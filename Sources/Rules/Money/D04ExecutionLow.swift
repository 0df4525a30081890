import BudgetModel
import Quantities

extension Rule {
    /// Flags an explained execution below 80 %.
    package static let executionLow = Rule(
        "D04", Wording(zh: "预算执行率低于80%", en: "Less than 80 % of the budget was spent"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(1, of: 1), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "两成以上预算没有支出，在用系统按黄灯预警：要核对来年预算和结余资金的处理。没有说明原因的由D03提示，这里只提已经说明的。",
            en: "With more than a fifth of the budget unspent systems in use show a yellow light: next year's budget and the unspent money are to be looked at. Without a reason D03 speaks; this rule speaks where there is one."),
        triggering: [
            Example(
                Wording(zh: "执行57.6%，已说明", en: "57.6 %, explained"), at: ["F6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "57.6").text("偏差原因分析", "工程未到付款节点")),
            Example(
                Wording(zh: "执行79.99%，资金行写了原因", en: "79.99 % with a reason beside the money"), at: ["F6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "79.99").with { evaluation, _ in evaluation.funds[0].reason = Sourced("质保金未到期", nil) }),
        ],
        nonTriggering: [
            Example(Wording(zh: "执行80%", en: "80 %"), ExampleForm().fund(.total, adjusted: "100", executed: "80").text("偏差原因分析", "质保金未到期")),
            Example(Wording(zh: "没有说明（由D03提示）", en: "no reason (D03 speaks)"), ExampleForm().fund(.total, adjusted: "100", executed: "57.6")),
        ]
    ) { facts throws(QuantityError) in
        guard let rate = facts.ratePercent, rate < ExactDecimal(80), facts.evaluation.execution?.indicatorIndex != nil || !facts.moneyReasons.isEmpty,
            let budget = facts.evaluation.annualTotal.budget, let spent = facts.evaluation.annualTotal.executed
        else { return [] }
        let unit = facts.evaluation.amountUnit
        let rest = try (budget.money - spent.money).amount(in: unit).plain
        return [
            Hit(
                at: spent.cell,
                Wording(
                    zh: "预算执行率\(rate.plain)%，低于80%，尚有\(rest)\(unit.name)未支出。请写明结余资金是结转、收回还是调减，并据以安排下年预算。",
                    en: "\(rate.plain) % of the budget was spent, less than 80 %; \(rest) \(unit.name) are left. Say whether they are carried over, returned or cut, and plan next year's budget by it."),
                expected: "≥ 80%", found: rate.plain + "%")
        ]
    }
}

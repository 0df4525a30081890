import BudgetModel
import Quantities

extension Rule {
    /// Flags an annual budget of zero under which money was spent or points were given, or nothing happened at all.
    package static let spendingWithoutBudget = Rule(
        "D11", Wording(zh: "全年预算数为0", en: "The annual budget is zero"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.monitoring, .selfEvaluation], severity: .warning,
        citing: [.budgetLaw, .practice],
        because: Wording(
            zh: "预算为0时没有执行率：有支出、有得分的，多半是合计没有填；都为0的也请确认是否漏填。",
            en: "A budget of zero has no execution rate. With spending or points the total was most likely left out; 0 of 0 should be confirmed too."),
        triggering: [
            Example(Wording(zh: "预算0，支出12", en: "12 spent on a budget of 0"), at: ["E6"], ExampleForm().fund(.total, adjusted: "0", executed: "12")),
            Example(
                Wording(zh: "预算0，执行得10分", en: "10 points on a budget of 0"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "0", executed: "0").execution(weight: "10", score: "10", computed: "0")),
            Example(
                Wording(zh: "合计0，分项90", en: "a total of 0 above 90"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "0", executed: "0").fund(.appropriation, adjusted: "90", executed: "90")),
        ],
        nonTriggering: [
            Example(Wording(zh: "有预算", en: "a budget"), ExampleForm().fund(.total, adjusted: "12", executed: "0")),
            Example(Wording(zh: "预算数空着（由A12提示）", en: "an empty budget cell (A12 speaks)"), ExampleForm().fund(.total, executed: "12")),
        ]
    ) { facts throws(QuantityError) in
        let total = facts.evaluation.annualTotal
        guard let budget = total.budget, budget.money.isZero else { return [] }
        let unit = facts.evaluation.amountUnit
        let spent = total.executed?.money ?? .zero
        let points = facts.evaluation.execution?.statedScore.flatMap { $0.value.isPositive ? $0.value : nil }
        let message: Wording =
            if !spent.isZero {
                Wording(
                    zh: "全年预算数为0，执行数却有\(spent.amount(in: unit).plain)\(unit.name)，执行率无法计算。请补填全年预算数。",
                    en: "The annual budget is 0, yet \(spent.amount(in: unit).plain) \(unit.name) were spent; no rate can be computed. Fill in the annual budget.")
            } else if let points {
                Wording(
                    zh: "全年预算数和执行数都为0，预算执行却得\(points.plain)分。请补填资金，或把得分改为0。",
                    en: "Budget and spending are 0, yet execution has \(points.plain) points. Fill in the money or give no points.")
            } else {
                Wording(
                    zh: "全年预算数合计为0，执行率得0分。如分项有数，请更正合计；确无资金的请说明。",
                    en: "The annual budget is 0 in total, so execution earns no points. Correct the total if its rows hold money; if there was none, say so.")
            }
        return [Hit(at: budget.cell ?? total.line?.label.cell, message, found: "0")]
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags spending above the annual budget.
    package static let spendingExceedsBudget = Rule(
        "D01", Wording(zh: "执行数超过全年预算数", en: "Spending exceeds the annual budget"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.budgetLaw, .evaluationMeasures],
        because: Wording(
            zh: "支出以批准的预算（含调整、结转）为限。超出的多半是追加、结转没有填入全年预算数，要写明。",
            en: "Spending stays within the approved budget with its changes and carry-over. Most often an addition or carry-over was left out of the annual budget; say so."),
        triggering: [
            Example(
                Wording(zh: "执行率103.23%", en: "execution of 103.23 %"), at: ["F6"],
                ExampleForm().fund(.total, initial: "1669.0157", adjusted: "1805.58777", executed: "1863.95787")),
            Example(
                Wording(zh: "没有合计行，分项超支", en: "no total row, a part overspent"), at: ["F7"],
                ExampleForm().fund(.appropriation, adjusted: "20", executed: "20").fund(.other, adjusted: "5", executed: "5.6")),
        ],
        nonTriggering: [
            Example(Wording(zh: "正好用完", en: "exactly on budget"), ExampleForm().fund(.total, adjusted: "100", executed: "100")),
            Example(
                Wording(zh: "超过年初数但未超调整后的预算", en: "above the initial but within the annual budget"),
                ExampleForm().fund(.total, initial: "80", adjusted: "100", executed: "90")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        let evaluation = facts.evaluation
        let hasTotal = evaluation.fund(.total).map { $0.adjusted != nil && $0.executed != nil } ?? false
        for line in evaluation.funds where line.period == .year && (!hasTotal || line.source == .total) {
            guard let budget = line.adjusted, let spent = line.executed, spent.money > budget.money, budget.money.fen > 0 else { continue }
            let unit = evaluation.amountUnit
            let rate = try (spent.money.share(of: budget.money) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
            let planned = budget.money.amount(in: unit)
            let executed = spent.money.amount(in: unit)
            hits.append(
                try Hit(
                    at: spent.cell,
                    Wording(
                        zh: "执行数\(executed.plain)\(unit.name)，超过全年预算数\(planned.plain)\(unit.name)，执行率\(rate)%，超出\((executed - planned).plain)\(unit.name)。请核对全年预算数是否含追加和结转，并说明原因。",
                        en: "Spending of \(executed.plain) \(unit.name) exceeds the annual budget of \(planned.plain): \(rate) %, \((executed - planned).plain) too much. Check whether the budget includes additions and carry-over, and explain."),
                    severity: facts.framework.execution.aboveBudget.value, expected: planned, found: executed))
        }
        return hits
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags cost indicators that only repeat the budget.
    package static let costIsTheBudget = Rule(
        "C08", Wording(zh: "成本指标只是重复项目总预算", en: "A cost indicator only repeats the budget"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.coreIndicatorGuide],
        because: Wording(
            zh: "总预算由预算执行率考核，再作成本指标没有新的信息。成本指标优先写单位成本：每公里、每人次、每台多少钱。还有其他成本指标的，不提。",
            en: "The budget is judged by the execution rate; once more as a cost it adds nothing. A cost is best a unit cost: for each kilometre, person or machine. Silent where other costs stand beside it."),
        triggering: [
            Example(
                Wording(zh: "项目总成本等于预算", en: "total cost equals the budget"), at: ["E13"],
                ExampleForm(.projectGoal).fund(.total, initial: "58.6").row("项目总成本", "<=", "58.6", "万元", weight: "20").under(.cost)),
            Example(
                Wording(zh: "单位不同，数额相同", en: "the same amount in another unit"), at: ["E13"],
                ExampleForm(.projectGoal).fund(.total, initial: "58.6").row("成本控制数", "<=", "586000", "元", weight: "20").under(.economicCost)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "单位成本", en: "a unit cost"),
                ExampleForm(.projectGoal).fund(.total, initial: "58.6").row("每公里维修成本", "<=", "4.7", "万元", weight: "20").under(.cost)),
            Example(
                Wording(zh: "另有单位成本", en: "a unit cost beside it"),
                ExampleForm(.projectGoal).fund(.total, initial: "58.6").row("项目总成本", "<=", "58.6", "万元", weight: "10").under(.cost)
                    .row("每公里维修成本", "<=", "4.7", "万元", weight: "10").under(.cost)),
        ]
    ) { facts throws(QuantityError) in
        let costs = facts.results.filter { facts.reading.rows[$0].isCost }
        guard costs.count == 1, let index = costs.first, let number = facts.reading.rows[index].number,
            let unit = AmountUnit.allCases.first(where: { $0.name == facts.reading.rows[index].unit })
        else { return [] }
        let amount = try Money(rounding: number, unit, .halfUp)
        let totals = facts.evaluation.funds.filter { $0.source == .total && $0.period == .year }.flatMap { line in [line.initial, line.adjusted].compactMap { $0?.money } }
        guard totals.contains(amount) else { return [] }
        let name = facts.named(index)
        return [
            Hit(
                at: facts.targetPlace(index),
                facts.repair(
                    Wording(
                        zh: "成本指标\(name.zh)（\(facts.targetText(index))）就是项目总预算，没有新的信息", en: "The cost \(name.en) (\(facts.targetText(index))) is the budget itself and adds nothing"),
                    Wording(zh: "改写单位成本，即总额除以数量指标的数量", en: "give a unit cost: the total by the number of what is provided")),
                found: facts.targetText(index))
        ]
    }
}

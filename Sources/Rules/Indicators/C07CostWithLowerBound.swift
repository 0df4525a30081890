import BudgetModel
import Quantities

extension Rule {
    /// Flags costs whose target says “at least”.
    package static let costWithLowerBound = Rule(
        "C07", Wording(zh: "成本指标用了“≥”或“>”", en: "A cost with the sign ≥ or >"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .error,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "成本控制的是上限。写成“≥”，超支反而得满分。节约率、压减额和补助标准不少于的，不提。目标已批复、在自评表上发现的，为提醒。",
            en: "A cost has an upper bound. With ≥ an overrun earns full points. Savings and rates of benefit that must not be less are left alone. On a self-evaluation, where the goal is approved, a warning."),
        triggering: [
            Example(Wording(zh: "经费≥17.4万元", en: "an outlay of at least 17.4 万元"), at: ["E13"], ExampleForm(.projectGoal).row("项目经费", ">=", "17.4", "万元", weight: "20").under(.cost)),
            Example(
                Wording(zh: "单价>3000元", en: "a unit price above 3000"), at: ["E13"],
                ExampleForm().row("单台设备价格", ">", "3000", "元", actual: "3100", weight: "20", stated: "20", computed: "20").under(.economicCost)),
        ],
        nonTriggering: [
            Example(Wording(zh: "节约率≥5%", en: "a rate of saving"), ExampleForm(.projectGoal).row("采购节约率", ">=", "5", "%", weight: "20").under(.cost)),
            Example(Wording(zh: "补助标准不低于", en: "a benefit of at least"), ExampleForm(.projectGoal).row("每生补助标准", ">=", "1000", "元", weight: "20").under(.cost)),
            Example(Wording(zh: "“≤”", en: "the sign ≤"), ExampleForm(.projectGoal).row("项目经费", "<=", "17.4", "万元", weight: "20").under(.cost)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            guard row.isCost, let sign = row.sign, sign.isLowerBound, row.number != nil, row.isMoneyLike, !row.moves, !row.name.has(.saving) else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            let unit = facts.evaluation.indicators[index].effectiveTarget?.printedUnit ?? row.unit ?? ""
            let right = "≤\(row.number?.plain ?? "")\(unit)"
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(zh: "成本指标\(name.zh)写\(text)，符号方向反了，超支也得满分", en: "The cost \(name.en) is written \(text): with this sign an overrun earns full points"),
                        Wording(zh: "改为“\(right)”", en: "write \(right)")),
                    severity: facts.isGoal ? nil : .warning, expected: right, found: text))
        }
        return hits
    }
}

extension IndicatorReading {
    /// In money, or in money for each of something, or without a unit.
    fileprivate var isMoneyLike: Bool { unit.map { $0.hasPrefix("元") || $0.contains("万元") || $0.contains("亿元") } ?? name.has(.cost) }
}

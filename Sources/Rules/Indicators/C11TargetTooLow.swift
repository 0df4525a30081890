import BudgetModel
import Quantities

extension Rule {
    /// Flags targets below what was reached last year.
    package static let targetTooLow = Rule(
        "C11", Wording(zh: "指标值低于上年实际完成值", en: "The target is below last year's result"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "上年已经做到的，今年定得更低，要有理由（任务减少、资金减少、基数变化）。上年完成值超过上年指标值三成的，说明当时就定低了，信息一并给出。满意度由C14检查。自评表上目标已批复，只作提示，供下年申报参考。",
            en: "A target below what was reached last year needs a reason: fewer tasks, less money, another base. Where last year's result was 30 % above its own target the message says so. Satisfaction is C14's. On a self-evaluation, where the goal is approved, it is a hint for next year."),
        needs: [.previousForm],
        triggering: [
            Example(
                Wording(zh: "上年完成26场，今年定9场", en: "26 last year, 9 this year"), at: ["E13"],
                ExampleForm(.projectGoal).row("开展公益讲座", ">=", "9", "场", weight: "20").under(.quantity)
                    .beside { $0.previous = ExampleForm().row("开展公益讲座", ">=", "12", "场", actual: "26").under(.quantity).asRead }),
            Example(
                Wording(zh: "差错率定得比上年高", en: "a rate of error above last year's"), at: ["E13"],
                ExampleForm(.projectGoal).row("编目差错率", "<=", "3", "%", weight: "20").under(.quality)
                    .beside { $0.previous = ExampleForm().row("编目差错率", "<=", "2", "%", actual: "1").under(.quality).asRead }),
            Example(
                Wording(zh: "自评表上的指标值低于上年", en: "a target of a self-evaluation below last year"), at: ["E13"],
                ExampleForm().row("开展公益讲座", ">=", "9", "场", actual: "9").under(.quantity)
                    .beside { $0.previous = ExampleForm().row("开展公益讲座", ">=", "12", "场", actual: "26").under(.quantity).asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "不低于上年", en: "not below last year"),
                ExampleForm(.projectGoal).row("开展公益讲座", ">=", "26", "场", weight: "20").under(.quantity)
                    .beside { $0.previous = ExampleForm().row("开展公益讲座", ">=", "12", "场", actual: "26").under(.quantity).asRead }),
            Example(
                Wording(zh: "单位变了，不比较", en: "another unit is not compared"),
                ExampleForm(.projectGoal).row("开展公益讲座", ">=", "9", "期", weight: "20").under(.quantity)
                    .beside { $0.previous = ExampleForm().row("开展公益讲座", ">=", "12", "场", actual: "26").under(.quantity).asRead }),
            Example(
                Wording(zh: "自评表上的指标值不低于上年", en: "a target of a self-evaluation, not below last year"),
                ExampleForm().row("开展公益讲座", ">=", "26", "场", actual: "27").under(.quantity)
                    .beside { $0.previous = ExampleForm().row("开展公益讲座", ">=", "12", "场", actual: "26").under(.quantity).asRead }),
            Example(Wording(zh: "没有上年的表（列为未检查）", en: "without last year's form (listed as not checked)"), ExampleForm(.projectGoal).row("开展公益讲座", ">=", "9", "场").under(.quantity)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for pair in LastYear.pairs(facts) {
            let row = facts.reading.rows[pair.index]
            guard !row.isSatisfaction, !row.isCost else { continue }
            let wantsLess = row.sign?.isUpperBound ?? row.isUnwanted
            guard wantsLess ? pair.target > pair.actual : pair.target < pair.actual else { continue }
            let name = facts.named(pair.index)
            var clue = Wording(zh: "", en: "")
            if !wantsLess, let old = pair.before.effectiveTarget?.number, old.isPositive, try pair.actual * ExactDecimal(10) >= old * ExactDecimal(13) {
                clue = Wording(zh: "，上年指标值\(old.plain)已被超过三成以上", en: ", 30 % or more above its own target \(old.plain)")
            }
            let unit = row.unit ?? ""
            hits.append(
                try Hit(
                    at: facts.targetPlace(pair.index),
                    facts.repair(
                        Wording(
                            zh: "\(name.zh)定为\(facts.targetText(pair.index))，上年实际完成\(pair.actual.plain)\(unit)\(clue.zh)，今年的要求反而\(wantsLess ? "放宽" : "降低")了",
                            en: "\(name.en) is to be \(facts.targetText(pair.index)); last year's result was \(pair.actual.plain)\(unit)\(clue.en), so less is asked now"),
                        Wording(zh: "参照上年完成值重定，或写明降低的理由", en: "set it by last year's result, or give the reason")),
                    severity: facts.goalSeverity, expected: pair.actual, found: pair.target))
        }
        return hits
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Asks about indicators no single unit commands.
    package static let outsideControl = Rule(
        "C22", Wording(zh: "指标不是本单位能够左右的", en: "An indicator the unit does not command"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "地区生产总值、居民收入、城镇化率由许多因素决定，一个项目的作用难以分清。是否合适要看单位职责，请审核人判断。",
            en: "Regional product, incomes or urbanisation follow from many causes; the part of one project cannot be told. Whether it fits depends on the unit's duty: the reviewer judges."),
        triggering: [
            Example(Wording(zh: "全县GDP增长", en: "growth of the county's product"), at: ["D13"], ExampleForm(.projectGoal).row("全县GDP增长率", ">=", "6", "%").under(.economicBenefit)),
            Example(Wording(zh: "居民人均可支配收入", en: "disposable income"), at: ["D13"], ExampleForm(.projectGoal).row("居民人均可支配收入增长", ">=", "7", "%").under(.economicBenefit)),
        ],
        nonTriggering: [
            Example(Wording(zh: "项目带来的收入", en: "income from the project"), ExampleForm(.projectGoal).row("合作社租金收入", ">=", "2", "万元").under(.economicBenefit)),
            Example(Wording(zh: "项目覆盖人数", en: "people reached"), ExampleForm(.projectGoal).row("受益居民", ">=", "800", "人").under(.socialBenefit)),
        ]
    ) { facts throws(QuantityError) in
        facts.results.compactMap { index in
            guard facts.reading.rows[index].name.has(.macro) else { return nil }
            let name = facts.named(index)
            return Hit(
                at: facts.evaluation.indicators[index].name.cell,
                Wording(
                    zh: "\(name.zh)受全局因素影响，本项目能左右多少？能分清的请说明，分不清的改用项目直接带来的结果。",
                    en: "\(name.en) follows from many causes. How much of it does this project move? Say so, or use a result that follows from the project itself."))
        }
    }
}

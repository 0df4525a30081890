import BudgetModel
import Quantities

extension Rule {
    /// Hints at goals with very many or very few indicators.
    package static let tooManyOrFew = Rule(
        "C18", Wording(zh: "指标过多或过少", en: "Too many or too few indicators"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .hint,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "没有全国统一的数量要求，一个项目常见6至15项。少于5项难以反映主要内容，多于25项抓不住重点。按年度指标数，几个目标各设指标的合并计算。",
            en: "No national number exists; 6 to 15 are usual for a project. Fewer than 5 hardly show what it does, more than 25 hide what matters. Indicators of the year count, those of several goals together."),
        triggering: [
            Example(Wording(zh: "只有两项", en: "only two"), at: ["D13"], ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人").row("合格率", ">=", "95", "%")),
            Example(
                Wording(zh: "二十六项", en: "twenty-six"), at: ["D13"],
                (1...26).reduce(ExampleForm(.projectGoal)) { form, number in form.row("第\(number)期培训人数", ">=", "50", "人") }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "六项", en: "six"),
                (1...6).reduce(ExampleForm(.projectGoal)) { form, number in form.row("第\(number)期培训人数", ">=", "50", "人") }),
            Example(Wording(zh: "一项也没有（由A12提示）", en: "none at all (A12 speaks)"), ExampleForm(.projectGoal)),
        ]
    ) { facts throws(QuantityError) in
        let rows = facts.evaluation.indicators.indices.filter { facts.evaluation.indicators[$0].period == .year && facts.evaluation.indicators[$0].name.value.saysSomething }
        guard let first = rows.first, facts.evaluation.kind != .indicatorList, !facts.evaluation.isListed, rows.count < 5 || rows.count > 25 else { return [] }
        return [
            Hit(
                at: facts.evaluation.indicators[first].name.cell,
                rows.count < 5
                    ? Wording(
                        zh: "只有\(rows.count)项指标，难以反映项目的主要内容。请补充主要的产出和效果。",
                        en: "Only \(rows.count) indicators hardly show what the project does. Add its main outputs and effects.")
                    : Wording(
                        zh: "共\(rows.count)项指标，重点不突出。请保留能反映主要产出和效果的，合并或删去次要的。",
                        en: "\(rows.count) indicators hide what matters. Keep the main outputs and effects; merge or drop the rest."),
                found: "\(rows.count)")
        ]
    }
}

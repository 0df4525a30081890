import BudgetModel
import Quantities

extension Rule {
    /// Flags declarations that lack a kind of indicator every project has.
    package static let compulsoryKindMissing = Rule(
        "C01", Wording(zh: "缺少必设的二级指标", en: "A compulsory kind of indicator is missing"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.coreIndicatorGuide, .goalMeasures],
        because: Wording(
            zh: "数量、质量、时效、成本和效益各至少一项，直接服务群众的还要有满意度，才说得清钱花在哪里、得到什么。没有服务对象的不要求满意度；二级指标自行命名的表不查。评价方案规定权重不可改的，为错误。",
            en: "Quantity, quality, timeliness, cost and a benefit, and satisfaction where people are served: only together do they say what the money buys. Without anyone served no satisfaction is asked for; forms with level 2 names of their own are left alone. An error where the framework binds."),
        triggering: [
            Example(
                Wording(zh: "没有成本指标", en: "no cost indicator"), at: ["B13"],
                ExampleForm(.projectGoal).row("安装路灯", ">=", "120", "盏", weight: "30").under(.quantity).row("验收合格率", ">=", "98", "%", weight: "20").under(.quality)
                    .row("完工时间", nil, "2023年10月底前", weight: "20").under(.timeliness).row("夜间事故下降率", ">=", "10", "%", weight: "20").under(.socialBenefit)),
            Example(
                Wording(zh: "服务居民，没有满意度指标", en: "residents are served, and no satisfaction"), at: ["B13"],
                ExampleForm(.projectGoal).expects("修缮3个社区食堂，服务居民800人").row("修缮食堂", ">=", "3", "个").under(.quantity).row("验收合格率", ">=", "98", "%").under(.quality)
                    .row("完工时间", nil, "2023年10月底前").under(.timeliness).row("每平方米造价", "<=", "900", "元").under(.cost)
                    .row("服务居民", ">=", "800", "人").under(.socialBenefit)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "各类都有；没有服务对象", en: "all kinds; nobody is served"),
                ExampleForm(.projectGoal).row("购置计量器具", ">=", "3", "台").under(.quantity).row("验收合格率", ">=", "98", "%").under(.quality)
                    .row("到货时间", nil, "2023年6月底前").under(.timeliness).row("单台价格", "<=", "5", "万元").under(.cost).row("故障下降率", ">=", "20", "%").under(.sustainability)),
            Example(
                Wording(zh: "二级指标自行命名", en: "level 2 names of the unit's own"),
                ExampleForm(.projectGoal).row("安装路灯", ">=", "120", "盏").level(2, "建设任务").row("亮灯率", ">=", "98", "%").level(2, "运行任务")),
        ]
    ) { facts throws(QuantityError) in
        let rows = facts.evaluation.indicators.indices.filter { facts.evaluation.indicators[$0].period == .year }
        let kinds = Set(rows.compactMap { facts.evaluation.indicators[$0].level2Kind })
        // A tree that mixes known and own names may hold the missing kind under an own name.
        guard !facts.evaluation.isListed, !kinds.isEmpty, rows.allSatisfy({ facts.evaluation.indicators[$0].level2Kind != nil }) else { return [] }
        let hasCost = !kinds.isDisjoint(with: [.cost, .economicCost, .socialCost, .ecologicalCost])
        let hasBenefit = !kinds.isDisjoint(with: [.economicBenefit, .socialBenefit, .ecologicalBenefit, .sustainability])
        let serves = rows.contains { facts.reading.rows[$0].name.has(.served) } || facts.reading.goals.contains { $0.text.has(.served) }
        var missing: [Wording] = []
        if !kinds.contains(.quantity) { missing.append(Wording(zh: "数量指标", en: "quantity")) }
        if !kinds.contains(.quality) { missing.append(Wording(zh: "质量指标", en: "quality")) }
        if !kinds.contains(.timeliness) { missing.append(Wording(zh: "时效指标", en: "timeliness")) }
        if !hasCost { missing.append(Wording(zh: "成本指标", en: "cost")) }
        if !hasBenefit { missing.append(Wording(zh: "效益指标", en: "benefit")) }
        if serves, !kinds.contains(.serviceSatisfaction) { missing.append(Wording(zh: "满意度指标", en: "satisfaction")) }
        guard !missing.isEmpty, let first = rows.first else { return [] }
        let zh = missing.map(\.zh).joined(separator: "、")
        let en = missing.map(\.en).joined(separator: ", ")
        let indicator = facts.evaluation.indicators[first]
        return [
            Hit(
                at: indicator.level1Cell ?? indicator.name.cell,
                Wording(
                    zh: "缺少\(zh)。请各补至少一项三级指标；确实不涉及的，在说明中写明。",
                    en: "There is no indicator of \(en). Add at least one of each, or say why there is none."),
                severity: facts.framework.weightsAreBinding ? .error : nil, expected: zh)
        ]
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags percentages of something that no formula, source or count stands behind.
    package static let hollowPercentage = Rule(
        "C05", Wording(zh: "百分比没有算法，是空的数字", en: "A percentage of nothing that can be counted"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(4, of: 4), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "“促进发展≥95%”没有分子分母，完成值只能照抄。名称不是率、比例、满意度等，或是“能力提升率”一类抽象的率，旁边又没有计算公式和来源的，提出。",
            en: "“促进发展 ≥ 95 %” has neither numerator nor denominator; the actual value can only be copied. Raised where the name is no rate, share or satisfaction, or is a rate of something abstract, and no formula stands beside it."),
        triggering: [
            Example(Wording(zh: "促进事业健康发展≥95%", en: "a percentage of development"), at: ["E13"], ExampleForm(.projectGoal).row("促进教育事业健康发展", ">=", "95", "%", weight: "20").under(.sustainability)),
            Example(
                Wording(zh: "抽象的提升率", en: "a rate of something abstract"), at: ["E13"],
                ExampleForm().row("业务保障能力提升率", ">=", "90", "%", actual: "95", weight: "20", stated: "20", computed: "20").under(.socialBenefit)),
        ],
        nonTriggering: [
            Example(Wording(zh: "有分子分母的率", en: "a rate with numerator and denominator"), ExampleForm(.projectGoal).row("垃圾分类小区覆盖率", ">=", "90", "%", weight: "20").under(.socialBenefit)),
            Example(
                Wording(zh: "写了算法", en: "a formula beside it"),
                ExampleForm(.projectGoal).row("服务能力提升率", ">=", "10", "%", weight: "20").under(.socialBenefit).explained("（本年办件量-上年办件量）/上年办件量×100%")),
            Example(Wording(zh: "降幅", en: "a fall"), ExampleForm(.projectGoal).row("群众投诉下降", ">=", "20", "%", weight: "20").under(.socialBenefit)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            guard row.isPercent, row.isBare, row.number != nil, !row.hasMethod, !row.isSatisfaction, !row.isCost else { continue }
            let isRate = row.name.has(.rateNoun) || row.name.has(.satisfaction)
            let isAbstract = row.name.has(.abstract) && row.name.has(.movement) && !row.name.has(.unwanted)
            let isEfficiency = ["效率", "效能", "效果", "成效", "质效"].contains { row.name.endsWith($0) }
            guard !isRate || isAbstract && row.name.ends(with: .rateNoun) && row.name.movesAbstract || isEfficiency else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(zh: "\(name.zh)写\(text)，看不出是什么占什么的比例", en: "\(name.en) is to be \(text), but nothing says what share of what"),
                        Wording(
                            zh: "写成有分子分母的率，并在说明中写明计算公式和数据来源；算不出的，改用能数的量（人次、件数、次数）", en: "name a rate with numerator and denominator, its formula and source, or count something instead"), meanwhile: .explain),
                    found: text))
        }
        return hits
    }
}

extension ScannedText {
    /// 能力提升: an abstract noun with its movement right behind or before it.
    var movesAbstract: Bool {
        matches.contains { noun in
            noun.kinds.has(.abstract) && matches.contains { $0.kinds.has(.movement) && ($0.start == noun.end || $0.end == noun.start) }
        }
    }
}

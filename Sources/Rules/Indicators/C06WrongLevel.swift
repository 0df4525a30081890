import BudgetModel
import Quantities

extension Rule {
    /// Flags indicators that stand under the wrong level 2.
    package static let wrongLevel = Rule(
        "C06", Wording(zh: "二级指标归类不对", en: "The indicator stands under the wrong level 2"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(9, of: 10), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "数量看做了多少，质量看做得好不好，时效看何时做完，满意度看服务对象的评价。放错位置，各类权重就失去意义，抽查复核时会扣分。",
            en: "Quantity is how much, quality how well, timeliness when, satisfaction what those served think. Under the wrong heading the weights of the kinds mean nothing, and re-checks take points off."),
        triggering: [
            Example(Wording(zh: "合格率放在数量指标", en: "a pass rate under quantity"), at: ["D13"], ExampleForm(.projectGoal).row("验收合格率", ">=", "98", "%", weight: "20").under(.quantity)),
            Example(
                Wording(zh: "满意度放在社会效益", en: "satisfaction under social benefit"), at: ["D13"],
                ExampleForm().row("居民满意度", ">=", "90", "%", actual: "95", weight: "20", stated: "20", computed: "20").under(.socialBenefit)),
            Example(Wording(zh: "完成率放在质量指标", en: "a completion rate under quality"), at: ["D13"], ExampleForm(.projectGoal).row("培训计划完成率", "=", "100", "%", weight: "20").under(.quality)),
        ],
        nonTriggering: [
            Example(Wording(zh: "合格率放在质量指标", en: "a pass rate under quality"), ExampleForm(.projectGoal).row("验收合格率", ">=", "98", "%", weight: "20").under(.quality)),
            Example(Wording(zh: "节约成本放在经济效益", en: "saved cost under economic benefit"), ExampleForm(.projectGoal).row("运输成本降低率", ">=", "5", "%", weight: "20").under(.economicBenefit)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            guard let right = Rule.rightLevel(facts.reading.rows[index]), let level2 = facts.reading.rows[index].level2 ?? facts.reading.rows[index].level1.map({ Rule.stand(for: $0) }) else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    facts.repair(
                        Wording(zh: "\(name.zh)放在\(level2.label)，内容应归\(right.label)", en: "\(name.en) stands under \(level2.label) and belongs under \(right.label)"),
                        Wording(zh: "移到\(right.label)，并相应调整分值", en: "move it there and adjust the points")),
                    expected: right.label, found: level2.label))
        }
        return hits
    }

    private static func stand(for level1: Level1) -> Level2 {
        switch level1 {
        case .cost: .cost
        case .output: .quantity
        case .benefit: .socialBenefit
        case .satisfaction: .serviceSatisfaction
        }
    }

    /// Where the row belongs, when its name says so and it stands elsewhere.
    private static func rightLevel(_ row: IndicatorReading) -> Level2? {
        let asksPeople = row.name.ends(with: .satisfaction)
        switch row.level2 {
        case .quantity:
            if asksPeople { return .serviceSatisfaction }
            if row.name.ends(with: .quality) { return .quality }
            return row.name.ends(with: .time) ? .timeliness : nil
        case .quality:
            if asksPeople { return .serviceSatisfaction }
            if row.name.endsWith("完成率") || row.name.endsWith("完工率") { return .quantity }
            return row.name.ends(with: .time) ? .timeliness : nil
        case .timeliness:
            if asksPeople { return .serviceSatisfaction }
            return row.name.ends(with: .quality) && !row.name.has(.time) ? .quality : nil
        case .economicBenefit, .socialBenefit, .ecologicalBenefit, .sustainability:
            if asksPeople { return .serviceSatisfaction }
            if row.name.endsWith("完成率") || row.name.endsWith("完工率") { return .quantity }
            if row.name.ends(with: .time) && row.name.has(.prompt) { return .timeliness }
            return row.level2 != .economicBenefit && row.name.has(.cost) && !row.name.has(.saving) ? .cost : nil
        case .cost, .economicCost, .socialCost, .ecologicalCost:
            return asksPeople ? .serviceSatisfaction : nil
        case .serviceSatisfaction, nil: return nil
        }
    }
}

extension ScannedText {
    func endsWith(_ word: String) -> Bool {
        let word = word.unicodeScalars.map(\.value)
        var end = scalars.count
        while end > 0, Self.isPunctuation(scalars[end - 1]) { end -= 1 }
        return end >= word.count && scalars[end - word.count..<end].elementsEqual(word)
    }
}

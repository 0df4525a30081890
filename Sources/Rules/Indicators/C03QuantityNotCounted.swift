import BudgetModel
import Quantities

extension Rule {
    /// Flags quantity indicators whose target holds no number.
    package static let quantityNotCounted = Rule(
        "C03", Wording(zh: "数量指标没有数量", en: "A quantity indicator without a quantity"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(2, of: 2), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "数量指标要写数。写“若干”“完成”，做多做少都一样，完成值也无从比较。指标值写明几件事的（1部、两套）、全覆盖的，不提。",
            en: "A quantity has a number. With 若干 (some) or 完成 (done) nobody can compare the result. Targets that name numbers in words, or 全覆盖 (all), are left alone."),
        triggering: [
            Example(Wording(zh: "若干次", en: "“some” times"), at: ["E13"], ExampleForm(.projectGoal).row("开展培训", nil, "若干次", weight: "20").under(.quantity)),
            Example(Wording(zh: "只写“完成”", en: "only “done”"), at: ["E13"], ExampleForm().row("设备采购", nil, "完成", actual: "完成", weight: "20", stated: "20", computed: "20").under(.quantity)),
        ],
        nonTriggering: [
            Example(Wording(zh: "数字写在文字里", en: "numbers inside words"), ExampleForm(.projectGoal).row("宣传品制作", nil, "1部宣传片，2套方案", weight: "20").under(.quantity)),
            Example(Wording(zh: "全覆盖", en: "all of them"), ExampleForm(.projectGoal).row("巡查村庄", nil, "全覆盖", weight: "20").under(.quantity)),
            Example(Wording(zh: "质量指标可以定性", en: "a quality may be in words"), ExampleForm(.projectGoal).row("设备质量", nil, "验收合格", weight: "20").under(.quality)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results where facts.reading.rows[index].level2 == .quantity {
            // A sign before words is A13's.
            guard let words = facts.reading.rows[index].words, facts.reading.rows[index].sign == nil || facts.reading.rows[index].sign == .qualitative,
                !GoalText.holdsFigure(words.scalars), !words.has(.whole), !facts.saysNotApplicable(words)
            else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(
                            zh: "数量指标\(name.zh)的指标值“\(facts.targetText(index))”没有数量", en: "The quantity indicator \(name.en) has the target “\(facts.targetText(index))”, which holds no number"),
                        Wording(zh: "写明数量和单位，如“≥12场”“=3套”", en: "give a number and its unit, such as ≥12场"), meanwhile: .explain),
                    found: facts.targetText(index)))
        }
        return hits
    }
}

extension Facts {
    /// 不适用, 不涉及, —: nothing is aimed at.
    func saysNotApplicable(_ words: ScannedText) -> Bool {
        let text = words.text(0..<words.scalars.count)
        return text.contains("不适用") || text.contains("不涉及") || text.contains("见附") || text.contains("详见")
    }
}

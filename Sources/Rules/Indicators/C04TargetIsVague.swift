import BudgetModel
import Quantities

extension Rule {
    /// Flags targets of words that nobody can tell reached from missed.
    package static let targetIsVague = Rule(
        "C04", Wording(zh: "指标值是无法判断的形容词", en: "The target is an adjective that cannot be judged"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(73, of: 73), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures, .coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "“显著”“良好”“完善”“持续改善”说不清怎样算完成。只在整个指标值都由这类词组成，或只是重复指标名称时提出；旁边写了评价标准或分档说明的，以及“合格”“达标”“通过”“已建立”等能查证的，不提。",
            en: "显著, 良好, 完善, 持续改善 do not tell when the target is reached. Raised only where the whole target is made of such words or repeats the name; not where a scale stands beside it, nor for what can be verified, such as 合格, 达标, 通过."),
        triggering: [
            Example(Wording(zh: "效果显著", en: "“marked effect”"), at: ["E13"], ExampleForm(.projectGoal).row("对周边环境的改善", nil, "效果显著", weight: "20").under(.ecologicalBenefit)),
            Example(
                Wording(zh: "持续改善", en: "“keeps improving”"), at: ["E13"],
                ExampleForm().row("办园条件", nil, "持续改善", actual: "持续改善", weight: "20", stated: "20", computed: "20").under(.sustainability)),
            Example(Wording(zh: "重复指标名称", en: "the name again"), at: ["E13"], ExampleForm(.projectGoal).row("指导城市建设", nil, "指导城市建设", weight: "20").under(.socialBenefit)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "旁边有分档说明", en: "a scale beside it"),
                ExampleForm(.projectGoal).row("管护制度", nil, "健全", weight: "20").under(.sustainability).explained("制度已印发并执行为健全；已印发未执行为基本健全；未印发为不健全")),
            Example(Wording(zh: "能查证的结论", en: "what can be verified"), ExampleForm(.projectGoal).row("工程质量", nil, "验收合格", weight: "20").under(.quality)),
            Example(Wording(zh: "数字目标", en: "a number"), ExampleForm(.projectGoal).row("绿化覆盖率", ">=", "42", "%", weight: "20").under(.ecologicalBenefit)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            // Quantities are C03's, times C09's; a sign before words is A13's.
            guard let words = row.words, row.level2 != .quantity, row.level2 != .timeliness, !row.hasMethod, row.sign == nil || row.sign == .qualitative || row.sign == .equal,
                words.isVague(beside: row.name), !words.isMade(of: WordSet(.prompt, .promptFiller))
            else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(zh: "\(name.zh)的指标值“\(text)”无法判断是否完成", en: "The target “\(text)” of \(name.en) does not tell when it is reached"),
                        Wording(
                            zh: "改为能计量的数；只能定性的，写明达成、部分达成、未达成各是什么情形", en: "give a number, or say what counts as reached, partly reached and missed"), meanwhile: .explain),
                    found: text))
        }
        return hits
    }
}

extension ScannedText {
    /// Made of vague words alone, or with what the name says as well; then nothing of it may be verifiable.
    fileprivate func isVague(beside name: ScannedText) -> Bool {
        let vague = WordSet(.vagueValue, .degree, .filler)
        if has(.vagueValue), isMade(of: vague) { return true }
        return !has(.verifiable) && (has(.vagueValue) || name.contains(self)) && isMade(of: vague, or: name)
    }

    /// Whether another text of two characters or more stands in this one.
    func contains(_ other: ScannedText) -> Bool {
        guard other.scalars.count > 1, scalars.count >= other.scalars.count else { return false }
        return (0...scalars.count - other.scalars.count).contains { start in scalars[start..<start + other.scalars.count].elementsEqual(other.scalars) }
    }
}

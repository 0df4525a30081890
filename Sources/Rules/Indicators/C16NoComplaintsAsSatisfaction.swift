import BudgetModel
import Quantities

extension Rule {
    /// Flags the absence of complaints used as satisfaction.
    package static let noComplaintsAsSatisfaction = Rule(
        "C16", Wording(zh: "以没有投诉代替满意度", en: "No complaints, used as satisfaction"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "没人投诉不等于满意。满意度要靠问卷、访谈得出；投诉件数可以放在社会效益或质量指标。",
            en: "Nobody complaining is not everybody satisfied. Satisfaction comes from a survey; complaints may be counted under benefit or quality."),
        triggering: [
            Example(Wording(zh: "投诉次数为0", en: "no complaints"), at: ["D13"], ExampleForm(.projectGoal).row("群众投诉次数", "=", "0", "次", weight: "10").under(.serviceSatisfaction)),
            Example(
                Wording(zh: "满意度写“无投诉”", en: "“no complaints” as the target"), at: ["D13"],
                ExampleForm().row("群众满意情况", nil, "无投诉", actual: "无投诉", weight: "10", stated: "10", computed: "10").under(.serviceSatisfaction)),
        ],
        nonTriggering: [
            Example(Wording(zh: "问卷得出的满意度", en: "satisfaction from a survey"), ExampleForm(.projectGoal).row("群众满意度", ">=", "90", "%", weight: "10").under(.serviceSatisfaction)),
            Example(Wording(zh: "投诉放在社会效益", en: "complaints under social benefit"), ExampleForm(.projectGoal).row("停水投诉件数", "<=", "5", "件", weight: "10").under(.socialBenefit)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results where facts.reading.rows[index].isSatisfaction {
            let row = facts.reading.rows[index]
            // 投诉处理率 is about the handling.
            let inName = row.name.has(.complaint) && row.isUnwanted && !row.name.has(.satisfaction)
            guard inName || row.words?.has(.complaint) ?? false else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    facts.repair(
                        Wording(zh: "满意度指标\(name.zh)（\(facts.targetText(index))）以没有投诉代替满意", en: "The satisfaction indicator \(name.en) (\(facts.targetText(index))) takes the absence of complaints for satisfaction"),
                        Wording(zh: "改为问卷调查得出的满意度，投诉件数移到社会效益指标", en: "use the result of a survey and count complaints under social benefit"), meanwhile: .explain),
                    found: facts.targetText(index)))
        }
        return hits
    }
}

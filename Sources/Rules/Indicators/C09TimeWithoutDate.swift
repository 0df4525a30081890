import BudgetModel
import Quantities

extension Rule {
    /// Flags timeliness indicators whose target names no time.
    package static let timeWithoutDate = Rule(
        "C09", Wording(zh: "时效指标只写“及时”“按时”，没有时间", en: "Timeliness without a time"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(4, of: 4), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "“及时完成”没有日期就无从判断早晚。写日期、时限或及时率都可以；旁边写了判断标准的不提。",
            en: "“In time” without a date cannot be told from late. A date, a limit or a rate of punctuality will do; not raised where a scale stands beside it."),
        triggering: [
            Example(Wording(zh: "及时完成", en: "done in time"), at: ["E13"], ExampleForm(.projectGoal).row("工程完成时间", nil, "及时完成", weight: "20").under(.timeliness)),
            Example(
                Wording(zh: "按计划拨付", en: "paid as planned"), at: ["E13"],
                ExampleForm().row("补助拨付", nil, "按计划拨付", actual: "按计划拨付", weight: "20", stated: "20", computed: "20").under(.timeliness)),
        ],
        nonTriggering: [
            Example(Wording(zh: "写了日期", en: "a date"), ExampleForm(.projectGoal).row("工程完成时间", nil, "2023年11月底前", weight: "20").under(.timeliness)),
            Example(Wording(zh: "及时率", en: "a rate of punctuality"), ExampleForm(.projectGoal).row("补助发放及时率", "=", "100", "%", weight: "20").under(.timeliness)),
            Example(Wording(zh: "每月10日前", en: "a day of each month"), ExampleForm(.projectGoal).row("补助发放", nil, "每月10日前按时发放", weight: "20").under(.timeliness)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            guard let words = row.words, !row.hasMethod, row.level2 == .timeliness || (row.level2 == nil && row.name.has(.time)),
                words.isMade(of: WordSet(.prompt, .promptFiller, .filler, .degree, .vagueValue), or: row.name), !GoalText.holdsFigure(words.scalars),
                words.has(.prompt) || words.has(.vagueValue) || row.name.contains(words)
            else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(zh: "时效指标\(name.zh)写“\(text)”，没有时间", en: "The timeliness indicator \(name.en) says “\(text)” and no time"),
                        Wording(zh: "写明日期或时限，如“11月底前”“≤10个工作日”，或写及时率并说明每批的期限", en: "give a date or a limit, or a rate of punctuality with the limit of each batch"), meanwhile: .explain),
                    found: text))
        }
        return hits
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags years before the form's own in its goals and dates.
    package static let leftFromAnotherYear = Rule(
        "B11", Wording(zh: "目标或完成时间还是以前的年份", en: "A year left over from an earlier form"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalReview],
        because: Wording(
            zh: "2023年的表写2022年底前完成，多半是复制上年没有改。目标里所有年份都早于本表年度、又不是跨年区间或“较上年”的，以及完成日期早于本年度的，提出。留下别的单位名称的，要看内容，由审核人判断。",
            en: "“By the end of 2022” in a form of 2023 was mostly copied. Raised where all years of a goal lie before the form's year and are no span or comparison, and for due dates before it. Names left over from another unit take a reader."),
        triggering: [
            Example(Wording(zh: "目标写上一年", en: "last year in the goal"), at: ["B11"], ExampleForm(.projectGoal).expects("2022年底前完成12所学校维修")),
            Example(
                Wording(zh: "完成时间是上一年", en: "a due date of last year"), at: ["E13"],
                ExampleForm(.projectGoal).row("完工时间", "date", "2022年11月底前").under(.timeliness).with { evaluation, _ in
                    evaluation.indicators[0].target?.content = .date(DueDate(year: 2022, month: 11))
                }),
        ],
        nonTriggering: [
            Example(Wording(zh: "本年度", en: "this year"), ExampleForm(.projectGoal).expects("2023年底前完成12所学校维修")),
            Example(Wording(zh: "与上年比较", en: "compared with last year"), ExampleForm(.projectGoal).expects("投诉量比2022年下降一成，服务3000人次")),
            Example(Wording(zh: "跨年的实施期", en: "a span of years"), ExampleForm(.projectGoal).expects("2021—2022年建成，服务3000人次")),
        ]
    ) { facts throws(QuantityError) in
        guard let year = facts.evaluation.year?.value else { return [] }
        var hits: [Hit] = []
        for goal in facts.reading.goals where facts.evaluation.goals[goal.index].period == .year {
            let years = goal.years
            guard let last = years.max(), last < year, !goal.comparesYears else { continue }
            hits.append(
                Hit(
                    at: goal.cell,
                    facts.repair(
                        Wording(zh: "本表是\(year)年度，目标中的年份却是\(last)年", en: "The form is of \(year), the goal speaks of \(last)"),
                        Wording(zh: "核对是否沿用了以前的文字，改为本年度要完成的内容", en: "check whether it was copied and write what this year is to do")),
                    expected: "\(year)", found: "\(last)"))
        }
        for index in facts.results {
            guard case .date(let date)? = facts.evaluation.indicators[index].effectiveTarget?.content, let due = date.year, due < year, due > year - 10 else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(zh: "本表是\(year)年度，\(name.zh)的时间却是“\(facts.targetText(index))”", en: "The form is of \(year), \(name.en) is due “\(facts.targetText(index))”"),
                        Wording(zh: "改为本年度的日期", en: "give a date of this year")),
                    expected: "\(year)", found: "\(due)"))
        }
        return hits
    }
}

extension GoalText {
    /// All years such as 2023年.
    fileprivate var years: [Int] {
        var years: [Int] = []
        var index = 0
        while index + 4 < text.scalars.count {
            if text.scalars[index] == 0x32, text.scalars[index + 1] == 0x30, ScannedText.isDigit(text.scalars[index + 2]), ScannedText.isDigit(text.scalars[index + 3]),
                text.scalars[index + 4] == 0x5E74, index == 0 || !ScannedText.isDigit(text.scalars[index - 1])
            {
                years.append(2000 + Int(text.scalars[index + 2] - 0x30) * 10 + Int(text.scalars[index + 3] - 0x30))
                index += 5
            } else {
                index += 1
            }
        }
        return years
    }

    /// Spans, comparisons and papers of other years.
    fileprivate var comparesYears: Bool {
        let all = text.text(0..<text.scalars.count)
        return ["比20", "较20", "与20", "年—", "年-", "年至", "年到", "—20", "-20", "至20", "~20", "上年", "同期", "以来", "截至", "〔20", "[20", "号", "规划", "遗留", "结转", "尾款", "欠款", "起"].contains { all.contains($0) }
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Asks about goals that do not mention what the money buys.
    package static let goalWithoutSubject = Rule(
        "B06", Wording(zh: "目标没有提到钱花在什么上", en: "The goal does not mention what the money buys"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "目标要与资金相匹配。总体目标与项目名称、各项数量指标没有一个相同的实字时，问一句：这笔钱办的事写在哪里？",
            en: "Goal and money match. Where the goal shares no telling character with the programme or with any quantity, the reviewer is asked where the goal says what the money buys."),
        triggering: [
            Example(
                Wording(zh: "目标与项目、数量都没有联系", en: "a goal about something else"), at: ["B11"],
                ExampleForm(.projectGoal).programme("城区路灯维护").expects("让人民生活更加美好").row("更换灯具", ">=", "300", "套").under(.quantity)),
            Example(
                Wording(zh: "只有口号", en: "a slogan"), at: ["B11"],
                ExampleForm(.projectGoal).programme("图书购置").expects("圆满完成全年各项任务").row("新增图书", ">=", "2000", "册").under(.quantity)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "提到项目内容", en: "the subject is named"),
                ExampleForm(.projectGoal).programme("城区路灯维护").expects("保障路灯正常照明").row("更换灯具", ">=", "300", "套").under(.quantity)),
            Example(Wording(zh: "没有数量指标", en: "no quantity"), ExampleForm(.projectGoal).programme("城区路灯维护").expects("让人民生活更加美好")),
        ]
    ) { facts throws(QuantityError) in
        let quantities = facts.results.filter { facts.reading.rows[$0].level2 == .quantity }
        guard let first = facts.reading.goals.first, !quantities.isEmpty else { return [] }
        var subject = WordPairs.characters(ScannedText.folded(facts.evaluation.programme?.value ?? ""))
        for index in quantities { subject.formUnion(WordPairs.characters(facts.reading.rows[index].name.scalars)) }
        guard !subject.isEmpty, facts.reading.goals.allSatisfy({ WordPairs.characters($0.text.scalars).isDisjoint(with: subject) }) else { return [] }
        return [
            Hit(
                at: first.cell,
                Wording(
                    zh: "总体目标与项目名称和数量指标没有相同的词。这笔钱办的事写在目标的哪里？",
                    en: "The goal shares no word with the programme and its quantities. Where does it say what the money buys?"))
        ]
    }
}

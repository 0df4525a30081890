import BudgetModel
import Quantities

extension Rule {
    /// Asks about parts of a goal that no indicator measures.
    package static let partWithoutIndicator = Rule(
        "B09", Wording(zh: "目标的一部分没有对应的指标", en: "A part of the goal has no indicator"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "目标的每一条都要有指标来衡量。分条写的目标，某一条与所有指标名称没有一个相同的实字时，问一句。字面不同而说同一件事的也有，请审核人判断。",
            en: "Each part of a goal is measured by an indicator. For goals in numbered parts, a part that shares no telling character with any indicator is asked about; the reviewer judges whether another word says the same."),
        triggering: [
            Example(
                Wording(zh: "第2条没有指标", en: "no indicator for the second part"), at: ["B11"],
                ExampleForm(.projectGoal).expects("1.维修灌溉渠道58公里；2.培训护林员120人").row("渠道维修长度", ">=", "58", "公里").under(.quantity)),
            Example(
                Wording(zh: "几个目标，其中一个没有指标", en: "several goals, one without an indicator"), at: ["B12"],
                ExampleForm(.projectGoal).expects("更新供水管网18公里").expects("清运生活垃圾3万吨").row("更新管网长度", ">=", "18", "公里").under(.quantity)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "各条都有指标", en: "an indicator for each"),
                ExampleForm(.projectGoal).expects("1.维修灌溉渠道58公里；2.培训护林员120人").row("渠道维修长度", ">=", "58", "公里").under(.quantity).row("护林员培训人数", ">=", "120", "人").under(.quantity)),
            Example(Wording(zh: "没有分条的目标", en: "a goal without parts"), ExampleForm(.projectGoal).expects("维修渠道，培训护林员").row("渠道维修长度", ">=", "58", "公里").under(.quantity)),
        ]
    ) { facts throws(QuantityError) in
        let parts = facts.goalParts
        guard parts.count > 1, !facts.results.isEmpty else { return [] }
        var measured: Set<UInt32> = []
        for row in facts.reading.rows { measured.formUnion(WordPairs.characters(row.name.scalars)) }
        return parts.compactMap { part in
            let own = WordPairs.characters(part.text.text.scalars[part.range])
            guard own.count > 2, own.isDisjoint(with: measured), part.text.text.words(.work, in: part.range).isEmpty else { return nil }
            let text = part.text.text.shown(part.range).shortened
            return Hit(
                at: part.text.cell,
                Wording(
                    zh: "目标中“\(text)”由哪项指标衡量？没有的，请补一项，或从目标中删去。", en: "Which indicator measures “\(text)” of the goal? If none does, add one or take the part out."),
                found: text)
        }
    }
}

extension Facts {
    /// The goals of the year where they are several, else the numbered sentences of one.
    var goalParts: [(text: GoalText, range: Range<Int>)] {
        let goals = reading.goals.filter { evaluation.goals[$0.index].period == .year }
        if goals.count > 1 { return goals.map { ($0, 0..<$0.text.scalars.count) } }
        guard let goal = goals.first else { return [] }
        return goal.sentences.filter { goal.isNumbered($0) }.map { (goal, $0.range) }
    }
}

extension GoalText {
    /// 1. 2、（3） 目标4：
    fileprivate func isNumbered(_ sentence: Sentence) -> Bool {
        let start = text.scalars[sentence.range].prefix(5)
        guard let digit = start.firstIndex(where: { ScannedText.isDigit($0)}) else { return false }
        let next = digit + 1
        return next < sentence.range.upperBound && [0x2E, 0x3001, 0x3A, 0xFF1A, 0x29].contains(text.scalars[next])
    }
}

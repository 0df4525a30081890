import BudgetModel
import Quantities

extension Rule {
    /// Flags sentences of a goal that want more of something and never say how much.
    package static let vagueGoal = Rule(
        "B01", Wording(zh: "目标只有“提升”“加强”一类的词，没有衡量", en: "The goal wants more and never says how much"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(38, of: 39), stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "“进一步提升服务水平”年底无法说做到了没有。一句话里有这类词，本句和前后句都没有数、日期或全覆盖一类的要求，才提出；每段目标只提一次。",
            en: "“Further raise the level of service” can never be said to be done. Raised where a sentence has such words and neither it nor its neighbours hold a number, a date or 全覆盖; once for each goal."),
        triggering: [
            Example(Wording(zh: "提升公共服务水平", en: "raise the level of public service"), at: ["B11"], ExampleForm(.projectGoal).expects("进一步提升公共服务水平，切实改善人居环境")),
            Example(
                Wording(zh: "有数的句子离得远", en: "the sentence with a number stands far off"), at: ["B11"],
                ExampleForm(.projectGoal).expects("修缮村道12公里；加强日常管理；不断提高养护水平；有效改善出行条件")),
        ],
        nonTriggering: [
            Example(Wording(zh: "同一句里有数", en: "a number in the sentence"), ExampleForm(.projectGoal).expects("改善340户居民的用水条件")),
            Example(Wording(zh: "紧接着有衡量", en: "a measure right behind"), ExampleForm(.projectGoal).expects("提高图书馆服务水平。读者满意度达到90%")),
            Example(Wording(zh: "写的是具体的事", en: "a thing that can be seen"), ExampleForm(.projectGoal).expects("建成水质自动监测站并投入使用")),
        ]
    ) { facts throws(QuantityError) in
        facts.reading.goals.compactMap { goal in
            guard let vague = goal.vagueSentence else { return nil }
            let words = goal.text.words(.degree, .vagueVerb, in: vague.range).prefix(3).map { "“\($0)”" }.joined(separator: "")
            return Hit(
                at: goal.cell,
                facts.repair(
                    Wording(
                        zh: "目标中“\(goal.text.shown(vague.range).shortened)”用了\(words)，没有说到什么程度", en: "“\(goal.text.shown(vague.range).shortened)” of the goal says \(words) and not how much"),
                    Wording(zh: "写明做多少、做到什么程度、何时做到，如数量、比率、完成日期", en: "say how much, to what degree and by when")),
                found: words)
        }
    }
}

extension GoalText {
    /// The first sentence of vague words with no figure in it or beside it.
    var vagueSentence: Sentence? {
        guard text.has(.vagueVerb) else { return nil }
        var index = 0
        // Matches and sentences both come in order.
        for match in text.matches where match.kinds.has(.vagueVerb) {
            while index < sentences.count, sentences[index].range.upperBound < match.end { index += 1 }
            guard index < sentences.count else { return nil }
            let isMeasured = sentences[max(0, index - 1)...min(index + 1, sentences.count - 1)].contains(where: \.hasFigure)
            if !isMeasured, sentences[index].range.lowerBound <= match.start { return sentences[index] }
        }
        return nil
    }
}

extension String {
    /// At most 24 characters, for messages.
    var shortened: String { count > 24 ? prefix(23) + "…" : self }
}

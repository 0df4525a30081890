import BudgetModel
import Quantities

extension Rule {
    /// Asks about indicators that share no word with the project.
    package static let unrelatedIndicator = Rule(
        "C24", Wording(zh: "指标与项目看不出关系", en: "An indicator that seems unrelated to the project"),
        since: "0.2", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "只说明字面上没有联系：产出指标的名称与项目名称、总体目标和其他指标没有一个相同的词。是否真的无关，请审核人判断。",
            en: "It only says that no word is shared: the name of an output has none in common with programme, goal and other indicators. Whether it is unrelated the reviewer judges."),
        triggering: [
            Example(
                Wording(zh: "路灯项目写培训教师", en: "teachers trained by a project of street lamps"), at: ["D14"],
                ExampleForm(.projectGoal).programme("城区路灯维护").expects("维护路灯9600盏，亮灯率达到98%").row("维护路灯", ">=", "9600", "盏").under(.quantity)
                    .row("培训教师人次", ">=", "30", "人次").under(.quantity).row("亮灯率", ">=", "98", "%").under(.quality)),
            Example(
                Wording(zh: "图书馆项目写购置农机", en: "farm machines bought by a library"), at: ["D13"],
                ExampleForm(.projectGoal).programme("图书馆免费开放").expects("全年开放300天，新增图书2000册").row("购置农机", ">=", "3", "台").under(.quantity)
                    .row("新增图书", ">=", "2000", "册").under(.quantity).row("开放天数", ">=", "300", "天").under(.quantity)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "与目标有相同的词", en: "a word of the goal"),
                ExampleForm(.projectGoal).programme("城区路灯维护").expects("维护路灯9600盏，亮灯率达到98%").row("维护路灯", ">=", "9600", "盏").under(.quantity)
                    .row("更换灯具", ">=", "300", "套").under(.quantity).row("亮灯率", ">=", "98", "%").under(.quality)),
            Example(Wording(zh: "没有项目名称和目标", en: "neither programme nor goal"), ExampleForm(.projectGoal).programme("").row("培训教师人次", ">=", "30", "人次").under(.quantity)),
        ]
    ) { facts throws(QuantityError) in
        let programme = facts.evaluation.programme?.value ?? ""
        guard !facts.reading.goals.isEmpty, !programme.isEmpty else { return [] }
        var known = WordPairs.set(ScannedText.folded(programme))
        for goal in facts.reading.goals { known.formUnion(WordPairs.set(goal.text.scalars)) }
        let rows = facts.results
        let own = rows.map { WordPairs.set(facts.reading.rows[$0].name.scalars) }
        var hits: [Hit] = []
        for (place, index) in rows.enumerated() where facts.reading.rows[index].level2 == .quantity {
            guard own[place].count > 1, own[place].isDisjoint(with: known),
                !own.indices.contains(where: { $0 != place && !own[$0].isDisjoint(with: own[place]) })
            else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    Wording(
                        zh: "\(name.zh)与项目“\(programme)”、总体目标和其他指标没有相同的词。这项指标是本项目的吗？",
                        en: "\(name.en) shares no word with the programme “\(programme)”, its goal and other indicators. Does it belong to this project?")))
        }
        return hits
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Hints at special projects whose goal is to keep the office running.
    package static let onlyKeepsRunning = Rule(
        "B08", Wording(zh: "专项的目标只是“保障正常运转”", en: "A special project only keeps the office running"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal], severity: .hint,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "保障运转由公用经费承担。专项资金的目标要写专项要办的事；项目本身就是运转、物业、工资一类的不提。",
            en: "Running costs have their own budget. A special project says what it is to do; projects of running, property and wages themselves are left alone."),
        triggering: [
            Example(Wording(zh: "设备购置项目写保障正常运转", en: "equipment, to keep the office running"), at: ["B11"], ExampleForm(.projectGoal).programme("检验设备购置").expects("保障机构正常运转")),
            Example(Wording(zh: "宣传项目写工作正常开展", en: "a campaign, to let work go on"), at: ["B11"], ExampleForm(.projectGoal).programme("节水宣传").expects("保障各项工作正常开展")),
        ],
        nonTriggering: [
            Example(Wording(zh: "公用经费", en: "running costs"), ExampleForm(.projectGoal).programme("学校公用经费").expects("保障学校正常运转")),
            Example(Wording(zh: "写了要办的事", en: "with a task"), ExampleForm(.projectGoal).programme("检验设备购置").expects("购置检验设备4台，保障机构正常运转")),
        ]
    ) { facts throws(QuantityError) in
        guard facts.evaluation.kind == .projectGoal, let programme = facts.evaluation.programme?.value, !ScannedText(programme).has(.operating) else { return [] }
        return facts.reading.goals.compactMap { goal in
            let words = goal.text.words(.running)
            guard let word = words.first, !goal.hasFigure, goal.text.scalars.count <= 30 else { return nil }
            return Hit(
                at: goal.cell,
                facts.repair(
                    Wording(zh: "“\(programme)”的目标只写“\(word)”", en: "The goal of “\(programme)” only says “\(word)” (keep running)"),
                    Wording(zh: "写明这个专项要办的事和办成的标准", en: "say what this project is to do and when it is done")),
                found: word)
        }
    }
}

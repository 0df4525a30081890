import BudgetModel
import Quantities

extension Rule {
    /// Asks about indicators that share no word with the project.
    package static let unrelatedIndicator = Rule(
        "C24", Wording(zh: "指标与项目看不出关系", en: "An indicator that seems unrelated to the project"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "按公共服务的领域（教育、卫生、养老、水利、交通、文化…）比较：数量指标和满意度指标说的领域，项目名称、单位和总体目标都没有提到时，问一句。是否真的无关，请审核人判断。满意度的对象写错了的也在此问。",
            en: "Compared by fields of public service (education, health, care, water, roads, culture …): a quantity or a satisfaction of a field that programme, unit and goal do not mention is asked about. The reviewer judges."),
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
                Wording(zh: "与目标同一领域", en: "a field of the goal"),
                ExampleForm(.projectGoal).programme("城区路灯维护").expects("维护路灯9600盏，亮灯率达到98%").row("维护路灯", ">=", "9600", "盏").under(.quantity)
                    .row("更换灯具", ">=", "300", "套").under(.quantity).row("亮灯率", ">=", "98", "%").under(.quality)),
            Example(Wording(zh: "看不出项目的领域", en: "no field of the project is known"), ExampleForm(.projectGoal).programme("综合业务费").row("培训教师人次", ">=", "30", "人次").under(.quantity)),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        let about = [evaluation.programme?.value, evaluation.department?.value, evaluation.implementingUnit?.value].compactMap(\.self).map { ScannedText($0) }
        var known = WordSet()
        for text in about { known.formUnion(text.kinds) }
        for goal in facts.reading.goals { known.formUnion(goal.text.kinds) }
        known.formIntersection(.fields)
        guard !known.isEmpty else { return [] }
        let programme = evaluation.programme?.value ?? evaluation.implementingUnit?.value ?? ""
        return facts.results.compactMap { index in
            let row = facts.reading.rows[index]
            let own = row.name.kinds.intersection(.fields)
            // Benefits reach into other fields; what is provided, and whom it pleases, do not.
            guard row.level2 == .quantity || row.isSatisfaction, !own.isEmpty, own.isDisjoint(with: known) else { return nil }
            let name = facts.named(index)
            return Hit(
                at: evaluation.indicators[index].name.cell,
                Wording(
                    zh: "\(name.zh)说的领域，项目“\(programme)”、单位和总体目标都没有提到。这项指标是本项目的吗？",
                    en: "\(name.en) speaks of a field that neither the programme “\(programme)”, nor its unit, nor the goal mentions. Does it belong to this project?"))
        }
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags department goals that speak of a project, and the reverse.
    package static let objectMismatch = Rule(
        "B07", Wording(zh: "部门目标说“本项目”，或项目目标说部门整体", en: "A department goal speaks of a project, or the reverse"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "部门整体表说的是全部门的职责和全部支出，项目表说的是一个项目。写错对象，多半是从别的表复制来的。",
            en: "A department form speaks of all its duties and spending, a project form of one project. The wrong object mostly comes from another form."),
        triggering: [
            Example(Wording(zh: "部门表写“本项目”", en: "“this project” in a department form"), at: ["B11"], ExampleForm(.departmentGoal).expects("通过本项目实施，服务群众3000人次")),
            Example(Wording(zh: "项目表写部门整体支出", en: "the whole department in a project form"), at: ["B11"], ExampleForm(.projectGoal).expects("部门整体支出控制在预算以内，完成12项任务")),
        ],
        nonTriggering: [
            Example(Wording(zh: "项目表写“本项目”", en: "“this project” in a project form"), ExampleForm(.projectGoal).expects("本项目改造管网3公里")),
            Example(Wording(zh: "部门表写各项目", en: "projects of a department"), ExampleForm(.departmentGoal).expects("完成供水等6个项目建设")),
        ]
    ) { facts throws(QuantityError) in
        let isDepartment: Bool
        switch facts.evaluation.kind {
        case .departmentGoal, .departmentSelfEvaluation: isDepartment = true
        case .projectGoal, .projectSelfEvaluation: isDepartment = false
        case .transferSelfEvaluation, .departmentScoringTable, .indicatorList, .monitoring, .selfEvaluationReview: return []
        }
        return facts.reading.goals.compactMap { goal in
            let words = goal.text.words(isDepartment ? .saysProject : .saysDepartment)
            guard let word = words.first, isDepartment || !(facts.evaluation.programme?.value.contains("整体支出") ?? false) else { return nil }
            return Hit(
                at: goal.cell,
                facts.repair(
                    isDepartment
                        ? Wording(zh: "部门整体目标中写了“\(word)”", en: "The goal of a whole department says “\(word)” (this project)")
                        : Wording(zh: "项目目标中写了“\(word)”", en: "The goal of a project says “\(word)” (the whole department)"),
                    Wording(zh: "核对是否从别的表复制，按本表的对象重写", en: "check whether it comes from another form and write it for this object"), meanwhile: .nothing),
                found: word)
        }
    }
}

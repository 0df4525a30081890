import BudgetModel
import Narrative

extension Rule {
    /// Flags a report that mixes project and department.
    package static let objectMixed = Rule(
        "F08", Wording(zh: "部门整体与项目混写", en: "Project and department are mixed"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "部门整体支出与项目支出是两类对象，指标、分值和结论各不相同，一份报告只能评价一类。",
            en: "Whole departments and projects are different objects with their own indicators and scores; a report evaluates one of them."),
        triggering: [
            Example(
                Wording(zh: "部门报告评价了全部项目", en: "a department's report evaluates its projects"), stating: ["对所有预算项目"],
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n我馆成立自评小组，对所有预算项目进行评价。"),
            Example(
                Wording(zh: "部门报告给出项目得分", en: "a department's report scores a project"), stating: ["本项目综合得分"],
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n四、评价结论\n本项目综合得分96分。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "项目报告", en: "a project's report"), in: "某县图书馆免费开放项目2023年度绩效自评报告\n四、评价结论\n本项目综合得分96分。"),
            Example(Wording(zh: "部门报告提到项目支出", en: "a department's report speaks of project spending"), in: "某县图书馆2023年度部门整体支出绩效自评报告\n支出合计520万元，其中项目支出160万元，涉及3个项目。"),
        ],
        audit: { facts in
            guard facts.shape.object == .department else { return [] }
            // A report that treats both has chapters on projects.
            guard !facts.shape.outline.chapters.contains(where: { facts.text.first(of: ["项目"], in: $0.title) != nil }) else { return [] }
            return facts.shape.words.all(.project, in: 0..<facts.text.count).prefix(3).map { place in
                facts.hit(
                    place, kind: .outline,
                    Wording(
                        zh: "这是部门整体支出的报告，这里写的是“\(facts.text.quote(place))”。请改为部门整体的评价，项目另行自评。",
                        en: "This is the report of a whole department, but it says “\(facts.text.quote(place))”. Evaluate the department here and projects on their own."))
            }
        })
}

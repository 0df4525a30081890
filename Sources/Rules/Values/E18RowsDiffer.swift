import BudgetModel
import Quantities

extension Rule {
    /// Flags rows that the approved goal does not have, and approved rows the form lacks.
    package static let rowsDiffer = Rule(
        "E18", Wording(zh: "指标与批复的目标表不一致", en: "The indicators are not those approved"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "自评对照年初批复的指标逐项进行，不能漏掉没有完成的，也不能添上容易完成的。只改了名称的，并作一条。",
            en: "A self-evaluation goes through the approved indicators one by one: none that was missed is left out, none that is easy is added. A row with only another name is told once."),
        needs: [.approvedGoal],
        triggering: [
            Example(
                Wording(zh: "批复的“发放资料”不见了", en: "an approved row is gone"), at: ["D13"],
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "130").beside {
                    $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").row("发放资料", ">=", "2000", "份").asRead
                }),
            Example(
                Wording(zh: "多了“微信推送”", en: "a row was added"), at: ["D14"],
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "130").row("微信推送", ">=", "4", "篇", actual: "9").beside {
                    $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead
                }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "逐项一致", en: "row by row the same"),
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "130").beside { $0.approved = ExampleForm(.projectGoal).row("培训人数（人）", ">=", "120", "人").asRead }),
            Example(
                Wording(zh: "多出的是预算执行率", en: "the execution rate is the only addition"),
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "130").row("预算执行率", ">=", "100", "%", actual: "98").with { evaluation, _ in
                    evaluation.indicators[1].isExecutionRate = true
                }.beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
        ]
    ) { facts in
        guard let approved = facts.context.approved, !approved.indicators.isEmpty else { return [] }
        let rows = ApprovedRows(facts.evaluation, approved)
        let renamed = rows.renamed(facts.evaluation, approved)
        var hits: [Hit] = []
        for (old, row) in renamed {
            let name = facts.evaluation.indicators[row].name
            hits.append(
                Hit(
                    at: name.cell,
                    Wording(
                        zh: "「\(name.value)」在批复的目标表中名为「\(approved.indicators[old].name.value)」。请用批复的名称。",
                        en: "“\(name.value)” was approved as “\(approved.indicators[old].name.value)”. Use the approved name."),
                    expected: approved.indicators[old].name.value, found: name.value))
        }
        for row in rows.new where !renamed.contains(where: { $0.row == row }) {
            let name = facts.evaluation.indicators[row].name
            hits.append(
                Hit(
                    at: name.cell,
                    Wording(
                        zh: "批复的目标表中没有「\(name.value)」。请删去，或附上批准调整的文件。",
                        en: "The approved goal has no “\(name.value)”. Remove it, or show the approval of the change."), found: name.value))
        }
        let lost = rows.missing.filter { index in !renamed.contains { $0.approved == index } }
        if !lost.isEmpty {
            let names = lost.map { "「\(approved.indicators[$0].name.value)」" }.joined(separator: "、")
            let listed = lost.map { "“\(approved.indicators[$0].name.value)”" }.joined(separator: ", ")
            hits.append(
                Hit(
                    at: facts.evaluation.indicators.first?.name.cell,
                    Wording(
                        zh: "批复的\(names)在自评表中没有。请补上并如实填写完成情况。", en: "The approved \(listed) \(lost.count == 1 ? "is" : "are") not on the form. Add what is missing with its true result."),
                    expected: String(approved.indicators.count), found: String(facts.evaluation.indicators.count)))
        }
        return hits
    }
}

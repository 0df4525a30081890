import BudgetModel
import Quantities

extension Rule {
    /// Flags targets that differ from the approved ones.
    package static let targetChanged = Rule(
        "E17", Wording(zh: "指标值或权重与批复的不同", en: "A target or a weight differs from the approved one"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.monitoring, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures.at(Wording(zh: "第二十八条", en: "Art. 28"))],
        because: Wording(
            zh: "绩效目标批复后不得随意调整；确需调整的按程序报批。自评应按批复的指标值和权重评价。表上另设“调整指标值”并填写的，是公开的调整，不提；两张表的权重合计不同时（预算执行另计分），按比例比较。",
            en: "An approved goal is not changed at will; a change goes through its procedure, and a self-evaluation uses the approved targets and weights. A form with its own column of adjusted targets changes openly and hears nothing; weights that add up to another sum, because budget execution has points of its own, are compared in proportion."),
        needs: [.approvedGoal],
        triggering: [
            Example(
                Wording(zh: "批复120，自评写100", en: "120 approved, 100 on the form"), at: ["E13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
            Example(
                Wording(zh: "符号由“≥”改成“≤”", en: "≥ became ≤"), at: ["E13"],
                ExampleForm().row("投诉件数", "<=", "20", "件", actual: "12").beside { $0.approved = ExampleForm(.projectGoal).row("投诉件数", ">=", "20", "件").asRead }),
            Example(
                Wording(zh: "批复的目标含历次调整，表上自行调整", en: "the goal in force has every adjustment, and the form adjusts by itself"), at: ["E13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").with { evaluation, _ in evaluation.indicators[0].adjustedTarget = evaluation.indicators[0].target }
                    .beside {
                        $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead
                        $0.isApprovedInForce = true
                    }),
            Example(
                Wording(zh: "权重由30改为50，另一行由60改为40", en: "a weight of 30 became 50, another of 60 became 40"), at: ["G13", "G14"],
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "130", weight: "50").row("培训合格率", ">=", "95", "%", actual: "96", weight: "40")
                    .beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人", weight: "30").row("培训合格率", ">=", "95", "%", weight: "60").asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "与批复一致", en: "as approved"),
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "110").beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
            Example(
                Wording(zh: "目标表权重合计100，自评表留10分给预算执行，按比例相同", en: "weights of 100 in the goal, of 90 beside 10 for execution: the same in proportion"),
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "130", weight: "45").row("培训合格率", ">=", "95", "%", actual: "96", weight: "45")
                    .beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人", weight: "50").row("培训合格率", ">=", "95", "%", weight: "50").asRead }),
            Example(
                Wording(zh: "表上列明调整指标值", en: "an adjusted target in its own column"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").with { evaluation, _ in evaluation.indicators[0].adjustedTarget = evaluation.indicators[0].target }
                    .beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
        ]
    ) { facts in
        guard let approved = facts.context.approved else { return [] }
        var hits: [Hit] = []
        let rows = ApprovedRows(facts.evaluation, approved)
        for change in rows.weightChanges(facts.evaluation, approved) {
            let row = facts.evaluation.indicators[change.row]
            hits.append(
                Hit(
                    at: row.weight?.cell,
                    Wording(
                        zh: "「\(row.name.value)」的权重是\(change.now.plain)，按批复应为\(change.expected)。请按批复的权重填写；经批准调整的，请附批准文件。",
                        en: "“\(row.name.value)” has the weight \(change.now.plain); by the approved goal it is \(change.expected). Use the approved one, or show the approval of the change."),
                    expected: change.expected, found: change.now.plain))
        }
        for (old, row) in rows.pairs where facts.context.isApprovedInForce || facts.evaluation.indicators[row].adjustedTarget == nil {
            guard let target = facts.evaluation.indicators[row].effectiveTarget, let before = approved.indicators[old].effectiveTarget else { continue }
            let sign = facts.evaluation.indicators[row].comparator ?? target.comparator
            let signBefore = approved.indicators[old].comparator ?? before.comparator
            let isTurned = if let sign, let signBefore { sign.isUpperBound != signBefore.isUpperBound && (sign.isLowerBound || sign.isUpperBound) && (signBefore.isLowerBound || signBefore.isUpperBound) } else { false }
            guard !target.says(before) || isTurned else { continue }
            let name = facts.evaluation.indicators[row].name.value
            let now = (isTurned ? sign?.printed ?? "" : "") + target.raw
            let then = (isTurned ? signBefore?.printed ?? "" : "") + before.raw
            hits.append(
                Hit(
                    at: target.cell,
                    Wording(
                        zh: "「\(name)」的指标值是\(now)，批复的是\(then)。请按批复填写；经批准调整的，请列明调整指标值和批准文号。",
                        en: "“\(name)” has the target \(now); \(then) was approved. Use the approved one, or show the adjusted target with its approval."),
                    expected: then, found: now))
        }
        return hits
    }
}

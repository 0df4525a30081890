import BudgetModel
import Quantities

extension Rule {
    /// Flags targets that differ from the approved ones.
    package static let targetChanged = Rule(
        "E17", Wording(zh: "指标值与批复的不同", en: "A target differs from the approved one"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.monitoring, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures.at(Wording(zh: "第二十八条", en: "Art. 28"))],
        because: Wording(
            zh: "绩效目标批复后不得随意调整；确需调整的按程序报批。自评应按批复的指标值评价。表上另设“调整指标值”并填写的，是公开的调整，不提。",
            en: "An approved goal is not changed at will; a change goes through its procedure, and a self-evaluation uses the approved target. A form with its own column of adjusted targets changes openly and hears nothing."),
        needs: [.approvedGoal],
        triggering: [
            Example(
                Wording(zh: "批复120，自评写100", en: "120 approved, 100 on the form"), at: ["E13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
            Example(
                Wording(zh: "符号由“≥”改成“≤”", en: "≥ became ≤"), at: ["E13"],
                ExampleForm().row("投诉件数", "<=", "20", "件", actual: "12").beside { $0.approved = ExampleForm(.projectGoal).row("投诉件数", ">=", "20", "件").asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "与批复一致", en: "as approved"),
                ExampleForm().row("培训人数", ">=", "120", "人", actual: "110").beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
            Example(
                Wording(zh: "表上列明调整指标值", en: "an adjusted target in its own column"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").with { evaluation, _ in evaluation.indicators[0].adjustedTarget = evaluation.indicators[0].target }
                    .beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
        ]
    ) { facts in
        guard let approved = facts.context.approved else { return [] }
        var hits: [Hit] = []
        for (old, row) in ApprovedRows(facts.evaluation, approved).pairs where facts.evaluation.indicators[row].adjustedTarget == nil {
            guard let target = facts.evaluation.indicators[row].target, let before = approved.indicators[old].effectiveTarget else { continue }
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

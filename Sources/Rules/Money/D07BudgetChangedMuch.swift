import BudgetModel
import Quantities

extension Rule {
    /// Flags a change of the budget by more than 30 %.
    package static let budgetChangedMuch = Rule(
        "D07", Wording(zh: "预算调整超过年初预算的30%", en: "The budget changed by more than 30 %"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(2, of: 2), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "调整超过30%，说明年初预算编制不实或任务大变（各地部门评分表按此扣完预算控制率的分）；目标也应随之调整。写明了原因的，为提示。",
            en: "A change of more than 30 % means an initial budget that was not real, or another task (scoring tables of departments give no points for it); the goal should change with it. With a reason this is a hint."),
        triggering: [
            Example(Wording(zh: "追加32.4%", en: "32.4 % added"), at: ["E6"], ExampleForm(.departmentSelfEvaluation).fund(.total, initial: "2356.78", adjusted: "3120.45", executed: "3000")),
            Example(
                Wording(zh: "调减一半，已说明（提示）", en: "cut by half, explained (a hint)"), at: ["E6"],
                ExampleForm().fund(.total, initial: "100", adjusted: "50", executed: "48").text("资金调整说明", "任务并入上级统建，收回50万元")),
        ],
        nonTriggering: [
            Example(Wording(zh: "正好30%", en: "exactly 30 %"), ExampleForm().fund(.total, initial: "100", adjusted: "130", executed: "128")),
            Example(Wording(zh: "年初没有预算", en: "no initial budget"), ExampleForm().fund(.total, initial: "0", adjusted: "130", executed: "128")),
        ]
    ) { facts throws(QuantityError) in
        guard let change = facts.budgetChange, try change.percent.magnitude > ExactDecimal(30) else { return [] }
        let isExplained = !facts.changeReasons.isEmpty
        var hit = try Rule.changeHit(
            facts, change,
            isExplained
                ? Wording(zh: "已作说明。请核对绩效目标是否同步调整", en: ", with a reason. Check whether the goal was changed with it")
                : Wording(zh: "超过30%，没有说明。请写明原因和批准的依据，并核对绩效目标是否同步调整", en: ", beyond 30 %, without a word. Say why and by whose approval, and check whether the goal was changed with it"))
        hit.severity = isExplained ? .hint : nil
        return [hit]
    }
}

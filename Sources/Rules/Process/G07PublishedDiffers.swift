import BudgetModel
import Quantities

extension Rule {
    /// Flags a goal form to be published that is not the approved one.
    package static let publishedDiffers = Rule(
        "G07", Wording(zh: "公开的目标表与批复的不一致", en: "The published goal is not the approved one"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .disclosure], severity: .warning,
        citing: [.goalMeasures],
        because: Wording(
            zh: "绩效目标随预算公开，公开的应是批复的。逐项核对指标、指标值、年度资金和总体目标。",
            en: "Goals are published with the budget, as they were approved. Indicators, targets, the year's money and the text of the goal are compared."),
        needs: [.approvedGoal],
        triggering: [
            Example(
                Wording(zh: "公开的指标值低了", en: "a lower target was published"), at: ["E13"],
                ExampleForm(.projectGoal).row("培训人数", ">=", "100", "人").beside { $0.approved = ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人").asRead }),
            Example(
                Wording(zh: "资金不同，并少了一项指标", en: "other money and an indicator less"), at: ["A1", "D6"],
                ExampleForm(.projectGoal).fund(.total, initial: "90").row("培训人数", ">=", "120", "人").beside {
                    $0.approved = ExampleForm(.projectGoal).fund(.total, initial: "100").row("培训人数", ">=", "120", "人").row("发放资料", ">=", "2000", "份").asRead
                }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "一致", en: "the same"),
                ExampleForm(.projectGoal).fund(.total, initial: "100").row("培训人数", ">=", "120", "人").beside {
                    $0.approved = ExampleForm(.projectGoal).fund(.total, initial: "100").row("培训人数", ">=", "120", "人").asRead
                }),
            Example(Wording(zh: "没有给批复的表（未检查）", en: "no approved goal given (not checked)"), ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人")),
        ]
    ) { facts in
        guard let approved = facts.context.approved else { return [] }
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        let rows = ApprovedRows(evaluation, approved)
        if !rows.missing.isEmpty || !rows.new.isEmpty {
            let missing = rows.missing.map { "「\(approved.indicators[$0].name.value)」" }.joined(separator: "、")
            let new = rows.new.map { "「\(evaluation.indicators[$0].name.value)」" }.joined(separator: "、")
            hits.append(
                Hit(
                    at: evaluation.head,
                    Wording(
                        zh: "公开的指标与批复的不一致：" + [missing.isEmpty ? nil : "少了\(missing)", new.isEmpty ? nil : "多了\(new)"].compactMap(\.self).joined(separator: "，") + "。请按批复公开。",
                        en: "The published indicators are not the approved ones: \(rows.missing.count) missing, \(rows.new.count) added. Publish what was approved."),
                    expected: String(approved.indicators.count), found: String(evaluation.indicators.count)))
        }
        if let money = evaluation.annualTotal.budget, let before = approved.annualTotal.budget, money.money != before.money {
            let unit = evaluation.amountUnit
            hits.append(
                Hit(
                    at: money.cell,
                    Wording(
                        zh: "公开的年度资金是\(money.money.amount(in: unit).plain)\(unit.name)，批复的是\(before.money.amount(in: unit).plain)\(unit.name)。请按批复公开。",
                        en: "The published money of the year is \(money.money.amount(in: unit).plain) \(unit.name), the approved \(before.money.amount(in: unit).plain). Publish what was approved."),
                    expected: before.money.amount(in: unit).plain, found: money.money.amount(in: unit).plain))
        }
        for (goal, before) in zip(evaluation.goals, approved.goals) {
            guard let text = goal.expected, let old = before.expected, text.value.foldedName != old.value.foldedName else { continue }
            hits.append(
                Hit(
                    at: text.cell,
                    Wording(zh: "公开的总体目标与批复的文字不同。请按批复公开。", en: "The published text of the goal is not the approved one. Publish what was approved.")))
        }
        for (old, row) in rows.pairs {
            guard let target = evaluation.indicators[row].target, let before = approved.indicators[old].effectiveTarget, !target.says(before) else { continue }
            let name = evaluation.indicators[row].name.value
            hits.append(
                Hit(
                    at: target.cell,
                    Wording(
                        zh: "「\(name)」公开的指标值是\(target.raw)，批复的是\(before.raw)。请按批复公开。",
                        en: "The published target of “\(name)” is \(target.raw), the approved one \(before.raw). Publish what was approved."),
                    expected: before.raw, found: target.raw))
        }
        return hits
    }
}

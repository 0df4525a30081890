import BudgetModel
import Quantities

extension Rule {
    /// Flags indicators without a source where the form has a column for it.
    package static let noEvidencePlan = Rule(
        "C17", Wording(zh: "没有写明数据来源或佐证材料", en: "No source of data or evidence"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.coreIndicatorGuide],
        because: Wording(
            zh: "定指标时就要想好年底拿什么证明：统计报表、业务记录、验收单、问卷。表上有这一栏而空着的，提出；表上没有这一栏的，列为未检查。",
            en: "Who sets an indicator knows how it will be proved: statistics, records, acceptance papers, a survey. Raised where the form has the column and a row is empty; a form without the column is listed as not checked."),
        needs: [
            Need(Wording(zh: "数据来源（佐证材料）一栏", en: "a column for the source of data or the evidence")) { facts in
                facts.evaluation.indicators.isEmpty ? .beside : facts.evaluation.indicators.contains { $0.source != nil } ? .met : .lacking
            }
        ],
        triggering: [
            Example(
                Wording(zh: "一行没有来源", en: "a row without a source"), at: ["D14"],
                ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人").beside("数据来源", "签到表").row("培训合格率", ">=", "95", "%")),
            Example(
                Wording(zh: "来源写“无”", en: "the source is 无"), at: ["D13"],
                ExampleForm(.projectGoal).row("培训合格率", ">=", "95", "%").beside("佐证材料", "无").row("培训人数", ">=", "50", "人").beside("佐证材料", "签到表")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "每行都有来源", en: "a source in every row"),
                ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人").beside("数据来源", "签到表").row("培训合格率", ">=", "95", "%").beside("数据来源", "考核成绩")),
            Example(Wording(zh: "表上没有这一栏（列为未检查）", en: "no such column (listed as not checked)"), ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人")),
        ]
    ) { facts throws(QuantityError) in
        facts.results.compactMap { index in
            let indicator = facts.evaluation.indicators[index]
            if indicator.source?.text.value.saysSomething ?? false { return nil }
            let name = facts.named(index)
            return Hit(
                at: indicator.name.cell,
                Wording(
                    zh: "\(name.zh)没有写明数据来源。请写明年底用什么证明完成值，如统计报表、签到表、验收单、问卷。",
                    en: "\(name.en) has no source. Say what will prove the result: statistics, attendance lists, acceptance papers, a survey."))
        }
    }
}

extension Indicator {
    /// The column that says where the result will come from.
    fileprivate var source: FormText? {
        others.first { text in ["来源", "佐证", "证明材料", "取值方式", "证据", "获取方式", "采集方式"].contains { text.label.contains($0) } }
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags reviews that do not take 30 % off for works partly late.
    package static let reviewPartlyLate = review(
        "R07", Wording(zh: "部分任务逾期，没有按30%扣分", en: "Works partly late without 30 % off"),
        because: Wording(
            zh: "约定第7条：时效指标有多项任务、只有部分逾期的，扣30%。",
            en: "Rule 7: of several works in a timeliness row only some are late: 30 % off."),
        triggering: [
            Example(
                Wording(zh: "部分逾期没有扣分", en: "partly late, nothing off"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("工程完成时间", "<=", "12", "月", actual: "12", weight: "10", stated: "10", computed: "10").under(.output, .timeliness).reviewed("10", remark: "部分工程逾期")),
            Example(
                Wording(zh: "部分逾期记0分", en: "partly late, 0 points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("工程完成时间", "<=", "12", "月", actual: "12", weight: "10", stated: "10", computed: "10").under(.output, .timeliness).reviewed("0", remark: "部分任务延期完成")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "扣30%", en: "30 % off"),
                ExampleForm(.selfEvaluationReview).row("工程完成时间", "<=", "12", "月", actual: "12", weight: "10", stated: "10", computed: "10").under(.output, .timeliness).reviewed("7", remark: "部分工程逾期")),
            Example(
                Wording(zh: "全部逾期", en: "all of them late"),
                ExampleForm(.selfEvaluationReview).row("工程完成时间", "<=", "12", "月", actual: "14", weight: "10", stated: "10", computed: "10").under(.output, .timeliness).reviewed("0", remark: "全部工程逾期")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where facts.evaluation.indicators[row.index].level2Kind == .timeliness {
            guard row.remark.holds(anyOf: ["部分", "个别", "其中"]), row.remark.holds(anyOf: ["逾期", "延期", "滞后", "未按时", "推迟", "未按期"]),
                try ReviewEffect.percent(30).points(of: row.weight) != row.reviewed
            else { continue }
            hits.append(try Rule.effectHit(row, number: 7, ground: Wording(zh: "备注写部分任务逾期", en: "the remark finds some works late"), effect: .percent(30)))
        }
        return hits
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags points in a review for a row that does not match its level 2.
    package static let reviewMisplaced = review(
        "R10", Wording(zh: "三级指标与二级指标不符，仍给了分", en: "Points although level 3 does not match level 2"),
        because: Wording(
            zh: "约定第10条：三级指标与所在二级指标不符的记0分，如以资金支付率作数量指标。",
            en: "Rule 10: a row that does not match its level 2 gets 0 points, such as a payment rate as quantity."),
        triggering: [
            Example(
                Wording(zh: "以支付率作数量指标", en: "a payment rate as quantity"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("资金支付率", ">=", "100", "%", actual: "100", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")),
            Example(
                Wording(zh: "备注写错位，仍得分", en: "the remark finds it misplaced"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("验收合格率", ">=", "95", "%", actual: "98", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10", remark: "与二级指标不匹配")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "记0分", en: "0 points"),
                ExampleForm(.selfEvaluationReview).row("资金支付率", ">=", "100", "%", actual: "100", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("0", remark: "与二级指标不符")),
            Example(
                Wording(zh: "指标相符", en: "a row that matches"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.reviewed.isPositive && !facts.evaluation.indicators[row.index].isExecutionRate {
            let isPayment = facts.evaluation.indicators[row.index].level2Kind == .quantity && row.name.holds(anyOf: ["资金支付率", "预算执行率", "资金拨付率", "资金执行率", "资金使用率"])
            guard isPayment || row.remark.holds(anyOf: ["与二级指标不符", "与二级指标不匹配", "二级指标不对应", "指标错位", "归类错误", "分类错误", "层级错误"]) else { continue }
            hits.append(
                try Rule.effectHit(
                    row, number: 10, ground: isPayment ? Wording(zh: "以资金支付作数量指标", en: "a payment rate as quantity") : Wording(zh: "备注写与二级指标不符", en: "the remark finds it does not match level 2"),
                    effect: .zero))
        }
        return hits
    }
}

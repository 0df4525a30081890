import BudgetModel
import Quantities

extension Rule {
    /// Flags points in a review for satisfaction without material.
    package static let reviewNoSurvey = review(
        "R04", Wording(zh: "满意度没有调查材料，仍给了分", en: "Points for satisfaction without material"),
        because: Wording(
            zh: "约定第4条：满意度没有调查材料的记0分。有问卷但份数少的，由复核人酌情扣分，不提。",
            en: "Rule 4: satisfaction without material gets 0 points. A survey with few answers is for the reviewer to judge."),
        triggering: [
            Example(
                Wording(zh: "没有问卷，给7分", en: "no survey, 7 points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10", computed: "10").under(.satisfaction, .serviceSatisfaction).reviewed("7", remark: "未提供问卷")),
            Example(
                Wording(zh: "无佐证材料", en: "no evidence"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10", computed: "10").under(.satisfaction, .serviceSatisfaction).reviewed("10", remark: "无佐证材料")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "记0分", en: "0 points"),
                ExampleForm(.selfEvaluationReview).row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10", computed: "10").under(.satisfaction, .serviceSatisfaction).reviewed("0", remark: "未提供问卷")),
            Example(
                Wording(zh: "问卷份数少", en: "few answers"),
                ExampleForm(.selfEvaluationReview).row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10", computed: "10").under(.satisfaction, .serviceSatisfaction).reviewed("7", remark: "问卷仅回收36份")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.reviewed.isPositive && facts.evaluation.indicators[row.index].isSatisfaction && (row.remark.findsNoEvidence || row.remark.holds(anyOf: ["未提供问卷", "无问卷", "没有问卷", "未开展调查", "未开展满意度", "无调查", "未做调查", "未进行调查"])) {
            hits.append(try Rule.effectHit(row, number: 4, ground: Wording(zh: "备注写没有调查材料", en: "the remark finds no survey"), effect: .zero))
        }
        return hits
    }
}

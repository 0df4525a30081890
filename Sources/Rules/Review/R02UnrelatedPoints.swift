import BudgetModel
import Quantities

extension Rule {
    /// Flags points in a review for an indicator found unrelated.
    package static let reviewUnrelated = review(
        "R02", Wording(zh: "备注写与项目无关，仍给了分", en: "Points although the remark finds it unrelated"),
        because: Wording(
            zh: "约定第2条：与项目无关的指标记0分。",
            en: "Rule 2: an indicator unrelated to the project gets 0 points."),
        triggering: [
            Example(
                Wording(zh: "无关仍得满分", en: "unrelated, full points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("全区游客人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10", remark: "与本项目无关")),
            Example(
                Wording(zh: "不相关只扣一半", en: "unrelated, half off"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("全区游客人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("5", remark: "指标与项目内容不相关")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "记0分", en: "0 points"),
                ExampleForm(.selfEvaluationReview).row("全区游客人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("0", remark: "与本项目无关")),
            Example(
                Wording(zh: "备注说的是别的", en: "another remark"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10", remark: "资料齐全，无关联问题")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.reviewed.isPositive && row.remark.holds(anyOf: ["与项目无关", "与本项目无关", "与该项目无关", "不相关", "无相关性", "与项目内容无关", "没有关联"]) && !row.remark.holds("无不相关") {
            hits.append(try Rule.effectHit(row, number: 2, ground: Wording(zh: "备注写与项目无关", en: "the remark finds it unrelated to the project"), effect: .zero))
        }
        return hits
    }
}

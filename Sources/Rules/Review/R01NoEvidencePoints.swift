import BudgetModel
import Quantities

extension Rule {
    /// Flags points in a review for a row without evidence.
    package static let reviewNoEvidence = review(
        "R01", Wording(zh: "备注写无佐证，仍给了分", en: "Points although the remark finds no evidence"),
        because: Wording(
            zh: "约定第1条：没有佐证的指标记0分。备注写明只是一部分没有佐证并重新核定完成值的，按核定的值计分，不提；满意度由R04核对。",
            en: "Rule 1: without evidence an indicator gets 0 points. Where only a part lacks evidence and the actual value was determined anew its points follow from that value. Satisfaction is R04's."),
        triggering: [
            Example(
                Wording(zh: "无佐证仍得满分", en: "no evidence, full points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10", remark: "未提供佐证材料")),
            Example(
                Wording(zh: "无佐证扣一半", en: "no evidence, half the points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("5", remark: "无佐证")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "无佐证记0分", en: "no evidence, 0 points"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("0", remark: "无佐证")),
            Example(
                Wording(zh: "部分无佐证，已核减完成值", en: "a part without evidence, the value was cut"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", actual: "80", remark: "含线上30人无佐证")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.reviewed.isPositive && row.remark.findsNoEvidence && !facts.evaluation.indicators[row.index].isSatisfaction {
            // Counted anew: the rest is proved.
            if let counted = row.reviewedActual, counted.isPositive, counted != facts.evaluation.indicators[row.index].actual?.number { continue }
            hits.append(try Rule.effectHit(row, number: 1, ground: Wording(zh: "备注写没有佐证", en: "the remark finds no evidence"), effect: .zero))
        }
        return hits
    }
}

extension String {
    /// Says that there is no evidence at all.
    var findsNoEvidence: Bool {
        holds(anyOf: ["无佐证", "未提供佐证", "没有佐证", "缺少佐证", "缺乏佐证", "未见佐证", "无支撑材料", "未提供支撑", "未提供材料", "无证明材料", "未提供证明", "未提供相关材料", "未提供相关佐证", "无相关佐证", "无任何材料"])
            && !holds(anyOf: ["部分", "其中", "个别"])
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags reviews that give nothing for a related quantity row in words.
    package static let reviewQualitativeQuantity = review(
        "R06", Wording(zh: "数量指标为定性但与项目相关，记了0分", en: "0 points for a related quantity row in words"),
        because: Wording(
            zh: "约定第6条：数量指标写成定性、但与项目相关的，不因此扣分，按完成比例计分。",
            en: "Rule 6: a quantity row in words that is related to the project loses nothing for it and is scored by what was done."),
        triggering: [
            Example(
                Wording(zh: "因定性记0分", en: "0 because it is in words"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("开展培训", "qualitative", "按需", "", actual: "已开展", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("0", remark: "数量指标定性")),
            Example(
                Wording(zh: "写“未量化”记0分", en: "0 for “not quantified”"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("采购设备", "qualitative", "若干", "", actual: "已采购", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("0", remark: "指标未量化")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "按比例计分", en: "scored in proportion"),
                ExampleForm(.selfEvaluationReview).row("开展培训", "qualitative", "按需", "", actual: "已开展", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", remark: "数量指标定性，按比例计")),
            Example(
                Wording(zh: "没有佐证才记0分", en: "0 for lack of evidence"),
                ExampleForm(.selfEvaluationReview).row("开展培训", "qualitative", "按需", "", actual: "已开展", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("0", remark: "数量指标定性且无佐证")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.reviewed.isZero && row.weight.isPositive && facts.evaluation.indicators[row.index].level2Kind == .quantity && row.remark.holds(anyOf: ["定性", "未量化", "没有量化", "未细化量化"]) && !row.remark.findsNoEvidence && !row.remark.holds(anyOf: ["无关", "不相关", "未完成", "未开展"]) {
            hits.append(try Rule.effectHit(row, number: 6, ground: Wording(zh: "只因定性记了0分", en: "0 points only because it is in words"), effect: .none))
        }
        return hits
    }
}

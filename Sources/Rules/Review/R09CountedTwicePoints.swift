import BudgetModel
import Quantities

extension Rule {
    /// Flags reviews that give points twice for one indicator.
    package static let reviewCountedTwice = review(
        "R09", Wording(zh: "同一指标在产出和效益下都给了分", en: "Points for one indicator under output and benefit"), nature: .exact,
        because: Wording(
            zh: "约定第9条：同一指标既在产出又在效益的，保留一处，另一处记0分。",
            en: "Rule 9: of one indicator under output and under benefit one is kept, the other gets 0 points."),
        triggering: [
            Example(
                Wording(zh: "两处都得分", en: "points in both places"), at: ["K14"],
                ExampleForm(.selfEvaluationReview).row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")
                    .row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("10")),
            Example(
                Wording(zh: "第二处扣一半", en: "half off the second"), at: ["K14"],
                ExampleForm(.selfEvaluationReview).row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")
                    .row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("5", remark: "与产出重复")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "第二处记0分", en: "0 for the second"),
                ExampleForm(.selfEvaluationReview).row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")
                    .row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("0", remark: "与产出重复")),
            Example(
                Wording(zh: "两项不同", en: "two different rows"),
                ExampleForm(.selfEvaluationReview).row("服务人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")
                    .row("服务覆盖面扩大", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("10")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for repeated in facts.repeatedNames where repeated.isOutputAndBenefit {
            guard let first = rows.first(where: { $0.index == repeated.first }), let second = rows.first(where: { $0.index == repeated.second }), first.reviewed.isPositive,
                second.reviewed.isPositive
            else { continue }
            hits.append(try Rule.effectHit(second, number: 9, ground: Wording(zh: "与产出指标重复，两处都得了分", en: "the same as an output row, and both have points"), effect: .zero))
        }
        return hits
    }
}

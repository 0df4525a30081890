import BudgetModel
import Quantities

extension Rule {
    /// Flags points taken off a benefit in words whose effect exists.
    package static let reviewQualitativeBenefit = review(
        "R08", Wording(zh: "效益有成效，只因定性扣了分", en: "Points off a benefit only because it is in words"),
        because: Wording(
            zh: "约定第8条：效益指标是定性的、确有成效的，不扣分。",
            en: "Rule 8: a benefit in words whose effect exists loses nothing."),
        triggering: [
            Example(
                Wording(zh: "有成效仍扣4分", en: "an effect, yet 4 points off"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("改善环境", "qualitative", "明显", "", actual: "明显", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("6", remark: "定性指标，有一定成效")),
            Example(
                Wording(zh: "因定性扣一半", en: "half off because it is in words"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("改善环境", "qualitative", "明显", "", actual: "明显", weight: "10", stated: "10", computed: "10").under(.benefit, .ecologicalBenefit).reviewed("5", remark: "定性，效果存在")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "没有扣分", en: "nothing off"),
                ExampleForm(.selfEvaluationReview).row("改善环境", "qualitative", "明显", "", actual: "明显", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("10", remark: "定性指标，有一定成效")),
            Example(
                Wording(zh: "成效没有佐证", en: "the effect is not proved"),
                ExampleForm(.selfEvaluationReview).row("改善环境", "qualitative", "明显", "", actual: "明显", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("0", remark: "定性指标，无佐证")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.isDeducted && facts.evaluation.indicators[row.index].level1Kind == .benefit && row.remark.holds("定性") && row.remark.holds(anyOf: ["有一定成效", "有成效", "效果存在", "有效果", "成效明显", "有一定效果"]) && !row.remark.findsNoEvidence {
            hits.append(try Rule.effectHit(row, number: 8, ground: Wording(zh: "成效存在，只因定性扣了分", en: "the effect exists, points came off only because it is in words"), effect: .none))
        }
        return hits
    }
}

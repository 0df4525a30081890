import BudgetModel
import Quantities

extension Rule {
    /// Flags results above 130 % without a remark in a review, or with points taken off for it.
    package static let reviewOverAchieved = review(
        "R05", Wording(zh: "完成超过130%，没有备注或因此扣分", en: "Above 130 % without a remark, or with points off for it"),
        because: Wording(
            zh: "约定第5条：完成超过130%的不扣分，但要备注。",
            en: "Rule 5: above 130 % nothing is taken off, but a remark is required."),
        triggering: [
            Example(
                Wording(zh: "完成150%，没有备注", en: "150 %, no remark"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "150", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")),
            Example(
                Wording(zh: "完成150%，因超额扣2分", en: "150 %, 2 points off for it"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "150", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", remark: "超额完成，目标偏低")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "备注了，没有扣分", en: "remark, nothing off"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "150", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10", remark: "超额完成，目标偏低")),
            Example(
                Wording(zh: "完成120%", en: "120 %"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "120", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows {
            let indicator = facts.evaluation.indicators[row.index]
            guard let target = indicator.effectiveTarget?.number, target.isPositive, let sign = indicator.comparator ?? indicator.effectiveTarget?.comparator, sign.isLowerBound,
                let actual = row.reviewedActual ?? indicator.actual?.number, try actual * ExactDecimal(10) > target * ExactDecimal(13)
            else { continue }
            if !row.remark.saysSomething {
                hits.append(
                    Hit(
                        at: row.remarkCell,
                        Wording(
                            zh: "「\(row.name)」指标值\(target.plain)，完成\(actual.plain)，超过130%，没有备注。约定第5条：\(ReviewEffect.none.wording.zh)，但须备注原因。",
                            en: "“\(row.name)” reached \(actual.plain) of \(target.plain), above 130 %, without a remark. Rule 5: \(ReviewEffect.none.wording.en), but a remark is required.")))
            } else if row.isDeducted, row.remark.holds(anyOf: ["超额", "超过", "偏低", "130"]), !row.remark.findsNoEvidence {
                hits.append(try Rule.effectHit(row, number: 5, ground: Wording(zh: "因超额完成扣了分", en: "points came off for too much done"), effect: .none))
            }
        }
        return hits
    }
}

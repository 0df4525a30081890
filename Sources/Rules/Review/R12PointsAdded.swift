import BudgetModel
import Quantities

extension Rule {
    /// Flags reviews that add points without a reason.
    package static let reviewPointsAdded = review(
        "R12", Wording(zh: "复核得分高于自评，没有理由", en: "A review gives more points than the unit without a reason"), nature: .exact,
        because: Wording(
            zh: "约定第12条：复核要讲逻辑。超支、没有完成的反而加分，是公认的错误；加分要写明依据。",
            en: "Rule 12: a review is logical. More points after an overrun or a miss are a plain error; points are added with a ground."),
        triggering: [
            Example(
                Wording(zh: "没有备注就加分", en: "more points, no remark"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("维护成本", "<=", "160", "元", actual: "386", weight: "15", stated: "6.22", computed: "15").under(.output, .cost).reviewed("11.19")),
            Example(
                Wording(zh: "复核完成值更低，反而加分", en: "a lower value, yet more points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "8", computed: "10").under(.output, .quantity).reviewed("9", actual: "70", remark: "到场70人")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写明漏计", en: "the remark says what was left out"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "8", computed: "10").under(.output, .quantity).reviewed("10", actual: "100", remark: "自评漏计线上20人")),
            Example(
                Wording(zh: "与自评相同", en: "the same points"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "8", computed: "10").under(.output, .quantity).reviewed("8")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.reviewed > row.own {
            let indicator = facts.evaluation.indicators[row.index]
            let isWorse: Bool
            if let counted = row.reviewedActual, let actual = indicator.actual?.number, let sign = indicator.comparator ?? indicator.effectiveTarget?.comparator {
                isWorse = sign.isUpperBound ? counted > actual : sign.isLowerBound && counted < actual
            } else {
                isWorse = false
            }
            guard isWorse || !row.remark.saysSomething else { continue }
            hits.append(
                try Hit(
                    at: row.cell,
                    Wording(
                        zh: "「\(row.name)」自评\(row.own.plain)分，复核\(row.reviewed.plain)分，\(isWorse ? "复核完成值更差反而加分" : "加分没有写明依据")。请核对得分，或写明加分的依据。",
                        en: "“\(row.name)” has \(row.own.plain) points of its own and \(row.reviewed.plain) reviewed: \(isWorse ? "more for a worse value" : "added without a ground"). Check the points or state the ground."),
                    expected: row.own, found: row.reviewed))
        }
        return hits
    }
}

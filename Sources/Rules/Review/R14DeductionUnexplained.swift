import BudgetModel
import Quantities

extension Rule {
    /// Flags deductions of a review without a reason, or with another percentage than stated.
    package static let reviewDeductionUnexplained = review(
        "R14", Wording(zh: "复核扣分没有理由，或与备注的比例不符", en: "A deduction without a reason, or not by the stated percentage"), nature: .exact, precision: Precision(1, of: 1),
        because: Wording(
            zh: "约定第14条：每处扣分都要写明理由和依据的条款；备注写了扣分比例的，与实际扣分相差不超过15个百分点。公式算得出的（完成值没有达到指标值）不用另写。",
            en: "Rule 14: every deduction names its reason and rule; a percentage in the remark is the one taken off, within 15 points. Points that follow from a missed target need no other word."),
        triggering: [
            Example(
                Wording(zh: "扣2分没有备注", en: "2 points off, no remark"), at: ["L13"],
                ExampleForm(.selfEvaluationReview).row("资料更新", "qualitative", "持续", "", actual: "持续更新", weight: "10", stated: "10", computed: "10").under(.benefit, .sustainability).reviewed("8").emptyRemark()),
            Example(
                Wording(zh: "备注写扣30%，实际扣了60%", en: "30 % stated, 60 % taken"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("社会效益", "qualitative", "明显", "", actual: "明显", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("4", remark: "算法缺来源，扣30%")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写明扣30%，扣了30%", en: "30 % stated and taken"),
                ExampleForm(.selfEvaluationReview).row("社会效益", "qualitative", "明显", "", actual: "明显", weight: "10", stated: "10", computed: "10").under(.benefit, .socialBenefit).reviewed("7", remark: "算法缺来源，扣30%")),
            Example(
                Wording(zh: "按公式扣分", en: "by the formula"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.isDeducted {
            let indicator = facts.evaluation.indicators[row.index]
            guard row.remark.saysSomething else {
                // What a missed number costs is the formula's.
                if let target = indicator.effectiveTarget?.number, let actual = row.reviewedActual ?? indicator.actual?.number, let sign = indicator.comparator ?? indicator.effectiveTarget?.comparator,
                    sign.isUpperBound ? actual > target : actual < target
                {
                    continue
                }
                let gap = try (row.own - row.reviewed).plain
                hits.append(
                    Hit(
                        at: row.remarkCell,
                        Wording(
                            zh: "「\(row.name)」扣了\(gap)分，没有备注。请写明理由和依据的条款（约定第14条）。",
                            en: "“\(row.name)” loses \(gap) points without a remark. State the reason and the rule (rule 14).")))
                continue
            }
            guard let place = row.remark.place(of: "扣"), let stated = Figure.all(in: row.remark).first(where: { $0.start > place }), stated.isPercent, stated.start - place <= 12, row.weight.isPositive
            else { continue }
            let taken = try (Ratio(row.weight - row.reviewed, over: row.weight) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
            guard try (taken - stated.value).magnitude > ExactDecimal(15) else { continue }
            hits.append(
                try Hit(
                    at: row.cell,
                    Wording(
                        zh: "「\(row.name)」备注写扣\(stated.value.plain)%，实际扣了\(taken.plain)%（\(row.weight.plain)分得\(row.reviewed.plain)分）。请改正得分或备注。",
                        en: "“\(row.name)”: the remark takes \(stated.value.plain) % off, the points \(taken.plain) % (\(row.reviewed.plain) of \(row.weight.plain)). Correct points or remark."),
                    expected: stated.value, found: taken))
        }
        return hits
    }
}

extension ExampleForm {
    /// An empty cell of the remark, as a reader reports it.
    fileprivate func emptyRemark() -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].remark = Sourced("", CellRef(sheet: evaluation.sheet, position: CellPosition(row: 12 + last, column: 11)))
        }
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags review sheets with rows without reviewed points.
    package static let reviewSheetIncomplete = review(
        "R13", Wording(zh: "复核表有行没有复核得分", en: "Rows of a review without reviewed points"), nature: .exact,
        because: Wording(
            zh: "约定第13条：复核底稿格式齐全，每一行都有复核得分。整张表没有复核列的，读作尚未复核。",
            en: "Rule 13: the sheet is complete, every row has its reviewed points. A sheet without that column at all was not reviewed yet."),
        triggering: [
            Example(
                Wording(zh: "第二行没有复核得分", en: "none in the second row"), at: ["D14"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10").row("培训场次", ">=", "4", "场", actual: "4", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "整张表没有复核得分", en: "none on the whole sheet"), at: ["D13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "每行都有", en: "every row has them"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("10")),
            Example(
                Wording(zh: "没有指标的表", en: "a sheet without indicators"),
                ExampleForm(.selfEvaluationReview)),
        ]
    ) { facts, rows throws(QuantityError) in
        let indicators = facts.evaluation.indicators
        guard !indicators.isEmpty else { return [] }
        let reviewed = Set(rows.map(\.index))
        guard !reviewed.isEmpty else {
            return [
                Hit(
                    at: indicators[0].name.cell,
                    Wording(zh: "整张表没有复核得分。请填写复核完成值、复核得分和备注。", en: "The sheet has no reviewed points. Fill in reviewed values, points and remarks."))
            ]
        }
        return indicators.indices.filter { !reviewed.contains($0) && indicators[$0].weight != nil }.map { index in
            let name = indicators[index].name
            return Hit(
                at: name.cell,
                Wording(zh: "「\(name.value)」没有复核得分。请补填。", en: "“\(name.value)” has no reviewed points. Fill them in."))
        }
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags review sheets whose own figures disagree.
    package static let reviewSheetDisagrees = review(
        "R11", Wording(zh: "复核表内数字不一致", en: "The review sheet disagrees with itself"), nature: .exact,
        because: Wording(
            zh: "约定第11条：报告与盖章的底稿要一致。这里核对表内能核对的：偏差等于自评得分减复核得分，文字里的复核总分等于各行之和。",
            en: "Rule 11: report and stamped sheet agree. What can be checked on the sheet is checked here: the deviation is own points less reviewed points, and the reviewed total in a text is the sum of the rows."),
        triggering: [
            Example(
                Wording(zh: "偏差算错", en: "a wrong deviation"), at: ["L13"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", actual: "80", remark: "到场80人").deviation("3")),
            Example(
                Wording(zh: "文字总分不同", en: "another total in the text"), at: ["B15"],
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", actual: "80", remark: "到场80人").text("复核结论", "复核得分85分")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "偏差正确", en: "the right deviation"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", actual: "80", remark: "到场80人").deviation("2")),
            Example(
                Wording(zh: "以比例表示", en: "as a share"),
                ExampleForm(.selfEvaluationReview).row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("8", actual: "80", remark: "到场80人").deviation("0.2")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        var sum = ExactDecimal.zero
        for row in rows {
            sum = try sum + row.reviewed
            guard let deviation = row.deviation else { continue }
            let gap = try row.own - row.reviewed
            // As points with either sign, or as a share of the own points: (自评 − 复核) ÷ 自评.
            if try deviation.value.magnitude == gap.magnitude { continue }
            if row.own.isPositive {
                let share = try Ratio(gap.magnitude, over: row.own)
                let stated = try deviation.value.magnitude
                let asShare = try share.rounded(to: stated.scale, .halfUp)
                let asPercent = try (share * ExactDecimal.hundred).rounded(to: stated.scale, .halfUp)
                if asShare == stated || asPercent == stated { continue }
            }
            hits.append(
                try Hit(
                    at: deviation.cell,
                    Wording(
                        zh: "「\(row.name)」自评\(row.own.plain)分、复核\(row.reviewed.plain)分，偏差应为\(gap.plain)，表上是\(deviation.value.plain)。请改正。",
                        en: "“\(row.name)” has \(row.own.plain) points of its own and \(row.reviewed.plain) reviewed: a deviation of \(gap.plain), not \(deviation.value.plain). Correct it."),
                    expected: gap, found: deviation.value))
        }
        guard !rows.isEmpty else { return hits }
        if let execution = facts.separateExecution?.statedScore?.value { sum = try sum + execution }
        for text in facts.evaluation.texts {
            guard let place = text.text.value.place(of: "复核得分") ?? text.text.value.place(of: "复核总分") else { continue }
            guard let stated = Figure.all(in: text.text.value).first(where: { $0.start > place }), stated.start - place < 24, stated.counts("分"), stated.value != sum else { continue }
            hits.append(
                try Hit(
                    at: text.text.cell,
                    Wording(
                        zh: "文字写复核得分\(stated.value.plain)分，各行合计\(sum.plain)分。请核对改正。", en: "The text gives \(stated.value.plain) reviewed points, the rows make \(sum.plain). Correct it."),
                    expected: sum, found: stated.value))
        }
        return hits
    }
}

extension ExampleForm {
    fileprivate func deviation(_ text: String) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].others.append(
                FormText(label: "偏差", text: Sourced(text, CellRef(sheet: evaluation.sheet, position: CellPosition(row: 12 + last, column: 11)))))
        }
    }
}

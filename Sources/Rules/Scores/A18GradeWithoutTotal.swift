import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a grade claimed without a total in numbers.
    package static let gradeWithoutTotal = Rule(
        "A18", Wording(zh: "有等级而没有总分", en: "A grade without a total"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation, .report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(zh: "等级由总分得出，没有总分的等级无从核对。", en: "A grade follows from a total; without one it cannot be checked."),
        triggering: [
            Example(Wording(zh: "只写优秀", en: "only 优秀"), at: ["I14"], ExampleForm().plainRow(points: "95").grade("优秀")),
            Example(Wording(zh: "各行都没有得分，只有等级", en: "a grade over rows without scores"), at: ["I14"], ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12", weight: "90").grade("良")),
            Example(Wording(zh: "报告里只有等级", en: "a report with a grade alone"), stating: ["优秀"], in: "综上，部门整体支出绩效评价等级为优秀。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "等级和总分都有", en: "grade and total"), ExampleForm().plainRow(points: "95").total("95").grade("优")),
            Example(Wording(zh: "不评等级", en: "no grade at all"), ExampleForm().plainRow(points: "95")),
            Example(Wording(zh: "报告里有总分", en: "a report with its total"), in: "综上，部门整体支出绩效自评得分95分，评价等级为优秀。"),
        ],
        claims: { $0.kind == .grade && $0.figures.isEmpty }
    ) { facts throws(QuantityError) in
        guard let grade = facts.evaluation.statedGrade, grade.value.saysSomething, facts.evaluation.statedTotal == nil else { return [] }
        let total = facts.scoreSheet.total
        return [
            Hit(
                at: grade.cell,
                Wording(
                    zh: "等级写“\(grade.value)”，但没有总分。请填写总分" + (total.map { "（按规则计算为\($0)）" } ?? "") + "。",
                    en: "The grade is \(grade.value), but there is no total. Fill in the total" + (total.map { " (computed: \($0))" } ?? "") + "."),
                expected: total?.plain, found: grade.value)
        ]
    }
}

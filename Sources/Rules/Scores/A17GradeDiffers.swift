import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a grade that the stated total does not reach, or surpasses.
    package static let gradeDiffers = Rule(
        "A17", Wording(zh: "等级与总分不符", en: "The grade does not match the total"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation, .report], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "等级由总分按评价方案的分数段确定，通行的是90分以上优、80分以上良、60分以上中、60分以下差。",
            en: "The grade follows from the total by the bands of the framework; common ones are 优 from 90, 良 from 80, 中 from 60, 差 below."),
        needs: [.gradeOfTheScheme],
        triggering: [
            Example(Wording(zh: "88分评为优", en: "优 for 88 points"), at: ["I14"], ExampleForm().plainRow(points: "88").total("88").grade("优")),
            Example(Wording(zh: "91分评为良好", en: "良好 for 91 points"), at: ["I14"], ExampleForm().plainRow(points: "91").total("91").grade("良好")),
            Example(Wording(zh: "报告里的等级", en: "the grade in a report"), stating: ["优"], in: "自评得分88分，评价等级为“优”。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "90分评为优秀", en: "优秀 for 90 points"), ExampleForm().plainRow(points: "90").total("90").grade("优秀")),
            Example(Wording(zh: "方案以外的等级（列为未检查）", en: "a grade outside the scheme (listed as not checked)"), ExampleForm().plainRow(points: "88").total("88").grade("A级")),
            Example(Wording(zh: "报告里自定的分数段", en: "bands of the report itself"), in: "自评得分85.2分，等级为“良好”（80—90分）。"),
        ],
        claims: { $0.kind == .grade && !$0.figures.isEmpty }
    ) { facts throws(QuantityError) in
        guard let stated = facts.evaluation.statedGrade, let total = facts.evaluation.statedTotal, let grade = Grade(printed: stated.value),
            let right = facts.framework.grade(for: total.value), right != grade
        else { return [] }
        return [
            Hit(
                at: stated.cell ?? total.cell,
                Wording(
                    zh: "总分\(total.value.plain)对应的等级是“\(right.name)”，表上写“\(stated.value)”。请更正等级或总分。",
                    en: "A total of \(total.value.plain) makes the grade \(right.name); the form says \(stated.value). Correct the grade or the total."),
                expected: right.name, found: stated.value)
        ]
    }
}

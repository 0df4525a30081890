import BudgetModel
import Quantities

extension Rule {
    /// Asks about a form on which every row has full points.
    package static let everyRowFull = Rule(
        "E02", Wording(zh: "各项全部满分", en: "Every row has full points"),
        since: "0.1.0", status: .stable, nature: .question, precision: Precision(5, of: 5), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "目标都完成时满分本身没有错，所以只向复核人提问：全部满分的自评是抽查的首选。至少五项，含预算执行；未达目标却满分的由E03提示。",
            en: "Where all targets were met full points are right, so this is only a question to the reviewer: such a form is a first choice for a sample check. Five rows at least, execution included; full points on a missed target are E03's."),
        triggering: [
            Example(Wording(zh: "五项和执行率都满分", en: "five rows and execution, all full"), at: ["H18"], ExampleForm.fullRows(5).execution(weight: "10", score: "10", computed: "10").total("100")),
            Example(Wording(zh: "没有总分格", en: "no cell of the total"), at: ["H13"], ExampleForm.fullRows(6).execution(weight: "10", score: "10", computed: "10")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "执行率没有满分", en: "execution is not full"), ExampleForm.fullRows(5).execution(weight: "10", score: "9.83", computed: "9.83").total("99.83")),
            Example(Wording(zh: "只有四项", en: "four rows only"), ExampleForm.fullRows(4).execution(weight: "10", score: "10", computed: "10")),
        ]
    ) { facts in
        guard facts.claims.count > 5, let execution = facts.claims.last, case .execution = execution.subject else { return [] }
        for claim in facts.claims {
            guard let weight = claim.weight, claim.stated == weight, weight.isPositive else { return [] }
            if case .agrees = claim.verdict { continue } else { return [] }
        }
        return [
            Hit(
                at: facts.evaluation.statedTotal?.cell ?? facts.claims.first?.cell,
                Wording(
                    zh: "\(facts.claims.count - 1)项指标和预算执行全部满分。请复核人抽查：完成值有无依据，指标值是否偏低。",
                    en: "All \(facts.claims.count - 1) indicators and execution have full points. Check some of them: are the actual values proved, were the targets too low?"))
        ]
    }
}

extension ExampleForm {
    fileprivate static func fullRows(_ count: Int) -> Self {
        var form = ExampleForm()
        for number in 1...count { form = form.row("任务\(number)完成数", ">=", "10", "项", actual: "11", weight: "10", stated: "10", computed: "10") }
        return form
    }
}

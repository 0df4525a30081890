import BudgetModel
import Quantities

extension Rule {
    /// Flags a declaration that gives the project's total and no amount of the year.
    package static let annualAmountMissing = Rule(
        "D13", Wording(zh: "只有项目总额，没有年度金额", en: "The project's total without the year's amount"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(0, of: 0), stages: [.goal], severity: .warning,
        citing: [.goalMeasures],
        because: Wording(
            zh: "绩效目标随当年预算批复，要写明年度资金；只写总投资、中期资金或上年安排，目标与预算对不上。年度行存在而空着的由A12提示。",
            en: "A goal is approved with the year's budget and names the year's money; a total investment, an amount of the medium term or last year's does not meet the budget. A row of the year that stands empty is A12's."),
        triggering: [
            Example(
                Wording(zh: "只有项目总投资", en: "only the total investment"), at: ["D6"], ExampleForm(.projectGoal).fund(.total, initial: "77132").ofProject(.project)),
            Example(
                Wording(zh: "只有中期资金", en: "only the medium term"), at: ["D6"],
                ExampleForm(.projectGoal).fund(.total, initial: "900").ofProject(.mediumTerm).fund(.appropriation, initial: "900").ofProject(.mediumTerm)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "两种金额都有", en: "both amounts"),
                ExampleForm(.projectGoal).fund(.total, initial: "77132").ofProject(.project).fund(.total, initial: "22614")),
            Example(Wording(zh: "年度行空着（由A12提示）", en: "an empty row of the year (A12 speaks)"), ExampleForm(.projectGoal).fund(.total, initial: "77132").ofProject(.project).fund(.total)),
        ]
    ) { facts in
        let evaluation = facts.evaluation
        guard !evaluation.funds.contains(where: { $0.period == .year }), !evaluation.hasUnreadMoneyRow,
            let whole = evaluation.funds.first(where: { ($0.initial ?? $0.adjusted).map { $0.money.fen > 0 } ?? false }), let amount = whole.initial ?? whole.adjusted
        else { return [] }
        let unit = evaluation.amountUnit
        return [
            Hit(
                at: amount.cell,
                Wording(
                    zh: "表上只有「\(whole.label.value)」\(amount.money.amount(in: unit).plain)\(unit.name)，没有年度金额。请补填年度资金总额及其来源。",
                    en: "The form gives “\(whole.label.value)” of \(amount.money.amount(in: unit).plain) \(unit.name) and no amount of the year. Add the year's total and its sources."))
        ]
    }
}

extension ExampleForm {
    fileprivate func ofProject(_ period: FundPeriod) -> Self {
        with { evaluation, _ in evaluation.funds[evaluation.funds.count - 1].period = period }
    }
}

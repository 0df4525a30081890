import BudgetModel
import Quantities

extension Rule {
    /// Flags a form without carried-over money although there was some.
    package static let carryoverMissing = Rule(
        "D08", Wording(zh: "有结转资金，表上没有填", en: "Carried-over money is missing"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .error,
        citing: [.practice],
        because: Wording(
            zh: "全年预算数包含上年结转。决算有结转而表上结转行为空或为0，执行率的分母就小了。只凭上年度的表推算的（上年预算减执行），为提醒：结余也可能已被收回。",
            en: "The annual budget includes what was carried over. Where the account has carry-over and the form none, the denominator of the rate is too small. Where only last year's form shows unspent money this is a warning: it may have been taken back."),
        needs: [.accountOrPrevious],
        triggering: [
            Example(
                Wording(zh: "决算有结转12万元", en: "the account has 12 carried over"), at: ["B7"],
                ExampleForm().fund(.total, adjusted: "100", executed: "100").fund(.carryover, adjusted: "0", executed: "0").beside {
                    $0.finalAccount = FinalAccount(carriedOver: Money(fen: 12_000_000))
                }),
            Example(
                Wording(zh: "上年剩20万元，今年没有结转行（提醒）", en: "20 left last year, no row this year (a warning)"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "100").beside {
                    $0.previous = ExampleForm().fund(.total, adjusted: "80", executed: "60").asRead
                }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "结转已填", en: "carry-over is there"),
                ExampleForm().fund(.total, adjusted: "112", executed: "110").fund(.carryover, adjusted: "12", executed: "12").beside {
                    $0.finalAccount = FinalAccount(carriedOver: Money(fen: 12_000_000))
                }),
            Example(
                Wording(zh: "上年全部用完", en: "last year's money was spent"),
                ExampleForm().fund(.total, adjusted: "100", executed: "100").beside { $0.previous = ExampleForm().fund(.total, adjusted: "80", executed: "80").asRead }),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        let line = evaluation.fund(.carryover)
        if let amount = line?.adjusted ?? line?.initial, !amount.money.isZero { return [] }
        // Without a row of its own, or a row that counts carry-over with something else, nothing can be missed.
        guard !evaluation.funds.isEmpty, !evaluation.funds.contains(where: { $0.source != .carryover && $0.label.value.holds("结转") && ($0.adjusted ?? $0.initial) != nil })
        else { return [] }
        let unit = evaluation.amountUnit
        let at = line?.label.cell ?? evaluation.annualTotal.budget?.cell
        if let carried = facts.context.finalAccount?.carriedOver {
            guard carried.fen > 0 else { return [] }
            let amount = carried.amount(in: unit).plain
            return [
                Hit(
                    at: at,
                    Wording(
                        zh: "决算有上年结转\(amount)\(unit.name)，表上没有填。请补填上年结转资金并计入全年预算数。",
                        en: "The account carried over \(amount) \(unit.name), the form nothing. Enter it and count it in the annual budget."), expected: amount, found: "0")
            ]
        }
        guard let previous = facts.context.previous?.annualTotal, let budget = previous.budget, let spent = previous.executed, spent.money < budget.money else { return [] }
        let amount = try (budget.money - spent.money).amount(in: unit).plain
        return [
            Hit(
                at: at,
                Wording(
                    zh: "上年度的表还有\(amount)\(unit.name)未支出，本年没有填上年结转。请补填结转，或说明已被收回。",
                    en: "Last year's form left \(amount) \(unit.name) unspent, and nothing is carried over. Enter the carry-over, or say that it was taken back."),
                severity: .warning, expected: amount, found: "0")
        ]
    }
}

extension Need {
    fileprivate static let accountOrPrevious = Need(Wording(zh: "决算的上年结转（--account）或上年度的表（--previous）", en: "the carry-over of the final account (--account) or last year's form (--previous)"), isBesideForm: true) { facts in
        facts.context.finalAccount?.carriedOver == nil && facts.context.previous == nil ? .lacking : .met
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags amounts that differ from the final account.
    package static let accountDiffers = Rule(
        "D09", Wording(zh: "资金数与决算不一致", en: "An amount differs from the final account"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.budgetLaw, .practice],
        because: Wording(
            zh: "自评用的预算数和执行数应与部门决算一致，相差超过0.01万元的要核对。",
            en: "Budget and spending of a self-evaluation are those of the final account; a difference above 0.01 万元 is to be cleared."),
        needs: [.finalAccount],
        triggering: [
            Example(
                Wording(zh: "执行数比决算多3.24万元", en: "3.24 more than the account"), at: ["F6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "96.24").beside { $0.finalAccount = FinalAccount(executed: Money(fen: 93_000_000)) }),
            Example(
                Wording(zh: "预算数和执行数都不同", en: "budget and spending both differ"), at: ["E6", "F6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "96").beside {
                    $0.finalAccount = FinalAccount(adjusted: Money(fen: 110_000_000), executed: Money(fen: 95_000_000))
                }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "只差在万元的第二位小数以下", en: "within 0.01 万元"),
                ExampleForm().fund(.total, adjusted: "100", executed: "96.24").beside { $0.finalAccount = FinalAccount(executed: Money(fen: 96_245_000)) }),
            Example(
                Wording(zh: "没有给决算的这一项（不比）", en: "the account leaves the amount out"),
                ExampleForm().fund(.total, adjusted: "100", executed: "96").beside { $0.finalAccount = FinalAccount(executed: Money(fen: 96_000_000)) }),
        ]
    ) { facts throws(QuantityError) in
        guard let account = facts.context.finalAccount, let line = facts.evaluation.annualTotal.line else { return [] }
        let unit = facts.evaluation.amountUnit
        var hits: [Hit] = []
        for field in [FundField.initial, .adjusted, .executed] {
            guard let amount = line.amount(field), let other = account.amount(field) else { continue }
            let gap = try amount.money < other ? other - amount.money : amount.money - other
            // 0.01 万元 is 100 yuan.
            guard gap.fen > 10_000 else { continue }
            let stated = amount.money.amount(in: unit)
            let booked = other.amount(in: unit)
            hits.append(
                try Hit(
                    at: amount.cell,
                    Wording(
                        zh: "\(field.wording.zh)\(stated.plain)\(unit.name)，决算是\(booked.plain)\(unit.name)，相差\(gap.amount(in: unit).plain)\(unit.name)。请与决算核对一致。",
                        en: "The \(field.wording.en) is \(stated.plain) \(unit.name), in the final account \(booked.plain): a difference of \(gap.amount(in: unit).plain). Make the two agree."),
                    expected: booked, found: stated))
        }
        return hits
    }
}

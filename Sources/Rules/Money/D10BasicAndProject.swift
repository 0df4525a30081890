import BudgetModel
import Quantities

extension Rule {
    /// Flags basic and project spending in a text that do not make up the total of the money table.
    package static let basicAndProject = Rule(
        "D10", Wording(zh: "基本支出加项目支出不等于总额", en: "Basic and project spending do not make up the total"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "部门支出分为基本支出和项目支出，两者之和等于总额。资金表内的分项由A10核对；这里核对文字里写的基本支出、项目支出与资金表的合计。",
            en: "A department's spending is basic or project spending, and the two make up the total. Rows of the money table are A10's; this rule holds the two amounts of a text against the total of the table."),
        triggering: [
            Example(
                Wording(zh: "文字合计少3.24万元", en: "the text is 3.24 short"), at: ["F11"],
                ExampleForm(.departmentSelfEvaluation).fund(.total, adjusted: "1200", executed: "1100")
                    .goal("保障运转", "全年基本支出800万元，项目支出296.76万元")),
            Example(
                Wording(zh: "金额用元写", en: "amounts in yuan"), at: ["F11"],
                ExampleForm(.departmentSelfEvaluation).fund(.total, adjusted: "1200", executed: "1100").goal("保障运转", "基本支出8,000,000元；项目支出4,100,000元")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "与执行数一致", en: "equal to the spending"),
                ExampleForm(.departmentSelfEvaluation).fund(.total, adjusted: "1200", executed: "1100").goal("保障运转", "全年基本支出800万元，项目支出300万元")),
            Example(
                Wording(zh: "只写了基本支出", en: "basic spending alone"),
                ExampleForm(.departmentSelfEvaluation).fund(.total, adjusted: "1200", executed: "1100").goal("保障运转", "全年基本支出800万元")),
        ]
    ) { facts throws(QuantityError) in
        guard let total = facts.evaluation.annualTotal.line, total.source == .total else { return [] }
        let totals = FundField.allCases.compactMap { total.amount($0)?.money }
        guard !totals.isEmpty else { return [] }
        let unit = facts.evaluation.amountUnit
        var hits: [Hit] = []
        for text in facts.statements + facts.plans where text.value.holds("基本支出") {
            guard let basic = text.value.amount(after: "基本支出"), let project = text.value.amount(after: "项目支出") else { continue }
            let sum = try basic + project
            // Up to 0.01 万元, 100 yuan, is a matter of cut-off digits.
            var nearest = totals[0]
            for total in totals where try Rule.gap(total, sum) < Rule.gap(nearest, sum) { nearest = total }
            guard try Rule.gap(nearest, sum).fen > 10_000 else { continue }
            hits.append(
                try Hit(
                    at: text.cell,
                    Wording(
                        zh: "文字里基本支出与项目支出合计\(sum.amount(in: unit).plain)\(unit.name)，资金表的年度总额是\(nearest.amount(in: unit).plain)\(unit.name)。请核对改正。",
                        en: "Basic and project spending in the text make \(sum.amount(in: unit).plain) \(unit.name), the year's total in the table is \(nearest.amount(in: unit).plain). Check and correct them."),
                    expected: nearest.amount(in: unit), found: sum.amount(in: unit)))
        }
        return hits
    }

    fileprivate static func gap(_ a: Money, _ b: Money) throws(QuantityError) -> Money { try a < b ? b - a : a - b }
}

extension String {
    /// The one amount right after the only place of the word; nil where the word or the amount is not alone.
    fileprivate func amount(after word: StaticString) -> Money? {
        guard let place = place(of: word), self.place(of: word, from: place + 1) == nil else { return nil }
        let end = place + word.utf8CodeUnitCount
        guard let figure = Figure.all(in: self).first(where: { $0.start >= end }), figure.start - end <= 9 else { return nil }
        return figure.money
    }
}

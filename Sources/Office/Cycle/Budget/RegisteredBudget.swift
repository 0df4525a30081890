package import BudgetModel
package import JSONText
package import Quantities

/// What the finance bureau registered for one object and year, beside which the money of its forms is held.
package struct RegisteredBudget: Hashable, Sendable, JSONRepresentable {
    /// The sums of one source of money, in yuan.
    package struct Line: Hashable, Sendable, JSONRepresentable {
        /// A raw value of `FundSource`.
        package var source: String
        package var initial: Money
        /// 全年预算数: initial and adjustments.
        package var adjusted: Money
        /// Nil while no spending at all is registered for the object.
        package var executed: Money?

        package init(source: String, initial: Money, adjusted: Money, executed: Money?) {
            self.source = source
            self.initial = initial
            self.adjusted = adjusted
            self.executed = executed
        }

        func amount(_ field: FundField) -> Money? {
            switch field {
            case .initial: initial
            case .adjusted: adjusted
            case .executed: executed
            case .received, .forecast: nil
            }
        }

        package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
            let object = try JSONObject(json, at: pointer, keys: ["source", "initial", "adjusted", "executed"])
            self.init(source: try object.text("source"), initial: try object.money("initial"), adjusted: try object.money("adjusted"), executed: try object.optionalMoney("executed"))
        }

        package var json: JSONValue { .object(["source": .string(source), "initial": .money(initial), "adjusted": .money(adjusted), "executed": .money(executed)]) }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        self.init(lines: try JSONObject(json, at: pointer, keys: ["lines"]).list("lines", of: Line.self))
    }

    package var json: JSONValue { .object(["lines": .list(lines)]) }

    /// - Returns: nil where it is not registered, or the sum is out of range.
    package func total(_ field: FundField) -> Money? {
        var sum = Money.zero
        for line in lines {
            guard let amount = line.amount(field), let next = try? sum + amount else { return nil }
            sum = next
        }
        return lines.isEmpty ? nil : sum
    }
}

/// An amount of a form that is not the registered one.
package struct BudgetGap: Hashable, Sendable {
    /// The form's amount, and its row among the form's money rows.
    package var field: FundField
    package var row: Int
    package var stated: Money
    /// The amount of the register it is compared with: the one amount of a goal with the budget as it is now.
    package var registeredField: FundField
    package var registered: Money

    package init(field: FundField, row: Int, stated: Money, registeredField: FundField, registered: Money) {
        self.field = field
        self.row = row
        self.stated = stated
        self.registeredField = registeredField
        self.registered = registered
    }

    package var wording: Wording {
        let name = field.wording, other = registeredField.wording
        return Wording(
            zh: "表上的\(name.zh)是\(stated.yuan)元，登记的\(other.zh)是\(registered.yuan)元", en: "the \(name.en) of the form is \(stated.yuan) yuan, the registered \(other.en) is \(registered.yuan)")
    }
}

extension RegisteredBudget {
    /// Where the total row of a form says something else than the register.
    ///
    /// A form may have money that is not registered, such as a unit's own; it agrees as well where each registered kind of money agrees with its rows.
    /// Spending is compared in a self-evaluation only: monitoring speaks of a part of the year.
    ///
    /// - Source: 财预〔2015〕88号: a goal is approved together with its budget; 财预〔2020〕10号: execution is measured by the budget of the whole year.
    package func gaps(in form: Evaluation) -> [BudgetGap] {
        guard let row = form.annualTotalRow else { return [] }
        let total = form.funds[row]
        var gaps: [BudgetGap] = []
        func compare(_ stated: FundField, with registered: FundField) {
            guard let amount = total.amount(stated), let known = self.total(registered), Self.differ(amount, known, form.amountUnit), !agreesByKind(form, stated, registered) else { return }
            gaps.append(BudgetGap(field: stated, row: row, stated: amount.money, registeredField: registered, registered: known))
        }
        switch form.kind {
        // One amount: the budget as it is now.
        case .projectGoal, .departmentGoal, .indicatorList: compare(total.adjusted == nil ? .initial : .adjusted, with: .adjusted)
        case .monitoring:
            compare(.adjusted, with: .adjusted)
            // 年初预算数, or in forms with one column the budget as it is now.
            if total.adjusted != nil || total.initial.map({ amount in self.total(.adjusted).map { Self.differ(amount, $0, form.amountUnit) } ?? false }) ?? false { compare(.initial, with: .initial) }
        case .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation, .departmentScoringTable: for field in [FundField.initial, .adjusted, .executed] { compare(field, with: field) }
        case .selfEvaluationReview: break
        }
        return gaps
    }

    /// What a form prints as 财政拨款, whichever level gave it.
    private static let fiscal: Set<FundSource> = [.appropriation, .central, .provincial, .municipal, .county]

    /// Registered lines and rows of a form of one kind of money, kind by kind.
    private func agreesByKind(_ form: Evaluation, _ stated: FundField, _ registered: FundField) -> Bool {
        let sources = lines.map { FundSource(rawValue: $0.source) }
        let kinds = Set(sources.map { source in source.map { Self.fiscal.contains($0) ? Self.fiscal : [$0] } ?? [] })
        return kinds.allSatisfy { kind in
            let own = form.funds.filter { row in row.period == .year && row.source.map(kind.contains) ?? false }
            // 财政拨款 prints the levels below it as details.
            let rows = own.contains { $0.source == .appropriation } ? own.filter { $0.source == .appropriation } : own
            let amounts = rows.compactMap { $0.amount(stated) }
            guard !kind.isEmpty, !rows.isEmpty, amounts.count == rows.count, Set(rows.map(\.source)).count == rows.count,
                let known = RegisteredBudget(lines: zip(lines, sources).filter { $1.map(kind.contains) ?? false }.map(\.0)).total(registered), let sum = try? Money.sum(amounts.map(\.money))
            else { return false }
            let printed = amounts.map(\.printed).min { $0.scale < $1.scale } ?? amounts[0].printed
            return !Self.differ(FundAmount(money: sum, printed: printed, cell: nil), known, form.amountUnit)
        }
    }

    /// Whether amounts differ by more than their rounding: 0.01 万元, or half of the last digit that the form prints.
    private static func differ(_ left: FundAmount, _ right: Money, _ unit: AmountUnit) -> Bool {
        guard let gap = try? left.money < right ? right - left.money : left.money - right else { return true }
        let half = (try? Money(ExactDecimal(significand: 5, scale: left.printed.scale + 1), unit)) ?? .zero
        return gap > max(half, Money(fen: 10_000))
    }

    /// The gaps as something that the unit mends or explains.
    package func shortfalls(of form: Evaluation) -> [Shortfall] {
        gaps(in: form).map { gap in
            Shortfall(
                .budgetAmountDiffers, .warning, at: "/funds/\(gap.row)/\(gap.field.rawValue)", gap.wording,
                basis: form.kind.isScored || form.kind == .monitoring
                    ? Wording(zh: "财预〔2020〕10号：预算执行率按全年预算数和全年执行数计算", en: "财预〔2020〕10号: execution is the year's spending over the year's budget")
                    : Wording(zh: "财预〔2015〕88号：绩效目标与预算一同批复", en: "财预〔2015〕88号: a goal is approved together with its budget"),
                help: form.kind.isScored || form.kind == .monitoring
                    ? Wording(zh: "请改成登记的数；登记有误的，请预算科室更正；确有不同的，请写明原因", en: "enter the registered amount; have the register corrected if it is wrong; else say why they differ")
                    : Wording(zh: "请改成登记的数，或请预算科室更正登记；不一致的目标不能批复", en: "enter the registered amount, or have the register corrected: a goal is not approved beside another amount"))
        }
    }
}

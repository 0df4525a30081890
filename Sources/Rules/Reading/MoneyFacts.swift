import BudgetModel
import Quantities

/// What rules of money share: the year's rate and what the form says of it.
extension Facts {
    /// Executed over annual budget in percent; nil without a budget, which is D11's and A12's.
    var ratePercent: ExactDecimal? {
        let total = evaluation.annualTotal
        guard let budget = total.budget, let spent = total.executed, budget.money.fen > 0 else { return nil }
        if let rate = scoreSheet.ratePercent { return rate }
        return try? (spent.money.share(of: budget.money) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
    }

    /// What the form says of its money: beside the rows, beside the points, or in a text row about reasons or the budget.
    var moneyReasons: [Sourced<String>] {
        var reasons: [Sourced<String>] = []
        if let reason = evaluation.execution?.reason { reasons.append(reason) }
        for line in evaluation.funds { if let reason = line.reason { reasons.append(reason) } }
        for text in evaluation.texts {
            if text.label.holds("原因") || text.label.holds(anyOf: Self.explaining) && text.text.value.holds(anyOf: Self.moneyWords) { reasons.append(text.text) }
        }
        return reasons.filter { $0.value.saysSomething && !$0.value.isPrintedNote }
    }

    /// What the form says of a change of the budget: a word of the change, or an adjusted goal of its own.
    var changeReasons: [Sourced<String>] {
        var reasons = moneyReasons.filter { $0.value.holds(anyOf: Self.changeWords) }
        for text in evaluation.texts where text.label.holds("调整") && text.text.value.saysSomething && !text.text.value.isPrintedNote { reasons.append(text.text) }
        return reasons
    }

    private static let changeWords: [StaticString] = ["调整", "追加", "压减", "调减", "收回", "统筹", "结转", "增加", "减少", "核减", "增拨", "下达", "调增", "年中"]
    private static let explaining: [StaticString] = ["说明", "注", "偏差", "分析", "问题", "措施", "调整", "结论", "情况"]
    private static let moneyWords: [StaticString] = ["执行率", "预算", "资金", "支付", "支出", "结转", "结余", "拨付"]

    /// The cell a reason for the money belongs in, else the rate, else the amount.
    var moneyReasonPlace: CellRef? {
        let total = evaluation.annualTotal
        return evaluation.execution?.reason?.cell ?? total.line?.reason?.cell ?? evaluation.execution?.statedRate?.cell ?? total.line?.statedRate?.cell
            ?? evaluation.execution?.rateCell ?? total.executed?.cell
    }

    /// The year's change of the budget in percent of the initial one; nil where one of the two is missing or nothing.
    var budgetChange: (initial: FundAmount, adjusted: FundAmount, percent: ExactDecimal)? {
        guard let line = evaluation.annualTotal.line, let initial = line.initial, let adjusted = line.adjusted, initial.money.fen > 0, adjusted.money.fen > 0,
            initial.money != adjusted.money, let change = try? adjusted.money - initial.money,
            let percent = try? (change.share(of: initial.money) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        else { return nil }
        return (initial, adjusted, percent)
    }
}

extension String {
    /// Whether a cell repeats the form's own instructions, as the Sichuan form prints them in the cell of reasons.
    var isPrintedNote: Bool { holds(anyOf: ["应说明", "应单独说明", "需说明", "须说明", "字以内", "预算执行率=", "分值统一设置", "得分计算", "计分", "口径", "记满分", "汇总原则"]) }
}

extension Evaluation {
    /// What the unit says was done: results of goals, text rows, reasons, remarks and actual values in words. Plans are left out.
    var statements: [Sourced<String>] {
        var found: [Sourced<String>] = []
        for goal in goals { if let achieved = goal.achieved { found.append(achieved) } }
        for text in texts where !text.label.holds("目标") { found.append(text.text) }
        for line in funds { if let reason = line.reason { found.append(reason) } }
        if let reason = execution?.reason { found.append(reason) }
        for index in indicators.indices {
            if let reason = indicators[index].reason { found.append(reason) }
            if let remark = indicators[index].remark { found.append(remark) }
            if case .text? = indicators[index].actual?.content, let actual = indicators[index].actual { found.append(Sourced(actual.raw, actual.cell)) }
        }
        return found
    }

    /// What was planned, in words.
    var plans: [Sourced<String>] {
        var found: [Sourced<String>] = []
        for goal in goals { if let expected = goal.expected { found.append(expected) } }
        for text in texts where text.label.holds("目标") { found.append(text.text) }
        for index in indicators.indices {
            if case .text? = indicators[index].target?.content, let target = indicators[index].target { found.append(Sourced(target.raw, target.cell)) }
            if let explanation = indicators[index].explanation { found.append(explanation) }
        }
        return found
    }
}

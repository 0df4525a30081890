import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags texts of the form that deny what its amounts say.
    package static let textDeniesNumbers = Rule(
        "D02", Wording(zh: "文字说明与资金数不符", en: "A text denies what the amounts say"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(11, of: 11), stages: [.selfEvaluation, .report], severity: .warning,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "同一张表里，文字说支出控制在预算内，数字却超了预算；文字说执行率100%，数字却不到：两者必有一处要改。文字里的执行率与任何一行资金的执行率差一个百分点以上的也提。",
            en: "On one form the words say that spending kept within the budget while the amounts exceed it, or that all was spent while they do not: one of the two has to change. So does a rate in the text that lies a point or more from the rate of every row of money."),
        triggering: [
            Example(
                Wording(zh: "超了预算，却写“控制在预算以内”", en: "over the budget, yet “within the budget”"), at: ["F11"],
                ExampleForm().fund(.total, adjusted: "100", executed: "103.23").goal("保障运转", "各项支出控制在预算总额以内")),
            Example(
                Wording(zh: "执行62%，却写“执行率100%”", en: "62 % spent, yet “execution 100 %”"), at: ["F11"],
                ExampleForm().fund(.total, adjusted: "100", executed: "62").goal("完成采购", "采购完成，预算执行率100%")),
            Example(Wording(zh: "报告里称未超预算", en: "a report claims to be within the budget"), stating: ["未发生超预算"], in: "全年预算数调整为1718.98万元，累计支出1720.45万元，未发生超预算支出。"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "确在预算内", en: "within the budget indeed"),
                ExampleForm().fund(.total, adjusted: "100", executed: "96").goal("保障运转", "各项支出控制在预算总额以内，预算执行率96%")),
            Example(
                Wording(zh: "只说“三公”经费在预算内", en: "only one kind of spending is said to be within"),
                ExampleForm().fund(.total, adjusted: "100", executed: "103.23").goal("保障运转", "“三公”经费控制在预算范围内，预算执行率同比提高5%")),
            Example(
                Wording(zh: "说的是计划", en: "the plan says so"), ExampleForm().fund(.total, adjusted: "100", executed: "62").goal("预算执行率100%", "完成采购")),
            Example(
                Wording(zh: "说的是其中一行的执行率", en: "the rate of one row of the money"),
                ExampleForm().fund(.total, adjusted: "100", executed: "62").fund(.appropriation, adjusted: "60", executed: "60").goal("完成采购", "财政拨款预算执行率100%")),
            Example(Wording(zh: "报告里确未超出", en: "truly within it"), in: "全年预算数调整为1720.98万元，累计支出1720.45万元，未发生超预算支出。"),
        ],
        claims: { $0.kind == .overspendAgainstClaim }
    ) { facts throws(QuantityError) in
        guard let rate = facts.ratePercent else { return [] }
        let isOver = rate > .hundred
        var hits: [Hit] = []
        for text in facts.statements {
            if isOver, text.value.holds(anyOf: Rule.withinBudget), !text.value.holds(anyOf: Rule.partOfBudget) {
                hits.append(
                    Hit(
                        at: text.cell,
                        Wording(
                            zh: "文字说支出在预算以内，资金表的执行率却是\(rate.plain)%，超出全年预算数。请核对金额，或改正文字。",
                            en: "The text says that spending kept within the budget, but by the amounts \(rate.plain) % was spent. Check the amounts or correct the text."),
                        expected: "≤ 100%", found: rate.plain + "%"))
            } else if let stated = text.value.statedExecution, try Rule.isOff(stated, rate, facts) {
                hits.append(
                    try Hit(
                        at: text.cell,
                        Wording(
                            zh: "文字说预算执行率\(stated.plain)%，按资金表是\(rate.plain)%。请核对金额，或改正文字。",
                            en: "The text gives an execution rate of \(stated.plain) %; by the amounts it is \(rate.plain) %. Check the amounts or correct the text."),
                        expected: rate, found: stated))
            }
        }
        return hits
    }

    /// Words of one kind of spending, which may keep within its own budget.
    private static let partOfBudget: [StaticString] = ["扣除", "三公", "会议费", "培训费", "接待", "公用经费", "人员经费", "公务用车", "单位成本", "单价"]

    private static let withinBudget: [StaticString] = [
        "控制在预算", "未超预算", "没有超预算", "无超预算", "未超出预算", "没有超出预算", "未超支", "没有超支", "无超支", "预算范围内", "未突破预算", "控制在批复预算",
    ]

    /// A point or more from the rate of every row.
    private static func isOff(_ stated: ExactDecimal, _ rate: ExactDecimal, _ facts: Facts) throws(QuantityError) -> Bool {
        if try (stated - rate).magnitude < .one { return false }
        for line in facts.evaluation.funds {
            guard let spent = line.executed else { continue }
            for budget in [line.adjusted, line.initial, line.received] {
                guard let budget, budget.money.fen > 0 else { continue }
                let other = try (spent.money.share(of: budget.money) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
                if try (stated - other).magnitude < .one { return false }
            }
        }
        return true
    }
}

extension String {
    /// The rate that the text gives for the budget's execution: 预算执行率(为|达|达到|100%).
    fileprivate var statedExecution: ExactDecimal? {
        guard let word = place(of: "预算执行率") ?? place(of: "资金执行率") ?? place(of: "资金支付率") else { return nil }
        let after = word + 15
        guard let figure = Figure.all(in: self).first(where: { $0.start >= after }), figure.isPercent, figure.start - after <= 12 else { return nil }
        // 同比提高, 低于 and 未达到 make it another number.
        let between = slice(after..<figure.start)
        return ["", "为", "达", "达到", "是", "已达", "已达到", "均为", "均达", "均达到", "：", ":", "为：", "完成"].contains(between) ? figure.value : nil
    }
}

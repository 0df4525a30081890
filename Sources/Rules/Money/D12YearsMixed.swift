import BudgetModel
import Quantities

extension Rule {
    /// Flags amounts of several years that stand where those of one year belong.
    package static let yearsMixed = Rule(
        "D12", Wording(zh: "多年总额与年度金额混用", en: "Amounts of several years and of one year are mixed"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "跨年项目的总额是各年之和，不能与一年的金额相比：年度金额大于项目总额，执行率按项目总额算，成本指标拿项目总额作目标而完成值是当年的支出，都是混用。",
            en: "The total of a project over several years is the sum of its years and is not compared with one of them: an annual amount above the project's total, a rate over the project's total, a cost target of the whole project beside the year's spending."),
        triggering: [
            Example(
                Wording(zh: "年度资金大于项目总额", en: "the year's money exceeds the project's"), at: ["D7"],
                ExampleForm(.projectGoal).fund(.total, initial: "22614").spanning(.project).fund(.total, initial: "77132")),
            Example(
                Wording(zh: "执行率按项目总额算", en: "the rate is taken over the project's total"), at: ["H6"],
                ExampleForm().fund(.total, initial: "77132", adjusted: "77132").spanning(.project).fund(.total, adjusted: "22614", executed: "22614")
                    .execution(weight: "10", score: "2.93", computed: "10", rate: "29.32%")),
            Example(
                Wording(zh: "成本指标用项目总额，完成值是当年支出", en: "a cost target of the project beside the year's spending"), at: ["E13"],
                ExampleForm().fund(.total, initial: "77132").spanning(.project).fund(.total, adjusted: "22614", executed: "22614")
                    .row("工程投资控制", "<=", "77132", "万元", actual: "22614", actualUnit: "万元").under(.cost, .economicCost)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "年度小于总额", en: "the year is part of the total"),
                ExampleForm(.projectGoal).fund(.total, initial: "77132").spanning(.project).fund(.total, initial: "22614")),
            Example(
                Wording(zh: "一年的项目，两者相等", en: "a project of one year"),
                ExampleForm(.projectGoal).fund(.total, initial: "22614").spanning(.project).fund(.total, initial: "22614")),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        guard let whole = evaluation.fund(.total, period: .project) ?? evaluation.fund(.total, period: .mediumTerm), let all = whole.adjusted ?? whole.initial, all.money.fen > 0
        else { return [] }
        let year = evaluation.annualTotal
        guard let budget = year.budget, budget.money.fen > 0, budget.money != all.money else { return [] }
        let unit = evaluation.amountUnit
        let total = all.money.amount(in: unit)
        var hits: [Hit] = []
        if budget.money > all.money {
            let annual = budget.money.amount(in: unit)
            hits.append(
                try Hit(
                    at: budget.cell,
                    Wording(
                        zh: "年度资金\(annual.plain)\(unit.name)大于项目总额\(total.plain)\(unit.name)。请核对两个金额，是否填反或单位不同。",
                        en: "The year's \(annual.plain) \(unit.name) exceeds the project's total of \(total.plain). Check both amounts: swapped, or in different units?"),
                    expected: total, found: annual))
            return hits
        }
        if let spent = year.executed, let stated = evaluation.execution?.statedRatePercent ?? year.line?.statedRate.flatMap({ try? ExactDecimal(parsing: $0.value.filter { $0 != "%" }) }) {
            let overWhole = try (spent.money.share(of: all.money) * ExactDecimal.hundred)
            let right = try (spent.money.share(of: budget.money) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
            let places = min(stated.trimmed.scale, 2)
            if try overWhole.rounded(to: places, .halfUp) == stated, try right.rounded(to: places, .halfUp) != stated {
                hits.append(
                    try Hit(
                        at: evaluation.execution?.statedRate?.cell ?? year.line?.statedRate?.cell ?? spent.cell,
                        Wording(
                            zh: "执行率\(stated.plain)%是当年执行数除以项目总额\(total.plain)\(unit.name)得出的；应除以全年预算数，为\(right.plain)%。请改正。",
                            en: "The rate of \(stated.plain) % is the year's spending over the project's total of \(total.plain) \(unit.name); over the annual budget it is \(right.plain) %. Correct it."),
                        expected: right, found: stated))
            }
        }
        guard let spent = year.executed else { return hits }
        for index in evaluation.indicators.indices where evaluation.indicators[index].level2Kind.map({ Rule.costs.contains($0) }) ?? (evaluation.indicators[index].level1Kind == .cost) {
            guard let target = evaluation.indicators[index].effectiveTarget, let planned = target.money, let actual = evaluation.indicators[index].actual?.money,
                planned == all.money, actual == spent.money
            else { continue }
            let name = evaluation.indicators[index].name.value
            hits.append(
                Hit(
                    at: target.cell,
                    Wording(
                        zh: "「\(name)」的指标值\(target.raw)是项目总额，完成值是当年支出。请把指标值改为当年的金额。",
                        en: "The target \(target.raw) of “\(name)” is the project's total, its actual value the year's spending. Give the year's amount as target."),
                    expected: budget.money.amount(in: unit).plain, found: total.plain))
        }
        return hits
    }

    private static let costs: Set<Level2> = [.cost, .economicCost]
}

extension IndicatorValue {
    /// The value as money, where its unit is one; a price a piece is none.
    var money: Money? {
        guard let number, let unit else { return nil }
        switch unit {
        case "元": return try? Money(number, .yuan)
        case "万元": return try? Money(number, .wanYuan)
        case "亿元": return try? Money(number, .yiYuan)
        default: return nil
        }
    }
}

extension ExampleForm {
    /// Makes the last row of money one of the whole project.
    fileprivate func spanning(_ period: FundPeriod) -> Self {
        with { evaluation, _ in evaluation.funds[evaluation.funds.count - 1].period = period }
    }
}

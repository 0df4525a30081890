import BudgetModel
import Quantities

extension Rule {
    /// Flags a change of the budget that nobody explains.
    package static let budgetChanged = Rule(
        "D06", Wording(zh: "预算年中有调整，没有说明", en: "The budget changed during the year without a word"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(27, of: 27), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "年中调整预算应单独说明理由。表上设有资金说明栏的，调整多少都要说明；没有这一栏的，变动达5%才提（本系统的界限）。超过30%的由D07提示。",
            en: "A change of the budget during the year is explained on its own. Where the form has a cell for it every change counts; elsewhere a change of 5 % or more (our own bound). Above 30 % D07 speaks."),
        triggering: [
            Example(
                Wording(zh: "追加8.18%，没有说明", en: "8.18 % added, no word"), at: ["E6"], ExampleForm().fund(.total, initial: "1669.0157", adjusted: "1805.58777", executed: "1800")),
            Example(
                Wording(zh: "调减9.65%，说明栏只有印好的要求", en: "9.65 % less, only the printed demand in the cell"), at: ["E6"],
                ExampleForm().fund(.total, initial: "45.6", adjusted: "41.2", executed: "41.2").with { evaluation, _ in
                    evaluation.funds[0].reason = Sourced("年中发生预算调整的，应单独说明理由。", nil)
                }),
        ],
        nonTriggering: [
            Example(Wording(zh: "没有调整", en: "no change"), ExampleForm().fund(.total, initial: "100", adjusted: "100", executed: "98")),
            Example(
                Wording(zh: "写明了追加的文号", en: "the addition is explained"),
                ExampleForm().fund(.total, initial: "100", adjusted: "110", executed: "108").text("资金调整说明", "年中追加设备款10万元")),
            Example(Wording(zh: "变动2%，表上没有说明栏", en: "2 %, and no cell for it"), ExampleForm().fund(.total, initial: "100", adjusted: "102", executed: "100")),
        ]
    ) { facts throws(QuantityError) in
        guard let change = facts.budgetChange, try change.percent.magnitude <= ExactDecimal(30), facts.changeReasons.isEmpty else { return [] }
        let hasCell = facts.evaluation.annualTotal.line?.reason != nil || facts.evaluation.execution?.reason != nil
        let size = try change.percent.magnitude
        guard hasCell || size >= ExactDecimal(5) else { return [] }
        return [try Rule.changeHit(facts, change, Wording(zh: "没有说明。请写明调整的原因和批准的依据", en: " without a word. Say why and by whose approval"))]
    }

    static func changeHit(_ facts: Facts, _ change: (initial: FundAmount, adjusted: FundAmount, percent: ExactDecimal), _ demand: Wording) throws(QuantityError) -> Hit {
        let unit = facts.evaluation.amountUnit
        let initial = change.initial.money.amount(in: unit).plain
        let adjusted = change.adjusted.money.amount(in: unit).plain
        let size = try change.percent.magnitude.plain
        let isMore = !change.percent.isNegative
        return Hit(
            at: change.adjusted.cell,
            Wording(
                zh: "全年预算数\(adjusted)\(unit.name)比年初预算数\(initial)\(unit.name)\(isMore ? "增加" : "减少")\(size)%，\(demand.zh)。",
                en: "The annual budget of \(adjusted) \(unit.name) is \(size) % \(isMore ? "more" : "less") than the initial \(initial)\(demand.en)."),
            expected: initial, found: adjusted, difference: try (change.adjusted.money - change.initial.money).amount(in: unit).magnitude.plain)
    }
}

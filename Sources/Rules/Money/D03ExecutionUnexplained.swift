import BudgetModel
import Quantities

extension Rule {
    /// Flags a low execution of the budget without a reason.
    package static let executionUnexplained = Rule(
        "D03", Wording(zh: "预算执行率偏低，没有说明原因", en: "Low execution of the budget without a reason"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(21, of: 21), stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "预算执行率低的要单独说明原因；界限由评价方案规定，没有规定的按90%。资金行、执行率行的原因栏或表下的原因、资金说明都算。预算为0由D11提示，执行率列作指标的由E04提示。",
            en: "A low execution is explained on its own; the framework sets the bound, 90 % where it sets none. The reason may stand beside the money, beside the points or in a text row about reasons or money. A budget of 0 is D11's, a rate that stands as an indicator E04's."),
        triggering: [
            Example(
                Wording(zh: "执行76%，没有说明", en: "76 % and not a word"), at: ["H6"],
                ExampleForm().fund(.total, initial: "100", adjusted: "100", executed: "76").execution(weight: "10", score: "7.6", computed: "7.6", rate: "76%")),
            Example(
                Wording(zh: "原因栏只有印好的填表说明", en: "only the printed instruction in the cell of reasons"), at: ["F6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "85").with { evaluation, _ in
                    evaluation.funds[0].reason = Sourced("执行率未达到90%的需说明原因（100字以内）", evaluation.funds[0].executed?.cell)
                }),
        ],
        nonTriggering: [
            Example(Wording(zh: "执行92%", en: "92 %"), ExampleForm().fund(.total, adjusted: "100", executed: "92")),
            Example(
                Wording(zh: "表下写了原因", en: "a reason below the table"),
                ExampleForm().fund(.total, adjusted: "100", executed: "76").text("偏差原因分析", "招标节约24万元，已交回财政")),
        ]
    ) { facts in
        guard let rate = facts.ratePercent, facts.evaluation.execution?.indicatorIndex == nil else { return [] }
        let bound = facts.framework.execution.reasonBelow?.value ?? ExactDecimal(90)
        guard rate < bound, facts.moneyReasons.isEmpty else { return [] }
        let light = rate < ExactDecimal(80) ? Wording(zh: "，按通行的预警属黄灯", en: ", a yellow light by the usual warning") : Wording(zh: "", en: "")
        return [
            Hit(
                at: facts.moneyReasonPlace,
                Wording(
                    zh: "预算执行率\(rate.plain)%，低于\(bound.plain)%\(light.zh)，没有说明原因。请写明未支出的原因和结余资金的去向。",
                    en: "\(rate.plain) % of the budget was spent, less than \(bound.plain) %\(light.en), without a reason. Say why, and where the unspent money goes."),
                expected: "≥ \(bound.plain)%", found: rate.plain + "%")
        ]
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Points at actual values whose digits look invented.
    package static let oddDigits = Rule(
        "E19", Wording(zh: "完成值的尾数不自然", en: "The digits of the actual values look odd"),
        since: "0.1.0", status: .stable, nature: .question, precision: Precision(0, of: 0), stages: [.selfEvaluation], severity: .hint,
        citing: [.practice],
        because: Wording(
            zh: "统计得来的数尾数各不相同。四个以上百分比的小数完全一样（如98.6%、97.6%、95.6%），或六个以上两位以上的完成值全以0、5结尾而与指标值不同，值得复核人看一眼。不能证明有误，所以只提问。",
            en: "Counted numbers end in all digits. Four or more percentages with the same decimals (98.6, 97.6, 95.6), or six or more actual values of two digits that all end in 0 or 5 and differ from their targets, deserve a look. They prove nothing, so this is a question."),
        triggering: [
            Example(
                Wording(zh: "四个百分比小数都是.6", en: "four percentages ending in .6"), at: ["F13"],
                ExampleForm().row("合格率", ">=", "95", "%", actual: "98.6").row("覆盖率", ">=", "95", "%", actual: "97.6").row("知晓率", ">=", "90", "%", actual: "95.6").row(
                    "满意度", ">=", "90", "%", actual: "96.6")),
            Example(
                Wording(zh: "六个完成值都以0、5结尾", en: "six values ending in 0 or 5"), at: ["F13"],
                ExampleForm().row("甲类人数", ">=", "100", "人", actual: "120").row("乙类人数", ">=", "90", "人", actual: "95").row("丙类人数", ">=", "40", "人", actual: "55")
                    .row("丁类人数", ">=", "200", "人", actual: "215").row("戊类人数", ">=", "30", "人", actual: "35").row("己类人数", ">=", "60", "人", actual: "70")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "尾数各不相同", en: "digits of all kinds"),
                ExampleForm().row("合格率", ">=", "95", "%", actual: "98.6").row("覆盖率", ">=", "95", "%", actual: "97.2").row("知晓率", ">=", "90", "%", actual: "95.6").row(
                    "满意度", ">=", "90", "%", actual: "96.6")),
            Example(
                Wording(zh: "只有三个带小数的", en: "only three with decimals"),
                ExampleForm().row("合格率", ">=", "95", "%", actual: "98.6").row("覆盖率", ">=", "95", "%", actual: "97.6").row("知晓率", ">=", "90", "%", actual: "95.6")),
        ]
    ) { facts in
        let indicators = facts.evaluation.indicators
        var decimals: ExactDecimal?
        var percents = 0
        var areAlike = true
        var rounds = 0
        var areRound = true
        var first: CellRef?
        for index in indicators.indices where !indicators[index].isExecutionRate {
            guard case .number(let actual)? = indicators[index].actual?.content, let target = indicators[index].effectiveTarget else { continue }
            if target.unit == "%" || indicators[index].actual?.unit == "%" {
                let rest = actual.trimmed
                guard rest.scale > 0 else { continue }
                let fraction = ExactDecimal(significand: rest.significand % ExactDecimal.power(rest.scale), scale: rest.scale)
                if let decimals { areAlike = areAlike && decimals == fraction } else { decimals = fraction }
                percents += 1
                if first == nil { first = indicators[index].actual?.cell }
            } else if actual >= ExactDecimal(10), actual != target.number {
                areRound = areRound && actual.isWhole && (actual.trimmed.significand / ExactDecimal.power(actual.trimmed.scale)) % 5 == 0
                rounds += 1
                if first == nil { first = indicators[index].actual?.cell }
            }
        }
        if percents >= 4, areAlike {
            return [
                Hit(
                    at: first,
                    Wording(
                        zh: "\(percents)个百分比的小数部分完全相同（\(decimals?.plain ?? "")）。请复核人核对这些数的来源。",
                        en: "\(percents) percentages have the same decimals (\(decimals?.plain ?? "")). Look where these numbers come from."))
            ]
        }
        guard rounds >= 6, areRound else { return [] }
        return [
            Hit(
                at: first,
                Wording(
                    zh: "\(rounds)个完成值全部以0或5结尾，且都不等于指标值。请复核人核对是否为估计数。",
                    en: "\(rounds) actual values all end in 0 or 5, and none is its target. Look whether they were estimated."))
        ]
    }
}

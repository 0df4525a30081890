import BudgetModel
import Quantities

extension Rule {
    /// Flags words in place of the number that a quantitative target asks for.
    package static let actualNotNumeric = Rule(
        "E08", Wording(zh: "定量指标的完成值不是数字", en: "Words in place of a number"),
        since: "0.1", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures, .coreIndicatorGuide],
        because: Wording(
            zh: "定量指标用实际数与指标值比较，“完成”“已完成”不能计算得分。",
            en: "A quantitative indicator compares a number with its target; 完成 (done) cannot be scored."),
        triggering: [
            Example(
                Wording(zh: "指标值≥42个，完成值写“完成”", en: "≥ 42 and “完成”"), at: ["F13"],
                ExampleForm().row("达标图书室数量", ">=", "42", "个", actual: "完成", weight: "10", stated: "10")),
            Example(
                Wording(zh: "区间指标写“正常”", en: "a range and “正常”"), at: ["F13"],
                ExampleForm().row("水温", "range", "18-22", "℃", actual: "正常", weight: "10", stated: "10")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写了数字", en: "a number"),
                ExampleForm().row("达标图书室数量", ">=", "42", "个", actual: "42", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "定性指标写“完成”", en: "“完成” for a qualitative target"),
                ExampleForm().row("实施方案编制", nil, "编制完成", actual: "完成", weight: "10", stated: "10")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        let indicators = facts.evaluation.indicators
        for index in indicators.indices {
            guard let actual = indicators[index].actual, case .text = actual.content else { continue }
            let indicator = indicators[index]
            guard let target = indicator.effectiveTarget, target.isNumeric, actual.raw.saysSomething, indicator.notApplicable == nil,
                !facts.isLeftOut(index), !indicator.saysNotApplicable
            else { continue }
            let sign = indicator.comparator ?? target.comparator
            guard sign != .qualitative else { continue }
            // Without sign and unit a bare number may be the name of a stage or a class.
            let isFirm = sign != nil || target.unit != nil
            hits.append(
                Hit(
                    at: actual.cell,
                    Wording(
                        zh: "「\(indicator.name.value)」指标值是\(target.raw)，完成值写“\(actual.raw)”。请填写实际完成的数字。",
                        en: "“\(indicator.name.value)” has the target \(target.raw), its actual value says “\(actual.raw)”. Give the number reached."),
                    severity: isFirm ? .error : .warning, expected: target.raw, found: actual.raw))
        }
        return hits
    }
}

extension IndicatorValue {
    var isNumeric: Bool {
        switch content {
        case .number, .range: true
        case .date, .text: false
        }
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags words in place of the number that a quantitative target asks for.
    package static let actualNotNumeric = Rule(
        "E08", Wording(zh: "定量指标的完成值不是数字", en: "Words in place of a number"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures, .coreIndicatorGuide],
        because: Wording(
            zh: "定量指标用实际数与指标值比较，“完成”“已完成”不能计算得分。完成值是区间、日期与数字不相对应的，也无法计分，为提醒或提示。",
            en: "A quantitative indicator compares a number with its target; 完成 (done) cannot be scored. Ranges, and dates beside numbers, cannot either: warnings and hints."),
        triggering: [
            Example(
                Wording(zh: "指标值≥42个，完成值写“完成”", en: "≥ 42 and “完成”"), at: ["F13"],
                ExampleForm().row("达标图书室数量", ">=", "42", "个", actual: "完成", weight: "10", stated: "10")),
            Example(
                Wording(zh: "区间指标写“正常”", en: "a range and “正常”"), at: ["F13"],
                ExampleForm().row("水温", "range", "18-22", "℃", actual: "正常", weight: "10", stated: "10")),
            Example(
                Wording(zh: "指标值是日期，完成值写“100%”（提示）", en: "a date and “100%” (a hint)"), at: ["F13"],
                ExampleForm().row("项目完工时间", nil, "12月底前", actual: "100", actualUnit: "%", weight: "10", stated: "10").with { _, sheet in
                    sheet.lines[0].unscored = .numberForDate
                }),
            Example(
                Wording(zh: "指标值写“第一季度”，完成值是“3月”（提示）", en: "第一季度 and 3月 (a hint)"), at: ["F13"],
                ExampleForm().row("项目完工时间", nil, "第一季度", actual: "3月", weight: "10", stated: "10").with { _, sheet in
                    sheet.lines[0].unscored = .wordsForDate
                }),
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
            if let hit = Rule.unlike(indicators[index], facts.unscored(index)) { hits.append(hit) }
            guard let actual = indicators[index].actual, case .text = actual.content, !actual.isErrorValue else { continue }
            let indicator = indicators[index]
            guard let target = indicator.effectiveTarget, target.isNumeric, actual.raw.saysSomething, indicator.notApplicable == nil,
                !facts.isLeftOut(index), !indicator.saysNotApplicable
            else { continue }
            let sign = indicator.comparator ?? target.comparator
            guard sign != .qualitative else { continue }
            // Without sign and unit a bare number may be the name of a stage or a class.
            // Figures among words (春季第22日、秋季第25日) may well be the answer; a person must judge it.
            let isFirm = (sign != nil || target.unit != nil) && !actual.raw.contains(where: \.isNumber)
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

    /// A range, a day or a number where the target asks for another kind of value.
    private static func unlike(_ indicator: @autoclosure () -> Indicator, _ reason: Unscored?) -> Hit? {
        let advice: Wording
        var severity = Severity.hint
        switch reason {
        case .rangeActual:
            advice = Wording(zh: "完成值是一个区间，请填写确定的数", en: "its actual value is a range; give one number")
            severity = .warning
        case .dateActual:
            advice = Wording(zh: "完成值却是日期，请填写数字", en: "its actual value is a date; give a number")
            severity = .warning
        case .numberForDate: advice = Wording(zh: "完成值不是日期，请填写完成日期", en: "its actual value is no date; give the day of completion")
        case .wordsForDate: advice = Wording(zh: "完成值是日期，无法比较；请把指标值写成日期，如“3月底前”", en: "its actual value is a date; write the target as a date, such as 3月底前")
        default: return nil
        }
        let indicator = indicator()
        guard let target = indicator.effectiveTarget, let actual = indicator.actual else { return nil }
        return Hit(
            at: actual.cell,
            Wording(
                zh: "「\(indicator.name.value)」指标值是\(target.raw)，完成值“\(actual.raw)”：\(advice.zh)。现未计分。",
                en: "“\(indicator.name.value)” has the target \(target.raw) and the actual value “\(actual.raw)”: \(advice.en). It has no score."),
            severity: severity, expected: target.raw, found: actual.raw)
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

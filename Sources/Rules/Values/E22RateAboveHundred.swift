import BudgetModel
import Quantities

extension Rule {
    /// Flags actual values above 100 % of rates that cannot exceed it.
    package static let rateAboveHundred = Rule(
        "E22", Wording(zh: "完成值超过100%，而该比率不可能超过", en: "An actual value above 100 % of a rate that cannot exceed it"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(0, of: 0), stages: [.selfEvaluation], severity: .error,
        citing: [.practice],
        because: Wording(
            zh: "满意度、合格率、覆盖率这类比率是部分占全体的比，最多100%。增长率、完成率、利用率、毛入学率、巩固率等可以超过，不提。",
            en: "Satisfaction, pass and coverage rates are parts of a whole and at most 100 %. Rates of growth, completion, use or gross enrolment may exceed it and are passed over."),
        triggering: [
            Example(
                Wording(zh: "满意度100.5%", en: "satisfaction of 100.5 %"), at: ["F13"], ExampleForm().row("群众满意度", ">=", "90", "%", actual: "100.5", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "验收合格率120%", en: "a pass rate of 120 %"), at: ["F13"], ExampleForm().row("验收合格率", ">=", "95", "%", actual: "120", actualUnit: "%", weight: "10", stated: "10", computed: "10")),
        ],
        nonTriggering: [
            Example(Wording(zh: "正好100%", en: "exactly 100 %"), ExampleForm().row("群众满意度", ">=", "90", "%", actual: "100", weight: "10", stated: "10", computed: "10")),
            Example(Wording(zh: "完成率可以超过", en: "completion may exceed it"), ExampleForm().row("任务完成率", ">=", "100", "%", actual: "112", weight: "10", stated: "10", computed: "10")),
        ]
    ) { facts in
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices where !facts.evaluation.indicators[index].isExecutionRate {
            guard let actual = facts.evaluation.indicators[index].actual, case .number(let value) = actual.content, value > .hundred,
                actual.unit == "%" || actual.unit == nil && facts.evaluation.indicators[index].effectiveTarget?.unit == "%",
                facts.evaluation.indicators[index].isBoundedRate
            else { continue }
            let name = facts.evaluation.indicators[index].name.value
            hits.append(
                Hit(
                    at: actual.cell,
                    Wording(
                        zh: "「\(name)」完成\(actual.raw)，超过100%，这一比率不可能超过。请核对分子、分母后更正。",
                        en: "“\(name)” is given as \(actual.raw), above 100 %, which this rate cannot exceed. Check numerator and denominator and correct it."),
                    expected: "≤ 100%", found: value.plain + "%"))
        }
        return hits
    }
}

extension Indicator {
    /// A rate that is part of a whole.
    var isBoundedRate: Bool {
        let name = name.value
        if name.holds(anyOf: ["增长", "提高", "提升", "增幅", "同比", "较上年", "下降", "降低", "超额", "变动"]) { return false }
        return isSatisfaction
            || name.holds(anyOf: ["合格率", "覆盖率", "达标率", "准确率", "知晓率", "普及率", "及格率", "优良率", "通过率", "合规率", "占比", "治愈率", "完好率", "公开率", "参保率"])
    }
}

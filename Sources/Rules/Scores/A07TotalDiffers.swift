import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a stated total that is not the sum of the stated points.
    package static let totalDiffers = Rule(
        "A07", Wording(zh: "总分不等于各项得分之和", en: "The total differs from the sum of the scores"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation, .report], severity: .error,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "总分是预算执行得分和各项指标得分之和。只差在取整的为提醒。有行未填得分、或有行未能读出时不核对，除非余下各行得满分也凑不成所写的总分。",
            en: "The total is the sum of the execution score and all indicator scores. Where only rounding differs this is a warning. While rows lack a score or were not read it is not checked, unless full points in all of them could not make the stated total."),
        needs: [.addablePoints, .everyRowRead],
        triggering: [
            Example(
                Wording(zh: "写97.6，相加96.6", en: "97.6 stated, 96.6 summed"), at: ["H15"],
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("清扫里程", ">=", "40", "公里", actual: "40", weight: "60", stated: "60", computed: "60")
                    .row("居民满意度", ">=", "90", "%", actual: "80", weight: "30", stated: "26.6", computed: "26.67", met: false, reason: "路段改造")
                    .total("97.6")),
            Example(
                Wording(zh: "缺一行得分，补满也到不了98", en: "a missing score could not bring it to 98"), at: ["H15"],
                ExampleForm().execution(weight: "10", score: "4", computed: "4")
                    .row("清扫里程", ">=", "40", "公里", actual: "40", weight: "60", stated: "60", computed: "60")
                    .row("居民满意度", ">=", "90", "%", actual: "95", weight: "30").total("98")),
            Example(
                Wording(zh: "99.55写成99.6（提醒）", en: "99.55 written as 99.6 (a warning)"), at: ["H14"],
                ExampleForm().execution(weight: "10", score: "9.55", computed: "9.55")
                    .row("清扫里程", ">=", "40", "公里", actual: "40", weight: "90", stated: "90", computed: "90").total("99.6")),
            Example(Wording(zh: "报告里的总分", en: "the total in a report"), stating: ["97.3"], in: "预算执行率10分，得10分；产出指标50分，得48.5分；效益指标30分，得29分；满意度指标10分，得8.8分。自评总分97.3分。"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "总分等于各项之和", en: "the total is the sum"),
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("清扫里程", ">=", "40", "公里", actual: "40", weight: "90", stated: "90", computed: "90").total("100")),
            Example(
                Wording(zh: "有行未填得分（列为未检查）", en: "a row lacks its score (listed as not checked)"),
                ExampleForm().row("清扫里程", ">=", "40", "公里", actual: "40", weight: "60", stated: "60", computed: "60")
                    .row("居民满意度", ">=", "90", "%", actual: "95", weight: "30").total("80")),
            Example(Wording(zh: "报告里相等", en: "equal in a report"), in: "预算执行率10分，得10分；产出指标50分，得48.5分；效益指标30分，得29分；满意度指标10分，得9.8分。自评总分97.3分。"),
        ],
        claims: { $0.kind == .scoreSum && $0.dimension != .percent || $0.kind == .sum && $0.dimension == .points }
    ) { facts throws(QuantityError) in
        // A list of programmes may give the total alone.
        guard let total = facts.evaluation.statedTotal, !facts.evaluation.indicators.isEmpty else { return [] }
        let points = try StatedPoints(facts)
        if points.isComplete {
            guard !points.isRight(total.value) else { return [] }
            if let rounding = try points.rounding(explaining: total.value, computed: facts.scoreSheet.total) {
                return [
                    try Hit(
                        at: total.cell,
                        Wording(
                            zh: "总分\(total.value.plain)\(rounding.zh)，各项得分相加为\(points.sum.plain)。请改为\(points.sum.plain)，或让各行得分保留两位小数。",
                            en: "The total \(total.value.plain) \(rounding.en); the scores add up to \(points.sum.plain). Use \(points.sum.plain), or give the rows two decimals."),
                        severity: .warning, expected: points.sum, found: total.value)
                ]
            }
            return [
                try Hit(
                    at: total.cell,
                    Wording(
                        zh: "总分\(total.value.plain)，各项得分相加为\(points.sum.plain)，相差\((total.value - points.sum).magnitude.plain)。请更正总分或有误的得分。",
                        en: "The total is \(total.value.plain); the scores add up to \(points.sum.plain). Correct the total or the score that is wrong."),
                    expected: points.sum, found: total.value)
            ]
        }
        guard !points.range.contains(total.value) else { return [] }
        let bound = total.value < points.sum ? points.range.lowerBound : points.range.upperBound
        return [
            try Hit(
                at: total.cell,
                total.value < points.sum
                    ? Wording(
                        zh: "总分\(total.value.plain)，已填得分相加就有\(points.sum.plain)。请补齐得分并更正总分。",
                        en: "The total is \(total.value.plain), yet the scores filled in already make \(points.sum.plain). Fill in all scores and correct the total.")
                    : Wording(
                        zh: "总分\(total.value.plain)，各项得满分至多\(bound.plain)。请补齐得分并更正总分。",
                        en: "The total is \(total.value.plain), yet the scores can reach \(bound.plain) at most. Fill in all scores and correct the total."),
                expected: bound, found: total.value)
        ]
    }
}

import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags points that do not add up to 100.
    package static let weightsNotHundred = Rule(
        "A01", Wording(zh: "分值合计不是100", en: "Points do not add up to 100"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation, .report], severity: .error,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "自评满分为100分：预算执行和各项指标的分值合计应为100；表上没有预算执行分值时，各项指标合计应为100或90。几个目标各设指标的，每个目标合计100也可以。",
            en: "A self-evaluation has 100 points: execution and indicators together make 100; without execution points the indicators make 100 or 90. Where goals have indicators of their own, each goal may make 100."),
        needs: [.weights, .everyWeight, .everyRowRead],
        triggering: [
            Example(
                Wording(zh: "合计只有83", en: "only 83 points"), at: ["G14"],
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("道路养护里程", ">=", "20", "公里", actual: "20", weight: "50", stated: "50", computed: "50")
                    .row("群众满意度", ">=", "90", "%", actual: "92", weight: "23", stated: "23", computed: "23")),
            Example(
                Wording(zh: "合计达到110，指向分值合计格", en: "110 points, placed at the total of points"), at: ["G15"],
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("供水户数", ">=", "300", "户", actual: "300", weight: "60", stated: "60", computed: "60")
                    .row("水质达标率", ">=", "98", "%", actual: "98", weight: "40", stated: "40", computed: "40")
                    .weightTotal("110")),
            Example(Wording(zh: "报告里的权重合计", en: "weights in a report"), stating: ["100"], in: "指标权重为：预算执行率10分、产出指标50分、效益指标40分、满意度指标10分。"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "连同预算执行正好100", en: "100 with execution"),
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("图书馆开放天数", ">=", "300", "天", actual: "310", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "目标表不含预算执行，合计90", en: "a goal form without execution, 90 points"),
                ExampleForm(.projectGoal).row("培训人数", ">=", "120", "人", weight: "50").row("培训合格率", ">=", "95", "%", weight: "40")),
            Example(
                Wording(zh: "表上没有分值（列为未检查）", en: "a form without points (listed as not checked)"),
                ExampleForm().row("设备购置数", ">=", "3", "台", actual: "3", stated: "10")),
            Example(Wording(zh: "报告里合计100", en: "100 in a report"), in: "指标权重为：预算执行率10分、产出指标50分、效益指标30分、满意度指标10分。"),
        ],
        claims: { $0.kind == .weights }
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        var indicators = ExactDecimal.zero
        for index in evaluation.indicators.indices where evaluation.indicators[index].period == .year {
            if let weight = evaluation.indicators[index].weight { indicators = try indicators + weight.value }
        }
        let execution = facts.separateExecution?.weight?.value
        let sum = try indicators + (execution ?? .zero)
        let printed = evaluation.statedWeightTotal

        let withoutExecution = try .hundred - facts.framework.execution.weight.value
        let isWhole =
            sum == .hundred
            || (execution == nil && (indicators == ExactDecimal(90) || indicators == withoutExecution))
            // The rate may stand twice, in the money table and as an indicator row.
            || (indicators == .hundred && evaluation.indicators.contains { $0.isExecutionRate })
        if !isWhole, !(try Rule.everyGoalIsWhole(evaluation)) {
            let gap = try (sum - .hundred).magnitude
            let at = printed?.cell ?? evaluation.indicators.last { $0.weight?.cell != nil }?.weight?.cell
            return [
                try Hit(
                    at: at,
                    Wording(
                        zh: "分值合计\(sum.plain)，应为100（\(sum < .hundred ? "少" : "多")\(gap.plain)）。请核对各行分值。",
                        en: "The points add up to \(sum.plain) instead of 100. Check the points of each row."),
                    expected: .hundred, found: sum)
            ]
        }
        // Weights printed as fractions have a printed total of 1.
        guard let printed, printed.value != sum, printed.value != indicators, printed.value != .one, printed.value != .hundred else { return [] }
        return [
            try Hit(
                at: printed.cell,
                Wording(
                    zh: "分值合计格写\(printed.value.plain)，各行相加为\(sum.plain)。请更正合计。",
                    en: "The total of points says \(printed.value.plain); the rows add up to \(sum.plain). Correct the total."),
                severity: .warning, expected: sum, found: printed.value)
        ]
    }

    /// Whether goals with their own indicators each make 100, or the points printed for the goal.
    private static func everyGoalIsWhole(_ evaluation: Evaluation) throws(QuantityError) -> Bool {
        let goals = Set(evaluation.indicators.filter { $0.period == .year }.map(\.goalIndex))
        guard goals.count > 1, !goals.contains(nil) else { return false }
        for goal in goals {
            var sum = ExactDecimal.zero
            for indicator in evaluation.indicators where indicator.goalIndex == goal && indicator.period == .year { sum = try sum + (indicator.weight?.value ?? .zero) }
            guard sum == .hundred else { return false }
        }
        return true
    }
}

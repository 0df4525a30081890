import BudgetModel
import Quantities

extension Rule {
    /// Flags actual values far above their targets without a remark.
    package static let overAchieved = Rule(
        "E05", Wording(zh: "大幅超额完成，没有说明", en: "Far above the target without a remark"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(14, of: 14), stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "完成值大幅超过指标值的要分析原因；由于指标值设得明显偏低的，按偏离程度适度调减分值。界限由评价方案规定，正好到界限的也算：只要求复核的一档为提示，要求说明的一档为提醒。“=”超过的由E04提示；“每月1次”这类按次的指标值、十以内的数只多一个的，不提。",
            en: "A result far above its target is explained; where the target was clearly too low points come off by the deviation. The framework sets the bounds, which are included: at the step that asks for a look this is a hint, at the one that asks for a remark a warning. Above a target with = is E04's; targets such as 每月1次 and numbers below ten exceeded by one are passed over."),
        triggering: [
            Example(
                Wording(zh: "完成243.4%", en: "243.4 %"), at: ["I13"],
                ExampleForm().row("改造户数", ">=", "53", "户", actual: "129", weight: "10", stated: "10", computed: "10").reached("243.40")),
            Example(
                Wording(zh: "完成122%（提示）", en: "122 % (a hint)"), at: ["I13"],
                ExampleForm().row("门诊人次增长率", ">=", "5", "%", actual: "6.1", weight: "10", stated: "10", computed: "10").reached("122")),
            Example(
                Wording(zh: "正好120%（提示）", en: "120 % exactly (a hint)"), at: ["I13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "120", weight: "10", stated: "10", computed: "10").reached("120")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "说明了原因", en: "with a reason"),
                ExampleForm().row("改造户数", ">=", "53", "户", actual: "129", weight: "10", stated: "10", computed: "10", reason: "年中新增动态监测户，应改尽改").reached("243.40")),
            Example(
                Wording(zh: "完成119%", en: "119 %"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "119", weight: "10", stated: "10", computed: "10").reached("119")),
            Example(
                Wording(zh: "计划3次，做了4次", en: "three planned, four done"),
                ExampleForm().row("培训次数", ">=", "3", "次", actual: "4", weight: "10", stated: "10", computed: "10").reached("133.33")),
            Example(
                Wording(zh: "成本低于上限", en: "a cost below its ceiling"),
                ExampleForm().row("维护成本", "<=", "100", "元", actual: "60", weight: "10", stated: "10", computed: "10").reached("60")),
        ]
    ) { facts throws(QuantityError) in
        let steps = facts.framework.overAchievement.value
        guard !steps.isEmpty else { return [] }
        var hits: [Hit] = []
        for index in facts.scoreSheet.lines.indices where index < facts.evaluation.indicators.count {
            guard let percent = facts.scoreSheet.lines[index].completionPercent, percent > .hundred, facts.scoreSheet.lines[index].boundCase == nil,
                facts.scoreSheet.lines[index].comparatorUsed?.isLowerBound == true, !facts.evaluation.indicators[index].isExecutionRate,
                !facts.evaluation.indicators[index].isPerTime, try !facts.evaluation.indicators[index].isOneMore
            else { continue }
            var step: OverAchievementStep?
            for candidate in steps where try candidate.from * .hundred <= percent && candidate.from > step?.from ?? .zero { step = candidate }
            guard let step, step.action != .none, !facts.hasReason(index) else { continue }
            let isHint = step.action == .manualReview || facts.scoreSheet.lines[index].signAssumed
            let name = facts.evaluation.indicators[index].name.value
            let bound = try (step.from * .hundred).plain
            let target = facts.evaluation.indicators[index].effectiveTarget?.raw ?? ""
            let actual = facts.evaluation.indicators[index].actual?.raw ?? ""
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].reasonPlace,
                    isHint
                        ? Wording(
                            zh: "「\(name)」指标值\(target)，完成\(actual)，达到\(percent.plain)%（\(bound)%及以上）。建议说明原因，并核对指标值是否偏低。",
                            en: "“\(name)” reached \(actual) of \(target), \(percent.plain) % (\(bound) % or more). Say why, and check whether the target was too low.")
                        : Wording(
                            zh: "「\(name)」指标值\(target)，完成\(actual)，达到\(percent.plain)%（\(bound)%及以上），没有说明。请写明超额的原因；指标值明显偏低的，应适度扣分并在下年调高。",
                            en: "“\(name)” reached \(actual) of \(target), \(percent.plain) % (\(bound) % or more), without a word. Give the reason; where the target was clearly too low, take points off and raise it next year."),
                    severity: isHint ? .hint : nil, expected: "< \(bound)%", found: percent.plain + "%"))
        }
        return hits
    }
}

extension Indicator {
    /// A target for each month, day or person, beside an actual value of the year.
    fileprivate var isPerTime: Bool {
        effectiveTarget?.raw.holds(anyOf: ["每月", "每季", "每周", "每天", "每日", "每半年", "每人", "每个", "每次", "每村", "每户", "/月", "/季", "/周"]) ?? false
    }

    /// The next whole number after a small target: three planned, four done.
    fileprivate var isOneMore: Bool {
        get throws(QuantityError) {
            guard let target = effectiveTarget?.number, let actual = actual?.number, effectiveTarget?.unit != "%", target.isWhole, target < ExactDecimal(10) else { return false }
            return try actual - target == .one
        }
    }
}

extension ExampleForm {
    fileprivate func reached(_ percent: String) -> Self {
        with { _, sheet in sheet.lines[sheet.lines.count - 1].completionPercent = try! ExactDecimal(parsing: percent) }
    }
}

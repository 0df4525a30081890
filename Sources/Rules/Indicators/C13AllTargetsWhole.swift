import BudgetModel
import Quantities

extension Rule {
    /// Flags forms whose every rate is to be 100 %.
    package static let allTargetsWhole = Rule(
        "C13", Wording(zh: "所有比率的指标值都是100%", en: "Every rate is to be 100 %"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.goalReview],
        because: Wording(
            zh: "四个以上的比率全定100%，说明没有按实际测算：满意度、知晓率等不可能都是100%。数量、时间和成本不计在内。",
            en: "Four rates or more, all at 100 %, were not worked out: satisfaction or awareness are never all complete. Numbers, dates and costs do not count."),
        triggering: [
            Example(
                Wording(zh: "四个比率都是100%", en: "four rates of 100 %"), at: ["E13"],
                ExampleForm(.projectGoal).row("验收合格率", "=", "100", "%").under(.quality).row("完成及时率", "=", "100", "%").under(.timeliness)
                    .row("政策知晓率", "=", "100", "%").under(.socialBenefit).row("居民满意度", "=", "100", "%").under(.serviceSatisfaction)),
            Example(
                Wording(zh: "另有数量指标也一样", en: "with a quantity beside them"), at: ["E14"],
                ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人").under(.quantity).row("合格率", "=", "100", "%").under(.quality).row("到课率", ">=", "100", "%").under(.quality)
                    .row("完成及时率", "=", "100", "%").under(.timeliness).row("学员满意度", "=", "100", "%").under(.serviceSatisfaction)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "满意度90%", en: "satisfaction of 90 %"),
                ExampleForm(.projectGoal).row("验收合格率", "=", "100", "%").under(.quality).row("完成及时率", "=", "100", "%").under(.timeliness)
                    .row("政策知晓率", "=", "100", "%").under(.socialBenefit).row("居民满意度", ">=", "90", "%").under(.serviceSatisfaction)),
            Example(Wording(zh: "只有两个比率", en: "only two rates"), ExampleForm(.projectGoal).row("验收合格率", "=", "100", "%").under(.quality).row("完成及时率", "=", "100", "%").under(.timeliness)),
        ]
    ) { facts throws(QuantityError) in
        let rates = facts.results.filter { facts.reading.rows[$0].isPercent && facts.reading.rows[$0].number != nil && !facts.reading.rows[$0].isCost }
        guard rates.count >= 4, rates.allSatisfy({ facts.reading.rows[$0].number == .hundred }) else { return [] }
        return [
            Hit(
                at: facts.targetPlace(rates[0]),
                Wording(
                    zh: "\(rates.count)个比率的指标值全部是100%。请按历史数据和工作条件逐项测算，做不到100%的如实填写。",
                    en: "All \(rates.count) rates are to be 100 %. Work each out from past figures and conditions."),
                found: "100%")
        ]
    }
}

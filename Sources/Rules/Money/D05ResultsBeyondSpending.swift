import BudgetModel
import Quantities

extension Rule {
    /// Flags results far better than the spending behind them.
    package static let resultsBeyondSpending = Rule(
        "D05", Wording(zh: "绩效结果明显好于资金执行", en: "Results much better than the spending"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(8, of: 8), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "在用系统的红灯规则：（指标得分率−执行得分率）÷指标得分率大于5%。仅此一条常见于正常结余，所以还要求执行率低于80%（黄灯）：钱只花了一部分，目标却几乎全部完成，要么预算编多了，要么目标定低了，要么完成值不实。写明是节约、结余的不提。",
            en: "The red light of systems in use: (share of indicator points − share of execution points) ÷ share of indicator points above 5 %. Ordinary savings do that too, so less than 80 % (the yellow light) must have been spent as well: with part of the money nearly all was reached, so the budget was too high, the targets too low or the actual values not true. A form that speaks of savings hears nothing."),
        triggering: [
            Example(
                Wording(zh: "执行57.6%，指标全部满分", en: "57.6 % spent, all indicators with full points"), at: ["H15"],
                ExampleForm().fund(.total, adjusted: "100", executed: "57.6").execution(weight: "10", score: "5.76", computed: "5.76")
                    .row("改造户数", ">=", "53", "户", actual: "129", weight: "60", stated: "60", computed: "60")
                    .row("群众满意度", ">=", "90", "%", actual: "95", weight: "30", stated: "30", computed: "30").total("95.76")),
            Example(
                Wording(zh: "执行0.08%，指标得九成", en: "0.08 % spent, nine tenths of the points"), at: ["I6"],
                ExampleForm().fund(.total, adjusted: "100", executed: "0.08").execution(weight: "10", score: "0.01", computed: "0.01")
                    .row("服务人数", ">=", "100", "人", actual: "748", weight: "90", stated: "81", computed: "90")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "执行85%", en: "85 % spent"),
                ExampleForm().fund(.total, adjusted: "100", executed: "85").execution(weight: "10", score: "8.5", computed: "8.5").row(
                    "改造户数", ">=", "53", "户", actual: "53", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "写明是招标节约", en: "the form speaks of savings"),
                ExampleForm().fund(.total, adjusted: "100", executed: "70").execution(weight: "10", score: "7", computed: "7")
                    .row("改造户数", ">=", "53", "户", actual: "53", weight: "90", stated: "90", computed: "90").text("偏差原因分析", "公开招标节约30万元")),
            Example(
                Wording(zh: "结果同样不好", en: "the results are as low"),
                ExampleForm().fund(.total, adjusted: "100", executed: "70").execution(weight: "10", score: "7", computed: "7").row(
                    "改造户数", ">=", "100", "户", actual: "70", weight: "90", stated: "63", computed: "63", met: false, reason: "汛期停工")),
        ]
    ) { facts throws(QuantityError) in
        guard let rate = facts.ratePercent, rate < ExactDecimal(80), let execution = facts.separateExecution, let points = execution.statedScore?.value,
            let weight = execution.weight?.value, weight.isPositive
        else { return [] }
        var reached = ExactDecimal.zero
        var most = ExactDecimal.zero
        for index in facts.evaluation.indicators.indices {
            guard let stated = facts.evaluation.indicators[index].statedScore?.value, let full = facts.evaluation.indicators[index].weight?.value else { continue }
            reached = try reached + stated
            most = try most + full
        }
        guard most.isPositive, reached.isPositive, reached <= most else { return [] }
        // (S − E) ÷ S > 0.05 as E × 20 < S × 19, both as shares.
        guard try points * most * ExactDecimal(20) < reached * weight * ExactDecimal(19),
            !facts.moneyReasons.contains(where: { $0.value.holds(anyOf: ["节约", "节省", "结余", "压减", "低于预算", "低于控制价"]) })
        else { return [] }
        let share = try (Ratio(reached, over: most) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        return [
            Hit(
                at: facts.evaluation.statedTotal?.cell ?? execution.statedScore?.cell,
                Wording(
                    zh: "预算只执行了\(rate.plain)%，各项指标却得了\(share.plain)%的分值。请说明为何未花完的钱也能完成目标：预算是否偏高、目标是否偏低、完成值是否属实。",
                    en: "Only \(rate.plain) % of the budget was spent, yet the indicators have \(share.plain) % of their points. Say how the goal was reached without the rest of the money: budget too high, targets too low, or actual values not true."),
                expected: rate.plain + "%", found: share.plain + "%")
        ]
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags signs that reward what nobody wants.
    package static let signAgainstDirection = Rule(
        "C27", Wording(zh: "符号与指标方向相反", en: "The sign contradicts the direction of the indicator"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "逾期率、投诉、事故要少，写“≥”就是越多越好；合格率、受益人数要多，写“≤”就是越少越好。投诉办结率、事故下降率等是好事，不提。",
            en: "Arrears, complaints and accidents are to be few: ≥ rewards many. Pass rates and people reached are to be many: ≤ rewards few. Complaints settled or accidents reduced are good and left alone."),
        triggering: [
            Example(Wording(zh: "贷款逾期率≥100%", en: "arrears of at least 100 %"), at: ["E13"], ExampleForm(.projectGoal).row("贷款逾期率", ">=", "100", "%", weight: "20").under(.quality)),
            Example(
                Wording(zh: "受益人数≤500人", en: "at most 500 people reached"), at: ["E13"],
                ExampleForm().row("受益人数", "<=", "500", "人", actual: "600", weight: "20", stated: "20", computed: "16", met: false, reason: "扩面").under(.socialBenefit)),
        ],
        nonTriggering: [
            Example(Wording(zh: "投诉办结率≥95%", en: "complaints settled"), ExampleForm(.projectGoal).row("投诉办结率", ">=", "95", "%", weight: "20").under(.quality)),
            Example(
                Wording(zh: "指标值写的是降幅", en: "the target is a fall"),
                ExampleForm(.projectGoal).row("市民投诉件数", ">=", "3", "%", weight: "20").under(.socialBenefit).with { evaluation, _ in evaluation.indicators[0].target?.raw = "同比下降≥3%" }),
            Example(Wording(zh: "事故≤2起", en: "at most 2 accidents"), ExampleForm(.projectGoal).row("交通事故", "<=", "2", "起", weight: "20").under(.socialBenefit)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            // “≥ 0” is C10's, costs are C07's.
            guard let sign = row.sign, let number = row.number, !row.isCost, !row.moves, !number.isZero || sign.isUpperBound else { continue }
            let rewardsBad = sign.isLowerBound && row.isUnwanted
            // “≤ 100 %” of a rate is C10's.
            let rewardsLess = sign.isUpperBound && row.isWanted && !row.name.has(.unbounded) && !(row.isPercent && number >= .hundred)
            guard rewardsBad || rewardsLess else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            let right = (rewardsBad ? "≤" : "≥") + number.plain + (facts.evaluation.indicators[index].effectiveTarget?.printedUnit ?? row.unit ?? "")
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(
                            zh: "\(name.zh)写\(text)，\(rewardsBad ? "越多反而越好" : "越少反而越好")，符号与指标方向相反", en: "\(name.en) is to be \(text): the sign rewards \(rewardsBad ? "more" : "less") of it"),
                        Wording(zh: "核对符号，应为“\(right)”的改正", en: "check the sign; it may have to be \(right)")),
                    expected: right, found: text))
        }
        return hits
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags scores of qualitative indicators outside the points of their tier.
    package static let scoreOutsideTier = Rule(
        "A08", Wording(zh: "定性指标得分不在所属档次内", en: "A qualitative score outside its tier"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "定性指标按达成、部分达成并具有一定效果、未达成且效果较差三档，分别得分值的100%-80%（含）、80%-60%（含）、60%-0%。档次由“较好”“基本”等字样推定的，以及低于所在档次但说明了原因的，为提醒。",
            en: "Qualitative indicators earn 100–80 % (incl.), 80–60 % (incl.) or 60–0 % of their points by tier. Where the tier is inferred from words such as 较 or 基本, or the unit says why it gave less, this is a warning."),
        triggering: [
            Example(
                Wording(zh: "部分达成而得9.5分", en: "partly achieved with 9.5 points"), at: ["H13"],
                ExampleForm().row(
                    "管护制度落实", nil, "落实到位", actual: "部分达成年度指标并具有一定效果", weight: "10", stated: "9.5", computed: "8", met: false,
                    reason: "部分村未建账", tier: .partlyAchieved, tierBasis: .stated, tierBounds: "6", "8")),
            Example(
                Wording(zh: "达成而只得7分，未说明", en: "achieved with 7 points and no word"), at: ["H13"],
                ExampleForm().row(
                    "管护制度落实", nil, "落实到位", actual: "达成年度指标", weight: "10", stated: "7", computed: "8", met: true, tier: .achieved,
                    tierBasis: .stated, tierBounds: "8", "10")),
            Example(
                Wording(zh: "达成而只得7分，已说明（提醒）", en: "achieved with 7 points and a reason (a warning)"), at: ["H13"],
                ExampleForm().row(
                    "管护制度落实", nil, "落实到位", actual: "达成预期指标", weight: "10", stated: "7", computed: "8", met: true, reason: "台账不全", tier: .achieved,
                    tierBasis: .stated, tierBounds: "8", "10")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "达成得8分，正好下限", en: "achieved with 8 points, the lower bound"),
                ExampleForm().row(
                    "管护制度落实", nil, "落实到位", actual: "达成年度指标", weight: "10", stated: "8", computed: "8", met: true, reason: "台账不全",
                    tier: .achieved, tierBasis: .stated, tierBounds: "8", "10")),
            Example(
                Wording(zh: "档次不明，不判断", en: "an unknown tier is not judged"),
                ExampleForm().row("管护制度落实", nil, "落实到位", actual: "稳步推进", weight: "10", stated: "9")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for claim in facts.claims {
            guard case .outsideTier(let tier, let bounds, let doubt) = claim.verdict else { continue }
            let name = facts.name(of: claim.subject)
            let includesUpper = facts.framework.tiers.value.first { $0.tier == tier }?.includesUpper ?? true
            let isAbove = claim.stated >= bounds.upperBound
            let upper = Wording(
                zh: includesUpper ? "\(bounds.upperBound.plain)" : "不到\(bounds.upperBound.plain)",
                en: includesUpper ? "\(bounds.upperBound.plain)" : "less than \(bounds.upperBound.plain)")
            // The form's own words: 达成预期指标 on many of them.
            let words = if case .indicator(let index) = claim.subject { facts.evaluation.indicators[index].tierWords } else { nil as String? }
            let known = doubt == .inferred ? Wording(zh: "（档次按文字推定）", en: " (tier inferred from the words)") : Wording(zh: "", en: "")
            let advice =
                doubt == .lowered
                ? Wording(zh: "已说明原因；若成效已降到下一档，请改选档次。", en: "The reason is given; if the result belongs to the tier below, choose that tier.")
                : Wording(zh: "请改正得分，或核对完成情况。", en: "Correct the score or check the result.")
            hits.append(
                try Hit(
                    at: claim.cell,
                    Wording(
                        zh: "\(name.zh)为“\(words ?? tier.wording.zh)”\(known.zh)，可得\(bounds.lowerBound.plain)至\(upper.zh)分，现为\(claim.stated.plain)分。\(advice.zh)",
                        en: "\(name.en) is “\(tier.wording.en)”\(known.en), worth \(bounds.lowerBound.plain) to \(upper.en) points, and has \(claim.stated.plain). \(advice.en)"),
                    severity: doubt == .none ? .error : .warning, expected: isAbove ? bounds.upperBound : bounds.lowerBound, found: claim.stated))
        }
        return hits
    }
}

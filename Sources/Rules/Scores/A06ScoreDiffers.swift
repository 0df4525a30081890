import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags stated scores that differ from the computed one and that no other rule explains.
    package static let scoreDiffers = Rule(
        "A06", Wording(zh: "得分与按规则计算的不一致", en: "A score differs from the computed one"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation, .report], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "得分由目标值、完成值和分值算出。高于计算值为错误，低于计算值为提醒；单位说明了扣分理由的不提。按另一种通行公式、打印出的执行率也能得出的，只作提示；仅因符号是推定的，为提醒。",
            en: "A score follows from target, actual value and points. Above the computed score is an error, below it a warning, and nothing where the unit says why it took points off. Where another formula in use or the printed rate gives the stated score this is a hint; where only our reading of the sign does, a warning."),
        needs: [.computableScores],
        triggering: [
            Example(
                Wording(zh: "完成80%得9分", en: "9 points for 80 %"), at: ["H13"],
                ExampleForm().row("发放农技手册", ">=", "100", "册", actual: "80", weight: "10", stated: "9", computed: "8", met: false, reason: "印刷延误")),
            Example(
                Wording(zh: "目标达到而少计3分，未说明（提醒）", en: "3 points off a met target without a word (a warning)"), at: ["H13"],
                ExampleForm().row("资金到位及时率", ">=", "100", "%", actual: "100", weight: "10", stated: "7", computed: "10")),
            Example(
                Wording(zh: "与另一通行公式相符（提示）", en: "equal to another formula in use (a hint)"), at: ["H13"],
                ExampleForm().row(
                    "维护成本", "<=", "160", "元", actual: "200", weight: "15", stated: "12", computed: "11.25", met: false, reason: "材料涨价",
                    alternatives: [AlternativeScore(reading: .formula(.ratio), score: ExactDecimal(12))])),
            Example(
                Wording(zh: "报告里预算执行的得分", en: "the points of execution in a report"), stating: ["15"],
                in: "预算执行情况（20分）\n预算数 执行数 执行率 得分\n年度资金总额 80 52 65% 15"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "与计算值一致", en: "equal to the computed score"),
                ExampleForm().row("发放农技手册", ">=", "100", "册", actual: "80", weight: "10", stated: "8", computed: "8", met: false, reason: "印刷延误")),
            Example(
                Wording(zh: "单位主动扣分并说明理由", en: "points taken off with a reason"),
                ExampleForm().row("资金到位及时率", ">=", "100", "%", actual: "100", weight: "10", stated: "7", computed: "10", reason: "第四季度拨付偏晚，主动扣3分")),
            Example(
                Wording(zh: "只差在取整（由A09提示）", en: "only rounding differs (A09 speaks)"),
                ExampleForm().row("发放农技手册", ">=", "120", "册", actual: "100", weight: "10", stated: "8.3", computed: "8.33", met: false, reason: "印刷延误")),
            Example(
                Wording(zh: "报告里按执行率得分", en: "points by the rate in a report"), in: "预算执行情况（20分）\n预算数 执行数 执行率 得分\n年度资金总额 80 52 65% 13"),
        ],
        claims: { $0.kind == .scoreSum && $0.dimension == .percent }
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for claim in facts.claims {
            switch claim.verdict {
            case .differs(let isAssumed):
                guard let computed = facts.line(of: claim.subject)?.score else { continue }
                let name = facts.name(of: claim.subject)
                let isAbove = claim.stated > computed
                let gap = try (claim.stated - computed).magnitude.plain
                hits.append(
                    try Hit(
                        at: claim.cell,
                        isAbove
                            ? Wording(
                                zh: "\(name.zh)得分\(claim.stated.plain)，按规则应为\(computed)，高\(gap)。请改正得分，或核对指标值和完成值。",
                                en: "\(name.en) has \(claim.stated.plain) points; by the rule it is \(computed), \(gap) less. Correct the score, or check target and actual value.")
                            : Wording(
                                zh: "\(name.zh)得分\(claim.stated.plain)，按规则应为\(computed)，低\(gap)。请改正得分；若是主动扣分，请写明理由。",
                                en: "\(name.en) has \(claim.stated.plain) points; by the rule it is \(computed), \(gap) more. Correct the score, or say why points were taken off."),
                        severity: isAbove && !isAssumed ? .error : .warning, expected: computed, found: claim.stated))
            case .otherReading(let other):
                guard let computed = facts.line(of: claim.subject)?.score else { continue }
                hits.append(
                    try Hit(
                        at: claim.cell, Rule.message(facts.name(of: claim.subject), claim.stated, computed, other),
                        severity: other.isSign ? .warning : .hint, expected: computed, found: claim.stated))
            case .agrees, .outOfRange, .fullThoughMissed, .outsideTier, .rounded, .loweredWithReason: continue
            }
        }
        return hits
    }

    private static func message(_ name: Wording, _ stated: ExactDecimal, _ computed: ExactDecimal, _ other: AlternativeScore) -> Wording {
        switch other.reading {
        case .formula(let formula):
            Wording(
                zh: "\(name.zh)得分\(stated.plain)，与\(formula.wording.zh)的结果一致；本评价方案的公式得\(computed)。请按本地规定选用，前后一致。",
                en: "\(name.en) has \(stated.plain) points, which \(formula.wording.en) gives; the formula in force gives \(computed). Use the one of your region throughout.")
        case .sign(let sign):
            Wording(
                zh: "\(name.zh)未写符号：按“\(sign.printed)”得\(stated.plain)分，按本系统推定的方向得\(computed)分。请在指标值前补上符号。",
                en: "\(name.en) has no sign: read as “\(sign.printed)” it earns \(stated.plain) points, read our way \(computed). Add the sign to the target.")
        case .printedRate:
            Wording(
                zh: "\(name.zh)得分\(stated.plain)由表上印的执行率算出；按准确执行率为\(computed)。可改为\(computed)。",
                en: "\(name.en) has \(stated.plain) points, from the printed rate; the exact rate gives \(computed), which you may use.")
        }
    }
}

extension FormulaKind {
    var wording: Wording {
        switch self {
        case .proportional: Wording(zh: "比例公式（分值×完成值÷指标值）", en: "the proportional formula (points × actual ÷ target)")
        case .linear: Wording(zh: "线性公式（超出部分按比例扣分）", en: "the linear formula (points less the share exceeded)")
        case .ratio: Wording(zh: "比值公式（分值×指标值÷完成值）", en: "the ratio formula (points × target ÷ actual)")
        case .zero: Wording(zh: "未达标不得分的公式", en: "the formula that gives nothing for a miss")
        }
    }
}

extension Comparator {
    /// The sign as forms print it.
    var printed: String {
        switch self {
        case .range: "区间"
        case .date: "日期"
        case .qualitative: "定性"
        case .atLeast, .above, .equal, .atMost, .below: mark
        }
    }
}

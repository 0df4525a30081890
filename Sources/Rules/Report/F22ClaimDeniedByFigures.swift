import BudgetModel
import Narrative

extension Rule {
    /// Flags a claim is denied by the figures.
    package static let claimDeniedByFigures = Rule(
        "F22", Wording(zh: "说法与数字相反", en: "A claim is denied by the figures"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(11, of: 11, doubtful: 3, of: 7), stages: [.report], severity: .error,
        citing: [.evaluationMeasures, .publishedReports],
        because: Wording(
            zh: "“全部完成”“无结余”等说法要与文中的目标、完成值和资金一致。",
            en: "Claims such as “all completed” or “nothing left” agree with the targets, results and money in the text."),
        triggering: [
            Example(Wording(zh: "全部完成", en: "all completed"), stating: ["全部完成"], in: "新建足球场目标3片，实际2片。\n年度各项绩效指标全部完成。"),
            Example(Wording(zh: "均已达到", en: "all reached"), stating: ["均已达到"], in: "视频监控覆盖率目标85%，实际81.5%。\n各项目标均已达到预期。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "确实完成", en: "truly completed"), in: "新建足球场目标3片，实际3片。\n年度各项绩效指标全部完成。"),
            Example(Wording(zh: "其余完成", en: "the others"), in: "新建足球场目标3片，实际2片。\n其余指标均完成。"),
        ],
        claims: { $0.kind == .claim && $0.dimension != .points })
}

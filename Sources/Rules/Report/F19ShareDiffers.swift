import BudgetModel
import Narrative

extension Rule {
    /// Flags a share differs from its figures.
    package static let shareDiffers = Rule(
        "F19", Wording(zh: "占比与数字不符", en: "A share differs from its figures"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(11, of: 11, doubtful: 1, of: 1), stages: [.report], severity: .error,
        citing: [.publishedReports],
        because: Wording(
            zh: "占比由部分和全部算出。",
            en: "A share follows from the part and the whole."),
        triggering: [
            Example(Wording(zh: "支出占比", en: "a share of spending"), stating: ["76.73"], in: "支出合计798.15万元，其中：基本支出540.63万元，占76.73%；项目支出257.52万元，占32.26%。"),
            Example(Wording(zh: "人数占比", en: "a share of people"), stating: ["54.7"], in: "教职工总数95人，其中专任教师78人，占教职工总数95人的54.7%。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "截尾", en: "cut last digits"), in: "支出合计798.15万元，其中：基本支出540.63万元，占67.73%；项目支出257.52万元，占32.26%。"),
            Example(Wording(zh: "约数", en: "a rough share"), in: "支出合计798.15万元，其中基本支出540.63万元，占约三分之二。"),
        ],
        claims: { $0.kind == .share && $0.dimension != .percent })
}

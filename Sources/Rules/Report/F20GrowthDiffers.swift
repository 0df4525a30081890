import BudgetModel
import Narrative

extension Rule {
    /// Flags a growth differs from its figures.
    package static let growthDiffers = Rule(
        "F20", Wording(zh: "增减幅度与数字不符", en: "A growth differs from its figures"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(24, of: 24), stages: [.report], severity: .error,
        citing: [.publishedReports],
        because: Wording(
            zh: "增减幅度等于增减数除以原来的数。",
            en: "Growth is the change over what was there before."),
        triggering: [
            Example(Wording(zh: "由低到高", en: "from one to the other"), stating: ["16.22"], in: "人均体育场地面积由2.41平方米提高到2.56平方米，增长16.22%。"),
            Example(Wording(zh: "比上年", en: "against the year before"), stating: ["43"], in: "2023年收入825.6万元，比2022年的359.6万元增长43%。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "相符", en: "as it should be"), in: "人均体育场地面积由2.41平方米提高到2.56平方米，增长6.22%。"),
            Example(Wording(zh: "增减数在前", en: "the change stands first"), in: "2023年度收入总计798.15万元，与2022年度相比增加61.54万元，增长8.35%。"),
        ],
        claims: { $0.kind == .growth })
}

import BudgetModel
import Narrative

extension Rule {
    /// Flags the same quantity is stated with different numbers.
    package static let quantityStatedTwice = Rule(
        "F21", Wording(zh: "同一数量前后不一", en: "The same quantity is stated with different numbers"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(9, of: 9, doubtful: 4, of: 38), stages: [.report], severity: .error,
        citing: [.publishedReports],
        because: Wording(
            zh: "同一口径的数字全文只能有一个；口径不同的要写明。",
            en: "A quantity has one number throughout; where the scope differs, the text says so."),
        triggering: [
            Example(Wording(zh: "全年支出", en: "spending of the year"), stating: ["2519.17"], in: "全年支出2591.17万元。\n从进度看，全年支出2519.17万元中，四季度占31.4%。"),
            Example(Wording(zh: "总得分", en: "the total score"), stating: ["96"], in: "自评得分96.5分，等级为优。\n项目综合得分96分。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "一致", en: "the same"), in: "全年支出2591.17万元。\n从进度看，全年支出2591.17万元中，四季度占31.4%。"),
            Example(Wording(zh: "上年的数", en: "of the year before"), in: "2023年全年支出2591.17万元。\n2022年全年支出2519.17万元。"),
        ],
        claims: { $0.kind == .repeat })
}

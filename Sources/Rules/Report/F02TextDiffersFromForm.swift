import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags numbers of a report that differ from those of its form.
    package static let textDiffersFromForm = Rule(
        "F02", Wording(zh: "报告的数字与绩效表不一致", en: "The report and its form state different numbers"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "报告依据绩效表写成，两处的数字应当一致。预算、执行数、执行率、总分、等级不一致是错误，其他数字可能口径不同，是警告。按报告写到的末位四舍五入或截尾不提；元与万元按值比较。",
            en: "A report is written from its form, so both state the same numbers. A different budget, spending, rate, total or grade is an error; other numbers may have another scope and are a warning. Rounding or cutting at the last digit of the text is no matter; 元 and 万元 are compared by value."),
        needs: [.formOfReport],
        triggering: [
            Example(
                Wording(zh: "总分", en: "the total"), stating: ["97.5"], in: "项目自评得分97.5分，等级为优。", with: ExampleForm().plainRow(points: "100").total("96.5").grade("优")),
            Example(
                Wording(zh: "执行数", en: "spending"), stating: ["193.3"], in: "2023年全年预算200万元，全年执行数193.3万元。",
                with: ExampleForm().fund(.total, initial: "200", adjusted: "200", executed: "183.3")),
            Example(
                Wording(zh: "指标的完成值", en: "the result of an indicator"), stating: ["1186"], in: "教师培训人次完成1186人次，超过目标。",
                with: ExampleForm().row("教师培训人次", ">=", "1000", "人次", actual: "1086", actualUnit: "人次", weight: "100")),
            Example(
                Wording(zh: "等级", en: "the grade"), stating: ["良"], in: "项目自评得分91分，等级为良。", with: ExampleForm().plainRow(points: "91").total("91").grade("优")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "单位不同，值相同", en: "the same in another unit"), in: "2023年全年预算2000000元，全年执行数193.3万元，预算执行率96.65%。",
                with: ExampleForm().fund(.total, initial: "200", adjusted: "200", executed: "193.3").rate("96.65")),
            Example(
                Wording(zh: "按末位四舍五入", en: "rounded at its last digit"), in: "2023年全年预算200万元，全年执行数193.3万元，预算执行率96.7%。",
                with: ExampleForm().fund(.total, initial: "200", adjusted: "200", executed: "193.3012").rate("96.65")),
            Example(
                Wording(zh: "目标和完成值都相符", en: "target and result agree"), in: "教师培训人次目标≥1000人次，实际完成1086人次。",
                with: ExampleForm().row("教师培训人次", ">=", "1000", "人次", actual: "1086", actualUnit: "人次", weight: "100")),
            Example(
                Wording(zh: "上年的数", en: "of the year before"), in: "教师培训人次上年完成886人次。",
                with: ExampleForm().row("教师培训人次", ">=", "1000", "人次", actual: "1086", actualUnit: "人次", weight: "100")),
        ],
        audit: { facts throws(QuantityError) in try FormComparison(facts).hits() })
}

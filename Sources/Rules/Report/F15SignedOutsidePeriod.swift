import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a date of signature outside the period.
    package static let signedOutsidePeriod = Rule(
        "F15", Wording(zh: "落款日期不在自评期间", en: "The date of signature is outside the period"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "自评在年度结束后进行，次年内完成。年度没有结束就落款，或隔年才落款，多半是日期或年度写错了。印章在文字里看不到，不检查。",
            en: "A year is evaluated when it is over and within the next one. A date before or long after mostly means a wrong date or year. Seals cannot be seen in a text and are not checked."),
        triggering: [
            Example(Wording(zh: "年度没有结束", en: "before the year was over"), stating: ["2023年3月20日"], in: "某县图书馆2023年度部门整体支出绩效自评报告\n全年开放342天。\n某县图书馆\n2023年3月20日"),
            Example(Wording(zh: "隔了一年", en: "a year late"), stating: ["二〇二四年三月二十日"], in: "某县图书馆2022年度部门整体支出绩效自评报告\n全年开放342天。\n某县图书馆\n二〇二四年三月二十日"),
            Example(Wording(zh: "日期空着", en: "the date was left open"), stating: ["年  月  日"], in: "某县图书馆2022年度部门整体支出绩效自评报告\n全年开放342天。\n某县图书馆\n年  月  日"),
        ],
        nonTriggering: [
            Example(Wording(zh: "次年落款", en: "in the next year"), in: "某县图书馆2023年度部门整体支出绩效自评报告\n全年开放342天。\n某县图书馆\n2024年3月20日"),
            Example(Wording(zh: "标题没有年度", en: "no year in the title"), in: "某县图书馆部门整体支出绩效自评报告\n全年开放342天。\n某县图书馆\n2024年3月20日"),
            Example(Wording(zh: "跨年度项目", en: "a project of several years"), in: "道路维修项目2021—2023年绩效自评报告\n三年维修道路42公里。\n某县城市管理局\n2022年3月20日"),
        ],
        audit: { facts in
            if facts.shape.signature == nil, facts.shape.outline.title != nil, let blank = facts.text.blankDate {
                return [facts.hit(blank, kind: .outline, Wording(zh: "落款日期没有填。请填写报告完成的日期。", en: "The date of signature was left open. Fill in the day the report was finished."), severity: .hint)]
            }
            guard let year = facts.shape.year, let signature = facts.shape.signature else { return [] }
            let date = signature.date
            let isEarly = date.year < year || date.year == year && date.month < 12
            guard isEarly || date.year > year + 1 else { return [] }
            return [
                facts.hit(
                    signature.place, kind: .outline,
                    isEarly
                        ? Wording(
                            zh: "标题是\(year)年度，落款日期早于年度结束。请核对日期和年度；期中报告请在标题写明。",
                            en: "The title says \(year), and the date comes before that year was over. Check both; say so in the title if it is an interim report.")
                        : Wording(
                            zh: "标题是\(year)年度，落款在\(date.year)年，隔了一年以上。请核对日期和年度。",
                            en: "The title says \(year), and it was signed in \(date.year), more than a year later. Check both."))
            ]
        })
}

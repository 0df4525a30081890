import BudgetModel
import Quantities

extension Rule {
    /// Flags numbers of projects that differ between texts of the form, or from the unit's record.
    package static let projectCountDiffers = Rule(
        "D14", Wording(zh: "项目个数前后不一致", en: "The number of projects is not the same throughout"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "自评的项目总数在表内各处、项目清单和报告里应是同一个数。这里只看写明“共”“全部”“自评”的总数，按类列举的不算。",
            en: "The number of evaluated projects is one number in all texts, in the list and in the report. Only totals said to be such (共, 全部, 自评) are looked at, not counts by kind."),
        triggering: [
            Example(
                Wording(zh: "一处35个，一处133个", en: "35 here, 133 there"), at: ["F11"],
                ExampleForm(.departmentSelfEvaluation).goal("对全部35个项目开展自评", "共133个项目完成自评")),
            Example(
                Wording(zh: "与单位的项目数不同", en: "not the unit's number"), at: ["B14"],
                ExampleForm(.departmentSelfEvaluation).text("评价结论", "本单位共有17个项目开展自评").process { $0.projects = 70 }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "同一个数", en: "the same number"), ExampleForm(.departmentSelfEvaluation).goal("对全部35个项目开展自评", "共35个项目完成自评")),
            Example(
                Wording(zh: "按类列举", en: "counts by kind"), ExampleForm(.departmentSelfEvaluation).goal("共35个项目", "其中基建12个项目，运转23个项目")),
        ]
    ) { facts throws(QuantityError) in
        var first: (count: ExactDecimal, cell: CellRef?)? = facts.context.process?.projects.map { (ExactDecimal($0), nil) }
        // Plans come first, so that the statement is the one to be corrected.
        for text in facts.evaluation.goals.compactMap(\.expected) + facts.statements where text.value.holds("个项目") {
            for figure in Figure.all(in: text.value) where figure.counts("个项目") && text.value.saysTotal(before: figure.start) {
                guard let known = first else {
                    first = (figure.value, text.cell)
                    continue
                }
                guard known.count != figure.value else { continue }
                let source = known.cell.map { Wording(zh: "\($0.a1)处是", en: "in \($0.a1) it is") } ?? Wording(zh: "单位的项目数是", en: "the unit has")
                return [
                    try Hit(
                        at: text.cell,
                        Wording(
                            zh: "这里写共\(figure.value.plain)个项目，\(source.zh)\(known.count.plain)个。请统一项目个数，并与项目清单核对。",
                            en: "Here the projects number \(figure.value.plain), \(source.en) \(known.count.plain). Use one number and check it with the list of projects."),
                        expected: known.count, found: figure.value)
                ]
            }
        }
        return []
    }
}

extension String {
    /// Whether 共, 全部 or 自评 stands right before this byte.
    fileprivate func saysTotal(before byte: Int) -> Bool {
        // Two fillers and the word itself.
        var head = Array(slice(max(0, byte - 24)..<byte).utf8)
        for filler in ["有", "计", "了", "的", "涉及", "对"] where head.suffix(filler.utf8.count).elementsEqual(filler.utf8) { head.removeLast(filler.utf8.count) }
        return ["共", "全部", "所有", "自评"].contains { head.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}

import BudgetModel
import Quantities

extension Rule {
    private static func total(_ points: String, _ unit: String, _ file: String) -> ExampleForm {
        ExampleForm().plainRow(points: "98").total(points).of(unit, file: file, department: "县政务服务局")
    }

    private static let fourHigh = [total("98", "乙中心", "乙.xlsx"), total("95", "丙中心", "丙.xlsx"), total("99.5", "丁中心", "丁.xlsx"), total("97", "戊中心", "戊.xlsx")]

    /// Flags departments all of whose forms state 95 points or more.
    package static let highTotalsThroughout = Rule(
        "P03", Wording(zh: "主管部门的全部自评总分都在95分以上", en: "Every form of the department states 95 points or more"),
        since: "0.1.0", status: .preview, nature: .exact, stages: [.selfEvaluation], severity: .hint,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "一个部门不少于五份的自评表全部在95分以上，得分就分不出好坏，抽查时应优先选取。只提示，不作结论。",
            en: "Where five forms or more of a department all state 95 points or more, scores no longer tell good from bad: choose from here when only some can be reviewed."),
        needs: [.peerForms],
        triggering: [
            Example(Wording(zh: "五份表最低95分", en: "five forms, the lowest at 95"), at: ["H14"], total("96", "甲中心", "甲.xlsx").among(fourHigh)),
            Example(
                Wording(zh: "六份表都是满分", en: "six forms with 100 points"), at: ["H14"],
                total("100", "甲中心", "甲.xlsx").among(["乙", "丙", "丁", "戊", "己"].map { total("100", $0 + "中心", $0 + ".xlsx") })),
        ],
        nonTriggering: [
            Example(Wording(zh: "有一份94.9分", en: "one at 94.9"), total("94.9", "甲中心", "甲.xlsx").among(fourHigh)),
            Example(Wording(zh: "只有四份", en: "four forms only"), total("96", "甲中心", "甲.xlsx").among(Array(fourHigh.dropLast()))),
        ]
    ) { facts in
        guard let (counts, other, own) = Rule.department(facts, \.highTotal), counts.highTotals == counts.forms, let other else { return [] }
        let place = other.place(other.totalCell)
        return [
            Hit(
                at: own.totalCell,
                Wording(
                    zh: "主管部门的\(counts.forms)份自评表总分都在95分以上，如\(place.zh)（\(other.total?.plain ?? "")分）。请核对打分是否拉开了差距。",
                    en: "All \(counts.forms) forms of the department state 95 points or more, such as \(place.en) (\(other.total?.plain ?? "")). Check whether the scores tell good from bad."))
        ]
    }
}

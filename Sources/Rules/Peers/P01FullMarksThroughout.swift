import BudgetModel
import Quantities

extension Rule {
    private static func fullMarks(_ unit: String, _ file: String, stated: String = "30") -> ExampleForm {
        ExampleForm().row("巡查次数", ">=", "100", "次", actual: "100", weight: "30", stated: stated, computed: "30")
            .row("办结率", ">=", "95", "%", actual: "96", weight: "30", stated: "30", computed: "30")
            .row("群众满意度", ">=", "90", "%", actual: "92", weight: "30", stated: "30", computed: "30").total("100")
            .of(unit, file: file, department: "县政务服务局")
    }

    private static let fourFullMarks = [fullMarks("乙中心", "乙.xlsx"), fullMarks("丙中心", "丙.xlsx"), fullMarks("丁中心", "丁.xlsx"), fullMarks("戊中心", "戊.xlsx")]

    /// Flags departments all of whose forms give full marks in every row.
    package static let fullMarksThroughout = Rule(
        "P01", Wording(zh: "主管部门的全部自评表每一行都是满分", en: "Every row of every form of the department has full marks"),
        since: "0.1.0", status: .preview, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "一个部门的自评表不少于五份而行行满分，说明目标定得过低或没有认真打分，应当抽查复核。只提示，不作结论。",
            en: "Five forms or more of a department with full marks in every row mean targets that were set too low or scores that nobody weighed: a place to look at, not a verdict."),
        needs: [.peerForms],
        triggering: [
            Example(Wording(zh: "五份表行行满分", en: "five forms, full marks in every row"), at: ["H16"], fullMarks("甲中心", "甲.xlsx").among(fourFullMarks)),
            Example(
                Wording(zh: "本表也在文件夹里，只算一次", en: "the form lies in the folder too and counts once"), at: ["H16"],
                fullMarks("甲中心", "甲.xlsx").among(fourFullMarks + [fullMarks("甲中心", "甲.xlsx")])),
        ],
        nonTriggering: [
            Example(Wording(zh: "有一份扣了分", en: "one of them took points off"), fullMarks("甲中心", "甲.xlsx").among(Array(fourFullMarks.dropLast()) + [fullMarks("戊中心", "戊.xlsx", stated: "28")])),
            Example(Wording(zh: "只有四份", en: "four forms only"), fullMarks("甲中心", "甲.xlsx").among(Array(fourFullMarks.dropLast()))),
        ]
    ) { facts in
        guard let (counts, other, own) = Rule.department(facts, \.fullMarks), counts.fullMarks == counts.forms, let other else { return [] }
        let place = other.place(other.totalCell)
        return [
            Hit(
                at: own.totalCell,
                Wording(
                    zh: "主管部门的\(counts.forms)份自评表每一行都是满分，如\(place.zh)。请核对指标值是否定得过低、得分是否如实。",
                    en: "All \(counts.forms) forms of the department have full marks in every row, such as \(place.en). Check whether targets were too low and scores are true."))
        ]
    }

    /// A department of at least five forms, another of its forms that shares the trait, and this form.
    static func department(_ facts: Facts, _ trait: KeyPath<PeerGroup.Shared, PeerForm?>) -> (counts: PeerGroup.Department, other: PeerForm?, own: PeerForm)? {
        guard let peers = facts.context.peers else { return nil }
        let own = PeerForm(facts.evaluation, origin: facts.context.origin)
        guard let shared = peers.department(of: own), shared.counts.forms >= 5 else { return nil }
        return (shared.counts, shared[keyPath: trait], own)
    }
}

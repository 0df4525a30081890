import BudgetModel
import Quantities

extension Rule {
    private static func overshot(_ unit: String, _ file: String, actual: String = "140") -> ExampleForm {
        ExampleForm().row("巡查次数", ">=", "100", "次", actual: actual, weight: "30", stated: "30", computed: "30", reason: "群众需求增加").total("98")
            .of(unit, file: file, department: "县政务服务局")
    }

    private static let fourOvershot = [overshot("乙中心", "乙.xlsx"), overshot("丙中心", "丙.xlsx"), overshot("丁中心", "丁.xlsx", actual: "100"), overshot("戊中心", "戊.xlsx", actual: "100")]

    /// Flags departments where most forms go far above a target.
    package static let overshootThroughout = Rule(
        "P02", Wording(zh: "主管部门多数自评表都有指标大幅超额", en: "Most forms of the department go far above a target"),
        since: "0.1.0", status: .preview, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .coreIndicatorGuide],
        because: Wording(
            zh: "一个部门不少于五份的自评表中，过半有指标完成值超过指标值的130%，说明指标值普遍偏低，下一年度应当调整。只提示，不作结论。",
            en: "Where more than half of five forms or more exceed a target by more than 30 %, targets are low as a habit and should be raised next year: a place to look at, not a verdict."),
        needs: [.peerForms],
        triggering: [
            Example(Wording(zh: "五份表中三份完成140%", en: "three of five at 140 %"), at: ["F13"], overshot("甲中心", "甲.xlsx").among(fourOvershot)),
            Example(
                Wording(zh: "五份表全部完成140%", en: "all five at 140 %"), at: ["F13"],
                overshot("甲中心", "甲.xlsx").among(["乙", "丙", "丁", "戊"].map { overshot($0 + "中心", $0 + ".xlsx") })),
        ],
        nonTriggering: [
            Example(Wording(zh: "五份表中两份", en: "two of five"), overshot("甲中心", "甲.xlsx").among(Array(fourOvershot.dropFirst()) + [overshot("己中心", "己.xlsx", actual: "130")])),
            Example(Wording(zh: "本表没有超额", en: "this form is not above its target"), overshot("甲中心", "甲.xlsx", actual: "100").among(fourOvershot)),
        ]
    ) { facts in
        guard let (counts, other, own) = Rule.department(facts, \.overshoot), counts.overshoots * 2 > counts.forms, let cell = own.overshoot, let other else { return [] }
        let place = other.place(other.overshoot)
        return [
            Hit(
                at: cell,
                Wording(
                    zh: "主管部门\(counts.forms)份自评表中有\(counts.overshoots)份存在完成值超过指标值130%的指标，如\(place.zh)。请核对指标值的依据，下一年度据实调高。",
                    en: "\(counts.overshoots) of the department's \(counts.forms) forms exceed a target by more than 30 %, such as \(place.en). Check what the targets rest on and raise them next year."))
        ]
    }
}

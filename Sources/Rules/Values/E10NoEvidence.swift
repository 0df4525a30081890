import BudgetModel
import Quantities

extension Rule {
    /// Flags rows that no file of the evidence belongs to.
    package static let noEvidence = Rule(
        "E10", Wording(zh: "没有佐证材料", en: "No evidence"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "完成值要有材料证明；复核时没有材料的指标记0分。文件按所在文件夹或文件名中的指标名称、序号归到指标：如“03 培训人数/签到表.pdf”。满意度由E11核对，预算执行看决算。",
            en: "An actual value is proved by papers; a review gives a row without any 0 points. A file belongs to the row whose name or number stands in its folder's or its own name: “03 培训人数/签到表.pdf”. Satisfaction is E11's; execution is proved by the account."),
        needs: [.evidence],
        triggering: [
            Example(
                Wording(zh: "第二项没有材料", en: "nothing for the second row"), at: ["D14"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("巡查次数", ">=", "12", "次", actual: "12").evidence("01 培训人数/签到表.pdf")),
            Example(
                Wording(zh: "材料没有归到任何指标", en: "files that belong to no row"), at: ["D13", "D14"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("巡查次数", ">=", "12", "次", actual: "12").evidence("总结.docx")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "按序号归档", en: "filed by number"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("巡查次数", ">=", "12", "次", actual: "12").evidence("1/签到表.pdf", "2 台账.xlsx")),
            Example(Wording(zh: "没有给材料文件夹（未检查）", en: "no folder given (not checked)"), ExampleForm().row("培训人数", ">=", "100", "人", actual: "110")),
        ]
    ) { facts in
        guard facts.context.evidence != nil else { return [] }
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices where facts.evidenceRows[index].isEmpty {
            let indicator = facts.evaluation.indicators[index]
            guard let actual = indicator.actual, actual.saysSomething, !indicator.isSatisfaction, !indicator.isExecutionRate, !facts.isLeftOut(index) else { continue }
            hits.append(
                Hit(
                    at: indicator.name.cell,
                    Wording(
                        zh: "「\(indicator.name.value)」完成\(actual.raw)，佐证文件夹里没有它的材料。请补充材料，文件夹或文件名写明指标名称或序号“\(index + 1)”。",
                        en: "“\(indicator.name.value)” reached \(actual.raw), and the evidence holds nothing for it. Add it, with the indicator's name or its number \(index + 1) in the name of folder or file."),
                    found: "0"))
        }
        return hits
    }
}

extension Indicator {
    /// Whether the row asks how content somebody is.
    var isSatisfaction: Bool { level1Kind == .satisfaction || level2Kind == .serviceSatisfaction || name.value.holds("满意") }
}

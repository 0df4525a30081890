import BudgetModel
import Quantities

extension Rule {
    /// Flags monitoring that was not done, or that saw nothing of what was missed later.
    package static let monitoringMissed = Rule(
        "G04", Wording(zh: "运行监控没有填报，或全绿而年终未完成", en: "Monitoring not filled, or all green and missed later"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.monitoring, .selfEvaluation], severity: .warning,
        citing: [.monitoringMeasures],
        because: Wording(
            zh: "监控要在年中发现偏差、及时纠正。没有填报的是漏做；监控全是绿灯、年终却有指标没有完成又没有说明的，监控走了过场。",
            en: "Monitoring finds deviations while they can be mended. Not filled it was not done; all lights green and an indicator missed at the end of the year without a reason, it saw nothing."),
        needs: [.monitoring],
        triggering: [
            Example(Wording(zh: "没有填报", en: "not filled"), at: ["A1"], ExampleForm().process { $0.monitoring = .notFilled }),
            Example(
                Wording(zh: "全绿，年终只完成60%", en: "all green, 60 % in the end"), at: ["F13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "60", weight: "10", stated: "6", computed: "6", met: false).process { $0.monitoring = .lights(green: 8, yellow: 0, red: 0) }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "监控时已亮黄灯", en: "a yellow light had warned"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "60", weight: "10", stated: "6", computed: "6", met: false).process { $0.monitoring = .lights(green: 7, yellow: 1, red: 0) }),
            Example(
                Wording(zh: "全绿，后来的变化已说明", en: "all green, what changed later is explained"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "60", weight: "10", stated: "6", computed: "6", met: false, reason: "10月场地停用，取消两期").process {
                    $0.monitoring = .lights(green: 8, yellow: 0, red: 0)
                }),
        ]
    ) { facts in
        guard let monitoring = facts.context.process?.monitoring else { return [] }
        let name = facts.evaluation.objectName
        if monitoring == .notFilled {
            return [
                Hit(
                    at: facts.evaluation.head,
                    Wording(
                        zh: "\(name.zh)没有填报绩效运行监控。请补报监控情况，并说明原因。", en: "The monitoring of \(name.en) was not filled in. Hand it in and say why."))
            ]
        }
        guard monitoring.isAllGreen, facts.evaluation.kind.isScored else { return [] }
        var hits: [Hit] = []
        for index in facts.scoreSheet.lines.indices where index < facts.evaluation.indicators.count {
            guard facts.scoreSheet.lines[index].isMet == false, !facts.scoreSheet.lines[index].isLeftOut, !facts.hasReason(index) else { continue }
            let indicator = facts.evaluation.indicators[index]
            hits.append(
                Hit(
                    at: indicator.actual?.cell ?? indicator.name.cell,
                    Wording(
                        zh: "监控时全部为绿灯，「\(indicator.name.value)」年终完成\(indicator.actual?.raw ?? "")，没有达到指标值。请说明监控之后发生了什么。",
                        en: "All lights were green at monitoring, yet “\(indicator.name.value)” ended at \(indicator.actual?.raw ?? "") and missed its target. Say what happened after the monitoring.")))
        }
        return hits
    }
}

extension Need {
    fileprivate static let monitoring = process(Wording(zh: "运行监控的结果", en: "the result of monitoring")) { $0.monitoring != nil }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags reasons that are empty phrases.
    package static let reasonSaysNothing = Rule(
        "E06", Wording(zh: "偏差原因是空话", en: "A reason that says nothing"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(1, of: 1), stages: [.monitoring, .selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .monitoringMeasures],
        because: Wording(
            zh: "原因栏要写明因为什么没有完成、怎样改进。整栏只有“客观原因”“受疫情影响”“工作原因”“下一步加强管理”之类的，等于没有说明。空着、“无”、“—”由E04提示；与数字矛盾的由E07提示。",
            en: "The cell says why a target was missed and what will be done. A cell that holds only 客观原因, 受疫情影响, 工作原因, 下一步加强管理 and the like says nothing. Empty cells, 无 and dashes are E04's, contradictions E07's."),
        triggering: [
            Example(
                Wording(zh: "只写“客观原因”", en: "only 客观原因"), at: ["I13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "8", computed: "8", met: false, reason: "客观原因")),
            Example(
                Wording(zh: "只写“受疫情影响。”", en: "only 受疫情影响"), at: ["I13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "8", computed: "8", met: false, reason: "受疫情影响。")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "说明了影响和措施", en: "says what happened and what will be done"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "80", weight: "10", stated: "8", computed: "8", met: false, reason: "受疫情影响取消两期，已改为线上补训")),
            Example(
                Wording(zh: "已达目标，备注随意", en: "a met target may have any remark"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10", reason: "客观原因")),
        ]
    ) { facts in
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices where facts.isOff(index) {
            guard let reason = facts.evaluation.indicators[index].reason ?? facts.evaluation.indicators[index].remark, reason.value.utf8.count <= 60,
                EmptyReasons.holds(reason.value)
            else { continue }
            let name = facts.evaluation.indicators[index].name.value
            hits.append(
                Hit(
                    at: reason.cell,
                    Wording(
                        zh: "「\(name)」的原因只写了“\(reason.value)”。请写明具体因为什么、影响多少、怎样改进。",
                        en: "The reason of “\(name)” is only “\(reason.value)”. Say what caused it, how much it mattered and what will be done."),
                    found: reason.value))
        }
        return hits
    }
}

extension Facts {
    /// Whether the row missed its target, lost points or will miss it by its own forecast.
    func isOff(_ index: Int) -> Bool {
        if evaluation.kind == .monitoring { return evaluation.indicators[index].likelihood.map { $0.value != .certain } ?? false }
        guard index < scoreSheet.lines.count, !scoreSheet.lines[index].isLeftOut else { return false }
        if scoreSheet.lines[index].isMet == false { return true }
        guard let stated = evaluation.indicators[index].statedScore?.value, let weight = evaluation.indicators[index].weight?.value else { return false }
        return stated < weight
    }
}

/// Phrases that fill a cell of reasons and explain nothing.
enum EmptyReasons {
    static func holds(_ text: String) -> Bool {
        phrases.contains(text.foldedName)
    }

    private static let phrases: Set<String> = [
        "客观原因", "主观原因", "工作原因", "历史原因", "特殊原因", "其他原因", "政策原因", "资金原因", "人员原因", "疫情", "疫情原因", "疫情影响", "受疫情影响", "因疫情影响", "因疫情", "由于疫情影响", "受疫情影响未完成", "因疫情原因", "受客观因素影响", "客观因素", "客观因素影响",
        "不可抗力", "未完成", "未达标", "未达到目标", "未达到预期", "没有完成", "进度滞后", "进展缓慢", "有偏差", "存在偏差", "偏差较小", "偏差不大", "略有偏差", "工作需要", "实际情况", "实际工作需要", "根据实际情况", "根据实际", "按实际情况", "据实填报", "如实填报",
        "加强管理", "进一步加强", "下一步加强管理", "继续努力", "下一步继续努力", "加快进度", "加强工作", "改进工作", "加强监督", "正在推进", "持续推进", "有待提高", "有待加强", "有待改进", "需进一步提高", "需进一步加强", "进一步完善", "待完善", "有待完善",
    ]
}

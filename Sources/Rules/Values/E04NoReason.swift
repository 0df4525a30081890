import BudgetModel
import Quantities

extension Rule {
    /// Flags missed targets and points taken off without a reason.
    package static let noReason = Rule(
        "E04", Wording(zh: "未达目标或扣了分，没有说明原因", en: "A missed target, or points taken off, without a reason"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.monitoring, .selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .monitoringMeasures],
        because: Wording(
            zh: "未完成目标或偏离较大的，要分析原因并提出改进措施；“无”“—”不算说明。表下“原因分析”一栏写了的，视为已说明。“=”的指标超过指标值也是偏离；“>”“<”正好等于界限的为提示；“不适用”要有认可的理由。监控表上“完全不可能”和预计完不成的须写明原因，“有可能”为提示。",
            en: "A missed target is to be explained with measures; 无 or a dash explains nothing. A text row of reasons below the table counts for all rows. Above a target with = is a deviation too; exactly on the bound of > or < is a hint; “not applicable” needs an accepted ground. On monitoring forms 完全不可能 and a forecast below the target need a reason; 有可能 is a hint."),
        triggering: [
            Example(
                Wording(zh: "完成98%，未写原因", en: "98 % and no reason"), at: ["I13"],
                ExampleForm().row("政策知晓率", "=", "100", "%", actual: "98", weight: "10", stated: "9.8", computed: "9.8", met: false)),
            Example(
                Wording(zh: "目标达到却扣3分，备注为“无”", en: "3 points off a met target, the remark is 无"), at: ["I13"],
                ExampleForm().row("资金到位及时率", ">=", "100", "%", actual: "100", weight: "10", stated: "7", computed: "10", reason: "无")),
            Example(
                Wording(zh: "监控表“完全不可能”未写原因", en: "完全不可能 on a monitoring form"), at: ["I13"],
                ExampleForm(.monitoring).row("年租金收入", ">=", "2", "万元", actual: "0", likelihood: .impossible)),
            Example(
                Wording(zh: "“=”的指标超过指标值，未说明", en: "above a target with = and no word"), at: ["I13"],
                ExampleForm().row("发放补助人数", "=", "100", "人", actual: "120", weight: "10", stated: "10", computed: "10").bound(.aboveEqual)),
            Example(
                Wording(zh: "“>”的指标正好等于界限（提示）", en: "exactly on the bound of > (a hint)"), at: ["F13"],
                ExampleForm().row("培训合格率", ">", "95", "%", actual: "95", weight: "10", stated: "10", computed: "10").bound(.onStrictBound)),
            Example(
                Wording(zh: "填“不适用”，没有理由", en: "“not applicable” without a ground"), at: ["I13"],
                ExampleForm().row("设备验收合格率", ">=", "95", "%", actual: "不适用", weight: "10", stated: "0").notApplicable()),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写了原因", en: "with a reason"),
                ExampleForm().row("政策知晓率", "=", "100", "%", actual: "98", weight: "10", stated: "9.8", computed: "9.8", met: false, reason: "新入学家庭宣传不足，下学期入户讲解")),
            Example(
                Wording(zh: "表下统一说明", en: "explained below the table"),
                ExampleForm().row("政策知晓率", "=", "100", "%", actual: "98", weight: "10", stated: "9.8", computed: "9.8", met: false)
                    .text("偏差大或目标未完成原因分析", "新入学家庭宣传不足")),
            Example(
                Wording(zh: "“=”的指标超过指标值，已说明", en: "above a target with =, explained"),
                ExampleForm().row("发放补助人数", "=", "100", "人", actual: "120", weight: "10", stated: "10", computed: "10", reason: "年中政策扩面，新增20人")
                    .bound(.aboveEqual)),
            Example(
                Wording(zh: "监控表“确定能”", en: "确定能 on a monitoring form"),
                ExampleForm(.monitoring).row("受益人数", ">=", "200", "人", actual: "0", likelihood: .certain)),
        ]
    ) { facts throws(QuantityError) in
        facts.evaluation.kind == .monitoring ? Rule.monitored(facts) : try Rule.scored(facts)
    }

    private static func scored(_ facts: Facts) throws(QuantityError) -> [Hit] {
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        for index in evaluation.indicators.indices {
            guard let line = facts.line(index), !line.isLeftOut else { continue }
            if evaluation.indicators[index].notApplicable != nil {
                if let hit = Rule.notApplicable(evaluation.indicators[index], line) { hits.append(hit) }
                continue
            }
            if let bound = line.boundCase, !facts.hasReason(index) {
                hits.append(Rule.met(evaluation.indicators[index], bound, line))
                continue
            }
            let stated = evaluation.indicators[index].statedScore?.value
            let weight = evaluation.indicators[index].weight?.value
            let isMissed = line.isMet == false || (line.isMet == nil && line.tier.map { $0 != .achieved } ?? false)
            let isLowered = if let stated, let weight { stated < weight } else { false }
            guard isMissed || isLowered, !facts.hasReason(index) else { continue }
            let name = evaluation.indicators[index].name.value
            let message: Wording
            if isMissed {
                let completion = line.completionPercent.map { Wording(zh: "（完成\($0)%）", en: " (\($0) % reached)") } ?? Wording(zh: "", en: "")
                message = Wording(
                    zh: "「\(name)」未达指标值\(completion.zh)，没有说明原因。请写明偏差原因和改进措施。",
                    en: "“\(name)” missed its target\(completion.en) and gives no reason. State the cause and what will be done.")
            } else {
                let gap = try (weight ?? .zero) - (stated ?? .zero)
                message = Wording(
                    zh: "「\(name)」扣了\(gap.plain)分，没有说明原因。请写明扣分理由，或改正得分。",
                    en: "“\(name)” has \(gap.plain) points taken off without a reason. Give the reason or correct the score.")
            }
            hits.append(Hit(at: evaluation.indicators[index].reasonPlace, message))
        }
        return hits
    }

    /// 不适用 without a ground of the list.
    private static func notApplicable(_ indicator: Indicator, _ line: ScoreLine) -> Hit? {
        // Points of 0 are A03's.
        guard line.unscored == .notApplicableWithoutGround, !(indicator.weight?.value.isZero ?? false) else { return nil }
        let name = indicator.name.value
        return Hit(
            at: indicator.reasonPlace,
            Wording(
                zh: "「\(name)」填“\(indicator.actual?.raw ?? "不适用")”，没有写明认可的理由（未到期、政策调整、任务取消、不可抗力、涉密）。请写明理由，或填写完成情况。",
                en: "“\(name)” is marked not applicable without an accepted ground (not due, change of policy, task cancelled, force majeure, secret). State the ground, or give the result."))
    }

    /// Met only by a default: above `=`, or on the bound of `>` and `<`.
    private static func met(_ indicator: Indicator, _ bound: BoundCase, _ line: ScoreLine) -> Hit {
        let name = indicator.name.value
        let target = indicator.effectiveTarget?.raw ?? ""
        let actual = indicator.actual?.raw ?? ""
        switch bound {
        case .aboveEqual:
            let completion = line.completionPercent.map { Wording(zh: "（完成\($0)%）", en: " (\($0) %)") } ?? Wording(zh: "", en: "")
            return Hit(
                at: indicator.reasonPlace,
                Wording(
                    zh: "「\(name)」的符号是“=”，指标值\(target)，完成\(actual)，高于指标值\(completion.zh)，没有说明原因。按满分计；请说明原因，或核对符号是否应为“≥”。",
                    en: "“\(name)” has the sign =, the target \(target) and the actual value \(actual), above it\(completion.en), without a reason. Full points are given; explain it, or check whether the sign should be ≥."))
        case .onStrictBound:
            let sign = line.comparatorUsed?.printed ?? ">"
            return Hit(
                at: indicator.actual?.cell,
                Wording(
                    zh: "「\(name)」的符号是“\(sign)”，完成值正好等于指标值\(target)，按达到计分。请核对符号是否应为“\(sign == "<" ? "≤" : "≥")”。",
                    en: "“\(name)” has the sign \(sign) and its actual value is exactly \(target), which counts as met. Check whether the sign should be \(sign == "<" ? "≤" : "≥")."),
                severity: .hint)
        }
    }

    private static func monitored(_ facts: Facts) -> [Hit] {
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices where !facts.hasReason(index) {
            let indicator = facts.evaluation.indicators[index]
            let name = indicator.name.value
            switch indicator.likelihood?.value {
            case .impossible:
                hits.append(
                    Hit(
                        at: indicator.reasonPlace,
                        Wording(
                            zh: "「\(name)」选了“完全不可能”，原因未填。请写明原因和拟采取的措施。",
                            en: "“\(name)” is marked 完全不可能 (cannot be reached) without a reason. State the cause and what will be done.")))
            case _ where Rule.isForecastBehind(indicator):
                hits.append(
                    Hit(
                        at: indicator.reasonPlace,
                        Wording(
                            zh: "「\(name)」全年预计\(indicator.forecast?.raw ?? "")，达不到指标值\(indicator.effectiveTarget?.raw ?? "")，原因未填。请写明原因和措施。",
                            en: "“\(name)” expects \(indicator.forecast?.raw ?? "") for the year and will miss \(indicator.effectiveTarget?.raw ?? ""), without a reason. State the cause and what will be done.")))
            case .possible where indicator.causes.isEmpty:
                hits.append(
                    Hit(
                        at: indicator.reasonPlace,
                        Wording(
                            zh: "「\(name)」选了“有可能”，建议写明影响完成的原因。",
                            en: "“\(name)” is marked 有可能 (possible); say what stands in its way."),
                        severity: .hint))
            case .possible, .certain, nil: continue
            }
        }
        return hits
    }

    private static func isForecastBehind(_ indicator: Indicator) -> Bool {
        guard let forecast = indicator.forecast?.number, let target = indicator.effectiveTarget, let bound = target.number,
            indicator.forecast?.unit == nil || target.unit == nil || indicator.forecast?.unit == target.unit
        else { return false }
        let sign = indicator.comparator ?? target.comparator
        // Unsigned cost and time targets are ceilings, which a low forecast keeps.
        guard let sign else { return indicator.level2Kind != .cost && indicator.level1Kind != .cost && !target.isDuration && forecast < bound }
        return sign.isUpperBound ? forecast > bound : (sign.isLowerBound || sign == .equal) && forecast < bound
    }
}

extension Indicator {
    /// Where a reason is missing: its empty cell, else the score, else the row itself.
    var reasonPlace: CellRef? {
        reason?.cell ?? emptyCells[.reason] ?? remark?.cell ?? emptyCells[.remark] ?? statedScore?.cell ?? actual?.cell ?? name.cell
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags full points where the target was missed.
    package static let fullPointsThoughMissed = Rule(
        "E03", Wording(zh: "未达目标却得满分", en: "Full points though the target was missed"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "未完成的指标按完成比例得分。取整到满分也掩盖了未完成，所以仍是错误；只有按两位小数算出来就是满分的不提。未写符号、只因推定方向才算未达的，为提醒。填“不适用”而没有认可理由的，也不能得满分。",
            en: "A missed target earns its share of the points. Rounding up to the full points hides the miss and is an error too, unless two decimals already give the full points. Where the sign is missing and only our reading makes the target missed, this is a warning. “Not applicable” without an accepted ground earns no full points either."),
        triggering: [
            Example(
                Wording(zh: "目标95，完成90，得满分", en: "90 of 95 with full points"), at: ["H13"],
                ExampleForm().row("培训合格率", ">=", "95", "%", actual: "90", weight: "10", stated: "10", computed: "9.47", met: false, reason: "部分学员缺考")),
            Example(
                Wording(zh: "取整到满分也算", en: "rounding up to full points counts too"), at: ["H13"],
                ExampleForm().row("全年支出控制数", "<=", "1805.58777", "万元", actual: "1863.95787", weight: "3", stated: "3", computed: "2.90", met: false, reason: "增人增支")),
            Example(
                Wording(zh: "未写符号（提醒）", en: "no sign printed (a warning)"), at: ["H13"],
                ExampleForm().row(
                    "管理覆盖面", nil, "100", "%", actual: "90", weight: "9", stated: "9", computed: "8.1", met: false, reason: "新接管小区",
                    signAssumed: true, alternatives: [AlternativeScore(reading: .sign(.atMost), score: ExactDecimal(9))])),
            Example(
                Wording(zh: "填“不适用”而无理由，得满分", en: "“not applicable” without a ground, full points"), at: ["H13"],
                ExampleForm().row("设备验收合格率", ">=", "95", "%", actual: "不适用", weight: "10", stated: "10").notApplicable()),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "达到目标得满分", en: "a met target with full points"),
                ExampleForm().row("培训合格率", ">=", "95", "%", actual: "96", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "不适用并写明理由", en: "not applicable with its ground"),
                ExampleForm().row("设备验收合格率", ">=", "95", "%", actual: "不适用", weight: "10", stated: "10", reason: "任务取消").notApplicable(.taskCancelled)),
            Example(
                Wording(zh: "未达目标，按比例得分", en: "a missed target with its share"),
                ExampleForm().row("培训合格率", ">=", "95", "%", actual: "90", weight: "10", stated: "9.47", computed: "9.47", met: false, reason: "部分学员缺考")),
            Example(
                Wording(zh: "差得极少，两位小数就是满分", en: "so little missed that two decimals give the full points"),
                ExampleForm().row("供水量", ">=", "100000", "吨", actual: "99999", weight: "10", stated: "10", computed: "10.00", met: false, reason: "管网检修一日")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for claim in facts.claims {
            guard case .fullThoughMissed(let isAssumed) = claim.verdict, case .indicator(let index) = claim.subject else { continue }
            let indicator = facts.evaluation.indicators[index]
            let name = facts.name(of: claim.subject)
            let line = facts.line(index)
            let target = indicator.effectiveTarget.map { Rule.shown($0, line) } ?? "?"
            let actual = indicator.actual?.raw ?? "?"
            if line?.unscored == .notApplicableWithoutGround {
                hits.append(
                    Hit(
                        at: claim.cell,
                        Wording(
                            zh: "\(name.zh)填“\(actual)”，没有写明认可的理由，却得满分\(claim.stated.plain)。请写明理由（该项不计，总分折算），或填写完成值并据以计分。",
                            en: "\(name.en) says “\(actual)” without an accepted ground, yet it has all \(claim.stated.plain) points. State the ground (the row is left out and the total scaled), or give the actual value and score it."),
                        found: claim.stated.plain))
                continue
            }
            guard let computed = line?.score else {
                hits.append(
                    Hit(
                        at: claim.cell,
                        Wording(
                            zh: "\(name.zh)指标值\(target)，完成\(actual)，没有达到，却得满分\(claim.stated.plain)。请按规定扣分并说明原因。",
                            en: "\(name.en): target \(target), actual \(actual). It was missed, yet it has all \(claim.stated.plain) points. Take points off and give the reason."),
                        severity: .warning, expected: "< \(claim.stated.plain)", found: claim.stated.plain))
                continue
            }
            let sign =
                isAssumed
                ? Wording(zh: "指标值未写符号，按“\(line?.comparatorUsed?.printed ?? "≥")”判断；请补上符号。", en: " The target has no sign and was read as “\(line?.comparatorUsed?.printed ?? "≥")”; add the sign.")
                : Wording(zh: "", en: "")
            hits.append(
                try Hit(
                    at: claim.cell,
                    Wording(
                        zh: "\(name.zh)指标值\(target)，完成\(actual)，没有达到，却得满分\(claim.stated.plain)；按规则应为\(computed)。\(sign.zh)请改正得分并说明原因。",
                        en: "\(name.en): target \(target), actual \(actual). It was missed, yet it has all \(claim.stated.plain) points; by the rule it is \(computed).\(sign.en) Correct the score and give the reason."),
                    severity: isAssumed ? .warning : .error, expected: computed, found: claim.stated))
        }
        return hits
    }

    /// The target with its sign, which may stand in a column of its own.
    private static func shown(_ target: IndicatorValue, _ line: ScoreLine?) -> String {
        let text = target.raw.filter { !$0.isNewline }
        guard let line, !line.signAssumed, let sign = line.comparatorUsed, target.comparator == nil, sign.isUpperBound || sign.isLowerBound
        else { return text }
        return sign.printed + text
    }
}

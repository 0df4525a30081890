import BudgetModel
import Quantities

extension Rule {
    /// Flags an actual value in another unit, or on another scale, than its target.
    package static let unitChanged = Rule(
        "E16", Wording(zh: "完成值与指标值的单位或口径不一致", en: "Target and actual value differ in unit or scale"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(2, of: 2), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "单位不同就无法比较，得分也无从计算。可以换算的单位（元与万元、米与公里）不算；一方没写单位的，只有按万元等读会相差一千倍以上时才提。",
            en: "Values in different units cannot be compared or scored. Units that convert (元 and 万元, 米 and 公里) are fine, and so is a missing unit, unless reading it as 万元 or the like makes a thousandfold difference."),
        triggering: [
            Example(
                Wording(zh: "指标值550万元，完成20套", en: "550 万元 against 20 套"), at: ["F13"],
                ExampleForm().row("设备购置", ">=", "550", "万元", actual: "20", actualUnit: "套", weight: "10", stated: "10").with { _, sheet in
                    sheet.lines[0].unscored = .unitClash(target: "万元", actual: "套")
                }),
            Example(
                Wording(zh: "指标值95%，完成值写成0.98（提示）", en: "95 % against 0.98 (a hint)"), at: ["F13"],
                ExampleForm().row("水质达标率", ">=", "95", "%", actual: "0.98", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "指标值2.5万元，完成值26000没有单位", en: "2.5 万元 against a bare 26000"), at: ["F13"],
                ExampleForm().row("维修成本", "<=", "2.5", "万元", actual: "26000", weight: "10", stated: "10").with { _, sheet in
                    sheet.lines[0].unscored = .scaleUnclear(unit: "万元", bare: ExactDecimal(26000))
                }),
            Example(
                Wording(zh: "指标值2%，完成值0.5，两可", en: "2 % against 0.5, which can be either"), at: ["F13"],
                ExampleForm().row("管网漏损率", "<=", "2", "%", actual: "0.5", weight: "10", stated: "10", computed: "10")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "单位可以换算", en: "units that convert"),
                ExampleForm().row("节约水费", ">=", "2", "万元", actual: "21000", actualUnit: "元", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "%与百分比相同", en: "% and 百分比 are the same"),
                ExampleForm().row("水质达标率", ">=", "95", "%", actual: "96", actualUnit: "百分比", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "完成值没写单位", en: "no unit beside the actual value"),
                ExampleForm().row("水质达标率", ">=", "95", "%", actual: "96", weight: "10", stated: "10", computed: "10")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        let indicators = facts.evaluation.indicators
        for index in indicators.indices {
            // The same unit on both sides is the rule; nothing is copied for it.
            if indicators[index].target?.unit == indicators[index].actual?.unit { continue }
            guard let actual = indicators[index].actual, let target = indicators[index].effectiveTarget else { continue }
            let name = indicators[index].name.value
            if let clash = facts.unitClash(index) {
                hits.append(
                    Hit(
                        at: actual.cell,
                        Wording(
                            zh: "「\(name)」指标值的单位是“\(clash.target)”，完成值是“\(clash.actual)”，无法比较。请统一单位。",
                            en: "“\(name)” has a target in \(clash.target) and an actual value in \(clash.actual); they cannot be compared. Use one unit."),
                        expected: clash.target, found: clash.actual))
            } else if case .scaleUnclear(let unit, let bare)? = facts.unscored(index) {
                let isActual = actual.unit == nil
                hits.append(
                    Hit(
                        at: isActual ? actual.cell : target.cell,
                        Wording(
                            zh: "「\(name)」指标值\(target.raw)，完成\(actual.raw)：\(bare.plain)没有写单位，按“\(unit)”读与另一方相差一千倍以上，暂不计分。请写明单位。",
                            en: "“\(name)” has the target \(target.raw) and the actual value \(actual.raw): \(bare.plain) has no unit, and read in \(unit) it differs a thousandfold or more. No score is given; state the unit."),
                        expected: unit, found: bare.plain))
            } else if target.unit == "%", actual.unit == nil, let planned = target.number, let reached = actual.number {
                // 0.98 beside 95 % is the same share on another scale; beside 2 % it may be either.
                guard planned > .one, reached.isPositive, reached < .one else { continue }
                let percent = try reached.shifted(by: 2).trimmed
                let isPlain = planned >= ExactDecimal(50)
                hits.append(
                    Hit(
                        at: actual.cell,
                        Wording(
                            zh: "「\(name)」指标值是\(planned.plain)%，完成值写成\(reached.plain)"
                                + (isPlain ? "，按\(percent)%读。" : "，是\(percent)%还是\(reached.plain)%？") + "请按百分数填写。",
                            en: "“\(name)” has a target of \(planned.plain) % and an actual value of \(reached.plain)"
                                + (isPlain ? ", read as \(percent) %." : ": \(percent) % or \(reached.plain) %?") + " Write it in percent."),
                        severity: isPlain ? .hint : nil, expected: percent.plain, found: reached.plain))
            }
        }
        return hits
    }
}

extension Facts {
    /// The units that keep target and actual of a row apart, as the scorer found them.
    fileprivate func unitClash(_ index: Int) -> (target: String, actual: String)? {
        guard let line = line(index) else { return nil }
        if case .unitClash(let target, let actual) = line.unscored { return (target, actual) }
        // A framework may give no points for such a row instead of leaving it open; the trace then carries the reason.
        guard framework.openCases.unitClash.value == .zero, let target = evaluation.indicators[index].effectiveTarget?.unit,
            let actual = evaluation.indicators[index].actual?.unit
        else { return nil }
        return line.trace.contains(.note(Unscored.unitClash(target: target, actual: actual).wording)) ? (target, actual) : nil
    }
}

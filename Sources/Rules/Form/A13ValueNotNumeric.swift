import BudgetModel
import Quantities

extension Rule {
    /// Flags quantitative targets without a number or without a unit.
    package static let valueNotNumeric = Rule(
        "A13", Wording(zh: "定量指标值不是数字，或没有计量单位", en: "A quantitative target has no number or no unit"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .error,
        citing: [.coreIndicatorGuide, .practice],
        because: Wording(
            zh: "带≥、≤等符号的指标要有数字才能比较；没有单位就不知道比较的是什么。缺单位为提醒，评价方案要求填报的为错误。",
            en: "A target with ≥ or ≤ needs a number to compare with, and a unit to know what is compared. A missing unit is a warning, an error where the framework binds."),
        triggering: [
            Example(
                Wording(zh: "≥若干场", en: "≥ “some”"), at: ["E13"],
                ExampleForm(.projectGoal).row("举办读书活动", ">=", "≥若干场", weight: "50").row("参加人数", ">=", "500", "人", weight: "40")),
            Example(
                Wording(zh: "只写了符号“≥”", en: "a sign alone"), at: ["E13"],
                ExampleForm(.projectGoal).row("举办读书活动", ">=", "≥", weight: "90")),
            Example(
                Wording(zh: "没有单位（提醒）", en: "no unit (a warning)"), at: ["E13"],
                ExampleForm(.projectGoal).row("举办读书活动", ">=", "12", weight: "90")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "有符号、数字和单位", en: "sign, number and unit"),
                ExampleForm(.projectGoal).row("举办读书活动", ">=", "12", "场", weight: "90")),
            Example(
                Wording(zh: "定性指标用文字", en: "a qualitative target in words"),
                ExampleForm(.projectGoal).row("管理制度", nil, "健全", weight: "90")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        let unitSeverity: Severity = facts.framework.weightsAreBinding ? .error : .warning
        for index in facts.evaluation.indicators.indices {
            // The usual row is told apart before anything is copied.
            if facts.evaluation.indicators[index].hasNumberAndUnit { continue }
            guard !facts.evaluation.indicators[index].isExecutionRate, let target = facts.evaluation.indicators[index].effectiveTarget,
                target.saysSomething, !target.isErrorValue
            else { continue }
            let name = facts.evaluation.indicators[index].name.value
            switch target.content {
            case .text:
                guard let sign = facts.evaluation.indicators[index].comparator ?? target.comparator, sign.isUpperBound || sign.isLowerBound || sign == .equal else { continue }
                // A word such as 不低于 stands in front of text as well, and = is often put before words.
                let isFirm = sign != .equal && (target.comparator == nil || target.raw.contains { "≥≤><≧≦＞＜".contains($0) })
                hits.append(
                    Hit(
                        at: target.cell,
                        Wording(
                            zh: "「\(name)」写了符号，指标值「\(target.raw)」却没有数字。请填写数字，或改为定性指标。",
                            en: "“\(name)” has a sign, but its target “\(target.raw)” holds no number. Give a number or make it qualitative."),
                        severity: isFirm ? nil : .warning, found: target.raw))
            case .number, .range:
                // Scoring tables judge by their own text; 合格率（%） has its unit in the name, 1/10000 is a share.
                guard target.unit == nil, target.printedUnit == nil, !target.raw.contains("/"), facts.evaluation.indicators[index].actual?.unit == nil,
                    name.unicodeScalars.last != "）", name.unicodeScalars.last != ")", facts.evaluation.kind != .departmentScoringTable
                else { continue }
                hits.append(
                    Hit(
                        at: target.cell,
                        Wording(
                            zh: "「\(name)」的指标值\(target.raw)没有计量单位。请补上，如“个”“%”。",
                            en: "The target \(target.raw) of “\(name)” has no unit. Add it, such as 个 or %."),
                        severity: unitSeverity, found: target.raw))
            case .date: continue
            }
        }
        return hits
    }
}

extension Indicator {
    fileprivate var hasNumberAndUnit: Bool {
        if adjustedTarget != nil { return false }
        guard target?.unit != nil else { return false }
        return target?.isNumeric ?? false
    }
}

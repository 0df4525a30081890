import BudgetModel
import Quantities

extension Rule {
    /// Flags a form on which every actual value is exactly its target.
    package static let everyTargetHitExactly = Rule(
        "E01", Wording(zh: "完成值与指标值个个相同", en: "Every actual value is exactly its target"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(3, of: 3), stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "实际执行很少恰好等于计划：数量、天数、金额个个相等，多半是照抄了指标值。100%、0这类天然的界限和日期不算；至少四项可比，全部相等才提。",
            en: "Work rarely ends exactly as planned: where numbers, days and amounts are all equal, the targets were most likely copied. Natural bounds such as 100 % and 0 and dates do not count; at least four rows must be comparable, and all of them equal."),
        triggering: [
            Example(
                Wording(zh: "四项数量全部恰好相等", en: "four quantities, all exactly equal"), at: ["F13"],
                ExampleForm().row("培训场次", ">=", "12", "场", actual: "12").row("培训人数", ">=", "480", "人", actual: "480").row("发放资料", ">=", "2000", "份", actual: "2000").row(
                    "巡查天数", ">=", "310", "天", actual: "310")),
            Example(
                Wording(zh: "另有100%的项目", en: "with rows of 100 % beside them"), at: ["F13"],
                ExampleForm().row("培训场次", ">=", "12", "场", actual: "12").row("培训人数", ">=", "480", "人", actual: "480").row("合格率", ">=", "100", "%", actual: "100").row(
                    "发放资料", ">=", "2000", "份", actual: "2000").row("群众满意度", ">=", "92", "%", actual: "92")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "有一项不同", en: "one of them differs"),
                ExampleForm().row("培训场次", ">=", "12", "场", actual: "12").row("培训人数", ">=", "480", "人", actual: "486").row("发放资料", ">=", "2000", "份", actual: "2000").row(
                    "巡查天数", ">=", "310", "天", actual: "310")),
            Example(
                Wording(zh: "只有三项可比", en: "only three can be compared"),
                ExampleForm().row("培训场次", ">=", "12", "场", actual: "12").row("培训人数", ">=", "480", "人", actual: "480").row("发放资料", ">=", "2000", "份", actual: "2000").row(
                    "验收合格率", ">=", "100", "%", actual: "100")),
        ]
    ) { facts in
        let indicators = facts.evaluation.indicators
        var count = 0
        var place: CellRef?
        for index in indicators.indices where !indicators[index].isExecutionRate {
            guard case .number(let target)? = indicators[index].effectiveTarget?.content, case .number(let actual)? = indicators[index].actual?.content else { continue }
            guard target == actual else { return [] }
            if target.isZero || target == .one || target == .hundred { continue }
            count += 1
            if place == nil { place = indicators[index].actual?.cell }
        }
        guard count >= 4 else { return [] }
        return [
            Hit(
                at: place,
                Wording(
                    zh: "可比的\(count)项（100%、0、1除外）完成值与指标值完全相同。请按实际统计填写完成值，不要照抄指标值。",
                    en: "All \(count) comparable rows (100 %, 0 and 1 aside) have exactly their targets as actual values. Fill in what was counted, not the targets."))
        ]
    }
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags indicators that cannot be reached while nobody asks for a change.
    package static let adjustmentNeeded = Rule(
        "G05", Wording(zh: "“完全不可能”完成，没有提出调整", en: "Cannot be reached, and no change is requested"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(1, of: 1), stages: [.monitoring], severity: .warning,
        citing: [.monitoringMeasures],
        because: Wording(
            zh: "年中已知完全不可能完成的，要按程序调整目标和预算，或暂停、收回资金；只填“完全不可能”，年终必然未完成。备注、原因或表下文字写明申请调整、核减、收回、暂停的，或过程记录有调整申请的，不提。",
            en: "What is known at mid-year to be out of reach is changed by its procedure, goal and budget together, or its payments are stopped. A form whose remark, reason or text asks for a change, cut, return or stop, or whose record holds a request, hears nothing."),
        triggering: [
            Example(
                Wording(zh: "原因写了，没有提出调整", en: "explained, but no change requested"), at: ["N13"],
                ExampleForm(.monitoring).row("年租金收入", ">=", "2", "万元", actual: "0", reason: "承租方退出", likelihood: .impossible)),
            Example(Wording(zh: "什么都没写", en: "not a word"), at: ["N13"], ExampleForm(.monitoring).row("年租金收入", ">=", "2", "万元", actual: "0", likelihood: .impossible)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "备注写明申请调减", en: "the remark asks for a cut"),
                ExampleForm(.monitoring).row("年租金收入", ">=", "2", "万元", actual: "0", reason: "承租方退出，已申请调整目标、核减预算", likelihood: .impossible)),
            Example(Wording(zh: "有可能完成", en: "it may be reached"), ExampleForm(.monitoring).row("年租金收入", ">=", "2", "万元", actual: "0", reason: "承租方谈判中", likelihood: .possible)),
            Example(
                Wording(zh: "过程记录有调整申请", en: "the record holds a request"),
                ExampleForm(.monitoring).row("年租金收入", ">=", "2", "万元", actual: "0", reason: "承租方退出", likelihood: .impossible).process { $0.isAdjustmentRequested = true }),
        ]
    ) { facts in
        guard facts.context.process?.isAdjustmentRequested != true, !facts.evaluation.texts.contains(where: { $0.text.value.holds(anyOf: Rule.adjusting) && !$0.text.value.isPrintedNote }) else { return [] }
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices {
            guard let likelihood = facts.evaluation.indicators[index].likelihood, likelihood.value == .impossible, facts.evaluation.indicators[index].adjustedTarget == nil else { continue }
            let indicator = facts.evaluation.indicators[index]
            guard !(indicator.reason?.value.holds(anyOf: Rule.adjusting) ?? false), !(indicator.remark?.value.holds(anyOf: Rule.adjusting) ?? false) else { continue }
            hits.append(
                Hit(
                    at: likelihood.cell ?? indicator.name.cell,
                    Wording(
                        zh: "「\(indicator.name.value)」选了“完全不可能”，没有提出调整目标或预算。请按程序申请调整，或写明暂停、收回资金的安排。",
                        en: "“\(indicator.name.value)” is marked 完全不可能, and no change of goal or budget is requested. Request it by its procedure, or say how payments are stopped or returned.")))
        }
        return hits
    }

    private static let adjusting: [StaticString] = ["申请调整", "调整目标", "调整指标", "调整绩效", "调整预算", "目标调整", "预算调整", "调减", "核减", "收回", "暂停", "取消该", "终止", "调剂"]
}

import BudgetModel
import Quantities

extension Rule {
    /// Flags words that claim what the numbers deny.
    package static let reasonContradicts = Rule(
        "E07", Wording(zh: "文字说明与完成情况矛盾", en: "Words contradict the numbers"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "指标没有完成，原因栏却写“按计划完成”“已全部完成”；或者总体目标栏写“各项指标全部完成”，表内却有未完成的：两者必有一处不实。差距在百分之一以内的、写明“未”“尚”“除……外”“基本”的不提。",
            en: "A row missed its target, yet its reason says that all was done as planned; or the goal says that every indicator was met while some were not: one of the two is not true. Misses within one percent and texts that make exceptions (未, 尚, 除…外, 基本) are passed over."),
        triggering: [
            Example(
                Wording(zh: "完成60%，写“按计划完成”", en: "60 %, “as planned”"), at: ["I13"],
                ExampleForm().row("改造户数", ">=", "100", "户", actual: "60", weight: "10", stated: "6", computed: "6", met: false, reason: "按计划完成")),
            Example(
                Wording(zh: "总体写“各项指标全部完成”", en: "the goal says that all was met"), at: ["F11"],
                ExampleForm().goal("改造100户", "年度各项指标全部完成").row("改造户数", ">=", "100", "户", actual: "60", weight: "10", stated: "6", computed: "6", met: false, reason: "汛期停工")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写明未完成", en: "says that it was not done"),
                ExampleForm().goal("改造100户", "年度目标基本完成，改造户数未全部完成").row("改造户数", ">=", "100", "户", actual: "60", weight: "10", stated: "6", computed: "6", met: false, reason: "尚未全部完成，汛期停工")),
            Example(
                Wording(zh: "确已完成", en: "it was done indeed"),
                ExampleForm().goal("改造100户", "年度各项指标全部完成").row("改造户数", ">=", "100", "户", actual: "100", weight: "10", stated: "10", computed: "10", reason: "按计划完成")),
        ]
    ) { facts in
        var hits: [Hit] = []
        var missed: [Int] = []
        for index in facts.evaluation.indicators.indices {
            guard index < facts.scoreSheet.lines.count, facts.scoreSheet.lines[index].isMet == false, !facts.scoreSheet.lines[index].isLeftOut,
                !facts.scoreSheet.lines[index].signAssumed, facts.isFarFromTarget(index)
            else { continue }
            missed.append(index)
            guard let reason = facts.evaluation.indicators[index].reason ?? facts.evaluation.indicators[index].remark, reason.value.claimsCompletion else { continue }
            let name = facts.evaluation.indicators[index].name.value
            let completion = facts.scoreSheet.lines[index].completionPercent.map { Wording(zh: "（\($0.plain)%）", en: " (\($0.plain) %)") } ?? Wording(zh: "", en: "")
            hits.append(
                Hit(
                    at: reason.cell,
                    Wording(
                        zh: "「\(name)」指标值\(facts.evaluation.indicators[index].effectiveTarget?.raw ?? "")，完成\(facts.evaluation.indicators[index].actual?.raw ?? "")\(completion.zh)，说明却写“\(reason.value)”。请核对完成值，或写明未完成的原因。",
                        en: "“\(name)” has the target \(facts.evaluation.indicators[index].effectiveTarget?.raw ?? "") and reached \(facts.evaluation.indicators[index].actual?.raw ?? "")\(completion.en), yet the reason says “\(reason.value)”. Check the actual value, or say why it was missed."),
                    found: reason.value))
        }
        guard !missed.isEmpty else { return hits }
        let works = missed.filter { facts.evaluation.indicators[$0].isWork }
        for goal in facts.evaluation.goals {
            guard let achieved = goal.achieved, let first = achieved.value.claimsAllIndicators ? missed.first : achieved.value.claimsAllWorks ? works.first : nil else { continue }
            let name = facts.evaluation.indicators[first].name.value
            let others = missed.count > 1 ? Wording(zh: "等\(missed.count)项", en: " and \(missed.count - 1) more") : Wording(zh: "", en: "")
            hits.append(
                Hit(
                    at: achieved.cell,
                    Wording(
                        zh: "总体完成情况说全部完成，表内「\(name)」\(others.zh)没有达到指标值。请改正文字，或核对完成值。",
                        en: "The goal says that all was done, but “\(name)”\(others.en) missed its target. Correct the text or check the actual values.")))
        }
        return hits
    }
}

extension Facts {
    /// More than one percent away, where a percentage can be said at all.
    fileprivate func isFarFromTarget(_ index: Int) -> Bool {
        guard let percent = scoreSheet.lines[index].completionPercent else { return true }
        return percent < ExactDecimal(99) || percent > ExactDecimal(101)
    }
}

extension String {
    /// A short text that says the work is done and makes no exception.
    fileprivate var claimsCompletion: Bool {
        guard utf8.count <= 120 else { return false }
        return holds(anyOf: ["按计划完成", "已全部完成", "全部完成", "如期完成", "按期完成", "按时完成", "超额完成", "圆满完成", "达到预期目标", "达到目标", "完成目标", "无偏差"])
            && !holds(anyOf: ["未", "尚", "没有", "不能", "无法", "部分", "基本", "预计", "将", "待", "确保", "力争", "继续", "下年", "次年", "明年", "后续", "下一步", "因", "由于", "受", "调整"])
    }

    /// Says of the goal, in two words, that all of it was done; that concerns the works and not the cost.
    fileprivate var claimsAllWorks: Bool { ["全部完成", "已全部完成", "全面完成", "均已完成", "全部达标", "各项任务全部完成"].contains(foldedName) }

    /// Says that all indicators, and not only the works, were met.
    fileprivate var claimsAllIndicators: Bool {
        holds(anyOf: ["指标全部完成", "指标均已完成", "指标均完成", "指标已全部完成", "指标均达到", "指标全部达到", "指标全部达标", "指标均达标", "全部完成各项指标", "全部完成年度目标", "全部完成年度绩效目标", "各项目标全部完成", "各项绩效目标均已完成", "绩效目标全部完成", "绩效目标均已完成", "全面完成各项指标", "全面完成年度目标"])
            && !holds(anyOf: ["未", "尚", "除", "基本", "部分"])
    }
}

extension Indicator {
    /// Whether the row measures works: how many, how good, when.
    fileprivate var isWork: Bool {
        switch level2Kind {
        case .quantity, .quality, .timeliness: true
        default: level1Kind == .output && level2Kind != .cost
        }
    }
}

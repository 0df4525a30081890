import BudgetModel
import Quantities

/// The settings of a framework by key, with the words people know them by.
enum FrameworkLabels {
    static let settings: [(key: String, label: Wording)] = [
        ("execution.weight", Wording(zh: "预算执行分值", en: "points of budget execution")),
        ("execution.denominator", Wording(zh: "执行率的分母", en: "denominator of the execution rate")),
        ("execution.cap", Wording(zh: "执行率计分上限", en: "the most a rate counts for")),
        ("execution.zeroZero", Wording(zh: "预算与执行均为零", en: "nothing budgeted and nothing spent")),
        ("execution.reasonBelow", Wording(zh: "须说明原因的执行率", en: "rate below which a reason is required")),
        ("execution.aboveBudget", Wording(zh: "执行超过预算", en: "spending above the budget")),
        ("atLeast", Wording(zh: "“≥”未达到", en: "≥ missed")),
        ("atMost", Wording(zh: "“≤”超出", en: "≤ exceeded")),
        ("alsoAccepted", Wording(zh: "同时认可的公式", en: "formulas also accepted")),
        ("tiers", Wording(zh: "定性指标档次", en: "tiers of qualitative indicators")),
        ("overAchievement", Wording(zh: "超额完成", en: "over-achievement")),
        ("scorePlaces", Wording(zh: "得分小数位", en: "decimals of scores")),
        ("rounding", Wording(zh: "舍入方法", en: "rounding")),
        ("residue", Wording(zh: "四舍五入的尾差", en: "rounding residue")),
        ("notApplicable", Wording(zh: "不适用的指标", en: "indicators that are not applicable")),
        ("grades", Wording(zh: "等级", en: "grades")),
        ("openCases.equalAbove", Wording(zh: "“=”高于目标", en: "= above its target")),
        ("openCases.lateness", Wording(zh: "日期逾期", en: "late dates")),
        ("openCases.notApplicableGrounds", Wording(zh: "认可的不适用理由", en: "accepted grounds for not applicable")),
        ("openCases.unsignedAtMost", Wording(zh: "未写符号按“≤”的二级指标", en: "level-2 kinds whose unsigned targets are ≤")),
        ("openCases.unsignedDuration", Wording(zh: "时效指标未写符号的时长", en: "unsigned durations under timeliness")),
        ("openCases.strictBound", Wording(zh: "“>”“<”等于界限", en: "> and < at the bound")),
        ("openCases.nonPositiveTarget", Wording(zh: "目标值不大于零", en: "targets of 0 or below")),
        ("openCases.unitClash", Wording(zh: "单位不能换算", en: "units that cannot be converted")),
        ("openCases.range", Wording(zh: "区间之外", en: "outside a range")),
        ("openCases.undatedActual", Wording(zh: "完成日期未写日", en: "actual dates without a day")),
        ("openCases.qualitative", Wording(zh: "定性指标取分", en: "points of qualitative rows")),
        ("openCases.emptyActual", Wording(zh: "完成值空白", en: "empty actual values")),
        ("openCases.noExecutionRow", Wording(zh: "没有预算执行行", en: "no execution row")),
        ("openCases.rateForScore", Wording(zh: "计分用的执行率", en: "the rate that execution is scored from")),
        ("openCases.openRows", Wording(zh: "未能计分的行在总分中", en: "rows without a score in the total")),
    ]

    private static let byKey = Dictionary(uniqueKeysWithValues: settings.map { ($0.key, $0.label) })

    static func label(_ key: String) -> Wording { byKey[key] ?? Wording(zh: key, en: key) }
}

extension FrameworkFile {
    /// What `visit` shows of one entry.
    struct VisitedEntry {
        var day: CalendarDay
        /// As the file has it.
        var raw: String
        /// As people say it.
        var shown: Wording
        var reference: Reference
        var line: Int?
        var file: String
    }

    /// Calls `body` for each value, in the order tree, execution, formulas, open cases.
    func visit(_ body: (_ path: String, _ label: Wording, _ entries: [VisitedEntry]) -> Void) {
        func show<Value>(_ key: String, _ dated: Dated<Value>?) {
            guard let dated else { return }
            body(key, FrameworkLabels.label(key), Self.visited(dated, key))
        }
        show("execution.weight", executionWeight)
        visitNodes(tree, "tree", body)
        visitNodes(localIndicators, "localIndicators", body)
        show("execution.denominator", denominator)
        show("execution.cap", cap)
        show("execution.zeroZero", zeroZero)
        show("execution.reasonBelow", reasonBelow)
        show("execution.aboveBudget", aboveBudget)
        show("atLeast", atLeast)
        show("atMost", atMost)
        show("alsoAccepted", alsoAccepted)
        show("tiers", tiers)
        show("overAchievement", overAchievement)
        for (id, rule) in adjustments {
            body("adjustments/\(id)", Wording(zh: "总分调整“\(id)”", en: "adjustment “\(id)”"), Self.visited(rule, "adjustments"))
        }
        show("scorePlaces", scorePlaces)
        show("rounding", rounding)
        show("residue", residue)
        show("notApplicable", notApplicable)
        show("grades", grades)
        show("openCases.equalAbove", equalAbove)
        show("openCases.lateness", lateness)
        show("openCases.notApplicableGrounds", notApplicableGrounds)
        show("openCases.unsignedAtMost", unsignedAtMost)
        show("openCases.unsignedDuration", unsignedDuration)
        show("openCases.strictBound", strictBound)
        show("openCases.nonPositiveTarget", nonPositiveTarget)
        show("openCases.unitClash", unitClash)
        show("openCases.range", range)
        show("openCases.undatedActual", undatedActual)
        show("openCases.qualitative", qualitative)
        show("openCases.emptyActual", emptyActual)
        show("openCases.noExecutionRow", noExecutionRow)
        show("openCases.rateForScore", rateForScore)
        show("openCases.openRows", openRows)
    }

    private func visitNodes(_ nodes: [FileNode], _ path: String, _ body: (String, Wording, [VisitedEntry]) -> Void) {
        for node in nodes {
            let place = "\(path)/\(node.name)"
            let label = Wording(zh: node.name, en: node.name)
            if let points = node.points { body(place, label, Self.visited(points, "points")) }
            for part in node.formulaParts {
                guard let day = part.reference.published ?? inForceFrom else { continue }
                body(
                    "\(place)/\(part.path)", label,
                    [VisitedEntry(day: day, raw: part.shown, shown: part.words, reference: part.reference, line: part.line, file: node.file)])
            }
            visitNodes(node.children, place, body)
        }
    }

    private static func visited<Value>(_ dated: Dated<Value>, _ key: String) -> [VisitedEntry] {
        dated.entries.map {
            VisitedEntry(
                day: $0.day, raw: $0.shown, shown: FrameworkWords.wording($0.value, key: key, raw: $0.shown), reference: $0.reference, line: $0.line, file: $0.file)
        }
    }
}

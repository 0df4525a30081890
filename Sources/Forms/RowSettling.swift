import BudgetModel
import Quantities

/// What the texts of one row say together, whether they stood in cells or in JSON.
enum RowSettling {
    /// The unit column speaks for values that carry none.
    static func apply(_ unit: String?, printed: String?, to indicator: inout Indicator) {
        guard let unit else { return }
        fill(&indicator.target, unit, printed)
        fill(&indicator.adjustedTarget, unit, printed)
        fill(&indicator.actual, unit, printed)
        fill(&indicator.forecast, unit, printed)
    }

    static func fill(_ value: inout IndicatorValue?, _ unit: String, _ printed: String?) {
        guard var filled = value, filled.unit == nil else { return }
        switch filled.content {
        case .number, .range:
            filled.unit = unit
            filled.printedUnit = printed
            filled.isDuration = IndicatorValueParser.isDuration(unit)
            value = filled
        case .date, .text: break
        }
    }

    /// What the actual value says beside the target: its part of a longer text, a change the other way, a month counted.
    static func settleActual(of indicator: inout Indicator) {
        if let actual = indicator.actual, actual.content == .text, let target = indicator.effectiveTarget, case .number = target.content, let wanted = target.unit {
            indicator.actual = IndicatorValueParser.part(of: actual, in: wanted) ?? actual
        }
        settleDirection(&indicator)
        settleMonths(&indicator)
    }

    /// `上升12%` where `下降10%` was planned is 12 the other way.
    private static func settleDirection(_ indicator: inout Indicator) {
        guard let actual = indicator.actual, case .number(let number) = actual.content, number.isPositive, let target = indicator.effectiveTarget, target.number != nil else { return }
        let reached = Direction(actual.raw)
        guard reached != .none else { return }
        var planned = Direction(target.raw)
        if planned == .none { planned = Direction(indicator.name.value) }
        // A fall beside a target that speaks of no direction falls short of it.
        let isOpposite = planned == .none ? reached == .down && (indicator.comparator ?? target.comparator)?.isLowerBound == true : planned != reached
        if isOpposite, let opposite = try? -number { indicator.actual?.content = .number(opposite) }
    }

    private enum Direction {
        case none, up, down

        init(_ text: String) {
            let isUp = text.mentions("增长") || text.mentions("上升") || text.mentions("增加") || text.mentions("提高") || text.mentions("提升") || text.mentions("上涨")
            let isDown = text.mentions("下降") || text.mentions("减少") || text.mentions("降低") || text.mentions("缩短") || text.mentions("压减")
            self = isUp == isDown ? .none : isUp ? .up : .down
        }
    }

    /// `≤8月` counts months; then `7月` beside it does too.
    private static func settleMonths(_ indicator: inout Indicator) {
        guard indicator.target?.number != nil, indicator.target?.unit == "月", let actual = indicator.actual, case .date(let date) = actual.content, date.year == nil, date.day == nil else { return }
        indicator.actual?.content = .number(ExactDecimal(date.month))
        indicator.actual?.unit = "月"
        indicator.actual?.printedUnit = "月"
    }

    // MARK: Tiers

    /// The tier that words of what was reached say, by themselves or beside the target's.
    static func tier(of actual: IndicatorValue, target: IndicatorValue?) -> (Tier, TierBasis)? {
        let isQuantitative: Bool = switch target?.content {
        case .number, .range, .date: true
        case .text, nil: false
        }
        guard actual.content == .text || !isQuantitative && target != nil else { return nil }
        let key = actual.raw.foldedLabel()
        if let tier = statedTier(key) { return (tier, .stated) }
        guard !isQuantitative, let target, actual.content == .text else { return nil }
        let wanted = target.raw.foldedLabel()
        if key == wanted { return (.achieved, .inferred) }
        if key.hasPrefix("未") || key.hasPrefix("没有") || key.hasPrefix("不") && !wanted.hasPrefix("不") { return (.notAchieved, .inferred) }
        for mark in partlyMarks {
            guard let rest = key.behind(mark), !wanted.hasPrefix(mark), wanted.hasSuffix(rest) || key.hasPrefix("部分") else { continue }
            return (.partlyAchieved, .inferred)
        }
        return nil
    }

    private static let partlyMarks: [StaticString] = ["基本", "较", "比较", "部分", "一定程度", "大部分"]

    /// The official tier wordings and their short forms.
    static func statedTier(_ key: FoldedText) -> Tier? {
        guard key.bytes.count <= 90 else { return nil }
        if key.hasPrefix("部分达成") || key.hasPrefix("部分达到") || key.hasPrefix("部分完成预期") || key.hasPrefix("部分实现预期") || key.hasPrefix("基本达成") || key.hasPrefix("基本达到预期") { return .partlyAchieved }
        if key.hasPrefix("未达成") || key.hasPrefix("未完成预期") || key.hasPrefix("未达到预期") || key.hasPrefix("未实现预期") || key.hasPrefix("未达预期") { return .notAchieved }
        if key == "达成" || key.hasPrefix("达成年度指标") || key.hasPrefix("达成预期") || key.hasPrefix("达成目标") || key.hasPrefix("达成指标") || key.hasPrefix("全部达成") || key.hasPrefix("完全达成")
            || key.hasPrefix("全部或基本达成") || key.hasPrefix("达到预期") || key.hasPrefix("已达成") || key.hasPrefix("完成预期指标") || key.hasPrefix("达成年度目标") { return .achieved }
        return nil
    }

    // MARK: Not applicable

    private static let words: [StaticString] = ["不适用", "不涉及", "不考核", "无此项"]
    private static let grounds: [(StaticString, NotApplicableGround)] = [
        ("未到期", .notDue), ("尚未到期", .notDue), ("跨年", .notDue), ("政策调整", .policyChange), ("政策变化", .policyChange), ("任务取消", .taskCancelled), ("项目取消", .taskCancelled),
        ("取消", .taskCancelled), ("不可抗力", .forceMajeure), ("自然灾害", .forceMajeure), ("涉密", .secret),
    ]

    /// Why the row does not apply, in the words of its actual value, reason and remark; nil where it does.
    static func notApplicable(_ indicator: Indicator) -> NotApplicable? {
        guard let value = indicator.actual, value.content == .text, value.raw.utf8.count <= 120 else { return nil }
        let actual = value.raw.foldedText()
        guard words.contains(where: { actual.hasPrefix($0) }) else { return nil }
        let spoken = [value.raw, indicator.reason?.value, indicator.remark?.value].compactMap { $0?.foldedText() }
        var ground: NotApplicableGround?
        for (word, candidate) in grounds where spoken.contains(where: { $0.contains(word) }) {
            ground = candidate
            break
        }
        return NotApplicable(ground: ground, text: (indicator.reason ?? indicator.remark)?.value ?? indicator.actual?.raw ?? "")
    }
}

package import BudgetModel
package import Quantities

/// The signal of an indicator, of money or of a whole object at monitoring; raw values are those of the JSON.
///
/// Not `Light`, which says how fit a goal is to be approved.
package enum MonitoringLight: String, Hashable, Sendable, CaseIterable {
    case red, yellow, green, blue

    package var wording: Wording {
        switch self {
        case .red: Wording(zh: "红灯：明显落后", en: "red: far behind")
        case .yellow: Wording(zh: "黄灯：有所落后", en: "yellow: behind")
        case .green: Wording(zh: "绿灯：正常", en: "green: as planned")
        case .blue: Wording(zh: "蓝灯：明显超前，目标可能偏低", en: "blue: far ahead, the target is perhaps too low")
        }
    }

    var name: Wording {
        switch self {
        case .red: Wording(zh: "红灯", en: "red")
        case .yellow: Wording(zh: "黄灯", en: "yellow")
        case .green: Wording(zh: "绿灯", en: "green")
        case .blue: Wording(zh: "蓝灯", en: "blue")
        }
    }
}

/// Why there is no light.
package enum NoLight: Hashable, Sendable {
    case noTarget, noActual, textActual, rangeActual, kindsDiffer, tierUnknown, level2Unknown, notApplicable, tooLarge
    case unitClash(target: String, actual: String)
    case nonPositiveTarget(ExactDecimal)
    case noBudget, noExecuted, negativeBudget, noTotalRow
    /// Of an object: indicators that have none, while no other is red.
    case open(Int)
    case noIndicators

    /// Why, and what to do.
    package var wording: Wording {
        switch self {
        case .noTarget: Wording(zh: "没有年度指标值，请补填", en: "there is no target for the year; please add it")
        case .noActual: Wording(zh: "没有填写执行情况，请补填（空白不按0计）", en: "there is no value so far; please add it (a blank is not 0)")
        case .textActual: Wording(zh: "指标值是数字，执行情况却是文字，请填写数字", en: "the target is a number but the value so far is text; please give a number")
        case .rangeActual: Wording(zh: "执行情况是一个区间，请填写确定的数", en: "the value so far is a range; please give one number")
        case .kindsDiffer: Wording(zh: "指标值和执行情况一个是日期、一个不是，无法比较", en: "one of target and value so far is a day, the other is not; they cannot be compared")
        case .tierUnknown: Wording(zh: "定性指标，看不出达成、部分达成还是未达成，请写明", en: "qualitative, and its tier is not known; please state achieved, partly or not achieved")
        case .level2Unknown: Wording(zh: "看不出属于哪类二级指标，不知是否按时间进度衡量", en: "its level 2 is not known, so it cannot be said whether time counts for it")
        case .notApplicable: Wording(zh: "填写为不适用", en: "marked as not applicable")
        case .tooLarge: Wording(zh: "数字过大，无法精确计算，请核对", en: "the numbers are too large to compute exactly; please check them")
        case .unitClash(let target, let actual): Wording(zh: "指标值的单位“\(target)”与执行情况的单位“\(actual)”不同，请统一", en: "target is in \(target), the value so far in \(actual); please use one unit")
        case .nonPositiveTarget(let target): Wording(zh: "指标值是\(target.plain)，没有时间进度可言，请核对", en: "the target is \(target.plain), of which no share of time can be taken; please check")
        case .noBudget: Wording(zh: "没有预算数，请补填", en: "the budget is missing; please add it")
        case .noExecuted: Wording(zh: "没有执行数，请补填", en: "the executed amount is missing; please add it")
        case .negativeBudget: Wording(zh: "预算数为负数，请核对", en: "the budget is below zero; please check")
        case .noTotalRow: Wording(zh: "资金表中没有总额一行", en: "the money table has no row for the total")
        case .open(let count): Wording(zh: "有\(count)个指标没有灯号，整体灯号暂不确定", en: "\(count) indicators have no light, so that of the whole is open")
        case .noIndicators: Wording(zh: "没有年度指标", en: "there are no indicators of the year")
        }
    }
}

/// The months from January on that a monitoring form speaks of.
package struct MonitoredMonths: Hashable, Sendable {
    /// 1 … 12: `7` for January to July.
    package let through: Int

    package init?(through month: Int) {
        guard (1...12).contains(month) else { return nil }
        through = month
    }
}

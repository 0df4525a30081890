import BudgetModel
import Quantities

/// What the words of a form's goals and indicators say, worked out once because forty rules ask.
struct GoalReading: Sendable {
    let rows: [IndicatorReading]
    let goals: [GoalText]

    init(_ evaluation: Evaluation) {
        let hasLevels = evaluation.indicators.contains { $0.level1Kind != nil || $0.level2Kind != nil }
        rows = evaluation.indicators.indices.map { IndicatorReading(evaluation.indicators[$0], hasLevels: hasLevels) }
        goals = evaluation.goals.indices.compactMap { index in
            guard let expected = evaluation.goals[index].expected, expected.value.saysSomething else { return nil }
            return GoalText(expected.value, at: expected.cell, index: index)
        }
    }
}

/// An indicator as rules of its wording see it.
struct IndicatorReading: Sendable {
    let name: ScannedText
    /// The target where it is words; nil for numbers, dates and empty cells.
    let words: ScannedText?
    let level1: Level1?
    let level2: Level2?
    let sign: Comparator?
    /// The target where it is one number.
    let number: ExactDecimal?
    let unit: String?
    /// Whether the target is a number with sign and unit and nothing else of length.
    let isBare: Bool
    /// Whether the target is a movement: 同比下降≥3%. Then its sign says nothing of the named thing itself.
    let moves: Bool
    /// Whether the rules of wording look at it: a result with a name, not the execution rate and not the rows of 决策 and 过程.
    let isResult: Bool
    /// Whether a formula, an explanation or a scale stands beside it.
    let hasMethod: Bool

    init(_ indicator: Indicator, hasLevels: Bool) {
        name = ScannedText(indicator.name.value)
        level1 = indicator.level1Kind
        level2 = indicator.level2Kind
        let target = indicator.effectiveTarget
        sign = indicator.comparator ?? target?.comparator
        number = target?.number
        unit = target?.unit
        moves = target?.raw.unicodeScalars.contains { Self.movements.contains($0) } ?? false
        isBare = !moves && (target?.raw.unicodeScalars.count ?? 0) <= 9
        words = if let target, case .text = target.content, target.raw.saysSomething, !target.isErrorValue { ScannedText(target.raw) } else { nil }
        isResult =
            !indicator.isExecutionRate && indicator.name.value.saysSomething
            && (level1 != nil || level2 != nil || !hasLevels)
        hasMethod = [indicator.explanation, indicator.scoringRule].contains { ($0?.value.unicodeScalars.count ?? 0) > 5 }
    }

    /// 降 增 提 减 升 缩 压
    private static let movements: Set<Unicode.Scalar> = Set("降增提减升缩压".unicodeScalars)

    var isPercent: Bool { unit == "%" }
    var isMoney: Bool { AmountUnit.allCases.contains { $0.name == unit } }

    var isCost: Bool {
        switch level2 {
        case .cost, .economicCost, .socialCost, .ecologicalCost: true
        case nil: level1 == .cost
        default: false
        }
    }

    var isBenefit: Bool {
        switch level2 {
        case .economicBenefit, .socialBenefit, .ecologicalBenefit, .sustainability: true
        case nil: level1 == .benefit
        default: false
        }
    }

    var isSatisfaction: Bool { level2 == .serviceSatisfaction || (level1 == .satisfaction && level2 == nil) }

    /// Named for something one wants less of, such as 逾期率, and not for its repair, such as 投诉办结率.
    var isUnwanted: Bool {
        guard name.has(.unwanted) else { return false }
        let bad = name.matches.filter { $0.kinds.has(.unwanted) }
        return !name.matches.contains { match in
            if match.kinds.has(.turnsAfter), bad.contains(where: { $0.end <= match.start }) { return true }
            return match.kinds.has(.turns) && !bad.contains { $0.start <= match.start && match.end <= $0.end }
        }
    }

    var isWanted: Bool { name.has(.wanted) && !name.has(.unwanted) }
}

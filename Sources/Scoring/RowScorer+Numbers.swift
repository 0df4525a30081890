import BudgetModel
import Quantities

/// A target and an actual brought to one unit, or what keeps them apart.
enum ReconciledPair {
    case numbers(target: ExactDecimal, actual: ExactDecimal, note: TraceStep?)
    case apart(Unscored)

    init(target: IndicatorValue, actual: IndicatorValue) {
        guard let t = target.number else { self = .apart(.textTarget); return }
        let a: ExactDecimal
        switch actual.content {
        case .number(let number): a = number
        case .range: self = .apart(.rangeActual); return
        case .date: self = .apart(.dateActual); return
        case .text: self = .apart(.textActual); return
        }
        do { self = try Self.joined(t, target.unit, a, actual.unit) } catch { self = .apart(.overflow) }
    }

    /// Brings an actual to the unit of the target.
    static func joined(
        _ t: ExactDecimal, _ targetUnit: String?, _ a: ExactDecimal, _ actualUnit: String?
    ) throws(QuantityError) -> ReconciledPair {
        if targetUnit == actualUnit { return .numbers(target: t, actual: a, note: nil) }
        guard let targetUnit, let actualUnit else {
            // One side prints no unit: it is the other's. A bare 0.98 or 1 beside 95 % is a fraction of 1.
            if targetUnit == "%", Self.isFraction(a), t >= Self.fifty {
                return .numbers(target: t, actual: try a.shifted(by: 2).trimmed, note: .assumption(.actualReadAsFraction))
            }
            if actualUnit == "%", Self.isFraction(t), a >= Self.fifty {
                return .numbers(target: try t.shifted(by: 2).trimmed, actual: a, note: .assumption(.targetReadAsFraction))
            }
            let unit = targetUnit ?? actualUnit ?? ""
            if try Self.areFarApart(t, a), UnitTable.isScaled(unit) { return .apart(.scaleUnclear(unit: unit, bare: targetUnit == nil ? t : a)) }
            return .numbers(target: t, actual: a, note: nil)
        }
        switch UnitTable.relation(target: targetUnit, actual: actualUnit) {
        case .same: return .numbers(target: t, actual: a, note: nil)
        case .clash: return .apart(.unitClash(target: targetUnit, actual: actualUnit))
        case .factors(let targetFactor, let actualFactor):
            let inTargetUnits = try a * ExactDecimal(significand: Int128(actualFactor), scale: 0)
            if let exact = try inTargetUnits.divided(by: ExactDecimal(significand: Int128(targetFactor), scale: 0)).exactDecimal {
                return .numbers(target: t, actual: exact, note: .note(.converted(a, actualUnit, exact, targetUnit)))
            }
            // 1 mu is no decimal number of hectares: both go to the smallest unit.
            let smallest = try t * ExactDecimal(significand: Int128(targetFactor), scale: 0)
            return .numbers(target: smallest, actual: inTargetUnits, note: .note(.broughtToOneUnit(targetUnit, actualUnit)))
        }
    }

    private static let fifty = ExactDecimal(50)
    /// A thousandfold or more: a bare 26000 beside 2.5 万元 is likely in 元.
    private static func areFarApart(_ t: ExactDecimal, _ a: ExactDecimal) throws(QuantityError) -> Bool {
        guard t.isPositive, a.isPositive else { return false }
        return try max(t, a) >= min(t, a).shifted(by: 3)
    }
    private static func isFraction(_ number: ExactDecimal) -> Bool { number.isPositive && number <= .one }
}

/// Points for a number, before rounding.
struct NumberPoints {
    var formula: AppliedFormula
    var exact: Ratio
    var isMet: Bool
    var remark: TraceStep?
    /// The open case that decided, when one did.
    var source: Reference?
    var boundCase: BoundCase?
}

extension RowScorer {
    func scoreNumber(
        _ indicator: Indicator, target: IndicatorValue, number: ExactDecimal, actual: IndicatorValue, into line: inout ScoreLine
    ) {
        guard let comparator = line.comparatorUsed else { return line.leave(.noTarget) }
        let pair = ReconciledPair(target: target, actual: actual)
        guard case .numbers(let t, let a, let note) = pair else {
            if case .apart(let reason) = pair { leaveApart(reason, into: &line) }
            return
        }
        state(target: t, actual: a, printed: target, actual, by: comparator, into: &line)
        if let note { line.trace.append(note) }
        if line.signAssumed { line.decide(.signAssumed(comparator), by: unsignedReference(of: indicator, target)) }
        if !t.isZero, t.isPositive { line.completionPercent = completion(a.isNegative ? .zero : a, of: t) }
        score(t, a, by: comparator, into: &line)
        if line.signAssumed { addOtherSign(t, a, comparator, into: &line) }
    }

    func scoreRange(target: IndicatorValue, low: ExactDecimal, high: ExactDecimal, actual: IndicatorValue, into line: inout ScoreLine) {
        var bound = target
        bound.content = .number(low)
        let pair = ReconciledPair(target: bound, actual: actual)
        guard case .numbers(let lowest, let a, let note) = pair else {
            if case .apart(let reason) = pair { leaveApart(reason, into: &line) }
            return
        }
        // The fraction and unit readings of the lower bound hold for the upper one.
        bound.content = .number(high)
        guard case .numbers(let highest, let again, _) = ReconciledPair(target: bound, actual: actual), a == again, lowest <= highest else {
            return line.leave(.overflow)
        }
        line.trace.append(.clause(framework.openCases.range.reference))
        if let weight = line.weight { line.trace.append(.quantity(.weight, weight, unit: nil)) }
        line.trace.append(.quantity(.lowerBound, lowest, unit: target.unit))
        line.trace.append(.quantity(.upperBound, highest, unit: target.unit))
        line.trace.append(.quantity(.actual, a, unit: actual.unit ?? target.unit))
        if let note { line.trace.append(note) }
        if a >= lowest, a <= highest {
            line.isMet = true
            guard let weight = line.weight else { return line.leave(.noWeight) }
            guard let full = try? Ratio(weight) else { return line.leave(.overflow) }
            award(full, by: .full, a: a, b: lowest, to: &line)
        } else if framework.openCases.range.value == .zero {
            line.isMet = false
            award(.zero, by: .none, a: a, b: lowest, to: &line)
        } else {
            let below = a < lowest
            line.trace.append(.assumption(below ? .belowRange : .aboveRange))
            line.completionPercent = (below ? lowest : highest).isPositive ? completion(a.isNegative ? .zero : a, of: below ? lowest : highest) : nil
            score(below ? lowest : highest, a, by: below ? .atLeast : .atMost, into: &line)
        }
    }

    private func leaveApart(_ reason: Unscored, into line: inout ScoreLine) {
        if case .unitClash = reason, framework.openCases.unitClash.value == .zero {
            line.isMet = false
            line.trace.append(.clause(framework.openCases.unitClash.reference))
            line.trace.append(.note(reason.wording))
            return award(.zero, by: .none, a: .zero, b: .zero, to: &line)
        }
        line.leave(reason)
    }

    /// The clause and the inputs.
    private func state(
        target t: ExactDecimal, actual a: ExactDecimal, printed target: IndicatorValue, _ actual: IndicatorValue, by comparator: Comparator,
        into line: inout ScoreLine
    ) {
        line.trace.append(.clause(clause(of: comparator)))
        if let weight = line.weight { line.trace.append(.quantity(.weight, weight, unit: nil)) }
        line.trace.append(.quantity(.target, t, unit: target.unit ?? actual.unit))
        line.trace.append(.quantity(.actual, a, unit: target.unit ?? actual.unit))
        if actual.isApproximate { line.trace.append(.note(.approximateActual)) }
        if target.isApproximate { line.trace.append(.note(.approximateTarget)) }
    }

    private func clause(of comparator: Comparator) -> Reference {
        comparator.isUpperBound ? framework.atMost.reference : framework.atLeast.reference
    }

    /// Sets points, whether the target is met and the scores of other accepted formulas.
    private func score(_ t: ExactDecimal, _ a: ExactDecimal, by comparator: Comparator, into line: inout ScoreLine) {
        let weight = line.weight ?? .zero
        do {
            guard let points = try points(weight, t, a, comparator, kindBelow: framework.atLeast.value, kindAbove: framework.atMost.value)
            else { return line.leave(.nonPositiveTarget) }
            line.isMet = points.isMet
            line.boundCase = points.boundCase
            if case .assumption(let wording)? = points.remark, let source = points.source {
                line.decide(wording, by: source)
            } else if let remark = points.remark {
                line.trace.append(remark)
            }
            award(points.exact, by: points.formula, a: t.isPositive && a.isNegative ? .zero : a, b: t, to: &line)
            guard !points.isMet, t.isPositive, line.score != nil else { return }
            for kind in framework.alsoAccepted.value {
                guard let other = try self.points(weight, t, a, comparator, kindBelow: kind, kindAbove: kind),
                    let score = try? other.exact.rounded(to: places, rounding), score != line.score
                else { continue }
                line.alternatives.append(AlternativeScore(reading: .formula(kind), score: score))
            }
        } catch {
            line.leave(.overflow)
        }
    }

    private func addOtherSign(_ t: ExactDecimal, _ a: ExactDecimal, _ comparator: Comparator, into line: inout ScoreLine) {
        let other: Comparator = comparator.isUpperBound ? .atLeast : .atMost
        guard let weight = line.weight, let score = line.score,
            let points = try? points(weight, t, a, other, kindBelow: framework.atLeast.value, kindAbove: framework.atMost.value),
            let rounded = try? points.exact.rounded(to: places, rounding), rounded != score
        else { return }
        line.alternatives.append(AlternativeScore(reading: .sign(other), score: rounded))
    }

    /// The formulas of 3.1 to 3.3 with the defaults of 3.13; nil where a target has no ratio and the framework leaves it open.
    private func points(
        _ w: ExactDecimal, _ t: ExactDecimal, _ a: ExactDecimal, _ comparator: Comparator, kindBelow: FormulaKind, kindAbove: FormulaKind
    ) throws(QuantityError) -> NumberPoints? {
        let full = try Ratio(w)
        guard t.isPositive else {
            let isMet: Bool
            switch comparator {
            case .atMost, .below: isMet = a <= t
            case .equal: isMet = t.isZero && framework.openCases.equalAbove.value == .full ? a <= t : a == t
            case .atLeast, .above, .range, .date, .qualitative: isMet = a >= t
            }
            guard framework.openCases.nonPositiveTarget.value == .allOrNothing else { return nil }
            return NumberPoints(formula: isMet ? .full : .none, exact: isMet ? full : .zero, isMet: isMet, remark: .assumption(.noRatio),
                source: framework.openCases.nonPositiveTarget.reference)
        }
        let counted = a.isNegative ? .zero : a
        let negative: TraceStep? = a.isNegative ? .assumption(.negativeActual) : nil
        switch comparator {
        case .atMost, .below:
            if counted == t, comparator == .below {
                return try atStrictBound(full)
            }
            guard counted > t else { return NumberPoints(formula: .full, exact: full, isMet: true, remark: negative) }
            return try exceeded(w, t, counted, kindAbove)
        case .equal:
            if counted == t { return NumberPoints(formula: .full, exact: full, isMet: true, remark: nil) }
            guard counted > t else { return try missed(w, t, counted, kindBelow, negative) }
            let source = framework.openCases.equalAbove.reference
            switch framework.openCases.equalAbove.value {
            case .full: return NumberPoints(formula: .full, exact: full, isMet: true, remark: .assumption(.equalAbove), source: source, boundCase: .aboveEqual)
            case .exact: return NumberPoints(formula: .none, exact: .zero, isMet: false, remark: .assumption(.equalExact), source: source)
            case .bothSides:
                var points = try exceeded(w, t, counted, .linear)
                points.remark = .assumption(.equalBothSides)
                points.source = source
                return points
            }
        case .atLeast, .above, .range, .date, .qualitative:
            if counted == t, comparator == .above { return try atStrictBound(full) }
            guard counted < t else { return try reached(w, t, counted) }
            return try missed(w, t, counted, kindBelow, negative)
        }
    }

    private func atStrictBound(_ full: Ratio) throws(QuantityError) -> NumberPoints {
        let source = framework.openCases.strictBound.reference
        return switch framework.openCases.strictBound.value {
        case .inclusive: NumberPoints(formula: .full, exact: full, isMet: true, remark: .assumption(.strictInclusive), source: source, boundCase: .onStrictBound)
        case .zeroAtBound: NumberPoints(formula: .none, exact: .zero, isMet: false, remark: .assumption(.strictZero), source: source)
        }
    }

    private func missed(
        _ w: ExactDecimal, _ t: ExactDecimal, _ a: ExactDecimal, _ kind: FormulaKind, _ remark: TraceStep?
    ) throws(QuantityError) -> NumberPoints {
        switch kind {
        // For a missed lower bound 1 − (T − A) ÷ T and A ÷ T are the same number.
        case .proportional, .linear, .ratio:
            NumberPoints(formula: .proportional, exact: try (w * a).divided(by: t), isMet: false, remark: remark)
        case .zero: NumberPoints(formula: .none, exact: .zero, isMet: false, remark: remark)
        }
    }

    private func exceeded(_ w: ExactDecimal, _ t: ExactDecimal, _ a: ExactDecimal, _ kind: FormulaKind) throws(QuantityError) -> NumberPoints {
        switch kind {
        case .linear, .proportional:
            let rest = try t + t - a
            return NumberPoints(formula: .linear, exact: rest.isPositive ? try (w * rest).divided(by: t) : .zero, isMet: false, remark: nil)
        case .ratio: return NumberPoints(formula: .ratio, exact: try (w * t).divided(by: a), isMet: false, remark: nil)
        case .zero: return NumberPoints(formula: .none, exact: .zero, isMet: false, remark: nil)
        }
    }

    /// Met, with what the over-achievement table says.
    private func reached(_ w: ExactDecimal, _ t: ExactDecimal, _ a: ExactDecimal) throws(QuantityError) -> NumberPoints {
        let full = try Ratio(w)
        var met = NumberPoints(formula: .full, exact: full, isMet: true, remark: nil)
        guard a > t else { return met }
        var step: OverAchievementStep?
        for candidate in framework.overAchievement.value where step.map({ candidate.from >= $0.from }) ?? true {
            if try a >= candidate.from * t { step = candidate }
        }
        guard let step, step.action != .none else { return met }
        switch step.action {
        case .deduct: met.exact = try full * Ratio(ExactDecimal.one - (step.deduction ?? .zero))
        case .zero: met.exact = .zero
        case .none, .remark, .manualReview, .reasonCompulsory: break
        }
        met.remark = .note(.overAchieved(completion(a, of: t), step))
        return met
    }
}

extension Wording {
    static let actualReadAsFraction = Wording(zh: "完成值没有单位且不大于 1，按小数读作百分数", en: "the bare actual of at most 1 is read as a fraction of 100 %")
    static let targetReadAsFraction = Wording(zh: "目标值没有单位且不大于 1，按小数读作百分数", en: "the bare target of at most 1 is read as a fraction of 100 %")
    static let approximateActual = Wording(zh: "完成值是约数，按所写数字计分", en: "the actual is approximate; its number is scored")
    static let approximateTarget = Wording(zh: "目标值是约数，按所写数字计分", en: "the target is approximate; its number is scored")
    static let noRatio = Wording(
        zh: "目标值不大于 0，没有比率可算：达到得满分，未达到得 0", en: "no ratio exists for this target: full points when met, 0 when missed")
    static let negativeActual = Wording(zh: "完成值为负数，按 0 计", en: "the negative actual counts as 0")
    static let equalAbove = Wording(zh: "符号为“=”而完成值高于目标，得满分，请核对", en: "above a target with =: full points, please check")
    static let equalExact = Wording(zh: "符号为“=”，高于目标得 0", en: "above a target with =: 0")
    static let equalBothSides = Wording(zh: "符号为“=”，高于目标也按偏离比例扣减", en: "above a target with =: reduced in proportion")
    static let strictInclusive = Wording(zh: "“>”“<”按“≥”“≤”计分，等于界限也算达到", en: "> and < are scored as ≥ and ≤: the bound itself counts as met")
    static let strictZero = Wording(zh: "等于界限，未满足“>”“<”", en: "the bound itself does not satisfy > or <")
    static let belowRange = Wording(zh: "低于区间下限，按“≥ 下限”计分", en: "below the range: scored like ≥ its lower bound")
    static let aboveRange = Wording(zh: "高于区间上限，按“≤ 上限”计分", en: "above the range: scored like ≤ its upper bound")

    static func signAssumed(_ comparator: Comparator) -> Wording { comparator.isUpperBound ? atMostAssumed : atLeastAssumed }
    private static let atMostAssumed = Wording(zh: "表中未写符号，按“≤”计分", en: "sign assumed: none is printed, scored as ≤")
    private static let atLeastAssumed = Wording(zh: "表中未写符号，按“≥”计分", en: "sign assumed: none is printed, scored as ≥")

    static func converted(_ from: ExactDecimal, _ fromUnit: String, _ to: ExactDecimal, _ toUnit: String) -> Wording {
        Wording(zh: "换算单位：\(from)\(fromUnit) = \(to)\(toUnit)", en: "unit converted: \(from) \(fromUnit) = \(to) \(toUnit)")
    }

    static func broughtToOneUnit(_ target: String, _ actual: String) -> Wording {
        Wording(zh: "\(target)与\(actual)换算成同一单位后比较", en: "\(target) and \(actual) are brought to one unit")
    }

    static func overAchieved(_ percent: ExactDecimal?, _ step: OverAchievementStep) -> Wording {
        let rate = percent.map { "\($0)%" } ?? "—"
        let share = (step.deduction.flatMap { try? $0.shifted(by: 2).plain }) ?? "0"
        return switch step.action {
        case .none, .remark: Wording(zh: "完成率 \(rate)，超额较多，请加以说明", en: "\(rate) of the target: please add a remark")
        case .manualReview: Wording(zh: "完成率 \(rate)，超额较多，请人工复核", en: "\(rate) of the target: please review")
        case .reasonCompulsory: Wording(zh: "完成率 \(rate)，超额较多，必须说明原因", en: "\(rate) of the target: a reason is required")
        case .deduct: Wording(zh: "完成率 \(rate)，按超额规定扣减 \(share)% 的分值", en: "\(rate) of the target: \(share) % of the points are taken off")
        case .zero: Wording(zh: "完成率 \(rate)，按超额规定不得分", en: "\(rate) of the target: no points by the over-achievement table")
        }
    }
}

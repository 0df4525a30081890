package import BudgetModel
package import Quantities

/// A framework made ready for the rows of a table: the rules of `RowScorer` on numbers of one machine word.
///
/// Points come in units of the framework's last digit (hundredths as a rule). What does not fit one machine word, or a rule that is
/// rarely in force, gives nil, and the caller takes the long way (`line(of:)`), which is `RowScorer` itself.
package final class ColumnScorer: Sendable {
    package let framework: Framework
    /// Digits behind the point of a score.
    package let places: Int
    /// Whether nothing in the framework asks for more than its rows added up: no caps, no residue, no scales by name.
    package let addsUp: Bool
    private let isHalfUp: Bool
    private let missed: FormulaKind
    private let exceeded: FormulaKind
    private let equalAbove: EqualPolicy
    private let strictIsInclusive: Bool
    private let hasAllOrNothing: Bool
    /// From this share of the target on, more takes points off.
    private let takesOff: Bool
    private let tiers: [(low: ShortDecimal, high: ShortDecimal)]
    private let isHeldInTier: Bool
    private let isPlainExecution: Bool
    private let leavesOutZeroZero: Bool
    private let isCapped: Bool
    /// Powers of ten of one machine word, at hand without asking whether they were made.
    nonisolated(unsafe) private let powers: UnsafePointer<Int64>
    /// The least points of each grade in units of the last digit, the highest first; nil where one does not fit.
    private let gradeBounds: [(units: Int64, grade: Grade)]?

    package init(_ framework: Framework) {
        self.framework = framework
        places = framework.scorePlaces.value
        isHalfUp = framework.rounding.value == .halfUp
        missed = framework.atLeast.value
        exceeded = framework.atMost.value
        equalAbove = framework.openCases.equalAbove.value
        strictIsInclusive = framework.openCases.strictBound.value == .inclusive
        hasAllOrNothing = framework.openCases.nonPositiveTarget.value == .allOrNothing
        takesOff = framework.overAchievement.value.contains { $0.action == .deduct || $0.action == .zero }
        tiers = Tier.allCases.compactMap { tier in
            guard let band = framework.tiers.value.first(where: { $0.tier == tier }), let low = ShortDecimal(band.from), let high = ShortDecimal(band.to) else { return nil }
            return (low, high)
        }
        isHeldInTier = framework.openCases.qualitative.value == .heldInTier
        isCapped = framework.execution.cap.value == .one
        isPlainExecution = framework.openCases.rateForScore.value == .exact && (framework.execution.cap.value == nil || isCapped)
        leavesOutZeroZero = framework.execution.zeroZero.value == .notApplicable
        powers = Self.powers
        let places = places
        gradeBounds = framework.grades.value.reduce(into: Optional([(units: Int64, grade: Grade)]())) { list, band in
            guard let bound = ShortDecimal(band.from), bound.scale <= places, let units = Self.scaled(bound, to: places) else { return list = nil }
            list?.append((units, band.grade))
        }?.sorted { $0.units > $1.units }
        addsUp = framework.adjustments.isEmpty && framework.residue.value == .rows && framework.scaledFormulas.isEmpty
    }

    /// What a row earns.
    package struct Points: Hashable, Sendable {
        /// In units of the last digit of a score.
        package var units: Int64
        /// Nil for a tier.
        package var formula: AppliedFormula?
        /// Whether the target is met.
        package var isMet: Bool

        package init(units: Int64, formula: AppliedFormula?, isMet: Bool) {
            self.units = units
            self.formula = formula
            self.isMet = isMet
        }
    }

    /// What a judged row earns.
    package struct TierPoints: Hashable, Sendable {
        /// In units of the last digit of a score.
        package var units: Int64
        /// The least and the most that the tier allows.
        package var bounds: ClosedRange<Int64>
        /// Whether the stated score lies outside (A08).
        package var isOutside: Bool
        package var isMet: Bool
    }

    // MARK: Numbers

    /// The formulas of rules.md 3.1 to 3.3; nil where the long way must be taken.
    package func points(_ w: ShortDecimal, target t: ShortDecimal, actual a: ShortDecimal, by comparator: Comparator) -> Points? {
        guard w.significand >= 0, isHalfUp else { return nil }
        guard t.significand > 0 else { return withoutRatio(w, t, a, comparator) }
        let counted = a.significand < 0 ? .zero : a
        guard let order = Self.compare(counted, t) else { return nil }
        switch comparator {
        case .atMost, .below:
            if order == 0, comparator == .below, !strictIsInclusive { return Points(units: 0, formula: AppliedFormula.none, isMet: false) }
            return order <= 0 ? full(w) : over(w, t, counted, exceeded)
        case .equal:
            if order == 0 { return full(w) }
            if order < 0 { return under(w, t, counted) }
            switch equalAbove {
            case .full: return full(w)
            case .exact: return Points(units: 0, formula: AppliedFormula.none, isMet: false)
            case .bothSides: return over(w, t, counted, .linear)
            }
        case .atLeast, .above:
            if order == 0, comparator == .above, !strictIsInclusive { return Points(units: 0, formula: AppliedFormula.none, isMet: false) }
            if order < 0 { return under(w, t, counted) }
            // A table that takes points off for too much is walked by the long way.
            return order > 0 && takesOff ? nil : full(w)
        case .range, .date, .qualitative: return nil
        }
    }

    /// A target of 0 or below: met or not.
    private func withoutRatio(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ comparator: Comparator) -> Points? {
        guard hasAllOrNothing, let order = Self.compare(a, t) else { return nil }
        let isMet: Bool
        switch comparator {
        case .atMost, .below: isMet = order <= 0
        case .equal: isMet = t.significand == 0 && equalAbove == .full ? order <= 0 : order == 0
        case .atLeast, .above: isMet = order >= 0
        case .range, .date, .qualitative: return nil
        }
        return isMet ? full(w) : Points(units: 0, formula: AppliedFormula.none, isMet: false)
    }

    private func full(_ w: ShortDecimal) -> Points? { units(w).map { Points(units: $0, formula: .full, isMet: true) } }

    private func under(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal) -> Points? {
        if missed == .zero { return Points(units: 0, formula: AppliedFormula.none, isMet: false) }
        return share(w, a, of: t).map { Points(units: $0, formula: .proportional, isMet: false) }
    }

    private func over(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ kind: FormulaKind) -> Points? {
        switch kind {
        case .zero: return Points(units: 0, formula: AppliedFormula.none, isMet: false)
        case .ratio: return share(w, t, of: a).map { Points(units: $0, formula: .ratio, isMet: false) }
        case .linear, .proportional:
            // W × (2T − A) ÷ T
            let scale = max(t.scale, a.scale)
            guard let target = Self.scaled(t, to: scale), let actual = Self.scaled(a, to: scale) else { return nil }
            let (double, overflow) = target.addingReportingOverflow(target)
            guard !overflow else { return nil }
            let rest = double - actual
            guard rest > 0 else { return Points(units: 0, formula: .linear, isMet: false) }
            return share(w, ShortDecimal(significand: rest, scale: scale), of: ShortDecimal(significand: target, scale: scale)).map { Points(units: $0, formula: .linear, isMet: false) }
        }
    }

    // MARK: Tiers

    /// The stated score, held inside its tier with both bounds.
    package func points(_ w: ShortDecimal, tier: Tier, stated: ShortDecimal) -> TierPoints? {
        guard w.significand >= 0, isHalfUp, isHeldInTier, tiers.count == 3 else { return nil }
        let band = tiers[tier.rawValue - 1]
        guard let low = product(w, band.low), let high = product(w, band.high), low <= high, let own = units(stated) else { return nil }
        // A stated score of more digits is compared as it stands.
        let isBelow = Self.compare(stated, ShortDecimal(significand: low, scale: places)).map { $0 < 0 } ?? false
        let isAbove = Self.compare(stated, ShortDecimal(significand: high, scale: places)).map { $0 > 0 } ?? true
        return TierPoints(units: min(max(own, low), high), bounds: low...high, isOutside: isBelow || isAbove, isMet: tier == .achieved)
    }

    // MARK: Execution

    /// What execution earns, or that it is left out.
    package enum Execution: Hashable, Sendable { case points(Points), leftOut }

    /// W × executed ÷ budget, no more than the cap allows.
    package func execution(_ w: ShortDecimal, executed: ShortDecimal, budget: ShortDecimal) -> Execution? {
        guard w.significand >= 0, isHalfUp, isPlainExecution, budget.significand >= 0 else { return nil }
        if budget.significand == 0 {
            return executed.significand == 0 && leavesOutZeroZero ? .leftOut : .points(Points(units: 0, formula: .execution, isMet: false))
        }
        if executed.significand <= 0 { return .points(Points(units: 0, formula: .execution, isMet: false)) }
        guard let order = Self.compare(executed, budget) else { return nil }
        if order >= 0, isCapped { return units(w).map { .points(Points(units: $0, formula: .execution, isMet: true)) } }
        return share(w, executed, of: budget).map { .points(Points(units: $0, formula: .execution, isMet: order >= 0)) }
    }

    // MARK: Arithmetic

    /// A number in units of the last digit, half away from zero.
    package func units(_ number: ShortDecimal) -> Int64? {
        if number.scale <= places { return Self.scaled(number, to: places) }
        let divisor = powers[number.scale - places]
        let magnitude = Int64(number.significand.magnitude)
        let rounded = magnitude / divisor + (magnitude % divisor >= divisor - magnitude % divisor ? 1 : 0)
        return number.significand < 0 ? -rounded : rounded
    }

    /// The grade of a total in units; nil in a nil where the long way must be taken.
    package func grade(ofUnits units: Int64) -> Grade?? { gradeBounds.map { bounds in bounds.first { units >= $0.units }?.grade } }

    private func product(_ left: ShortDecimal, _ right: ShortDecimal) -> Int64? {
        let (digits, overflow) = left.significand.multipliedReportingOverflow(by: right.significand)
        guard !overflow, left.scale + right.scale <= 18 else { return nil }
        return units(ShortDecimal(significand: digits, scale: left.scale + right.scale))
    }

    /// W × x ÷ y in units of the last digit, rounded half up; all of them at least 0, y above it.
    private func share(_ w: ShortDecimal, _ x: ShortDecimal, of y: ShortDecimal) -> Int64? {
        let shift = places + y.scale - w.scale - x.scale
        let (product, overflow) = w.significand.multipliedReportingOverflow(by: x.significand)
        if !overflow, shift.magnitude <= 18 {
            let (top, first) = product.multipliedReportingOverflow(by: shift > 0 ? powers[shift] : 1)
            let (bottom, second) = y.significand.multipliedReportingOverflow(by: shift < 0 ? powers[-shift] : 1)
            if !first, !second {
                let (quotient, rest) = UInt64(bitPattern: top).quotientAndRemainder(dividingBy: UInt64(bitPattern: bottom))
                return Int64(quotient) + (rest >= UInt64(bitPattern: bottom) - rest ? 1 : 0)
            }
        }
        guard shift.magnitude <= 38 else { return nil }
        let (top, first) = (Int128(w.significand) * Int128(x.significand)).multipliedReportingOverflow(by: shift > 0 ? ExactDecimal.power(shift) : 1)
        let (bottom, second) = Int128(y.significand).multipliedReportingOverflow(by: shift < 0 ? ExactDecimal.power(-shift) : 1)
        guard !first, !second else { return nil }
        let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
        return Int64(exactly: quotient + (rest >= bottom - rest ? 1 : 0))
    }

    /// −1, 0 or 1; nil where one side does not fit at the scale of the other.
    package static func compare(_ left: ShortDecimal, _ right: ShortDecimal) -> Int? {
        if left.scale == right.scale { return left.significand == right.significand ? 0 : left.significand < right.significand ? -1 : 1 }
        let scale = max(left.scale, right.scale)
        if let a = scaled(left, to: scale), let b = scaled(right, to: scale) { return a == b ? 0 : a < b ? -1 : 1 }
        return left.exact == right.exact ? 0 : left.exact < right.exact ? -1 : 1
    }

    static func scaled(_ number: ShortDecimal, to scale: Int) -> Int64? {
        if number.scale == scale { return number.significand }
        let (digits, overflow) = number.significand.multipliedReportingOverflow(by: powers[scale - number.scale])
        return overflow ? nil : digits
    }

    /// Powers of ten of one machine word, kept for as long as the process lives.
    nonisolated(unsafe) static let powers: UnsafePointer<Int64> = {
        let list = UnsafeMutablePointer<Int64>.allocate(capacity: 19)
        for (exponent, power) in powerList.enumerated() { (list + exponent).initialize(to: power) }
        return UnsafePointer(list)
    }()
    private static let powerList: [Int64] = (0...18).reduce(into: []) { list, _ in list.append(list.last.map { $0 * 10 } ?? 1) }
}

public import BudgetModel
public import Quantities

/// The rules of `RowScorer` and `ExecutionScorer` on numbers of one machine word; plain values, so that asking them a hundred million
/// times costs nothing but the arithmetic.
///
/// Points come in units of the framework's last digit (hundredths as a rule). What does not fit one machine word, or a rule that is
/// rarely in force, gives nil, and the caller takes the long way, which is `RowScorer` itself.
public struct ColumnRules: Sendable {
    /// Digits behind the point of a score.
    public let places: Int
    @usableFromInline let isHalfUp: Bool
    /// Whether a target missed from below earns its share of the weight, else nothing.
    @usableFromInline let isProportional: Bool
    @usableFromInline let exceeded: Exceeded
    @usableFromInline let equalAbove: EqualAbove
    @usableFromInline let strictIsInclusive: Bool
    @usableFromInline let hasAllOrNothing: Bool
    /// From this share of the target on, more takes points off.
    @usableFromInline let takesOff: Bool
    @usableFromInline let tiers: (achieved: Band, partly: Band, missed: Band)?
    @usableFromInline let isPlainExecution: Bool
    @usableFromInline let leavesOutZeroZero: Bool
    @usableFromInline let isCapped: Bool
    /// Powers of ten of one machine word, at hand without asking whether they were made.
    @usableFromInline nonisolated(unsafe) let powers: UnsafePointer<Int64>

    /// What a ceiling exceeded earns.
    @usableFromInline
    enum Exceeded: Sendable { case linear, ratio, nothing }

    /// What more than the target of `=` earns.
    @usableFromInline
    enum EqualAbove: Sendable { case full, nothing, linear }

    /// The least and the most share of the weight that a tier earns.
    @usableFromInline
    struct Band: Sendable {
        @usableFromInline let low: ShortDecimal
        @usableFromInline let high: ShortDecimal

        init?(_ tier: Tier, _ framework: Framework) {
            guard let band = framework.tiers.value.first(where: { $0.tier == tier }), let low = ShortDecimal(band.from), let high = ShortDecimal(band.to) else { return nil }
            (self.low, self.high) = (low, high)
        }
    }

    init(_ framework: Framework) {
        places = framework.scorePlaces.value
        isHalfUp = framework.rounding.value == .halfUp
        isProportional = framework.atLeast.value != .zero
        exceeded = switch framework.atMost.value {
        case .zero: .nothing
        case .ratio: .ratio
        case .linear, .proportional: .linear
        }
        equalAbove = switch framework.openCases.equalAbove.value {
        case .full: .full
        case .exact: .nothing
        case .bothSides: .linear
        }
        strictIsInclusive = framework.openCases.strictBound.value == .inclusive
        hasAllOrNothing = framework.openCases.nonPositiveTarget.value == .allOrNothing
        takesOff = framework.overAchievement.value.contains { $0.action == .deduct || $0.action == .zero }
        if framework.openCases.qualitative.value == .heldInTier, let achieved = Band(.achieved, framework), let partly = Band(.partlyAchieved, framework), let missed = Band(.notAchieved, framework) {
            tiers = (achieved, partly, missed)
        } else {
            tiers = nil
        }
        isCapped = framework.execution.cap.value == .one
        isPlainExecution = framework.openCases.rateForScore.value == .exact && (framework.execution.cap.value == nil || isCapped)
        leavesOutZeroZero = framework.execution.zeroZero.value == .notApplicable
        powers = Self.powers
    }

    /// What a row earns.
    public struct Points: Hashable, Sendable {
        /// In units of the last digit of a score.
        public var units: Int64
        public var formula: AppliedFormula
        /// Whether the target is met.
        public var isMet: Bool

        @inlinable
        public init(units: Int64, formula: AppliedFormula, isMet: Bool) {
            self.units = units
            self.formula = formula
            self.isMet = isMet
        }

        @inlinable static var nothing: Points { Points(units: 0, formula: .none, isMet: false) }
    }

    /// What a judged row earns.
    public struct TierPoints: Hashable, Sendable {
        /// In units of the last digit of a score.
        public var units: Int64
        /// The least and the most that the tier allows.
        public var low: Int64
        public var high: Int64
        /// Whether the stated score lies outside (A08).
        public var isOutside: Bool
        public var isMet: Bool

        @inlinable
        init(units: Int64, low: Int64, high: Int64, isOutside: Bool, isMet: Bool) {
            self.units = units
            self.low = low
            self.high = high
            self.isOutside = isOutside
            self.isMet = isMet
        }
    }

    // MARK: Numbers

    /// The formulas of rules.md 3.1 to 3.3; nil where the long way must be taken.
    @inlinable
    public func points(_ w: ShortDecimal, target t: ShortDecimal, actual a: ShortDecimal, by comparator: Comparator) -> Points? {
        guard w.significand >= 0, isHalfUp else { return nil }
        guard t.significand > 0 else { return withoutRatio(w, t, a, comparator) }
        let counted = a.significand < 0 ? ShortDecimal.zero : a
        let order = compare(counted, t)
        switch comparator {
        case .below:
            if order == 0, !strictIsInclusive { return .nothing }
            fallthrough
        case .atMost: return order <= 0 ? full(w) : over(w, t, counted, exceeded)
        case .equal:
            if order == 0 { return full(w) }
            if order < 0 { return under(w, t, counted) }
            switch equalAbove {
            case .full: return full(w)
            case .nothing: return .nothing
            case .linear: return over(w, t, counted, .linear)
            }
        case .above:
            if order == 0, !strictIsInclusive { return .nothing }
            fallthrough
        case .atLeast:
            if order < 0 { return under(w, t, counted) }
            // A table that takes points off for too much is walked by the long way.
            return order > 0 && takesOff ? nil : full(w)
        case .range, .date, .qualitative: return nil
        }
    }

    /// A target of 0 or below: met or not.
    @usableFromInline
    func withoutRatio(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ comparator: Comparator) -> Points? {
        guard hasAllOrNothing else { return nil }
        let order = compare(a, t)
        let isMet: Bool
        switch comparator {
        case .atMost, .below: isMet = order <= 0
        case .equal:
            if case .full = equalAbove, t.significand == 0 { isMet = order <= 0 } else { isMet = order == 0 }
        case .atLeast, .above: isMet = order >= 0
        case .range, .date, .qualitative: return nil
        }
        return isMet ? full(w) : .nothing
    }

    @inlinable
    func full(_ w: ShortDecimal) -> Points? { units(w).map { Points(units: $0, formula: .full, isMet: true) } }

    @inlinable
    func under(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal) -> Points? {
        guard isProportional else { return .nothing }
        return share(w, a, of: t).map { Points(units: $0, formula: .proportional, isMet: false) }
    }

    @inlinable
    func over(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ kind: Exceeded) -> Points? {
        switch kind {
        case .nothing: return .nothing
        case .ratio: return share(w, t, of: a).map { Points(units: $0, formula: .ratio, isMet: false) }
        case .linear:
            // W × (2T − A) ÷ T
            let scale = max(t.scale, a.scale)
            guard let target = scaled(t, to: scale), let actual = scaled(a, to: scale) else { return nil }
            let (double, overflow) = target.addingReportingOverflow(target)
            guard !overflow else { return nil }
            let rest = double - actual
            guard rest > 0 else { return Points(units: 0, formula: .linear, isMet: false) }
            return share(w, ShortDecimal(significand: rest, scale: scale), of: ShortDecimal(significand: target, scale: scale)).map { Points(units: $0, formula: .linear, isMet: false) }
        }
    }

    // MARK: Tiers

    /// The stated score, held inside its tier with both bounds.
    @inlinable
    public func points(_ w: ShortDecimal, tier: Tier, stated: ShortDecimal) -> TierPoints? {
        guard w.significand >= 0, isHalfUp, let tiers else { return nil }
        let band: Band
        let isMet: Bool
        switch tier {
        case .achieved: (band, isMet) = (tiers.achieved, true)
        case .partlyAchieved: (band, isMet) = (tiers.partly, false)
        case .notAchieved: (band, isMet) = (tiers.missed, false)
        }
        guard let low = product(w, band.low), let high = product(w, band.high), low <= high, let own = units(stated) else { return nil }
        // A stated score of more digits is compared as it stands.
        let isBelow = compare(stated, ShortDecimal(significand: low, scale: places)) < 0
        let isAbove = compare(stated, ShortDecimal(significand: high, scale: places)) > 0
        return TierPoints(units: min(max(own, low), high), low: low, high: high, isOutside: isBelow || isAbove, isMet: isMet)
    }

    // MARK: Execution

    /// What execution earns, or that it is left out.
    public enum Execution: Hashable, Sendable { case points(Points), leftOut }

    /// W × executed ÷ budget, no more than the cap allows.
    @inlinable
    public func execution(_ w: ShortDecimal, executed: ShortDecimal, budget: ShortDecimal) -> Execution? {
        guard w.significand >= 0, isHalfUp, isPlainExecution, budget.significand >= 0 else { return nil }
        if budget.significand == 0 {
            return executed.significand == 0 && leavesOutZeroZero ? .leftOut : .points(Points(units: 0, formula: .execution, isMet: false))
        }
        if executed.significand <= 0 { return .points(Points(units: 0, formula: .execution, isMet: false)) }
        let order = compare(executed, budget)
        if order >= 0, isCapped { return units(w).map { .points(Points(units: $0, formula: .execution, isMet: true)) } }
        return share(w, executed, of: budget).map { .points(Points(units: $0, formula: .execution, isMet: order >= 0)) }
    }

    // MARK: Arithmetic

    /// A number in units of the last digit, half away from zero.
    @inlinable
    public func units(_ number: ShortDecimal) -> Int64? {
        if number.scale <= places { return scaled(number, to: places) }
        let divisor = powers[number.scale - places]
        let magnitude = Int64(number.significand.magnitude)
        let rounded = magnitude / divisor + (magnitude % divisor >= divisor - magnitude % divisor ? 1 : 0)
        return number.significand < 0 ? -rounded : rounded
    }

    @inlinable
    func product(_ left: ShortDecimal, _ right: ShortDecimal) -> Int64? {
        let (digits, overflow) = left.significand.multipliedReportingOverflow(by: right.significand)
        guard !overflow, left.scale + right.scale <= 18 else { return nil }
        return units(ShortDecimal(significand: digits, scale: left.scale + right.scale))
    }

    /// W × x ÷ y in units of the last digit, rounded half up; all of them at least 0, y above it.
    @inlinable
    func share(_ w: ShortDecimal, _ x: ShortDecimal, of y: ShortDecimal) -> Int64? {
        let shift = places &+ y.scale &- w.scale &- x.scale
        let (product, overflow) = w.significand.multipliedReportingOverflow(by: x.significand)
        if !overflow, shift.magnitude <= 18 {
            let (top, first) = product.multipliedReportingOverflow(by: shift > 0 ? powers[shift] : 1)
            let (bottom, second) = y.significand.multipliedReportingOverflow(by: shift < 0 ? powers[-shift] : 1)
            if !first, !second {
                let (quotient, rest) = UInt64(bitPattern: top).quotientAndRemainder(dividingBy: UInt64(bitPattern: bottom))
                return Int64(bitPattern: quotient) &+ (rest >= UInt64(bitPattern: bottom) &- rest ? 1 : 0)
            }
        }
        return longShare(w, x, of: y, shift)
    }

    /// The same on two machine words.
    @usableFromInline
    func longShare(_ w: ShortDecimal, _ x: ShortDecimal, of y: ShortDecimal, _ shift: Int) -> Int64? {
        guard shift.magnitude <= 38 else { return nil }
        let (top, first) = (Int128(w.significand) * Int128(x.significand)).multipliedReportingOverflow(by: shift > 0 ? ExactDecimal.power(shift) : 1)
        let (bottom, second) = Int128(y.significand).multipliedReportingOverflow(by: shift < 0 ? ExactDecimal.power(-shift) : 1)
        guard !first, !second else { return nil }
        let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
        return Int64(exactly: quotient + (rest >= bottom - rest ? 1 : 0))
    }

    /// −1, 0 or 1.
    @inlinable
    func compare(_ left: ShortDecimal, _ right: ShortDecimal) -> Int {
        if left.scale == right.scale { return left.significand == right.significand ? 0 : left.significand < right.significand ? -1 : 1 }
        let scale = max(left.scale, right.scale)
        if let a = scaled(left, to: scale), let b = scaled(right, to: scale) { return a == b ? 0 : a < b ? -1 : 1 }
        return left.order(beside: right)
    }

    @inlinable
    func scaled(_ number: ShortDecimal, to scale: Int) -> Int64? {
        if number.scale == scale { return number.significand }
        let (digits, overflow) = number.significand.multipliedReportingOverflow(by: powers[scale &- number.scale])
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

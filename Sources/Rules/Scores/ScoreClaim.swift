package import BudgetModel
package import Quantities

/// One score the unit states, and the one thing to say of it.
///
/// Of A05, E03, A08, A09 and A06 exactly one rule speaks about a score cell. The order is settled
/// here: out of range, then full points on a missed target, then outside the tier, then another
/// reading of the same law, then rounding, then different. Full points on a missed target come before
/// rounding because rounding up to the weight hides the miss; where the computed score itself
/// rounds to the weight the two are equal and nothing is said.
package struct ScoreClaim: Sendable {
    package enum Subject: Hashable, Sendable {
        case indicator(Int)
        case execution
    }

    package enum Verdict: Sendable {
        /// Equal, or there is nothing to compare with.
        case agrees
        /// A05
        case outOfRange
        /// E03; `isAssumed` when only our reading of the sign makes the target missed.
        case fullThoughMissed(isAssumed: Bool)
        /// A08
        case outsideTier(Tier, ClosedRange<ExactDecimal>, TierDoubt)
        /// A06 as a hint or a warning: another reading gives the stated score.
        case otherReading(AlternativeScore)
        /// A09
        case rounded(RoundingReading)
        /// A06; `isAssumed` when the computed score rests on a default without a clause.
        case differs(isAssumed: Bool)
        /// The unit took points off and says why.
        case loweredWithReason
    }

    /// What speaks for the unit where a score lies outside its tier.
    package enum TierDoubt: Sendable {
        case none
        /// The tier was read from words that are none of the official ones.
        case inferred
        /// The score lies below the tier and the unit says why.
        case lowered
    }

    package let subject: Subject
    package let stated: ExactDecimal
    package let cell: CellRef?
    package let weight: ExactDecimal?
    package let verdict: Verdict

    /// The claims of a form: its rows in order, then budget execution.
    static func all(_ evaluation: Evaluation, _ sheet: ScoreSheet, _ framework: Framework) -> [ScoreClaim] {
        var claims: [ScoreClaim] = []
        claims.reserveCapacity(evaluation.indicators.count + 1)
        // By index: an indicator is a large value, and copying it is most of the work.
        for index in evaluation.indicators.indices {
            guard let stated = evaluation.indicators[index].statedScore, index < sheet.lines.count else { continue }
            // A row that repeats the execution rate may have its line in the execution part only.
            let isExecution = evaluation.execution?.indicatorIndex == index
            let line = isExecution && sheet.lines[index].score == nil ? sheet.execution ?? sheet.lines[index] : sheet.lines[index]
            let weight = evaluation.indicators[index].weight?.value ?? line.weight
            claims.append(
                ScoreClaim(
                    subject: .indicator(index), stated: stated.value, cell: stated.cell, weight: weight,
                    verdict: judge(
                        stated.value, weight, line, framework, isExecution: isExecution, tierBasis: evaluation.indicators[index].tierBasis,
                        hasReason: { hasReason(evaluation.indicators[index]) || hasCommonReason(evaluation) })))
        }
        if let execution = evaluation.execution, execution.indicatorIndex == nil, let stated = execution.statedScore {
            let line = sheet.execution ?? ScoreLine()
            let weight = execution.weight?.value ?? line.weight
            var verdict = judge(
                stated.value, weight, line, framework, isExecution: true, tierBasis: nil,
                hasReason: { execution.reason?.value.saysSomething ?? false })
            // 0 of 0 is an open case: the law names no points for it.
            if case .differs = verdict, evaluation.annualTotal.isZeroOfZero { verdict = .differs(isAssumed: true) }
            claims.append(ScoreClaim(subject: .execution, stated: stated.value, cell: stated.cell, weight: weight, verdict: verdict))
        }
        return claims
    }

    static func hasReason(_ indicator: Indicator) -> Bool {
        if let reason = indicator.reason, reason.value.saysSomething { return true }
        if let remark = indicator.remark, remark.value.saysSomething { return true }
        return false
    }

    /// A text row such as 偏差大或目标未完成原因分析 explains all rows above it.
    static func hasCommonReason(_ evaluation: Evaluation) -> Bool {
        evaluation.texts.contains { $0.label.contains("原因") && $0.text.value.saysSomething }
    }

    private static func judge(
        _ stated: ExactDecimal, _ weight: ExactDecimal?, _ line: ScoreLine, _ framework: Framework, isExecution: Bool,
        tierBasis: TierBasis?, hasReason: () -> Bool
    ) -> Verdict {
        if stated.isNegative { return .outOfRange }
        // A framework without a cap on execution gives more than the points itself.
        if let weight, stated > weight, stated != line.score { return .outOfRange }
        if line.isLeftOut { return .agrees }
        if let bounds = line.tierBounds, let tier = line.tier { return judgeTier(stated, tier, bounds, framework, tierBasis, hasReason) }

        // 3.13 lets neither side be wrong by an assumed sign alone.
        let bySign = line.signAssumed && line.alternatives.contains { $0.isSign && $0.score == stated }
        guard let computed = line.score else {
            // A late date has no formula, but it is late: full points cannot stand unexplained.
            let isFull = !isExecution && weight.map { $0 == stated && $0.isPositive } ?? false
            guard isFull else { return .agrees }
            // Not applicable without a ground: nothing was done, and nothing says that nothing was due.
            if line.unscored == .notApplicableWithoutGround { return .fullThoughMissed(isAssumed: false) }
            return line.isMet == false && line.tier == nil ? .fullThoughMissed(isAssumed: true) : .agrees
        }
        if stated == computed { return .agrees }
        if !isExecution, line.isMet == false, let weight, stated == weight { return .fullThoughMissed(isAssumed: bySign) }
        if let other = line.alternatives.first(where: { $0.score == stated }) { return .otherReading(other) }
        if let rounding = RoundingReading(explaining: stated, line: line, computed: computed, weight: weight) {
            return rounding == .moreDigits ? .agrees : .rounded(rounding)
        }
        if stated < computed, hasReason() { return .loweredWithReason }
        return .differs(isAssumed: false)
    }

    private static func judgeTier(
        _ stated: ExactDecimal, _ tier: Tier, _ bounds: ClosedRange<ExactDecimal>, _ framework: Framework, _ basis: TierBasis?,
        _ hasReason: () -> Bool
    ) -> Verdict {
        let includesUpper = framework.tiers.value.first { $0.tier == tier }?.includesUpper ?? true
        let isInside = stated >= bounds.lowerBound && (includesUpper ? stated <= bounds.upperBound : stated < bounds.upperBound)
        if isInside { return .agrees }
        let isInferred = basis != .stated
        if stated < bounds.lowerBound, hasReason() { return isInferred ? .loweredWithReason : .outsideTier(tier, bounds, .lowered) }
        return .outsideTier(tier, bounds, isInferred ? .inferred : .none)
    }
}

extension AlternativeScore {
    var isSign: Bool { if case .sign = reading { true } else { false } }
}

/// The way in which lost digits explain a stated score.
package enum RoundingReading: Hashable, Sendable {
    /// Stated with more than two digits, all of them right.
    case moreDigits
    case oneDecimal, wholePoints
    case truncated(places: Int)
    /// From a rate or share taken at so many digits of percent.
    case roundedShare(places: Int)

    /// Nil when rounding does not explain the stated score.
    init?(explaining stated: ExactDecimal, line: ScoreLine, computed: ExactDecimal, weight: ExactDecimal?) {
        // Too many digits to round means that rounding explains nothing.
        guard let reading = try? Self.find(stated, line, computed, weight) else { return nil }
        self = reading
    }

    private static func find(
        _ stated: ExactDecimal, _ line: ScoreLine, _ computed: ExactDecimal, _ weight: ExactDecimal?
    ) throws(QuantityError) -> RoundingReading? {
        let digits = stated.trimmed.scale
        let exact = if let exact = line.exact { exact } else { try Ratio(computed) }
        if digits > 2 {
            let half = try exact.rounded(to: digits, .halfUp)
            let cut = try exact.rounded(to: digits, .down)
            return stated == half || stated == cut ? .moreDigits : nil
        }
        for places in [1, 0] where digits <= places {
            // Rounded once, or again from the two decimals.
            let once = try exact.rounded(to: places, .halfUp)
            let again = try computed.rounded(to: places, .halfUp)
            if stated == once || stated == again { return places == 1 ? .oneDecimal : .wholePoints }
        }
        for places in digits...2 where try exact.rounded(to: places, .down) == stated { return .truncated(places: places) }
        if let weight, weight.isPositive {
            let share = try exact / Ratio(weight) * ExactDecimal.hundred
            for places in [2, 1, 0] {
                let points = try weight * share.rounded(to: places, .halfUp) * ExactDecimal(significand: 1, scale: 2)
                if try points.rounded(to: 2, .halfUp) == stated { return .roundedShare(places: places) }
            }
        }
        return nil
    }

    var wording: Wording {
        switch self {
        case .moreDigits: Wording(zh: "保留了更多位小数", en: "keeps more digits")
        case .oneDecimal: Wording(zh: "只保留了一位小数", en: "is rounded to one decimal")
        case .wholePoints: Wording(zh: "取整到了整分", en: "is rounded to whole points")
        case .truncated(let places):
            places == 0
                ? Wording(zh: "直接舍去了小数", en: "has its decimals cut off")
                : Wording(zh: "截到\(places)位小数而没有四舍五入", en: "is cut off after \(places) decimals")
        case .roundedShare(let places):
            Wording(zh: "按先取\(places)位小数的百分比算出", en: "comes from a percentage first rounded to \(places) decimals")
        }
    }

    static func wording(ofRoundingTo places: Int) -> Wording { (places == 0 ? Self.wholePoints : .oneDecimal).wording }
}

/// The year's money in total: budget and outlay.
struct AnnualTotal: Sendable {
    var line: FundLine?
    var budget: FundAmount?
    var executed: FundAmount?

    var isZeroOfZero: Bool {
        guard let budget, budget.money.isZero else { return false }
        return executed?.money.isZero ?? true
    }
}

extension Evaluation {
    /// The total row of the year, or a single row where the form has no total.
    var annualTotal: AnnualTotal {
        let line = annualTotalRow.map { funds[$0] }
        return AnnualTotal(line: line, budget: line?.adjusted ?? line?.initial, executed: line?.executed)
    }
}

import Quantities

/// Exact arithmetic over figures in their base units, with the room that rounding of last digits leaves.
enum Amounts {
    /// The sum of figures, each taken as often as `times` says.
    static func sum(_ figures: [(figure: Figure, times: Int)]) throws(QuantityError) -> ExactDecimal {
        var sum = ExactDecimal.zero
        for entry in figures { sum = try sum + entry.figure.base() * ExactDecimal(entry.times) }
        return sum
    }

    /// How far a total may be from the sum of its parts by rounding or cutting of last digits alone.
    ///
    /// Amounts and counts without decimals are exact, unless finer ones beside them show that they were rounded.
    static func slack(_ total: Figure, _ parts: [Figure]) throws(QuantityError) -> ExactDecimal {
        var slack = ExactDecimal.zero
        var rounded = 0
        var coarsest = ExactDecimal.zero
        var finest = try total.unitInLastPlace()
        for part in parts {
            let unit = try part.unitInLastPlace()
            if unit < finest { finest = unit }
            if part.number.scale > 0 {
                rounded += 1
                if unit > coarsest { coarsest = unit }
            }
        }
        // A total finer than its parts was made of parts that are exact.
        let own = try total.unitInLastPlace()
        if own < coarsest { coarsest = own }
        // Each part may be off by half, cut ones by nearly a whole last digit.
        slack = try coarsest * ExactDecimal(max(1, (rounded + 1) / 2))
        let unit = try total.unitInLastPlace()
        if total.number.scale > 0 || finest < unit, unit > slack { slack = finest < unit ? try unit - finest : unit }
        return slack
    }

    /// Whether all figures stand without decimals in their own unit.
    static func areWhole(_ figures: [Figure]) -> Bool { figures.allSatisfy { $0.number.scale == 0 } }

    /// Whether a total of fewer decimals than its terms may have been rounded to what it is, up or down.
    static func isRoundedSum(_ total: ExactDecimal, _ terms: [Figure], gap: ExactDecimal) -> Bool {
        terms.contains { $0.number.scale > total.scale } && gap < ExactDecimal(significand: 1, scale: total.scale)
    }

    /// A base amount in the unit of a figure: 592000 yuan beside 63.2万元 is 59.2.
    static func shown(_ base: ExactDecimal, like figure: Figure) -> String {
        ((try? base.shifted(by: -figure.measure.exponent)) ?? base).plain
    }

    /// `a` over `b` in percent as an exact fraction; nil for a zero divisor.
    static func percent(_ a: ExactDecimal, of b: ExactDecimal) throws(QuantityError) -> Ratio? {
        guard !b.isZero else { return nil }
        return try Ratio(a, over: b) * ExactDecimal.hundred
    }

    /// `a` over `b` in percent, rounded half up; nil for a zero divisor.
    static func percent(_ a: ExactDecimal, of b: ExactDecimal, to places: Int) -> ExactDecimal? {
        guard let exact = (try? percent(a, of: b)) ?? nil else { return nil }
        return try? exact.rounded(to: places, .halfUp)
    }

    /// Whether a percentage as printed is what `exact` gives: rounded or cut at its last digit.
    static func agrees(_ printed: ExactDecimal, with exact: Ratio) throws(QuantityError) -> Bool {
        let unit = try Ratio(ExactDecimal(significand: 1, scale: printed.scale))
        let gap = try exact - Ratio(printed)
        let distance = gap.isNegative ? try Ratio.zero - gap : gap
        return distance < unit
    }

    /// The lowest and highest ratio in percent that the rounding of both amounts allows.
    static func percentRange(_ a: Figure, of b: Figure) throws(QuantityError) -> (Ratio, Ratio)? {
        let low = try bounds(a), high = try bounds(b)
        guard high.lower.isPositive else { return nil }
        guard let least = try percent(low.lower, of: high.upper), let most = try percent(low.upper, of: high.lower) else { return nil }
        return (least, most)
    }

    /// The same for numbers of one machine word, nearly all there are; nil for others.
    ///
    /// Both amounts are taken in tenths of their last digit, so that half of it is whole.
    private static func shortAgrees(_ printed: ExactDecimal, _ a: Figure, over b: Figure) -> Bool? {
        guard let stated = Int64(exactly: printed.significand), stated.magnitude < 1 << 31, let top = Int64(exactly: a.number.significand), let bottom = Int64(exactly: b.number.significand), top.magnitude < 1 << 58, bottom.magnitude < 1 << 58 else { return nil }
        let lowest = bottom * 10 - (isRough(b) ? 5 : 0)
        guard lowest > 0 else { return false }
        // (a ∓ half) × 100 against (printed ± unit) × (b ± half), both in the same power of ten.
        let shift = a.measure.exponent - a.number.scale + 2 - (b.measure.exponent - b.number.scale - printed.scale)
        guard shift >= -9, shift <= 18 else { return nil }
        let half: Int64 = isRough(a) ? 5 : 0
        let left = shift > 0 ? ExactDecimal.power(shift) : 1, right = shift < 0 ? ExactDecimal.power(-shift) : 1
        let above = Int128(stated + 1) &* Int128(bottom * 10 + (isRough(b) ? 5 : 0)) &* right
        guard Int128(top * 10 - half) &* left < above else { return false }
        return Int128(stated - 1) &* Int128(lowest) &* right < Int128(top * 10 + half) &* left
    }

    /// Two digits leave so much room that any rate would fit.
    private static func isRough(_ figure: Figure) -> Bool { figure.number.scale > 0 && figure.measure.exponent > 0 && figure.number.significand >= 100 || figure.marks.contains(.approximate) }

    /// An amount with decimals may be rounded; one without is taken as it stands.
    static func bounds(_ figure: Figure) throws(QuantityError) -> (lower: ExactDecimal, upper: ExactDecimal) {
        let value = try figure.base()
        guard isRough(figure) else { return (value, value) }
        let half = try figure.unitInLastPlace() * ExactDecimal(significand: 5, scale: 1)
        return (try value - half, try value + half)
    }

    /// Whether a printed percentage can be `a` over `b`.
    static func agrees(_ printed: ExactDecimal, _ a: Figure, over b: Figure) -> Bool {
        if let short = shortAgrees(printed, a, over: b) { return short }
        // Multiplied out, so that no fraction has to be brought to lowest terms; numbers out of reach take the long way.
        if let top = try? bounds(a), let bottom = try? bounds(b), bottom.lower.isPositive {
            let unit = ExactDecimal(significand: 1, scale: printed.scale)
            if let above = try? (printed + unit) * bottom.upper, let least = try? top.lower * .hundred, let below = try? (printed - unit) * bottom.lower, let most = try? top.upper * .hundred {
                return least < above && below < most
            }
        }
        guard let range = (try? percentRange(a, of: b)) ?? nil, let unit = try? Ratio(ExactDecimal(significand: 1, scale: printed.scale)),
            let stated = try? Ratio(printed), let low = try? range.0 - unit, let high = try? range.1 + unit
        else { return false }
        return low < stated && stated < high
    }
}

extension TakenApart {
    /// The sum of numbers as they are printed, as points are added; nil beyond what can be held.
    func printedSum(_ list: [Int]) -> ExactDecimal? { try? ExactDecimal.sum(list.map { figures[$0].number }) }

    /// `10 + 50 + 30 + 10 = 100`.
    func addition(_ list: [Int], _ sum: ExactDecimal) -> String { list.map { figures[$0].number.description }.joined(separator: " + ") + " = \(sum.plain)" }
}

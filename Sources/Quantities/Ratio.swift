/// An exact fraction in lowest terms, its denominator above zero.
///
/// - Unit: 1 is the whole.
package struct Ratio: Hashable, Sendable {
    package let numerator: Int128
    package let denominator: Int128

    /// - Throws: `QuantityError.divisionByZero`, `.overflow`.
    package init(_ numerator: Int128, over denominator: Int128) throws(QuantityError) {
        guard denominator != 0 else { throw .divisionByZero }
        guard numerator != .min, denominator != .min else { throw .overflow }
        let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * (numerator / Int128(divisor))
        self.denominator = sign * (denominator / Int128(divisor))
    }

    package init(_ dividend: ExactDecimal, over divisor: ExactDecimal) throws(QuantityError) {
        guard !divisor.isZero else { throw .divisionByZero }
        let scale = max(dividend.scale, divisor.scale)
        try self.init(dividend.digits(at: scale), over: divisor.digits(at: scale))
    }

    package init(_ value: ExactDecimal) throws(QuantityError) {
        let value = value.trimmed
        try self.init(value.significand, over: ExactDecimal.power(value.scale))
    }

    package static let zero = Ratio(trusted: 0, 1)
    package static let one = Ratio(trusted: 1, 1)

    private init(trusted numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    private static func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
        if a <= UInt128(UInt64.max), b <= UInt128(UInt64.max) {
            var x = UInt64(a), y = UInt64(b)
            while y != 0 { (x, y) = (y, x % y) }
            return UInt128(max(x, 1))
        }
        var x = a, y = b
        while y != 0 { (x, y) = (y, x % y) }
        return max(x, 1)
    }

    package var isNegative: Bool { numerator < 0 }
    package var isZero: Bool { numerator == 0 }

    package static func * (left: Ratio, right: Ratio) throws(QuantityError) -> Ratio {
        // Crosswise reduction first, so that only results too large to state overflow.
        let a = try Ratio(left.numerator, over: right.denominator)
        let b = try Ratio(right.numerator, over: left.denominator)
        let (top, first) = a.numerator.multipliedReportingOverflow(by: b.numerator)
        let (bottom, second) = a.denominator.multipliedReportingOverflow(by: b.denominator)
        guard !first, !second else { throw .overflow }
        return Ratio(trusted: top, bottom)
    }

    package static func * (left: Ratio, right: ExactDecimal) throws(QuantityError) -> Ratio { try left * Ratio(right) }

    package static func / (left: Ratio, right: Ratio) throws(QuantityError) -> Ratio {
        guard right.numerator != 0 else { throw .divisionByZero }
        return try left * Ratio(right.denominator, over: right.numerator)
    }

    package static func + (left: Ratio, right: Ratio) throws(QuantityError) -> Ratio { try combine(left, right, subtract: false) }
    package static func - (left: Ratio, right: Ratio) throws(QuantityError) -> Ratio { try combine(left, right, subtract: true) }

    private static func combine(_ left: Ratio, _ right: Ratio, subtract: Bool) throws(QuantityError) -> Ratio {
        let divisor = Int128(commonDivisor(UInt128(left.denominator), UInt128(right.denominator)))
        let (a, first) = left.numerator.multipliedReportingOverflow(by: right.denominator / divisor)
        let (b, second) = right.numerator.multipliedReportingOverflow(by: left.denominator / divisor)
        let (bottom, third) = left.denominator.multipliedReportingOverflow(by: right.denominator / divisor)
        let (top, fourth) = subtract ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b)
        guard !first, !second, !third, !fourth else { throw .overflow }
        return try Ratio(top, over: bottom)
    }

    /// The decimal with exactly `places` digits behind the point.
    package func rounded(to places: Int, _ rule: Rounding) throws(QuantityError) -> ExactDecimal {
        guard places >= 0, places <= 38 else { throw .overflow }
        let (whole, part) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
        let factor = UInt128(ExactDecimal.power(places))
        let (scaledWhole, first) = whole.multipliedReportingOverflow(by: factor)
        let product = part.multipliedFullWidth(by: factor)
        let (quotient, rest) = denominator.magnitude.dividingFullWidth((product.high, product.low))
        let (digits, second) = scaledWhole.addingReportingOverflow(quotient)
        guard !first, !second, digits < UInt128(Int128.max) else { throw .overflow }
        let opposite = denominator.magnitude - rest
        let order = rest == opposite ? 0 : (rest < opposite ? -1 : 1)
        let kept = Int128(digits) + (rule.raises(half: order, isOdd: digits % 2 != 0) ? 1 : 0)
        return ExactDecimal(significand: numerator < 0 ? -kept : kept, scale: places)
    }

    /// The decimal equal to this fraction, where there is one of at most 38 places.
    package var exactDecimal: ExactDecimal? {
        var rest = denominator
        var twos = 0
        var fives = 0
        while rest % 2 == 0 { rest /= 2; twos += 1 }
        while rest % 5 == 0 { rest /= 5; fives += 1 }
        guard rest == 1, max(twos, fives) <= 38 else { return nil }
        return try? rounded(to: max(twos, fives), .down)
    }
}

extension Ratio: Comparable {
    package static func < (left: Ratio, right: Ratio) -> Bool {
        let a = left.numerator.multipliedFullWidth(by: right.denominator)
        let b = right.numerator.multipliedFullWidth(by: left.denominator)
        return a.high != b.high ? a.high < b.high : a.low < b.low
    }
}

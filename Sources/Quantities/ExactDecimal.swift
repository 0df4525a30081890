/// A decimal number that is exactly what was written, with the scale it was written with.
///
/// `1.50` and `1.5` are equal and hash alike, yet each prints as written. Arithmetic is exact;
/// what does not fit 38 digits throws `QuantityError.overflow`, nothing wraps or traps.
package struct ExactDecimal: Sendable {
    /// All digits as one integer; the value is `significand / 10^scale`.
    package let significand: Int128
    /// Digits behind the point, 0 … 38.
    package let scale: Int

    /// - Precondition: `scale` is 0 … 38.
    package init(significand: Int128, scale: Int) {
        precondition(scale >= 0 && scale <= 38)
        self.significand = significand
        self.scale = scale
    }

    package init(_ whole: Int) {
        significand = Int128(whole)
        scale = 0
    }

    package static let zero = ExactDecimal(0)
    package static let one = ExactDecimal(1)
    package static let hundred = ExactDecimal(100)

    package var isZero: Bool { significand == 0 }
    package var isNegative: Bool { significand < 0 }
    package var isPositive: Bool { significand > 0 }

    /// Whether the value has no fractional part, whatever its scale.
    package var isWhole: Bool { significand % Self.power(scale) == 0 }

    /// 10 to the `exponent`, for 0 … 38.
    package static func power(_ exponent: Int) -> Int128 { powers[exponent] }

    /// The powers of ten of one machine word.
    private static let shortPowers: [Int64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
        1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ]

    /// A number of one machine word times a power of ten of one, which always fits; nil for larger ones.
    @inline(__always)
    private static func short(_ digits: Int128, times exponent: Int) -> Int128? {
        guard exponent < 19, let digits = Int64(exactly: digits) else { return nil }
        return Int128(digits) &* Int128(shortPowers[exponent])
    }

    private static let powers: [Int128] = {
        var list: [Int128] = [1]
        for _ in 0..<38 { list.append(list[list.count - 1] * 10) }
        return list
    }()
}

// MARK: - Order

extension ExactDecimal: Comparable, Hashable {
    package static func == (left: Self, right: Self) -> Bool { compare(left, right) == 0 }
    package static func < (left: Self, right: Self) -> Bool { compare(left, right) < 0 }
    // The standard library makes these of `<` through a table of witnesses; they are asked thousands of times in a text.
    package static func > (left: Self, right: Self) -> Bool { compare(left, right) > 0 }
    package static func <= (left: Self, right: Self) -> Bool { compare(left, right) <= 0 }
    package static func >= (left: Self, right: Self) -> Bool { compare(left, right) >= 0 }
    package static func != (left: Self, right: Self) -> Bool { compare(left, right) != 0 }

    /// −1, 0 or 1; never overflows.
    static func compare(_ left: Self, _ right: Self) -> Int {
        if left.scale == right.scale { return left.significand == right.significand ? 0 : (left.significand < right.significand ? -1 : 1) }
        if let a = short(left.significand, times: max(0, right.scale - left.scale)), let b = short(right.significand, times: max(0, left.scale - right.scale)) { return a == b ? 0 : (a < b ? -1 : 1) }
        let a = left.significand.multipliedFullWidth(by: power(max(0, right.scale - left.scale)))
        let b = right.significand.multipliedFullWidth(by: power(max(0, left.scale - right.scale)))
        if a.high != b.high { return a.high < b.high ? -1 : 1 }
        return a.low == b.low ? 0 : (a.low < b.low ? -1 : 1)
    }

    package func hash(into hasher: inout Hasher) {
        let plain = trimmed
        hasher.combine(plain.significand)
        hasher.combine(plain.scale)
    }

    /// The same value without zeros at the end of its fraction: `1.50` → `1.5`, `2.00` → `2`.
    package var trimmed: ExactDecimal {
        if scale == 0 { return self }
        if let short = Int64(exactly: significand) {
            var digits = short
            var places = scale
            while places > 0, digits % 10 == 0 {
                digits /= 10
                places -= 1
            }
            return ExactDecimal(significand: Int128(digits), scale: places)
        }
        var digits = significand
        var places = scale
        while places > 0, digits % 10 == 0 {
            digits /= 10
            places -= 1
        }
        return ExactDecimal(significand: digits, scale: places)
    }
}

// MARK: - Arithmetic

extension ExactDecimal {
    package static func + (left: Self, right: Self) throws(QuantityError) -> Self {
        let scale = max(left.scale, right.scale)
        let (sum, overflow) = try left.digits(at: scale).addingReportingOverflow(right.digits(at: scale))
        guard !overflow else { throw .overflow }
        return Self(significand: sum, scale: scale)
    }

    package static func - (left: Self, right: Self) throws(QuantityError) -> Self {
        let scale = max(left.scale, right.scale)
        let (rest, overflow) = try left.digits(at: scale).subtractingReportingOverflow(right.digits(at: scale))
        guard !overflow else { throw .overflow }
        return Self(significand: rest, scale: scale)
    }

    package static func * (left: Self, right: Self) throws(QuantityError) -> Self {
        var left = left
        var right = right
        if left.scale + right.scale > 38 {
            left = left.trimmed
            right = right.trimmed
        }
        if left.scale + right.scale <= 38, let a = Int64(exactly: left.significand), let b = Int64(exactly: right.significand) { return Self(significand: Int128(a) &* Int128(b), scale: left.scale + right.scale) }
        let (product, overflow) = left.significand.multipliedReportingOverflow(by: right.significand)
        guard !overflow, left.scale + right.scale <= 38 else { throw .overflow }
        return Self(significand: product, scale: left.scale + right.scale)
    }

    package static prefix func - (value: Self) throws(QuantityError) -> Self {
        guard value.significand != .min else { throw .overflow }
        return Self(significand: -value.significand, scale: value.scale)
    }

    package var magnitude: ExactDecimal {
        get throws(QuantityError) { isNegative ? try -self : self }
    }

    /// The exact quotient.
    package func divided(by divisor: Self) throws(QuantityError) -> Ratio {
        try Ratio(self, over: divisor)
    }

    /// The same value times 10 to the `exponent`, which may be negative.
    package func shifted(by exponent: Int) throws(QuantityError) -> ExactDecimal {
        if exponent <= 0 {
            let places = scale - exponent
            guard places <= 38 else { throw .overflow }
            return Self(significand: significand, scale: places)
        }
        if exponent <= scale { return Self(significand: significand, scale: scale - exponent) }
        if let digits = Self.short(significand, times: exponent - scale) { return Self(significand: digits, scale: 0) }
        guard exponent - scale <= 38 else { throw .overflow }
        let (digits, overflow) = significand.multipliedReportingOverflow(by: Self.power(exponent - scale))
        guard !overflow else { throw .overflow }
        return Self(significand: digits, scale: 0)
    }

    /// The value with exactly `places` digits behind the point.
    package func rounded(to places: Int, _ rule: Rounding) throws(QuantityError) -> ExactDecimal {
        guard places < scale else { return Self(significand: try digits(at: places), scale: places) }
        let divisor = Self.power(scale - places)
        let (quotient, rest) = significand.quotientAndRemainder(dividingBy: divisor)
        let distance = rest.magnitude
        let half = UInt128(divisor) / 2
        let order = distance == half ? 0 : (distance < half ? -1 : 1)
        guard rule.raises(half: order, isOdd: quotient % 2 != 0) else { return Self(significand: quotient, scale: places) }
        return Self(significand: quotient + (significand < 0 ? -1 : 1), scale: places)
    }

    /// The digits when written with `places` digits behind the point; `places` is not below the scale.
    func digits(at places: Int) throws(QuantityError) -> Int128 {
        if places == scale { return significand }
        if places <= 38, let digits = Self.short(significand, times: places - scale) { return digits }
        guard places <= 38 else { throw .overflow }
        let (digits, overflow) = significand.multipliedReportingOverflow(by: Self.power(places - scale))
        guard !overflow else { throw .overflow }
        return digits
    }

    /// The sum; zero for no terms.
    package static func sum(_ terms: some Sequence<ExactDecimal>) throws(QuantityError) -> ExactDecimal {
        var total = zero
        for term in terms { total = try total + term }
        return total
    }
}

// MARK: - Text

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits with the written scale: `-0.50`.
    package var description: String {
        if let short = Int64(exactly: significand) { return Self.digits(of: short, scale) }
        if scale == 0 { return String(significand) }
        var digits = String(significand.magnitude)
        if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale - digits.utf8.count + 1) + digits }
        let point = digits.index(digits.endIndex, offsetBy: -scale)
        return (significand < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
    }

    /// Numbers of one machine word, nearly all there are.
    private static func digits(of number: Int64, _ scale: Int) -> String {
        if scale == 0 { return String(number) }
        // At most 39 digits, a point and a sign.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { buffer in
            var place = 48
            var rest = number.magnitude
            var written = 0
            while rest > 0 || written <= scale {
                if written == scale {
                    place -= 1
                    buffer[place] = UInt8(ascii: ".")
                }
                place -= 1
                buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
                written += 1
            }
            if number < 0 {
                place -= 1
                buffer[place] = UInt8(ascii: "-")
            }
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[place...]), as: UTF8.self)
        }
    }

    /// Without zeros at the end of the fraction.
    package var plain: String { trimmed.description }
}

/// A decimal number of one machine word: what nearly every cell of a table holds.
///
/// Exact like `ExactDecimal`; what does not fit has no `ShortDecimal`, and the caller takes the long way.
package struct ShortDecimal: Hashable, Sendable {
    /// All digits as one integer; the value is `significand / 10^scale`.
    package let significand: Int64
    /// Digits behind the point, 0 … 18.
    package let scale: Int

    @inlinable
    package init(significand: Int64, scale: Int) {
        self.significand = significand
        self.scale = scale
    }

    package static let zero = ShortDecimal(significand: 0, scale: 0)

    /// The number, where it fits.
    package init?(_ number: ExactDecimal) {
        guard number.scale <= 18, let digits = Int64(exactly: number.significand) else { return nil }
        self.init(significand: digits, scale: number.scale)
    }

    package var exact: ExactDecimal { ExactDecimal(significand: Int128(significand), scale: scale) }

    /// Reads `-12.50`: ASCII digits, at most 18, with one point between digits and blanks around; nil for all else.
    @inlinable
    package init?(parsing bytes: UnsafePointer<UInt8>, count: Int) {
        var place = 0
        var end = count
        while place < end, bytes[place] == 0x20 { place += 1 }
        while end > place, bytes[end - 1] == 0x20 { end -= 1 }
        guard place < end else { return nil }
        let isNegative = bytes[place] == 0x2D
        if isNegative { place += 1 }
        let first = place
        var digits: Int64 = 0
        while place < end {
            let digit = bytes[place] &- 0x30
            if digit > 9 { break }
            digits = digits &* 10 &+ Int64(digit)
            place += 1
        }
        let whole = place - first
        var scale = 0
        if place < end {
            guard bytes[place] == 0x2E, whole > 0 else { return nil }
            place += 1
            let point = place
            while place < end {
                let digit = bytes[place] &- 0x30
                if digit > 9 { return nil }
                digits = digits &* 10 &+ Int64(digit)
                place += 1
            }
            scale = place - point
            guard scale > 0 else { return nil }
        }
        // Eighteen digits cannot overflow; of more nothing above was true.
        guard whole > 0, whole + scale <= 18 else { return nil }
        self.init(significand: isNegative ? -digits : digits, scale: scale)
    }
}

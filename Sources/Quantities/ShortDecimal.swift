/// A decimal number of one machine word: what nearly every cell of a table holds.
///
/// Exact like `ExactDecimal`; what does not fit has no `ShortDecimal`, and the caller takes the long way.
///
/// Public and not `package`: only public symbols are taken in where other modules use them (docs/decisions/0004).
public struct ShortDecimal: Hashable, Sendable {
    /// All digits as one integer; the value is `significand / 10^scale`.
    public let significand: Int64
    /// Digits behind the point, 0 … 18.
    public let scale: Int

    @inlinable
    public init(significand: Int64, scale: Int) {
        self.significand = significand
        self.scale = scale
    }

    @inlinable public static var zero: ShortDecimal { ShortDecimal(significand: 0, scale: 0) }

    /// The number, where it fits.
    package init?(_ number: ExactDecimal) {
        guard number.scale <= 18, let digits = Int64(exactly: number.significand) else { return nil }
        self.init(significand: digits, scale: number.scale)
    }

    package var exact: ExactDecimal { ExactDecimal(significand: Int128(significand), scale: scale) }

    /// −1, 0 or 1, as the numbers stand and whatever their digits behind the point.
    public func order(beside other: ShortDecimal) -> Int {
        if scale == other.scale { return significand == other.significand ? 0 : significand < other.significand ? -1 : 1 }
        return exact == other.exact ? 0 : exact < other.exact ? -1 : 1
    }

    /// Reads `-12.50`: ASCII digits, at most 18, with one point between digits and blanks around; nil for all else.
    @inlinable
    public init?(parsing bytes: UnsafePointer<UInt8>, count: Int) {
        var digits: Int64 = 0
        var point = count
        var place = 0
        let isNegative = count > 0 && bytes[0] == 0x2D
        if isNegative { place = 1 }
        let first = place
        while place < count {
            let digit = bytes[place] &- 0x30
            if digit <= 9 {
                digits = digits &* 10 &+ Int64(digit)
            } else if digit == 0xFE, point == count {
                point = place
            } else {
                // Blanks around, or no number.
                self.init(trimming: bytes, count: count)
                return
            }
            place &+= 1
        }
        // A digit stands before the point, and one behind it where there is one.
        guard point > first, point != count &- 1 else { return nil }
        let scale = point == count ? 0 : count &- point &- 1
        // Eighteen digits cannot overflow; of more nothing above was true.
        guard point &- first &+ scale <= 18 else { return nil }
        self.init(significand: isNegative ? -digits : digits, scale: scale)
    }

    @usableFromInline
    init?(trimming bytes: UnsafePointer<UInt8>, count: Int) {
        var place = 0
        var end = count
        while place < end, bytes[place] == 0x20 { place += 1 }
        while end > place, bytes[end - 1] == 0x20 { end -= 1 }
        guard end - place < count else { return nil }
        self.init(parsing: bytes + place, count: end - place)
    }
}

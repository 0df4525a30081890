/// How a number loses digits; the framework in force names it.
package enum Rounding: String, Hashable, Sendable, CaseIterable {
    /// Half goes away from zero: 0.125 → 0.13, −0.125 → −0.13.
    case halfUp = "half-up"
    /// Half goes to the even neighbour.
    case halfEven = "half-even"
    /// Toward zero: digits are cut off.
    case down

    /// Whether a magnitude whose cut part compares to one half as `half` goes up by one unit.
    ///
    /// - Parameters:
    ///   - half: −1 below, 0 exactly, 1 above one half.
    ///   - isOdd: whether the kept magnitude is odd.
    @inlinable
    func raises(half: Int, isOdd: Bool) -> Bool {
        switch self {
        case .halfUp: half >= 0
        case .halfEven: half > 0 || (half == 0 && isOdd)
        case .down: false
        }
    }
}

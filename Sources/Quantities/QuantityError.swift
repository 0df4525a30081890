/// What can be wrong with a number, an amount or a day.
package enum QuantityError: Error, Hashable, Sendable {
    /// The result has more digits than a 128-bit significand holds.
    case overflow
    /// A division whose divisor is zero.
    case divisionByZero
    /// Text that is not a number, an amount or a day; `at` counts characters from 0.
    case malformed(text: String, at: Int)
    /// An amount that is no whole number of fen.
    case finerThanFen(text: String)
    /// Two amounts of different currencies.
    case currencyMismatch(Currency, Currency)
    /// A day that the calendar does not have.
    case noSuchDay(year: Int, month: Int, day: Int)
}

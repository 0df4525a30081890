package import Quantities

/// Days and instants of Beijing time, which has been eight hours ahead of UTC all the year round since 1992.
///
/// Instants are seconds since 1970 and come from the caller; nothing here looks at a clock.
package enum CalendarClock {
    private static let offset: Int64 = 8 * 3600
    private static let secondsOfDay: Int64 = 86_400

    /// The day in Beijing at an instant.
    ///
    /// - Throws: `QuantityError.overflow` outside the years 1 … 9999.
    package static func day(at seconds: Int64) throws(QuantityError) -> CalendarDay {
        let (local, overflow) = seconds.addingReportingOverflow(offset)
        guard !overflow else { throw .overflow }
        let (quotient, rest) = local.quotientAndRemainder(dividingBy: secondsOfDay)
        return try CalendarDay(dayNumber: Int(quotient) - (rest < 0 ? 1 : 0))
    }

    /// The first second of a day.
    package static func start(of day: CalendarDay) -> Int64 { Int64(day.dayNumber) * secondsOfDay - offset }

    /// The first second after a day: what arrives before it is in time.
    package static func end(of day: CalendarDay) -> Int64 { start(of: day) + secondsOfDay }
}

extension CalendarDay {
    /// - Throws: `QuantityError.overflow` outside the years 1 … 9999.
    package func adding(days: Int) throws(QuantityError) -> CalendarDay {
        let (number, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow else { throw .overflow }
        return try CalendarDay(dayNumber: number)
    }

    /// Days from this day to a later one; negative for an earlier one.
    package func days(to day: CalendarDay) -> Int { day.dayNumber - dayNumber }
}

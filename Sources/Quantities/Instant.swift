/// A moment, in whole milliseconds since 1970 (UTC).
package struct Instant: Hashable, Sendable, Comparable {
    package let milliseconds: Int64

    /// Moments outside the years 1 to 9999 are those of their ends.
    package init(milliseconds: Int64) { self.milliseconds = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999) }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1_000) }

    /// Beijing is eight hours ahead of UTC all the year.
    private static let beijingOffset: Int64 = 8 * 3_600_000
    private static let dayLength: Int64 = 86_400_000

    /// The day it is in Beijing; windows and deadlines count such days.
    package var beijingDay: CalendarDay { Self.day((milliseconds + Self.beijingOffset).floored(by: Self.dayLength)) }

    /// The first moment of a day in Beijing.
    package init(startOf day: CalendarDay) { milliseconds = Int64(day.dayNumber) * Self.dayLength - Self.beijingOffset }

    /// The first moment after a day in Beijing.
    package init(endOf day: CalendarDay) { milliseconds = Int64(day.dayNumber + 1) * Self.dayLength - Self.beijingOffset }

    private static func day(_ number: Int64) -> CalendarDay {
        // Years beyond 9999 do not come up; the ends of the calendar stand for them.
        let bounded = Int(min(max(number, -719_162), 2_932_896))
        return (try? CalendarDay(dayNumber: bounded)) ?? CalendarDay.firstOf1970
    }

    /// ISO 8601 in UTC: `2026-11-26T03:22:33.120Z`.
    package var iso: String {
        let day = Self.day(milliseconds.floored(by: Self.dayLength))
        return day.iso + "T" + Self.clock(milliseconds - Int64(day.dayNumber) * Self.dayLength, withMilliseconds: true) + "Z"
    }

    /// Day and minute in Beijing: `2026-11-26 11:22`.
    package var beijingText: String {
        let local = milliseconds + Self.beijingOffset
        let day = Self.day(local.floored(by: Self.dayLength))
        return day.iso + " " + Self.clock(local - Int64(day.dayNumber) * Self.dayLength, withMilliseconds: false)
    }

    private static func clock(_ rest: Int64, withMilliseconds: Bool) -> String {
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let minutes = padded(rest / 3_600_000, 2) + ":" + padded(rest / 60_000 % 60, 2)
        return withMilliseconds ? minutes + ":" + padded(rest / 1_000 % 60, 2) + "." + padded(rest % 1_000, 3) : minutes
    }

    /// Reads `2026-11-26T03:22:33Z`, with or without a fraction, in UTC or with an offset such as `+08:00`; nil for anything else.
    package init?(iso text: String) {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d:\d\d)/),
            let year = Int(match.1), let month = Int(match.2), let dayOfMonth = Int(match.3), let day = try? CalendarDay(year: year, month: month, day: dayOfMonth),
            let hour = Int64(match.4), hour < 24, let minute = Int64(match.5), minute < 60, let second = match.6.map({ Int64($0) }) ?? 0, second < 60
        else { return nil }
        var milliseconds = Int64(day.dayNumber) * Self.dayLength + hour * 3_600_000 + minute * 60_000 + second * 1_000
        if let fraction = match.7 { milliseconds += Int64((fraction + "000").prefix(3)) ?? 0 }
        if match.8.count == 6 {
            guard let hours = Int64(match.8.dropFirst().prefix(2)), hours < 24, let minutes = Int64(match.8.suffix(2)), minutes < 60 else { return nil }
            milliseconds -= (hours * 60 + minutes) * 60_000 * (match.8.first == "-" ? -1 : 1)
        }
        self.milliseconds = milliseconds
    }
}

extension CalendarDay {
    fileprivate static let firstOf1970 = try! CalendarDay(year: 1970, month: 1, day: 1)

    /// `2023-12-20` and nothing else.
    package init?(iso text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2, text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
            let year = Int(String(parts[0]) ?? ""), let month = Int(String(parts[1]) ?? ""), let day = Int(String(parts[2]) ?? ""), let found = try? CalendarDay(year: year, month: month, day: day)
        else { return nil }
        self = found
    }
}

extension Int64 {
    /// Divided so that the rest is never negative.
    fileprivate func floored(by divisor: Int64) -> Int64 { self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor) }
}

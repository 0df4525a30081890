/// A day of the civil (Gregorian) calendar.
package struct CalendarDay: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// - Throws: `QuantityError.noSuchDay` for days like 30 February; years are 1 … 9999.
    package init(year: Int, month: Int, day: Int) throws(QuantityError) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.lastDay(of: month, year: year)
        else { throw .noSuchDay(year: year, month: month, day: day) }
        self.year = year
        self.month = month
        self.day = day
    }

    package static func lastDay(of month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1 January 1970.
    package var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day `dayNumber` days after 1 January 1970.
    ///
    /// - Throws: `QuantityError.overflow` outside the years 1 … 9999.
    package init(dayNumber: Int) throws(QuantityError) {
        guard (-719_162...2_932_896).contains(dayNumber) else { throw .overflow }
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        month = shifted < 10 ? shifted + 3 : shifted - 9
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The two ways in which workbooks count days.
    package enum DateSystem: Sendable { case from1900, from1904 }

    /// The day of a workbook's serial number; its time of day is dropped.
    ///
    /// The 1900 system has a 29 February 1900 that never was: serial 60 throws `noSuchDay`.
    package init(serial: ExactDecimal, system: DateSystem) throws(QuantityError) {
        let whole = try serial.rounded(to: 0, .down).significand
        guard whole >= 0, whole < 2_958_466 else { throw .overflow }
        let days = Int(whole)
        switch system {
        case .from1904: try self.init(dayNumber: days - 24_107)
        case .from1900:
            guard days != 60 else { throw .noSuchDay(year: 1900, month: 2, day: 29) }
            guard days > 0 else { throw .noSuchDay(year: 1900, month: 1, day: 0) }
            try self.init(dayNumber: days < 60 ? days - 25_568 : days - 25_569)
        }
    }

    /// A day as people write it: `2024-03-31`, `2024/3/31`, `2024.3.31`, `2024年3月31日`, `20240331`, with or without a time behind; nil for anything else.
    package init?(parsing text: String) {
        let date = text.split { $0 == " " || $0 == "T" }.first ?? ""
        guard date.allSatisfy({ $0.isASCII && $0.isNumber || "-/.年月日".contains($0) }) else { return nil }
        var parts = date.split { !$0.isNumber }
        if parts.count == 1, parts[0].count == 8, date.count == 8 {
            let digits = parts[0]
            parts = [digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2)]
        }
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        guard let found = try? CalendarDay(year: year, month: month, day: day) else { return nil }
        self = found
    }

    /// ISO 8601: `2023-12-20`.
    package var iso: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}

extension CalendarDay: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDay: CustomStringConvertible {
    package var description: String { iso }
}

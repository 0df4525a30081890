package import BudgetModel
package import Quantities

/// What a number format of a workbook shows: a plain number, a percentage, a day or a time of day.
package enum NumberFormatKind: Hashable, Sendable {
    case general, percent, date, time

    /// The kind of a format code such as `0.00%`, `yyyy"年"m"月"d"日"` or `[h]:mm`.
    ///
    /// The first section that shows anything but a plain number decides. Text in quotes, in brackets
    /// (`[$-804]`, `[DBNum1]`, `[Red]`) or behind a backslash says nothing; `m` is a month unless
    /// hours or seconds are its only company.
    ///
    /// - Source: ECMA-376 part 1, 18.8.31.
    package init(code: String) {
        var scanner = SectionScanner()
        var quoted = false
        var bracket: [UInt8]?
        var skip = false
        for byte in code.utf8 {
            if skip {
                skip = false
            } else if quoted {
                quoted = byte != UInt8(ascii: "\"")
            } else if let open = bracket {
                if byte == UInt8(ascii: "]") {
                    scanner.bracket(open)
                    bracket = nil
                } else if open.count < 8 {
                    bracket = open + [byte]
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): quoted = true
                case UInt8(ascii: "["): bracket = []
                // A backslash shows the next character, `_` leaves its width free, `*` fills with it.
                case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): skip = true
                case UInt8(ascii: ";"):
                    if scanner.kind != .general {
                        self = scanner.kind
                        return
                    }
                    scanner = SectionScanner()
                default: scanner.byte(byte)
                }
            }
        }
        self = scanner.kind
    }

    /// The kind of a format that a workbook names by number only.
    ///
    /// - Source: ECMA-376 part 1, 18.8.30, with the Chinese formats 27–36 and 50–58.
    package init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .percent
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .general
        }
    }

    /// A number cell as the grid holds it, with what it shows.
    ///
    /// Dates that no calendar has (a negative serial, 29 February 1900) stay numbers.
    package func cell(_ number: ExactDecimal, dates: CalendarDay.DateSystem) -> (value: CellValue, shown: String) {
        switch self {
        case .percent:
            let shown = (try? number.shifted(by: 2).plain).map { $0 + "%" } ?? number.plain
            return (.number(number, isPercent: true), shown)
        case .date:
            guard let day = try? CalendarDay(serial: number, system: dates) else { break }
            return (.day(day), day.iso)
        case .time:
            guard let clock = Self.clock(number) else { break }
            return (.number(number, isPercent: false), clock)
        case .general: break
        }
        return (.number(number, isPercent: false), number.plain)
    }

    /// Hours and minutes, with seconds where there are any; hours beyond a day count on.
    private static func clock(_ number: ExactDecimal) -> String? {
        guard !number.isNegative, let seconds = try? (number * ExactDecimal(86_400)).rounded(to: 0, .halfUp).significand,
            seconds < 360_000_000
        else { return nil }
        func two(_ part: Int128) -> String { part < 10 ? "0" + String(part) : String(part) }
        let clock = two(seconds / 3600) + ":" + two(seconds / 60 % 60)
        return seconds % 60 == 0 ? clock : clock + ":" + two(seconds % 60)
    }
}

/// Collects what the letters of one section of a format code stand for.
private struct SectionScanner {
    private var hasYearOrDay = false
    private var hasMonthOrMinute = false
    private var hasHourOrSecond = false
    private var hasPercent = false
    private var hasDigit = false
    private var hasDate: Bool { hasYearOrDay || hasMonthOrMinute || hasHourOrSecond }
    private var weekday = 0
    private var era = false
    private var word: [UInt8] = []
    private var isBehindSlash = false

    mutating func byte(_ byte: UInt8) {
        switch byte | 0x20 {
        case UInt8(ascii: "a")...UInt8(ascii: "z") where byte & 0x40 != 0 && byte < 0x80: if word.count < 24 { word.append(byte | 0x20) }
        default:
            endWord(before: byte)
            switch byte {
            case UInt8(ascii: "%"): hasPercent = true
            // Behind a second these are its fraction: `ss.000`.
            case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): if !hasDate { hasDigit = true }
            default: break
            }
        }
    }

    /// Elapsed time stands in brackets: `[h]`, `[mm]`, `[ss]`.
    mutating func bracket(_ content: [UInt8]) {
        endWord(before: 0)
        guard let first = content.first.map({ $0 | 0x20 }), content.allSatisfy({ $0 | 0x20 == first }) else { return }
        if first == UInt8(ascii: "h") || first == UInt8(ascii: "m") || first == UInt8(ascii: "s") { hasHourOrSecond = true }
    }

    private mutating func endWord(before next: UInt8) {
        defer { word.removeAll(keepingCapacity: true) }
        // `General` and its Chinese name `G/通用格式`, AM/PM marks and exponents are no tokens.
        if word.isEmpty || word == Array("general".utf8) { return }
        if word == [UInt8(ascii: "e")], hasDigit, next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { return }
        if next == UInt8(ascii: "/"), word.last == UInt8(ascii: "m"), word.dropLast().last == UInt8(ascii: "a") || word == Array("am".utf8) {
            word.removeLast(2)
            isBehindSlash = true
        } else if isBehindSlash, word.starts(with: Array("pm".utf8)) {
            word.removeFirst(2)
            isBehindSlash = false
        }
        for letter in word {
            switch letter {
            case UInt8(ascii: "y"), UInt8(ascii: "d"): hasYearOrDay = true
            case UInt8(ascii: "m"): hasMonthOrMinute = true
            case UInt8(ascii: "h"), UInt8(ascii: "s"): hasHourOrSecond = true
            case UInt8(ascii: "a"): weekday += 1
            case UInt8(ascii: "e"): era = true
            default: break
            }
        }
    }

    var kind: NumberFormatKind {
        var ended = self
        ended.endWord(before: 0)
        return ended.ownKind
    }

    private var ownKind: NumberFormatKind {
        if hasPercent { return .percent }
        // Digits make it a number, whatever unquoted unit a program wrote behind them.
        if hasDigit { return .general }
        if hasYearOrDay { return .date }
        if hasHourOrSecond { return .time }
        if hasMonthOrMinute || weekday >= 3 || era { return .date }
        return .general
    }
}

/// What a workbook's number format makes of a number, as far as its meaning changes.
///
/// The one classifier of all workbook readers.
package enum NumberFormat: Hashable, Sendable {
    case number
    case percent
    /// A calendar day, with or without its time.
    case day
    /// A time of day or a duration, without a day.
    case time
    /// A code of so many digits with zeros in front: `000000`.
    case code(digits: Int)

    /// The format of a built-in number, those of Chinese workbooks included.
    ///
    /// - Source: ECMA-376 part 1, 18.8.30, with the zh-cn list.
    package init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .day
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .number
        }
    }

    /// The format that a code such as `yyyy"年"m"月"d"日"` or `0.00%` stands for.
    ///
    /// The first section that shows anything but a plain number decides. Text in quotes, in brackets
    /// (`[$-804]`, `[DBNum1]`, `[Red]`) or behind a backslash says nothing; `m` is a month unless
    /// hours or seconds are its only company.
    ///
    /// - Source: ECMA-376 part 1, 18.8.31.
    package init(code: some StringProtocol) {
        var scanner = SectionScanner()
        var quoted = false
        var bracket: [UInt8]?
        var skips = false
        for byte in code.utf8 {
            if skips {
                skips = false
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
                case UInt8(ascii: "\""):
                    scanner.literal()
                    quoted = true
                case UInt8(ascii: "["): bracket = []
                // A backslash shows the next character, `_` leaves its width free, `*` fills with it.
                case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                    scanner.literal()
                    skips = true
                case UInt8(ascii: ";"):
                    let format = scanner.format
                    if format != .number {
                        self = format
                        return
                    }
                    scanner = SectionScanner()
                default: scanner.byte(byte)
                }
            }
        }
        self = scanner.format
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
    private var zeros = 0
    private var isPlainZeros = true
    private var isBehindSlash = false

    mutating func byte(_ byte: UInt8) {
        if byte == UInt8(ascii: "0") { zeros += 1 } else { isPlainZeros = false }
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
    /// Shown text, which ends a word and makes the section more than a code of zeros.
    mutating func literal() {
        endWord(before: 0)
        isPlainZeros = false
    }

    var format: NumberFormat {
        var ended = self
        ended.endWord(before: 0)
        return ended.ownFormat
    }

    private var ownFormat: NumberFormat {
        if hasPercent { return .percent }
        if isPlainZeros, (2...30).contains(zeros) { return .code(digits: zeros) }
        // Digits make it a number, whatever unquoted unit a program wrote behind them.
        if hasDigit { return .number }
        if hasYearOrDay { return .day }
        if hasHourOrSecond { return .time }
        if hasMonthOrMinute || weekday >= 3 || era { return .day }
        return .number
    }
}

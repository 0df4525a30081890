import Quantities

/// Numbers in Chinese numerals: 三千, 一亿二千万, 十五, 二百.
enum ChineseNumeral {
    /// What a numeral says, up to its last power of ten thousand.
    struct Reading {
        var value: Int
        /// 4 for a closing 万, 8 for a closing 亿: 二百万 is 200 and 4.
        var exponent: Int
        var length: Int
        /// Digits only: 二〇二三.
        var isDigitRow: Bool
    }

    static func digit(_ code: UInt16) -> Int? {
        switch code {
        case Code.zero: 0
        case 0x4E00, 0x58F9: 1
        case 0x4E8C, 0x4E24, 0x8D30: 2
        case 0x4E09, 0x53C1: 3
        case 0x56DB, 0x8086: 4
        case 0x4E94, 0x4F0D: 5
        case 0x516D, 0x9646: 6
        case 0x4E03, 0x67D2: 7
        case 0x516B, 0x634C: 8
        case 0x4E5D, 0x7396: 9
        default: nil
        }
    }

    /// The power of ten of 十, 百, 千, 万, 亿.
    static func power(_ code: UInt16) -> Int? {
        switch code {
        case 0x5341, 0x62FE: 1
        case 0x767E, 0x4F70: 2
        case 0x5343, 0x4EDF: 3
        case 0x4E07: 4
        case 0x4EBF: 8
        default: nil
        }
    }

    static func isNumeral(_ code: UInt16) -> Bool { digit(code) != nil || power(code) != nil }

    /// The numeral that begins at `start`; nil where the row of characters is no number (十四五).
    static func read(_ codes: [UInt16], at start: Int, before end: Int) -> Reading? {
        var place = start
        while place < end, isNumeral(codes[place]), place - start < 24 { place += 1 }
        let length = place - start
        guard length > 0, length < 24 else { return nil }
        let row = codes[start..<place]
        if row.allSatisfy({ digit($0) != nil }) {
            guard length <= 9 else { return nil }
            return Reading(value: row.reduce(0) { $0 * 10 + digit($1)! }, exponent: 0, length: length, isDigitRow: length > 1)
        }
        var total = 0
        var section = 0
        var pending: Int?
        var lastPower = 9
        for code in row {
            if let digit = digit(code) {
                guard pending == nil || pending == 0 else { return nil }
                pending = digit
                continue
            }
            let power = power(code)!
            if power >= 4 {
                section += pending ?? 0
                guard section > 0 || total > 0 else { return nil }
                let (product, overflow) = (power == 8 && total > 0 && section == 0 ? total : section).multipliedReportingOverflow(by: power == 8 ? 100_000_000 : 10_000)
                guard !overflow, product < 1_000_000_000_000_000 else { return nil }
                total = power == 8 && section == 0 ? product : total + product
                section = 0
                lastPower = 9
            } else {
                guard power < lastPower else { return nil }
                if pending == nil, power > 1, section == 0 { return nil }
                section += (pending ?? 1) * [1, 10, 100, 1000][power]
                lastPower = power
            }
            pending = nil
        }
        let value = total + section + (pending ?? 0)
        let last = row.last.flatMap(power) ?? 0
        if last >= 4, value % (last == 8 ? 100_000_000 : 10_000) == 0 {
            return Reading(value: value / (last == 8 ? 100_000_000 : 10_000), exponent: last, length: length, isDigitRow: false)
        }
        return Reading(value: value, exponent: 0, length: length, isDigitRow: false)
    }
}

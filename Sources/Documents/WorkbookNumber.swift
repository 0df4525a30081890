import BudgetModel
import Quantities

/// A number cell's text as the decimal that workbooks show: 15 significant digits.
///
/// Short numbers, nearly all there are, stay in one machine word.
struct WorkbookNumber {
    let value: ExactDecimal
    /// The digits without zeros at the end of the fraction, when they fit a word.
    private let short: (digits: UInt64, scale: Int, isNegative: Bool)?

    /// - Returns: nil for text that is no number or lies beyond 38 digits.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let short = Self.short(bytes) {
            self.short = short
            let digits = Int128(short.digits)
            value = ExactDecimal(significand: short.isNegative ? -digits : digits, scale: short.scale)
        } else {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let value = try? ExactDecimal(workbookNumber: text) else { return nil }
            self.value = value
            short = nil
        }
    }

    /// A number that is exact already.
    init(_ value: ExactDecimal) {
        let plain = value.trimmed
        self.value = plain
        short = plain.significand.magnitude < 1_000_000_000_000_000
            ? (UInt64(plain.significand.magnitude), plain.scale, plain.isNegative) : nil
    }

    private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> (digits: UInt64, scale: Int, isNegative: Bool)? {
        var digits: UInt64 = 0
        var significant = 0
        var scale = 0
        var seenDigit = false
        var seenPoint = false
        var isNegative = false
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39:
                seenDigit = true
                if significant > 0 || byte != 0x30 { significant += 1 }
                guard significant <= 15, scale < 30 else { return nil }
                digits = digits * 10 + UInt64(byte - 0x30)
                if seenPoint { scale += 1 }
            case 0x2E where !seenPoint: seenPoint = true
            case 0x2D where place == 0: isNegative = true
            default: return nil
            }
        }
        guard seenDigit else { return nil }
        while scale > 0, digits % 10 == 0 {
            digits /= 10
            scale -= 1
        }
        return (digits, scale, isNegative && digits != 0)
    }

    /// The cell's value and what it shows under a format; as `NumberFormatKind.cell`, without its cost.
    func cell(_ format: CellFormat, _ dates: CalendarDay.DateSystem) -> (CellValue, String) {
        guard let words = format.words else { return bareCell(format, dates) }
        let (value, shown) = bareCell(format, dates)
        return (value, words.before + shown + words.behind)
    }

    private func bareCell(_ format: CellFormat, _ dates: CalendarDay.DateSystem) -> (CellValue, String) {
        switch format.kind {
        case .general:
            let digits = plain
            guard digits.utf8.count < format.digits, value.isWhole, !value.isNegative else { return (.number(value, isPercent: false), digits) }
            return (.number(value, isPercent: false), String(repeating: "0", count: format.digits - digits.utf8.count) + digits)
        case .percent: return (.number(value, isPercent: true), percent)
        case .date, .time: return format.kind.cell(value, dates: dates)
        }
    }

    private var plain: String {
        guard let short else { return value.plain }
        return Self.plain(short.digits, short.scale, short.isNegative)
    }

    private var percent: String {
        guard let short else {
            guard let points = try? value.shifted(by: 2) else { return value.plain }
            return points.plain + "%"
        }
        // At most 15 digits and two zeros: no overflow.
        return short.scale >= 2
            ? Self.plain(short.digits, short.scale - 2, short.isNegative) + "%"
            : Self.plain(short.scale == 1 ? short.digits * 10 : short.digits * 100, 0, short.isNegative) + "%"
    }

    private static func plain(_ digits: UInt64, _ scale: Int, _ isNegative: Bool) -> String {
        if scale == 0, !isNegative { return String(digits) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            var place = 64
            var rest = digits
            var written = 0
            while rest > 0 || written <= scale {
                if written == scale, scale > 0 {
                    place -= 1
                    buffer[place] = 0x2E
                }
                place -= 1
                buffer[place] = UInt8(0x30 + rest % 10)
                rest /= 10
                written += 1
            }
            if isNegative {
                place -= 1
                buffer[place] = 0x2D
            }
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[place...]), as: UTF8.self)
        }
    }
}

/// What a cell style's number format says about meaning.
struct CellFormat {
    var kind = NumberFormatKind.general
    /// The width of a code such as `000000`, whose zeros belong to it; else 0.
    var digits = 0
    /// Words that the format shows around the number: `"≥"0"人"`.
    var words: (before: String, behind: String)?

    init(_ kind: NumberFormatKind = .general) { self.kind = kind }

    init(builtIn id: Int) { kind = NumberFormatKind(builtIn: id) }

    init(code: String) {
        kind = NumberFormatKind(code: code)
        let width = code.utf8.count
        if kind == .general, width > 1, width <= 30, code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) { digits = width }
        if kind == .general || kind == .percent { words = Self.words(in: code) }
    }

    /// What stands in quotes in the first section, before and behind its digits.
    ///
    /// - Source: ECMA-376 part 1, 18.8.31.
    private static func words(in code: String) -> (before: String, behind: String)? {
        guard code.utf8.count <= 200, code.utf8.contains(UInt8(ascii: "\"")) else { return nil }
        var before = ""
        var behind = ""
        var isQuoted = false
        var sawDigits = false
        var skips = false
        for scalar in code.unicodeScalars {
            if skips {
                skips = false
            } else if isQuoted {
                if scalar == "\"" { isQuoted = false } else if sawDigits { behind.unicodeScalars.append(scalar) } else { before.unicodeScalars.append(scalar) }
            } else {
                switch scalar {
                case "\"": isQuoted = true
                case "\\", "_", "*": skips = true
                case "0", "#", "?": sawDigits = true
                case ";": return sawDigits && !(before.isEmpty && behind.isEmpty) ? (before, behind) : nil
                default: break
                }
            }
        }
        return sawDigits && !(before.isEmpty && behind.isEmpty) ? (before, behind) : nil
    }
}

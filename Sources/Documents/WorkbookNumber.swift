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

    /// The cell's value and what it shows under a format.
    func cell(_ format: NumberFormat, _ dateSystem: CalendarDay.DateSystem) -> (CellValue, String) {
        switch format {
        case .number: return (.number(value, isPercent: false), plain)
        case .percent: return (.number(value, isPercent: true), percent)
        case .day:
            if let day = try? CalendarDay(serial: value, system: dateSystem) { return (.day(day), day.iso) }
            return (.number(value, isPercent: false), plain)
        case .time: return (.number(value, isPercent: false), clock ?? plain)
        case .code(let width):
            let digits = plain
            guard value.isWhole, !value.isNegative, digits.utf8.count < width else { return (.number(value, isPercent: false), digits) }
            return (.number(value, isPercent: false), String(repeating: "0", count: width - digits.utf8.count) + digits)
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

    /// `8:30` or `26:15:07`; nil for negative times.
    private var clock: String? {
        guard !value.isNegative, let seconds = try? (value * ExactDecimal(86_400)).rounded(to: 0, .halfUp).significand,
            seconds < 3_600_000_000
        else { return nil }
        let whole = Int(seconds)
        func two(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
        let minutes = String(whole / 3600) + ":" + two(whole / 60 % 60)
        return whole % 60 == 0 ? minutes : minutes + ":" + two(whole % 60)
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

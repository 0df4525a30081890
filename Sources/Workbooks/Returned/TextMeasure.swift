/// How much room text takes, for column widths, row heights and notes.
///
/// - Unit: half the width of a Chinese character, which is about one digit.
enum TextMeasure {
    static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0...0x2FF: 1
        case 0x1100...0x115F, 0x2010...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    static func width(_ text: some StringProtocol) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

    /// Lines that `text` takes when wrapped at `room`.
    static func lines(_ text: String, room: Int) -> Int {
        var count = 0
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            count += 1
            var used = 0
            for scalar in paragraph.unicodeScalars {
                let width = width(scalar)
                if used + width > room {
                    count += 1
                    used = 0
                }
                used += width
            }
        }
        return count
    }

    /// The longest line.
    static func widest(_ text: String) -> Int {
        text.split(separator: "\n").map { width($0) }.max() ?? 0
    }
}

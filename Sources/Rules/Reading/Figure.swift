import Quantities

/// A number in running text with what stands around it.
struct Figure: Sendable {
    var value: ExactDecimal
    /// The bytes of the digits.
    var start: Int
    var end: Int
    /// What follows the digits up to the next digit or mark: `个项目`, `万元`, `%`.
    var tail: String

    /// Whether the number counts things of this kind.
    func counts(_ word: String) -> Bool { tail.hasPrefix(word) }

    var isPercent: Bool { tail.hasPrefix("%") || tail.hasPrefix("％") }

    /// As whole fen, where the tail is a unit of money.
    var money: Money? {
        let unit: AmountUnit
        if tail.hasPrefix("万元") { unit = .wanYuan } else if tail.hasPrefix("亿元") { unit = .yiYuan } else if tail.hasPrefix("元") { unit = .yuan } else { return nil }
        return try? Money(value, unit)
    }

    /// All numbers of a text in their order. Numbers glued to letters (A4, GB2312) are names and left out.
    static func all(in text: String) -> [Figure] {
        let bytes = Array(text.utf8)
        var figures: [Figure] = []
        var index = 0
        while index < bytes.count {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            var hasPoint = false
            var digits = ""
            while index < bytes.count {
                let byte = bytes[index]
                if isDigit(byte) {
                    digits.unicodeScalars.append(Unicode.Scalar(byte))
                } else if byte == UInt8(ascii: "."), !hasPoint, index + 1 < bytes.count, isDigit(bytes[index + 1]) {
                    hasPoint = true
                    digits += "."
                } else if byte == UInt8(ascii: ","), !hasPoint, isGroup(bytes, index + 1) {
                    // A separator of thousands.
                } else {
                    break
                }
                index += 1
            }
            if start > 0, isLetter(bytes[start - 1]) { continue }
            guard let value = try? ExactDecimal(parsing: digits) else { continue }
            var end = index
            while end < bytes.count, end - index < 36, !isDigit(bytes[end]), !isMark(bytes, end) { end += 1 }
            // Never in the middle of a character.
            while end > index, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            figures.append(Figure(value: value, start: start, end: index, tail: String(decoding: bytes[index..<end], as: UTF8.self).withoutLeadingSpaces))
        }
        return figures
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }

    private static func isGroup(_ bytes: [UInt8], _ start: Int) -> Bool {
        guard start + 3 <= bytes.count, bytes[start..<start + 3].allSatisfy(isDigit) else { return false }
        return start + 3 == bytes.count || !isDigit(bytes[start + 3])
    }

    /// Punctuation, ASCII or Chinese (U+3000–U+303F, U+FF0C and its like), a sign of arithmetic or a line break.
    private static func isMark(_ bytes: [UInt8], _ index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return "\n\r\t,;:()=*×+-<>".utf8.contains(byte) }
        if byte == 0xC3 { return true }
        guard index + 2 < bytes.count else { return false }
        if byte == 0xE3, bytes[index + 1] == 0x80 { return true }
        return byte == 0xEF && bytes[index + 1] == 0xBC && bytes[index + 2] != 0x85
    }
}

extension String {
    fileprivate var withoutLeadingSpaces: String { String(drop { $0 == " " || $0 == "\u{3000}" }) }
}

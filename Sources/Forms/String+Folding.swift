extension String {
    /// The text as labels are compared, without what stands in brackets unless nothing else is there.
    func foldedLabel() -> FoldedText {
        let folded = FoldedText(self, dropBrackets: true)
        return folded.isEmpty ? foldedText() : folded
    }

    /// The text as labels are compared, with what stands in brackets.
    func foldedText() -> FoldedText { FoldedText(self, dropBrackets: false) }

    /// The plain form of a full-width letter, digit or sign; small for Latin capitals.
    @inline(__always)
    static func plainScalar(_ scalar: UnicodeScalar) -> UnicodeScalar {
        var value = scalar.value
        if value < 0x41 || value > 0x5A && value < 0xFE50 { return scalar }
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 0xFE50: value = 0x2C
        case 0xFE52: value = 0x2E
        case 0xFE54: value = 0x3B
        case 0xFE55: value = 0x3A
        case 0xFE59: value = 0x28
        case 0xFE5A: value = 0x29
        case 0xFE62: value = 0x2B
        case 0xFE63: value = 0x2D
        case 0xFE64: value = 0x3C
        case 0xFE65: value = 0x3E
        case 0xFE66: value = 0x3D
        case 0xFE6A: value = 0x25
        default: break
        }
        if (0x41...0x5A).contains(value) { value += 0x20 }
        return UnicodeScalar(value) ?? scalar
    }

    /// Spaces, punctuation and marks that labels are compared without.
    static func isIgnoredInLabels(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
        case 0x21...0x24, 0x26, 0x27, 0x2A...0x2D, 0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5C, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        case 0xB7, 0x2460...0x2473, 0x2010...0x2015, 0x2018...0x201F, 0x2022, 0x2027, 0x2605, 0x2606, 0x25A0...0x25CF, 0x203B: true
        case 0x3001, 0x3002, 0x3008...0x300F, 0x301C...0x301F, 0xFE30...0xFE4F, 0xFF61, 0xFF64, 0xFF65: true
        default: false
        }
    }

    /// Whether the text holds nothing a reader would miss: empty, dashes, dots, 无, 略.
    var isBlankMark: Bool {
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF: continue
            case 0x2D, 0x2F, 0x5C, 0x5F, 0x2E, 0x7C, 0x2010...0x2015, 0x2026, 0x22EF, 0xFF0D, 0xFF0F, 0x2212, 0x4E28, 0x3002, 0x2500, 0x30FC: continue
            case 0x65E0 where unicodeScalars.count <= 2: continue
            default: return false
            }
        }
        return true
    }

    /// The text on one line: a break between Chinese characters is nothing, another one a space.
    var withoutLineBreaks: String {
        guard utf8.contains(0x0A) || utf8.contains(0x0D) else { return self }
        var result = ""
        var breaks = false
        for scalar in unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                breaks = true
                continue
            }
            if breaks, let last = result.unicodeScalars.last, last.value < 0x80, scalar.value < 0x80, last != " ", scalar != " " { result.unicodeScalars.append(" ") }
            breaks = false
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// Whether something but digits, a point and a sign begins or ends the text.
    var hasWordsAroundNumber: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        func isPart(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
        return !isPart(first) || !isPart(last) && last != UInt8(ascii: "%")
    }

    /// Whether the bytes of the word stand in the text: a quick look before slower ones.
    func mentions(_ word: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in word.withUTF8Buffer { FoldedText.find($0, in: bytes, from: 0) != nil } }
    }

    /// Digits with the marks that stand among them: something a reader would miss.
    var isNumberLike: Bool { unicodeScalars.contains { (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value) } && !hasPrefix("指标") && !hasPrefix("目标") && !hasPrefix("三级指标") }

    /// The text with runs of spaces and line breaks made one space, and none at the ends.
    var singleLine: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        var pendingSpace = false
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF, 0x2028, 0x2029: pendingSpace = true
            default:
                if pendingSpace, !result.isEmpty { result.unicodeScalars.append(" ") }
                pendingSpace = false
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text without spaces and line breaks at its ends.
    var trimmedText: String {
        let scalars = unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return self }
        // Most cells have nothing to trim.
        guard Self.isSpace(first) || Self.isSpace(last) else { return self }
        var view = scalars[...]
        while let first = view.first, Self.isSpace(first) { view.removeFirst() }
        while let last = view.last, Self.isSpace(last) { view.removeLast() }
        return String(view)
    }

    private static func isSpace(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }
}

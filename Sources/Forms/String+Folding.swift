extension String {
    /// The text as labels are compared: no spaces, no punctuation, full-width forms made plain,
    /// Latin letters small, what stands in brackets left out.
    ///
    /// `年初预算数（Ａ）：` → `年初预算数`; a label that is nothing but a bracket keeps its content.
    func foldedLabel() -> String {
        let folded = Self.fold(self, dropBrackets: true)
        return folded.isEmpty ? Self.fold(self, dropBrackets: false) : folded
    }

    /// Like `foldedLabel()`, with what stands in brackets kept.
    func foldedText() -> String { Self.fold(self, dropBrackets: false) }

    private static func fold(_ text: String, dropBrackets: Bool) -> String {
        var scalars = String.UnicodeScalarView()
        var depth = 0
        for scalar in text.unicodeScalars {
            let plain = plainScalar(scalar)
            switch plain.value {
            case 0x28, 0x5B, 0x3010, 0x3014, 0x7B: if dropBrackets { depth += 1 }
            case 0x29, 0x5D, 0x3011, 0x3015, 0x7D: if dropBrackets, depth > 0 { depth -= 1 }
            default:
                if depth == 0, !isIgnored(plain) { scalars.append(plain) }
            }
        }
        return String(scalars)
    }

    /// The plain form of a full-width letter, digit or sign; small for Latin capitals.
    static func plainScalar(_ scalar: UnicodeScalar) -> UnicodeScalar {
        var value = scalar.value
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

    private static func isIgnored(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
        case 0x21...0x24, 0x26, 0x27, 0x2A...0x2D, 0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5C, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        case 0xB7, 0x2460...0x2473, 0x2010...0x2015, 0x2018...0x201F, 0x2022, 0x2027, 0x2605, 0x2606, 0x25A0...0x25CF, 0x203B: true
        case 0x3001, 0x3002, 0x3008...0x300F, 0x301C...0x301F, 0xFE30...0xFE4F, 0xFF61, 0xFF64, 0xFF65: true
        default: false
        }
    }

    /// The folded label without an enumerator before it: `1项目年度目标` → `项目年度目标`, `一基本情况` stays.
    func withoutEnumerator() -> String {
        var index = startIndex
        while index < endIndex, self[index].isNumber && self[index].isASCII || self[index] == "." { index = self.index(after: index) }
        return index == startIndex || index == endIndex ? self : String(self[index...])
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
        var view = self[...]
        while let first = view.unicodeScalars.first, first.properties.isWhitespace || first.value == 0x200B || first.value == 0xFEFF { view.unicodeScalars.removeFirst() }
        while let last = view.unicodeScalars.last, last.properties.isWhitespace || last.value == 0x200B || last.value == 0xFEFF { view.unicodeScalars.removeLast() }
        return view.count == count ? self : String(view)
    }
}

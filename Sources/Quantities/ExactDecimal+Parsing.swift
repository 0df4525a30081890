extension ExactDecimal {
    /// A number as officials write it: `1,234.50`, `１２３．４`, `－5`, `+3`, `.5`.
    ///
    /// Full-width digits and signs count as their plain forms, thousands separators must stand
    /// between groups of three, and nothing may be left over. A percent sign is not part of a number.
    ///
    /// - Throws: `QuantityError.malformed` with the place, `.overflow` above 38 digits.
    package init(parsing text: String) throws(QuantityError) {
        if let plain = Self.plainDigits(text) {
            self = plain
            return
        }
        var scanner = NumberScanner(text)
        self = try scanner.wholeNumber()
    }

    /// `-12.50` in plain ASCII of at most 18 digits, as most cells have it; nil for everything else.
    private static func plainDigits(_ text: String) -> ExactDecimal? {
        var text = text
        return text.withUTF8 { bytes -> ExactDecimal? in
            guard !bytes.isEmpty, bytes.count <= 19 else { return nil }
            var digits: Int64 = 0
            var count = 0
            var scale = -1
            var place = bytes[0] == UInt8(ascii: "-") ? 1 : 0
            while place < bytes.count {
                switch bytes[place] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    digits = digits * 10 + Int64(bytes[place] - UInt8(ascii: "0"))
                    count += 1
                    if scale >= 0 { scale += 1 }
                case UInt8(ascii: "."):
                    guard scale < 0 else { return nil }
                    scale = 0
                default: return nil
                }
                place += 1
            }
            guard count > 0, count <= 18, scale != 0 else { return nil }
            return ExactDecimal(significand: Int128(bytes[0] == UInt8(ascii: "-") ? -digits : digits), scale: max(scale, 0))
        }
    }

    /// A number written by a program, with an optional exponent: `1.5E-3`.
    ///
    /// - Throws: `QuantityError.malformed`, `.overflow`.
    package init(machine text: String) throws(QuantityError) {
        var negative = false
        var digits: Int128 = 0
        var scale = 0
        var exponent = 0
        var exponentNegative = false
        var seenPoint = false
        var seenDigit = false
        var inExponent = false
        var seenExponentDigit = false
        var place = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(byte - UInt8(ascii: "0"))
                if inExponent {
                    seenExponentDigit = true
                    exponent = exponent * 10 + digit
                    guard exponent < 10_000 else { throw .overflow }
                } else {
                    seenDigit = true
                    if seenPoint, scale == 38 { break }
                    let (tenfold, first) = digits.multipliedReportingOverflow(by: 10)
                    let (next, second) = tenfold.addingReportingOverflow(Int128(digit))
                    guard !first, !second else { throw .overflow }
                    digits = next
                    if seenPoint { scale += 1 }
                }
            case UInt8(ascii: "-") where place == 0: negative = true
            case UInt8(ascii: "+") where place == 0: break
            case UInt8(ascii: ".") where !seenPoint && !inExponent: seenPoint = true
            case UInt8(ascii: "e") where seenDigit && !inExponent, UInt8(ascii: "E") where seenDigit && !inExponent: inExponent = true
            case UInt8(ascii: "-") where inExponent && !seenExponentDigit && !exponentNegative: exponentNegative = true
            case UInt8(ascii: "+") where inExponent && !seenExponentDigit: break
            default: throw .malformed(text: text, at: place)
            }
            place += 1
        }
        guard seenDigit, !inExponent || seenExponentDigit else { throw .malformed(text: text, at: place) }
        let value = ExactDecimal(significand: negative ? -digits : digits, scale: scale)
        guard exponent != 0 else {
            self = value
            return
        }
        if exponentNegative, digits == 0 { self = .zero; return }
        self = try value.shiftedKeepingDigits(by: exponentNegative ? -exponent : exponent)
    }

    /// Like `shifted(by:)`, but a tiny number loses the digits that lie behind the 38th place.
    private func shiftedKeepingDigits(by exponent: Int) throws(QuantityError) -> ExactDecimal {
        let places = scale - exponent
        guard places > 38 else { return try shifted(by: exponent) }
        let value = trimmed
        let excess = value.scale - exponent - 38
        guard excess > 0 else { return try value.shifted(by: exponent) }
        guard excess <= 38 else { return .zero }
        return ExactDecimal(significand: value.significand / Self.power(excess), scale: 38)
    }

    /// The decimal that a workbook shows for a binary number cell: 15 significant digits.
    ///
    /// `8.3699999999999992` → `8.37`. Not finite values and those beyond 38 digits throw.
    ///
    /// - Source: ECMA-376 stores number cells as IEEE 754 doubles; Excel and WPS show 15 digits.
    package init(workbookNumber text: String) throws(QuantityError) {
        let exact = try ExactDecimal(machine: text)
        self = try exact.significant(15)
    }

    /// The value with at most `count` significant digits, half away from zero, without zeros at the end.
    package func significant(_ count: Int) throws(QuantityError) -> ExactDecimal {
        var digits = significand.magnitude
        var length = 0
        while digits > 0 {
            digits /= 10
            length += 1
        }
        guard length > count else { return trimmed }
        let cut = length - count
        if cut <= scale { return try rounded(to: scale - cut, .halfUp).trimmed }
        let zeros = cut - scale
        let short = try shifted(by: -zeros).rounded(to: 0, .halfUp)
        return try short.shifted(by: zeros)
    }
}

/// Reads one number at a place in a text; used by every parser of quantities.
package struct NumberScanner {
    package let text: String
    package let characters: [Character]
    package var place = 0

    package init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    package var isAtEnd: Bool { place >= characters.count }

    package mutating func skipSpaces() {
        while place < characters.count, characters[place].isWhitespace || characters[place] == "\u{3000}" { place += 1 }
    }

    mutating func wholeNumber() throws(QuantityError) -> ExactDecimal {
        skipSpaces()
        let value = try number()
        skipSpaces()
        guard isAtEnd else { throw .malformed(text: text, at: place) }
        return value
    }

    /// The digit a character stands for, plain or full-width.
    package static func digit(_ character: Character) -> Int? {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        case 0x30...0x39: return Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: return Int(scalar.value - 0xFF10)
        default: return nil
        }
    }

    /// The number that begins here.
    ///
    /// - Throws: `QuantityError.malformed` when none begins here or its groups are not of three digits.
    package mutating func number() throws(QuantityError) -> ExactDecimal {
        var negative = false
        if place < characters.count {
            switch characters[place] {
            case "-", "－", "−", "﹣":
                negative = true
                place += 1
            case "+", "＋": place += 1
            default: break
            }
        }
        var digits: Int128 = 0
        var scale = 0
        var count = 0
        var group = 0
        var grouped = false
        while place < characters.count {
            if let digit = Self.digit(characters[place]) {
                try Self.append(digit, to: &digits)
                count += 1
                group += 1
                place += 1
            } else if Self.isSeparator(characters[place]), count > 0, group <= 3, hasGroup(after: place) {
                guard !grouped || group == 3 else { throw .malformed(text: text, at: place) }
                grouped = true
                group = 0
                place += 1
            } else {
                break
            }
        }
        if grouped, group != 3 { throw .malformed(text: text, at: place) }
        if place + 1 < characters.count, characters[place] == "." || characters[place] == "．", Self.digit(characters[place + 1]) != nil {
            place += 1
            while place < characters.count, let digit = Self.digit(characters[place]) {
                guard scale < 38 else { throw .overflow }
                try Self.append(digit, to: &digits)
                scale += 1
                count += 1
                place += 1
            }
        }
        guard count > 0 else { throw .malformed(text: text, at: place) }
        return ExactDecimal(significand: negative ? -digits : digits, scale: scale)
    }

    private static func append(_ digit: Int, to digits: inout Int128) throws(QuantityError) {
        let (tenfold, first) = digits.multipliedReportingOverflow(by: 10)
        let (next, second) = tenfold.addingReportingOverflow(Int128(digit))
        guard !first, !second else { throw .overflow }
        digits = next
    }

    private static func isSeparator(_ character: Character) -> Bool { character == "," || character == "，" }

    /// Whether three digits and then no digit follow the separator at `index`.
    private func hasGroup(after index: Int) -> Bool {
        guard index + 3 < characters.count else { return false }
        for offset in 1...3 where Self.digit(characters[index + offset]) == nil { return false }
        return index + 4 >= characters.count || Self.digit(characters[index + 4]) == nil
    }
}

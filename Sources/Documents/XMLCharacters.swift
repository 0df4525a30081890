/// The characters of XML 1.0.
enum XMLCharacters {
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Letters, `_`, `:` and whatever is not ASCII.
    @inline(__always)
    static func beginsName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
    }

    @inline(__always)
    static func isInName(_ byte: UInt8) -> Bool {
        // Digits and the colon are neighbours; so are the hyphen and the point.
        beginsName(byte) || byte &- 0x30 <= 10 || byte &- 0x2D <= 1
    }

    /// The value of a digit; nil for other characters.
    static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46 where isHex: UInt32(byte - 0x37)
        case 0x61...0x66 where isHex: UInt32(byte - 0x57)
        default: nil
        }
    }

    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// Whether the bytes are UTF-8 of allowed characters only; three zero bytes stand behind them.
    static func areAllowed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let count = bytes.count
        var place = 0
        while place < count {
            // Eight at a time while all are plain ASCII: no high bit, nothing below a space.
            while place + 8 <= count {
                let word = UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self)
                guard (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0 else { break }
                place += 8
            }
            let byte = place < count ? base[place] : 0x20
            switch byte {
            case 0x20..<0x80, 0x09, 0x0A, 0x0D: place += 1
            case 0xE0...0xEF:
                let (second, third) = (base[place + 1], base[place + 2])
                guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return false }
                let unit = UInt32(byte & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
                guard unit >= 0x800, unit < 0xD800 || unit > 0xDFFF, unit < 0xFFFE else { return false }
                place += 3
            case 0xC2...0xDF:
                guard base[place + 1] & 0xC0 == 0x80 else { return false }
                place += 2
            case 0xF0...0xF4:
                guard base[place + 1] & 0xC0 == 0x80, base[place + 2] & 0xC0 == 0x80, base[place + 3] & 0xC0 == 0x80 else { return false }
                let unit = UInt32(byte & 0x07) << 18 | UInt32(base[place + 1] & 0x3F) << 12
                guard unit >= 0x10000, unit < 0x110000 else { return false }
                place += 4
            default: return false
            }
        }
        return true
    }
}

/// The first line of an XML part.
enum XMLDeclaration {
    /// Where the text behind it begins: 0 without one.
    ///
    /// - Returns: nil for another encoding than UTF-8, and for whatever is not as usual.
    static func end(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        var place = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard place < text.count else { return nil }
        guard text[place] == UInt8(ascii: "<") else { return XMLCharacters.isSpace(text[place]) ? place : nil }
        let opening = "<?xml" as StaticString
        guard begins(opening, text, place), place + 5 < text.count, XMLCharacters.isSpace(text[place + 5]) else { return place }
        place += 5
        guard let version = value(of: "version", text, &place), version.spells("1.0") else { return nil }
        if let encoding = value(of: "encoding", text, &place) {
            guard encoding.spells("UTF-8") || encoding.spells("utf-8") || encoding.spells("US-ASCII") else { return nil }
        }
        if let standalone = value(of: "standalone", text, &place) {
            guard standalone.spells("yes") || standalone.spells("no") else { return nil }
        }
        while place < text.count, XMLCharacters.isSpace(text[place]) { place += 1 }
        return begins("?>", text, place) ? place + 2 : nil
    }

    /// The value of the setting at a place, behind its space; nil, and no step, when another one stands there.
    private static func value(of name: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UnsafeBufferPointer<UInt8>? {
        var next = place
        while next < text.count, XMLCharacters.isSpace(text[next]) { next += 1 }
        guard next > place, begins(name, text, next) else { return nil }
        next += name.utf8CodeUnitCount
        guard next + 1 < text.count, text[next] == UInt8(ascii: "="), text[next + 1] == UInt8(ascii: "\"") || text[next + 1] == UInt8(ascii: "'") else { return nil }
        let begin = next + 2
        guard let end = text[begin...].prefix(40).firstIndex(of: text[next + 1]) else { return nil }
        place = end + 1
        return UnsafeBufferPointer(rebasing: text[begin..<end])
    }

    private static func begins(_ word: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= text.count else { return false }
        for offset in 0..<count where text[place + offset] != word.utf8Start[offset] { return false }
        return true
    }
}

/// Why a text is no JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case unexpected
        case endOfText
        case badNumber
        case badEscape
        case controlCharacter
        case notUTF8
        case duplicateKey(String)
        case tooDeep
    }

    package var kind: Kind
    /// Counted from 1, in bytes of the line.
    package var line: Int
    package var column: Int

    package init(kind: Kind, line: Int, column: Int) {
        self.kind = kind
        self.line = line
        self.column = column
    }
}

/// Reads JSON as RFC 8259 has it and nothing beside: no comments, no second value under a key, bounded depth.
package struct JSONParser {
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private var depth = 0
    private let depthLimit: Int

    /// - Throws: `JSONError`.
    package static func parse(_ bytes: [UInt8], depthLimit: Int = 64) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes[...], depthLimit)
        return try parser.document()
    }

    package static func parse(_ text: String) throws(JSONError) -> JSONValue { try parse(Array(text.utf8)) }

    private init(_ bytes: ArraySlice<UInt8>, _ depthLimit: Int) {
        self.bytes = bytes
        at = bytes.startIndex
        self.depthLimit = depthLimit
    }

    private mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipSpace()
        guard at == bytes.endIndex else { throw failure(.unexpected) }
        return value
    }

    private func failure(_ kind: JSONError.Kind) -> JSONError {
        let before = bytes[bytes.startIndex..<min(at, bytes.endIndex)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
        return JSONError(kind: kind, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: before.endIndex - start + 1)
    }

    private var next: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        switch next {
        case nil: throw failure(.endOfText)
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): return .number(try number())
        default: throw failure(.unexpected)
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let isThere = word.withUTF8Buffer { bytes[at...].starts(with: $0) }
        guard isThere else {
            guard word.withUTF8Buffer({ $0.starts(with: bytes[at...]) }) else { throw failure(.unexpected) }
            at = bytes.endIndex
            throw failure(.endOfText)
        }
        at += word.utf8CodeUnitCount
        return value
    }

    private mutating func enter() throws(JSONError) {
        if depth == depthLimit { throw failure(.tooDeep) }
        at += 1
        depth += 1
        skipSpace()
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        if next == UInt8(ascii: "]") {
            at += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipSpace()
            switch next {
            case UInt8(ascii: ","): at += 1
            case UInt8(ascii: "]"):
                at += 1
                return .array(elements)
            case nil: throw failure(.endOfText)
            default: throw failure(.unexpected)
            }
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var members: [JSONValue.Member] = []
        var keys: Set<String> = []
        if next == UInt8(ascii: "}") {
            at += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure(next == nil ? .endOfText : .unexpected) }
            let start = at
            let key = try string()
            if Self.isRepeated(key, among: members, &keys) {
                at = start
                throw failure(.duplicateKey(key))
            }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw failure(next == nil ? .endOfText : .unexpected) }
            at += 1
            members.append(JSONValue.Member(key, try value()))
            skipSpace()
            switch next {
            case UInt8(ascii: ","): at += 1
            case UInt8(ascii: "}"):
                at += 1
                return .object(members)
            case nil: throw failure(.endOfText)
            default: throw failure(.unexpected)
            }
        }
    }

    /// Few keys are looked through, many are hashed.
    private static func isRepeated(_ key: String, among members: [JSONValue.Member], _ keys: inout Set<String>) -> Bool {
        if members.count < 24 { return members.contains { $0.key == key } }
        if keys.isEmpty { keys = Set(members.map(\.key)) }
        return !keys.insert(key).inserted
    }

    private mutating func number() throws(JSONError) -> String {
        let start = at
        if next == UInt8(ascii: "-") { at += 1 }
        let first = next
        guard skipDigits() > 0 else { throw failure(.badNumber) }
        if first == UInt8(ascii: "0"), let second = bytes.index(start, offsetBy: bytes[start] == UInt8(ascii: "-") ? 2 : 1, limitedBy: bytes.endIndex), second < at {
            at = start
            throw failure(.badNumber)
        }
        if next == UInt8(ascii: ".") {
            at += 1
            guard skipDigits() > 0 else { throw failure(.badNumber) }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            at += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            guard skipDigits() > 0 else { throw failure(.badNumber) }
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skipDigits() -> Int {
        let start = at
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { at += 1 }
        return at - start
    }

    private mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { at += 1 }
        var text = try utf8(bytes[start..<at], start)
        while true {
            switch next {
            case nil: throw failure(.endOfText)
            case UInt8(ascii: "\""):
                at += 1
                return text
            case UInt8(ascii: "\\"): text.unicodeScalars.append(try escape())
            case let byte? where byte < 0x20: throw failure(.controlCharacter)
            default:
                let start = at
                while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { at += 1 }
                text += try utf8(bytes[start..<at], start)
            }
        }
    }

    private mutating func utf8(_ part: ArraySlice<UInt8>, _ start: Int) throws(JSONError) -> String {
        guard let text = String(validating: part, as: UTF8.self) else {
            at = start + Self.validCount(part)
            throw failure(.notUTF8)
        }
        return text
    }

    /// How many bytes stand before the first that is no UTF-8.
    private static func validCount(_ part: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var rest = part.makeIterator()
        var count = 0
        while case .scalarValue(let scalar) = decoder.decode(&rest) { count += UTF8.width(scalar) }
        return count
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        at += 1
        guard let byte = next else { throw failure(.endOfText) }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let first = try unit()
            if let scalar = Unicode.Scalar(first) { return scalar }
            // A pair of surrogates; half of one is no character.
            guard first < 0xDC00, next == UInt8(ascii: "\\") else { throw failure(.badEscape) }
            at += 1
            guard next == UInt8(ascii: "u") else { throw failure(.badEscape) }
            at += 1
            let second = try unit()
            guard second >= 0xDC00, second < 0xE000, let scalar = Unicode.Scalar((first - 0xD800) << 10 + (second - 0xDC00) + 0x10000) else { throw failure(.badEscape) }
            return scalar
        default: throw failure(.badEscape)
        }
    }

    private mutating func unit() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch next {
            case let byte? where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"): value = value << 4 + UInt32(byte - UInt8(ascii: "0"))
            case let byte? where byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"): value = value << 4 + UInt32(byte - UInt8(ascii: "a") + 10)
            case let byte? where byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "F"): value = value << 4 + UInt32(byte - UInt8(ascii: "A") + 10)
            case nil: throw failure(.endOfText)
            default: throw failure(.badEscape)
            }
            at += 1
        }
        return value
    }
}

/// Percent-encoding of paths and queries, read strictly: what is not UTF-8 or half an escape is refused and never guessed at.
enum QueryText {
    struct Pair: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// - Returns: nil where an escape is broken or the bytes are no UTF-8.
    static func decoded(_ text: Substring, plusIsSpace: Bool) -> String? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") || $0 >= 0x80 }) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble) else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// - Returns: the pairs of a query in their order; nil where one cannot be read.
    static func pairs(_ query: Substring) -> [Pair]? {
        var pairs: [Pair] = []
        for part in query.split(separator: "&", omittingEmptySubsequences: true) {
            let mark = part.firstIndex(of: "=")
            guard let name = decoded(part[..<(mark ?? part.endIndex)], plusIsSpace: true),
                let value = decoded(mark.map { part[part.index(after: $0)...] } ?? "", plusIsSpace: true)
            else { return nil }
            pairs.append(Pair(name: name, value: value))
        }
        return pairs
    }

    /// Everything but unreserved signs as escapes.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digit(byte >> 4))
                bytes.append(digit(byte & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? nibble + UInt8(ascii: "0") : nibble - 10 + UInt8(ascii: "A") }
}

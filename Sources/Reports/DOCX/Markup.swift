/// Bytes of XML or HTML under construction.
struct Markup {
    private(set) var bytes: [UInt8] = []

    init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

    /// Markup as it is.
    mutating func raw(_ markup: String) {
        var markup = markup
        markup.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ markup: some Sequence<UInt8>) { bytes.append(contentsOf: markup) }

    mutating func number(_ value: Int) { raw(String(value)) }

    /// Character data or an attribute's value: `& < > "` escaped, characters XML does not allow left out.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            var index = 0
            var start = 0
            func flush(_ bytes: inout [UInt8]) {
                if start < index { bytes.append(contentsOf: buffer[start..<index]) }
            }
            while index < buffer.count {
                let byte = buffer[index]
                let replacement: StaticString
                switch byte {
                case UInt8(ascii: "&"): replacement = "&amp;"
                case UInt8(ascii: "<"): replacement = "&lt;"
                case UInt8(ascii: ">"): replacement = "&gt;"
                case UInt8(ascii: "\""): replacement = "&quot;"
                case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D, 0x7F: replacement = ""
                case 0xEF where index + 2 < buffer.count && buffer[index + 1] == 0xBF && buffer[index + 2] >= 0xBE:
                    flush(&bytes)
                    index += 3
                    start = index
                    continue
                default:
                    index += 1
                    continue
                }
                flush(&bytes)
                bytes.append(contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
                index += 1
                start = index
            }
            flush(&bytes)
        }
    }

    static func hasLineBreak(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { $0.contains(0x0A) }
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }
}

import BudgetModel

/// Bytes of a text that belong to no character of its encoding and became U+FFFD.
struct TextDamage {
    private let count: Int
    /// Counted from 1.
    private let line: Int
    /// Of the file, counted from 1; nil where the encoding does not tell.
    private let byte: Int?
    private let encoding: TextEncoding

    /// - Parameters:
    ///   - utf8: what `bytes` became.
    /// - Returns: nil for a text that is whole.
    init?(_ bytes: [UInt8], _ utf8: [UInt8], _ encoding: TextEncoding) {
        let made = Self.replacements(in: utf8)
        guard let first = made.first else { return nil }
        var known = 0
        var byte: Int?
        if encoding == .utf8 {
            // A file may hold the sign itself.
            known = Self.replacements(in: bytes).count
            do { _ = try UTF8Span(validating: bytes.span) } catch { byte = error.byteOffsets.lowerBound + 1 }
            guard byte != nil else { return nil }
        }
        guard made.count > known else { return nil }
        count = made.count - known
        self.byte = byte
        self.encoding = encoding
        let end = byte.map { $0 - 1 } ?? first
        line = 1 + (byte == nil ? utf8 : bytes).prefix(end).count { $0 == 0x0A }
    }

    /// Where the sign U+FFFD begins.
    private static func replacements(in bytes: [UInt8]) -> (first: Int?, count: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            var first: Int?
            var count = 0
            var place = 0
            while place + 2 < bytes.count {
                if bytes[place] == 0xEF, bytes[place + 1] == 0xBF, bytes[place + 2] == 0xBD {
                    if first == nil { first = place }
                    count += 1
                    place += 3
                } else {
                    place += 1
                }
            }
            return (first, count)
        }
    }

    /// What to say of it beside the result.
    var note: Wording {
        let place = byte.map { Wording(zh: "第 \(line) 行，文件的第 \($0) 字节", en: "line \(line), byte \($0) of the file") } ?? Wording(zh: "第 \(line) 行", en: "line \(line)")
        return Wording(
            zh: "文件中有 \(count) 处不是有效的 \(encoding.rawValue) 文字（第一处在\(place.zh)），读作“\u{FFFD}”，附近的字和数字可能读错：请用原来的软件打开核对，另存为 UTF-8 后再试。",
            en: "\(count == 1 ? "1 place of the file is" : "\(count) places of the file are") no valid \(encoding.rawValue) (the first in \(place.en)) and was read as “\u{FFFD}”; words and numbers near it may be wrong: compare it in the program it came from, save it as UTF-8, then try again.")
    }
}

/// Text as labels are compared: no spaces, no punctuation, full-width forms made plain, Latin letters small.
///
/// Kept as UTF-8, because thousands of labels are compared with it and text of other alphabets than Latin
/// is slow to compare as `String`.
struct FoldedText: Hashable, Sendable {
    let bytes: [UInt8]

    static let empty = FoldedText(bytes: [])

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter dropBrackets: leaves out what stands in brackets.
    init(_ text: String, dropBrackets: Bool) {
        var folder = Folder(text)
        folder.run(dropBrackets: dropBrackets)
        bytes = folder.bytes
    }

    var isEmpty: Bool { bytes.isEmpty }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Scalars, not bytes.
    var length: Int { bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } }

    func hasPrefix(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in bytes.count >= word.count && bytes[..<word.count].elementsEqual(word) }
    }

    func hasSuffix(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in bytes.count >= word.count && bytes[(bytes.count - word.count)...].elementsEqual(word) }
    }

    func contains(_ word: StaticString) -> Bool { word.withUTF8Buffer { Self.find($0, in: bytes, from: 0) != nil } }

    func contains(_ other: FoldedText) -> Bool { other.bytes.withUnsafeBufferPointer { Self.find($0, in: bytes, from: 0) != nil } }
    func hasPrefix(_ other: FoldedText) -> Bool { bytes.starts(with: other.bytes) }
    func hasSuffix(_ other: FoldedText) -> Bool { bytes.count >= other.bytes.count && bytes[(bytes.count - other.bytes.count)...].elementsEqual(other.bytes) }

    static func == (left: FoldedText, right: StaticString) -> Bool {
        right.withUTF8Buffer { left.bytes.elementsEqual($0) }
    }

    static func != (left: FoldedText, right: StaticString) -> Bool { !(left == right) }

    /// The text behind `word`, when it begins with it.
    func behind(_ word: StaticString) -> FoldedText? {
        hasPrefix(word) ? FoldedText(bytes: Array(bytes[word.utf8CodeUnitCount...])) : nil
    }

    /// Without digits at its end: `年度绩效目标1`.
    var withoutTrailingDigits: FoldedText {
        var end = bytes.count
        while end > 0, (0x30...0x39).contains(bytes[end - 1]) { end -= 1 }
        return end == bytes.count ? self : FoldedText(bytes: Array(bytes[..<end]))
    }

    /// Without an enumerator before it: `1.项目年度目标` folds to `1项目年度目标`.
    var withoutEnumerator: FoldedText {
        var start = 0
        while start < bytes.count, (0x30...0x39).contains(bytes[start]) || bytes[start] == 0x2E { start += 1 }
        return start == 0 || start == bytes.count ? self : FoldedText(bytes: Array(bytes[start...]))
    }

    var endsWithDigit: Bool { bytes.last.map { (0x30...0x39).contains($0) } ?? false }
    var hasDigit: Bool { bytes.contains { (0x30...0x39).contains($0) } }

    /// What follows the first place where `word` stands.
    func rest(behindFirst word: StaticString) -> FoldedText? {
        word.withUTF8Buffer { word in Self.find(word, in: bytes, from: 0).map { FoldedText(bytes: Array(bytes[($0 + word.count)...])) } }
    }

    /// Where `word` begins at or after `start`.
    static func find(_ word: UnsafeBufferPointer<UInt8>, in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { find(word, in: $0, from: start) }
    }

    static func find(_ word: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let first = word.first else { return start }
        var place = start
        let last = bytes.count - word.count
        outer: while place <= last {
            if bytes[place] == first {
                for offset in 1..<word.count where bytes[place + offset] != word[offset] {
                    place += 1
                    continue outer
                }
                return place
            }
            place += 1
        }
        return nil
    }
}

/// Folds the UTF-8 of a text.
private struct Folder {
    let text: String
    var bytes: [UInt8] = []

    init(_ text: String) {
        self.text = text
        bytes.reserveCapacity(text.utf8.count)
    }

    mutating func run(dropBrackets: Bool) {
        var depth = 0
        for scalar in text.unicodeScalars {
            let plain = String.plainScalar(scalar)
            switch plain.value {
            case 0x28, 0x5B, 0x3010, 0x3014, 0x7B: if dropBrackets { depth += 1 }
            case 0x29, 0x5D, 0x3011, 0x3015, 0x7D: if dropBrackets, depth > 0 { depth -= 1 }
            default:
                guard depth == 0, !String.isIgnoredInLabels(plain) else { continue }
                let value = plain.value
                if value < 0x80 {
                    bytes.append(UInt8(value))
                } else if value < 0x800 {
                    bytes.append(UInt8(0xC0 | value >> 6))
                    bytes.append(UInt8(0x80 | value & 0x3F))
                } else if value < 0x10000 {
                    bytes.append(UInt8(0xE0 | value >> 12))
                    bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
                    bytes.append(UInt8(0x80 | value & 0x3F))
                } else {
                    bytes.append(contentsOf: String(plain).utf8)
                }
            }
        }
    }
}

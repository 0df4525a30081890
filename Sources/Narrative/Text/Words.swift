/// Words of a text as they stand, to be asked and not kept: nothing is copied.
///
/// A report is asked thousands of times whether its labels hold a word; each question compares bytes in place.
struct Words: Sendable {
    /// The whole text in UTF-8.
    private let text: [UInt8]
    private let range: Range<Int>

    init(_ text: [UInt8], _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    /// Words that stand in no text.
    init(_ codes: [UInt16]) {
        text = Array(String(decoding: codes, as: UTF16.self).utf8)
        range = 0..<text.count
    }

    var isEmpty: Bool { range.isEmpty }

    var string: String { String(decoding: text[range], as: UTF8.self) }

    func contains(_ word: StaticString) -> Bool { place(of: word) != nil }

    /// Whether at least one of the words stands here.
    func contains(anyOf words: [StaticString]) -> Bool { words.contains { contains($0) } }

    func hasPrefix(_ word: StaticString) -> Bool { word.utf8CodeUnitCount <= range.count && stands(word, at: range.lowerBound) }

    func hasPrefix(anyOf words: [StaticString]) -> Bool { words.contains { hasPrefix($0) } }

    func hasSuffix(_ word: StaticString) -> Bool { word.utf8CodeUnitCount <= range.count && stands(word, at: range.upperBound - word.utf8CodeUnitCount) }

    func hasSuffix(anyOf words: [StaticString]) -> Bool { words.contains { hasSuffix($0) } }

    /// Whether the whole is one of the words.
    func isOne(of words: [StaticString]) -> Bool { words.contains { range.count == $0.utf8CodeUnitCount && hasPrefix($0) } }

    /// Where a word begins, counted in bytes; nil where it is not.
    func place(of word: StaticString) -> Int? {
        let length = word.utf8CodeUnitCount
        guard length <= range.count else { return nil }
        return text.withUnsafeBufferPointer { text in
            let head = word.utf8Start[0]
            let last = range.upperBound - length
            var place = range.lowerBound
            while place <= last {
                let lead = text[place]
                if lead == head {
                    var offset = 1
                    while offset < length, text[place + offset] == word.utf8Start[offset] { offset += 1 }
                    if offset == length { return place }
                }
                // A word begins where a character does.
                place += lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            }
            return nil
        }
    }

    /// The word must end within the text.
    private func stands(_ word: StaticString, at place: Int) -> Bool {
        var offset = 0
        while offset < word.utf8CodeUnitCount {
            if text[place + offset] != word.utf8Start[offset] { return false }
            offset += 1
        }
        return true
    }

    static func + (left: Words, right: Words) -> Words {
        let bytes = Array(left.text[left.range]) + right.text[right.range]
        return Words(bytes, 0..<bytes.count)
    }
}

extension Words: CustomStringConvertible {
    var description: String { string }
}

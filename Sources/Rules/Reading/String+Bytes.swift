/// Words are looked for byte by byte: no expressions, no copies.
extension String {
    /// Whether the word stands in the text.
    func holds(_ word: StaticString) -> Bool { place(of: word) != nil }

    /// Whether one of the words stands in the text.
    func holds(anyOf words: [StaticString]) -> Bool { words.contains { place(of: $0) != nil } }

    /// The byte at which the word first stands, from `start` on.
    func place(of word: StaticString, from start: Int = 0) -> Int? {
        let length = word.utf8CodeUnitCount
        guard utf8.count >= start + length else { return nil }
        if let found = utf8.withContiguousStorageIfAvailable({ Self.search($0, word, length, start) }) { return found }
        return Array(utf8).withUnsafeBufferPointer { Self.search($0, word, length, start) }
    }

    /// The text between two bytes; nothing else of it is copied.
    func slice(_ range: Range<Int>) -> String {
        let end = min(range.upperBound, utf8.count)
        let start = min(max(range.lowerBound, 0), end)
        let low = utf8.index(utf8.startIndex, offsetBy: start)
        return String(decoding: utf8[low..<utf8.index(low, offsetBy: end - start)], as: UTF8.self)
    }

    private static func search(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString, _ length: Int, _ start: Int) -> Int? {
        guard length > 0 else { return nil }
        let wanted = word.utf8Start
        let last = bytes.count - length
        var index = start
        // The third byte of a Chinese character tells more than the first, which half of them share.
        let probe = length > 2 ? 2 : 0
        let key = wanted[probe]
        while index <= last {
            if bytes[index + probe] == key {
                var offset = 0
                while offset < length, bytes[index + offset] == wanted[offset] { offset += 1 }
                if offset == length { return index }
            }
            index += 1
        }
        return nil
    }

    /// The text without brackets and what they hold, numbering, spaces and punctuation, so that two names can be compared.
    package var foldedName: String {
        var folded = ""
        folded.reserveCapacity(utf8.count)
        var depth = 0
        for scalar in unicodeScalars {
            switch scalar {
            case "(", "（", "[", "【", "〔": depth += 1
            case ")", "）", "]", "】", "〕": depth = max(0, depth - 1)
            case " ", "\t", "\n", "\r", "\u{3000}", "\u{A0}", "*", "★", "☆", "：", ":", "，", ",", "、", "。", ".", "·", "“", "”", "\"", "-", "—", "_", "/", "；", ";": continue
            default: if depth == 0 { folded.unicodeScalars.append(scalar) }
            }
        }
        return folded
    }
}

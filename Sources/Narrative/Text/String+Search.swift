/// Looking for words in what a text quotes.
///
/// The standard library looks for any collection in any other, character by character with their normal forms; words
/// of the grammar are bytes, and are asked for thousands of times in a report. These stand before the general ones.
extension String {
    func contains(_ word: String) -> Bool {
        var text = self, word = word
        return text.withUTF8 { text in word.withUTF8 { word in Self.first(of: word, in: text, from: 0) != nil } }
    }

    func contains(anyOf words: [String]) -> Bool { words.contains { contains($0) } }

    func hasSuffix(anyOf words: [String]) -> Bool { words.contains { hasSuffix($0) } }

    /// The text with a word replaced wherever it stands.
    func replacing(_ word: String, with other: String) -> String {
        var text = self, word = word
        return text.withUTF8 { text in
            word.withUTF8 { word in
                guard !word.isEmpty, var place = Self.first(of: word, in: text, from: 0) else { return nil }
                var bytes: [UInt8] = []
                var begin = 0
                while true {
                    bytes += text[begin..<place]
                    bytes += other.utf8
                    begin = place + word.count
                    guard let next = Self.first(of: word, in: text, from: begin) else { break }
                    place = next
                }
                return String(decoding: bytes + text[begin...], as: UTF8.self)
            }
        } ?? self
    }

    private static func first(of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let head = word.first else { return start }
        guard text.count >= word.count else { return nil }
        var place = start
        let last = text.count - word.count
        while place <= last {
            if text[place] == head {
                var matched = 1
                while matched < word.count, text[place + matched] == word[matched] { matched += 1 }
                if matched == word.count { return place }
            }
            place += 1
        }
        return nil
    }
}

extension Substring {
    func contains(_ word: String) -> Bool { String(self).contains(word) }
}

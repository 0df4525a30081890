/// A text with the words of the lists that stand in it, looked through once.
struct ScannedText: Sendable {
    struct Match: Sendable {
        var kinds: WordSet
        var start: Int
        var end: Int
    }

    /// Without spaces, full-width forms made plain, Latin letters small.
    let scalars: [UInt32]
    let matches: [Match]
    /// All kinds that stand anywhere.
    let kinds: WordSet

    static let empty = ScannedText("")

    /// Looks at no more than `limit` characters: what is longer is no name and no target, and hostile files have to end.
    init(_ text: String, limit: Int = 300) {
        let scalars = Self.folded(text, limit: limit)
        var matches: [Match] = []
        var kinds: UInt64 = 0
        WordMatcher.shared.scan(scalars) { found, start, end in
            kinds |= found
            matches.append(Match(kinds: WordSet(rawValue: found), start: start, end: end))
        }
        self.scalars = scalars
        self.matches = matches
        self.kinds = WordSet(rawValue: kinds)
    }

    static func folded(_ text: String, limit: Int = .max) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(min(text.utf8.count / 3, limit) + 4)
        for scalar in text.unicodeScalars {
            if scalars.count >= limit { break }
            if let plain = folded(scalar.value) { scalars.append(plain) }
        }
        return scalars
    }

    /// Nil for spaces.
    static func folded(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x20, 0x09, 0x0D, 0x3000, 0xA0, 0x200B, 0xFEFF: return nil
        case 0x41...0x5A: return scalar + 0x20
        case 0xFF01...0xFF5E:
            let plain = scalar - 0xFEE0
            return (0x41...0x5A).contains(plain) ? plain + 0x20 : plain
        default: return scalar
        }
    }
}

extension ScannedText {
    func has(_ kind: WordKind) -> Bool { kinds.has(kind) }

    /// The words of some kinds as they stand, each once, the longest at each place.
    func words(_ kinds: WordKind..., in range: Range<Int>? = nil) -> [String] {
        let wanted = kinds.reduce(WordSet()) { $0.union(WordSet($1)) }
        var words: [String] = []
        var end = 0
        for (index, match) in matches.enumerated() where !match.kinds.isDisjoint(with: wanted) && match.start >= end {
            if let range, match.start < range.lowerBound || match.end > range.upperBound { continue }
            var longest = match
            // Matches come by their starts.
            for other in matches[index...] {
                if other.start != match.start { break }
                if !other.kinds.isDisjoint(with: wanted), other.end > longest.end { longest = other }
            }
            end = longest.end
            let word = text(longest.start..<longest.end)
            if !words.contains(word) { words.append(word) }
        }
        return words
    }

    func text(_ range: Range<Int>) -> String {
        var text = ""
        for scalar in scalars[range] { if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) } }
        return text
    }

    /// The whole text as messages show it: on one line, with the punctuation of Chinese.
    var shown: String { shown(0..<scalars.count) }

    /// A part of it.
    func shown(_ range: Range<Int>) -> String {
        var text = ""
        for scalar in scalars[range] {
            switch scalar {
            case 0x0A: text += text.isEmpty ? "" : " "
            case 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3F, 0x21: text.unicodeScalars.append(Unicode.Scalar(scalar + 0xFEE0) ?? " ")
            default: if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
            }
        }
        return text
    }

    /// Whether words of these kinds, punctuation and what stands in `other` make up the whole text.
    func isMade(of kinds: WordSet, or other: ScannedText? = nil) -> Bool {
        guard !scalars.isEmpty, scalars.count <= 40 else { return false }
        var isCovered = scalars.map { Self.isPunctuation($0) }
        for match in matches where !match.kinds.isDisjoint(with: kinds) {
            for index in match.start..<match.end { isCovered[index] = true }
        }
        if let other {
            for index in scalars.indices where !isCovered[index] && index + 1 < scalars.count {
                // Two scalars in a row that the name has as well.
                for place in other.scalars.indices.dropLast() where other.scalars[place] == scalars[index] && other.scalars[place + 1] == scalars[index + 1] {
                    isCovered[index] = true
                    isCovered[index + 1] = true
                }
            }
        }
        return isCovered.allSatisfy(\.self)
    }

    /// Whether the text ends with a word of the kind, but for punctuation and brackets.
    func ends(with kind: WordKind) -> Bool {
        var end = scalars.count
        while end > 0, Self.isPunctuation(scalars[end - 1]) { end -= 1 }
        return matches.contains { $0.end == end && $0.kinds.has(kind) }
    }

    static func isPunctuation(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0x2010...0x2027, 0x3001...0x3011, 0x0A, 0xB7: true
        default: false
        }
    }

    static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
}

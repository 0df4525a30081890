/// How alike two texts are, by the pieces of three characters they share.
package enum TextSimilarity {
    /// The pieces of a text, without spaces and punctuation; the whole text when it is shorter than a piece.
    package static func shingles(_ text: String, of size: Int = 3) -> Set<[UInt32]> {
        let scalars = ScannedText.folded(text).filter { !ScannedText.isPunctuation($0) }
        guard scalars.count > size else { return scalars.isEmpty ? [] : [scalars] }
        return Set((0...scalars.count - size).map { Array(scalars[$0..<$0 + size]) })
    }

    /// Shared and all pieces: Jaccard's measure as two whole numbers. Nothing is shared with an empty text.
    package static func compare(_ left: String, _ right: String) -> (shared: Int, all: Int) {
        let left = shingles(left)
        let right = shingles(right)
        let shared = left.intersection(right).count
        return (shared, left.count + right.count - shared)
    }

    /// Whether at least so many per cent of the pieces are shared.
    package static func isAlike(_ left: String, _ right: String, percent: Int = 90) -> Bool {
        let (shared, all) = compare(left, right)
        return all > 0 && shared * 100 >= all * percent
    }
}

/// Finds all words of the lists in a text in one walk.
///
/// A tree of scalars. The first step is a table over the basic plane, so that a scalar no word begins with costs one look.
struct WordMatcher: Sendable {
    private struct Node: Sendable {
        var kinds: UInt64 = 0
        /// Where its edges begin in `scalars` and `next`.
        var first: Int32 = 0
        var count: Int32 = 0
    }

    private var nodes: [Node] = [Node()]
    private var scalars: [UInt32] = []
    private var next: [UInt16] = []
    private var roots: [UInt16] = Array(repeating: 0, count: 0x1_0000)

    /// The lists of this package.
    static let shared = WordMatcher(text: String(decoding: PackageResources.words_txt, as: UTF8.self))

    /// - Precondition: the text is the list of this package; a line that cannot be read is a fault of ours.
    init(text: String) {
        var words: [[UInt32]: UInt64] = [:]
        var kind: WordKind?
        for line in text.split(separator: "\n") where line.first != "#" {
            if line.first == "[" {
                kind = WordKind(section: line.dropFirst().dropLast())
                precondition(kind != nil, "words.txt: \(line)")
                continue
            }
            guard let kind else { preconditionFailure("words.txt: \(line)") }
            for word in line.split(separator: "|") { words[ScannedText.folded(String(word)), default: 0] |= WordSet(kind).rawValue }
        }
        build(words.map { (scalars: $0.key, kinds: $0.value) }.sorted { $0.scalars.lexicographicallyPrecedes($1.scalars) })
    }

    /// Breadth first, so that the edges of a node lie side by side.
    private mutating func build(_ words: [(scalars: [UInt32], kinds: UInt64)]) {
        var waiting: [(node: Int, words: Range<Int>, depth: Int)] = [(0, 0..<words.count, 0)]
        var position = 0
        while position < waiting.count {
            let (node, range, depth) = waiting[position]
            position += 1
            nodes[node].first = Int32(scalars.count)
            var start = range.lowerBound
            while start < range.upperBound {
                if words[start].scalars.count == depth {
                    nodes[node].kinds = words[start].kinds
                    start += 1
                    continue
                }
                let scalar = words[start].scalars[depth]
                var end = start
                while end < range.upperBound, words[end].scalars[depth] == scalar { end += 1 }
                scalars.append(scalar)
                next.append(UInt16(nodes.count))
                if node == 0, scalar < 0x1_0000 { roots[Int(scalar)] = UInt16(nodes.count) }
                waiting.append((nodes.count, start..<end, depth + 1))
                nodes.append(Node())
                nodes[node].count += 1
                start = end
            }
        }
    }

    /// Tells every word that stands in the text, also those inside others.
    func scan(_ text: [UInt32], _ found: (_ kinds: UInt64, _ start: Int, _ end: Int) -> Void) {
        text.withUnsafeBufferPointer { text in
            scalars.withUnsafeBufferPointer { scalars in
                nodes.withUnsafeBufferPointer { nodes in
                    for start in text.indices {
                        guard text[start] < 0x1_0000 else { continue }
                        var node = Int(roots[Int(text[start])])
                        var end = start + 1
                        while node != 0 {
                            if nodes[node].kinds != 0 { found(nodes[node].kinds, start, end) }
                            guard end < text.count else { break }
                            let scalar = text[end]
                            var child = 0
                            let first = Int(nodes[node].first)
                            for edge in first..<first + Int(nodes[node].count) where scalars[edge] == scalar {
                                child = Int(next[edge])
                                break
                            }
                            node = child
                            end += 1
                        }
                    }
                }
            }
        }
    }
}

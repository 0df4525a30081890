/// Finds all words of the lists in a text in one walk.
///
/// A tree of scalars, built while the list is read because a cold start waits for it. The first step is a table
/// over the basic plane, so that a scalar no word begins with costs one look.
struct WordMatcher: Sendable {
    private struct Node: Sendable {
        var scalar: UInt32
        var kinds: UInt64 = 0
        /// Its first child and the next child of its parent; 0 for none.
        var child: UInt16 = 0
        var sibling: UInt16 = 0
    }

    /// The first is no node, so that 0 can say none.
    private var nodes: [Node] = [Node(scalar: 0)]
    private var roots: [UInt16] = Array(repeating: 0, count: 0x1_0000)

    /// The lists of this package.
    static let shared = WordMatcher(bytes: PackageResources.words_txt)

    /// - Precondition: the bytes are the list of this package; a line that cannot be read is a fault of ours.
    init(bytes: [UInt8]) {
        nodes.reserveCapacity(8_192)
        let sections = WordKind.sections
        var kinds: UInt64 = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            if line.first == UInt8(ascii: "[") {
                guard let kind = sections[String(decoding: line.dropFirst().dropLast(), as: UTF8.self)] else { preconditionFailure("words.txt: a section without a kind") }
                kinds = WordSet(kind).rawValue
            } else {
                insert(words: String(decoding: line, as: UTF8.self), kinds)
            }
        }
    }

    /// Words split by `|`.
    private mutating func insert(words: String, _ kinds: UInt64) {
        var node = 0
        for scalar in words.unicodeScalars {
            guard let scalar = ScannedText.folded(scalar.value) else { continue }
            if scalar == 0x7C {
                nodes[node].kinds |= kinds
                node = 0
            } else {
                node = child(of: node, scalar)
            }
        }
        nodes[node].kinds |= kinds
        // Between two bars stood nothing.
        nodes[0].kinds = 0
    }

    private mutating func child(of node: Int, _ scalar: UInt32) -> Int {
        if node == 0 {
            precondition(scalar < 0x1_0000, "words.txt: a word beyond the basic plane")
            if roots[Int(scalar)] == 0 {
                roots[Int(scalar)] = UInt16(nodes.count)
                nodes.append(Node(scalar: scalar))
            }
            return Int(roots[Int(scalar)])
        }
        var child = Int(nodes[node].child)
        while child != 0 {
            if nodes[child].scalar == scalar { return child }
            child = Int(nodes[child].sibling)
        }
        nodes.append(Node(scalar: scalar, sibling: nodes[node].child))
        nodes[node].child = UInt16(nodes.count - 1)
        return nodes.count - 1
    }

    /// Tells every word that stands in the text, also those inside others, by their starts.
    func scan(_ text: [UInt32], _ found: (_ kinds: UInt64, _ start: Int, _ end: Int) -> Void) {
        text.withUnsafeBufferPointer { text in
            nodes.withUnsafeBufferPointer { nodes in
                for start in text.indices {
                    guard text[start] < 0x1_0000 else { continue }
                    var node = Int(roots[Int(text[start])])
                    var end = start + 1
                    while node != 0 {
                        if nodes[node].kinds != 0 { found(nodes[node].kinds, start, end) }
                        guard end < text.count else { break }
                        var child = Int(nodes[node].child)
                        while child != 0, nodes[child].scalar != text[end] { child = Int(nodes[child].sibling) }
                        node = child
                        end += 1
                    }
                }
            }
        }
    }
}

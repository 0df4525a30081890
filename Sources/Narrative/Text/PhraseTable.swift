/// Finds the longest known phrase at a place in one walk; built once from data.
struct PhraseTable<Meaning: Sendable>: Sendable {
    /// Plain numbers only, so that a walk counts no references.
    private struct Node: Sendable {
        var code: UInt16
        /// Its first child and the next child of its parent, by their codes; 0 for none.
        var child: Int32 = 0
        var sibling: Int32 = 0
        /// A place in `meanings`; −1 for none.
        var meaning: Int32 = -1
    }

    private var nodes: [Node] = [Node(code: 0)]
    private var meanings: [Meaning] = []
    /// The node of each first character.
    private var first: [Int32] = Array(repeating: 0, count: 0x10000)
    /// The characters that some phrase begins with; it stays in the nearest cache, and most characters are none.
    private(set) var opening = CodeSet()

    init() {}

    /// The phrase is folded as texts are.
    mutating func insert(_ phrase: some StringProtocol, _ meaning: Meaning) {
        var node = 0
        for scalar in phrase.unicodeScalars {
            let code = ReportText.folded(scalar.value)
            if node == 0 {
                if first[Int(code)] == 0 {
                    first[Int(code)] = Int32(nodes.count)
                    opening.insert(code)
                    nodes.append(Node(code: code))
                }
                node = Int(first[Int(code)])
            } else {
                node = child(of: node, inserting: code)
            }
        }
        if nodes[node].meaning >= 0 {
            meanings[Int(nodes[node].meaning)] = meaning
        } else {
            nodes[node].meaning = Int32(meanings.count)
            meanings.append(meaning)
        }
    }

    private mutating func child(of node: Int, inserting code: UInt16) -> Int {
        var before = 0
        var next = Int(nodes[node].child)
        while next != 0, nodes[next].code < code { (before, next) = (next, Int(nodes[next].sibling)) }
        if next != 0, nodes[next].code == code { return next }
        nodes.append(Node(code: code, sibling: Int32(next)))
        let made = Int32(nodes.count - 1)
        if before == 0 { nodes[node].child = made } else { nodes[before].sibling = made }
        return Int(made)
    }

    /// The longest phrase that begins at `start` and ends before `end`.
    @inline(__always)
    func longest(in codes: [UInt16], at start: Int, before end: Int) -> (meaning: Meaning, length: Int)? {
        let code = codes[start]
        return opening.contains(code) ? longest(from: first[Int(code)], in: codes, at: start, before: end) : nil
    }

    private func longest(from first: Int32, in codes: [UInt16], at start: Int, before end: Int) -> (meaning: Meaning, length: Int)? {
        var found: Int32 = -1
        var length = 0
        var node = Int(first)
        var place = start
        while node != 0 {
            place += 1
            let meaning = nodes[node].meaning
            if meaning >= 0 { (found, length) = (meaning, place - start) }
            guard place < end else { break }
            let code = codes[place]
            node = Int(nodes[node].child)
            while node != 0, nodes[node].code < code { node = Int(nodes[node].sibling) }
            if node != 0, nodes[node].code != code { node = 0 }
        }
        return found < 0 ? nil : (meanings[Int(found)], length)
    }
}

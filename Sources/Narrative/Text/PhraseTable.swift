/// Finds the longest known phrase at a place in one walk; built once from data.
struct PhraseTable<Meaning: Sendable>: Sendable {
    private struct Node: Sendable {
        /// Sorted by code.
        var codes: [UInt16] = []
        var children: [Int32] = []
        var meaning: Meaning?
    }

    private var nodes: [Node] = [Node()]
    /// The node of each first character, so that most characters cost one look.
    private var first: [Int32] = Array(repeating: 0, count: 0x10000)

    init() {}

    /// The phrase is folded as texts are.
    mutating func insert(_ phrase: some StringProtocol, _ meaning: Meaning) {
        var node = 0
        var isFirst = true
        for scalar in phrase.unicodeScalars {
            let code = ReportText.folded(scalar.value)
            let place = nodes[node].codes.firstIndex { $0 >= code } ?? nodes[node].codes.count
            if place < nodes[node].codes.count, nodes[node].codes[place] == code {
                node = Int(nodes[node].children[place])
            } else {
                nodes.append(Node())
                let child = nodes.count - 1
                nodes[node].codes.insert(code, at: place)
                nodes[node].children.insert(Int32(child), at: place)
                node = child
            }
            if isFirst {
                first[Int(code)] = Int32(node)
                isFirst = false
            }
        }
        nodes[node].meaning = meaning
    }

    /// The longest phrase that begins at `start` and ends before `end`.
    func longest(in codes: [UInt16], at start: Int, before end: Int) -> (meaning: Meaning, length: Int)? {
        var node = Int(first[Int(codes[start])])
        guard node != 0 else { return nil }
        var found: (Meaning, Int)?
        var place = start
        while true {
            place += 1
            if let meaning = nodes[node].meaning { found = (meaning, place - start) }
            guard place < end, let child = child(of: node, codes[place]) else { break }
            node = child
        }
        return found
    }

    private func child(of node: Int, _ code: UInt16) -> Int? {
        let codes = nodes[node].codes
        for (place, known) in codes.enumerated() where known >= code { return known == code ? Int(nodes[node].children[place]) : nil }
        return nil
    }
}

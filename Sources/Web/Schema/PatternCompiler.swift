/// Why a text is no `Pattern`.
package enum PatternError: Error, Hashable, Sendable {
    case notAnchored
    case unexpected(at: Int)
    case endOfText
    case badRange(at: Int)
    case tooLarge
}

/// Turns the text of a `Pattern` into its steps.
struct PatternCompiler {
    private indirect enum Node {
        case one(Pattern.ScalarSet)
        case sequence([Node])
        case choice([Node])
        case repeated(Node, atLeast: Int, atMost: Int?)
    }

    private static let stepLimit = 20_000
    private let text: [Unicode.Scalar]
    private var at = 0

    init(_ text: [Unicode.Scalar]) { self.text = text }

    mutating func compile() throws(PatternError) -> [Pattern.Step] {
        // Of an odd number of backslashes the last one escapes the sign.
        let isEscaped = text.dropLast().reversed().prefix { $0 == "\\" }.count % 2 == 1
        guard text.first == "^", text.last == "$", text.count >= 2, !isEscaped else { throw .notAnchored }
        at = 1
        let node = try sequence()
        // `^a|b$` would hold each end of it to one branch only.
        guard next != "|" else { throw .notAnchored }
        guard at == text.count - 1 else { throw .unexpected(at: at) }
        var steps: [Pattern.Step] = []
        try emit(node, to: &steps)
        steps.append(.accept)
        return steps
    }

    private var next: Unicode.Scalar? { at < text.count - 1 ? text[at] : nil }

    private mutating func choice() throws(PatternError) -> Node {
        var branches = [try sequence()]
        while next == "|" {
            at += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> Node {
        var nodes: [Node] = []
        while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try repeated(try atom())) }
        return .sequence(nodes)
    }

    private mutating func atom() throws(PatternError) -> Node {
        guard let scalar = next else { throw .endOfText }
        switch scalar {
        case "(":
            at += 1
            if next == "?" {
                guard text.dropFirst(at + 1).first == ":" else { throw .unexpected(at: at) }
                at += 2
            }
            let node = try choice()
            guard next == ")" else { throw .unexpected(at: at) }
            at += 1
            return node
        case "[": return .one(try set())
        case "\\": return .one(Pattern.ScalarSet(ranges: [single(try escape())]))
        // `^` and `$` inside, quantifiers without an atom, and `.`, which differs between engines.
        case "^", "$", "*", "+", "?", "{", "}", "]", ".": throw .unexpected(at: at)
        default:
            at += 1
            return .one(Pattern.ScalarSet(ranges: [single(scalar.value)]))
        }
    }

    private func single(_ value: UInt32) -> ClosedRange<UInt32> { value...value }

    private mutating func set() throws(PatternError) -> Pattern.ScalarSet {
        at += 1
        var set = Pattern.ScalarSet()
        if next == "^" {
            set.isNegated = true
            at += 1
        }
        while next != "]" {
            let low = try member()
            guard next == "-", text[at + 1] != "]" else {
                set.ranges.append(single(low))
                continue
            }
            at += 1
            let place = at
            let high = try member()
            guard low <= high else { throw .badRange(at: place) }
            set.ranges.append(low...high)
        }
        at += 1
        return set
    }

    private mutating func member() throws(PatternError) -> UInt32 {
        guard let scalar = next else { throw .endOfText }
        if scalar == "\\" { return try escape() }
        guard scalar != "[" else { throw .unexpected(at: at) }
        at += 1
        return scalar.value
    }

    private mutating func escape() throws(PatternError) -> UInt32 {
        at += 1
        guard let scalar = next else { throw .endOfText }
        at += 1
        switch scalar {
        case "t": return 0x09
        case "n": return 0x0A
        case "r": return 0x0D
        case "u":
            guard at + 4 < text.count, let value = UInt32(String(String.UnicodeScalarView(text[at..<at + 4])), radix: 16) else { throw .unexpected(at: at) }
            at += 4
            return value
        case "\\", "/", ".", "-", "^", "$", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|": return scalar.value
        default: throw .unexpected(at: at - 1)
        }
    }

    private mutating func repeated(_ node: Node) throws(PatternError) -> Node {
        switch next {
        case "?":
            at += 1
            return .repeated(node, atLeast: 0, atMost: 1)
        case "*":
            at += 1
            return .repeated(node, atLeast: 0, atMost: nil)
        case "+":
            at += 1
            return .repeated(node, atLeast: 1, atMost: nil)
        case "{":
            at += 1
            let least = try count()
            var most: Int? = least
            if next == "," {
                at += 1
                most = next == "}" ? nil : try count()
            }
            guard next == "}", most.map({ $0 >= least }) ?? true else { throw .badRange(at: at) }
            at += 1
            return .repeated(node, atLeast: least, atMost: most)
        default: return node
        }
    }

    private mutating func count() throws(PatternError) -> Int {
        let start = at
        while let scalar = next, ("0"..."9").contains(scalar) { at += 1 }
        guard let count = Int(String(String.UnicodeScalarView(text[start..<at]))), count <= 1000 else { throw .badRange(at: start) }
        return count
    }

    private func emit(_ node: Node, to steps: inout [Pattern.Step]) throws(PatternError) {
        guard steps.count < Self.stepLimit else { throw .tooLarge }
        switch node {
        case .one(let set): steps.append(.one(set))
        case .sequence(let nodes): for node in nodes { try emit(node, to: &steps) }
        case .choice(let branches):
            var ends: [Int] = []
            for branch in branches.dropLast() {
                let fork = steps.count
                steps.append(.jump(0))
                try emit(branch, to: &steps)
                ends.append(steps.count)
                steps.append(.jump(0))
                steps[fork] = .fork(fork + 1, steps.count)
            }
            if let last = branches.last { try emit(last, to: &steps) }
            for end in ends { steps[end] = .jump(steps.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least { try emit(node, to: &steps) }
            guard let most else {
                let fork = steps.count
                steps.append(.jump(0))
                try emit(node, to: &steps)
                steps.append(.jump(fork))
                steps[fork] = .fork(fork + 1, steps.count)
                return
            }
            var forks: [Int] = []
            for _ in least..<most {
                forks.append(steps.count)
                steps.append(.jump(0))
                try emit(node, to: &steps)
            }
            for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
        }
    }
}

package import BudgetModel

/// A regular expression of the few signs that mean the same in ECMA-262, Python and Swift, matched in time linear in the text.
///
/// `^…$` around it is required, alternatives stand in a group. Inside: literals, `[a-z]`, `[^a-z]`, `(…)`, `(?:…)`, `|`, `?`, `*`, `+`, `{n}`, `{n,}`, `{n,m}`, and the escapes
/// `\uXXXX`, `\t`, `\n`, `\r` and a backslash before punctuation. `.`, `\d`, `\w` and `\s` differ between engines and are refused.
package struct Pattern: Hashable, Sendable {
    package let text: String
    /// What it asks for, in words, for whoever wrote something else.
    package let told: Wording?
    private let steps: [Step]

    enum Step: Hashable, Sendable {
        case one(ScalarSet)
        /// Goes on at both places.
        case fork(Int, Int)
        case jump(Int)
        case accept
    }

    struct ScalarSet: Hashable, Sendable {
        var ranges: [ClosedRange<UInt32>] = []
        var isNegated = false

        func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } != isNegated }
    }

    /// - Precondition: the text is such an expression; it stands in our source, so a mistake ends the first test.
    package init(_ text: String, _ told: Wording? = nil) {
        do {
            try self.init(parsing: text, told)
        } catch {
            preconditionFailure("pattern \(text): \(error)")
        }
    }

    package init(parsing text: String, _ told: Wording? = nil) throws(PatternError) {
        var compiler = PatternCompiler(Array(text.unicodeScalars))
        steps = try compiler.compile()
        self.text = text
        self.told = told
    }

    package func matches(_ text: String) -> Bool {
        var now = Threads(steps.count), next = Threads(steps.count)
        add(0, to: &now)
        for scalar in text.unicodeScalars {
            if now.list.isEmpty { return false }
            next.clear()
            for place in now.list {
                if case .one(let set) = steps[place], set.contains(scalar.value) { add(place + 1, to: &next) }
            }
            swap(&now, &next)
        }
        return now.list.contains { steps[$0] == .accept }
    }

    /// Follows forks and jumps without recursion.
    private func add(_ start: Int, to threads: inout Threads) {
        var open = [start]
        while let place = open.popLast() {
            guard threads.isNew(place) else { continue }
            switch steps[place] {
            case .jump(let target): open.append(target)
            case .fork(let first, let second):
                open.append(second)
                open.append(first)
            case .one, .accept: threads.list.append(place)
            }
        }
    }

    /// Where the match stands, each place once.
    private struct Threads {
        var list: [Int] = []
        private var seen: [Int]
        private var round = 1

        init(_ count: Int) { seen = Array(repeating: 0, count: count) }

        mutating func isNew(_ place: Int) -> Bool {
            defer { seen[place] = round }
            return seen[place] != round
        }

        mutating func clear() {
            list.removeAll(keepingCapacity: true)
            round += 1
        }
    }
}

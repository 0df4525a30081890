package import BudgetModel

/// Puts ● over what the gate of personal data found, wherever it is written again: in the text itself, in a quote, in a message.
///
/// It is made only where something was found, so that all other texts pass untouched.
package struct PrivacyCover: Sendable {
    package static let sign: Unicode.Scalar = "●"

    /// One character of what is to be covered; those of all secrets make a tree, so that a text is walked once however many there are.
    private struct Node: Sendable {
        var isHidden = false
        /// Whether so much of a secret is enough to know it, as in a quote that was cut.
        var isEnough = false
    }

    private var nodes = [Node()]
    /// The child of a node by its folded code; the node stands in the upper bits.
    private var children: [UInt64: Int32] = [:]

    package init() {}

    /// What a report holds.
    package init(_ text: ReportText) {
        for place in PrivacyScan.allPlaces(text.codes) { add(place, of: text.codes) }
    }

    /// Looks at another text and remembers what must be covered.
    package mutating func look(at text: String) {
        let codes = PrivacyScan.codes(of: text)
        for place in PrivacyScan.allPlaces(codes) { add(place, of: codes) }
    }

    /// A text on its own, covered.
    package static func covered(_ text: String) -> String {
        var cover = PrivacyCover()
        cover.look(at: text)
        return cover(text)
    }

    private mutating func add(_ place: PrivatePlace, of codes: [UInt16]) {
        guard !place.hidden.isEmpty, place.range.count >= 4 else { return }
        var isHidden = Array(repeating: false, count: place.range.count)
        for range in place.hidden { for index in range { isHidden[index - place.range.lowerBound] = true } }
        /// - Parameter shortest: so many characters are enough to know it.
        func add(_ places: some Collection<Int>, shortest: Int) {
            var node = 0
            for (offset, index) in places.enumerated() {
                node = child(of: node, codes[index])
                if isHidden[index - place.range.lowerBound] { nodes[node].isHidden = true }
                if offset + 1 >= min(shortest, places.count) { nodes[node].isEnough = true }
            }
        }
        guard !place.kind.isNumber else {
            // Blanks and dashes within it are passed over when it is looked for.
            return add(place.range.filter { Code.isDigit(codes[$0]) || Code.isLetter(codes[$0]) }, shortest: 7)
        }
        let first = isHidden.firstIndex(of: true) ?? 0
        add(place.range, shortest: max(4, first + 1))
        // A quote may begin with the name, or hold the address alone.
        if first > 1 { add(place.range.dropFirst(first - 1), shortest: 4) }
        for range in place.hidden where range.count >= 4 { add(range, shortest: range.count) }
    }

    private static func key(_ node: Int, _ code: UInt16) -> UInt64 { UInt64(node) << 16 | UInt64(code) }

    private mutating func child(of node: Int, _ code: UInt16) -> Int {
        if let known = children[Self.key(node, code)] { return Int(known) }
        children[Self.key(node, code)] = Int32(nodes.count)
        nodes.append(Node())
        return nodes.count - 1
    }

    // MARK: Covering

    package func callAsFunction(_ text: String) -> String {
        guard !isEmpty, text.utf8.count >= 4 else { return text }
        var codes: [UInt16] = [], places: [Int] = []
        for (place, scalar) in text.unicodeScalars.enumerated() where !ReportText.isInvisible(scalar.value) {
            codes.append(ReportText.folded(scalar.value))
            places.append(place)
        }
        let hidden = hidden(in: codes)
        guard !hidden.isEmpty else { return text }
        var scalars = Array(text.unicodeScalars)
        for index in hidden { scalars[places[index]] = Self.sign }
        return String(String.UnicodeScalarView(scalars))
    }

    package func callAsFunction(_ text: String?) -> String? { text.map { self($0) } }

    package func callAsFunction(_ wording: Wording) -> Wording { isEmpty ? wording : Wording(zh: self(wording.zh), en: self(wording.en)) }

    /// Whether nothing is to be covered.
    package var isEmpty: Bool { children.isEmpty }

    /// The places of a text that must not be seen, in their order.
    func hidden(in codes: [UInt16]) -> [Int] {
        var found: [Int] = []
        var place = 0
        while place < codes.count {
            // A number begins where its digits do.
            guard place == 0 || !Code.isDigit(codes[place]) || !Code.isDigit(codes[place - 1]) else {
                place += 1
                continue
            }
            var node = 0, end = place
            let before = found.count
            var isKnown = false
            while end < codes.count {
                let isWithinNumber = end > place && end + 1 < codes.count && DigitRun.isSeparator(codes[end]) && Code.isDigit(codes[end - 1]) && Code.isDigit(codes[end + 1])
                guard let next = children[Self.key(node, codes[end])] else {
                    guard isWithinNumber, children[Self.key(node, codes[end + 1])] != nil else { break }
                    end += 1
                    continue
                }
                node = Int(next)
                if nodes[node].isHidden { found.append(end) }
                if nodes[node].isEnough { isKnown = true }
                end += 1
            }
            if !isKnown { found.removeLast(found.count - before) }
            place = isKnown ? end : place + 1
        }
        return found
    }
}

extension ReportText {
    /// The text with ● where the cover lies, character for character.
    package func covered(by cover: PrivacyCover) -> ReportText { replacing(cover.hidden(in: codes), with: PrivacyCover.sign) }
}

extension PrivatePlace.Kind {
    var isNumber: Bool {
        switch self {
        case .citizenNumber, .mobile, .telephone, .bankCard, .bankAccount: true
        case .person, .home, .secret, .internalPaper, .withheld: false
        }
    }
}

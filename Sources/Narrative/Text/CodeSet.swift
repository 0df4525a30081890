/// A set of codes that is asked at every character: one look into a table of bits.
struct CodeSet: Sendable {
    private var bits: [UInt64] = []

    init() {}

    init(_ codes: some Sequence<UInt16>) { for code in codes { insert(code) } }

    mutating func insert(_ code: UInt16) {
        let word = Int(code >> 6)
        while bits.count <= word { bits.append(0) }
        bits[word] |= 1 << UInt64(code & 63)
    }

    /// The characters of a string, folded as texts are.
    init(_ characters: String) { self.init(characters.unicodeScalars.map { ReportText.folded($0.value) }) }

    func contains(_ code: UInt16) -> Bool {
        let word = Int(code >> 6)
        return word < bits.count && bits[word] >> UInt64(code & 63) & 1 != 0
    }
}

extension CodeSet: ExpressibleByArrayLiteral {
    init(arrayLiteral codes: UInt16...) { self.init(codes) }
}

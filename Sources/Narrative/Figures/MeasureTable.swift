/// The units of figures as data (`Resources/measures.txt`).
struct MeasureTable: Sendable {
    static let shared = MeasureTable(bytes: PackageResources.measures_txt)

    private var phrases = PhraseTable<Measure>()

    private init(bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard words.count >= 3, let exponent = Int(words[1]) else { preconditionFailure("measures.txt: \(line)") }
            let dimension: Dimension =
                switch words[0] {
                case "money": .money
                case "percent", "permille": .percent
                case "point": .percentagePoint
                case "points": .points
                default: .count(Self.name(words[0]))
                }
            for word in words.dropFirst(2) {
                phrases.insert(word, Measure(dimension, exponent: words[0] == "permille" ? -1 : exponent, printed: Self.name(word)))
            }
        }
    }

    private static func name(_ word: Substring) -> UnitName {
        guard let name = UnitName(word) else { preconditionFailure("measures.txt: \(word)") }
        return name
    }

    /// The longest unit at a place.
    func longest(in codes: [UInt16], at start: Int, before end: Int) -> (meaning: Measure, length: Int)? {
        guard start < end else { return nil }
        return phrases.longest(in: codes, at: start, before: end)
    }
}

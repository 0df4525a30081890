/// The labels of official forms as data (`Resources/labels.txt`), asked by the place they stand in.
struct LabelTable: Sendable {
    /// Where a label stands.
    enum Place: Int, CaseIterable, Sendable {
        case indicatorHeader, fundHeader, fundRow, pair, goal, section, totalRow, placeholder

        /// As the data names it.
        init?(name: Substring) {
            switch name {
            case "indicator-header": self = .indicatorHeader
            case "fund-header": self = .fundHeader
            case "fund-row": self = .fundRow
            case "pair": self = .pair
            case "goal": self = .goal
            case "section": self = .section
            case "total-row": self = .totalRow
            case "placeholder": self = .placeholder
            default: return nil
            }
        }
    }

    /// A meaning by its name in the data.
    typealias Meaning = String

    private struct Pattern: Sendable {
        var meaning: Meaning
        var pieces: [[UInt8]]
        var isOpenAtStart: Bool
        var isOpenAtEnd: Bool

        func matches(_ label: [UInt8]) -> Bool {
            var start = 0
            for (index, piece) in pieces.enumerated() {
                if index == 0, !isOpenAtStart {
                    guard label.starts(with: piece) else { return false }
                    start = piece.count
                } else if index == pieces.count - 1, !isOpenAtEnd {
                    return label.count - start >= piece.count && label[(label.count - piece.count)...].elementsEqual(piece)
                } else {
                    guard let found = piece.withUnsafeBufferPointer({ FoldedText.find($0, in: label, from: start) }) else { return false }
                    start = found + piece.count
                }
            }
            return isOpenAtEnd || start == label.count
        }
    }

    /// For each exact label its meanings by place.
    private var exact: [FoldedText: [Meaning?]] = [:]
    private var patterns: [[Pattern]] = Array(repeating: [], count: Place.allCases.count)

    static let shared = LabelTable(text: String(decoding: PackageResources.labels_txt, as: UTF8.self))

    /// - Precondition: the text is the table of this package; a line that cannot be read is a fault of ours.
    init(text: String) {
        var place: Place?
        let blank = [Meaning?](repeating: nil, count: Place.allCases.count)
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("[") {
                place = Place(name: line.dropFirst().dropLast())
                precondition(place != nil, "unknown place in labels: \(line)")
                continue
            }
            guard let colon = line.firstIndex(of: ":"), let place else { continue }
            let meaning = String(line[..<colon])
            for entry in line[line.index(after: colon)...].split(separator: "|") {
                if entry.utf8.contains(UInt8(ascii: "*")) {
                    let label = String(entry).trimmedText
                    let pieces = label.split(separator: "*").map { FoldedText(String($0), dropBrackets: false).bytes }
                    patterns[place.rawValue].append(
                        Pattern(meaning: meaning, pieces: pieces, isOpenAtStart: label.hasPrefix("*"), isOpenAtEnd: label.hasSuffix("*")))
                } else {
                    let key = FoldedText(String(entry), dropBrackets: false)
                    guard !key.isEmpty, exact[key, default: blank][place.rawValue] == nil else { continue }
                    exact[key, default: blank][place.rawValue] = meaning
                }
            }
        }
    }

    /// What a label means at every place. Labels above 24 characters are text, not labels.
    func meanings(key: FoldedText, full: FoldedText, hasBrackets: Bool, length: Int) -> [Meaning?] {
        guard length > 0, length <= 24 else { return [] }
        var found = exact[key] ?? Array(repeating: nil, count: Place.allCases.count)
        let whole = hasBrackets ? exact[full] : nil
        let bare = key.withoutEnumerator
        for place in Place.allCases where found[place.rawValue] == nil {
            var meaning = patterns[place.rawValue].first { $0.matches(key.bytes) }?.meaning
            if meaning == nil, hasBrackets { meaning = whole?[place.rawValue] ?? patterns[place.rawValue].first { $0.matches(full.bytes) }?.meaning }
            if meaning == nil, bare.bytes.count < key.bytes.count { meaning = lookUp(bare, place) }
            found[place.rawValue] = meaning
        }
        return found
    }

    /// What a folded text means at the place.
    func lookUp(_ key: FoldedText, _ place: Place) -> Meaning? {
        exact[key]?[place.rawValue] ?? patterns[place.rawValue].first { $0.matches(key.bytes) }?.meaning
    }
}

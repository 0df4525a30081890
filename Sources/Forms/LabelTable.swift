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
    private var exact: [FoldedText: Meanings] = [:]
    private var patterns: [[Pattern]] = Array(repeating: [], count: Place.allCases.count)

    static let shared = LabelTable(bytes: PackageResources.labels_txt)

    /// - Precondition: the bytes are the table of this package; a line that cannot be read is a fault of ours.
    init(bytes: [UInt8]) {
        let names = Dictionary(uniqueKeysWithValues: Meaning.allCases.map { ("\($0)", $0) })
        var place: Place?
        exact.reserveCapacity(2_048)
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            if line.first == UInt8(ascii: "[") {
                let name = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
                place = Place(name: name[...])
                precondition(place != nil, "unknown place in labels: \(name)")
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let place else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard let meaning = names[name] else { preconditionFailure("unknown meaning in labels: \(name)") }
            for entry in line[(colon + 1)...].split(separator: UInt8(ascii: "|")) {
                let label = String(decoding: entry, as: UTF8.self)
                if entry.contains(UInt8(ascii: "*")) {
                    let trimmed = label.trimmedText
                    let pieces = trimmed.split(separator: "*").map { FoldedText(String($0), dropBrackets: false).bytes }
                    patterns[place.rawValue].append(
                        Pattern(meaning: meaning, pieces: pieces, isOpenAtStart: trimmed.hasPrefix("*"), isOpenAtEnd: trimmed.hasSuffix("*")))
                } else {
                    let key = FoldedText(label, dropBrackets: false)
                    // The first line that names a label at a place counts.
                    if !key.isEmpty, exact[key, default: Meanings()][place] == nil { exact[key, default: Meanings()][place] = meaning }
                }
            }
        }
    }

    /// What a label means at every place. Labels above 24 characters are text, not labels.
    func meanings(key: FoldedText, full: FoldedText, hasBrackets: Bool, length: Int) -> Meanings {
        guard length > 0, length <= 24 else { return Meanings() }
        var found = exact[key] ?? Meanings()
        let whole = hasBrackets ? exact[full] : nil
        let bare = key.withoutEnumerator
        for place in Place.allCases where found[place] == nil {
            var meaning = patterns[place.rawValue].first { $0.matches(key.bytes) }?.meaning
            if meaning == nil, hasBrackets { meaning = whole?[place] ?? patterns[place.rawValue].first { $0.matches(full.bytes) }?.meaning }
            if meaning == nil, bare.bytes.count < key.bytes.count { meaning = lookUp(bare, place) }
            found[place] = meaning
        }
        return found
    }

    /// What a folded text means at the place.
    func lookUp(_ key: FoldedText, _ place: Place) -> Meaning? {
        exact[key]?[place] ?? patterns[place.rawValue].first { $0.matches(key.bytes) }?.meaning
    }

    /// `其中：财政拨款`: what follows the mark.
    func fundBehindMark(_ key: FoldedText) -> Meaning? {
        for rest in [key.behind("其中"), key.behind("中"), key.behind("减"), key.behind("加")] {
            if let rest, !rest.isEmpty, let found = lookUp(rest, .fundRow) { return found }
        }
        return nil
    }

    /// `年度绩效目标1`: what stands before the number.
    func goalBeforeNumber(_ key: FoldedText, length: Int) -> Meaning? {
        let bare = key.withoutTrailingDigits
        return bare == key || length > 24 ? nil : lookUp(bare, .goal)
    }
}

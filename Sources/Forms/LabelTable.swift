/// The labels of official forms as data (`Resources/labels.txt`), asked by the place they stand in.
struct LabelTable: Sendable {
    /// Where a label stands.
    enum Place: String, CaseIterable, Sendable {
        case indicatorHeader = "indicator-header"
        case fundHeader = "fund-header"
        case fundRow = "fund-row"
        case pair
        case goal
        case section
        case totalRow = "total-row"
        case placeholder
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
                    var found: Int?
                    var place = start
                    while place + piece.count <= label.count {
                        if label[place] == piece[0], label[place..<(place + piece.count)].elementsEqual(piece) {
                            found = place
                            break
                        }
                        place += 1
                    }
                    guard let found else { return false }
                    start = found + piece.count
                }
            }
            return isOpenAtEnd || start == label.count
        }
    }

    private var exact: [Place: [String: Meaning]] = [:]
    private var patterns: [Place: [Pattern]] = [:]

    static let shared = LabelTable(text: String(decoding: PackageResources.labels_txt, as: UTF8.self))

    /// - Precondition: the text is the table of this package; a line that cannot be read is a fault of ours.
    init(text: String) {
        var place: Place?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("[") {
                place = Place(rawValue: String(line.dropFirst().dropLast()))
                precondition(place != nil, "unknown place in labels: \(line)")
                continue
            }
            guard let colon = line.firstIndex(of: ":"), let place else { continue }
            let meaning = String(line[..<colon])
            for entry in line[line.index(after: colon)...].split(separator: "|") {
                let label = String(entry).trimmedText
                if label.utf8.contains(UInt8(ascii: "*")) {
                    let pieces = label.split(separator: "*").map { Array(String($0).foldedText().utf8) }
                    patterns[place, default: []].append(
                        Pattern(meaning: meaning, pieces: pieces, isOpenAtStart: label.hasPrefix("*"), isOpenAtEnd: label.hasSuffix("*")))
                } else {
                    let key = label.foldedText()
                    if exact[place, default: [:]][key.isEmpty ? label : key] == nil {
                        exact[place, default: [:]][key.isEmpty ? label : key] = meaning
                    }
                }
            }
        }
    }

    /// What the label means at the place, or nil. Labels above 24 characters are text, not labels.
    func meaning(of label: Label, at place: Place) -> Meaning? {
        guard !label.key.isEmpty, label.length <= 24 else { return nil }
        if let found = lookUp(label.key, place) { return found }
        if label.hasBrackets, let found = lookUp(label.full, place) { return found }
        let bare = label.key.withoutEnumerator()
        return bare.utf8.count == label.key.utf8.count ? nil : lookUp(bare, place)
    }

    private func lookUp(_ key: String, _ place: Place) -> Meaning? {
        if let found = exact[place]?[key] { return found }
        guard let list = patterns[place] else { return nil }
        let bytes = Array(key.utf8)
        return list.first { $0.matches(bytes) }?.meaning
    }
}

/// A cell's text folded for comparison.
struct Label: Hashable, Sendable {
    /// Without brackets' content.
    var key: String
    /// With brackets' content.
    var full: String
    var hasBrackets: Bool
    /// Characters of `key`.
    var length: Int

    static let none = Label(text: "")

    init(text: String) {
        // A label is short; of a long text the start is enough to tell that it is none.
        let head = text.utf8.count > 360 ? String(text.prefix(120)) : text
        key = head.foldedLabel()
        hasBrackets = head.unicodeScalars.contains { $0 == "(" || $0 == "（" || $0 == "[" || $0 == "【" || $0 == "〔" }
        full = hasBrackets ? head.foldedText() : key
        length = key.unicodeScalars.count
    }
}

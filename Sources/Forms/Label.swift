/// A cell's text folded for comparison, with all that the tables of labels say of it.
final class Label: Sendable {
    /// Without what stands in brackets; a label that is nothing but a bracket keeps its content.
    let key: FoldedText
    /// With the content of brackets.
    let full: FoldedText
    let hasBrackets: Bool
    /// Scalars of `key`.
    let length: Int
    /// Whether the text is a dash, 无 or nothing.
    let isBlank: Bool
    /// The label of what stands before a colon, when that is short: `单位名称：某县水利局`.
    let beforeColon: Label?
    /// By `LabelTable.Place`.
    private let meanings: [LabelTable.Meaning?]

    static let none = Label(text: "", table: nil)

    init(text: String, table: LabelTable?) {
        // A label is short; of a long text the start is enough to tell that it is none.
        let head = text.utf8.count > 360 ? String(text.unicodeScalars.prefix(100)) : text
        hasBrackets = head.utf8.contains { $0 == 0x28 || $0 == 0x5B } || head.unicodeScalars.contains { $0 == "（" || $0 == "【" || $0 == "〔" || $0 == "［" }
        let bare = FoldedText(head, dropBrackets: hasBrackets)
        full = hasBrackets ? FoldedText(head, dropBrackets: false) : bare
        key = bare.isEmpty ? full : bare
        length = key.length
        isBlank = text.isBlankMark
        if table != nil, let colon = head.unicodeScalars.firstIndex(where: { $0 == "：" || $0 == ":" }), head.unicodeScalars[..<colon].count <= 16 {
            beforeColon = Label(text: String(head.unicodeScalars[..<colon]), table: table)
        } else {
            beforeColon = nil
        }
        meanings = table?.meanings(key: key, full: full, hasBrackets: hasBrackets, length: length) ?? []
    }

    func meaning(_ place: LabelTable.Place) -> LabelTable.Meaning? { meanings.isEmpty ? nil : meanings[place.rawValue] }
}

/// Labels worked out once: the same few hundred stand on every form.
///
/// One for each worker: shared between threads, the counting of references would cost more than it saves.
final class LabelCache {
    private var known: [UInt64: (text: String, label: Label)] = [:]
    private let capacity = 8192

    /// The label of a text.
    func label(_ text: String) -> Label {
        guard text.utf8.count <= 72 else { return Label(text: text, table: .shared) }
        let hash = fingerprint(text)
        if let found = known[hash], found.text == text { return found.label }
        let label = Label(text: text, table: .shared)
        if known.count < capacity { known[hash] = (text, label) }
        return label
    }

    /// FNV-1a over the bytes.
    private func fingerprint(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

import Synchronization

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
    /// By `LabelTable.Place`.
    private let meanings: [LabelTable.Meaning?]

    static let none = Label(text: "", table: nil)

    private init(text: String, table: LabelTable?) {
        // A label is short; of a long text the start is enough to tell that it is none.
        let head = text.utf8.count > 360 ? String(text.unicodeScalars.prefix(100)) : text
        hasBrackets = head.utf8.contains { $0 == 0x28 || $0 == 0x5B } || head.unicodeScalars.contains { $0 == "（" || $0 == "【" || $0 == "〔" || $0 == "［" }
        let bare = FoldedText(head, dropBrackets: hasBrackets)
        full = hasBrackets ? FoldedText(head, dropBrackets: false) : bare
        key = bare.isEmpty ? full : bare
        length = key.length
        isBlank = text.isBlankMark
        meanings = table?.meanings(key: key, full: full, hasBrackets: hasBrackets, length: length) ?? []
    }

    func meaning(_ place: LabelTable.Place) -> LabelTable.Meaning? { meanings.isEmpty ? nil : meanings[place.rawValue] }

    // MARK: Shared labels

    /// The same few hundred labels stand on every form, so they are worked out once.
    private static let known = Mutex<[UInt64: (text: String, label: Label)]>([:])
    private static let capacity = 8192

    /// The label of a text.
    static func of(_ text: String) -> Label {
        guard text.utf8.count <= 72 else { return Label(text: text, table: .shared) }
        let hash = fingerprint(text)
        if let found = known.withLock({ $0[hash] }), found.text == text { return found.label }
        let label = Label(text: text, table: .shared)
        known.withLock { if $0.count < capacity { $0[hash] = (text, label) } }
        return label
    }

    /// FNV-1a over the bytes.
    private static func fingerprint(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

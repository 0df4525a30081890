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
    /// What it means as the label of a money row, 其中 and the like taken off.
    let fund: Meaning?
    /// What it means among the goals, a number at its end taken off: 年度绩效目标1.
    let goal: Meaning?
    /// Whether it is a label anywhere, placeholders left out.
    let isKnown: Bool
    /// As the name of a level, worked out for short texts only: `产出指标（50分）` is 产出指标.
    let levelName: String?
    private let meanings: Meanings

    static let none = Label(text: "", table: nil)

    init(text: String, table: LabelTable?) {
        // A label is short; of a long text the start is enough to tell that it is none.
        let head = text.utf8.count > 240 ? String(text.unicodeScalars.prefix(64)) : text
        hasBrackets = head.unicodeScalars.contains { $0 == "(" || $0 == "[" || $0 == "（" || $0 == "【" || $0 == "〔" || $0 == "［" }
        let bare = FoldedText(head, dropBrackets: hasBrackets)
        full = hasBrackets ? FoldedText(head, dropBrackets: false) : bare
        key = bare.isEmpty ? full : bare
        length = key.length
        isBlank = text.isBlankMark
        guard let table else {
            (beforeColon, fund, goal, isKnown, levelName, meanings) = (nil, nil, nil, false, nil, Meanings())
            return
        }
        if let colon = head.unicodeScalars.firstIndex(where: { $0 == "：" || $0 == ":" }), head.unicodeScalars[..<colon].count <= 16 {
            beforeColon = Label(text: String(head.unicodeScalars[..<colon]), table: table)
        } else {
            beforeColon = nil
        }
        var meanings = table.meanings(key: key, full: full, hasBrackets: hasBrackets, length: length)
        // 上年预算数 and 上年执行数 tell of last year; 上年结转 is money of this one.
        if key.hasPrefix("上年") || key.hasPrefix("去年"), !key.contains("结转"), !key.contains("结余") {
            for place in [LabelTable.Place.fundRow, .fundHeader] { meanings[place] = nil }
            if key.contains("预算") || key.contains("执行") || key.contains("支出") || key.contains("资金") { meanings[.pair] = .description }
        }
        self.meanings = meanings
        // 结转结余率 is a rate of money, not money.
        fund = key.hasSuffix("率") ? nil : meanings[.fundRow] ?? table.fundBehindMark(key) ?? (hasBrackets ? table.fundBehindMark(full) : nil)
        goal = meanings[.goal] ?? table.goalBeforeNumber(key, length: length)
        levelName = length <= 24 ? Self.levelName(text) : nil
        isKnown = LabelTable.Place.allCases.contains { $0 != .placeholder && meanings[$0] != nil }
    }

    func meaning(_ place: LabelTable.Place) -> Meaning? { meanings[place] }

    /// `产出指标\n(50分)` → `产出指标`.
    static func levelName(_ text: String) -> String {
        var result = ""
        var depth = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(", "（", "[", "【": depth += 1
            case ")", "）", "]", "】": depth = max(0, depth - 1)
            default:
                // No character above the ideographic space is white.
                if depth == 0, scalar.value > 0x3000 || scalar.value != 0x3000 && !scalar.properties.isWhitespace { result.unicodeScalars.append(scalar) }
            }
        }
        // Points without brackets behind the name: 产出指标50分.
        if result.hasSuffix("分"), let digit = result.firstIndex(where: \.isNumber) { result = String(result[..<digit]) }
        while let last = result.last, "：:、-—".contains(last) { result.removeLast() }
        return result
    }
}

/// What a label means at each place.
struct Meanings: Sendable {
    private var list = InlineArray<8, Meaning?>(repeating: nil)

    subscript(place: LabelTable.Place) -> Meaning? {
        get { list[place.rawValue] }
        set { list[place.rawValue] = newValue }
    }
}

/// Labels worked out once: the same few hundred stand on every form.
///
/// One for each worker: shared between threads, the counting of references would cost more than it saves.
final class LabelCache {
    /// Open addressing: a label stands at its fingerprint's place or behind it.
    private var slots: [(fingerprint: UInt64, text: String, label: Label)?]
    private var count = 0

    /// - Parameter slotCount: a power of two that `label` finds its way in, or 0 for a cache that is never asked.
    init(slotCount: Int = 16_384) { slots = Array(repeating: nil, count: slotCount) }

    /// The label of a text.
    func label(_ text: String) -> Label {
        guard text.utf8.count <= 72 else { return Label(text: text, table: .shared) }
        let fingerprint = Self.fingerprint(text)
        var place = Int(truncatingIfNeeded: fingerprint >> 50)
        while let slot = slots[place] {
            if slot.fingerprint == fingerprint, slot.text == text { return slot.label }
            place = (place + 1) & (slots.count - 1)
        }
        let label = Label(text: text, table: .shared)
        if count < slots.count / 2 {
            slots[place] = (fingerprint, text, label)
            count += 1
        }
        return label
    }

    /// Multiplies eight bytes at a time into one number.
    private static func fingerprint(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
            var place = 0
            func mix(_ word: UInt64) {
                let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
                hash = product.high ^ product.low
            }
            while place + 8 <= bytes.count {
                mix(UnsafeRawPointer(bytes.baseAddress! + place).loadUnaligned(as: UInt64.self))
                place += 8
            }
            var tail: UInt64 = 0
            while place < bytes.count {
                tail = tail << 8 | UInt64(bytes[place])
                place += 1
            }
            mix(tail)
            return hash
        }
    }
}

import BudgetModel
import Quantities
import Yams

/// A node of a profile with its place; what it does not hold is told to the reader.
struct ProfileNode {
    let node: Node
    /// `conclusions.from`; empty for the whole file.
    let place: String
    let reader: ProfileReader

    // MARK: - Shapes

    /// The entries of a mapping, in order.
    func entries() -> [(key: String, keyNode: Node, value: ProfileNode)]? {
        guard reader.take(node) else { return nil }
        guard case .mapping(let mapping) = node else {
            let (zh, en) = place.isEmpty ? ("方案文件", "the file") : (place + " ", place)
            reader.refuse(node, zh: "\(zh)应为“项: 值”的形式", en: "\(en) must be a mapping of keys to values")
            return nil
        }
        return mapping.map { key, value in
            (key.scalar?.string ?? "", key, ProfileNode(node: value, place: place.isEmpty ? key.scalar?.string ?? "" : "\(place).\(key.scalar?.string ?? "")", reader: reader))
        }
    }

    /// The entries of a mapping that may hold these keys and no others.
    func fields(_ allowed: [String]) -> ProfileFields? {
        guard let entries = entries() else { return nil }
        guard case .mapping(let mapping) = node else { return nil }
        for key in mapping.keys where !allowed.contains(key.scalar?.string ?? "") {
            let (zh, en) = place.isEmpty ? ("", "") : ("（在 \(place) 中）", " in \(place)")
            reader.refuse(
                key, zh: "不认识的项“\(key.scalar?.string ?? "")”\(zh)；可用的项：\(allowed.joined(separator: "、"))",
                en: "unknown key “\(key.scalar?.string ?? "")”\(en); known keys: \(allowed.joined(separator: ", "))")
        }
        return ProfileFields(whole: self, entries: Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }

    func list<Element>(_ read: (ProfileNode) -> Element?) -> [Element]? {
        guard reader.take(node) else { return nil }
        guard case .sequence(let sequence) = node else {
            reader.refuse(node, zh: "\(place) 应为列表，每项以“- ”开头", en: "\(place) must be a list, each item after “- ”")
            return nil
        }
        return sequence.enumerated().compactMap { read(ProfileNode(node: $0.element, place: "\(place)[\($0.offset)]", reader: reader)) }
    }

    /// A list of mappings.
    func objects<Element>(_ allowed: [String], _ read: (ProfileFields) -> Element?) -> [Element]? {
        list { item in item.fields(allowed).flatMap(read) }
    }

    /// The value that holds on the reader's day: `values: {2021-01-01: {value: …, reference: {…}}}`.
    func cited<Value>(_ read: (ProfileNode) -> Value?) -> Cited<Value>? {
        fields(["description", "unit", "values"])?.required("values")?.citedValues(read)
    }

    /// The same, of the mapping of days itself.
    func citedValues<Value>(_ read: (ProfileNode) -> Value?) -> Cited<Value>? {
        guard let entries = entries() else { return nil }
        guard !entries.isEmpty else {
            reader.refuse(node, zh: "\(place) 没有任何日期的值，请按施行日期写出", en: "\(place) has no value for any day; please write one with the day from which it holds")
            return nil
        }
        var found: (day: CalendarDay, value: Cited<Value>)?
        for (text, keyNode, entry) in entries.sorted(by: { $0.key < $1.key }) {
            guard let day = Self.day(text) else {
                reader.refuse(keyNode, zh: "\(place) 的日期应写作 2021-01-01，现为“\(text)”", en: "the day of \(place) must be written 2021-01-01, not “\(text)”")
                continue
            }
            reader.holds(from: day)
            guard let fields = entry.fields(["value", "reference"]) else { continue }
            let value = fields.required("value").flatMap(read)
            guard let source = fields["reference"] else {
                reader.refuse(
                    keyNode, zh: "\(place) 在 \(text) 的值没有依据（reference）；请写明文件、条款和把握", en: "the value of \(place) for \(text) has no reference; please name the document, article and confidence")
                continue
            }
            guard let reference = reader.reference(source), let value, found == nil || day <= reader.day else { continue }
            found = (day, Cited(value, reference))
        }
        return found?.value
    }

    // MARK: - Values

    func text() -> String? {
        guard reader.take(node) else { return nil }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            reader.refuse(node, zh: "\(place) 应为文字，不能为空", en: "\(place) must be text and not empty")
            return nil
        }
        return scalar.string
    }

    /// - Parameter range: bounds included; nil for any number.
    func decimal(_ range: ClosedRange<ExactDecimal>? = nil) -> ExactDecimal? {
        guard let text = text() else { return nil }
        guard let number = try? ExactDecimal(parsing: text) else {
            reader.refuse(node, zh: "\(place) 应为数字，现为“\(text)”", en: "\(place) must be a number, not “\(text)”")
            return nil
        }
        if let range, !range.contains(number) {
            reader.refuse(
                node, zh: "\(place) 应在 \(range.lowerBound) 至 \(range.upperBound) 之间，现为 \(text)", en: "\(place) must lie from \(range.lowerBound) to \(range.upperBound), not \(text)")
            return nil
        }
        return number
    }

    /// A share of the whole: 0 to 1.
    func share() -> ExactDecimal? { decimal(.zero ... .one) }

    func whole(_ range: ClosedRange<Int>) -> Int? {
        guard let text = text() else { return nil }
        guard let number = Int(text), range.contains(number) else {
            reader.refuse(
                node, zh: "\(place) 应为 \(range.lowerBound) 至 \(range.upperBound) 的整数，现为“\(text)”",
                en: "\(place) must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”")
            return nil
        }
        return number
    }

    func flag() -> Bool? {
        guard let text = text() else { return nil }
        switch text {
        case "true": return true
        case "false": return false
        default:
            reader.refuse(node, zh: "\(place) 应为 true 或 false，现为“\(text)”", en: "\(place) must be true or false, not “\(text)”")
            return nil
        }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_: Choice.Type = Choice.self) -> Choice? {
        guard let text = text() else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        reader.refuse(node, zh: "\(place) 只能是 \(known.joined(separator: "、")) 之一，现为“\(text)”", en: "\(place) must be one of \(known.joined(separator: ", ")), not “\(text)”")
        return nil
    }

    func day() -> CalendarDay? {
        guard let text = text() else { return nil }
        if let day = Self.day(text) { return day }
        reader.refuse(node, zh: "\(place) 应为日期，写作 2021-01-01，现为“\(text)”", en: "\(place) must be a day such as 2021-01-01, not “\(text)”")
        return nil
    }

    /// `{zh: …, en: …}`.
    func wording() -> Wording? {
        guard let fields = fields(["zh", "en"]) else { return nil }
        let zh = fields.required("zh")?.text(), en = fields.required("en")?.text()
        guard let zh, let en else { return nil }
        return Wording(zh: zh, en: en)
    }

    func key<Of>(_: Of.Type = Of.self) -> Key<Of>? {
        guard let text = text() else { return nil }
        if let key = Key<Of>(checking: text) { return key }
        reader.refuse(node, zh: "\(place) 应由小写字母、数字和连字符组成，现为“\(text)”", en: "\(place) must be of lower-case letters, digits and hyphens, not “\(text)”")
        return nil
    }

    /// `2021-01-01` and nothing else.
    static func day(_ text: String) -> CalendarDay? { CalendarDay(iso: text) }
}

/// The entries of one mapping.
struct ProfileFields {
    let whole: ProfileNode
    let entries: [String: ProfileNode]

    subscript(key: String) -> ProfileNode? { entries[key] }

    func required(_ key: String) -> ProfileNode? {
        if let value = entries[key] { return value }
        let (zh, en) = whole.place.isEmpty ? ("方案文件", "the file") : (whole.place + " ", whole.place)
        whole.reader.refuse(whole.node, zh: "\(zh)缺少“\(key)”，请补上", en: "\(en) lacks “\(key)”; please add it")
        return nil
    }

    func refuse(_ key: String, zh: String, en: String) { whole.reader.refuse((entries[key] ?? whole).node, zh: zh, en: en) }
}

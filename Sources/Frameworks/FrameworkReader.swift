import BudgetModel
package import Quantities
import Yams

/// A law, notice or other text that values are taken from.
package struct Instrument: Hashable, Sendable {
    package var key: String
    package var title: String
    package var number: String
    package var published: CalendarDay?
    /// An address of a government site.
    package var address: String?
}

/// Reads the nodes of one file and collects every problem with its line.
final class FrameworkReader {
    let file: String
    var problems: [FrameworkProblem] = []
    var instruments: [String: Instrument] = [:]
    /// Days that stand twice, by the day that the second entry was given to be read all the same.
    var renamedDays: [String: String] = [:]
    /// Bounds the work on text that repeats itself through aliases.
    private var nodesLeft = 200_000

    /// What the file is called where a whole one is meant, and where it is described.
    let subject: String
    let page: String
    /// What the text is written in.
    let format: String

    init(file: String, subject: String = "评分规则文件", page: String = "docs/frameworks.md", format: String = "YAML") {
        self.file = file
        self.subject = subject
        self.page = page
        self.format = format
    }

    func refuse(_ node: Node?, zh: String, en: String) {
        problems.append(FrameworkProblem(file: file, line: node?.mark?.line, message: Wording(zh: zh, en: en)))
    }

    func refuse(line: Int?, zh: String, en: String) {
        problems.append(FrameworkProblem(file: file, line: line, message: Wording(zh: zh, en: en)))
    }

    /// In order of lines, about the days that the file has.
    var sortedProblems: [FrameworkProblem] {
        problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }.map { problem in
            guard let (given, day) = renamedDays.first(where: { problem.message.zh.contains($0.key) }) else { return problem }
            var problem = problem
            problem.message = Wording(zh: problem.message.zh.replacing(given, with: day), en: problem.message.en.replacing(given, with: day))
            return problem
        }
    }

    // MARK: - Shapes

    /// The entries of a mapping, in order; keys outside `allowed` are problems.
    func fields(_ node: Node, _ place: String, allowed: [String]) -> Fields? {
        guard let entries = entries(node, place) else { return nil }
        for (key, keyNode, _) in entries where !allowed.contains(key) {
            let (zh, en) = place.isEmpty ? ("", "") : ("（在 \(place) 中）", " in \(place)")
            refuse(
                keyNode, zh: "不认识的项“\(key)”\(zh)；可用的项：\(allowed.joined(separator: "、"))",
                en: "unknown key “\(key)”\(en); known keys: \(allowed.joined(separator: ", "))")
        }
        return Fields(node: node, place: place, entries: entries)
    }

    func entries(_ node: Node, _ place: String) -> [(key: String, keyNode: Node, value: Node)]? {
        guard take(node) else { return nil }
        guard case .mapping(let mapping) = node else {
            let (zh, en) = place.isEmpty ? (subject, "the file") : (place + " ", place)
            refuse(node, zh: "\(zh)应为“项: 值”的形式", en: "\(en) must be a mapping of keys to values")
            return nil
        }
        var entries: [(key: String, keyNode: Node, value: Node)] = []
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                refuse(key, zh: "\(place) 的项名应为文字", en: "keys of \(place) must be plain text")
                continue
            }
            entries.append((scalar.string, key, value))
        }
        return entries
    }

    func items(_ node: Node, _ place: String) -> [Node]? {
        guard take(node) else { return nil }
        guard case .sequence(let sequence) = node else {
            refuse(node, zh: "\(place) 应为列表，每项以“- ”开头", en: "\(place) must be a list, each item after “- ”")
            return nil
        }
        return Array(sequence)
    }

    private func take(_ node: Node) -> Bool {
        nodesLeft -= 1
        if nodesLeft == 0 {
            refuse(node, zh: "内容过多，无法读取；请去掉重复引用", en: "too much content to read; please remove repeated aliases")
        }
        return nodesLeft > 0
    }

    // MARK: - Values

    func text(_ node: Node, _ place: String) -> String? {
        guard take(node) else { return nil }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            refuse(node, zh: "\(place) 应为文字，不能为空", en: "\(place) must be text and not empty")
            return nil
        }
        return scalar.string
    }

    func decimal(_ node: Node, _ place: String) -> ExactDecimal? {
        guard let text = text(node, place) else { return nil }
        guard let number = try? ExactDecimal(parsing: text) else {
            refuse(node, zh: "\(place) 应为数字，现为“\(text)”", en: "\(place) must be a number, not “\(text)”")
            return nil
        }
        return number
    }

    func whole(_ node: Node, _ place: String, _ range: ClosedRange<Int>) -> Int? {
        guard let text = text(node, place) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            refuse(
                node, zh: "\(place) 应为 \(range.lowerBound) 至 \(range.upperBound) 的整数，现为“\(text)”",
                en: "\(place) must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”")
            return nil
        }
        return number
    }

    func flag(_ node: Node, _ place: String) -> Bool? {
        guard let text = text(node, place) else { return nil }
        switch text {
        case "true", "是": return true
        case "false", "否": return false
        default:
            refuse(node, zh: "\(place) 应为 true 或 false，现为“\(text)”", en: "\(place) must be true or false, not “\(text)”")
            return nil
        }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: Node, _ place: String, _: Choice.Type = Choice.self) -> Choice? {
        guard let text = text(node, place) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            refuseChoice(node, place, text, Choice.allCases.map(\.rawValue))
            return nil
        }
        return choice
    }

    func refuseChoice(_ node: Node, _ place: String, _ text: String, _ known: [String]) {
        refuse(
            node, zh: "\(place) 只能是 \(known.joined(separator: "、")) 之一，现为“\(text)”",
            en: "\(place) must be one of \(known.joined(separator: ", ")), not “\(text)”")
    }

    func day(_ node: Node, _ place: String) -> CalendarDay? {
        guard let text = text(node, place) else { return nil }
        guard let day = Self.day(text) else {
            refuse(
                node, zh: "\(place) 应为日期，写作 2021-01-01，现为“\(text)”", en: "\(place) must be a day such as 2021-01-01, not “\(text)”")
            return nil
        }
        return day
    }

    static func day(_ text: String) -> CalendarDay? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        return try? CalendarDay(year: year, month: month, day: day)
    }

    // MARK: - Sources

    func reference(_ node: Node, _ place: String) -> Reference? {
        guard let fields = fields(node, place, allowed: ["instrument", "article", "published", "confidence"]) else { return nil }
        let key = fields.required("instrument", self).flatMap { text($0, "\(place).instrument") }
        let confidence: Confidence? = fields.required("confidence", self).flatMap { choice($0, "\(place).confidence") }
        let article = fields["article"].flatMap { text($0, "\(place).article") }
        let published = fields["published"].flatMap { day($0, "\(place).published") }
        guard let key, let confidence else { return nil }
        guard let instrument = instruments[key] else {
            refuse(
                fields["instrument"], zh: "依据“\(key)”不在 instruments 列表中；请在列表中补上这份文件",
                en: "the instrument “\(key)” is not in the list of instruments; please add it there")
            return nil
        }
        return Reference(
            instrument: key, number: instrument.number, title: instrument.title, article: article, published: published ?? instrument.published,
            confidence: confidence)
    }

    /// The values of one setting by day: `values: {2021-01-01: {value: …, reference: {…}}}`.
    func dated<Value>(
        _ node: Node, _ place: String, key: String = "value", extra: [String] = [], read: (Node, Fields) -> Value?
    ) -> Dated<Value>? {
        guard let fields = fields(node, place, allowed: ["description", "unit", "values"] + extra),
            let values = fields.required("values", self)
        else { return nil }
        return datedValues(values, place, key: key, read: read)
    }

    func datedValues<Value>(_ values: Node, _ place: String, key: String, read: (Node, Fields) -> Value?) -> Dated<Value>? {
        guard let entries = entries(values, place) else { return nil }
        guard !entries.isEmpty else {
            refuse(values, zh: "\(place) 没有任何日期的值，请按施行日期写出", en: "\(place) has no value for any day; please write one with the day from which it holds")
            return nil
        }
        var dated = Dated<Value>()
        for (text, keyNode, entry) in entries {
            guard let day = Self.day(text) else {
                refuse(
                    keyNode, zh: "\(place) 的日期应写作 2021-01-01，现为“\(text)”", en: "the day of \(place) must be written 2021-01-01, not “\(text)”")
                continue
            }
            guard let fields = fields(entry, place, allowed: [key, "reference"]) else { continue }
            let value = fields.required(key, self).flatMap { read($0, fields) }
            guard let source = fields["reference"] else {
                refuse(
                    keyNode, zh: "\(place) 在 \(text) 的值没有依据（reference）；请写明文件、条款和把握", en: "the value of \(place) for \(text) has no reference; please name the document, article and confidence")
                continue
            }
            guard let reference = reference(source, "\(place).reference"), let value, let shown = fields[key].map(Self.shown) else { continue }
            dated.entries.append(
                Dated.Entry(day: day, value: value, reference: reference, shown: shown, line: keyNode.mark?.line, file: file))
        }
        guard !dated.entries.isEmpty else { return nil }
        dated.entries.sort { $0.day < $1.day }
        return dated
    }

    /// The value as one line of text, for listings.
    static func shown(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string
        case .sequence(let sequence): sequence.map { item in
            if case .mapping = item { "{\(shown(item))}" } else { shown(item) }
        }.joined(separator: ", ")
        case .mapping(let mapping): mapping.map { "\(shown($0.key)): \(shown($0.value))" }.joined(separator: ", ")
        case .alias: "*"
        }
    }
}

/// The entries of one mapping.
struct Fields {
    let node: Node
    let place: String
    let entries: [(key: String, keyNode: Node, value: Node)]

    subscript(key: String) -> Node? {
        for entry in entries where entry.key == key { return entry.value }
        return nil
    }

    func required(_ key: String, _ reader: FrameworkReader) -> Node? {
        if let value = self[key] { return value }
        let (zh, en) = place.isEmpty ? (reader.subject, "the file") : (place + " ", place)
        reader.refuse(node, zh: "\(zh)缺少“\(key)”，请补上", en: "\(en) lacks “\(key)”; please add it")
        return nil
    }
}

/// Values of one setting by the day they begin to hold.
struct Dated<Value> {
    struct Entry {
        var day: CalendarDay
        var value: Value
        var reference: Reference
        var shown: String
        var line: Int?
        var file: String
    }
    /// In order of days.
    var entries: [Entry] = []

    /// The entry in force; before its first day the first one.
    func at(_ day: CalendarDay) -> Entry {
        var found = entries[0]
        for entry in entries where entry.day <= day { found = entry }
        return found
    }

    func cited(_ day: CalendarDay) -> Cited<Value> where Value: Hashable & Sendable {
        let entry = at(day)
        return Cited(entry.value, entry.reference)
    }
}

extension Optional {
    /// These values, and before their first day those of `base`.
    func keeping<Value>(_ base: Dated<Value>?) -> Dated<Value>? where Wrapped == Dated<Value> {
        guard var values = self, let base, let first = values.entries.first?.day else { return self }
        values.entries.insert(contentsOf: base.entries.prefix { $0.day < first }, at: 0)
        return values
    }
}

extension Dated: Sendable where Value: Sendable {}
extension Dated.Entry: Sendable where Value: Sendable {}

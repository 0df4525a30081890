import Quantities

/// A figure of a draft: whole steps of its last digit, so that all arithmetic is exact.
struct Slot: Sendable {
    var steps: Int
    var scale = 0
    /// With the space before it taken by the text: `万元`, `%`, `人`.
    var unit = ""
    /// Whether closing zeros behind the point may be left out.
    var mayTrim = true

    var number: ExactDecimal { ExactDecimal(significand: Int128(steps), scale: scale) }
}

/// What audit must say of a planted defect.
struct Expectation: Hashable, Sendable, CustomStringConvertible {
    var code: String
    var stated: String
    var computed: String

    init(_ code: String, stated: Slot, computed: Slot) {
        self.init(code, stated: stated.number.trimmed.plain, computed: computed.number.trimmed.plain)
    }

    init(_ code: String, stated: String, computed: String) {
        self.code = code
        self.stated = Self.plain(stated)
        self.computed = Self.plain(computed)
    }

    /// Numbers without closing zeros, words as they are.
    private static func plain(_ text: String) -> String { (try? ExactDecimal(parsing: text))?.trimmed.plain ?? text }

    var description: String { "\(code) \(stated) → \(computed)" }
}

/// One change to a draft that makes its text contradict itself.
struct Defect: Sendable {
    enum Change: Sendable {
        /// Another number at one place: `{name}`.
        case number(String, Slot)
        /// Other words at one place: `{name}`.
        case words(String, String)
        /// Another number wherever the figure stands: `{name}`, `{name'}` and so on.
        case figure(String, Slot)
    }

    var name: String
    var change: Change
    /// All of these must be found.
    var expected: [Expectation]
    /// True statements about the same change that may stand beside them.
    var alsoTrue: [Expectation] = []
    /// The planted place shows as a warning, because another scope could explain it.
    var isWarning = false
}

/// A report before it is written: text with places `{name}`, and the figures and words that go there.
///
/// `{name'}` and `{name''}` are further places of the same figure, which a defect changes alone.
struct Draft: Sendable {
    var paragraphs: [String] = []
    private(set) var slots: [String: Slot] = [:]
    private(set) var words: [String: String] = [:]
    private(set) var defects: [Defect] = []

    mutating func set(_ name: String, _ slot: Slot) { slots[name] = slot }
    mutating func set(_ name: String, words text: String) { words[name] = text }
    mutating func plant(_ defect: Defect) { defects.append(defect) }

    /// The text, with one defect or none.
    func text(_ style: Style, planting defect: Defect? = nil) -> String {
        paragraphs.map { paragraph in
            var text = ""
            var rest = Substring(paragraph)
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                text += style.punctuated(String(rest[..<open])) + filled(String(rest[rest.index(after: open)..<close]), style, defect)
                rest = rest[rest.index(after: close)...]
            }
            return text + style.punctuated(String(rest))
        }.joined(separator: "\n")
    }

    private func filled(_ place: String, _ style: Style, _ defect: Defect?) -> String {
        if case .number(place, let slot) = defect?.change { return style.written(slot) }
        if case .words(place, let text) = defect?.change { return style.punctuated(text) }
        let name = String(place.prefix { $0 != "'" })
        if case .figure(name, let slot) = defect?.change { return style.written(slot) }
        if let text = words[name] { return style.punctuated(text) }
        guard let slot = slots[name] else { preconditionFailure("no figure named \(place)") }
        return style.written(slot)
    }
}

import BudgetModel
import JSONText
import Quantities

/// What may stand in an object: one list that JSON is checked by and described from, so that the two cannot disagree.
struct Shape: Sendable {
    /// What may stand under a key.
    indirect enum Kind: Sendable {
        /// A short text; `least` is 1 where it must say something.
        case name(least: Int = 0)
        case text
        /// An exact number in the digits it was written with.
        case decimal
        /// Yuan with at most two decimals.
        case yuan
        case whole(ClosedRange<Int>)
        case flag
        /// One word of a list.
        case word([String])
        case cell, area, day
        case object(Shape)
        /// A text, or an object that says what was read from it.
        case textOr(Shape)
        case list(Kind, atMost: Int)
    }

    struct Field: Sendable {
        let name: String
        let kind: Kind
        let isRequired: Bool
        let about: String

        init(_ name: String, _ kind: Kind, isRequired: Bool = false, _ about: String = "") {
            self.name = name
            self.kind = kind
            self.isRequired = isRequired
            self.about = about
        }
    }

    let fields: [Field]
    let about: String
    private let byName: [String: Int]
    private let required: [String]

    init(_ about: String = "", _ fields: [Field]) {
        self.about = about
        self.fields = fields
        byName = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
        required = fields.filter(\.isRequired).map(\.name)
    }

    /// An object whose keys all hold the same kind.
    init(_ about: String = "", keys: [String], _ kind: Kind) { self.init(about, keys.map { Field($0, kind) }) }

    func field(_ name: String) -> Field? { byName[name].map { fields[$0] } }
}

extension Shape {
    static let nameLimit = 2_000
    static let textLimit = 20_000

    /// Refuses what this shape does not allow; `null` stands for nothing wherever a value may be left out.
    ///
    /// - Parameter isOurs: whether the program wrote it, from a document that knew no such limits: lengths and control characters are as they are.
    func check(_ json: JSONValue, at pointer: String, isOurs: Bool) throws(JSONShapeError) {
        guard case .object(let members) = json else { throw JSONShapeError(pointer: pointer, kind: .expected(["object"])) }
        for member in members {
            guard let index = byName[member.key] else { throw JSONShapeError(pointer: JSONObject.join(pointer, member.key), kind: .unknownKey) }
            guard !member.value.isNull else { continue }
            if let wrong = Self.wrong(member.value, fields[index].kind, isOurs) { throw JSONShapeError(pointer: JSONObject.join(pointer, member.key), kind: .expected([wrong])) }
            try Self.checkInside(member.value, fields[index].kind, { JSONObject.join(pointer, member.key) }, isOurs)
        }
        for name in required where json[name]?.isNull ?? true { throw JSONShapeError(pointer: JSONObject.join(pointer, name), kind: .missing) }
    }

    /// Goes into objects and lists.
    private static func checkInside(_ value: JSONValue, _ kind: Kind, _ pointer: () -> String, _ isOurs: Bool) throws(JSONShapeError) {
        switch kind {
        case .object(let shape): try shape.check(value, at: pointer(), isOurs: isOurs)
        case .textOr(let shape): if value.string == nil { try shape.check(value, at: pointer(), isOurs: isOurs) }
        case .list(let kind, _):
            guard let elements = value.elements else { return }
            let place = pointer()
            for (index, element) in elements.enumerated() {
                if let wrong = wrong(element, kind, isOurs) { throw JSONShapeError(pointer: "\(place)/\(index)", kind: .expected([wrong])) }
                try checkInside(element, kind, { "\(place)/\(index)" }, isOurs)
            }
        case .name, .text, .decimal, .yuan, .whole, .flag, .word, .cell, .area, .day: break
        }
    }

    /// What was expected where something else stands; nil where it fits.
    private static func wrong(_ value: JSONValue, _ kind: Kind, _ isOurs: Bool) -> String? {
        switch kind {
        case .name(let least):
            guard let text = value.string else { return "text" }
            if isOurs { return nil }
            if least > 0, text.isBlankMark { return "text that says something" }
            return wrong(text, nameLimit)
        case .text:
            guard let text = value.string else { return "text" }
            return isOurs ? nil : wrong(text, textLimit)
        case .decimal: return value.string.flatMap(ExactDecimal.init(written:)) == nil ? "decimal number as text, such as \"12.50\"" : nil
        case .yuan: return value.string.flatMap(StoredText.yuan) == nil ? "amount in yuan as text, such as \"120000.00\"" : nil
        case .whole(let range): return value.integer.map { range.contains(Int($0)) } ?? false ? nil : range.upperBound == .max ? "integer from \(range.lowerBound)" : "integer from \(range.lowerBound) to \(range.upperBound)"
        case .flag: return value.boolean == nil ? "boolean" : nil
        case .word(let words): return value.string.map(words.contains) ?? false ? nil : "one of " + words.joined(separator: ", ")
        case .cell: return value.string.flatMap { CellRef(short: $0, on: "") } == nil ? "cell such as \"D13\" or \"自评表!D13\"" : nil
        case .area: return value.string.flatMap(StoredText.area) == nil ? "range of cells such as \"A1:H30\"" : nil
        case .day: return value.string.flatMap(StoredText.day) == nil ? "day or month such as \"2023-12-31\", \"2023-12\" or \"--12\"" : nil
        case .object: return value.members == nil ? "object" : nil
        case .textOr:
            if value.members != nil { return nil }
            guard let text = value.string else { return "text or object" }
            return isOurs ? nil : wrong(text, textLimit)
        case .list(_, let most):
            guard let elements = value.elements else { return "array" }
            return isOurs || elements.count <= most ? nil : "array of at most \(most) elements"
        }
    }

    private static func wrong(_ text: String, _ limit: Int) -> String? {
        if text.utf8.count > limit, text.unicodeScalars.count > limit { return "text of at most \(limit) characters" }
        var text = text
        let hasControls = text.withUTF8 { bytes in
            bytes.indices.contains { place in
                let byte = bytes[place]
                return byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F || byte == 0xC2 && place + 1 < bytes.count && bytes[place + 1] < 0xA0
            }
        }
        return hasControls ? "text without control characters other than line break and tab" : nil
    }
}

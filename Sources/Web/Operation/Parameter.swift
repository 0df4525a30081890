package import BudgetModel
import JSONText

/// A value in the path or the query of an operation, with what it may be.
package struct Parameter: Sendable {
    package let name: String
    let schema: Schema
    let words: Wording
    /// May stand several times: `?state=open&state=closed`.
    var isList = false
    var isRequired = false

    init(_ name: String, _ schema: Schema, _ words: Wording) {
        self.name = name
        self.schema = schema
        self.words = words
    }

    /// A query parameter that must be given; those of the path always are.
    package var required: Parameter {
        var parameter = self
        parameter.isRequired = true
        return parameter
    }

    package static func text(_ name: String, _ schema: Schema, _ words: Wording) -> Parameter { Parameter(name, schema, words) }

    package static func uuid(_ name: String, _ words: Wording = .identifier) -> Parameter { Parameter(name, .uuid, words) }

    package static func integer(_ name: String, _ range: ClosedRange<Int64>, _ words: Wording) -> Parameter { Parameter(name, .integer(range), words) }

    package static func day(_ name: String, _ words: Wording) -> Parameter { Parameter(name, .day, words) }

    package static func flag(_ name: String, _ words: Wording) -> Parameter { Parameter(name, .truth, words) }

    package static func choice(_ name: String, _ choices: [String], _ words: Wording) -> Parameter { Parameter(name, .choice(choices), words) }

    /// Any number of the choices.
    package static func choices(_ name: String, _ choices: [String], _ words: Wording) -> Parameter {
        var parameter = Parameter(name, .list(.choice(choices), 0...choices.count), words)
        parameter.isList = true
        return parameter
    }
}

/// The value of a parameter, already held to its schema.
enum ParameterValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case truth(Bool)
    case list([String])
}

extension Parameter {
    /// The JSON that texts of a path or query stand for; a text that is none stays text, so that the schema refuses it with the right words.
    func json(of texts: [String]) -> JSONValue {
        if isList { return .array(texts.map(JSONValue.string)) }
        let text = texts.first ?? ""
        switch schema.form {
        case .integer: return Self.isNumber(text) ? .number(text) : .string(text)
        case .truth: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        default: return .string(text)
        }
    }

    /// The typed value of JSON that fits the schema.
    func value(of json: JSONValue) -> ParameterValue {
        switch json {
        case .bool(let truth): .truth(truth)
        case .number: .integer(json.integer ?? 0)
        case .array(let elements): .list(elements.compactMap(\.string))
        case .string(let text): .text(schema.isUUID ? text.lowercased() : text)
        case .null, .object: .text(json.text)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let value = try? JSONParser.parse(text), case .number = value else { return false }
        return text.utf8.first.map { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) } ?? false
    }
}

extension Schema {
    fileprivate var isUUID: Bool {
        if case .string(let rule) = form { rule.format == .uuid } else { false }
    }
}

extension Wording {
    package static let identifier = Wording(zh: "编号", en: "Identifier")
}

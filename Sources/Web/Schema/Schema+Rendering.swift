import BudgetModel
import JSONText

extension Schema {
    /// As JSON Schema, the way OpenAPI 3.1 takes it in; words in one language.
    func rendered(_ language: Language) -> JSONValue {
        var members = fragment(language)
        // Beside a `$ref` words may stand since 2020-12.
        if let words { members.append(JSONValue.Member("description", .string(words(language)))) }
        if let example { members.append(JSONValue.Member("examples", .array([example]))) }
        return .object(members)
    }

    private func fragment(_ language: Language) -> [JSONValue.Member] {
        func members(_ pairs: KeyValuePairs<String, JSONValue>) -> [JSONValue.Member] { pairs.map { JSONValue.Member($0.key, $0.value) } }
        switch form {
        case .any: return []
        case .truth: return members(["type": .string("boolean")])
        case .integer(let range): return members(["type": .string("integer"), "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
        case .number: return members(["type": .string("number")])
        case .string(let rule): return rule.rendered
        case .list(let element, let count):
            return members(["type": .string("array"), "items": element.rendered(language)]) + Self.bounds("Items", count)
        case .object(let properties, let isOpen):
            let required = properties.filter(\.isRequired)
            return members(["type": .string("object"), "properties": .object(properties.map { JSONValue.Member($0.name, $0.schema.rendered(language)) })])
                + (required.isEmpty ? [] : members(["required": .array(required.map { .string($0.name) })]))
                + (isOpen ? [] : members(["additionalProperties": .bool(false)]))
        case .dictionary(let value, let maxCount):
            return members(["type": .string("object"), "additionalProperties": value.rendered(language), "maxProperties": .integer(maxCount)])
        case .constant(let value): return members(["const": value])
        case .oneOf(let forms): return members(["oneOf": .array(forms.map { $0.rendered(language) })])
        case .component(let name, _), .reference(let name): return members(["$ref": .string("#/components/schemas/" + name)])
        case .nullable(let schema): return members(["anyOf": .array([schema.rendered(language), .object(["type": .string("null")])])])
        case .foreign(let fragment): return fragment.members ?? []
        }
    }

    static func bounds(_ word: String, _ count: ClosedRange<Int>) -> [JSONValue.Member] {
        (count.lowerBound > 0 ? [JSONValue.Member("min" + word, .integer(count.lowerBound))] : [])
            + (count.upperBound < Int.max ? [JSONValue.Member("max" + word, .integer(count.upperBound))] : [])
    }

    /// Adds the named schemas in this one, each once.
    ///
    /// - Throws: the name that means two things.
    func collectComponents(_ components: inout [String: Schema]) throws(TwoMeanings) {
        switch form {
        case .any, .truth, .integer, .number, .string, .constant, .reference, .foreign: break
        case .list(let element, _): try element.collectComponents(&components)
        case .object(let properties, _): for property in properties { try property.schema.collectComponents(&components) }
        case .dictionary(let value, _): try value.collectComponents(&components)
        case .oneOf(let forms): for form in forms { try form.collectComponents(&components) }
        case .nullable(let schema): try schema.collectComponents(&components)
        case .component(let name, let schema):
            if let known = components[name] {
                guard known.rendered(.zh) == schema.rendered(.zh) else { throw TwoMeanings(name: name) }
                return
            }
            components[name] = schema
            try schema.collectComponents(&components)
        }
    }

    struct TwoMeanings: Error { let name: String }

    /// The names that `reference` asks for.
    var references: Set<String> {
        switch form {
        case .any, .truth, .integer, .number, .string, .constant, .foreign: []
        case .reference(let name): [name]
        case .list(let element, _): element.references
        case .object(let properties, _): properties.reduce(into: []) { $0.formUnion($1.schema.references) }
        case .dictionary(let value, _): value.references
        case .oneOf(let forms): forms.reduce(into: []) { $0.formUnion($1.references) }
        case .nullable(let schema), .component(_, let schema): schema.references
        }
    }
}

extension Schema.StringRule {
    fileprivate var rendered: [JSONValue.Member] {
        var members = [JSONValue.Member("type", .string("string"))] + Schema.bounds("Length", length)
        if let pattern { members.append(JSONValue.Member("pattern", .string(pattern.text))) }
        if let choices { members.append(JSONValue.Member("enum", .array(choices.map(JSONValue.string)))) }
        if let format { members.append(JSONValue.Member("format", .string(format.rawValue))) }
        return members
    }
}

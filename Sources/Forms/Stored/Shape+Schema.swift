import JSONText

extension Shape {
    /// The shape as JSON Schema 2020-12, whole in itself: no references, so that it stands in any document.
    var schema: JSONValue { schema(isNullable: false) }

    private func schema(isNullable: Bool) -> JSONValue {
        var members: [JSONValue.Member] = []
        if !about.isEmpty { members.append(JSONValue.Member("description", .string(about))) }
        members.append(JSONValue.Member("type", Self.type("object", isNullable)))
        members.append(
            JSONValue.Member(
                "properties",
                .object(
                    fields.map { field in
                        JSONValue.Member(field.name, Self.described(Self.schema(field.kind, isNullable: !field.isRequired), field.about))
                    })))
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(JSONValue.Member("required", .array(required))) }
        members.append(JSONValue.Member("additionalProperties", .bool(false)))
        return .object(members)
    }

    private static func described(_ schema: JSONValue, _ about: String) -> JSONValue {
        guard !about.isEmpty, let members = schema.members else { return schema }
        return .object([JSONValue.Member("description", .string(about))] + members.filter { $0.key != "description" })
    }

    private static func type(_ name: String, _ isNullable: Bool) -> JSONValue { isNullable ? .array([.string(name), .string("null")]) : .string(name) }

    private static let plain = #"^[^\u0000-\u0008\u000B-\u001F\u007F-\u009F]*$"#

    private static func string(_ isNullable: Bool, least: Int = 0, most: Int? = nil, pattern: String = plain) -> JSONValue {
        var members = [JSONValue.Member("type", type("string", isNullable))]
        if least > 0 { members.append(JSONValue.Member("minLength", .integer(least))) }
        if let most { members.append(JSONValue.Member("maxLength", .integer(most))) }
        members.append(JSONValue.Member("pattern", .string(pattern)))
        return .object(members)
    }

    private static func schema(_ kind: Kind, isNullable: Bool) -> JSONValue {
        switch kind {
        case .name(let least): return string(isNullable, least: least, most: nameLimit)
        case .text: return string(isNullable, most: textLimit)
        case .decimal: return string(isNullable, most: 42, pattern: #"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"#)
        case .yuan: return string(isNullable, most: 24, pattern: #"^-?(0|[1-9][0-9]*)(\.[0-9]{1,2})?$"#)
        case .whole(let range):
            var members = [JSONValue.Member("type", type("integer", isNullable)), JSONValue.Member("minimum", .integer(range.lowerBound))]
            if range.upperBound != .max { members.append(JSONValue.Member("maximum", .integer(range.upperBound))) }
            return .object(members)
        case .flag: return .object([JSONValue.Member("type", type("boolean", isNullable))])
        case .word(let words): return .object([JSONValue.Member("enum", .array(words.map(JSONValue.string) + (isNullable ? [.null] : [])))])
        case .cell: return string(isNullable, pattern: #"^(.*!)?[A-Z]{1,4}[1-9][0-9]{0,7}$"#)
        case .area: return string(isNullable, pattern: #"^[A-Z]{1,4}[1-9][0-9]{0,7}:[A-Z]{1,4}[1-9][0-9]{0,7}$"#)
        case .day: return string(isNullable, pattern: #"^([0-9]{4}|-)-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"#)
        case .object(let shape): return shape.schema(isNullable: isNullable)
        case .textOr(let shape): return .object([JSONValue.Member("anyOf", .array([schema(.text, isNullable: isNullable), shape.schema]))])
        case .list(let kind, let most):
            return .object([
                JSONValue.Member("type", type("array", isNullable)), JSONValue.Member("items", schema(kind, isNullable: false)), JSONValue.Member("maxItems", .integer(most)),
            ])
        }
    }
}

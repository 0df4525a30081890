/// A JSON value as it was written: objects keep their order, numbers their digits.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits as written: `1.50` stays `1.50`.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members of an object in the order given.
    package static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue { .object(members.map { Member($0.key, $0.value) }) }

    package static func integer(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }

    /// `null` for nil.
    package static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// The value under a key; nil where there is none or this is no object.
    package subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }

    package var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    package var members: [Member]? { if case .object(let members) = self { members } else { nil } }

    package var boolean: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The number where it is whole and fits, however it is written: `1.0` and `1e2` are whole.
    package var integer: Int64? {
        guard case .number(let digits) = self else { return nil }
        return Int64(digits) ?? WholeNumber.value(of: digits)
    }

    package var isNull: Bool { if case .null = self { true } else { false } }
}

extension JSONValue {
    /// UTF-8 text without spaces, members in their order.
    package var bytes: [UInt8] {
        var json = JSONWriter()
        write(to: &json, sorted: false)
        return json.bytes
    }

    /// The text that digests are made of: no spaces, members sorted by the bytes of their keys.
    package var canonicalBytes: [UInt8] {
        var json = JSONWriter()
        write(to: &json, sorted: true)
        return json.bytes
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func write(to json: inout JSONWriter, sorted: Bool = false) {
        switch self {
        case .null: json.null()
        case .bool(let value): json.bool(value)
        case .number(let digits): json.number(digits)
        case .string(let text): json.string(text)
        case .array(let elements): json.array(elements) { $1.write(to: &$0, sorted: sorted) }
        case .object(let members):
            json.object { json in
                for member in sorted ? members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) : members {
                    json.key(member.key)
                    member.value.write(to: &json, sorted: sorted)
                }
            }
        }
    }
}

/// A value that is not what its place asks for.
package struct JSONShapeError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case missing
        case unknownKey
        /// What stands there is not one of these: `text`, `integer`, `object`, or the words of a list.
        case expected([String])
    }

    /// RFC 6901: `/indicators/0/weight`.
    package var pointer: String
    package var kind: Kind

    package init(pointer: String, kind: Kind) {
        self.pointer = pointer
        self.kind = kind
    }
}

/// Reads the members of an object by name; a name that nobody asks for is an error, so that nothing is passed over in silence.
package struct JSONObject {
    package let pointer: String
    private let members: [JSONValue.Member]

    /// - Parameter keys: all names that may stand in it.
    package init(_ value: JSONValue, at pointer: String = "", keys: [String]) throws(JSONShapeError) {
        guard let list = value.members else { throw JSONShapeError(pointer: pointer, kind: .expected(["object"])) }
        self.pointer = pointer
        for member in list where !keys.contains(member.key) { throw JSONShapeError(pointer: Self.join(pointer, member.key), kind: .unknownKey) }
        members = list
    }

    package static func join(_ pointer: String, _ part: String) -> String {
        guard part.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return pointer + "/" + part }
        return pointer + "/" + part.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0").split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }

    package func place(_ key: String) -> String { Self.join(pointer, key) }

    package func wrong(_ key: String, _ expected: String...) -> JSONShapeError { JSONShapeError(pointer: place(key), kind: .expected(expected)) }

    /// The value under a key; nil for none and for `null`.
    package func value(_ key: String) -> JSONValue? {
        // The few members of an object are found sooner than a table of them is made; the last one of a name counts.
        guard let value = members.last(where: { $0.key == key })?.value, !value.isNull else { return nil }
        return value
    }

    package func required(_ key: String) throws(JSONShapeError) -> JSONValue {
        guard let value = value(key) else { throw JSONShapeError(pointer: place(key), kind: .missing) }
        return value
    }

    package func text(_ key: String) throws(JSONShapeError) -> String {
        guard let text = try required(key).string else { throw wrong(key, "text") }
        return text
    }

    package func optionalText(_ key: String) throws(JSONShapeError) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.string else { throw wrong(key, "text") }
        return text
    }

    package func integer(_ key: String) throws(JSONShapeError) -> Int64 {
        guard let number = try required(key).integer else { throw wrong(key, "integer") }
        return number
    }

    package func optionalInteger(_ key: String) throws(JSONShapeError) -> Int64? {
        guard let value = value(key) else { return nil }
        guard let number = value.integer else { throw wrong(key, "integer") }
        return number
    }

    package func boolean(_ key: String, default absent: Bool) throws(JSONShapeError) -> Bool {
        guard let value = value(key) else { return absent }
        guard let truth = value.boolean else { throw wrong(key, "boolean") }
        return truth
    }

    /// One of the raw values of an enumeration.
    package func one<Word: RawRepresentable & CaseIterable>(of type: Word.Type = Word.self, _ key: String) throws(JSONShapeError) -> Word where Word.RawValue == String {
        guard let word = try optionalOne(of: type, key) else { throw JSONShapeError(pointer: place(key), kind: .missing) }
        return word
    }

    package func optionalOne<Word: RawRepresentable & CaseIterable>(of type: Word.Type = Word.self, _ key: String) throws(JSONShapeError) -> Word? where Word.RawValue == String {
        guard let value = value(key) else { return nil }
        guard let text = value.string, let word = Word(rawValue: text) else {
            throw JSONShapeError(pointer: place(key), kind: .expected(Word.allCases.map(\.rawValue)))
        }
        return word
    }

    /// The elements of a list, each with its own pointer; empty for none.
    package func list<Element>(_ key: String, _ read: (JSONValue, String) throws(JSONShapeError) -> Element) throws(JSONShapeError) -> [Element] {
        guard let value = value(key) else { return [] }
        guard let elements = value.elements else { throw wrong(key, "array") }
        var list: [Element] = []
        list.reserveCapacity(elements.count)
        let place = place(key)
        for (index, element) in elements.enumerated() { list.append(try read(element, "\(place)/\(index)")) }
        return list
    }
}

/// A value that is kept as JSON and read back the same.
package protocol JSONRepresentable {
    /// - Parameter pointer: where the value stands, for errors.
    init(json: JSONValue, at pointer: String) throws(JSONShapeError)
    var json: JSONValue { get }
}

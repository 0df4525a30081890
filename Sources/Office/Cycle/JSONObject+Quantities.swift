package import JSONText
package import Quantities

extension JSONObject {
    /// A number as text, written plainly: `12.50`. What would be written otherwise when given back is refused.
    package func optionalDecimal(_ key: String) throws(JSONShapeError) -> ExactDecimal? {
        guard let text = try optionalText(key) else { return nil }
        guard let number = try? ExactDecimal(parsing: text), number.description == text else { throw wrong(key, "decimal as text") }
        return number
    }

    package func decimal(_ key: String) throws(JSONShapeError) -> ExactDecimal {
        guard let number = try optionalDecimal(key) else { throw JSONShapeError(pointer: place(key), kind: .missing) }
        return number
    }

    /// Yuan with two decimals as text: `18055877.70`.
    package func optionalMoney(_ key: String) throws(JSONShapeError) -> Money? {
        guard let number = try optionalDecimal(key) else { return nil }
        guard let money = try? Money(number, .yuan), money.yuan == number.description else { throw wrong(key, "yuan with two decimals as text") }
        return money
    }

    package func money(_ key: String) throws(JSONShapeError) -> Money {
        guard let money = try optionalMoney(key) else { throw JSONShapeError(pointer: place(key), kind: .missing) }
        return money
    }

    /// `2023-12-20`.
    package func optionalDay(_ key: String) throws(JSONShapeError) -> CalendarDay? {
        guard let text = try optionalText(key) else { return nil }
        guard let day = CalendarDay(iso: text) else { throw wrong(key, "day, YYYY-MM-DD") }
        return day
    }

    package func day(_ key: String) throws(JSONShapeError) -> CalendarDay {
        guard let day = try optionalDay(key) else { throw JSONShapeError(pointer: place(key), kind: .missing) }
        return day
    }

    /// A whole number from 0 to a thousand million.
    package func count(_ key: String) throws(JSONShapeError) -> Int {
        let number = try integer(key)
        guard (0...1_000_000_000).contains(number) else { throw wrong(key, "0 … 1000000000") }
        return Int(number)
    }

    package func optionalCount(_ key: String) throws(JSONShapeError) -> Int? { value(key) == nil ? nil : try count(key) }

    package func key<Of>(_ name: String, _: Of.Type = Of.self) throws(JSONShapeError) -> Key<Of> {
        let text = try text(name)
        guard !text.isEmpty else { throw wrong(name, "text that is not empty") }
        return Key(text)
    }

    /// A list of texts.
    package func texts(_ key: String) throws(JSONShapeError) -> [String] {
        try list(key) { (value, pointer) throws(JSONShapeError) in
            guard let text = value.string else { throw JSONShapeError(pointer: pointer, kind: .expected(["text"])) }
            return text
        }
    }

    /// A list of raw values of an enumeration.
    package func choices<Word: RawRepresentable & CaseIterable>(_ key: String, of _: Word.Type = Word.self) throws(JSONShapeError) -> [Word] where Word.RawValue == String {
        try list(key) { (value, pointer) throws(JSONShapeError) in
            guard let text = value.string, let word = Word(rawValue: text) else { throw JSONShapeError(pointer: pointer, kind: .expected(Word.allCases.map(\.rawValue))) }
            return word
        }
    }

    /// A value of its own under a key; nil for none.
    package func optionalNested<Value: JSONRepresentable>(_ key: String, _: Value.Type = Value.self) throws(JSONShapeError) -> Value? {
        guard let value = value(key) else { return nil }
        return try Value(json: value, at: place(key))
    }

    package func nested<Value: JSONRepresentable>(_ key: String, _: Value.Type = Value.self) throws(JSONShapeError) -> Value {
        try Value(json: try required(key), at: place(key))
    }

    package func list<Value: JSONRepresentable>(_ key: String, of _: Value.Type = Value.self) throws(JSONShapeError) -> [Value] {
        try list(key) { (value, pointer) throws(JSONShapeError) in try Value(json: value, at: pointer) }
    }
}

extension JSONValue {
    package static func decimal(_ number: ExactDecimal?) -> JSONValue { .text(number?.description) }
    package static func money(_ money: Money?) -> JSONValue { .text(money?.yuan) }
    package static func day(_ day: CalendarDay?) -> JSONValue { .text(day?.iso) }
    package static func count(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
    package static func list(_ values: [some JSONRepresentable]) -> JSONValue { .array(values.map(\.json)) }
}

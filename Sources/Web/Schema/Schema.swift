package import BudgetModel
package import JSONText

/// What a JSON value may be: the part of JSON Schema 2020-12 that the interface needs, said to machines (`rendered`) and held to (`violations`).
package struct Schema: Sendable {
    indirect enum Form: Sendable {
        case any
        case truth
        case integer(ClosedRange<Int64>)
        case number
        case string(StringRule)
        case list(Schema, count: ClosedRange<Int>)
        case object([Property], isOpen: Bool)
        case dictionary(Schema, maxCount: Int)
        case constant(JSONValue)
        case oneOf([Schema])
        /// Defined here, named in `#/components/schemas`.
        case component(String, Schema)
        /// Named elsewhere; for values that hold themselves.
        case reference(String)
        case nullable(Schema)
        /// Written by others; nothing is checked against it.
        case foreign(JSONValue)
    }

    struct StringRule: Sendable {
        /// Counted in Unicode scalars, as JSON Schema does.
        var length = 0...Int.max
        var pattern: Pattern?
        var choices: [String]?
        var format: TextFormat?
    }

    /// A member of an object.
    package struct Property: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        package static func required(_ name: String, _ schema: Schema, _ words: Wording? = nil) -> Property {
            Property(name: name, schema: words.map(schema.saying) ?? schema, isRequired: true)
        }

        package static func optional(_ name: String, _ schema: Schema, _ words: Wording? = nil) -> Property {
            Property(name: name, schema: words.map(schema.saying) ?? schema, isRequired: false)
        }
    }

    var form: Form
    var words: Wording?
    var example: JSONValue?

    init(_ form: Form) { self.form = form }

    /// Whole numbers that JavaScript keeps exactly.
    package static let safeIntegers: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

    package static let any = Schema(.any)
    package static let truth = Schema(.truth)
    package static let number = Schema(.number)

    package static func integer(_ range: ClosedRange<Int64> = safeIntegers) -> Schema { Schema(.integer(range)) }

    package static func integer(_ range: PartialRangeFrom<Int64>) -> Schema { .integer(range.lowerBound...safeIntegers.upperBound) }

    package static func string(_ length: ClosedRange<Int> = 0...Int.max, pattern: Pattern? = nil, format: TextFormat? = nil) -> Schema {
        Schema(.string(StringRule(length: length, pattern: pattern, format: format)))
    }

    package static func choice(_ words: [String]) -> Schema { Schema(.string(StringRule(choices: words))) }

    package static func choice<Word: RawRepresentable & CaseIterable>(of type: Word.Type) -> Schema where Word.RawValue == String {
        .choice(type.allCases.map(\.rawValue))
    }

    package static func list(_ element: Schema, _ count: ClosedRange<Int> = 0...Int.max) -> Schema { Schema(.list(element, count: count)) }

    /// Only these members.
    package static func object(_ properties: Property...) -> Schema { Schema(.object(properties, isOpen: false)) }

    package static func object(_ properties: [Property]) -> Schema { Schema(.object(properties, isOpen: false)) }

    /// These members, and whatever others.
    package static func openObject(_ properties: Property...) -> Schema { Schema(.object(properties, isOpen: true)) }

    /// Any names, one kind of value.
    package static func dictionary(of value: Schema, maxCount: Int) -> Schema { Schema(.dictionary(value, maxCount: maxCount)) }

    package static func constant(_ value: JSONValue) -> Schema { Schema(.constant(value)) }

    package static func oneOf(_ forms: Schema...) -> Schema { Schema(.oneOf(forms)) }

    /// A schema with a name of its own in the document; the same name must always mean the same.
    package static func component(_ name: String, _ schema: Schema) -> Schema { Schema(.component(name, schema)) }

    package static func reference(_ name: String) -> Schema { Schema(.reference(name)) }

    package static func foreign(_ fragment: JSONValue) -> Schema { Schema(.foreign(fragment)) }

    package var nullable: Schema { Schema(.nullable(self)) }

    package func saying(_ words: Wording) -> Schema {
        var schema = self
        schema.words = words
        return schema
    }

    package func example(_ value: JSONValue) -> Schema {
        var schema = self
        schema.example = value
        return schema
    }
}

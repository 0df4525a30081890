import BudgetModel
import Foundation
import JSONText
import Quantities
import Testing

@testable import Forms

/// What is refused, and that the schema says the same.
@Suite struct FormJSONTests {
    private static func refusal(_ text: String) throws -> JSONShapeError? {
        let json = try JSONParser.parse(text)
        do {
            _ = try FormJSON.read(json, at: "/form")
            return nil
        } catch {
            return error
        }
    }

    private static func form(_ rest: String) -> String { #"{"source":{"form":"project-self-evaluation"}"# + rest + "}" }
    private static func row(_ rest: String) -> String { form(#","indicators":[{"name":"a"},{"name":"b"\#(rest)}]"#) }

    @Test func `a form may say next to nothing`() throws {
        let form = try FormJSON.read(try JSONParser.parse(Self.form("")))
        #expect(form == Evaluation(file: "", sheet: "", kind: .projectSelfEvaluation))
        #expect(try Self.refusal(Self.form(#","programme":null,"funds":null,"execution":null,"year":null,"cells":null"#)) == nil)
        #expect(try Self.refusal(Self.row(#","target":null,"actual":null,"weight":null,"tier":null,"comparator":null,"notApplicable":null"#)) == nil)
    }

    @Test(arguments: [
        ("[]", "/form", "object"), ("{}", "/form/source", nil), (#"{"source":null}"#, "/form/source", nil), (#"{"source":{}}"#, "/form/source/form", nil), (#"{"source":{"form":"x"}}"#, "/form/source/form", "one of project-self-evaluation"),
        (form(#","formVersion":2"#), "/form/formVersion", "integer from 1 to 1"), (form(#","total":"9""#), "/form/total", ""), (form(#","a/b":1"#), "/form/a~1b", ""), (form(#","year":"2023""#), "/form/year", "integer from 1990 to 2099"),
        (form(#","year":1989"#), "/form/year", "integer from 1990"), (form(#","amountUnit":"角""#), "/form/amountUnit", "one of 元"), (form(#","statedTotal":98"#), "/form/statedTotal", "decimal number as text"),
        (form(#","statedTotal":"98分""#), "/form/statedTotal", "decimal"), (form(#","statedTotal":"1e2""#), "/form/statedTotal", "decimal"), (form(#","statedTotal":"007""#), "/form/statedTotal", "decimal"),
        (form(#","statedTotal":"1,000""#), "/form/statedTotal", "decimal"), (form(#","statedTotal":"+1""#), "/form/statedTotal", "decimal"), (form(#","statedTotal":".5""#), "/form/statedTotal", "decimal"),
        (form(#","statedTotal":"１""#), "/form/statedTotal", "decimal"), (form(#","statedTotal":"""#), "/form/statedTotal", "decimal"), (form(#","statedTotal":"999999999999999999999999999999999999999999""#), "/form/statedTotal", "decimal"),
        (form(#","hasWeights":"yes""#), "/form/hasWeights", "boolean"), (form(#","programme":["a"]"#), "/form/programme", "text"), (form(#","programme":"a\u0007b""#), "/form/programme", "text without control characters"),
        (form(#","programme":"a\u0085b""#), "/form/programme", "text without control"), (form(#","programme":"a\rb""#), "/form/programme", "text without control"), (form(#","programme":"\#(String(repeating: "项", count: 2_001))""#), "/form/programme", "text of at most 2000"),
        (form(#","funds":{}"#), "/form/funds", "array"), (form(#","funds":[{"source":"total"},7]"#), "/form/funds/1", "object"), (form(#","funds":[{"source":"bank"}]"#), "/form/funds/0/source", "one of total"),
        (form(#","funds":[{"initial":100}]"#), "/form/funds/0/initial", "amount in yuan"), (form(#","funds":[{"initial":"0.005"}]"#), "/form/funds/0/initial", "amount"), (form(#","funds":[{"initial":"99999999999999999999"}]"#), "/form/funds/0/initial", "amount"),
        (form(#","funds":[{"cells":{"initial":"4D"}}]"#), "/form/funds/0/cells/initial", "cell such as"), (form(#","funds":[{"cells":{"first":"D4"}}]"#), "/form/funds/0/cells/first", ""), (form(#","funds":[null]"#), "/form/funds/0", "object"),
        (form(#","execution":{"indicator":1}"#), "/form/execution/indicator", "integer from 1 to 0"), (form(#","execution":{"rate":"1%"}"#), "/form/execution/rate", ""), (form(#","execution":{"statedRate":{"rate":"1"}}"#), "/form/execution/statedRate/rate", ""),
        (form(#","goals":[{"weight":"x"}]"#), "/form/goals/0/weight", "decimal"), (form(#","blocks":[{"level1":"a"}]"#), "/form/blocks/0/weight", nil), (form(#","blocks":[{"level1":"a","weight":"1","rows":[1]}]"#), "/form/blocks/0/rows/0", "integer from 1 to 0"),
        (form(#","unread":[{"text":"x"}]"#), "/form/unread/0/at", nil), (form(#","unread":[{"at":"a1","text":"x"}]"#), "/form/unread/0/at", "cell"), (form(#","notes":["x"]"#), "/form/notes/0", "object"),
        (row(#","name":1"#).replacing(#""name":"b","#, with: ""), "/form/indicators/1/name", "text"), (row("").replacing(#""name":"b""#, with: ""), "/form/indicators/1/name", nil), (row("").replacing(#""b""#, with: #"" - ""#), "/form/indicators/1/name", "text that says something"),
        (row(#","score":"1""#), "/form/indicators/1/score", ""), (row(#","comparator":"≥""#), "/form/indicators/1/comparator", "one of >="), (row(#","target":95"#), "/form/indicators/1/target", "text or object"),
        (row(#","target":{"number":"1"}"#), "/form/indicators/1/target/text", nil), (row(#","target":{"text":"a","number":1}"#), "/form/indicators/1/target/number", "decimal"), (row(#","target":{"text":"a","date":"2023-13"}"#), "/form/indicators/1/target/date", "day or month"),
        (row(#","target":{"text":"a","date":"2023-1-1"}"#), "/form/indicators/1/target/date", "day or month"), (row(#","target":{"text":"a","value":"1"}"#), "/form/indicators/1/target/value", ""), (row(#","tier":4"#), "/form/indicators/1/tier", "integer from 0 to 3"),
        (row(#","tier":"1""#), "/form/indicators/1/tier", "integer"), (row(#","goal":1"#), "/form/indicators/1/goal", "integer from 1 to 0"), (row(#","goal":0"#), "/form/indicators/1/goal", "integer from 1"), (row(#","causes":["rain"]"#), "/form/indicators/1/causes/0", "one of funding"),
        (row(#","notApplicable":{"ground":"x","text":"y"}"#), "/form/indicators/1/notApplicable/ground", "one of not-due"), (row(#","others":[{"label":"a"}]"#), "/form/indicators/1/others/0/text", nil), (row(#","weight":10"#), "/form/indicators/1/weight", "decimal"),
        (row(#","reason":"\#(String(repeating: "x", count: 20_001))""#), "/form/indicators/1/reason", "text of at most 20000"), (form(#","source2":1"#), "/form/source2", ""),
    ] as [(String, String, String?)]) func `refuses what does not fit, with its place`(_ text: String, _ pointer: String, _ expected: String?) throws {
        let refusal = try #require(try Self.refusal(text))
        #expect(refusal.pointer == pointer)
        switch refusal.kind {
        case .missing: #expect(expected == nil)
        case .unknownKey: #expect(expected == "")
        case .expected(let words): #expect(words.first?.hasPrefix(expected ?? "-") == true && expected != "", "\(words)")
        }
    }

    @Test func `lists are bounded, and what the program stored itself is not`() throws {
        for (key, element, most) in [("funds", #"{"source":"other"}"#, 200), ("goals", #"{"expected":"x"}"#, 100), ("indicators", #"{"name":"x"}"#, 500), ("texts", #"{"label":"a","text":"b"}"#, 200)] {
            func form(_ count: Int) -> String { Self.form(#","\#(key)":[\#(Array(repeating: element, count: count).joined(separator: ","))]"#) }
            #expect(try Self.refusal(form(most)) == nil)
            #expect(try Self.refusal(form(most + 1)) == JSONShapeError(pointer: "/form/\(key)", kind: .expected(["array of at most \(most) elements"])))
            #expect(throws: Never.self) { try FormJSON.restore(JSONParser.parse(form(most + 1))) }
        }
        var long = Evaluation(file: "a", sheet: "b", kind: .monitoring)
        long.programme = Sourced(String(repeating: "x", count: 30_000) + "\r\u{7}", nil)
        #expect(try FormJSON.restore(FormJSON.write(long)) == long)
        #expect(throws: JSONShapeError.self) { try FormJSON.read(FormJSON.write(long)) }
    }

    @Test(arguments: ["12.50", "0", "-0.5", "100000000000000000000000000000000000000", "0.00000000000000000000000000000000000001"]) func `numbers keep their digits`(_ digits: String) throws {
        let form = try FormJSON.read(try JSONParser.parse(Self.form(#","statedTotal":"\#(digits)""#)))
        #expect(form.statedTotal?.value.description == digits)
        #expect(FormJSON.write(form)["statedTotal"]?.string == digits)
    }

    @Test(arguments: [DueDate(year: 2023, month: 12, day: 31), DueDate(year: 2023, month: 1), DueDate(month: 12), DueDate(month: 3, day: 9), DueDate(year: 999, month: 10)]) func `days say what is left out`(_ date: DueDate) {
        #expect(StoredText.day(StoredText.day(date)) == date)
    }

    @Test func `cells name their sheet only where it is another one`() {
        for sheet in ["表", "", "a!b", "!", "A1"] {
            let cell = CellRef(sheet: sheet, position: CellPosition(row: 12, column: 703))
            for own in ["表", "", "A1"] { #expect(CellRef(short: cell.short(on: own), on: own) == cell) }
        }
        for text in ["", "A", "1", "A0", "a1", "$A$1", "A1 ", "A01", "表!", "A1:B2"] { #expect(CellRef(short: text, on: "") == nil) }
    }

    // MARK: Schema

    /// Keys that point at a row or goal, which must be there; no schema can say that.
    private static let pointing: Set<String> = ["goal", "indicator", "rows"]

    /// A value that a schema allows.
    private static func sample(_ schema: JSONValue) throws -> JSONValue {
        if let words = schema["enum"]?.elements { return try #require(words.first) }
        if let choices = schema["anyOf"]?.elements { return try sample(try #require(choices.last)) }
        let types = schema["type"]?.elements?.compactMap(\.string) ?? [schema["type"]?.string].compactMap(\.self)
        switch types.first {
        case "object": return .object(try (schema["properties"]?.members ?? []).filter { !pointing.contains($0.key) }.map { JSONValue.Member($0.key, try sample($0.value)) })
        case "array": return .array([try sample(try #require(schema["items"]))])
        case "integer": return try #require(schema["minimum"])
        case "boolean": return .bool(true)
        default:
            let pattern = try Regex(try #require(schema["pattern"]?.string))
            return .string(try #require(["词", "1", "D13", "A1:B2", "2023-12"].first { $0.wholeMatch(of: pattern) != nil }))
        }
    }

    /// Every change to an instance that the schema forbids or allows, with the pointer of the changed place.
    private static func changes(_ schema: JSONValue, _ value: JSONValue, _ pointer: String, _ put: (JSONValue?) -> JSONValue, _ visit: (String, JSONValue, Bool) throws -> Void) throws {
        if let choices = schema["anyOf"]?.elements {
            try visit(pointer, put(.string("词")), true)
            try visit(pointer, put(.null), choices[0]["type"]?.elements?.contains(.string("null")) ?? false)
            for other in [JSONValue.number("1"), .array([]), .string("\u{7}")] { try visit(pointer, put(other), false) }
            try visit(pointer, put(.object([])), choices[1]["required"] == nil)
            return try inside(choices[1], value, pointer, put, visit)
        }
        let isNullable = schema["type"]?.elements?.contains(.string("null")) ?? schema["enum"]?.elements?.contains(.null) ?? false
        try visit(pointer, put(.null), isNullable)
        if let words = schema["enum"]?.elements {
            for word in words { try visit(pointer, put(word), true) }
            return try visit(pointer, put(.string("no such word")), false)
        }
        for other in [JSONValue.number("1.5"), .bool(false), .array([]), .object([]), .string("\u{7}")] {
            let types = schema["type"]?.elements?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
            let fits = switch other {
            case .bool: types.contains("boolean")
            case .array: types.contains("array")
            case .object: types.contains("object") && schema["required"] == nil
            default: false
            }
            try visit(pointer, put(other), fits)
        }
        if let minimum = schema["minimum"]?.integer { try visit(pointer, put(.integer(minimum - 1)), false) }
        if let maximum = schema["maximum"]?.integer { try visit(pointer, put(.integer(maximum + 1)), false) }
        if let most = schema["maxLength"]?.integer { try visit(pointer, put(.string(String(repeating: "1", count: Int(most) + 1))), false) }
        if let least = schema["minLength"]?.integer, least > 0 { try visit(pointer, put(.string("")), false) }
        try inside(schema, value, pointer, put, visit)
    }

    private static func inside(_ schema: JSONValue, _ value: JSONValue, _ pointer: String, _ put: (JSONValue?) -> JSONValue, _ visit: (String, JSONValue, Bool) throws -> Void) throws {
        if let members = value.members {
            try visit(pointer + "/no such key", put(.object(members + [JSONValue.Member("no such key", .null)])), schema["additionalProperties"]?.boolean ?? true)
            let required = schema["required"]?.elements?.compactMap(\.string) ?? []
            for (index, member) in members.enumerated() {
                func with(_ value: JSONValue?) -> JSONValue {
                    var members = members
                    if let value { members[index].value = value } else { members.remove(at: index) }
                    return put(.object(members))
                }
                try visit(JSONObject.join(pointer, member.key), with(nil), !required.contains(member.key))
                try changes(try #require(schema["properties"]?[member.key]), member.value, JSONObject.join(pointer, member.key), with, visit)
            }
        }
        if let elements = value.elements, let items = schema["items"], let most = schema["maxItems"]?.integer {
            try visit(pointer, put(.array(Array(repeating: elements[0], count: Int(most) + 1))), false)
            try changes(items, elements[0], pointer + "/0", { put(.array([$0].compactMap(\.self))) }, visit)
        }
    }

    @Test func `the schema says what the reader does`() throws {
        let schema = FormJSON.schema
        let whole = try Self.sample(schema)
        #expect(throws: Never.self) { try FormJSON.read(whole) }
        var count = 0
        try Self.changes(schema, whole, "", { $0 ?? .null }) { pointer, json, fits in
            count += 1
            do {
                _ = try FormJSON.read(json)
                #expect(fits, "\(pointer) is read")
            } catch let error as JSONShapeError {
                #expect(!fits && (error.pointer == pointer || error.kind == .missing && error.pointer.hasPrefix(pointer)), "\(pointer) is refused at \(error.pointer): \(error.kind)")
            }
        }
        #expect(count > 1_500)
    }

    @Test func `the schema stands in docs/formats as it is`() throws {
        let file = Corpus.root.appending(path: "docs/formats/form.schema.json")
        let head: [JSONValue.Member] = [JSONValue.Member("$schema", .string("https://json-schema.org/draft/2020-12/schema")), JSONValue.Member("title", .string("Jixiao form"))]
        let text = Self.pretty(.object(head + (FormJSON.schema.members ?? [])), "") + "\n"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded form.schema.json; review it and run again without RECORD_SNAPSHOTS")
            return
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
        #expect(try JSONParser.parse(text)["properties"] == FormJSON.schema["properties"])
    }

    /// Two spaces a level; what is short stays on one line.
    private static func pretty(_ json: JSONValue, _ indent: String) -> String {
        if json.text.utf8.count <= 140 { return json.text }
        let inner = indent + "  "
        if let members = json.members { return "{\n" + members.map { inner + JSONValue.string($0.key).text + ": " + pretty($0.value, inner) }.joined(separator: ",\n") + "\n" + indent + "}" }
        if let elements = json.elements { return "[\n" + elements.map { inner + pretty($0, inner) }.joined(separator: ",\n") + "\n" + indent + "]" }
        return json.text
    }
}

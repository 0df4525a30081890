import BudgetModel
import JSONText
import Testing

@testable import Web

struct SchemaTests {
    private let validator = SchemaValidator(components: ["Tree": tree])
    private static let tree = Schema.object(.required("name", .line(max: 5)), .optional("parts", .list(.reference("Tree"), 0...2)))

    private func pointers(_ text: String, _ schema: Schema) throws -> [String] { validator.violations(of: try JSONParser.parse(text), against: schema).map(\.pointer) }

    private func words(_ text: String, _ schema: Schema) throws -> [String] {
        validator.violations(of: try JSONParser.parse(text), against: schema).flatMap { [$0.words.zh, $0.words.en] }
    }

    @Test func `says all that is wrong, each at its place`() throws {
        let text = #"{"title":"","kind":"other","amount":"1.234","pages":501,"labels":["好","","toolonglabel"],"more/~x":1}"#
        #expect(try pointers(text, Toy.draft) == ["/title", "/kind", "/amount", "/pages", "/labels/1", "/labels/2", "/more~1~0x"])
        #expect(try pointers("[]", Toy.draft) == [""])
        #expect(try pointers(#"{"title":"a"}"#, Toy.draft) == ["/kind"])
        #expect(try pointers(#"{"title":"a","kind":"plain","text":null}"#, Toy.draft).isEmpty)
    }

    @Test func `stops after twenty`() throws {
        let text = "[" + Array(repeating: "1", count: 30).joined(separator: ",") + "]"
        #expect(try pointers(text, .list(.truth)).count == 20)
    }

    @Test func `counts Unicode scalars, as JSON Schema does`() throws {
        // One family of five scalars to a reader one sign.
        #expect(try pointers("\"👨‍👩‍👧\"", .line(5...5)).isEmpty)
        #expect(try pointers("\"👨‍👩‍👧\"", .line(max: 4)) == [""])
        #expect(try pointers("\"e\u{301}\"", .line(2...2)).isEmpty)
    }

    @Test(arguments: [("1.0", true), ("1e1", true), ("1.5", false), ("10", true), ("11", false), ("1e400", false), ("-0", true), ("1e-1", false), ("100e-1", true), ("\"1\"", false), ("99999999999999999999", false)])
    func `takes whole numbers however they are written`(_ row: (String, Bool)) throws { #expect(try pointers(row.0, .integer(0...10)).isEmpty == row.1) }

    @Test(arguments: [
        (TextFormat.date, "2024-02-29", true), (.date, "2023-02-29", false), (.date, "1900-02-29", false), (.date, "2000-02-29", true), (.date, "2026-13-01", false), (.date, "2026-1-01", false), (.date, "20260801", false),
        (.date, "2026-04-31", false), (.dateTime, "2026-08-01T09:30:00Z", true), (.dateTime, "2026-08-01T09:30:00.5+08:00", true), (.dateTime, "2026-08-01 09:30:00Z", false),
        (.dateTime, "2026-08-01T09:30:00", false), (.dateTime, "2026-08-01T25:30:00Z", false), (.dateTime, "2026-08-01T09:30:00.+08:00", false), (.dateTime, "2026-08-01T09:30:00+8:00", false),
        (.dateTime, "2026-08-01T09:30:00+0800", false), (.uuid, "3f0c9a52-8d1e-4b7a-9c46-0e5d2b7f1a88", true), (.uuid, "3F0C9A52-8D1E-4B7A-9C46-0E5D2B7F1A88", true),
        (.uuid, "3f0c9a528-d1e-4b7a-9c46-0e5d2b7f1a88", false), (.uuid, "3f0c9a52-8d1e-4b7a-9c46-0e5d2b7f1a8g", false), (.uuid, "", false),
    ])
    func `holds text to its format`(_ row: (TextFormat, String, Bool)) { #expect(row.0.accepts(row.1) == row.2, "\(row.1)") }

    @Test func `says of several forms what keeps the one that was meant from fitting`() throws {
        func place(_ text: String) throws -> [String] { try pointers(#"{"title":"a","kind":"plain","place":\#(text)}"#, Toy.draft) }
        #expect(try place(#"{"form":"room","number":7}"#).isEmpty)
        #expect(try place(#"{"form":"room","number":700,"name":"x"}"#) == ["/place/number", "/place/name"])
        #expect(try place(#"{"form":"shelf"}"#) == ["/place/name"])
        // Only the form itself keeps it from being a room, and yet a shelf was meant.
        #expect(try place(#"{"form":"shelf","number":1}"#) == ["/place/name", "/place/number"])
        #expect(try pointers("1", .oneOf(.number, .integer())) == [""])
    }

    @Test func `follows a value that holds itself`() throws {
        #expect(try pointers(#"{"name":"a","parts":[{"name":"b","parts":[{"name":"toolong"}]}]}"#, .reference("Tree")) == ["/parts/0/parts/0/name"])
    }

    @Test func `keeps control characters out of lines`() throws {
        #expect(try pointers(#""a\u0000b""#, .prose(max: 9)) == [""])
        #expect(try pointers(#""a\nb""#, .line(max: 9)) == [""])
        #expect(try pointers(#""a\n\tb""#, .prose(max: 9)).isEmpty)
    }

    @Test func `holds names without number to a bound`() throws {
        let schema = Schema.dictionary(of: .integer(0...5), maxCount: 2)
        #expect(try pointers(#"{"a":1,"b":2}"#, schema).isEmpty)
        #expect(try pointers(#"{"a":1,"b":9,"c":3}"#, schema) == ["", "/b"])
    }

    @Test func `decimals are written one way`() throws {
        func takes(_ texts: [String], _ schema: Schema) throws -> [Bool] { try texts.map { try pointers("\"\($0)\"", schema).isEmpty } }
        let taken = ["0", "0.5", "12", "-12.25", "-0.5", "-0.05", "0.00"], refused = ["-0", "-0.0", "-0.00", "01", "1.", ".5", "1.234", "+1", "1e3"]
        #expect(try takes(taken, .decimal(scale: 2)).allSatisfy(\.self))
        #expect(try takes(refused, .decimal(scale: 2)).allSatisfy { !$0 })
        #expect(try takes(["0.00", "-0.01", "-0.10", "12.50"], .decimal(scale: 2, isExact: true)).allSatisfy(\.self))
        #expect(try takes(["0", "12.5", "-0.1", "-0.00"], .decimal(scale: 2, isExact: true)).allSatisfy { !$0 })
        #expect(try takes(["0", "7", "-7"], .decimal(scale: 0)).allSatisfy(\.self))
    }

    @Test func `speaks both languages`() throws {
        #expect(try words(#"{"title":"a"}"#, Toy.draft) == ["缺少“kind”：请补上这一项。", "“kind” is missing: please add it."])
        #expect(try words("1", .truth) == ["这里应为真假值（true 或 false），收到的是数字。", "This should be true or false; a number was sent."])
        #expect(try words("\"\"", .line(1...4)) == ["这里不能为空：请填写。", "This must not be empty: please fill it in."])
        #expect(try words("\"abcde\"", .line(1...4)) == ["最多 4 个字符，现有 5 个：请缩短。", "At most 4 characters; there are 5: please shorten it."])
    }
}

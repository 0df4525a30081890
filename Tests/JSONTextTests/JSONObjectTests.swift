import JSONText
import Testing

@Suite struct JSONObjectTests {
    private enum Colour: String, CaseIterable { case green, red }

    private static func object(_ text: String, keys: [String] = ["a", "b", "list", "colour"], at pointer: String = "") throws -> JSONObject {
        try JSONObject(JSONParser.parse(text), at: pointer, keys: keys)
    }

    private static func refusal(_ body: () throws -> Void) -> JSONShapeError? {
        do {
            try body()
            return nil
        } catch {
            return error as? JSONShapeError
        }
    }

    @Test(arguments: ["[]", "1", "\"a\"", "null", "true"]) func `asks for an object`(_ text: String) {
        #expect(Self.refusal { _ = try Self.object(text, at: "/x/0") } == JSONShapeError(pointer: "/x/0", kind: .expected(["object"])))
    }

    @Test func `refuses a name that nobody asks for, even with nothing under it`() {
        #expect(Self.refusal { _ = try Self.object(#"{"a":1,"c":null}"#, at: "/x") } == JSONShapeError(pointer: "/x/c", kind: .unknownKey))
        #expect(Self.refusal { _ = try Self.object(#"{"A":1}"#) } == JSONShapeError(pointer: "/A", kind: .unknownKey))
    }

    @Test(arguments: [("a/b", "/x/a~1b"), ("a~b", "/x/a~0b"), ("~1", "/x/~01"), ("", "/x/"), ("指标", "/x/指标"), ("/~/", "/x/~1~0~1")])
    func `pointers are those of RFC 6901`(_ key: String, _ pointer: String) {
        #expect(JSONObject.join("/x", key) == pointer)
        let value = JSONValue.object([JSONValue.Member(key, .null)])
        #expect(Self.refusal { _ = try JSONObject(value, at: "/x", keys: []) } == JSONShapeError(pointer: pointer, kind: .unknownKey))
    }

    @Test func `nothing and null are the same where nothing may stand`() throws {
        for text in ["{}", #"{"a":null}"#] {
            let object = try Self.object(text)
            #expect(object.value("a") == nil)
            #expect(try object.optionalText("a") == nil)
            #expect(try object.optionalInteger("a") == nil)
            #expect(try object.optionalOne(of: Colour.self, "a") == nil)
            #expect(try object.boolean("a", default: true))
            #expect(try object.list("a") { value, _ throws(JSONShapeError) in value }.isEmpty)
            #expect(Self.refusal { _ = try object.required("a") }?.kind == .missing)
            #expect(Self.refusal { _ = try object.text("a") } == JSONShapeError(pointer: "/a", kind: .missing))
            #expect(Self.refusal { _ = try object.integer("a") }?.kind == .missing)
            #expect(Self.refusal { _ = try object.one(of: Colour.self, "a") }?.kind == .missing)
        }
    }

    @Test(arguments: ["1", "[]", "{}", "true", "\"x\""]) func `refuses another kind of value with its place`(_ text: String) throws {
        let object = try Self.object(#"{"a":\#(text)}"#, at: "/indicators/3")
        func expects(_ kind: String..., body: () throws -> Void) { #expect(Self.refusal(body) == JSONShapeError(pointer: "/indicators/3/a", kind: .expected(kind))) }
        if text != "\"x\"" {
            expects("text") { _ = try object.text("a") }
            expects("text") { _ = try object.optionalText("a") }
        }
        if text != "1" {
            expects("integer") { _ = try object.integer("a") }
            expects("integer") { _ = try object.optionalInteger("a") }
        }
        if text != "true" { expects("boolean") { _ = try object.boolean("a", default: false) } }
        if text != "[]" { expects("array") { _ = try object.list("a") { value, _ throws(JSONShapeError) in value } } }
        expects("green", "red") { _ = try object.one(of: Colour.self, "a") }
        expects("green", "red") { _ = try object.optionalOne(of: Colour.self, "a") }
    }

    @Test func `a number with a fraction is no whole number`() throws {
        for digits in ["1.5", "1e-2", "99999999999999999999", "1e19", "-1e400"] {
            let object = try Self.object(#"{"a":\#(digits)}"#)
            #expect(Self.refusal { _ = try object.integer("a") }?.kind == .expected(["integer"]))
        }
        #expect(try Self.object(#"{"a":-0}"#).integer("a") == 0)
    }

    @Test func `elements of a list know their place`() throws {
        let object = try Self.object(#"{"list":["x",{"a":[1]},"y"],"colour":"red"}"#)
        #expect(try object.one(of: Colour.self, "colour") == .red)
        var pointers: [String] = []
        let refusal = Self.refusal {
            _ = try object.list("list") { value, pointer throws(JSONShapeError) -> String in
                pointers.append(pointer)
                guard let text = value.string else { throw JSONShapeError(pointer: pointer, kind: .expected(["text"])) }
                return text
            }
        }
        #expect(pointers == ["/list/0", "/list/1"])
        #expect(refusal == JSONShapeError(pointer: "/list/1", kind: .expected(["text"])))
    }
}

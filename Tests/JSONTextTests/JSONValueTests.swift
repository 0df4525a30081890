import JSONText
import Testing

@Suite struct JSONValueTests {
    private static let sample = #"{"b":[1,1.50,-0.0,1e5,null,true,false],"a":{"":"","中":"\"\\\n\t\u0001","z":[{}, []]},"é":"😀"}"#

    @Test func `what is written reads back the same`() throws {
        let value = try JSONParser.parse(Self.sample)
        #expect(try JSONParser.parse(value.bytes) == value)
        #expect(try JSONParser.parse(value.canonicalBytes).canonicalBytes == value.canonicalBytes)
        #expect(value.text == #"{"b":[1,1.50,-0.0,1e5,null,true,false],"a":{"":"","中":"\"\\\n\t\u0001","z":[{},[]]},"é":"😀"}"#)
    }

    @Test func `canonical bytes are the same whatever the order of keys`() throws {
        let value = try JSONParser.parse(Self.sample)
        #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == #"{"a":{"":"","z":[{},[]],"中":"\"\\\n\t\u0001"},"b":[1,1.50,-0.0,1e5,null,true,false],"é":"😀"}"#)
        func reversed(_ value: JSONValue) -> JSONValue {
            if let members = value.members { return .object(members.reversed().map { JSONValue.Member($0.key, reversed($0.value)) }) }
            return value.elements.map { .array($0.map(reversed)) } ?? value
        }
        #expect(reversed(value).bytes != value.bytes)
        #expect(reversed(value).canonicalBytes == value.canonicalBytes)
    }

    /// By bytes, not by language: capitals first, then small letters, then what lies above ASCII, in the order of Unicode.
    @Test func `keys are sorted by their bytes`() throws {
        let keys = ["", "A", "B", "a", "aa", "b", "é", "一", "\u{FFFD}", "😀"]
        let value = JSONValue.object(keys.shuffled().map { JSONValue.Member($0, .null) })
        #expect(try JSONParser.parse(value.canonicalBytes).members?.map(\.key) == keys)
    }

    @Test func `every control character is escaped, everything else stands as it is`() throws {
        for code in (0..<0x20).map({ UInt32($0) }) + [0x7F, 0x85, 0x2028, 0xFFFF, 0x1F600] {
            let scalar = try #require(Unicode.Scalar(code))
            let value = JSONValue.string("x\(Character(scalar))y")
            #expect(try JSONParser.parse(value.bytes) == value)
            #expect(value.bytes.allSatisfy { $0 >= 0x20 })
        }
        #expect(JSONValue.string("</script>/\u{7F}").text == "\"</script>/\u{7F}\"")
    }

    @Test func `answers by kind and by name`() throws {
        let value = try JSONParser.parse(#"{"text":"a","whole":-7,"large":9223372036854775808,"part":1.5,"zeros":-12.0,"power":1.2e2,"yes":true,"list":[1],"none":null}"#)
        #expect(value["text"]?.string == "a")
        #expect(value["whole"]?.integer == -7)
        #expect(value["large"]?.integer == nil)
        #expect(value["part"]?.integer == nil)
        // Whole however it is written.
        #expect(value["zeros"]?.integer == -12 && value["power"]?.integer == 120)
        #expect(value["yes"]?.boolean == true)
        #expect(value["list"]?.elements == [.number("1")])
        #expect(value["none"]?.isNull == true)
        #expect(value["absent"] == nil)
        #expect(value["text"]?["a"] == nil)
        #expect(value["text"]?.integer == nil && value["whole"]?.string == nil && value.elements == nil && value["list"]?.members == nil)
        #expect(JSONValue.text(nil) == .null && JSONValue.integer(UInt8(255)) == .number("255"))
    }
}

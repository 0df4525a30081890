import JSONText
import Testing

@Suite struct JSONParserTests {
    private static func value(_ text: String) throws -> JSONValue { try JSONParser.parse(text) }

    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("\"\"", .string("")), ("[]", .array([])), ("[ ]", .array([])), ("{}", .object([])), ("{ }", .object([])),
        ("\t\n\r [1 , 2]\n", .array([.number("1"), .number("2")])), ("[[[]]]", .array([.array([.array([])])])), ("{\"\":{\"a\":[null]}}", .object(["": .object(["a": .array([.null])])])),
        ("\"中文 é 😀\"", .string("中文 é 😀")), ("\"a/b\"", .string("a/b")),
    ]) func `reads every kind of value`(_ text: String, _ value: JSONValue) throws {
        #expect(try Self.value(text) == value)
    }

    @Test(arguments: ["0", "-0", "1", "-1", "10", "1.50", "-0.0", "1e5", "1E+5", "1.25e-7", "123456789012345678901234567890.12345678901234567890"])
    func `numbers keep the digits they were written with`(_ digits: String) throws {
        #expect(try Self.value(digits) == .number(digits))
        #expect(try Self.value("[\(digits)]").text == "[\(digits)]")
    }

    @Test(arguments: ["01", "-01", "00", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "1_000", "١", "NaN", "Infinity", "-Infinity"])
    func `refuses what is no number`(_ text: String) {
        #expect(throws: JSONError.self) { try Self.value(text) }
        #expect(throws: JSONError.self) { try Self.value("[\(text)]") }
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u4E2D""#, "Aé中"), (#""\uD83D\uDE00""#, "😀"), (#""\ud83d\ude00x""#, "😀x"), (#""\u0000""#, "\0"), (#""\uFFFF""#, "\u{FFFF}"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""a\u0301""#, "a\u{301}"),
    ]) func `reads escapes and pairs of surrogates`(_ text: String, _ read: String) throws {
        let string = try #require(try Self.value(text).string)
        #expect(Array(string.unicodeScalars) == Array(read.unicodeScalars))
    }

    @Test(arguments: [#""\uD83D""#, #""\uDE00""#, #""\uD83D\n""#, #""\uD83D\uD83D""#, #""\uD83Dx""#, #""\u12G4""#, #""\u12""#, #""\x41""#, #""\'""#, #""\U0041""#, #""\u+123""#])
    func `refuses half surrogates and unknown escapes`(_ text: String) {
        #expect(throws: JSONError.self) { try Self.value(text) }
        let kind = #expect(throws: JSONError.self) { try Self.value(text) }?.kind
        #expect(kind == .badEscape)
    }

    /// Bytes, what is wrong with them, and where.
    @Test(arguments: [
        ("", JSONError.Kind.endOfText, 1, 1), ("  ", .endOfText, 1, 3), ("[", .endOfText, 1, 2), ("[1", .endOfText, 1, 3), ("{", .endOfText, 1, 2), ("{\"a\"", .endOfText, 1, 5), ("{\"a\":", .endOfText, 1, 6),
        ("{\"a\":1", .endOfText, 1, 7), ("\"abc", .endOfText, 1, 5), ("\"abc\\", .endOfText, 1, 6), ("\"\\u00", .endOfText, 1, 6), ("tru", .endOfText, 1, 4), ("[nul", .endOfText, 1, 5),
        ("nulL", .unexpected, 1, 1), ("[1,]", .unexpected, 1, 4), ("[1 2]", .unexpected, 1, 4), ("[,1]", .unexpected, 1, 2), ("{\"a\":1,}", .unexpected, 1, 8), ("{a:1}", .unexpected, 1, 2), ("{'a':1}", .unexpected, 1, 2),
        ("{\"a\" 1}", .unexpected, 1, 6), ("{1:2}", .unexpected, 1, 2), ("1 2", .unexpected, 1, 3), ("[]]", .unexpected, 1, 3), ("// no\n1", .unexpected, 1, 1), ("[1]\n#", .unexpected, 2, 1), ("]", .unexpected, 1, 1),
        ("truefalse", .unexpected, 1, 5), ("{\n \"a\": 1,\n \"b\": x\n}", .unexpected, 3, 7), ("[\r\n\r\n  01]", .badNumber, 3, 3), ("[-]", .badNumber, 1, 3), ("[1.]", .badNumber, 1, 4), ("[1e]", .badNumber, 1, 4),
        ("\"a\nb\"", .controlCharacter, 1, 3), ("\"a\tb\"", .controlCharacter, 1, 3), ("\"中\u{1}\"", .controlCharacter, 1, 5), ("\u{FEFF}1", .unexpected, 1, 1), ("\u{A0}1", .unexpected, 1, 1), ("1\0", .unexpected, 1, 2),
        ("{\"a\":1,\n\"b\":2,\n \"a\":3}", .duplicateKey("a"), 3, 2), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey("a"), 1, 8), ("{\"x\":{\"a\":1,\"a\":1}}", .duplicateKey("a"), 1, 13),
    ]) func `says what is wrong and where`(_ text: String, _ kind: JSONError.Kind, _ line: Int, _ column: Int) {
        let error = #expect(throws: JSONError.self) { try Self.value(text) }
        #expect(error == JSONError(kind: kind, line: line, column: column))
    }

    /// Overlong forms, surrogates as bytes, half characters, what lies above Unicode.
    @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xB8], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xF8, 0x88, 0x80, 0x80, 0x80]] as [[UInt8]])
    func `refuses bytes that are no UTF-8, at their place`(_ bad: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        for (before, column) in [([], 2), (Array("中a".utf8), 6), (Array("a\\n".utf8), 5)] as [([UInt8], Int)] {
            let error = #expect(throws: JSONError.self) { try JSONParser.parse([quote] + before + bad + [quote]) }
            #expect(error == JSONError(kind: .notUTF8, line: 1, column: column))
        }
        #expect(throws: JSONError.self) { try JSONParser.parse(bad) }
    }

    @Test func `depth is bounded, whatever is nested`() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String { String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth) }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            #expect(try Self.value(nested(64, open, close)).text == nested(64, open, close))
            let error = #expect(throws: JSONError.self) { try Self.value(nested(65, open, close)) }
            #expect(error == JSONError(kind: .tooDeep, line: 1, column: 64 * open.utf8.count + 1))
        }
        #expect(throws: JSONError.self) { try JSONParser.parse(Array(String(repeating: "[", count: 1_000_000).utf8)) }
        #expect(throws: JSONError.self) { try JSONParser.parse(Array("[[1]]".utf8), depthLimit: 1) }
        // Beside each other is not inside each other.
        #expect(try Self.value("[" + Array(repeating: "[[]]", count: 200).joined(separator: ",") + "]").elements?.count == 200)
    }

    @Test func `a key is found again among few and among many`() throws {
        for count in [1, 2, 23, 24, 25, 100] {
            let members = (0..<count).map { "\"k\($0)\":\($0)" }
            #expect(try Self.value("{" + members.joined(separator: ",") + "}").members?.count == count)
            for again in [0, count / 2, count - 1] {
                let kind = #expect(throws: JSONError.self) { try Self.value("{" + (members + ["\"k\(again)\":0"]).joined(separator: ",") + "}") }?.kind
                #expect(kind == .duplicateKey("k\(again)"))
            }
        }
    }

    @Test func `keys that look the same are the same`() {
        // é in one character and in two: a reader of names could not tell them apart.
        #expect(throws: JSONError.self) { try Self.value("{\"\u{E9}\":1,\"e\u{301}\":2}") }
    }
}

import Testing

@testable import Web

struct PatternTests {
    static let table: [(pattern: String, yes: [String], no: [String])] = [
        ("^$", [""], ["a", "\n"]),
        ("^(?:a|b|)$", ["a", "b", ""], ["ab", "ax"]),
        ("^[a-z0-9_-]{2,4}$", ["ab", "a-_9"], ["a", "abcde", "aB", "ab\n"]),
        ("^-?(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?$", ["0", "-1.5", "999.99"], ["00", "1.", ".5", "1000", "1.234", "١"]),
        ("^(?:ab)*c+$", ["c", "ababcc"], ["ab", "abac"]),
        ("^[^\\u0000-\\u001f]*$", ["", "年度绩效", "a b"], ["a\tb", "\u{0}"]),
        ("^[\\u4e00-\\u9fff]{1,3}$", ["绩效", "预算法"], ["a", "预算绩效"]),
        ("^x{3}y{2,}z?$", ["xxxyy", "xxxyyyyz"], ["xxyy", "xxxy"]),
        ("^(a|ab)(c|bcd)$", ["ac", "abc", "abcd", "abbcd"], ["a", "abbc"]),
        ("^\\[\\]\\^\\$\\\\$", ["[]^$\\"], ["[]"]),
        ("^[\\]\\-^]+$", ["]-^"], ["a"]),
    ]

    @Test(arguments: table) func `matches what it should and nothing else`(_ row: (pattern: String, yes: [String], no: [String])) throws {
        let pattern = try Pattern(parsing: row.pattern)
        for text in row.yes { #expect(pattern.matches(text), "\(row.pattern) on \(text)") }
        for text in row.no { #expect(!pattern.matches(text), "\(row.pattern) on \(text)") }
    }

    @Test(arguments: ["a", "^a", "a$", "^a|b$", "^a.$", "^\\d$", "^\\w+$", "^[a$", "^(a$", "^a)$", "^*a$", "^a{2,1}$", "^[z-a]$", "^a{5000}$", "^a\\$", "^(?=a)$", "^[[]$", "^((a{500}){500}){9}$"])
    func `refuses what engines read differently, and what is no expression`(_ text: String) { #expect(throws: PatternError.self) { try Pattern(parsing: text) } }

    /// Random texts of the letters of each pattern: Swift's own engine must agree.
    @Test(arguments: table) func `agrees with Swift's expressions`(_ row: (pattern: String, yes: [String], no: [String])) throws {
        let pattern = try Pattern(parsing: row.pattern)
        let regex = try Regex(row.pattern.replacing("\\u0000", with: "\\u{0}").replacing("\\u001f", with: "\\u{1f}").replacing("\\u4e00", with: "\\u{4e00}").replacing("\\u9fff", with: "\\u{9fff}"))
            .matchingSemantics(.unicodeScalar)
        let letters = Array("abcdxyz019.-_]^[$\\ \t年")
        var seed: UInt64 = 20_260_801
        for _ in 0..<2000 {
            var text = ""
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<Int(seed >> 33 % 7) {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(letters[Int(seed >> 33 % UInt64(letters.count))])
            }
            #expect(pattern.matches(text) == (try regex.firstMatch(in: text) != nil), "\(row.pattern) on “\(text)”")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `takes time linear in the text`() {
        let text = String(repeating: "a", count: 20_000) + "!"
        #expect(!Pattern("^(a|a)*(a*)*b$").matches(text))
    }
}

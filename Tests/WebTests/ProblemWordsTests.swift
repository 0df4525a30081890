import BudgetModel
import JSONText
import Testing

@testable import Web

/// Every refusal of the foundation with its exact words.
struct ProblemWordsTests {
    static let all: [Problem] = [
        .badPath, .badQuery, .longAddress, .noSuchPath, .slashAtEnd, .badPathParameter([]), .wrongMethod("PUT", allowed: "GET, HEAD, OPTIONS"), .unknownQuery(["limt"], known: ["limit", "cursor"]),
        .unknownQuery(["limt"], known: []), .badParameters([]), .badCursor, .notAcceptable(["application/json"]), .unexpectedBody, .missingBody, .unsupportedMedia(["application/json"]),
        .unsupportedEncoding, .tooLarge(limitBytes: 1 << 20), .tooLarge(limitBytes: 4096), .tooLarge(limitBytes: 100), .bodyTooSlow, .incompleteBody, .invalid([]), .missingPrecondition, .badHeader("If-Match"),
        .refusedHeader("If-Match"), .missingHeader("Idempotency-Key"), .staleVersion(current: "2"), .otherRequestUnderKey, .stillInProgress, .doneBefore(.null), .notSignedIn, .badCredentials, .missingScope("write"),
        .onlyAtTheBrowser, .crossSite, .onlyNearby, .tooManyRequests(afterSeconds: 3), .busy, .tookTooLong, .ourFault, .notReady(Wording(zh: "数据库正在升级。", en: "The database is being upgraded.")),
    ] + broken.compactMap(problem)

    @Test func `tells what a handler finds in a body like what the schema finds`() throws {
        let error = #expect(throws: JSONShapeError.self) { try JSONObject(JSONParser.parse(#"{"a":1}"#), keys: ["a"]).text("a") }
        let problem = try #require(error?.problem)
        #expect(problem.status == 422 && problem.violations == [Violation("/a", Wording(zh: "应为其中之一：text。", en: "This should be one of: text."))])
    }

    /// One text for each way in which JSON can be broken.
    private static let broken: [[UInt8]] = ["{a}", "[1", "01", "\"\\x\"", "\"\n\"", "{\"a\":1,\"a\":2}", String(repeating: "[", count: 100)].map { Array($0.utf8) } + [[0x22, 0xFF, 0x22]]

    private static func problem(_ bytes: [UInt8]) -> Problem? {
        do {
            _ = try JSONParser.parse(bytes)
            return nil
        } catch { return .badJSON(error) }
    }

    @Test func `says what it said before`() throws {
        let text = Self.all.map { problem in
            "\(problem.status) \(problem.code)\n" + [Language.zh, .en].map { "\($0.rawValue) \(problem.title($0))｜\(problem.detail?($0) ?? "")" }.joined(separator: "\n")
        }
        try expectSnapshot(text.joined(separator: "\n\n"), "problems.txt")
    }

    @Test func `calls every kind by one name`() {
        for problem in Self.all {
            #expect(problem.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") } && problem.detail != nil)
        }
        let titles = Dictionary(grouping: Self.all, by: \.code).mapValues { Set($0.map(\.status)) }
        #expect(titles.values.allSatisfy { $0.count == 1 })
    }

    @Test func `has the members of RFC 9457 and those of its own`() throws {
        let problem = Problem(
            409, "already-submitted", Wording(zh: "已经报送", en: "Already handed in"), violations: [Violation("/a", Wording(zh: "甲", en: "A"))], extensions: ["by": .string("li"), "status": .integer(1)])
        #expect(
            problem.json(.en, requestID: "r-1").text
                == #"{"type":"/problems/already-submitted","title":"Already handed in","status":409,"instance":"r-1","code":"already-submitted","errors":[{"pointer":"/a","detail":"A"}],"by":"li"}"#)
        let validator = SchemaValidator(components: [:])
        for problem in Self.all { #expect(validator.violations(of: problem.json(.zh, requestID: "r-1"), against: Problem.schema).isEmpty, "\(problem.code)") }
    }
}

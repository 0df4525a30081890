import BudgetModel
import Foundation
import JSONText
import Office
import Quantities
import Testing

/// What holds for all stages alike.
struct CycleTests {
    /// Reads every shipped profile of a kind, and a text that is spoiled at random.
    static let readers: [(String, @Sendable (String, CalendarDay) -> [String])] = [
        reader(ExAnteProfile.self), reader(GoalReviewProfile.self), reader(MonitoringProfile.self), reader(ReEvaluationProfile.self), reader(UseOfResultsProfile.self), reader(RectificationProfile.self),
        reader(PublicationProfile.self), reader(SatisfactionProfile.self), reader(GoalHindsightProfile.self), reader(YearCalendarProfile.self),
    ].flatMap { $0 }

    static func reader<Profile: CycleProfile>(_ type: Profile.Type) -> [(String, @Sendable (String, CalendarDay) -> [String])] {
        type.ids.map { id in
            (
                String(decoding: type.shippedText(id)!, as: UTF8.self),
                { text, day in ProfileTests.problems(type, text, on: day) }
            )
        }
    }

    @Test func `every shipped profile is taken on every day, with a name in both languages`() {
        #expect(Self.readers.count == 12)
        for (text, problems) in Self.readers {
            for date in ["2015-01-01", "2020-06-30", "2026-12-31"] { #expect(problems(text, day(date)).isEmpty, "\(text.prefix(60))") }
        }
    }

    /// A value that no text gives says so.
    @Test func `what is ours is marked as assumed`() {
        for (text, _) in Self.readers {
            for line in text.split(separator: "\n") where line.contains("instrument: own") { #expect(line.contains("confidence: assumed"), "\(line)") }
        }
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 11])
    func `a profile spoiled at random is taken or refused with a line, never more`(seed: UInt64) {
        var generator = Seeded(seed)
        for (text, problems) in Self.readers {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for _ in 0..<12 {
                var lines = lines
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let index = Int.random(in: 0..<lines.count, using: &generator)
                    switch Int.random(in: 0..<4, using: &generator) {
                    case 0: lines.remove(at: index)
                    case 1: lines[index] = String(lines[index].shuffled(using: &generator))
                    case 2: lines.insert(lines.randomElement(using: &generator)!, at: index)
                    default: lines[index] = lines[index].replacing(/[0-9]+/, with: ["-1", "x", "99999999999999999999999999999999999999999", ""].randomElement(using: &generator)!)
                    }
                }
                for problem in problems(lines.joined(separator: "\n"), testDay) { #expect(problem.hasPrefix("a.yaml"), "seed \(seed)") }
            }
        }
    }

    @Test func `an alias that repeats itself is bounded`() {
        var text = "id: own\ntitle: {zh: a, en: b}\ninstruments: {}\n"
        text += "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...6 { text += "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n" }
        #expect(!ProfileTests.problems(RectificationProfile.self, text).isEmpty)
    }

    /// A document broken at random is refused with a place, or is a document that is written again the same.
    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 12])
    func `documents broken at random`(seed: UInt64) throws {
        var generator = Seeded(seed)
        let ticket = RectificationTicket(id: "1", source: .audit, finding: "x", responsibleUnit: "school", opened: day("2024-03-01"), deadline: day("2024-03-31"))
        let texts = [
            ExAnteAssessment(kind: .policy, items: [.init("purpose", .good, points: dec("4.5"))], materials: [.init("draft", evidence: "a")]).json.text, ticket.json.text,
            SatisfactionProvenance(sample: 3, answers: 3, scale: [.init("a", share: dec("0.5"), count: 3)], from: day("2024-01-01")).json.text,
            Publication(kind: .evaluationReport, subject: "a", fiscalYear: 2024, body: "b", corrections: [.init(on: day("2024-01-01"), digest: "c", reason: "d")]).json.text,
        ]
        func reads<Document: JSONRepresentable>(_ type: Document.Type, _ value: JSONValue) throws {
            guard let document = try? type.init(json: value, at: "") else { return }
            #expect(try Document(json: JSONParser.parse(document.json.text), at: "").json == document.json, "seed \(seed)")
        }
        for text in texts {
            for _ in 0..<300 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &generator) { bytes[Int.random(in: 0..<bytes.count, using: &generator)] = Array("0129.-\"x{}[],:ae".utf8).randomElement(using: &generator)! }
                guard let value = try? JSONParser.parse(bytes) else { continue }
                try reads(ExAnteAssessment.self, value)
                try reads(RectificationTicket.self, value)
                try reads(SatisfactionProvenance.self, value)
                try reads(Publication.self, value)
            }
        }
    }

    @Test func `results are written as JSON, steps and shortfalls in both languages`() throws {
        let assessed = try ExAnteProfile.shipped(on: testDay).assess(ExAnteAssessment(kind: .project))
        let reviewed = try GoalReviewProfile.shipped(on: testDay).review(GoalReview(form: .key))
        let lit = try MonitoringProfile.shipped(on: testDay).lights(of: form([indicator(.atLeast, "12", "5")]), MonitoredMonths(through: 7)!)
        let determined = try ReEvaluationProfile.shipped(on: testDay).determine(.init(base: .stated), indicators: [], execution: nil)
        let proposed = try UseOfResultsProfile.shipped(on: testDay).propose(.fair, from: .determined, findings: [], budgetYear: 2025, nextRequest: nil, fixedOn: testDay)
        let surveyed = try SatisfactionProfile.shipped(on: testDay).check(SatisfactionProvenance(), stated: nil)
        let looked = try GoalHindsightProfile.shipped(on: testDay).look(at: form([]), form([indicator(nil, "1", "1")]), ScoreSheet(frameworkID: "", frameworkDigest: "", chosenBecause: Wording(zh: "", en: "")), findings: [])
        for json in [assessed.json, reviewed.json, lit.json, determined.json, proposed.json, surveyed.json, looked.json] {
            #expect(try JSONParser.parse(json.text) == json)
            #expect(json["profile"]?["digest"]?.string?.hasPrefix("sha256:") == true)
            for shortfall in json["shortfalls"]?.elements ?? [] {
                for key in ["message", "basis", "help"] { #expect(shortfall[key]?["zh"]?.string?.isEmpty == false && shortfall[key]?["en"]?.string?.isEmpty == false) }
            }
        }
    }

    @Test func `every code of a shortfall stands in a test`() throws {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let tests = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        for code in ShortfallCode.allCases { #expect(tests.contains("\"\(code.rawValue)\""), "\(code.rawValue)") }
    }
}

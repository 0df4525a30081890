import BudgetModel
import Foundation
import Rules
import Testing

/// Every hit of a heuristic rule on the fixtures has been read and judged (`Tests/Fixtures/judgements`), and on reports too (`reports.tsv`).
@Suite struct `The judged hits` {
    struct Hit: Hashable, Sendable, CustomStringConvertible {
        var code: String
        var file: String
        var cell: String
        var description: String { "\(code)\t\(file)\t\(cell)" }
    }

    /// Code, file, cell, `right` or `wrong`, and a note, split by tabs.
    private static func judged(_ letter: Character) throws -> [Hit: Bool] {
        let text = try String(contentsOf: Corpus.fixtures.appending(path: "judgements/\(letter).tsv"), encoding: .utf8)
        var judged: [Hit: Bool] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(fields.count >= 4 && ["right", "wrong"].contains(fields[3]), "\(line)")
            judged[Hit(code: fields[0], file: fields[1], cell: fields[2])] = fields[3] == "right"
        }
        return judged
    }

    private static func found(_ rules: [Rule]) -> [(hit: Hit, finding: Finding)] {
        Corpus.forms.flatMap { form in
            rules.flatMap { rule in
                Corpus.findings(rule, form).map { (Hit(code: rule.code, file: form.name, cell: "\($0.at?.sheet ?? "")!\($0.at?.a1 ?? "—")"), $0) }
            }
        }
    }

    @Test(arguments: ["A", "B", "C", "D", "E", "F", "G", "R"] as [Character])
    func `are those the rules make, and the precision of each rule follows from them`(_ letter: Character) throws {
        let rules = Catalogue.all.filter { $0.code.first == letter && $0.precision != nil }
        let judged = try Self.judged(letter)
        let found = Set(Self.found(rules).map(\.hit))
        #expect(found.filter { judged[$0] == nil }.map(\.description).sorted() == [], "not judged yet")
        #expect(judged.keys.filter { !found.contains($0) }.map(\.description).sorted() == [], "judged and no longer hit")
        for rule in rules {
            let hits = judged.filter { $0.key.code == rule.code }
            let told = try Self.reports().filter { $0.code == rule.code && rule.audit != nil }
            let claimed = told.filter { !$0.isDoubtful(rule) }, doubtful = told.filter { $0.isDoubtful(rule) }
            #expect(
                rule.precision
                    == Rule.Precision(
                        hits.values.count { $0 } + claimed.count { $0.isRight }, of: hits.count + claimed.count, doubtful: doubtful.count { $0.isRight }, of: doubtful.count),
                "\(rule.code)")
        }
    }

    /// A judged hit on a report; the texts are not all kept here.
    private struct Told {
        var code: String
        var severity: String
        var isRight: Bool

        /// Contradictions that another scope may explain are asked, not claimed.
        func isDoubtful(_ rule: Rule) -> Bool { rule.claims != nil && severity != "error" }
    }

    private static func reports() throws -> [Told] {
        let text = try String(contentsOf: Corpus.fixtures.appending(path: "judgements/reports.tsv"), encoding: .utf8)
        return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(fields.count == 7 && ["right", "wrong"].contains(fields[5]), "\(line)")
            return Told(code: fields[0], severity: fields[3], isRight: fields[5] == "right")
        }
    }

    @Test func `a heuristic rule is right nine times of ten, or asks`() throws {
        for rule in Catalogue.all where rule.nature == .heuristic {
            let precision = try #require(rule.precision, "\(rule.code) was not judged")
            #expect(precision.right * 10 >= precision.of * 9, "\(rule.code)")
        }
    }

    /// Writes all hits with what they say, for those who judge: `JUDGEMENTS=/tmp/hits.tsv`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["JUDGEMENTS"] != nil))
    func `are written out to be judged`() throws {
        let path = try #require(ProcessInfo.processInfo.environment["JUDGEMENTS"])
        let lines = Self.found(Catalogue.all.filter { "ABCDEFGR".contains($0.code.first ?? " ") }).map { "\($0.hit)\t\($0.finding.message.zh)" }
        try (lines.sorted().joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}

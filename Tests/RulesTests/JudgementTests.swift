import BudgetModel
import Foundation
import Rules
import Testing

/// Every hit of a heuristic rule on the fixtures has been read and judged (`Tests/Fixtures/judgements`).
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

    @Test(arguments: ["A", "B", "C", "D", "E", "G", "R"] as [Character])
    func `are those the rules make, and the precision of each rule follows from them`(_ letter: Character) throws {
        let rules = Catalogue.all.filter { $0.code.first == letter && $0.precision != nil }
        let judged = try Self.judged(letter)
        let found = Set(Self.found(rules).map(\.hit))
        #expect(found.filter { judged[$0] == nil }.map(\.description).sorted() == [], "not judged yet")
        #expect(judged.keys.filter { !found.contains($0) }.map(\.description).sorted() == [], "judged and no longer hit")
        for rule in rules {
            let hits = judged.filter { $0.key.code == rule.code }
            #expect(rule.precision == Rule.Precision(hits.values.count { $0 }, of: hits.count), "\(rule.code)")
        }
    }

    @Test func `a heuristic rule is right nine times of ten, or asks`() {
        for rule in Catalogue.all where rule.nature == .heuristic {
            guard let precision = rule.precision else { continue }
            #expect(precision.right * 10 >= precision.of * 9, "\(rule.code)")
        }
    }

    /// Writes all hits with what they say, for those who judge: `JUDGEMENTS=/tmp/hits.tsv`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["JUDGEMENTS"] != nil))
    func `are written out to be judged`() throws {
        let path = try #require(ProcessInfo.processInfo.environment["JUDGEMENTS"])
        let lines = Self.found(Catalogue.all.filter { "ABCDEGR".contains($0.code.first ?? " ") }).map { "\($0.hit)\t\($0.finding.message.zh)" }
        try (lines.sorted().joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}

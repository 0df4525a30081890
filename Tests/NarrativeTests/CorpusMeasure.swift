import BudgetModel
import Foundation
import Narrative
import Quantities
import Rules

/// One text of the corpus with what a reader expects of it: the shape of `Tests/Fixtures/reports/*/*.json`.
struct CorpusReport: Sendable {
    struct Expected: Decodable, Sendable {
        struct Contradiction: Decodable, Sendable {
            var kind: String
            var figures: [String]
            enum CodingKeys: String, CodingKey {
                case kind
                case figures = "quote_figures"
            }
        }
        var mustFind: [Contradiction]
        var facts: [String: Fact]
        enum CodingKeys: String, CodingKey {
            case mustFind = "must_find"
            case facts
        }
    }

    /// A plain value, or one with its unit.
    struct Fact: Decodable, Sendable {
        var value: String
        private struct Measured: Decodable { var value: String }
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value = try (try? container.decode(String.self)) ?? container.decode(Measured.self).value
        }
    }

    var name: String
    var text: String
    var expected: Expected

    static func all(in folder: String) throws -> [CorpusReport] {
        let place = Fixtures.reports.appending(path: folder)
        return try FileManager.default.contentsOfDirectory(atPath: place.path).filter { $0.hasSuffix(".txt") }.sorted().map { name in
            let stem = String(name.dropLast(4))
            return CorpusReport(
                name: folder + "/" + stem, text: try String(contentsOf: place.appending(path: name), encoding: .utf8),
                expected: try JSONDecoder().decode(Expected.self, from: Data(contentsOf: place.appending(path: stem + ".json"))))
        }
    }
}

/// What audit makes of a text held against what is expected, counted as the project's measuring tool counts.
struct CorpusMeasure {
    private(set) var found = 0
    private(set) var expected = 0
    private(set) var factsRight = 0
    private(set) var facts = 0
    /// `made/B203 MISSED rate 98.64`, one line each.
    private(set) var shortfalls: [String] = []

    mutating func take(_ report: CorpusReport) {
        let reading = ReportReading(ReportText(report.text))
        let findings = Catalogue.audit(AuditFacts(reading: reading)).findings
        var used: Set<Int> = []
        for contradiction in report.expected.mustFind {
            expected += 1
            let hits = findings.indices.filter { Self.tells(findings[$0], contradiction) }
            used.formUnion(hits)
            if hits.isEmpty { shortfalls.append("\(report.name) MISSED \(contradiction.kind) \(contradiction.figures.joined(separator: " "))") } else { found += 1 }
        }
        for (index, finding) in findings.enumerated() where finding.severity == .error && !used.contains(index) {
            let figures = finding.passage?.figures.joined(separator: " ") ?? ""
            shortfalls.append("\(report.name) EXTRA \(finding.code) \(figures)")
        }
        for (key, fact) in report.expected.facts.sorted(by: { $0.key < $1.key }) {
            guard let read = Self.read(key, reading.facts) else { continue }
            facts += 1
            let isRight = read.contains { Self.same($0, fact.value) || key == "grade" && $0.first == fact.value.first }
            if isRight { factsRight += 1 } else { shortfalls.append("\(report.name) FACT \(key) \(fact.value) read as \(read.isEmpty ? "nothing" : read.joined(separator: " "))") }
        }
    }

    private static func tells(_ finding: Finding, _ contradiction: CorpusReport.Expected.Contradiction) -> Bool {
        guard finding.severity != .hint, let passage = finding.passage else { return false }
        if contradiction.kind == "unit", !["unit", "repeat", "product"].contains(passage.kind) { return false }
        if contradiction.figures.isEmpty { return ["claim", "overspend-vs-claim", "grade", "outline"].contains(passage.kind) }
        let told = passage.figures + [passage.stated, passage.computed].compactMap(\.self)
        return contradiction.figures.count { figure in told.contains { same($0, figure) } } >= min(2, contradiction.figures.count)
    }

    private static func read(_ key: String, _ facts: StatedFacts) -> [String]? {
        let numbers: [StatedFacts.Quantity?]
        switch key {
        case "initial_budget", "funds_available": numbers = key == "initial_budget" ? [facts.initialBudget, facts.received] : [facts.received, facts.initialBudget]
        case "full_year_budget": numbers = [facts.adjustedBudget]
        case "executed": numbers = [facts.executed]
        case "execution_rate_percent": numbers = [facts.executionRate]
        case "score": numbers = [facts.score]
        case "grade": return [facts.grade?.name].compactMap(\.self)
        default: return nil
        }
        return numbers.compactMap { $0?.number.description }
    }

    private static func plain(_ text: String) -> String {
        var text = text.filter { !",，%％".contains($0) && !$0.isWhitespace }
        for unit in ["万元", "亿元", "元", "分"] where text.hasSuffix(unit) {
            text.removeLast(unit.count)
            break
        }
        return text
    }

    private static func same(_ left: String, _ right: String) -> Bool {
        let (left, right) = (plain(left), plain(right))
        if let a = try? ExactDecimal(parsing: left), let b = try? ExactDecimal(parsing: right) { return a == b }
        return left == right
    }

    func summary(_ folder: String) -> String { "\(folder) recall \(found)/\(expected) facts \(factsRight)/\(facts)" }
}

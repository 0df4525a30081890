import Foundation
import Testing

/// Pages and lists of rules say since when each rule is there.
struct RuleVersionTests {
    private struct Row: Decodable {
        var code: String
        var since: String
    }

    @Test func `no rule is newer than the program`() throws {
        let program = try Program(links: [:])
        defer { program.remove() }
        let version = try program.run("jixiao --version").output.trimmingCharacters(in: .whitespacesAndNewlines)
        let rows = try JSONDecoder().decode([Row].self, from: Data(program.run("jixiao rules list --json").output.utf8))
        #expect(rows.count > 130)
        for row in rows { #expect(row.since.split(separator: ".").count == 3 && row.since.compare(version, options: .numeric) != .orderedDescending, "\(row.code) since \(row.since)") }
    }
}

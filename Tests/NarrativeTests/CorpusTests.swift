import Foundation
import Testing

/// What audit finds in the committed reports, to the last one: better and worse both show.
///
/// `corpus.txt` holds the counts of each folder and one line for each shortfall, with its reason behind `|`.
/// `RECORD_SNAPSHOTS=1` writes it again and keeps the reasons of lines that stay.
@Suite struct `The corpus of reports` {
    @Test func `audit finds what the corpus expects`() throws {
        var lines: [String] = []
        for folder in ["samples", "made", "made2", "made3", "made5", "made6", "made7"] {
            var measure = CorpusMeasure()
            let reports = try CorpusReport.all(in: folder)
            #expect(!reports.isEmpty)
            for report in reports { measure.take(report) }
            lines += [measure.summary(folder)] + measure.shortfalls
        }
        let recorded = Fixtures.lines("corpus.txt").map { line in
            let parts = line.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            return (line: parts[0], reason: parts.count > 1 ? parts[1] : nil)
        }
        if Fixtures.isRecording {
            let reasons = Dictionary(recorded.map { ($0.line, $0.reason) }, uniquingKeysWith: { first, _ in first })
            let head = "# Counts of each folder, then each shortfall and why it stands. RECORD_SNAPSHOTS=1 writes it again.\n"
            let text = lines.map { line in line + (reasons[line].flatMap(\.self).map { " | " + $0 } ?? (line.contains(" recall ") ? "" : " | reason not yet known")) }.joined(separator: "\n")
            Fixtures.write(head + text + "\n", to: "corpus.txt")
            Issue.record("recorded")
            return
        }
        let known = recorded.map(\.line)
        #expect(lines.filter { !known.contains($0) } == [], "worse, or counted anew")
        #expect(known.filter { !lines.contains($0) } == [], "better: take these lines out")
    }

    @Test func `every shortfall has its reason`() {
        for line in Fixtures.lines("corpus.txt") where !line.contains(" recall ") { #expect(line.contains(" | "), "\(line)") }
    }
}

import BudgetModel
import Documents
import JSONText
import Narrative
import Quantities
import Reports
import Rules

#if canImport(Glibc)
    import Glibc
#endif

/// Times audit in one process and on one core.
///
/// `AuditBenchmark reports CORPUS COUNT` reads COUNT texts of 10 KB, drawn by a seed from the paragraphs of a folder of
/// reports, and prints milliseconds for each stage; `AuditBenchmark hostile BYTES [NAME]` prints the milliseconds each
/// hostile text takes to be read as Markdown and to be audited.
@main
enum AuditBenchmark {
    static func main() {
        let arguments = CommandLine.arguments
        switch arguments.count > 2 ? arguments[1] : "" {
        case "reports": reports(folder: arguments[2], count: arguments.count > 3 ? Int(arguments[3]) ?? 1_000 : 1_000)
        case "hostile": hostile(bytes: Int(arguments[2]) ?? 1 << 20, only: arguments.count > 3 ? arguments[3] : nil)
        case "json": json(folders: Array(arguments.dropFirst(2)))
        default: fatalError("usage: AuditBenchmark reports CORPUS COUNT | hostile BYTES [NAME] | json FOLDER...")
        }
    }

    private static func reports(folder: String, count: Int) {
        let texts = Corpus(folder).texts(count, bytes: 10_000)
        var expected: Int?
        for _ in 0..<5 {
            var taken: [TakenApart] = []
            var readings: [ReportReading] = []
            var findings = 0
            var bytes = 0
            let start = now()
            for text in texts { taken.append(TakenApart(ReportText(text))) }
            let apart = now()
            for text in texts { readings.append(ReportReading(ReportText(text))) }
            let read = now()
            var checks: [CheckResult] = []
            for reading in readings { checks.append(Catalogue.audit(AuditFacts(reading: reading))) }
            findings = checks.reduce(0) { $0 + $1.findings.count }
            let judged = now()
            for (reading, check) in zip(readings, checks) {
                var json = JSONWriter()
                AuditJSON(AuditReport(reading, check: check, file: "a.txt"), engine: "0", language: .zh).write(to: &json)
                bytes += json.bytes.count
            }
            let written = now()
            guard findings > count, bytes > count * 100, expected == nil || expected == findings else { fatalError("the answer changed: \(findings) findings") }
            expected = findings
            let relations = (read - apart) - (apart - start)
            print("reports \(count) figures \(taken.reduce(0) { $0 + $1.figures.count }) relations \(readings.reduce(0) { $0 + $1.relations.count }) findings \(findings)")
            print("apart \(milliseconds(apart - start)) relations \(milliseconds(relations)) rules \(milliseconds(judged - read)) json \(milliseconds(written - judged)) all \(milliseconds(written - apart))")
        }
    }

    /// Prints what audit says of every text of the folders, one line a text, to compare byte for byte before and after a change.
    private static func json(folders: [String]) {
        for folder in folders {
            for (name, text) in Corpus.named(folder) {
                let reading = ReportReading(ReportText(text))
                let report = AuditReport(reading, check: Catalogue.audit(AuditFacts(reading: reading)), file: name)
                var json = JSONWriter()
                AuditJSON(report, engine: "0", language: .zh).write(to: &json)
                print(name, String(decoding: json.bytes, as: UTF8.self))
            }
        }
    }

    private static func hostile(bytes: Int, only: String?) {
        var slowest: (name: String, time: Int64) = ("", 0)
        for (name, text) in HostileTexts.all(bytes: bytes) + markdown(bytes: bytes) where only == nil || only == name {
            let utf8 = Array(text.utf8)
            let start = now()
            // A text of more lines than are read, or of nothing, is answered with a sentence.
            let document = try? DocumentReader.read(utf8, name: "a.md", prefersText: true)
            let read = now()
            let reading = ReportReading(document.map(ReportText.init) ?? ReportText(text))
            let findings = Catalogue.audit(AuditFacts(reading: reading)).findings.count
            let time = now() - start
            print("\(milliseconds(time)) ms \(name): read in \(milliseconds(read - start)) ms\(document == nil ? " (refused)" : ""), \(reading.figures.count) figures, \(reading.relations.count) relations, \(findings) findings")
            if time > slowest.time { slowest = (name, time) }
        }
        print("slowest \(slowest.name) \(milliseconds(slowest.time)) ms")
    }

    /// Texts that are hard on the reader of Markdown alone.
    private static func markdown(bytes: Int) -> [(name: String, text: String)] {
        func fill(_ unit: String) -> String { String(repeating: unit, count: max(1, bytes / unit.utf8.count)) }
        return [
            ("stars", fill("*")), ("strong words", fill("支**出**")), ("ticks", fill("`")), ("low lines", fill("_")), ("a row", "|" + fill("支出|")), ("a cell", "|" + fill("支出")), ("escaped bars", "|" + fill("\\|")),
            ("hashes", "# " + fill("#")), ("headings by line", fill("# 支\n")), ("items", fill("- 支出\n")), ("rows by line", fill("|支|出|\n")), ("one paragraph of short lines", fill("支出\n")), ("a rule", fill("-")), ("code", "```\n" + fill("支出\n")),
            ("wide blanks", "支" + fill("\u{3000}")), ("half a country", fill("🇨")),
        ]
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Milliseconds with three digits.
    private static func milliseconds(_ micro: Int64) -> ExactDecimal { ExactDecimal(significand: Int128(micro), scale: 3) }
}

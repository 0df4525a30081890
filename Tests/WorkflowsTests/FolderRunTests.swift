import BudgetModel
import Foundation
import Quantities
import Synchronization
import Testing
import Workbooks

@testable import Workflows

@Suite struct `A run over many files` {
    /// Counts what is alive.
    private final class Living: Sendable {
        static let count = Mutex((now: 0, most: 0))

        init() {
            Self.count.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
        }

        deinit { Self.count.withLock { $0.now -= 1 } }
    }

    @Test func `keeps no outcome that was delivered, and few that wait for a slow file`() async throws {
        let files = (0..<5000).map { Result<InputFile, InputProblem>.success(InputFile(path: String($0))) }
        var delivered: [String] = []
        try await InOrder<Int, (path: String, living: Living)>(0, width: 2) { $0 + 1 }(
            files,
            work: { file, _ in
                let path = try file.get().path
                if path == "0" { usleep(300_000) }
                return (path, Living())
            }, deliver: { delivered.append($0.path) })
        #expect(delivered == (0..<5000).map(String.init))
        let living = Living.count.withLock { $0 }
        #expect(living.now == 0)
        // 12 slices of 16 at most, and the one that is delivered.
        #expect(living.most <= 13 * 16)
    }

    // MARK: - Journals

    private struct Folder {
        let url: URL
        var forms: String { url.path + "/forms" }

        /// Ten forms, one that is none, and one in a folder of its own with the name of another.
        init() throws {
            url = FileManager.default.temporaryDirectory.appending(path: "jixiao-folder-\(UUID().uuidString)")
            let files = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Transcripts/files")
            try FileManager.default.createDirectory(at: url.appending(path: "forms/二科"), withIntermediateDirectories: true)
            for number in 0..<10 {
                try FileManager.default.copyItem(at: files.appending(path: number % 2 == 0 ? "公交站台.csv" : "路灯维护.csv"), to: url.appending(path: "forms/\(number).csv"))
            }
            try FileManager.default.copyItem(at: files.appending(path: "空白.csv"), to: url.appending(path: "forms/坏.csv"))
            try FileManager.default.copyItem(at: files.appending(path: "公交站台.csv"), to: url.appending(path: "forms/二科/1.csv"))
        }

        func remove() { try? FileManager.default.removeItem(at: url) }
    }

    private static let today = try! CalendarDay(year: 2026, month: 11, day: 26)

    /// One run: how many files were evaluated, and the bytes of the summary.
    private func run(
        _ folder: Folder, journal: String? = nil, engine: String = "1", unit: AmountUnit? = nil, today: CalendarDay = today
    ) async throws -> (evaluated: Int, table: Data, workbook: Data) {
        let results = folder.url.path + "/results-\(UUID().uuidString)"
        var single = EvaluateFile(store: FrameworkStore(today: today), amountUnit: unit)
        var digest = RunDigest(engine: engine)
        digest.add("unit", unit?.name ?? "")
        let journal = try journal.map { try RunJournal($0, run: digest.finish()) }
        if let journal { single = single.with(journal) }
        let writer = try SummaryWriter(folder: results, language: .zh, today: Self.today)
        var evaluated = 0
        try await EvaluateMany(single, width: 2)(InputFiles.expand([folder.forms]).files) { outcome in
            if outcome.resumed == nil { evaluated += 1 }
            let line = FileSummary(outcome)
            try writer.add(line)
            try journal?.append(outcome, line, today: today)
        }
        #expect(try writer.finish(engine: engine).isEmpty)
        return (evaluated, try Data(contentsOf: URL(filePath: results + "/绩效表汇总.csv")), try Data(contentsOf: URL(filePath: results + "/绩效表汇总.xlsx")))
    }

    @Test func `goes on after a cut anywhere and comes to the same summary`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let whole = try await run(folder)
        let journal = folder.url.path + "/j"
        let first = try await run(folder, journal: journal)
        #expect(first.evaluated == 12 && first.table == whole.table && first.workbook == whole.workbook)
        let bytes = try Data(contentsOf: URL(filePath: journal))
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        #expect(ends.count == 13)
        for cut in [0, 1, 16, 17, 18, 100, ends[1], ends[1] + 1, ends[5] + 40, ends[12], ends[12] + 1] {
            try bytes.prefix(cut).write(to: URL(filePath: journal))
            let again = try await run(folder, journal: journal)
            // The two files with the name 1.csv and other bytes are two lines; those with the same bytes have other names.
            #expect(again.evaluated == 12 - max(0, ends.count { $0 < cut } - 1), "cut at \(cut)")
            #expect(again.table == whole.table && again.workbook == whole.workbook, "cut at \(cut)")
            let third = try await run(folder, journal: journal)
            #expect(third.evaluated == 0 && third.table == whole.table && third.workbook == whole.workbook, "cut at \(cut)")
        }
    }

    @Test func `evaluates again what has changed: bytes, names, options, engine`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = folder.url.path + "/"
        #expect(try await run(folder, journal: journal).evaluated == 12)
        #expect(FileManager.default.fileExists(atPath: journal + RunJournal.fileName))
        try Data("项目名称,x\n".utf8).write(to: folder.url.appending(path: "forms/3.csv"))
        try FileManager.default.moveItem(atPath: folder.forms + "/4.csv", toPath: folder.forms + "/四.csv")
        #expect(try await run(folder, journal: journal).evaluated == 2)
        #expect(try await run(folder, journal: journal, unit: .yuan).evaluated == 12)
        #expect(try await run(folder, journal: journal, engine: "2").evaluated == 12)
        // All of them live in one journal.
        #expect(try await run(folder, journal: journal).evaluated == 0)
        #expect(try await run(folder, journal: journal, unit: .yuan).evaluated == 0)
    }

    /// Rules in force today may not be those of tomorrow; a form that names its year does not care.
    @Test func `evaluates forms without a year again on another day`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let text = try String(contentsOfFile: folder.forms + "/0.csv", encoding: .utf8).replacing("2023年度", with: "")
        try text.write(toFile: folder.forms + "/0.csv", atomically: true, encoding: .utf8)
        let journal = folder.url.path + "/j"
        #expect(try await run(folder, journal: journal).evaluated == 12)
        #expect(try await run(folder, journal: journal, today: CalendarDay(year: 2026, month: 11, day: 27)).evaluated == 1)
    }

    @Test func `refuses what is damaged or no journal and leaves it as it is`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let journal = folder.url.path + "/j"
        _ = try await run(folder, journal: journal)
        let whole = try Data(contentsOf: URL(filePath: journal))
        let ends = whole.indices.filter { whole[$0] == 0x0A }
        var broken: [Data] = [Data("报告\n".utf8), Data("no journal and no line end".utf8), Data("jixiao journal 2\n".utf8), Data(repeating: 0, count: 64)]
        for place in [3, ends[0] + 1, ends[0] + 20, ends[3] - 1, ends[3] + 90] {
            var copy = whole
            copy[place] ^= 1
            broken.append(copy)
        }
        broken.append(whole.prefix(ends[2] + 1) + [0x0A] + whole.dropFirst(ends[2] + 1))
        for (index, bytes) in broken.enumerated() {
            try bytes.write(to: URL(filePath: journal))
            await #expect(throws: InputProblem.self, "\(index)") { try await run(folder, journal: journal) }
            #expect(try Data(contentsOf: URL(filePath: journal)) == bytes)
        }
    }

    @Test func `lets no two runs write one journal`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let first = try RunJournal(folder.url.path + "/j", run: [])
        #expect(throws: InputProblem.self) { try RunJournal(folder.url.path + "/j", run: []) }
        withExtendedLifetime(first) {}
    }

    // MARK: - Digests

    @Test func `the digest of a run sees the content of files and folders`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        func digest() throws -> [UInt8] {
            var digest = RunDigest(engine: "1")
            try digest.add("peers", contentOf: folder.forms)
            return digest.finish()
        }
        let before = try digest()
        #expect(try digest() == before)
        try FileManager.default.moveItem(atPath: folder.forms + "/4.csv", toPath: folder.forms + "/四.csv")
        let moved = try digest()
        #expect(moved != before)
        try Data("x".utf8).write(to: folder.url.appending(path: "forms/二科/1.csv"))
        #expect(try digest() != moved)
        #expect(throws: InputProblem.self) {
            var digest = RunDigest(engine: "1")
            try digest.add("profile", contentOf: folder.forms + "/none")
        }
    }

    // MARK: - Summaries

    @Test func `the summary is known as ours and passed over in a folder`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let result = try await run(folder)
        #expect(OwnDocument(Array(result.table))?.kind == .summary)
        let workbook = try #require(OwnDocument(Array(result.workbook)))
        #expect(workbook.kind == .summary && workbook.isUntouched)
        let path = folder.forms + "/绩效表汇总"
        try result.table.write(to: URL(filePath: path + ".csv"))
        try result.workbook.write(to: URL(filePath: path + ".xlsx"))
        let single = EvaluateFile(store: FrameworkStore(today: Self.today))
        for ending in [".csv", ".xlsx"] {
            #expect(try single(InputFile(path: path + ending, isFound: true)).passedOver == .summary)
            #expect(try single(path + ending).problem != nil)
        }
    }

    @Test func `text that begins like a formula is none in the table`() throws {
        var form = FormSummary(.projectSelfEvaluation, sheet: "=1+1", framework: "cn-2020")
        form.programme = "=cmd|'/c calc'!A1"
        form.statedTotal = "-5"
        let row = try #require(SummaryIndex.rows(FileSummary(path: "+x.csv", problem: nil, forms: [form], wasReturned: false), after: 6).first)
        let fields = SummaryIndex.fields(row, .zh)
        #expect(fields[0] == "7" && fields[1] == "'+x.csv" && fields[2] == "'=1+1" && fields[4] == "'=cmd|'/c calc'!A1" && fields[10] == "-5")
        #expect(fields.count == SummaryIndex.headings(.zh).count && fields.count == SummaryIndex.headings(.en).count)
    }

    @Test(arguments: [
        ("/a/forms/x.csv", "/a/out", "../forms/x.csv"), ("/a/out/x.csv", "/a/out", "x.csv"), ("/x.csv", "/a/b", "../../x.csv"), ("/a/outer/x.csv", "/a/out", "../outer/x.csv"),
    ]) func `links go from the folder of the summary`(_ path: String, _ folder: String, _ link: String) {
        #expect(SummaryWriter.relative(path, from: folder) == link)
    }
}

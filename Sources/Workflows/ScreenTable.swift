package import Batch
package import BudgetModel
import Crypto
import Frameworks
package import Quantities
import Scoring
import Tables

/// Ranks the projects and units of a table by reasons to look at them.
package struct ScreenTable: Sendable {
    /// The table and how it is scored.
    package struct Source: Sendable {
        /// `-` for standard input.
        package var path: String
        package var framework: String
        /// The day whose rules are in force.
        package var day: CalendarDay
        package var columns: [TableColumn: String] = [:]

        package init(path: String, framework: String, day: CalendarDay) {
            self.path = path
            self.framework = framework
            self.day = day
        }
    }

    package struct Request: Sendable {
        /// `-` for standard output.
        package var output: String = "-"
        package var units: String?
        /// How many projects and units are written; nil for all.
        package var top: Int?
        package var isJSON = false
        package var language: Language = .zh

        package init() {}
    }

    private let store: FrameworkStore

    package init(store: FrameworkStore) { self.store = store }

    /// - Throws: `InputProblem`, `FrameworkRefused`, `WriteProblem`.
    package func callAsFunction(_ source: Source, _ request: Request) throws -> ScoreTable.Summary {
        let screened = try ScreenedFile(source, store: store)
        let outputs = ScreenOutputs(screened, top: request.top, language: request.language)
        if request.isJSON {
            try outputs.writeJSON(to: request.output)
        } else {
            try outputs.writeProjects(to: request.output)
            if let units = request.units { try outputs.writeUnits(to: units) }
        }
        return screened.summary
    }
}

/// A table scored and screened.
struct ScreenedFile {
    let screening: Screening
    let head: TableHead
    /// SHA-256 of the table as it stands, in hexadecimal; nil unless it was asked for.
    let digest: String?
    let frameworks: [Framework]

    /// - Throws: `InputProblem`, `FrameworkRefused`.
    init(_ source: ScreenTable.Source, store: FrameworkStore, wantsDigest: Bool = false) throws {
        let scorer = try store.scorer(source.framework, on: source.day)
        let day = source.day
        let list = FrameworkList(scorer) { try? store.scorer($0, on: day) }
        var hash = SHA256()
        do {
            let input = try TableInput(source.path, watch: wantsDigest ? { hash.update(bufferPointer: $0) } : nil)
            head = try TableHead(input)
            let work = BlockScorer(try ColumnMap(head.names, map: source.columns), head: head, frameworks: list, wishes: .init(details: true))
            var table = ScreenedTable()
            // Small blocks: every row of a block is held until it is digested.
            try BlockPipeline<ScreenDigest>(RecordBlocks(input, behind: head, size: 1 << 20)) { digest in
                table.add(digest)
                return true
            }.run { ScreenDigest(work.score($0), scorers: list.all) }
            screening = Screening(table, scorers: list.all)
        } catch let error as TableError {
            throw InputProblem(path: source.path, sentence: error.sentence)
        } catch let error as ColumnMap.Refused {
            throw InputProblem(path: source.path, sentence: error.sentence)
        }
        digest = wantsDigest ? hash.finalize().hex : nil
        frameworks = list.all.map(\.framework)
    }

    /// Flaws of the table; reasons to look at a project are none.
    var summary: ScoreTable.Summary {
        var summary = ScoreTable.Summary()
        summary.rows = screening.table.rows
        summary.badRows = screening.table.badRows
        summary.flaws = screening.table.flaws
        summary.projects = screening.points.count
        summary.open = screening.units.reduce(0) { $0 + $1.projects - $1.scored }
        return summary
    }
}

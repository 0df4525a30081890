import Batch
package import BudgetModel
import Crypto
import Frameworks
import Quantities
import Scoring
import Tables

/// Ranks the projects and units of a table by reasons to look at them.
package struct ScreenTable: Sendable {
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
    package func callAsFunction(_ source: TableSource, _ request: Request) throws -> ScoreTable.Summary {
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
    init(_ source: TableSource, store: FrameworkStore, wantsDigest: Bool = false) throws {
        let list = try source.frameworks(store)
        var hash = SHA256()
        (head, screening) = try TableOpening.reading(source.path) {
            let opening = try TableOpening(source.path, source.columns, watch: wantsDigest ? { hash.update(bufferPointer: $0) } : nil)
            let work = BlockScorer(opening.columns, head: opening.head, frameworks: list, wishes: .init(details: true))
            var table = ScreenedTable()
            try BlockPipeline<ScreenDigest>(opening.blocks) { digest in
                table.add(digest)
                return true
            }.run { ScreenDigest(work.score($0), scorers: list.all) }
            return (opening.head, Screening(table, scorers: list.all))
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

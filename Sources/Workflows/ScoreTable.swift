import Batch
package import BudgetModel
import Frameworks
import Quantities
import Scoring
import Tables

/// Scores a table of indicator rows: every project by the same rules as a form.
package struct ScoreTable: Sendable {
    package struct Request: Sendable {
        /// `-` for standard output.
        package var output: String = "-"
        package var rows: String?
        package var findings: String?
        /// Stops at the first row that cannot be scored.
        package var isStrict = false
        package var language: Language = .zh

        package init() {}
    }

    /// What a run came to.
    package struct Summary: Sendable {
        package var rows = 0
        package var badRows = 0
        package var projects = 0
        /// Projects without a score.
        package var open = 0
        /// Findings by rule.
        package var counts: [String: Int] = [:]
        package var hasErrors = false
        /// Whether the run stopped at a bad row and wrote nothing.
        package var isStopped = false
        /// The first flaws, with their lines.
        package var flaws: [(line: Int, message: Wording)] = []

        package var exitCode: ExitCode { badRows > 0 ? .data : hasErrors || open > 0 ? .findings : .clean }
    }

    private let store: FrameworkStore

    package init(store: FrameworkStore) { self.store = store }

    /// - Throws: `InputProblem`, `FrameworkRefused`, `WriteProblem`.
    package func callAsFunction(_ source: TableSource, _ request: Request) throws -> Summary {
        let frameworks = try source.frameworks(store)
        return try TableOpening.reading(source.path) {
            let table = try TableOpening(source.path, source.columns)
            let work = BlockScorer(table.columns, head: table.head, frameworks: frameworks, wishes: .init(rows: request.rows != nil, findings: request.findings != nil))
            let run = TableRun(try TableOutputs(request, table.head))
            try BlockPipeline<BlockResult>(table.blocks) { block in
                try run.merge(block)
                return !request.isStrict || run.summary.badRows == 0
            }.run { work.score($0) }
            return try run.end(frameworks.all, isStrict: request.isStrict)
        }
    }
}

/// What a run has scored so far.
private final class TableRun {
    private let outputs: TableOutputs
    private var table = ProjectTable()
    private(set) var summary = ScoreTable.Summary()

    init(_ outputs: TableOutputs) { self.outputs = outputs }

    func merge(_ block: BlockResult) throws {
        summary.rows += block.rowCount
        summary.badRows += block.badRows
        if block.outside > 0 {
            summary.counts["A08", default: 0] += block.outside
            summary.hasErrors = true
        }
        for finding in block.findings where finding.code != "A08" {
            summary.counts[finding.code, default: 0] += 1
            if finding.severity == .error { summary.hasErrors = true }
            if finding.severity == .error, finding.code != "A06", finding.code != "E03", summary.flaws.count < 20 { summary.flaws.append((finding.line, finding.message)) }
        }
        try outputs.write(block)
        _ = table.add(block)
    }

    /// Writes what belongs to the end; of a run that stopped at a bad row nothing stays.
    func end(_ scorers: [ColumnScorer], isStrict: Bool) throws -> ScoreTable.Summary {
        summary.projects = table.count
        if isStrict, summary.badRows > 0 {
            summary.isStopped = true
            return summary
        }
        try outputs.write(table, scorers, &summary)
        return summary
    }
}

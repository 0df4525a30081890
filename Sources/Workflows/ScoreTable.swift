package import Batch
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
        /// Headings of columns that are passed on to scores (of a project's first row) and rows.
        package var echo: [String] = []
        /// The execution table of the exchange.
        package var budget: String?
        package var budgetColumns: [BudgetColumn: String] = [:]
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
        package var budget: Budget?
        /// What else is to be said of the run.
        package var notes: [Wording] = []

        /// What became of the budget table.
        package struct Budget: Sendable {
            package var path: String
            package var badRows: Int
            package var flaws: [BudgetTable.Flaw]
            /// Projects whose execution came from it.
            package var joined = 0
            /// Projects of it that no row of the table belongs to.
            package var unused = 0
        }

        package var exitCode: ExitCode { badRows > 0 || budget?.badRows ?? 0 > 0 ? .data : hasErrors || open > 0 ? .findings : .clean }
    }

    private let store: FrameworkStore

    package init(store: FrameworkStore) { self.store = store }

    /// - Throws: `InputProblem`, `FrameworkRefused`, `WriteProblem`.
    package func callAsFunction(_ source: TableSource, _ request: Request) throws -> Summary {
        let frameworks = try source.frameworks(store)
        let budgets = try request.budget.map { path in try TableOpening.reading(path) { try BudgetTable(TableInput(path), map: request.budgetColumns) } }
        return try TableOpening.reading(source.path) {
            let table = try TableOpening(source.path, source.columns)
            let wishes = BlockScorer.Wishes(rows: request.rows != nil, findings: request.findings != nil, echo: try table.columns.places(named: request.echo))
            let work = BlockScorer(table.columns, head: table.head, frameworks: frameworks, wishes: wishes, budgets: budgets)
            let run = TableRun(try TableOutputs(request, table.head))
            try BlockPipeline<BlockResult>(table.blocks) { block in
                try run.merge(block)
                return !request.isStrict || run.summary.badRows == 0
            }.run { work.score($0) }
            if request.isStrict, run.summary.badRows > 0 { return run.stopped }
            if let budgets { try run.join(budgets, request.budget ?? "", BudgetJoin(budgets, table.head.encoding, scorers: frameworks.all)) }
            var summary = try run.end(frameworks.all)
            summary.notes = frameworks.all.compactMap { Self.early($0.framework, source.day) }
            return summary
        }
    }
}

extension ScoreTable {
    /// What is said of a framework that was not in force yet.
    private static func early(_ framework: Framework, _ day: CalendarDay) -> Wording? {
        guard day < framework.inForceFrom else { return nil }
        return Wording(zh: "\(framework.id) 自 \(framework.inForceFrom) 起施行，\(day.year) 年按它最早的规定核算，请确认。", en: "\(framework.id) is in force from \(framework.inForceFrom); \(day.year) was scored by its earliest values. Please check.")
    }
}

/// What a run has scored so far.
private final class TableRun {
    private let outputs: TableOutputs
    private var table = ProjectTable()
    private var filled = 0
    private(set) var summary = ScoreTable.Summary()

    init(_ outputs: TableOutputs) { self.outputs = outputs }

    func merge(_ block: BlockResult) throws {
        summary.rows += block.rowCount
        summary.badRows += block.badRows
        filled += block.filled
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

    /// The summary of a run that stopped at a bad row: nothing of it stays.
    var stopped: ScoreTable.Summary {
        var summary = summary
        summary.projects = table.count
        summary.isStopped = true
        // The block may hold more; the first is what stopped it.
        summary.flaws = Array(summary.flaws.prefix(1))
        return summary
    }

    /// Adds execution from the budget table.
    func join(_ budgets: BudgetTable, _ path: String, _ join: BudgetJoin) throws {
        var budget = ScoreTable.Summary.Budget(path: path, badRows: budgets.badRows, flaws: budgets.flaws)
        budget.unused = try join(&table) { joined, table in
            if joined.row != nil { budget.joined += 1 }
            for finding in joined.findings {
                summary.counts[finding.code, default: 0] += 1
                if finding.severity == .error { summary.hasErrors = true }
            }
            try outputs.write(joined, table)
        }
        budget.joined += filled
        summary.budget = budget
    }

    /// Writes what belongs to the end.
    func end(_ scorers: [ColumnScorer]) throws -> ScoreTable.Summary {
        summary.projects = table.count
        try outputs.write(table, scorers, &summary)
        return summary
    }
}

import Batch
import BudgetModel
import Quantities
import Scoring
import Tables

/// The three tables that a run writes.
final class TableOutputs {
    private let scores: StreamedFile
    private let rows: StreamedFile?
    private let findings: StreamedFile?
    private let head: TableHead
    private let language: Language

    init(_ request: ScoreTable.Request, _ head: TableHead) throws(WriteProblem) {
        self.head = head
        language = request.language
        scores = try StreamedFile(request.output)
        rows = if let path = request.rows { try StreamedFile(path) } else { nil }
        findings = if let path = request.findings { try StreamedFile(path) } else { nil }
        try scores.row(["region_code", "unit_code", "project_code", "score", "grade"] + request.echo)
        try rows?.row(["region_code", "unit_code", "project_code", "line", "level1", "name", "weight", "score", "formula", "note"] + request.echo)
        try findings?.row(["region_code", "unit_code", "project_code", "line", "code", "severity", "expected", "found", "difference", "message"])
    }

    private func key(_ bytes: ArraySlice<UInt8>) -> [String] { TableText.key(bytes, head.encoding) }

    /// The rows and findings of a block.
    func write(_ block: BlockResult) throws(WriteProblem) {
        if rows != nil { for row in block.rows { try write(row, key(block.keys[block.runs[row.run].key])) } }
        if findings != nil { for finding in block.findings { try write(finding, finding.run < 0 ? ["", "", ""] : key(block.keys[block.runs[finding.run].key])) } }
    }

    /// What the budget table adds to a project.
    func write(_ joined: BudgetJoin.Joined, _ table: ProjectTable) throws(WriteProblem) {
        let key = key(table.key(joined.project))
        if var row = joined.row {
            row.echo = Array(table.echo(joined.project))
            try write(row, key)
        }
        for finding in joined.findings { try write(finding, key) }
    }

    private func write(_ row: ScoredRow, _ key: [String]) throws(WriteProblem) {
        try rows?.row(key + [row.line > 0 ? String(row.line) : "", row.level1, row.name, row.weight, row.score?.description ?? "", row.formula, row.note?(language) ?? ""], row.echo)
    }

    private func write(_ finding: BatchFinding, _ key: [String]) throws(WriteProblem) {
        try findings?.row(key + [String(finding.line), finding.code, finding.severity.rawValue, finding.expected, finding.found, finding.difference, finding.message(language)])
    }

    /// The scores of all projects, and what keeps some from having one.
    func write(_ table: ProjectTable, _ scorers: [ColumnScorer], _ summary: inout ScoreTable.Summary) throws(WriteProblem) {
        try ScoreChunk.forEach(table, scorers, head.encoding) { chunk throws(WriteProblem) in
            try scores.write(chunk.bytes)
            for (place, score) in chunk.special { try tell(score, of: place, table, scorers, &summary) }
        }
        try scores.finish()
        try rows?.finish()
        try findings?.finish()
    }

    /// Why a project has no score, or what was added to its rows and taken off.
    private func tell(_ score: ProjectScore, of place: Int, _ table: ProjectTable, _ scorers: [ColumnScorer], _ summary: inout ScoreTable.Summary) throws(WriteProblem) {
        let key = key(table.key(place))
        let line = table.states[place].firstLine
        if let open = score.open {
            summary.open += 1
            summary.counts[open.code, default: 0] += 1
            let framework = table.states[place].framework
            let message = summary.budget == nil || framework < 0 ? open.wording : open.wording(beside: scorers[Int(framework)].framework.execution.weight.value)
            return try write(BatchFinding(run: -1, line: line, code: open.code, severity: .error, expected: open.expected, found: open.found, message: message), key)
        }
        guard rows != nil else { return }
        for row in ScoredRow.adjustments(score, echo: table.echo(place)) { try write(row, key) }
    }
}

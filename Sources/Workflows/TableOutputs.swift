import Batch
import BudgetModel
import Quantities
import Scoring
import Tables

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The cores that this process may use.
enum ProcessorCount {
    static var active: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

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
        try scores.write("region_code,unit_code,project_code,score,grade\n")
        try rows?.write("region_code,unit_code,project_code,line,level1,name,weight,score,formula,note\n")
        try findings?.write("region_code,unit_code,project_code,line,code,severity,expected,found,difference,message\n")
    }

    private func key(_ bytes: ArraySlice<UInt8>) -> [String] { TableText.key(bytes, head.encoding) }

    /// The rows and findings of a block.
    func write(_ block: BlockResult) throws(WriteProblem) {
        if let rows {
            for row in block.rows {
                try rows.row(key(block.keys[block.runs[row.run].key]) + [String(row.line), row.level1, row.name, row.weight, row.score?.description ?? "", row.formula, row.note?(language) ?? ""])
            }
        }
        if let findings {
            for finding in block.findings {
                let key = finding.run < 0 ? ["", "", ""] : key(block.keys[block.runs[finding.run].key])
                try findings.row(key + [String(finding.line), finding.code, finding.severity.rawValue, finding.expected, finding.found, finding.difference, finding.message(language)])
            }
        }
    }

    /// The scores of all projects, and what keeps some from having one.
    func write(_ table: ProjectTable, _ scorers: [ColumnScorer], _ summary: inout ScoreTable.Summary) throws(WriteProblem) {
        var place = 0
        while place < table.count {
            // Nearly all of them: plain sums under plain keys.
            let end = min(table.count, place + 10_000)
            try scores.append { buffer in
                while place < end {
                    let state = table.states[place]
                    guard state.framework >= 0, case let scorer = scorers[Int(state.framework)], let units = state.plainScore(scorer), let grade = scorer.grade(ofUnits: units), table.append(key: place, to: &buffer) else { return }
                    StreamedFile.append(units, places: scorer.places, grade?.name ?? "", to: &buffer)
                    place += 1
                }
            }
            guard place < end else { continue }
            let state = table.states[place]
            defer { place += 1 }
            let score = state.score(state.framework >= 0 ? scorers[Int(state.framework)] : nil)
            let bytes = table.key(place)
            try writeKey(bytes, to: scores)
            try scores.write(",\(score.score?.description ?? ""),\(score.grade?.name ?? "")\n")
            guard let open = score.open else { continue }
            summary.open += 1
            summary.counts[open.code, default: 0] += 1
            try findings?.row(key(bytes) + [String(state.firstLine), open.code, Severity.error.rawValue, open.expected, open.found, "", open.wording(language)])
        }
        try scores.finish()
        try rows?.finish()
        try findings?.finish()
    }

    private func writeKey(_ bytes: ArraySlice<UInt8>, to file: StreamedFile) throws(WriteProblem) {
        for (place, field) in key(bytes).enumerated() {
            if place > 0 { try file.write(",") }
            try file.write(StreamedFile.quoted(field))
        }
    }
}

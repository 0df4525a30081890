package import Batch
package import BudgetModel
import Dispatch
import Frameworks
package import Quantities
import Scoring
import Synchronization
import Tables

/// Scores a table of indicator rows: every project by the same rules as a form.
package struct ScoreTable: Sendable {
    package struct Request: Sendable {
        /// `-` for standard input.
        package var path: String
        package var framework: String
        /// The day whose rules are in force.
        package var day: CalendarDay
        package var columns: [TableColumn: String] = [:]
        /// `-` for standard output.
        package var output: String = "-"
        package var rows: String?
        package var findings: String?
        /// Stops at the first row that cannot be scored.
        package var isStrict = false
        package var language: Language = .zh

        package init(path: String, framework: String, day: CalendarDay) {
            self.path = path
            self.framework = framework
            self.day = day
        }
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
    package func callAsFunction(_ request: Request) throws -> Summary {
        let scorer = ColumnScorer(try store.source(request.framework).framework(on: request.day))
        guard scorer.addsUp else {
            throw InputProblem(
                path: request.framework,
                sentence: Wording(
                    zh: "这套规则有总分封顶、扣减、尾差调整或按指标名称的计分标准，还不能用于明细表：请用 jixiao evaluate 逐份核算。",
                    en: "This framework has caps, deductions, a residue or scales by the name of an indicator, and cannot score tables yet: use jixiao evaluate form by form."))
        }
        let store = store, day = request.day
        let frameworks = FrameworkList(scorer) { name in (try? store.source(name).framework(on: day)).map { ColumnScorer($0) }.flatMap { $0.addsUp ? $0 : nil } }
        do {
            let input = try TableInput(request.path)
            let head = try TableHead(input)
            let columns = try ColumnMap(head.names, map: request.columns)
            let blocks = RecordBlocks(input, behind: head)
            let work = BlockScorer(columns, head: head, frameworks: frameworks, wishes: .init(rows: request.rows != nil, findings: request.findings != nil))
            let run = TableRun(blocks, try TableOutputs(request, head))
            try run.start(work, isStrict: request.isStrict)
            return try run.end(frameworks.all, isStrict: request.isStrict)
        } catch let error as TableError {
            throw InputProblem(path: request.path, sentence: error.sentence)
        } catch let error as ColumnMap.Refused {
            throw InputProblem(path: request.path, sentence: error.sentence)
        }
    }
}

/// Blocks scored on all cores, merged in their order.
private final class TableRun: @unchecked Sendable {
    /// Guards `blocks`, `failure` and `isStopped`.
    private let source = Mutex(())
    private let blocks: RecordBlocks
    private var failure: (any Error)?
    private var isStopped = false
    /// Guards all below.
    private let sink = Mutex(())
    private let outputs: TableOutputs
    private var waiting: [Int: BlockResult] = [:]
    private var next = 0
    private var table = ProjectTable()
    private var summary = ScoreTable.Summary()

    init(_ blocks: RecordBlocks, _ outputs: TableOutputs) {
        self.blocks = blocks
        self.outputs = outputs
    }

    func start(_ work: BlockScorer, isStrict: Bool) throws {
        DispatchQueue.concurrentPerform(iterations: max(1, activeCores())) { _ in
            while let block = self.take() {
                let result = work.score(block)
                self.sink.withLock { _ in
                    self.waiting[result.index] = result
                    while let ready = self.waiting.removeValue(forKey: self.next) {
                        self.next += 1
                        do { try self.merge(ready) } catch { self.stop(error) }
                        if isStrict, self.summary.badRows > 0 { self.stop(nil) }
                    }
                }
            }
        }
        if let failure { throw failure }
    }

    private func take() -> RecordBlock? {
        source.withLock { _ in
            guard !isStopped else { return nil }
            do { return try blocks.next() } catch {
                failure = failure ?? error
                isStopped = true
                return nil
            }
        }
    }

    private func stop(_ error: (any Error)?) {
        source.withLock { _ in
            isStopped = true
            failure = failure ?? error
        }
    }

    private func merge(_ block: BlockResult) throws {
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

    private func activeCores() -> Int { ProcessorCount.active }
}

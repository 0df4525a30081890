package import Batch
package import BudgetModel
import Frameworks
package import Quantities
package import Reports
import Scoring
import Tables

/// Rolls a table of indicator rows up: by region, department, level 1, framework.
package struct RollUpTable: Sendable {
    package struct Request: Sendable {
        /// `-` for standard input.
        package var path: String
        package var framework: String
        package var day: CalendarDay
        package var columns: [TableColumn: String] = [:]
        package var dimensions = RollupDimension.usual
        /// Asks for the indicators of each group made into one (rules.md 3.11); the table is then read twice.
        package var aggregate: Aggregation?

        package init(path: String, framework: String, day: CalendarDay) {
            self.path = path
            self.framework = framework
            self.day = day
        }
    }

    package struct Aggregation: Sendable {
        package var money = Aggregate.MoneyBase.budget
        package var relative = RelativeNames()
        /// Names of indicators; empty for all.
        package var only: Set<String> = []

        package init() {}
    }

    package struct Outcome: Sendable {
        package var rollup: Rollup
        package var aggregate: AggregateReport?
        package var frameworks: [Framework]
        package var rows: Int
        package var badRows: Int

        package var exitCode: ExitCode { badRows > 0 ? .data : rollup.whole.open > 0 ? .findings : .clean }
    }

    private let store: FrameworkStore

    package init(store: FrameworkStore) { self.store = store }

    /// - Throws: `InputProblem`, `FrameworkRefused`.
    package func callAsFunction(_ request: Request) throws -> Outcome {
        let main = try store.scorer(request.framework, on: request.day)
        let store = store, day = request.day
        let frameworks = FrameworkList(main) { try? store.scorer($0, on: day) }
        return try TableOpening.reading(request.path) {
            let table = try TableOpening(request.path, request.columns)
            let scorer = BlockScorer(table.columns, head: table.head, frameworks: frameworks, wishes: .init(details: true))
            let sums = Holder(ProjectSums())
            try BlockPipeline<BlockSums>(table.blocks) { sums.value.add($0); return true }.run { BlockSums(scorer.score($0)) }
            let encoding = table.head.encoding
            let rollup = Rollup(sums.value, by: request.dimensions, scorers: frameworks.all) { TableText.string($0, encoding) }
            let aggregate = try request.aggregate.map { try Self.aggregate(request, $0, sums.value, frameworks, scorer) }
            return Outcome(rollup: rollup, aggregate: aggregate, frameworks: frameworks.all.map(\.framework), rows: sums.value.rows, badRows: sums.value.badRows)
        }
    }

    /// Reads the table a second time, now that the money of each project is known.
    private static func aggregate(_ request: Request, _ wish: Aggregation, _ sums: ProjectSums, _ frameworks: FrameworkList, _ scorer: BlockScorer) throws -> AggregateReport {
        let table = try TableOpening(request.path, request.columns)
        let encoding = table.head.encoding
        let aggregate = Holder(Aggregate(sums, by: request.dimensions, scorers: frameworks.all, base: wish.money, relative: wish.relative, only: wish.only) { TableText.string($0, encoding) })
        try BlockPipeline<BlockRows>(table.blocks) { aggregate.value.add($0); return true }.run { BlockRows(scorer.score($0)) }
        guard aggregate.value.isSameTable else { throw TableError.changed }
        return AggregateReport(forms: aggregate.value.forms(), withoutScore: aggregate.value.withoutScore, withoutMoney: aggregate.value.withoutMoney)
    }
}

/// A value that a closure changes.
final class Holder<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
}

/// A table opened for reading.
struct TableOpening {
    let head: TableHead
    let columns: ColumnMap
    let blocks: RecordBlocks

    init(_ path: String, _ map: [TableColumn: String]) throws {
        let input = try TableInput(path)
        head = try TableHead(input)
        columns = try ColumnMap(head.names, map: map)
        blocks = RecordBlocks(input, behind: head)
    }

    /// Tells what is wrong with a table by its path.
    static func reading<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as TableError {
            throw InputProblem(path: path, sentence: error.sentence)
        } catch let error as ColumnMap.Refused {
            throw InputProblem(path: path, sentence: error.sentence)
        }
    }
}

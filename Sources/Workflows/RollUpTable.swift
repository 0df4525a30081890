package import Batch
package import BudgetModel
import Frameworks
import Quantities
package import Reports
import Scoring
import Tables

/// Rolls a table of indicator rows up: by region, department, level 1, framework.
package struct RollUpTable: Sendable {
    package struct Request: Sendable {
        package var dimensions = RollupDimension.usual
        /// Asks for the indicators of each group made into one (rules.md 3.11); the table is then read twice.
        package var aggregate: Aggregation?

        package init() {}
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
    package func callAsFunction(_ source: TableSource, _ request: Request) throws -> Outcome {
        let frameworks = try source.frameworks(store)
        return try TableOpening.reading(source.path) {
            let table = try TableOpening(source.path, source.columns)
            let scorer = BlockScorer(table.columns, head: table.head, frameworks: frameworks, wishes: .init(details: true))
            let sums = Holder(ProjectSums())
            try BlockPipeline<BlockSums>(table.blocks) { sums.value.add($0); return true }.run { BlockSums(scorer.score($0)) }
            let encoding = table.head.encoding
            let rollup = Rollup(sums.value, by: request.dimensions, scorers: frameworks.all) { TableText.string($0, encoding) }
            let aggregate = try request.aggregate.map { try Self.aggregate(source, request, $0, sums.value, frameworks, scorer) }
            return Outcome(rollup: rollup, aggregate: aggregate, frameworks: frameworks.all.map(\.framework), rows: sums.value.rows, badRows: sums.value.badRows)
        }
    }

    /// Reads the table a second time, now that the money of each project is known.
    private static func aggregate(_ source: TableSource, _ request: Request, _ wish: Aggregation, _ sums: ProjectSums, _ frameworks: FrameworkList, _ scorer: BlockScorer) throws -> AggregateReport {
        let table = try TableOpening(source.path, source.columns)
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

package import Batch
package import BudgetModel
import Frameworks
package import Quantities
import Scoring
import Tables

/// Scores a table under two frameworks in one pass and tells what differs.
package struct DiffTable: Sendable {
    package struct Request: Sendable {
        /// `-` for standard input.
        package var path: String
        package var from: String
        package var to: String
        package var dayFrom: CalendarDay
        package var dayTo: CalendarDay
        package var columns: [TableColumn: String] = [:]
        /// File for projects that change, `-` for standard output; nil for none.
        package var output: String?
        /// File for rows that change.
        package var rows: String?

        package init(path: String, from: String, to: String, dayFrom: CalendarDay, dayTo: CalendarDay) {
            self.path = path
            self.from = from
            self.to = to
            self.dayFrom = dayFrom
            self.dayTo = dayTo
        }
    }

    package struct Outcome: Sendable {
        package var effect: Effect
        package var from: Framework
        package var to: Framework
        package var clauses: [ClauseChange]
        /// The greatest changes, greatest first.
        package var greatest: [ProjectChange]
        package var rows: Int
        package var badRows: Int
        /// Whether the table names frameworks, which do not count here.
        package var namesFrameworks: Bool

        package var exitCode: ExitCode { badRows > 0 ? .data : .clean }
    }

    package static let shown = 50

    private let store: FrameworkStore

    package init(store: FrameworkStore) { self.store = store }

    /// - Throws: `InputProblem`, `FrameworkRefused`, `WriteProblem`.
    package func callAsFunction(_ request: Request) throws -> Outcome {
        let (source, target) = (try store.source(request.from), try store.source(request.to))
        let (before, after) = (try store.scorer(request.from, on: request.dayFrom), try store.scorer(request.to, on: request.dayTo))
        let (from, to) = (before.framework, after.framework)
        return try TableOpening.reading(request.path) {
            let table = try TableOpening(request.path, request.columns)
            let work = EffectScorer(table.columns, head: table.head, from: from, to: to)
            let encoding = table.head.encoding
            func key(_ bytes: ArraySlice<UInt8>) -> [String] { TableText.key(bytes, encoding) }
            let projects = try request.output.map { try StreamedFile($0) }
            let rows = try request.rows.map { try StreamedFile($0) }
            try projects?.write("region_code,unit_code,project_code,score_before,grade_before,score_after,grade_after,change,rows_changed,clauses\n")
            try rows?.write("region_code,unit_code,project_code,line,level1,name,weight,score_before,score_after,clauses\n")
            let sums = Holder(EffectSums())
            try BlockPipeline<BlockEffect>(table.blocks) { block in
                sums.value.add(block)
                guard let rows else { return true }
                for row in block.rows {
                    try rows.row(key(block.block.keys[block.block.runs[Int(row.run)].key]) + [String(row.line), row.level1, row.name, row.weight.description, row.before?.description ?? "", row.after?.description ?? "", Self.names(row.causes)])
                }
                return true
            }.run { work($0) }
            var greatest = GreatestChanges(room: Self.shown)
            let effect = try Effect(sums.value, from: before, to: after) { place, project in
                let change = project.change
                greatest.take(place, change)
                try projects?.row(
                    key(sums.value.table.key(place)) + [
                        project.before.score?.description ?? "", project.before.grade?.name ?? "", project.after.score?.description ?? "", project.after.grade?.name ?? "", change?.description ?? "", String(project.changedRows), project.clauses.joined(separator: " "),
                    ])
            }
            try projects?.finish()
            try rows?.finish()
            let shown = greatest.places.map { place in ProjectChange(key: key(sums.value.table.key(place)), project: sums.value.project(place, before, after)) }
            return Outcome(
                effect: effect, from: from, to: to, clauses: ClauseChange.all(source.values(on: from.day), target.values(on: to.day), effect, RuleKey.differing(from, to)), greatest: shown, rows: sums.value.rows, badRows: sums.value.badRows, namesFrameworks: table.columns.place(.framework) != nil)
        }
    }

    /// Clauses by their paths, as files have them.
    static func names(_ causes: RuleKeys) -> String { causes.keys.map(\.rawValue).joined(separator: " ") }
}

/// The projects with the greatest changes, in little room.
private struct GreatestChanges {
    let room: Int
    private var list: [(place: Int, change: ExactDecimal)] = []

    init(room: Int) { self.room = room }

    var places: [Int] { list.map(\.place) }

    mutating func take(_ place: Int, _ change: ExactDecimal?) {
        guard let size = try? change?.magnitude else { return }
        if list.count == room, let last = list.last, last.change >= size { return }
        // Equal changes stay in the order of the table.
        let index = list.firstIndex { $0.change < size } ?? list.count
        list.insert((place, size), at: index)
        if list.count > room { list.removeLast() }
    }
}

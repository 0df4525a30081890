import BudgetModel
package import JSONText
package import Office
package import Quantities
package import Storage

/// Where a year stands for all that somebody may see: stages, totals, money and indicators.
package struct RegionRollup: Hashable, Sendable {
    /// Totals of a stage, exact; those without one are not counted.
    package struct Totals: Hashable, Sendable {
        package var count = 0
        package var sum = ExactDecimal.zero
        package var lowest: ExactDecimal?
        package var highest: ExactDecimal?

        /// Rounded half up to two decimals.
        package var mean: ExactDecimal? { count > 0 ? try? Ratio(sum, over: ExactDecimal(count)).rounded(to: 2, .halfUp) : nil }

        /// - Parameter times: how many have this total.
        fileprivate mutating func add(_ total: ExactDecimal, times: Int) throws(QuantityError) {
            count += times
            sum = try sum + total * ExactDecimal(times)
            lowest = lowest.map { min($0, total) } ?? total
            highest = highest.map { max($0, total) } ?? total
        }
    }

    package struct Fund: Hashable, Sendable {
        /// The unit at the top of the branch.
        package var department: Identifier<UnitRecord>
        package var name: String
        /// Of programmes, or of units as a whole, in which that of their programmes stands once more.
        package var object: ObjectKind
        package var source: String
        package var initial = Money.zero
        package var adjustment = Money.zero
        package var executed = Money.zero

        package var adjusted: Money { (try? initial + adjustment) ?? initial }
    }

    package struct Level: Hashable, Sendable {
        package var level1: String
        package var indicators: Int
        package var met: Int
        package var weight: ExactDecimal
        package var computed: ExactDecimal
        package var stated: ExactDecimal
    }

    package var year: Int
    package var stage: StageKind
    package var states: [StageState: Int] = [:]
    /// By the name of the grade.
    package var grades: [String: Int] = [:]
    package var totals = Totals()
    /// By department, then object and source.
    package var money: [Fund] = []
    package var levels: [Level] = []
}

extension Desk {
    /// Sums of a year within reach, made in the database.
    ///
    /// Of monitoring every round counts. Totals, grades and indicators are of what was handed in and not sent back.
    package func rollup(year: Int, stage: StageKind, by caller: Caller) async throws -> RegionRollup {
        let paths = caller.readPaths(workflow), region = caller.region
        guard !paths.isEmpty else { throw Declined(Refusal.noRole(.read, workflow.roles(for: .read))) }
        return try await database.read { connection in
            var rollup = RegionRollup(year: year, stage: stage)
            do {
                try Self.addStages(&rollup, paths, region, connection)
                try Self.addMoney(&rollup, paths, region, connection)
                try Self.addIndicators(&rollup, paths, region, connection)
            } catch is QuantityError { throw Declined.overflow }
            return rollup
        }
    }

    private static func addStages(_ rollup: inout RegionRollup, _ paths: [String], _ region: RegionCode, _ connection: any SQLConnection) throws {
        let below = below(paths, region, column: "c.unit_id")
        // Equal totals come together, so that few of them are added up here.
        let groups = try connection.rows(
            """
            SELECT s.state, s.grade, s.total, COUNT(*) FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id
            WHERE c.region_code = ? AND c.year = ? AND s.kind = ? AND \(below.sql) GROUP BY s.state, s.grade, s.total
            """, [region.sql, rollup.year.sql, rollup.stage.sql] + below.values
        ) { (row) throws(StorageError) in (state: try row.value() as StageState, grade: try row.optionalText(), total: try row.optionalText(), count: Int(try row.integer())) }
        for group in groups {
            rollup.states[group.state, default: 0] += group.count
            // Drafts are counted, but their points are the unit's own until they are handed in.
            guard !StageState.open.contains(group.state) else { continue }
            if let grade = group.grade { rollup.grades[grade, default: 0] += group.count }
            if let total = group.total.flatMap({ try? ExactDecimal(parsing: $0) }) { try rollup.totals.add(total, times: group.count) }
        }
    }

    private static func addMoney(_ rollup: inout RegionRollup, _ paths: [String], _ region: RegionCode, _ connection: any SQLConnection) throws {
        let below = below(paths, region)
        let sums = try connection.rows(
            """
            SELECT unit_id, CASE WHEN programme_id IS NULL THEN 'department' ELSE 'project' END AS object, source, kind, CAST(SUM(amount_fen) AS BIGINT) FROM budget_entry
            WHERE region_code = ? AND year = ? AND kind <> 'received' AND \(below.sql) GROUP BY unit_id, CASE WHEN programme_id IS NULL THEN 'department' ELSE 'project' END, source, kind
            """, [region.sql, rollup.year.sql] + below.values
        ) { (row) throws(StorageError) in (unit: try row.text(), object: try row.value() as ObjectKind, source: try row.text(), kind: try row.value() as BudgetEntryKind, amount: try row.value() as Money) }
        guard !sums.isEmpty else { return }
        let units = try connection.all(UnitRecord.self, in: region)
        let paths = Dictionary(units.map { ($0.id.text, $0.path) }) { first, _ in first }
        let byID = Dictionary(units.map { ($0.id.text, $0) }) { first, _ in first }
        struct Key: Hashable { var department: String, object: ObjectKind, source: String }
        var lines: [Key: RegionRollup.Fund] = [:]
        for sum in sums {
            guard let top = paths[sum.unit]?.split(separator: "/").first, let department = byID[String(top)] else { continue }
            let key = Key(department: department.id.text, object: sum.object, source: sum.source)
            var line = lines[key] ?? RegionRollup.Fund(department: department.id, name: department.name, object: sum.object, source: sum.source)
            switch sum.kind {
            case .initial: line.initial = try line.initial + sum.amount
            case .adjustment: line.adjustment = try line.adjustment + sum.amount
            case .executed: line.executed = try line.executed + sum.amount
            case .received: break
            }
            lines[key] = line
        }
        rollup.money = lines.values.sorted { ($0.name, $0.department.text, $0.object.rawValue, $0.source) < ($1.name, $1.department.text, $1.object.rawValue, $1.source) }
    }

    private static func addIndicators(_ rollup: inout RegionRollup, _ paths: [String], _ region: RegionCode, _ connection: any SQLConnection) throws {
        let below = below(paths, region)
        rollup.levels = try connection.rows(
            """
            SELECT level1, COUNT(*), CAST(COALESCE(SUM(is_met), 0) AS BIGINT), CAST(COALESCE(SUM(weight_micro), 0) AS BIGINT), CAST(COALESCE(SUM(score_micro), 0) AS BIGINT),
            CAST(COALESCE(SUM(stated_micro), 0) AS BIGINT)
            FROM indicator WHERE region_code = ? AND year = ? AND stage = ? AND \(below.sql) GROUP BY level1 ORDER BY level1
            """, [region.sql, rollup.year.sql, rollup.stage.sql] + below.values
        ) { (row) throws(StorageError) in
            RegionRollup.Level(
                level1: try row.text(), indicators: Int(try row.integer()), met: Int(try row.integer()), weight: ExactDecimal(micro: try row.integer()), computed: ExactDecimal(micro: try row.integer()),
                stated: ExactDecimal(micro: try row.integer()))
        }
    }
}

extension ExactDecimal {
    /// Millionths.
    init(micro: Int64) { self = ExactDecimal(significand: Int128(micro), scale: 6).trimmed }
}

extension RegionRollup {
    package var json: JSONValue {
        .object([
            "year": .integer(year), "stage": .string(stage.rawValue),
            "states": .array(StageState.allCases.compactMap { state in states[state].map { .object(["state": .string(state.rawValue), "count": .integer($0)]) } }),
            "grades": .array(Grade.allCases.compactMap { grade in grades[grade.name].map { .object(["grade": .string(grade.name), "count": .integer($0)]) } }),
            "totals": .object(["count": .integer(totals.count), "mean": .decimal(totals.mean), "lowest": .decimal(totals.lowest), "highest": .decimal(totals.highest)]),
            "money": .array(money.map { line in
                .object([
                    "department": .string(line.department.text), "name": .string(line.name), "object": .string(line.object.rawValue), "source": .string(line.source), "initial": .money(line.initial), "adjusted": .money(line.adjusted),
                    "executed": .money(line.executed),
                ])
            }),
            "levels": .array(levels.map { level in
                .object([
                    "level1": .string(level.level1), "indicators": .integer(level.indicators), "met": .integer(level.met), "weight": .decimal(level.weight), "computed": .decimal(level.computed),
                    "stated": .decimal(level.stated),
                ])
            }),
        ])
    }
}

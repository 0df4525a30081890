import GRDB

/// What SQLite's planner believes of the tables, so that its plans do not hang on what happened to be stored when somebody last counted.
///
/// Without statistics it takes the first column of every key for a narrow one. Ours is the region, which nearly all rows of a file share: asked for the findings of
/// one stage in the order of their key, it would walk through those of the whole region. The numbers describe a large office; in a small one
/// every plan is fast.
enum PlannerStatistics {
    private static let small: Set<String> = [
        "region", "unit", "unit_period", "unit_change", "person", "role_grant", "delegation", "api_token", "stage_window", "window_exception", "sample", "published_head", "schema_migration", "chain", "rule_choice",
    ]
    private static let fewValues: Set<String> = ["kind", "stage", "state", "level1", "level2", "layer", "content", "object", "source"]

    /// Writes them where they are others, also those of somebody's own `ANALYZE`. They are no necessity: a file that cannot be written is used as it is.
    static func keep(_ database: GRDB.Database) throws {
        guard !database.isInsideTransaction, try database.tableExists("schema_migration") else { return }
        let wanted = try self.wanted(database)
        if try hasTable(database) {
            guard try present(database) != wanted else { return }
        } else {
            // Only this makes the table.
            try database.execute(sql: "ANALYZE schema_migration")
        }
        try database.inTransaction(.immediate) {
            try database.execute(sql: "DELETE FROM sqlite_stat1")
            for line in wanted { try database.execute(sql: "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", arguments: [line.table, line.index, line.counts]) }
            return .commit
        }
        // Statements of this connection that were prepared before are prepared again.
        try database.execute(sql: "ANALYZE sqlite_schema")
    }

    private struct Line: Hashable { var table, index, counts: String }

    private static func hasTable(_ database: GRDB.Database) throws -> Bool { try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_stat1'") == 1 }

    private static func present(_ database: GRDB.Database) throws -> Set<Line> {
        Set(try Row.fetchAll(database, sql: "SELECT tbl, idx, stat FROM sqlite_stat1").map { Line(table: $0[0] ?? "", index: $0[1] ?? "", counts: $0[2] ?? "") })
    }

    private static func wanted(_ database: GRDB.Database) throws -> Set<Line> {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT m.tbl_name, m.name, l."unique", i.name FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name JOIN pragma_index_info(m.name) i
                WHERE m.type = 'index' ORDER BY m.name, i.seqno
                """)
        let indexes = Dictionary(grouping: rows) { row -> String in row[1] }
        return Set(indexes.values.map { rows in Line(table: rows[0][0], index: rows[0][1], counts: counts(rows[0][0], rows.map { $0[3] }, isUnique: rows[0][2])) })
    }

    /// `1000000 1000000 20 1`: how many rows there are, then how many share the first column, the first two, and so on.
    private static func counts(_ table: String, _ columns: [String], isUnique: Bool) -> String {
        var count = small.contains(table) ? 1_000 : 1_000_000
        var counts = [count]
        for (place, column) in columns.enumerated() {
            switch column {
            case "region_code": break
            case "id", "seq": count = 1
            case "year": count /= 5
            case "unit_id": count /= 250
            case let column where fewValues.contains(column): count /= 4
            default: count /= 50_000
            }
            count = isUnique && place == columns.count - 1 ? 1 : max(1, count)
            counts.append(count)
        }
        return counts.map(String.init).joined(separator: " ")
    }
}

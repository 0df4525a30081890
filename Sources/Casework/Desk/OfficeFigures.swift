package import Office
import Quantities
import Storage

/// How much there is and how it stands, for those who watch the server: counts only, never a name of a person or unit.
package struct OfficeFigures: Hashable, Sendable {
    package struct Stages: Hashable, Sendable {
        package var kind: StageKind
        package var state: StageState
        package var count: Int64
    }

    package var regions: Int64
    package var cases: Int64
    package var stages: [Stages]
    /// Links of all chains.
    package var links: Int64
    /// Sessions that have not ended.
    package var sessions: Int64
}

extension Desk {
    package func figures() async throws -> OfficeFigures {
        let now = now
        return try await database.read { connection in
            func count(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) -> Int64 { try connection.row(sql, values) { (row) throws(StorageError) in try row.optionalInteger() ?? 0 } ?? 0 }
            let stages = try connection.rows("SELECT kind, state, COUNT(*) FROM stage GROUP BY kind, state ORDER BY kind, state") { (row) throws(StorageError) in
                OfficeFigures.Stages(kind: try row.value(), state: try row.value(), count: try row.integer())
            }
            return OfficeFigures(
                regions: try count("SELECT COUNT(*) FROM region"), cases: try count("SELECT COUNT(*) FROM casefile"), stages: stages,
                links: try count("SELECT CAST(SUM(seq) AS BIGINT) FROM chain"),
                sessions: try count("SELECT COUNT(*) FROM login_session WHERE expires_at > ? AND seen_at > ?", [now.sql, now.adding(seconds: -Self.idleSeconds).sql]))
        }
    }
}

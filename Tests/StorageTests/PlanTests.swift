import Foundation
import Quantities
import Storage
import StorageSQLite
import Testing

/// How the embedded engine finds what is asked for most, whatever is stored: by the part of an index that is meant, never through a whole region.
@Suite struct PlanTests {
    private static let expected: [(query: String, index: String)] = [
        ("SELECT * FROM stage WHERE region_code = ? AND case_id = ? ORDER BY id", "stage_case (region_code=? AND case_id=?)"),
        ("SELECT * FROM finding WHERE region_code = ? AND stage_id = ? ORDER BY revision_id, ordinal", "finding_stage (region_code=? AND stage_id=?)"),
        ("SELECT * FROM remark WHERE region_code = ? AND stage_id = ? ORDER BY id", "remark_place (region_code=? AND stage_id=?)"),
        ("SELECT * FROM evidence WHERE region_code = ? AND case_id = ? ORDER BY id", "evidence_case (region_code=? AND case_id=?)"),
        ("SELECT * FROM evidence WHERE region_code = ? AND digest = ? ORDER BY id", "evidence_digest (region_code=? AND digest=?)"),
        ("SELECT * FROM role_grant WHERE region_code = ? AND person_id = ? ORDER BY id", "role_grant_person (region_code=? AND person_id=?)"),
        ("SELECT * FROM programme WHERE region_code = ? AND code = ? AND code <> ''", "programme_code (region_code=? AND code=?)"),
        ("SELECT * FROM casefile WHERE region_code = ? AND unit_id = ? AND year = ? ORDER BY id LIMIT 51", "casefile_unit (region_code=? AND unit_id=? AND year=?)"),
        ("SELECT * FROM casefile WHERE region_code = ? AND unit_id = ? AND id > ? ORDER BY id LIMIT 51", "casefile_unit (region_code=? AND unit_id=?)"),
        (
            "SELECT * FROM revision WHERE region_code = ? AND stage_id = ? AND content = ? ORDER BY number DESC LIMIT 1",
            "revision_content (region_code=? AND stage_id=? AND content=?)"
        ),
        ("SELECT * FROM casefile WHERE region_code = ? AND year = ? ORDER BY id LIMIT 51", "casefile_year (region_code=? AND year=?)"),
        ("SELECT level1, SUM(score_micro) FROM indicator WHERE region_code = ? AND year = ? AND stage = ? GROUP BY level1", "COVERING INDEX indicator_year (region_code=? AND year=? AND stage=?)"),
    ]

    @Test func `the narrow part of an index is taken, also in a file that is still empty`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "office.sqlite").path
            var database = try SQLiteDatabase(path: path, creates: true)
            _ = try await database.migrateSchema(now: Instant(milliseconds: 1))
            for attempt in 1...2 {
                for (query, index) in Self.expected {
                    let count = query.count { $0 == "?" }
                    let plan = try await database.read { connection in
                        try connection.rows("EXPLAIN QUERY PLAN " + query, Array(repeating: .text("x"), count: count)) { (row) throws(StorageError) in
                            _ = (try row.integer(), try row.integer(), try row.integer())
                            return try row.text()
                        }
                    }
                    #expect(plan.contains { $0.hasSuffix(index) }, "\(attempt): \(query): \(plan)")
                }
                // What somebody counted himself is of one day, and is put right when the file is opened again.
                try await database.write(in: "1") { try $0.run("DELETE FROM sqlite_stat1") }
                await database.close()
                database = try SQLiteDatabase(path: path, creates: false)
                try await database.requireSchema()
            }
            await database.close()
        }
    }
}

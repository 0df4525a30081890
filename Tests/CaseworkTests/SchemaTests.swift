import Casework
import Foundation
import Office
import Quantities
import Storage
import Testing

@Suite struct SchemaTests {
    private static let region = OfficeFixture.region, now = Instant(iso: "2024-01-10T02:00:00Z")!

    @Test(arguments: Engine.allCases) func `accounts and delegations of an older schema are read as they were`(_ engine: Engine) async throws {
        try await OfficeFixture.withEmpty(engine) { database, _ in
            let ids = IdentifierSource(now: { Self.now }), one = ids.next(PersonRecord.self), other = ids.next(PersonRecord.self), delegation = ids.next(DelegationRecord.self)
            _ = try await database.migrate { connection in
                _ = try Schema.migrate(on: connection, now: Self.now, upTo: 3)
                for id in [one, other] {
                    try connection.run(
                        "INSERT INTO person (region_code, id, version, login, name, password, is_open, made_at) VALUES (?, ?, 1, ?, ?, ?, 1, ?)",
                        [Self.region.sql, id.sql, id.sql, "李", "", Self.now.sql])
                }
                try connection.run(
                    "INSERT INTO delegation (region_code, id, version, from_id, to_id, from_day, to_day, reason) VALUES (?, ?, 1, ?, ?, '2024-01-01', '2024-02-01', '出差')",
                    [Self.region.sql, delegation.sql, one.sql, other.sql])
            }
            #expect(try await database.schemaState() == .older(3))
            #expect(try await database.migrateSchema(now: Self.now).map(\.number) == [4, 5, 6])
            let (person, found) = try await database.read { (try $0.find(one, in: Self.region), try $0.find(delegation, in: Self.region)) }
            #expect(person?.passwordGivenAt == nil && found?.roles == nil)
            // The digest in the chain is that of before.
            #expect(person?.recordDigest == PersonRecord(region: Self.region, id: one, login: one.text, name: "李", password: "", isOpen: true, madeAt: Self.now).recordDigest)
        }
    }

    /// The same office as an older program would have left it: filled on each earlier step with the columns of that step.
    @Test(arguments: Engine.allCases) func `an office of any earlier step is brought up to date, and its chain holds`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), files = office.desk.files
            _ = try await walk.approveSelfEvaluation()
            let newest = Schema.migrations.count
            for step in 1..<newest {
                let shapes = Schema.tables(upTo: step).filter { $0.name != "schema_migration" }
                let rows = try await office.desk.database.read { connection in
                    try shapes.map { shape in
                        try connection.rows("SELECT \(shape.columns.joined(separator: ", ")) FROM \(shape.name)") { (row) throws(StorageError) in row.rest() }
                    }
                }
                #expect(rows.joined().count > 60)
                try await OfficeFixture.withEmpty(engine) { database, _ in
                    _ = try await database.migrate { connection in
                        _ = try Schema.migrate(on: connection, now: Self.now, upTo: step)
                        for (shape, rows) in zip(shapes, rows) {
                            for row in rows { try connection.run("INSERT INTO \(shape.name) (\(shape.columns.joined(separator: ", "))) VALUES (\(row.map { _ in "?" }.joined(separator: ", ")))", row) }
                        }
                    }
                    #expect(try await database.schemaState() == .older(step))
                    #expect(try await database.migrateSchema(now: Self.now).map(\.number) == Array((step + 1)...newest))
                    #expect(try await database.schemaState() == .current(newest))
                    #expect(try await VerifyDatabase.run(database, files: files).breaks == [], "step \(step)")
                    let counts = try await DatabaseCounts.read(database), before = try await DatabaseCounts.read(office.desk.database)
                    #expect(counts == before)
                }
            }
        }
    }

    @Test func `backups hold every column that a record has`() {
        for type in ChainCheck.audited {
            let shape = Schema.tables.first { $0.name == type.table.name }
            #expect(Set(type.table.columns) == Set(shape?.columns ?? []), "\(type.table.name)")
        }
    }
}

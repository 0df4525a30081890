import Casework
import Foundation
import JSONText
import Office
import Quantities
import Storage
import Testing

@Suite struct ChainTests {
    /// A column's value with one character or digit changed.
    private static func changed(_ value: SQLValue) -> SQLValue? {
        switch value {
        case .null: return nil
        case .integer(let number): return .integer(number &+ 1_000_003)
        case .text(let text):
            guard let last = text.unicodeScalars.last else { return .text("x") }
            var scalars = text.unicodeScalars
            scalars.removeLast()
            scalars.append(last == "x" ? "y" : "x")
            return .text(String(scalars))
        }
    }

    @Test(arguments: Engine.allCases) func `one changed character of an event, a revision, a stage or a file is named`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let (_, unit, view) = try await office.opened()
            let editor = try await office.person("editor", .unitEditor, on: unit.id)
            let stage = view.stages[0]
            _ = try await office.desk.saveForm(.json(CycleTests.goalForm()), in: stage.id, version: stage.version, by: editor)
            _ = try await office.desk.saveForm(.json(CycleTests.goalForm("96")), in: stage.id, version: stage.version + 1, by: editor)
            let paper = try await office.desk.attach(EvidenceDraft(fileName: "验收.txt", bytes: Array("验收合格，2024年12月".utf8), kind: .acceptance), to: view.record.id, by: editor)
            let database = office.desk.database, files = office.desk.files
            #expect(try await VerifyDatabase.run(database, files: files).breaks == [])
            var tried = 0
            for table in Schema.tables where ["event", "revision", "stage", "evidence", "role_grant"].contains(table.name) {
                let keys = table.key.map { "\($0) = ?" }.joined(separator: " AND ")
                let rows = try await database.read { connection in
                    try connection.rows("SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))") { (row) throws(StorageError) in row.rest() }
                }
                // The key tells which row it is; what it points to is held by the database itself.
                let pointers: Set = ["case_id", "stage_id", "unit_id", "person_id"]
                for row in [rows[0], rows[rows.count / 2], rows[rows.count - 1]] {
                    for (index, column) in table.columns.enumerated() where !table.key.contains(column) && !(pointers.contains(column) && table.name != "event") {
                        guard let other = Self.changed(row[index]) else { continue }
                        let key = table.key.map { name in row[table.columns.firstIndex(of: name)!] }
                        _ = try await database.write(in: "370199") { try $0.run("UPDATE \(table.name) SET \(column) = ? WHERE \(keys)", [other] + key) }
                        let breaks = try await VerifyDatabase.run(database, files: files).breaks
                        let named = breaks.contains { broken in
                            table.name == "event" ? broken.seq.map { SQLValue.integer($0) } == row[1] : broken.subject?.hasPrefix(table.name + "/") ?? false
                        }
                        #expect(named, "\(table.name).\(column): \(breaks)")
                        _ = try await database.write(in: "370199") { try $0.run("UPDATE \(table.name) SET \(column) = ? WHERE \(keys)", [row[index]] + key) }
                        tried += 1
                    }
                }
            }
            #expect(tried > 60)
            #expect(try await VerifyDatabase.run(database, files: files).breaks == [])

            let place = files.place(of: paper.record.digest)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: place))
            bytes[3] ^= 1
            try bytes.write(to: URL(fileURLWithPath: place))
            #expect(try await VerifyDatabase.run(database, files: files).breaks.map(\.kind) == [.fileChanged])
            try FileManager.default.removeItem(atPath: place)
            #expect(try await VerifyDatabase.run(database, files: files).breaks.map(\.kind) == [.fileMissing])
        }
    }

    @Test(arguments: Engine.allCases) func `links and records that are removed or slipped in are named`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            _ = try await office.opened()
            let database = office.desk.database, files = office.desk.files
            let heads = try await VerifyDatabase.run(database, files: files).heads.map { KeptHead(region: $0.region, seq: $0.seq, digest: $0.digest) }
            let last = heads[0].seq
            func kinds(_ statements: [String], heads: [KeptHead] = []) async throws -> Set<String> {
                _ = try await database.write(in: "370199") { connection in for statement in statements { try connection.run(statement) } }
                return Set(try await VerifyDatabase.run(database, files: files, heads: heads).breaks.map { String(describing: $0.kind) })
            }
            // A record that came in by another door.
            #expect(try await kinds(["INSERT INTO stage_window (region_code, id, version, stage, year, opens_at, closes_at, note) VALUES ('370199', 'w', 1, 'goal', 2024, 0, 1, '')"]) == ["recordUnknown"])
            #expect(try await kinds(["DELETE FROM stage_window"]) == [])
            // The end of the chain cut off, with the head put back: only a published head tells.
            let cut = ["DELETE FROM event WHERE seq = \(last)", "UPDATE chain SET seq = \(last - 1), digest = (SELECT digest FROM event WHERE seq = \(last - 1))"]
            #expect(try await kinds(cut, heads: heads).contains("publishedHeadMissing"))
            #expect(try await kinds(["UPDATE event SET seq = seq + 100 WHERE seq = 2"]).contains("eventChanged"))
        }
    }

    @Test(arguments: Engine.allCases) func `a backup comes back into the other engine and verifies`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let (_, unit, view) = try await office.opened()
            let editor = try await office.person("editor", .unitEditor, on: unit.id)
            _ = try await office.desk.saveForm(.json(CycleTests.goalForm()), in: view.stages[0].id, version: view.stages[0].version, by: editor)
            _ = try await office.desk.attach(EvidenceDraft(fileName: "验收.txt", bytes: Array("验收合格".utf8), kind: .acceptance), to: view.record.id, by: editor)
            let folder = office.folder.appending(path: "backup").path
            try await Backup.write(office.desk.database, files: office.desk.files, to: folder, engine: "test", at: office.clock.now)
            await #expect(throws: BackupRefused.self) { try await Backup.write(office.desk.database, files: office.desk.files, to: folder, engine: "test", at: office.clock.now) }
            try await OfficeFixture.withEmpty(engine == .sqlite ? .postgres : .sqlite) { other, files in
                let result = try await Restore.read(folder, into: other, files: files, now: office.clock.now)
                #expect(result.report.breaks == [])
                #expect(result.files == 1)
                await #expect(throws: BackupRefused.self) { try await Restore.read(folder, into: other, files: files, now: office.clock.now) }
                let counts = try await DatabaseCounts.read(other), before = try await DatabaseCounts.read(office.desk.database)
                #expect(counts == before)
            }
            // A backup with a changed byte is refused whole.
            let data = URL(fileURLWithPath: folder + "/data.jsonl")
            var bytes = try Data(contentsOf: data)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: data)
            try await OfficeFixture.withEmpty(.sqlite) { other, files in
                await #expect(throws: BackupRefused.self) { try await Restore.read(folder, into: other, files: files, now: office.clock.now) }
                let state = try await other.schemaState()
                #expect(state == .empty)
            }
        }
    }
}

import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct `A database in a file` {
    @Test func `has a log, is put on the disk with every commit, keeps foreign keys and belongs to its owner`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "office.sqlite").path
            let database = try SQLiteDatabase(path: path, creates: true)
            let settings = try await database.write(in: "1") { connection in
                try ["journal_mode", "synchronous", "foreign_keys"].map { name in
                    try connection.row("PRAGMA \(name)") { (row) throws(StorageError) in name == "journal_mode" ? try row.text() : String(try row.integer()) }
                }
            }
            #expect(settings == ["wal", "2", "1"])
            for name in [path, path + "-wal", path + "-shm"] {
                #expect(try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int == 0o600, "\(name)")
            }
            await database.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["office.sqlite"])
        }
    }

    @Test func `is not made unless told`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "none.sqlite").path
            #expect(throws: StorageError.missing(path)) { try SQLiteDatabase(path: path, creates: false) }
            #expect(throws: StorageError.missing(path + "/none")) { try SQLiteDatabase(path: path + "/none", creates: false) }
            #expect(!FileManager.default.fileExists(atPath: path))
            await expectFailure("cannotWrite") { _ = try SQLiteDatabase(path: path + "/none", creates: true) }
            // A folder nobody can write to, whoever runs the tests.
            await expectFailure("cannotWrite") { _ = try SQLiteDatabase(path: "/sys/jixiao.sqlite", creates: true) }
            await expectFailure("unreachable") { _ = try SQLiteDatabase(path: folder.path, creates: true) }
        }
    }

    @Test func `a file that is no database is told, and not touched`() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "绩效自评表.xlsx"), bytes = Data(repeating: 7, count: 20_000)
            try bytes.write(to: file)
            await expectFailure("damaged") { _ = try SQLiteDatabase(path: file.path, creates: true) }
            #expect(try Data(contentsOf: file) == bytes)
        }
    }

    @Test func `a page that was overwritten is found`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "office.sqlite").path
            var database = try SQLiteDatabase(path: path, creates: true)
            try await database.write(in: "1") { connection in
                try connection.run(things)
                for number in Int64(0)..<2_000 { try connection.run("INSERT INTO thing VALUES (?, ?)", [.integer(number), "预算执行"]) }
            }
            #expect(try await database.check() == [])
            await database.close()
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.seek(toOffset: 4096 * 5)
            try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
            try file.close()
            database = try SQLiteDatabase(path: path, creates: false)
            #expect(try await !database.check().isEmpty)
            await expectFailure("damaged") { _ = try await database.count("SELECT sum(number) FROM thing WHERE name > ''") }
            await database.close()
        }
    }

    @Test func `a row that points nowhere is found`() async throws {
        try await withDatabase(.sqlite, [things, "CREATE TABLE part (number BIGINT NOT NULL REFERENCES thing (number))"]) { database in
            try await database.migrate { connection in
                try connection.run("PRAGMA foreign_keys = OFF")
                try connection.run("INSERT INTO part VALUES (7)")
                try connection.run("PRAGMA foreign_keys = ON")
            }
            let sentences = try await (database as? SQLiteDatabase)?.check()
            #expect(sentences == ["row 1 of part points to a row of thing that is not there"])
        }
    }

    @Test func `a full disk ends the transaction, also for a body that goes on`() async throws {
        try await withDatabase(.sqlite, [things]) { database in
            try await database.add(1)
            try await database.migrate { try $0.run("PRAGMA max_page_count = 20") }
            await expectFailure("cannotWrite") {
                try await database.write(in: "1") { connection in
                    try connection.run("INSERT INTO thing VALUES (2, 'b')")
                    do { try connection.run("INSERT INTO thing VALUES (3, ?)", [.text(String(repeating: "满", count: 100_000))]) } catch {}
                    // Alone it would be kept: SQLite has rolled back by itself.
                    do { try connection.run("INSERT INTO thing VALUES (4, 'd')") } catch {}
                }
            }
            #expect(try await database.count() == 1)
            try await database.add(5)
            #expect(try await database.count() == 2)
        }
    }

    @Test func `another process that writes is waited for, and not for ever`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "office.sqlite").path
            let patient = try SQLiteDatabase(path: path, creates: true), hasty = try SQLiteDatabase(path: path, creates: false, busyMilliseconds: 50)
            try await patient.migrate { try $0.run(things) }
            let begun = Moment(), end = Moment()
            let writing = Task { try await patient.write(in: "1") { connection in
                begun.come()
                try end.block()
                try connection.run("INSERT INTO thing VALUES (1, 'a')")
            } }
            try await begun.wait()
            await expectFailure("conflict") { try await hasty.add(2) }
            #expect(try await hasty.count() == 0)
            let waiting = Task { try await SQLiteDatabase(path: path, creates: false).add(3) }
            try await Task.sleep(for: .milliseconds(100))
            end.come()
            try await writing.value
            try await waiting.value
            #expect(try await hasty.count() == 2)
            await patient.close()
            await hasty.close()
        }
    }

    @Test func `the log comes into the file while it is open`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "office.sqlite").path, database = try SQLiteDatabase(path: path, creates: true)
            try await database.migrate { try $0.run(things) }
            let text = String(repeating: "水", count: 10_000)
            for number in 0..<400 { _ = try await database.write(in: "1") { try $0.run("INSERT INTO thing VALUES (?, ?)", [.integer(Int64(number)), .text(text)]) } }
            let size: (String) throws -> Int = { name in try #require(FileManager.default.attributesOfItem(atPath: name)[.size] as? Int) }
            // Twelve megabytes were written; within a moment most of them are in the file itself.
            for _ in 0..<100 where try size(path) < 8_000_000 { try await Task.sleep(for: .milliseconds(50)) }
            #expect(try size(path) >= 8_000_000)
            // And the log begins again instead of growing.
            for number in 400..<2_000 { _ = try await database.write(in: "1") { try $0.run("INSERT INTO thing VALUES (?, ?)", [.integer(Int64(number)), .text(text)]) } }
            #expect(try size(path + "-wal") < 40_000_000)
            await database.close()
        }
    }

    @Test func `a copy made while others write is one moment of it, whole and by itself`() async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder.appending(path: "office.sqlite").path, creates: true)
            try await database.write(in: "1") { connection in
                try connection.run(things)
                for number in Int64(0)..<20_000 { try connection.run("INSERT INTO thing VALUES (?, ?)", [.integer(number), "绩效目标"]) }
            }
            let isCopied = Moment()
            let writing = Task {
                var written = Int64(0)
                while !isCopied.isHere {
                    // Always two: a copy with half of a transaction has an odd number.
                    let first = 20_000 + written
                    try await database.write(in: "1") { for number in first..<first + 2 { try $0.run("INSERT INTO thing VALUES (?, 'b')", [.integer(number)]) } }
                    written += 2
                }
                return written
            }
            let target = folder.appending(path: "copy.sqlite").path
            try await database.backup(to: target)
            isCopied.come()
            #expect(try await writing.value > 0)
            await expectFailure("cannotWrite") { try await database.backup(to: target) }
            await expectFailure("cannotWrite") { try await database.backup(to: folder.path + "/none/copy.sqlite") }
            await database.close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["copy.sqlite", "office.sqlite"])
            #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
            let copy = try SQLiteDatabase(path: target, creates: false)
            #expect(try await copy.check() == [])
            let (count, last) = (try await copy.count(), try await copy.count("SELECT max(number) FROM thing"))
            #expect(count >= 20_000 && count % 2 == 0 && last == count - 1)
            await copy.close()
        }
    }

    @Test func `what was told as kept is there after the process was killed, and nothing by half`() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "office.sqlite").path
            let database = try SQLiteDatabase(path: path, creates: true)
            try await database.migrate { try $0.run(things) }
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let database = try SQLiteDatabase(path: path, creates: false)
                for number in Int64(0)..<50 { try await database.add(number) }
                try await database.write(in: "1") { connection in
                    for number in Int64(1_000)..<20_000 { try connection.run("INSERT INTO thing VALUES (?, '半')", [.integer(number)]) }
                    kill(getpid(), SIGKILL)
                }
            }
            #expect(try await database.count() == 50)
            #expect(try await database.count("SELECT max(number) FROM thing") == 49)
            #expect(try await database.check() == [])
            try await database.add(50)
            await database.close()
        }
    }
}

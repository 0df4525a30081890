import Foundation
import Storage
import StoragePostgres
import Testing

@Suite struct `A database on a server` {
    @Test func `is asked in UTF-8 and UTC, keeps commits, and knows no Citus here`() async throws {
        try await withServer { url in
            let database = try PostgresDatabase(url: url)
            let settings = try await database.write(in: "1") { connection in
                try ["client_encoding", "TimeZone", "standard_conforming_strings", "synchronous_commit", "transaction_isolation", "transaction_read_only", "statement_timeout"].map { name in
                    try connection.row("SELECT current_setting(?)", [.text(name)]) { (row) throws(StorageError) in try row.text() }
                }
            }
            #expect(settings == ["UTF8", "UTC", "on", "on", "read committed", "off", "1min"])
            let reading = try await database.read { connection in
                try connection.row("SELECT current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')") { (row) throws(StorageError) in try row.text() }
            }
            #expect(reading == "repeatable read on")
            #expect(try await !database.hasCitus())
            await database.close()
        }
    }

    @Test func `a commit is on the disk although the server was told otherwise`() async throws {
        try await withServer { url in
            let lazy = url.replacing("options=", with: "options=-csynchronous_commit%3Doff%20-cdefault_transaction_read_only%3Don%20")
            let database = try PostgresDatabase(url: lazy)
            let setting = try await database.write(in: "1") { try $0.row("SELECT current_setting('synchronous_commit')") { (row) throws(StorageError) in try row.text() } }
            #expect(setting == "on")
            try await database.add(1)
            await database.close()
        }
    }

    @Test func `a statement that takes too long is ended`() async throws {
        try await withServer { url in
            var options = PostgresOptions()
            (options.readMilliseconds, options.writeMilliseconds) = (200, 200)
            let database = try PostgresDatabase(url: url, options: options)
            await expectFailure("cancelled") { try await database.read { try $0.run("SELECT pg_sleep(30)") } }
            await expectFailure("cancelled") { try await database.write(in: "1") { try $0.run("SELECT pg_sleep(30)") } }
            try await database.add(1)
            try await database.expectCount(1)
            await database.close()
        }
    }

    @Test func `a statement prepared before the table changed is prepared again`() async throws {
        try await withServer { url in
            let database = try PostgresDatabase(url: url)
            func columns() async throws -> Int64 {
                try await database.write(in: "1") { connection in
                    _ = try connection.rows("SELECT * FROM thing WHERE number > ?", [0]) { (row) throws(StorageError) in try row.integer() }
                    return 0
                } + database.read { connection in
                    try connection.row("SELECT * FROM thing") { (row) throws(StorageError) in
                        let (number, _) = (try row.integer(), try row.optionalText())
                        return number
                    } ?? 0
                }
            }
            try await database.add(7)
            #expect(try await columns() == 7)
            try await database.migrate { try $0.run("ALTER TABLE thing ADD COLUMN more BIGINT") }
            #expect(try await columns() == 7)
            await database.close()
        }
    }

    @Test func `any number of different statements`() async throws {
        try await withServer { url in
            let database = try PostgresDatabase(url: url)
            let sum = try await database.read { connection in
                var sum = Int64(0)
                for round in 0..<2 {
                    for number in 0..<700 { sum += try connection.row("SELECT CAST(? AS BIGINT) + \(number + round)", [1]) { (row) throws(StorageError) in try row.integer() } ?? 0 }
                }
                return sum
            }
            #expect(sum == 2 * (700 * 699 / 2) + 700 + 2 * 700)
            let statements = try await database.read { try $0.row("SELECT count(*) FROM pg_prepared_statements") { (row) throws(StorageError) in try row.integer() } }
            #expect((statements ?? 0) <= 256)
            await database.close()
        }
    }
}

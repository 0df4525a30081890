import Foundation
import Storage
import StoragePostgres
import Testing

@Suite struct `A database on a server` {
    /// An empty database with the table of things, opened by `body` as often as it likes.
    private func withServer<Value>(_ body: (_ url: String) async throws -> Value) async throws -> Value {
        try await TestServer.shared().withDatabase { url in
            let database = try PostgresDatabase(url: url)
            try await database.migrate { try $0.run(Migration.statement(things, for: .postgres)) }
            await database.close()
            return try await body(url)
        }
    }

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

    @Test func `a wrong password is refused, and stands in no text`() async throws {
        let password = "geheim-9f2c"
        let database = try PostgresDatabase(url: TestServer.shared().address { $0.password = password })
        let error = await failure { _ = try await database.count("SELECT 1") }
        #expect(error?.kind == "refused")
        var dumped = ""
        dump(database, to: &dumped)
        for text in [String(describing: error), String(describing: database), String(reflecting: database), dumped] { #expect(!text.contains(password), "\(text)") }
        #expect(String(describing: database).contains("@127.0.0.1:"))
    }

    @Test(arguments: [
        "postgres://u:ge@heim@host/x", "postgres://u:ge/heim@host/x", "postgres://u:ge?heim@host/x", "mysql://u:geheim@host/x", "postgres://u:geheim@host/x?colour=red", "postgres://u:geheim@[host/x", "", "host=127.0.0.1 password=geheim",
    ])
    func `an address that is none is refused without being repeated`(url: String) async throws {
        let error = await failure { _ = try PostgresDatabase(url: url) }
        #expect(error?.kind == "refused")
        #expect(!String(describing: error).contains("heim"))
    }

    @Test func `a database or a user that is not there is refused`() async throws {
        for change: (inout URLComponents) -> Void in [{ $0.path = "/nobody_made_this" }, { $0.user = "nobody" }, { $0.user = nil; $0.password = nil; $0.query = "user=jixiao" }] {
            let database = try PostgresDatabase(url: TestServer.shared().address(change))
            await expectFailure("refused") { _ = try await database.count("SELECT 1") }
            await database.close()
        }
    }

    @Test func `a server that is not there, does not answer or speaks no TLS cannot be reached, and soon`() async throws {
        let silent = try Wire(to: nil)
        var options = PostgresOptions()
        options.connectMilliseconds = 300
        let start = ContinuousClock.now
        for change: (inout URLComponents) -> Void in [{ $0.port = 1 }, { $0.port = Int(silent.port) }, { $0.query = "sslmode=require" }, { $0.host = "no-such-host.invalid" }] {
            let database = try PostgresDatabase(url: TestServer.shared().address(change), options: options)
            await expectFailure("unreachable") { _ = try await database.count("SELECT 1") }
            await expectFailure("unreachable") { try await database.add(1) }
            await database.close()
        }
        #expect(.now - start < .seconds(20))
        silent.close()
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

    @Test func `connections the server has ended while they were idle are replaced unseen`() async throws {
        try await withServer { url in
            let database = try PostgresDatabase(url: url), other = try PostgresDatabase(url: url)
            for number in Int64(1)...5 {
                try await database.add(number)
                try await database.expectCount(number)
                try await other.migrate { try $0.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()") }
            }
            await database.close()
            await other.close()
        }
    }

    @Test func `a connection that ends in a transaction takes it back and is told`() async throws {
        try await withServer { url in
            let database = try PostgresDatabase(url: url)
            await expectFailure("unreachable") {
                try await database.write(in: "1") { connection in
                    try connection.run("INSERT INTO thing VALUES (1, 'a')")
                    do { try connection.run("SELECT pg_terminate_backend(pg_backend_pid())") } catch {}
                    // Not on a new connection, where it would stand alone.
                    do { try connection.run("INSERT INTO thing VALUES (2, 'b')") } catch {}
                }
            }
            await expectFailure("unreachable") { try await database.read { try $0.run("SELECT pg_terminate_backend(pg_backend_pid())") } }
            try await database.expectCount(0)
            await expectFailure("unreachable") {
                try await database.migrate { connection in
                    do { try connection.run("SELECT pg_terminate_backend(pg_backend_pid())") } catch {}
                    // The lock is gone with the session.
                    try connection.run("BEGIN")
                }
            }
            try await database.migrate { try $0.run("INSERT INTO thing VALUES (3, 'c')") }
            try await database.expectCount(1)
            await database.close()
        }
    }

    @Test(arguments: [true, false])
    func `a commit whose answer is lost is told as that, and is not done again`(serverHears: Bool) async throws {
        try await withServer { url in
            let port = try #require(URLComponents(string: url)?.port.map { UInt16($0) })
            let wire = try Wire(to: port)
            var components = try #require(URLComponents(string: url))
            components.port = Int(wire.port)
            let database = try PostgresDatabase(url: #require(components.string)), direct = try PostgresDatabase(url: url)
            try await database.add(1)
            wire.cut(at: "COMMIT\0", serverHears: serverHears)
            await expectFailure("outcomeUnknown") { try await database.add(2) }
            try await Task.sleep(for: .milliseconds(300))
            try await direct.expectCount(serverHears ? 2 : 1)
            // And with several who share the commit.
            let begun = Moment(), end = Moment()
            let first = Task { try await database.write(in: "370000") { _ in
                begun.come()
                try end.block()
            } }
            try await begun.wait()
            let others = (Int64(10)..<13).map { number in Task { try? await database.add(number == 11 ? 1 : number) } }
            try await Task.sleep(for: .milliseconds(50))
            wire.cut(at: "SAVEPOINT", serverHears: true)
            end.come()
            try await first.value
            for other in others { _ = await other.value }
            #expect(try await direct.count("SELECT count(*) FROM thing WHERE number IN (10, 12)") == 2)
            wire.close()
            await database.close()
            await direct.close()
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

    @Test func `two regions that lock each other are both written`() async throws {
        try await withServer { url in
            // Two processes, so that neither waits its turn in a queue.
            let databases = [try PostgresDatabase(url: url), try PostgresDatabase(url: url)]
            try await databases[0].add(1, "0")
            try await databases[0].add(2, "0")
            let both = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (database, order) in zip(databases, [[1, 2], [2, 1]] as [[Int64]]) {
                    group.addTask {
                        try await database.write(in: "1") { connection in
                            for number in order {
                                try connection.run("UPDATE thing SET name = name || '+' WHERE number = ?", [.integer(number)])
                                both.next()
                                let end = ContinuousClock.now + .seconds(2)
                                while both.count < 2, .now < end { usleep(1_000) }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await databases[0].count("SELECT count(*) FROM thing WHERE name = '0++'") == 2)
            for database in databases { await database.close() }
        }
    }

    @Test func `a region whose row is locked is written one after another by all processes`() async throws {
        try await withServer { url in
            let databases = [try PostgresDatabase(url: url), try PostgresDatabase(url: url)]
            try await databases[0].add(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<40 {
                    group.addTask {
                        try await databases[writer % 2].write(in: "1") { connection in
                            try connection.run("SELECT number FROM thing WHERE number = 0 FOR UPDATE")
                            let newest = try connection.row("SELECT max(number) FROM thing") { (row) throws(StorageError) in try row.integer() } ?? 0
                            try connection.run("INSERT INTO thing VALUES (?, ?)", [.integer(newest + 1), .text(String(writer))])
                        }
                    }
                }
                do { try await group.waitForAll() } catch StorageError.constraint { Issue.record("two have the same number") }
            }
            try await databases[0].expectCount(41)
            for database in databases { await database.close() }
        }
    }

    @Test func `only one of several processes works on the schema`() async throws {
        try await withServer { url in
            let databases = try (0..<4).map { _ in try PostgresDatabase(url: url) }
            let inside = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for database in databases {
                    group.addTask {
                        try await database.migrate { connection in
                            let number = inside.next()
                            usleep(50_000)
                            #expect(inside.count == number)
                            try connection.run("INSERT INTO thing VALUES (?, 'm')", [.integer(Int64(number))])
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await databases[0].expectCount(4)
            for database in databases { await database.close() }
        }
    }

    @Test func `a reader cancelled before its turn waits no longer`() async throws {
        try await withServer { url in
            var options = PostgresOptions()
            options.readers = 1
            let database = try PostgresDatabase(url: url, options: options)
            let begun = Moment(), end = Moment()
            let first = Task { try await database.read { _ in
                begun.come()
                try end.block()
            } }
            try await begun.wait()
            let second = Task { try await database.count() }
            try await Task.sleep(for: .milliseconds(20))
            second.cancel()
            await expectFailure("cancelled") { _ = try await second.value }
            end.come()
            try await first.value
            try await database.expectCount(0)
            await database.close()
        }
    }

    @Test func `a cancelled read leaves no query behind on the server`() async throws {
        try await withServer { url in
            let database = try PostgresDatabase(url: url)
            let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE application_name = current_setting('application_name') AND state = 'active' AND query LIKE 'SELECT pg_sleep%'"
            let reading = Task { try await database.read { try $0.run("SELECT pg_sleep(60)") } }
            while try await database.count(sleeping) == 0 { try await Task.sleep(for: .milliseconds(10)) }
            reading.cancel()
            await expectFailure("cancelled") { _ = try await reading.value }
            try await database.expectCount(0, sleeping)
            await database.close()
        }
    }
}

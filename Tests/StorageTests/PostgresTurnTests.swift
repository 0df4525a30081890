import Foundation
import Storage
import StoragePostgres
import Testing

@Suite struct `Turns on a server` {
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

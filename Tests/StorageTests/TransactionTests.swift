import Foundation
import Storage
import Testing

@Suite struct `Transactions in both engines` {
    private struct Refusal: Error, Equatable { var number: Int64 }

    @Test(arguments: Engine.allCases)
    func `200 writers at once: those that fail take nothing from the others`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(1_000)
            let kept = await withTaskGroup(of: (Int64, Bool).self) { group in
                for number in Int64(0)..<200 {
                    group.addTask {
                        do {
                            try await database.write(in: "37\(number % 3)") { connection in
                                try connection.run("INSERT INTO thing VALUES (?, ?)", [.integer(number), "写"])
                                // Some break a constraint behind what they wrote, some give up by themselves.
                                if number % 10 == 3 { try connection.run("INSERT INTO thing VALUES (?, ?)", [1_000, .null]) }
                                if number % 10 == 7 { throw Refusal(number: number) }
                            }
                            return (number, true)
                        } catch StorageError.constraint where number % 10 == 3 {
                            return (number, false)
                        } catch let refusal as Refusal where number % 10 == 7 {
                            #expect(refusal.number == number)
                            return (number, false)
                        } catch {
                            Issue.record(error)
                            return (number, false)
                        }
                    }
                }
                return await group.reduce(into: Set<Int64>()) { if $1.1 { $0.insert($1.0) } }
            }
            let stored = try await database.read { try $0.rows("SELECT number FROM thing WHERE number < 1000") { (row) throws(StorageError) in try row.integer() } }
            #expect(kept.count == 160)
            #expect(Set(stored) == kept)
        }
    }

    @Test(arguments: Engine.allCases)
    func `an error takes back all of a transaction`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            await #expect(throws: Refusal(number: 2)) {
                try await database.write(in: "1") { connection in
                    try connection.run("INSERT INTO thing VALUES (1, 'a')")
                    try connection.run("INSERT INTO thing VALUES (2, 'b')")
                    throw Refusal(number: 2)
                }
            }
            #expect(try await database.count() == 0)
            try await database.add(1)
            #expect(try await database.count() == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `behind an error nothing goes on, also when the body keeps it to itself`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(1)
            let error = await failure {
                try await database.write(in: "1") { connection in
                    try connection.run("INSERT INTO thing VALUES (2, 'b')")
                    do { try connection.run("INSERT INTO thing VALUES (1, 'a')") } catch {}
                    do { try connection.run("INSERT INTO thing VALUES (3, 'c')") } catch { #expect((error as? StorageError)?.kind == "constraint") }
                }
            }
            #expect(error?.kind == "constraint")
            #expect(try await database.count() == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a body may go back to a savepoint of its own`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(1)
            try await database.write(in: "1") { connection in
                try connection.run("INSERT INTO thing VALUES (2, 'b')")
                try connection.run("SAVEPOINT mine")
                do { try connection.run("INSERT INTO thing VALUES (1, 'a')") } catch { try connection.run("ROLLBACK TO SAVEPOINT mine") }
                try connection.run("RELEASE SAVEPOINT mine")
                try connection.run("INSERT INTO thing VALUES (3, 'c')")
            }
            #expect(try await database.count() == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `work in the way of another is done again`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let attempts = Counter()
            let attempt = try await database.write(in: "1") { connection in
                let attempt = attempts.next()
                try connection.run("INSERT INTO thing VALUES (?, 'a')", [.integer(Int64(attempt))])
                if attempt < 3 { throw StorageError.conflict("in the way") }
                return attempt
            }
            #expect(attempt == 3)
            #expect(try await database.count("SELECT sum(number) FROM thing") == 3)
            let endless = Counter()
            let error = await failure { try await database.write(in: "1") { _ in
                endless.next()
                throw StorageError.conflict("always")
            } }
            #expect(error == .conflict("always"))
            #expect(endless.count == 6)
        }
    }

    @Test(arguments: Engine.allCases)
    func `broken constraints of every kind are called so, and values stay out of the words`(engine: Engine) async throws {
        let tables = [
            "CREATE TABLE unit (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
            "CREATE TABLE goal (number BIGINT NOT NULL PRIMARY KEY CHECK (number > 0), unit_code TEXT NOT NULL REFERENCES unit (code))",
        ]
        try await withDatabase(engine, tables) { database in
            _ = try await database.write(in: "1") { try $0.run("INSERT INTO unit VALUES ('u1', '张三处')") }
            for statement in [
                "INSERT INTO unit VALUES ('u1', 'b')", "INSERT INTO unit VALUES ('u2', '张三处')", "INSERT INTO unit VALUES ('u3', NULL)",
                "INSERT INTO goal VALUES (0, 'u1')", "INSERT INTO goal VALUES (1, 'none')", "INSERT INTO goal (number) VALUES (2)",
            ] {
                let error = await failure { _ = try await database.write(in: "1") { try $0.run(statement) } }
                #expect(error?.kind == "constraint", "\(statement): \(String(describing: error))")
                #expect(!String(describing: error).contains("张三处"))
            }
            _ = try await database.write(in: "1") { try $0.run("INSERT INTO goal VALUES (1, 'u1')") }
            await expectFailure("constraint") { _ = try await database.write(in: "1") { try $0.run("DELETE FROM unit") } }
        }
    }

    @Test(arguments: Engine.allCases)
    func `counts tell how many rows a statement changed`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let counts = try await database.write(in: "1") { connection in
                try [
                    ("INSERT INTO thing VALUES (1, 'a'), (2, 'b'), (3, 'c')", 3), ("UPDATE thing SET name = 'x' WHERE number > 1", 2), ("UPDATE thing SET name = 'x' WHERE number > 9", 0),
                    ("INSERT INTO thing VALUES (1, 'z') ON CONFLICT (number) DO NOTHING", 0),
                    ("INSERT INTO thing VALUES (1, 'z'), (4, 'd') ON CONFLICT (number) DO UPDATE SET name = excluded.name", 2), ("SELECT * FROM thing", 0),
                    ("CREATE TABLE other (a BIGINT)", 0), ("DELETE FROM thing", 4), ("DROP TABLE other", 0),
                ].map { statement, expected in Counted(statement: statement, expected: expected, found: try connection.run(statement, [])) }
            }
            for count in counts { #expect(count.found == count.expected, "\(count.statement)") }
        }
    }

    private struct Counted: Sendable {
        var statement: String
        var expected: Int
        var found: Int
    }

    @Test(arguments: Engine.allCases)
    func `an upsert gives the row back`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            for name in ["初稿", "定稿"] {
                let kept = try await database.write(in: "1") { connection in
                    try connection.row("INSERT INTO thing VALUES (1, ?) ON CONFLICT (number) DO UPDATE SET name = excluded.name RETURNING name", [.text(name)]) { (row) throws(StorageError) in try row.text() }
                }
                #expect(kept == name)
            }
            #expect(try await database.count() == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a writer cancelled before its turn writes nothing and waits no longer`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let begun = Moment(), end = Moment()
            let first = Task { try await database.write(in: "1") { connection in
                begun.come()
                try end.block()
                try connection.run("INSERT INTO thing VALUES (1, 'a')")
            } }
            try await begun.wait()
            let second = Task { try await database.add(2, in: "1") }
            try await Task.sleep(for: .milliseconds(20))
            second.cancel()
            await expectFailure("cancelled") { try await second.value }
            // Begun work is finished, whoever waits for it.
            first.cancel()
            end.come()
            try await first.value
            #expect(try await database.count("SELECT sum(number) FROM thing") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `work on the schema is done by one at a time, and may begin and end its own transactions`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let inside = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in Int64(1)...8 {
                    group.addTask {
                        try await database.migrate { connection in
                            let before = inside.next()
                            try connection.run("BEGIN")
                            try connection.run("INSERT INTO thing VALUES (?, 'm')", [.integer(number)])
                            if number % 2 == 0 { try connection.run("ROLLBACK") } else { try connection.run("COMMIT") }
                            #expect(inside.count == before)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.count("SELECT sum(number) FROM thing") == 16)
        }
    }
}

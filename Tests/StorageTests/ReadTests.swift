import Foundation
import Storage
import Testing

@Suite struct `Reads in both engines` {
    /// As many rows as asked for, made by the engine itself.
    private static let series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i, '第' || i || '行' FROM n"
    private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n"

    @Test(arguments: Engine.allCases)
    func `200,000 rows come one by one`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let (rows, sum) = try await database.read { connection in
                var (rows, sum) = (0, Int64(0))
                try connection.each(Self.series, [200_000]) { (row) throws(StorageError) in
                    let number = try row.integer()
                    guard try row.text() == "第\(number)行" else { throw .damaged("another row") }
                    (rows, sum) = (rows + 1, sum + number)
                }
                return (rows, sum)
            }
            #expect(rows == 200_000)
            #expect(sum == 20_000_100_000)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a body that has seen enough ends the query, and the connection goes on`(engine: Engine) async throws {
        try await withDatabase(engine, [things], readers: 1) { database in
            for _ in 0..<3 {
                let seen = Counter()
                let error = await failure {
                    try await database.read { connection in
                        try connection.each(Self.series, [100_000]) { (_) throws(StorageError) in if seen.next() == 10 { throw .engine("enough") } }
                    }
                }
                #expect(error == .engine("enough"))
                #expect(seen.count == 10)
            }
            try await database.write(in: "1") { connection in
                do { try connection.each(Self.series, [1_000]) { (_) throws(StorageError) in throw .engine("enough") } } catch {}
                try connection.run("INSERT INTO thing VALUES (1, 'a')")
            }
            #expect(try await database.count() == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a query may be asked while another gives its rows, also the same`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let found = try await database.read { connection in
                var found: [Int64] = []
                try connection.each(Self.series, [3]) { (outer) throws(StorageError) in
                    let number = try outer.integer()
                    try connection.each(Self.series, [.integer(number)]) { (inner) throws(StorageError) in found.append(number * 10 + (try inner.integer())) }
                }
                return found
            }
            #expect(found == [11, 21, 22, 31, 32, 33])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a read sees one moment while others write`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(1)
            let begun = Moment(), written = Moment()
            let reading = Task { try await database.read { connection in
                let before = try connection.row("SELECT count(*) FROM thing") { (row) throws(StorageError) in try row.integer() }
                begun.come()
                try written.block()
                let after = try connection.row("SELECT count(*) FROM thing") { (row) throws(StorageError) in try row.integer() }
                return [before, after]
            } }
            try await begun.wait()
            // Not kept waiting by the read either.
            for number in Int64(2)...5 { try await database.add(number) }
            written.come()
            #expect(try await reading.value == [1, 1])
            #expect(try await database.count() == 5)
        }
    }

    @Test(arguments: Engine.allCases)
    func `as many read at the same time as there are readers, the others wait their turn`(engine: Engine) async throws {
        try await withDatabase(engine, [things], readers: 3) { database in
            let inside = Counter(), full = Moment()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await database.read { connection in
                            if inside.next() == 3 { full.come() }
                            try full.block()
                            try connection.each("SELECT count(*) FROM thing", []) { (_) throws(StorageError) in }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(inside.count == 40)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a read nobody waits for any more ends in the engine, and the reader is good for the next`(engine: Engine) async throws {
        try await withDatabase(engine, [things], readers: 1) { database in
            let begun = Moment()
            let reading = Task { try await database.read { connection in
                begun.come()
                return try connection.rows(Self.endless) { (row) throws(StorageError) in try row.integer() }
            } }
            try await begun.wait()
            try await Task.sleep(for: .milliseconds(50))
            let start = ContinuousClock.now
            reading.cancel()
            await expectFailure("cancelled") { _ = try await reading.value }
            #expect(try await database.count() == 0)
            #expect(.now - start < .seconds(10))
        }
    }

    /// Whoever glances holds a thread; were the connections shared, those who read could not give theirs back.
    @Test(.timeLimit(.minutes(1)), arguments: Engine.allCases)
    func `who glances never waits for those who read`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(1)
            let seen = try await withThrowingTaskGroup(of: Int64?.self) { tasks in
                for number in 0..<400 {
                    let count: @Sendable (any SQLConnection) throws -> Int64? = { try $0.row("SELECT COUNT(*) FROM thing") { (row) throws(StorageError) in try row.integer() } }
                    tasks.addTask { try await number.isMultiple(of: 2) ? database.read(count) : database.glance(count) }
                }
                return try await tasks.reduce(into: [Int64?]()) { $0.append($1) }
            }
            #expect(seen == Array(repeating: 1, count: 400))
        }
    }

    @Test(arguments: Engine.allCases)
    func `a glance writes nothing, and sees what was written before`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            _ = await failure { try await database.glance { _ = try $0.run("INSERT INTO thing VALUES (1, 'a')") } }
            try await database.add(2)
            #expect(try await database.glance { try $0.rows("SELECT number FROM thing") { (row) throws(StorageError) in try row.integer() } } == [2])
            await database.close()
            await expectFailure("unreachable") { _ = try await database.glance { try $0.run("SELECT 1") } }
        }
    }

    @Test(arguments: Engine.allCases)
    func `a read writes nothing`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            _ = await failure { try await database.read { _ = try $0.run("INSERT INTO thing VALUES (1, 'a')") } }
            try await database.expectCount(0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what was asked for before closing is done, and nothing afterwards`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let begun = Moment()
            let writing = Task { try await database.write(in: "1") { connection in
                begun.come()
                usleep(100_000)
                try connection.run("INSERT INTO thing VALUES (1, 'a')")
            } }
            try await begun.wait()
            await database.close()
            try await writing.value
            await expectFailure("unreachable") { _ = try await database.count() }
            await expectFailure("unreachable") { try await database.add(2) }
            await expectFailure("unreachable") { try await database.migrate { _ in } }
            await database.close()
        }
    }
}

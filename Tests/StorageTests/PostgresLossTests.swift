import Foundation
import Storage
import StoragePostgres
import Testing

@Suite struct `Lost connections to a server` {
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
}

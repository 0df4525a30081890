import Foundation
import Storage
import StoragePostgres
import Testing

/// On a server of its own, which comes and goes.
@Suite(.serialized) struct `A server that comes and goes` {
    /// Does what the script does, and gives the address.
    @discardableResult
    private func script(_ word: String, _ folder: URL, environment: [String: String] = [:]) async throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = root.appending(path: "scripts/postgres")
        process.arguments = [word, folder.path]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        #expect(status == 0)
        return try String(contentsOf: folder.appending(path: "url"), encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `work goes on when it is back, and says so while it is away`() async throws {
        try await withFolder { folder in
            let url = try await script("start", folder)
            let database = try PostgresDatabase(url: url)
            try await finishing {
                try await database.migrate { try $0.run(Migration.statement(things, for: .postgres)) }
                try await database.add(1)
                try await database.expectCount(1)
                #expect(try await script("restart", folder) == url)
                try await database.add(2)
                try await database.expectCount(2)
                try await script("stop", folder)
                await expectFailure("unreachable") { try await database.add(3) }
                await expectFailure("unreachable") { _ = try await database.count() }
                #expect(try await script("start", folder) == url)
                try await database.add(4)
                try await database.expectCount(3)
            } with: {
                await database.close()
                try await script("stop", folder)
            }
        }
    }

    @Test func `its certificate is checked where the address says so, and the way is secret`() async throws {
        try await withFolder { folder in
            let url = try await script("start", folder, environment: ["JIXIAO_POSTGRES_TLS": "1"])
            let certificate = folder.appending(path: "data/server.crt").path
            try await finishing {
                let database = try PostgresDatabase(url: url + "?sslmode=verify-full&sslrootcert=" + certificate)
                #expect(try await database.count("SELECT CAST(ssl AS INTEGER) FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == 1)
                let reading = Task { try await database.read { try $0.run("SELECT pg_sleep(60)") } }
                try await Task.sleep(for: .milliseconds(200))
                reading.cancel()
                await expectFailure("cancelled") { _ = try await reading.value }
                await database.close()
                for wrong in [url.replacing("@127.0.0.1:", with: "@localhost:") + "?sslmode=verify-full&sslrootcert=" + certificate, url + "?sslmode=verify-ca&sslrootcert=/etc/hostname"] {
                    let database = try PostgresDatabase(url: wrong)
                    await expectFailure("unreachable") { _ = try await database.count("SELECT 1") }
                    await database.close()
                }
            } with: {
                try await script("stop", folder)
            }
        }
    }
}

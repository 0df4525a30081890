import Foundation
import Storage
import StoragePostgres
import Testing

/// On a server of its own, which comes and goes.
@Suite(.serialized) struct `A server that comes and goes` {
    /// Does what the script does, and gives the address.
    @discardableResult
    private func script(_ word: String, _ folder: URL) async throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = root.appending(path: "scripts/postgres")
        process.arguments = [word, folder.path]
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
            do {
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
            } catch {
                Issue.record(error)
            }
            await database.close()
            try await script("stop", folder)
        }
    }
}

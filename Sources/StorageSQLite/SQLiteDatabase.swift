import Dispatch
import Foundation
import GRDB
package import Storage
import Synchronization

/// A database in one file, for one machine.
///
/// Readers never wait for the writer: the file has a write-ahead log. A commit returns when the log is on the disk.
package final class SQLiteDatabase: Storage.Database {
    /// The file, as an absolute path.
    package let path: String
    package var engine: Engine { .sqlite }
    package var writeLoad: WriteLoad { writes.load }

    let pool: DatabasePool
    /// Connections of their own for `glance`: nobody holds one while he waits for a thread, so that whoever waits for one on the threads of tasks
    /// cannot wait for himself.
    private let glances: DatabasePool
    private static let glancing = 4
    private let checkpointer: Checkpointer
    private let writes: WriteQueue
    private let isClosed = Mutex(false)
    /// Where the schema is worked on, beside the threads of Swift's tasks.
    let side = DispatchQueue(label: "jixiao.sqlite.side", qos: .userInitiated)

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - creates: whether a file that is not there is made, for its owner alone; its folder must be there.
    ///   - readers: how many read at the same time.
    ///   - busyMilliseconds: how long another process that writes is waited for.
    /// - Throws: `StorageError`: `missing`, `cannotWrite`, `damaged` when the file is no database.
    package init(path: String, creates: Bool, readers: Int = 8, busyMilliseconds: Int = 5_000) throws {
        // A relative path could begin with “file:” or be “:memory:”, which mean something else to SQLite.
        self.path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        try DatabaseFile.prepare(self.path, creates: creates)
        var configuration = Configuration()
        configuration.label = "jixiao.sqlite"
        configuration.foreignKeysEnabled = true
        configuration.journalMode = .wal
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(TimeInterval(busyMilliseconds) / 1_000)
        // 16 MB for each connection, so that the upper pages of every index stay; the usual 2 MB make it read them again in each transaction.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16384") }
        do {
            let pool = try DatabasePool(path: self.path, configuration: configuration)
            // The pool sets NORMAL when it turns the log on, and then a power cut may take the last commits.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            self.pool = pool
            let checkpointer = try Checkpointer(path: self.path, configuration: configuration)
            pool.writeWithoutTransaction { checkpointer.watch($0) }
            self.checkpointer = checkpointer
            configuration.label = "jixiao.sqlite.glance"
            configuration.readonly = true
            configuration.maximumReaderCount = Self.glancing
            glances = try DatabasePool(path: self.path, configuration: configuration)
        } catch {
            throw StorageError(error, opening: self.path)
        }
        writes = WriteQueue(label: "jixiao.sqlite.writes", begin: "BEGIN IMMEDIATE") { [pool] body in
            try pool.writeWithoutTransaction { database in try SQLiteConnection.lend(database, body) }
        }
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try checkOpen()
        return try await mapped { try await self.pool.read { database in try body(SQLiteConnection(database)) } }
    }

    package func glance<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try checkOpen()
        return try await mapped { try self.readHere(body) }
    }

    private func readHere<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value { try glances.read { database in try body(SQLiteConnection(database)) } }

    package func write<Value: Sendable>(in region: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try checkOpen()
        return try await mapped { try await self.writes.run(body) }
    }

    /// Nothing else of this process writes meanwhile; against other processes `body` begins with `BEGIN EXCLUSIVE`.
    package func migrate<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try checkOpen()
        return try await mapped {
            try await self.side.perform { [pool = self.pool] in
                try pool.writeWithoutTransaction { database in
                    var value: Value?
                    try SQLiteConnection.lend(database) { value = try body($0) }
                    try? PlannerStatistics.keep(database)
                    guard let value else { throw StorageError.engine("the schema was not worked on") }
                    return value
                }
            }
        }
    }

    package func close() async {
        guard isClosed.withLock({ isClosed in
            defer { isClosed = true }
            return !isClosed
        }) else { return }
        await writes.settled()
        _ = try? await side.perform { [pool, glances, checkpointer] in
            // Readers first: the last connection that closes brings the log into the file, and one that only reads cannot.
            try? glances.close()
            pool.writeWithoutTransaction { checkpointer.ignore($0) }
            checkpointer.close()
            pool.releaseMemory()
            try pool.close()
        }
    }

    func checkOpen() throws(StorageError) {
        if isClosed.withLock({ $0 }) { throw .unreachable("the database is closed") }
    }

    /// The body's own errors pass as they are.
    private func mapped<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw StorageError(error)
        } catch is CancellationError {
            throw StorageError.cancelled
        }
    }
}

import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Brings the write-ahead log into the file on a thread and a connection of its own.
///
/// SQLite itself would do it in the commit that makes the log a thousand pages long, and all who wait to write would wait for some hundred pages
/// that go to places all over the file.
final class Checkpointer: Sendable {
    /// Pages of the log from which on it is worth it.
    static let soon: Int32 = 1_000
    /// Where the thread does not keep up, or readers of old moments hold it back, the writer takes part after all.
    static let late: Int32 = 32_000

    private let side: DatabaseQueue
    private let queue = DispatchQueue(label: "jixiao.sqlite.checkpoint", qos: .utility)
    private let isAsked = Mutex(false)

    init(path: String, configuration: Configuration) throws {
        var configuration = configuration
        configuration.label = "jixiao.sqlite.checkpoint"
        side = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Is told of every commit of a connection, which ends before this does.
    func watch(_ database: GRDB.Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, connection, _, pages in
                guard let context, pages >= Checkpointer.soon else { return SQLITE_OK }
                if pages >= Checkpointer.late { sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }
                Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().ask()
                // A log that stays long for now is no error of the commit.
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func ask() {
        guard isAsked.withLock({ isAsked in
            defer { isAsked = true }
            return !isAsked
        }) else { return }
        queue.async { [self] in
            side.writeWithoutTransaction { database in
                // None once it is closed.
                if let connection = database.sqliteConnection { sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }
            }
            isAsked.withLock { $0 = false }
        }
    }

    func ignore(_ database: GRDB.Database) {
        if let connection = database.sqliteConnection { sqlite3_wal_hook(connection, nil, nil) }
    }

    /// Waits for what is under way.
    func close() {
        queue.sync {}
        try? side.close()
    }
}

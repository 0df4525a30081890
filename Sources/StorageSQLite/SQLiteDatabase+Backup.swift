import Foundation
import GRDB
import Storage

extension SQLiteDatabase {
    /// Copies the database of one moment to a new file while others read and write.
    ///
    /// The name is there only when the copy is whole and on the disk.
    /// - Throws: `StorageError`: `cannotWrite` also when there is a file of that name already.
    package func backup(to target: String) async throws {
        try checkOpen()
        try await side.perform { [pool] in
            guard !FileManager.default.fileExists(atPath: target) else { throw StorageError.cannotWrite("\(target): a file is there already") }
            let part = target + ".part"
            try? FileManager.default.removeItem(atPath: part)
            do {
                try DatabaseFile.prepare(part, creates: true)
                do {
                    var configuration = Configuration()
                    configuration.label = "jixiao.sqlite.backup"
                    let copy = try DatabaseQueue(path: part, configuration: configuration)
                    // All pages in one step: one snapshot of the log, which no writer waits for.
                    try pool.backup(to: copy)
                    // The copy is one file without a log, to be moved as it is.
                    try copy.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
                    try copy.close()
                } catch {
                    throw StorageError(error, opening: part)
                }
                try DatabaseFile.sync(part)
                try DatabaseFile.name(part, as: target)
                try DatabaseFile.syncFolder(of: target)
            } catch {
                for leftover in [part, part + "-journal", part + "-wal", part + "-shm"] { try? FileManager.default.removeItem(atPath: leftover) }
                throw error
            }
        }
    }

    /// What is wrong with the file, a sentence each; nothing when it is sound.
    package func check() async throws -> [String] {
        do {
            let sentences = try await read { try $0.rows("PRAGMA integrity_check") { (row) throws(StorageError) in try row.text() } }
            // In pages that are damaged there are no rows to be looked up.
            guard sentences == ["ok"] else { return sentences }
            return try await read { connection in
                try connection.rows("PRAGMA foreign_key_check") { (row) throws(StorageError) in
                    let (table, line, parent) = (try row.text(), try row.optionalInteger(), try row.text())
                    return "row \(line.map(String.init) ?? "?") of \(table) points to a row of \(parent) that is not there"
                }
            }
        } catch StorageError.damaged(let reason) {
            return [reason]
        }
    }
}

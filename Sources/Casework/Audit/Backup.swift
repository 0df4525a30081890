import Crypto
import Foundation
package import BudgetModel
import JSONText
package import Quantities
package import Storage

/// Why a backup cannot be made or used.
package struct BackupRefused: Error, Hashable, Sendable {
    package var sentence: Wording

    init(_ zh: String, _ en: String) { sentence = Wording(zh: zh, en: en) }

    /// Writes into no folder that holds something.
    static func requireEmpty(_ path: String, zh: String, en: String) throws(BackupRefused) {
        guard let inside = try? FileManager.default.contentsOfDirectory(atPath: path), !inside.isEmpty else { return }
        throw BackupRefused("文件夹 \(path) 不是空的，\(zh)：请换一个新的文件夹。", "The folder \(path) is not empty, so \(en): name a new one.")
    }
}

/// A copy of everything: rows as JSON lines, files as they are, and a manifest that ties them together by digests.
///
/// It is made while others work, shows one moment, and goes back into either engine: from SQLite to PostgreSQL too.
/// Sessions, failed logins and answers kept for repeated requests are of the day only and stay out.
package enum Backup {
    static let format = 1
    static let left: Set<String> = ["login_session", "login_attempt", "idempotency"]

    /// - Parameter path: a folder that is not there yet or is empty.
    package static func write(_ database: any Database, files: ContentFolder, to path: String, engine: String, at moment: Instant) async throws {
        let manager = FileManager.default
        try BackupRefused.requireEmpty(path, zh: "备份没有写", en: "no backup was written")
        do { try manager.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]) } catch {
            throw BackupRefused("建不了文件夹 \(path)（\(error.localizedDescription)）。", "The folder \(path) cannot be made (\(error.localizedDescription)).")
        }
        let rows = path + "/data.jsonl"
        let summary = try await database.read { connection in try BackupRows.write(connection, to: rows) }
        let kept = ContentFolder(path: path + "/files")
        for digest in summary.files {
            // Held against their digests on the way, so that a damaged file is noticed now and not when it is needed.
            guard try kept.keep(files.bytes(of: digest)) == digest else { throw ContentError.damaged(digest: digest) }
        }
        let manifest = JSONValue.object([
            "format": .integer(format), "program": .string(engine), "engine": .string(database.engine.rawValue), "schema": .integer(summary.schema), "madeAt": .string(moment.iso),
            "data": .string(summary.digest), "rows": .object(summary.counts.map { JSONValue.Member($0.table, .integer($0.rows)) }),
            "files": .array(summary.files.map(JSONValue.string)),
            "heads": .array(summary.heads.map { .object(["region": .string($0.region), "seq": .integer($0.seq), "digest": .string($0.digest)]) }),
        ])
        // The manifest comes last: without it the folder is no backup.
        let temporary = path + "/.manifest.part"
        do {
            try Data(manifest.bytes).write(to: URL(fileURLWithPath: temporary))
            try manager.moveItem(atPath: temporary, toPath: path + "/manifest.json")
        } catch { throw BackupRefused("写不了 \(path)/manifest.json（\(error.localizedDescription)）。", "\(path)/manifest.json cannot be written (\(error.localizedDescription)).") }
    }
}

/// The rows of a backup, one array a line, each table after a line with its name and columns.
enum BackupRows {
    struct Summary: Sendable {
        var schema = 0
        var digest = ""
        var counts: [(table: String, rows: Int)] = []
        var files: [String] = []
        var heads: [KeptHead] = []
    }

    static func write(_ connection: any SQLConnection, to path: String) throws -> Summary {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]), let handle = FileHandle(forWritingAtPath: path) else {
            throw BackupRefused("写不了 \(path)。", "\(path) cannot be written.")
        }
        defer { try? handle.close() }
        var summary = Summary()
        var hash = SHA256()
        var buffer: [UInt8] = []
        func flush() throws(StorageError) {
            hash.update(data: buffer)
            do { try handle.write(contentsOf: buffer) } catch { throw .cannotWrite("\(path): \(error.localizedDescription)") }
            buffer.removeAll(keepingCapacity: true)
        }
        for table in Schema.tables where table.name != "schema_migration" && !Backup.left.contains(table.name) {
            buffer += JSONValue.object(["table": .string(table.name), "columns": .array(table.columns.map(JSONValue.string))]).bytes + [UInt8(ascii: "\n")]
            var count = 0
            try connection.each("SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))", []) { (row) throws(StorageError) in
                count += 1
                buffer += JSONValue.array(row.rest().map(\.json)).bytes + [UInt8(ascii: "\n")]
                if buffer.count > 1 << 20 { try flush() }
            }
            summary.counts.append((table.name, count))
        }
        try flush()
        do { try handle.synchronize() } catch { throw StorageError.cannotWrite("\(path): \(error.localizedDescription)") }
        summary.digest = "sha256:" + hash.finalize().hexadecimal
        summary.schema = try connection.row("SELECT MAX(number) FROM schema_migration", []) { (row) throws(StorageError) in Int(try row.integer()) } ?? 0
        summary.files = try connection.rows("SELECT DISTINCT digest FROM evidence ORDER BY digest", []) { (row) throws(StorageError) in try row.text() }
        summary.heads = try connection.rows("SELECT region_code, seq, digest FROM chain ORDER BY region_code", []) { (row) throws(StorageError) in
            KeptHead(region: try row.text(), seq: try row.integer(), digest: try row.text())
        }
        return summary
    }
}

extension SQLValue {
    fileprivate var json: JSONValue {
        switch self {
        case .null: .null
        case .integer(let number): .integer(number)
        case .text(let text): .string(text)
        }
    }

    init?(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .string(let text): self = .text(text)
        case .number(let digits):
            guard let number = Int64(digits) else { return nil }
            self = .integer(number)
        case .bool, .array, .object: return nil
        }
    }
}

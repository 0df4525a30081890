import Crypto
import Foundation
import BudgetModel
import JSONText
package import Quantities
package import Storage

/// Brings a backup into an empty database and an empty folder, and checks it before anybody may use it.
package enum Restore {
    /// What was brought back.
    package struct Result: Hashable, Sendable {
        package var rows: Int
        package var files: Int
        package var report: ChainReport
    }

    /// - Throws: `BackupRefused` when the folder is no whole backup or the database is not empty; then nothing was changed.
    package static func read(_ path: String, into database: any Database, files: ContentFolder, now: Instant) async throws -> Result {
        let manifest = try wholeManifest(path), data = path + "/data.jsonl"
        let kept = ContentFolder(path: path + "/files")
        for digest in manifest.files { _ = try kept.bytes(of: digest) }
        let rows = try await database.migrate { connection in
            let state = try Schema.state(on: connection)
            guard state == .empty else { throw BackupRefused("目标数据库不是空的，没有恢复：请换一个新的数据库。", "The database is not empty, so nothing was restored: name a new one.") }
            _ = try Schema.migrate(on: connection, now: now, upTo: manifest.schema)
            try connection.run(connection.engine == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN")
            do {
                let rows = try insert(data, manifest, connection)
                try connection.run("COMMIT")
                _ = try Schema.migrate(on: connection, now: now)
                return rows
            } catch {
                _ = try? connection.run("ROLLBACK")
                throw error
            }
        }
        for digest in manifest.files { _ = try files.keep(kept.bytes(of: digest)) }
        return Result(rows: rows, files: manifest.files.count, report: try await VerifyDatabase.run(database, files: files, heads: manifest.heads))
    }

    /// Asked before a database is made for it.
    ///
    /// - Throws: `BackupRefused` for a folder that is no whole backup, or one of a later program.
    package static func requireBackup(_ path: String) throws { _ = try wholeManifest(path) }

    private static func wholeManifest(_ path: String) throws -> Manifest {
        let manifest = try manifest(path), data = path + "/data.jsonl"
        guard try digest(of: data) == manifest.data else { throw BackupRefused("\(data) 与备份清单的校验码不符：备份不完整或被改过，没有恢复。", "\(data) is not what the manifest says: the backup is incomplete or was changed; nothing was restored.") }
        return manifest
    }

    private struct Manifest: Sendable {
        var schema: Int
        var data: String
        var rows: [String: Int]
        var files: [String]
        var heads: [KeptHead]
    }

    private static func manifest(_ path: String) throws -> Manifest {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path + "/manifest.json")), let json = try? JSONParser.parse(Array(bytes)), let format = json["format"]?.integer,
            let schema = json["schema"]?.integer, let data = json["data"]?.string, let files = json["files"]?.elements, let heads = json["heads"]?.elements
        else { throw BackupRefused("\(path) 不是备份：没有可用的 manifest.json。", "\(path) is no backup: it has no usable manifest.json.") }
        guard format == Backup.format, schema <= Schema.migrations.count else {
            throw BackupRefused("这个备份是更新版本的程序做的，本程序读不了：请升级程序。", "A later version of the program made this backup: upgrade this program.")
        }
        return Manifest(
            schema: Int(schema), data: data, rows: Dictionary((json["rows"]?.members ?? []).map { ($0.key, Int($0.value.integer ?? 0)) }) { first, _ in first }, files: files.compactMap(\.string),
            heads: heads.compactMap { head in
                guard let region = head["region"]?.string, let seq = head["seq"]?.integer, let digest = head["digest"]?.string else { return nil }
                return KeptHead(region: region, seq: seq, digest: digest)
            })
    }

    private static func digest(of path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw BackupRefused("读不了 \(path)。", "\(path) cannot be read.") }
        defer { try? handle.close() }
        var hash = SHA256()
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
        return "sha256:" + hash.finalize().hexadecimal
    }

    private static func insert(_ path: String, _ manifest: Manifest, _ connection: any SQLConnection) throws -> Int {
        let lines = try LineReader(path)
        var statement = "", columns = 0, table = ""
        var counts: [String: Int] = [:]
        while let line = try lines.next() {
            switch try? JSONParser.parse(line) {
            case .object(let members)?:
                let head = JSONValue.object(members)
                guard let name = head["table"]?.string, let known = Schema.tables.first(where: { $0.name == name }), let named = head["columns"]?.elements?.compactMap(\.string),
                    Set(named).isSubset(of: known.columns)
                else { throw BackupRefused("备份里有不认识的表：\(String(decoding: line.prefix(80), as: UTF8.self))。", "The backup holds an unknown table: \(String(decoding: line.prefix(80), as: UTF8.self)).") }
                table = name
                columns = named.count
                statement = "INSERT INTO \(name) (\(named.joined(separator: ", "))) VALUES (\(named.map { _ in "?" }.joined(separator: ", ")))"
            case .array(let elements)?:
                let values = elements.compactMap { SQLValue($0) }
                guard values.count == columns, elements.count == columns, !statement.isEmpty else { throw BackupRefused("备份的 \(table) 表里有一行读不出来。", "A row of \(table) in the backup cannot be read.") }
                try connection.run(statement, values)
                counts[table, default: 0] += 1
            default: throw BackupRefused("备份的 \(table) 表里有一行读不出来。", "A row of \(table) in the backup cannot be read.")
            }
        }
        for (table, expected) in manifest.rows where counts[table] ?? 0 != expected {
            throw BackupRefused("备份的 \(table) 表应有 \(expected) 行，只有 \(counts[table] ?? 0) 行。", "The table \(table) should have \(expected) rows in the backup and has \(counts[table] ?? 0).")
        }
        return counts.values.reduce(0, +)
    }
}

/// Lines of a file of any size.
private final class LineReader {
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var at = 0
    private var isAtEnd = false

    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw BackupRefused("读不了 \(path)。", "\(path) cannot be read.") }
        self.handle = handle
    }

    deinit { try? handle.close() }

    func next() throws -> [UInt8]? {
        while true {
            if let end = buffer[at...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { at = end + 1 }
                return Array(buffer[at..<end])
            }
            guard !isAtEnd else {
                guard at < buffer.count else { return nil }
                defer { at = buffer.count }
                return Array(buffer[at...])
            }
            buffer.removeFirst(at)
            at = 0
            let part = try handle.read(upToCount: 1 << 20) ?? Data()
            if part.isEmpty { isAtEnd = true } else { buffer += part }
        }
    }
}

import ArgumentParser
import BudgetModel
import Casework
import Foundation
import Quantities
import Storage
import StoragePostgres
import StorageSQLite

/// Where the office keeps its data: a database, and a folder for files.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "数据库：sqlite:文件 或 postgres://…；也可设环境变量 JIXIAO_DATABASE。 Database: sqlite:PATH or postgres://…; or set JIXIAO_DATABASE.")
    var database: String?

    @Option(help: "存放表格和佐证材料的文件夹；SQLite 默认在数据库文件旁边（文件名加 .files）。 Folder for forms and evidence; beside the file for SQLite.")
    var files: String?

    private var address: String? { database ?? ProcessInfo.processInfo.environment["JIXIAO_DATABASE"] }

    /// Whether one is given, by option or environment.
    var isNamed: Bool { address?.isEmpty == false }

    func validate() throws {
        guard let address, !address.isEmpty else { return }
        guard path(of: address) != nil || isPostgres(address) else {
            throw ValidationError("--database \(address.prefix(12))…：应以 sqlite: 或 postgres:// 开头。 It must begin with sqlite: or postgres://.")
        }
        if isPostgres(address), filesPath(of: address) == nil { throw ValidationError("用 PostgreSQL 时请用 --files（或 JIXIAO_FILES）指定存放文件的文件夹。 With PostgreSQL name the folder for files with --files.") }
    }

    private func isPostgres(_ address: String) -> Bool { address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") }

    /// The file of SQLite; nil for another engine.
    private func path(of address: String) -> String? {
        guard address.hasPrefix("sqlite:") else { return nil }
        let path = String(address.dropFirst("sqlite:".count))
        return path.isEmpty ? nil : path
    }

    private func filesPath(of address: String) -> String? {
        files ?? ProcessInfo.processInfo.environment["JIXIAO_FILES"] ?? path(of: address).map { $0 + ".files" }
    }

    var folder: ContentFolder { ContentFolder(path: filesPath(of: address ?? "") ?? "") }

    /// Opens it; the caller closes it.
    func open(creates: Bool = false) throws -> any Database {
        guard let address, !address.isEmpty else { throw ValidationError("请用 --database 指定数据库（sqlite:文件 或 postgres://…）。 Name the database with --database.") }
        if let path = path(of: address) { return try SQLiteDatabase(path: path, creates: creates) }
        return try PostgresDatabase(url: address)
    }

    /// Opens it for `body`, with the schema this program knows, and closes it behind it.
    func use<Value>(creates: Bool = false, anySchema: Bool = false, _ body: (any Database) async throws -> Value) async throws -> Value {
        let database = try open(creates: creates)
        let outcome: Result<Value, any Error>
        do {
            if !anySchema { try await database.requireSchema() }
            outcome = .success(try await body(database))
        } catch { outcome = .failure(error) }
        await database.close()
        return try outcome.get()
    }

    /// The office on a database.
    func desk(_ database: any Database, framework: String? = nil) -> Desk {
        Desk(database: database, files: folder, engine: Engine.version, frameworkName: framework, clock: { Self.now })
    }

    static var now: Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))) }
}

/// Which region a command is about.
struct RegionOptions: ParsableArguments {
    @Option(help: "地区代码（6 到 9 位）；库里只有一个地区时可以不写。 Code of the region; may be left out where there is only one.")
    var region: String?

    func validate() throws {
        if let region, RegionCode(region) == nil { throw ValidationError("--region \(region)：应为 6 到 9 位数字。 It has six to nine digits.") }
    }

    func resolve(_ desk: Desk) async throws -> RegionCode {
        if let region = region.flatMap(RegionCode.init) { return region }
        let regions = try await desk.regions()
        guard regions.count == 1 else {
            throw ValidationError(
                regions.isEmpty ? "库里还没有地区：请用 jixiao database init --region 建立。 There is no region yet." : "库里有 \(regions.count) 个地区，请用 --region 指定一个。 There are several regions; name one with --region.")
        }
        return regions[0].region
    }
}

import ArgumentParser
import BudgetModel
import Casework
import JSONText
import Storage
import StoragePostgres
import StorageSQLite
import Workflows

/// Makes, completes and looks at the database of the office.
struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "数据库：建立、升级、查看、检查、分布。 The database of the office: init, migrate, status, check, distribute.",
        subcommands: [Initialise.self, Migrate.self, Status.self, Check.self, Distribute.self])

    struct Initialise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "建立数据库和第一个地区；已有的不动。 Makes the schema and a region; changes nothing that is there.")

        @OptionGroup var database: DatabaseOptions
        @Option(help: "地区代码，如 370102。 Code of the region.") var region: String
        @Option(help: "地区名称，如 历下区。 Name of the region.") var name: String
        @Option(help: "级次：province、city、county、township。 Level.") var level = "county"
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard RegionCode(region) != nil else { throw ValidationError("--region \(region)：应为 6 到 9 位数字。 It has six to nine digits.") }
            guard RegionLevel(rawValue: level) != nil else { throw ValidationError("--level \(level)：可用 province、city、county、township。 Use one of these.") }
        }

        func run() async throws {
            try await ExitReport.run(common.language) {
                guard let code = RegionCode(region), let level = RegionLevel(rawValue: level) else { return .usage }
                try await database.use(creates: true, anySchema: true) { open in
                    _ = try await open.migrateSchema(now: DatabaseOptions.now)
                    _ = try await database.desk(open).openRegion(code, name: name, level: level, by: .machine(code))
                }
                return .clean
            }
        }
    }

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "migrate", abstract: "把数据库升级到本程序的结构，只能向前。 Brings the schema forward to this program's.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let steps = try await database.use(anySchema: true) { open in
                    guard try await open.schemaState() != .empty else { throw StorageError.schema(.empty) }
                    return try await open.migrateSchema(now: DatabaseOptions.now)
                }
                for step in steps { try Console.print(["\(step.number)-\(step.name)"]) }
                return .clean
            }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "status", abstract: "数据库的结构和各地区的数量。 The schema, and how much each region has.")
        @OptionGroup var database: DatabaseOptions
        @Flag(help: "输出 JSON。 JSON output.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use(anySchema: true) { open in
                    let state = try await open.schemaState()
                    guard case .current(let number) = state else { throw StorageError.schema(state) }
                    let counts = try await DatabaseCounts.read(open)
                    if json {
                        try Console.print([counts.json(schema: number, engine: open.engine).text])
                    } else {
                        try Console.print([state.sentence(common.language)] + counts.lines(common.language))
                    }
                }
                return .clean
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "数据库文件本身是否完好；记录有没有被改过请用 jixiao verify。 Whether the database itself is sound; jixiao verify tells whether anything was changed.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let problems = try await database.use { open in try await (open as? SQLiteDatabase)?.check() ?? [] }
                guard problems.isEmpty else {
                    for problem in problems { Console.complain(StorageError.damaged(problem).sentence(common.language)) }
                    return .findings
                }
                return .clean
            }
        }
    }

    struct Distribute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "distribute", abstract: "有 Citus 扩展时把表按地区分布到各节点。 Distributes the tables by region where Citus is installed.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let sentence = try await database.use { open -> Wording in
                    guard let postgres = open as? PostgresDatabase, try await postgres.hasCitus() else {
                        return Wording(
                            zh: "这个数据库没有 Citus 扩展，表没有分布，什么也没有改：单机照常可用；要分布，请先在 PostgreSQL 上安装 Citus 并执行 CREATE EXTENSION citus。",
                            en: "This database has no Citus extension; nothing was distributed or changed. It works as it is; to distribute it, install Citus and run CREATE EXTENSION citus first.")
                    }
                    let tables = try await Distribution.apply(to: postgres)
                    return Wording(zh: "已分布 \(tables) 张表。", en: "\(tables) tables are distributed.")
                }
                Console.complain(sentence(common.language))
                return .clean
            }
        }
    }
}

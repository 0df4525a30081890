import ArgumentParser
import BudgetModel
import Casework
import Storage
import Workflows

/// Copies everything while others work.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "在线备份：数据库和文件，带校验码；可恢复到 SQLite 或 PostgreSQL。 Online backup of database and files, with digests; restores into either engine.")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "备份到这个新文件夹。 The new folder to write.") var output: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let counts = try await database.use { open in
                try await Backup.write(open, files: database.folder, to: output, engine: Engine.version, at: DatabaseOptions.now)
                return try await DatabaseCounts.read(open)
            }
            Console.complain(Wording(zh: "已备份到 \(output)：", en: "Backed up to \(output):")(common.language))
            for line in counts.lines(common.language) { Console.complain(line) }
            return .clean
        }
    }
}

/// Brings a backup back.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "把备份恢复到一个空的数据库，并核对。 Restores a backup into an empty database and verifies it.")
    @Argument(help: "备份的文件夹。 The folder of the backup.") var backup: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            // What is no backup makes no database.
            try Restore.requireBackup(backup)
            let result = try await database.use(creates: true, anySchema: true) { open in
                try await Restore.read(backup, into: open, files: database.folder, now: DatabaseOptions.now)
            }
            for broken in result.report.breaks { Console.complain(broken.sentence(common.language)) }
            Console.complain(Wording(zh: "已恢复 \(result.rows) 行数据、\(result.files) 个文件，核对发现 \(result.report.breaks.count) 处不符。", en: "Restored \(result.rows) rows and \(result.files) files; \(result.report.breaks.count) things do not hold.")(common.language))
            return result.report.breaks.isEmpty ? .clean : .findings
        }
    }
}

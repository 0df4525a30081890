import ArgumentParser
import BudgetModel
import Casework
import Storage
import Workflows

/// Fills a small county to look at.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "建一个示例县：12 个单位、60 个项目、三个年度，各环节都有。 Fills a small county: 12 units, 60 programmes, three years.",
        discussion: "账号 admin、editor、reviewer、department、deputy、bureau、expert、budget、observer，都用您给的密码。 Accounts of these names, all with the password you give.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            try await database.use(creates: true, anySchema: true) { open in
                _ = try await open.migrateSchema(now: DatabaseOptions.now)
                let password = try PasswordInput.read(common.language)
                let county = DemoCounty(database: open, files: database.folder, engine: Engine.version, passwords: Passwords())
                try await county.fill(password: password) { done, all in
                    if done == 1 { Console.beginProgress(total: all, common.language) }
                    Console.advanceProgress()
                }
                Console.endProgress()
            }
            return .clean
        }
    }
}

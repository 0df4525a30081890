package import ArgumentParser

/// The command line: `jixiao evaluate PATH…` and its companions.
package struct JixiaoCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "jixiao",
        abstract: "预算绩效管理：读表、核分、查错、出报告。 Budget performance management: read forms, prove scores, find errors, write reports.",
        version: Engine.version,
        subcommands: [
            EvaluateCommand.self, CheckCommand.self, AuditCommand.self, ScoreCommand.self, DiffCommand.self, ScreenCommand.self, SampleCommand.self, RollupCommand.self, ExplainCommand.self, ReadCommand.self, FrameworksCommand.self, RulesCommand.self, FormCommand.self, DatabaseCommand.self, UserCommand.self, TokenCommand.self, VerifyCommand.self, BundleCommand.self, ImportCommand.self, ImportTemplateCommand.self, BackupCommand.self, RestoreCommand.self, DemoCommand.self, ServeCommand.self,
        ])

    package init() {}

    /// Runs the command line; what the parser refuses in English gets a line of Chinese before it.
    package static func start() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
        } catch {
            if !(error is ArgumentParser.ExitCode), exitCode(for: error) == .validationFailure {
                Console.complain(ParserWords.chinese(fullMessage(for: error)))
            }
            exit(withError: error)
        }
    }
}

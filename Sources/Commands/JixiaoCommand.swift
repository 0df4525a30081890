package import ArgumentParser

/// The command line: `jixiao evaluate PATH…` and its companions.
package struct JixiaoCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "jixiao",
        abstract: "预算绩效管理：读表、核分、查错、出报告。 Budget performance management: read forms, prove scores, find errors, write reports.",
        version: Engine.version,
        subcommands: [EvaluateCommand.self, ExplainCommand.self, ReadCommand.self, FrameworksCommand.self, FormCommand.self])

    package init() {}
}

import ArgumentParser
import BudgetModel
import Workflows

/// Scores a table of indicator rows, a province at a time.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "批量核分：一张指标明细表（CSV），每个项目的得分、等级和问题。 Score a table of indicator rows: score, grade and findings of every project.",
        discussion: "各栏、中文表头和输出见 docs/score.md。 Columns, headings and outputs are told in docs/score.md.")

    @OptionGroup var table: ScoredTableOptions

    @Option(help: "项目得分写到这个文件；默认标准输出。 File for the scores; standard output by default.")
    var output = "-"

    @Option(help: "每一行的得分和算式写到这个文件。 File for the points of every row.")
    var rows: String?

    @Option(help: "问题清单写到这个文件。 File for the findings.")
    var findings: String?

    @Flag(help: "遇到第一个不能计分的行就停止，不写结果。 Stop at the first row that cannot be scored and write nothing.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            try TableOptions.checkOutputs([output, rows, findings])
            var request = ScoreTable.Request()
            request.output = output
            request.rows = rows
            request.findings = findings
            request.isStrict = strict
            request.language = common.language
            let summary = try ScoreTable(store: FrameworkStore(today: CommonOptions.today))(table.source(), request)
            for line in ScoreSummaryText(summary, language: common.language, hasFindings: findings != nil).lines() { Console.complain(line) }
            return summary.exitCode
        }
    }
}

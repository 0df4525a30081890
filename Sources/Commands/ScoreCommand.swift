import ArgumentParser
import Batch
import BudgetModel
import Quantities
import Workflows

/// Scores a table of indicator rows, a province at a time.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "批量核分：一张指标明细表（CSV），每个项目的得分、等级和问题。 Score a table of indicator rows: score, grade and findings of every project.",
        discussion: "各栏、中文表头和输出见 docs/score.md。 Columns, headings and outputs are told in docs/score.md.")

    @Argument(help: "指标明细表 .csv（可用 gzip 压缩）；- 为标准输入。 The table, .csv or gzipped; - for standard input.")
    var table: String

    @Option(help: "评分规则：内置名称或自己的 .yaml 文件。 Framework: a shipped id or your own .yaml file.")
    var framework = "cn-2020"

    @Option(help: "评价年度，决定用哪一天有效的规则；默认今天。 Year evaluated, which decides the rules in force; today by default.")
    var year: Int?

    @Option(help: "说明哪一栏是什么的 YAML 文件（target: 目标）。 A YAML file that says which column is which.")
    var columns: String?

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
            let today = CommonOptions.today
            let day = try year.map { year in
                guard let day = try? CalendarDay(year: year, month: 12, day: 31) else { throw ValidationError("--year \(year)：年度不对。 There is no such year.") }
                return min(day, today)
            }
            var request = ScoreTable.Request(path: table, framework: framework, day: day ?? today)
            request.columns = try columns.map { try ColumnNames.read($0) } ?? [:]
            request.output = output
            request.rows = rows
            request.findings = findings
            request.isStrict = strict
            request.language = common.language
            let summary = try ScoreTable(store: FrameworkStore(today: today))(request)
            for line in ScoreSummaryText(summary, language: common.language, hasFindings: findings != nil).lines() { Console.complain(line) }
            return summary.exitCode
        }
    }
}

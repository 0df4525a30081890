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

    @Option(help: "把表里这几栏带到得分和各行里，逗号分隔（如 项目名称,年度）。 Columns of the table to pass on to scores and rows, with commas.")
    var echo: String?

    @Option(help: "预算执行表 .csv（每个项目的预算数和执行数）：补上没有预算执行行的项目。 Table of budgets and spending, which gives execution to projects without its row.")
    var budget: String?

    @Option(help: "说明预算执行表哪一栏是什么的 YAML 文件。 A YAML file that says which column of it is which.")
    var budgetColumns: String?

    @Flag(help: "遇到第一个不能计分的行就停止，不写结果。 Stop at the first row that cannot be scored and write nothing.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        _ = try table.day()
        try table.input.checkOutputs([output, rows, findings], beside: [budget, budgetColumns])
        if budget == nil, budgetColumns != nil { throw ValidationError("--budget-columns 要和 --budget 一起用。 --budget-columns goes with --budget.") }
        if budget == "-", table.input.table == "-" { throw ValidationError("标准输入（-）只能读一个表。 Standard input (-) holds one table only.") }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            var request = ScoreTable.Request()
            request.output = output
            request.rows = rows
            request.findings = findings
            request.isStrict = strict
            request.echo = echo.map { $0.split(whereSeparator: { $0 == "," || $0 == "，" }).map { String($0).trimmingBlanks }.filter { !$0.isEmpty } } ?? []
            request.budget = budget
            request.budgetColumns = try budgetColumns.map { try ColumnNames.read($0) } ?? [:]
            request.language = common.language
            let summary = try ScoreTable(store: FrameworkStore(today: CommonOptions.today))(table.source(), request)
            for line in ScoreSummaryText(summary, language: common.language, hasFindings: findings != nil).lines() { Console.complain(line) }
            return summary.exitCode
        }
    }
}

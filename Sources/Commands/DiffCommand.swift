import ArgumentParser
import Batch
import BudgetModel
import Quantities
import Reports
import Workflows

/// What a change of rules does to the projects of a table.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "规则变化的影响：谁的得分和等级变化，由哪一条引起。 What a change of rules does: whose score and grade change, and by which clause.",
        discussion: "各栏和归因的方法见 docs/diff.md。 Columns, and how changes are laid to clauses: docs/diff.md.")

    @OptionGroup var table: TableOptions

    @Option(help: "变化前的评分规则：内置名称或 .yaml 文件。 Framework before: a shipped id or a .yaml file.")
    var from: String

    @Option(help: "变化后的评分规则：内置名称或 .yaml 文件。 Framework after: a shipped id or a .yaml file.")
    var to: String

    @Option(help: "变化前的规则取哪一年末有效的值；默认今天。 Year whose values the first framework has; today by default.")
    var fromYear: Int?

    @Option(help: "变化后的规则取哪一年末有效的值；默认今天。 Year whose values the second framework has; today by default.")
    var toYear: Int?

    @Option(help: "有变化的项目写到这个 CSV 文件，- 为标准输出。 CSV file for the projects that change; - for standard output.")
    var output: String?

    @Option(help: "有变化的行写到这个 CSV 文件。 CSV file for the rows that change.")
    var rows: String?

    @Option(help: "写 JSON（docs/formats/diff.schema.json），- 为标准输出。 JSON file; - for standard output.")
    var json: String?

    @Option(help: "写带图表的网页。 HTML file with charts.")
    var html: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        try table.checkOutputs([output, rows, json, html])
        for (year, option) in [(fromYear, "--from-year"), (toYear, "--to-year")] { _ = try TableOptions.day(year, option: option) }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            var request = DiffTable.Request(path: table.table, from: from, to: to, dayFrom: try TableOptions.day(fromYear, option: "--from-year"), dayTo: try TableOptions.day(toYear, option: "--to-year"))
            request.columns = try table.map()
            request.output = output
            request.rows = rows
            let outcome = try DiffTable(store: FrameworkStore(today: CommonOptions.today))(request)
            let report = EffectReport(effect: outcome.effect, from: outcome.from, to: outcome.to, clauses: outcome.clauses, greatest: outcome.greatest, table: table.table, rows: outcome.rows, badRows: outcome.badRows)
            if let json { try Console.write(report.json(common.language), to: json) }
            if let html { try Console.write(Array(report.html(common.language).utf8), to: html) }
            if outcome.namesFrameworks { Console.complain(Wording(zh: "表里的“评分规则”一栏没有用：每一行都按 --from 和 --to 各算一遍。", en: "The framework column of the table does not count: each row is scored by --from and by --to.")(common.language)) }
            if outcome.effect.projects > 0, outcome.effect.withBoth == 0 {
                Console.complain(Wording(zh: "没有一个项目在两套规则下都有得分，看不出影响：请先用 jixiao score 查看原因（例如缺预算执行行）。", en: "No project has a score under both, so no effect can be seen: jixiao score tells why (no row of execution, for example).")(common.language))
            }
            if ![output, rows, json, html].contains("-") { try Console.print(report.lines(common.language)) }
            return outcome.exitCode
        }
    }
}

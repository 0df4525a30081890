import ArgumentParser
import BudgetModel
import Workflows

/// Says where to look first in a table of indicator rows.
struct ScreenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "批量筛查：按写明的理由给项目和单位排序，指出先看哪里。 Rank the projects and units of a table by stated reasons: where to look.",
        discussion: "理由只说明先看哪里，不是结论；每条理由的算法和分数见 docs/screen.md。 Reasons say where to look and are no verdict; docs/screen.md has the formula and points of each.")

    @OptionGroup var table: ScoredTableOptions

    @Option(help: "项目排序写到这个文件；默认标准输出。 File for the ranked projects; standard output by default.")
    var output = "-"

    @Option(help: "单位排序写到这个文件。 File for the ranked units.")
    var units: String?

    @Option(help: "只写前 N 个；默认全部。 Write the first N only; all by default.")
    var top: Int?

    @Flag(help: "输出 JSON：理由、项目、单位在一个对象里。 JSON: reasons, projects and units in one object.")
    var json = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        _ = try table.day()
        try table.input.checkOutputs([output, units])
        if let top, top < 1 { throw ValidationError("--top \(top)：至少是 1。 --top must be 1 or more.") }
        if json, units != nil { throw ValidationError("--units 与 --json 只能用一个：JSON 里已有单位。 Use either --units or --json: the JSON holds the units.") }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            var request = ScreenTable.Request()
            request.output = output
            request.units = units
            request.top = top
            request.isJSON = json
            request.language = common.language
            let summary = try ScreenTable(store: FrameworkStore(today: CommonOptions.today))(table.source(), request)
            for line in ScoreSummaryText(summary, language: common.language, hasFindings: true).lines() { Console.complain(line) }
            return summary.exitCode
        }
    }
}

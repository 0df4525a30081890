import ArgumentParser
import Batch
import BudgetModel
import Reports
import Workflows

/// Rolls a table of indicator rows up.
struct RollupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollup",
        abstract: "汇总：按区划、部门、一级指标、评分规则汇总项目得分、等级和预算执行。 Roll scores, grades and execution up by region, department, level 1 and framework.",
        discussion: "各种汇总方式和输出见 docs/rollup.md。 Groups and outputs are told in docs/rollup.md.")

    @OptionGroup var table: ScoredTableOptions

    @Option(
        help: "按什么汇总，用逗号分开：province city region department unit project level1 framework；用 + 同时按几样（city+department）。 What to group by, with commas between; + joins several.")
    var by = "region,department,level1,framework"

    @Option(help: "汇总表写到这个 CSV 文件，- 为标准输出；没有别的输出时默认标准输出。 CSV file for the groups; - for standard output.")
    var output: String?

    @Option(help: "写 JSON（docs/formats/rollup.schema.json），- 为标准输出。 JSON file; - for standard output.")
    var json: String?

    @Option(help: "写带图表的网页。 HTML file with charts.")
    var html: String?

    @Option(help: "把各组项目的同一指标合成一张表后计分，写到这个 CSV 文件（docs/rollup.md）。 CSV file for the indicators of each group made into one and scored.")
    var aggregate: String?

    @Option(help: "合成时相对值按什么金额加权：budget（预算）或 executed（执行）。 Money that weights relative values: budget or executed.")
    var money = "budget"

    @Option(name: .customLong("indicator"), help: "只合成这个指标，可重复。 Only this indicator; may be repeated.")
    var indicators: [String] = []

    @Option(help: "这个指标是相对值，加权平均，可重复。 This indicator is relative: averaged. May be repeated.")
    var relative: [String] = []

    @Option(help: "这个指标是绝对值，直接相加，可重复。 This indicator is absolute: added. May be repeated.")
    var absolute: [String] = []

    @OptionGroup var common: CommonOptions

    private func aggregation() throws -> RollUpTable.Aggregation? {
        guard aggregate != nil else {
            guard indicators.isEmpty, relative.isEmpty, absolute.isEmpty else { throw ValidationError("--indicator、--relative、--absolute 要和 --aggregate 一起用。 They go with --aggregate.") }
            return nil
        }
        if let both = relative.first(where: absolute.contains) { throw ValidationError("“\(both)”不能既是 --relative 又是 --absolute。 It is either relative or absolute.") }
        guard let base = Aggregate.MoneyBase(rawValue: money) else { throw ValidationError("--money \(money)：可用 budget 或 executed。 Use budget or executed.") }
        guard table.input.table != "-" else { throw ValidationError("--aggregate 要把表读两遍，不能读标准输入：请先存成文件。 --aggregate reads the table twice, which standard input does not allow: save it to a file first.") }
        var wish = RollUpTable.Aggregation()
        wish.money = base
        wish.only = Set(indicators)
        wish.relative = RelativeNames(relative: Set(relative), absolute: Set(absolute))
        return wish
    }

    private func dimensions() throws -> [RollupDimension] {
        try by.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let dimension = RollupDimension(name) else {
                throw ValidationError("--by \(name)：可用 \(RollupDimension.Part.allCases.map(\.rawValue).joined(separator: "、"))，用 + 连接。 Use these, joined by +.")
            }
            return dimension
        }
    }

    /// Where the groups go: standard output where nothing else is asked for.
    private var csv: String? { output ?? (json == nil && html == nil && aggregate == nil ? "-" : nil) }

    func validate() throws {
        _ = try table.day()
        _ = try dimensions()
        _ = try aggregation()
        try table.input.checkOutputs([csv, json, html, aggregate])
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            var request = RollUpTable.Request()
            request.dimensions = try dimensions()
            request.aggregate = try aggregation()
            let outcome = try RollUpTable(store: FrameworkStore(today: CommonOptions.today))(table.source(), request)
            let report = RollupReport(rollup: outcome.rollup, table: table.input.table, frameworks: outcome.frameworks, rows: outcome.rows, badRows: outcome.badRows)
            if let aggregate, let forms = outcome.aggregate { try OutputFiles.write(rows: forms.csv(common.language), to: aggregate) }
            if let csv { try OutputFiles.write(rows: report.csv, to: csv) }
            if let json { try Console.write(report.json(), to: json) }
            if let html { try Console.write(Array(report.html(common.language).utf8), to: html) }
            if outcome.badRows > 0 || outcome.rollup.whole.open > 0 {
                Console.complain(
                    Wording(
                        zh: "共 \(outcome.rows) 行、\(outcome.rollup.whole.projects) 个项目；\(outcome.badRows) 行不能计分，\(outcome.rollup.whole.open) 个项目没有总分，没有计入得分。用 jixiao score 查看原因。",
                        en: "Rows that cannot be scored: \(outcome.badRows) of \(outcome.rows); projects without a total, which are in no score: \(outcome.rollup.whole.open) of \(outcome.rollup.whole.projects). jixiao score tells why.")(common.language))
            }
            return outcome.exitCode
        }
    }
}

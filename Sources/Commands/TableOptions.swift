import ArgumentParser
import BudgetModel
import Quantities
import Workflows

/// A table of indicator rows, and how it is scored.
struct TableOptions: ParsableArguments {
    @Argument(help: "CSV 文件，可以是 gzip 压缩的；- 表示标准输入。 A CSV file, gzipped or not; - for standard input.")
    var table: String

    @Option(help: "评分规则：内置名称或自己的 .yaml 文件。 Framework: a shipped id or your own .yaml file.")
    var framework = "cn-2020"

    @Option(help: "评价年度，决定用哪一天有效的规则；默认今天。 Year evaluated, which decides the rules in force; today by default.")
    var year: Int?

    @Option(help: "说明哪一栏是什么的 YAML 文件（target: 目标）。 A YAML file that says which column is which.")
    var columns: String?

    func source() throws -> ScreenTable.Source {
        let today = CommonOptions.today
        let day = try year.map { year in
            guard let day = try? CalendarDay(year: year, month: 12, day: 31) else { throw ValidationError("--year \(year)：年度不对。 There is no such year.") }
            return min(day, today)
        }
        var source = ScreenTable.Source(path: table, framework: framework, day: day ?? today)
        source.columns = try columns.map { try ColumnNames.read($0) } ?? [:]
        return source
    }
}

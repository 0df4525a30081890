import ArgumentParser
import Quantities
import Workflows

/// A table of indicator rows, and the one framework it is scored by.
struct ScoredTableOptions: ParsableArguments {
    @OptionGroup var input: TableOptions

    @Option(help: "评分规则：内置名称或自己的 .yaml 文件。 Framework: a shipped id or your own .yaml file.")
    var framework = "cn-2020"

    @Option(help: "评价年度，决定用哪一天有效的规则；默认今天。 Year evaluated, which decides the rules in force; today by default.")
    var year: Int?

    func day() throws -> CalendarDay { min(try TableOptions.day(year, option: "--year"), CommonOptions.today) }

    func source() throws -> TableSource {
        var source = TableSource(path: input.table, framework: framework, day: try day())
        source.columns = try input.map()
        return source
    }
}

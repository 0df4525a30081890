import ArgumentParser
import Batch
import Quantities
import Workflows

/// Options of commands that read a table of indicator rows.
struct TableOptions: ParsableArguments {
    @Argument(help: "指标明细表 .csv（可用 gzip 压缩）；- 为标准输入。 The table, .csv or gzipped; - for standard input.")
    var table: String

    @Option(help: "说明哪一栏是什么的 YAML 文件（target: 目标）。 A YAML file that says which column is which.")
    var columns: String?

    func map() throws -> [TableColumn: String] { try columns.map { try ColumnNames.read($0) } ?? [:] }

    /// The last day of a year, or today where that is earlier.
    static func day(_ year: Int?, option: String) throws -> CalendarDay {
        let today = CommonOptions.today
        guard let year else { return today }
        guard let day = try? CalendarDay(year: year, month: 12, day: 31) else { throw ValidationError("\(option) \(year)：年度不对。 There is no such year.") }
        return day
    }

    /// Several files may be asked for, but standard output only once.
    static func checkOutputs(_ outputs: [String?]) throws {
        if outputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("只能有一个结果写到标准输出（-）。 Only one result may go to standard output (-).") }
    }
}

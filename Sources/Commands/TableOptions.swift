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

    /// Several files may be asked for, but each only once, standard output too; and no result takes the place of what is read.
    ///
    /// - Parameter inputs: files that the run reads beside the table.
    func checkOutputs(_ outputs: [String?], beside inputs: [String?] = []) throws {
        if outputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("只能有一个结果写到标准输出（-）。 Only one result may go to standard output (-).") }
        var seen = Set(([table, columns] + inputs).compactMap { $0 }.filter { $0 != "-" }.map(OutputFiles.place))
        let read = seen
        for path in outputs.compactMap({ $0 }) where path != "-" && !OutputFiles.isDevice(path) {
            let place = OutputFiles.place(path)
            if read.contains(place) { throw ValidationError("\(path)：这是要读的文件，结果不能写在它上面，请换一个文件名。 This file is read; write the result to another.") }
            guard seen.insert(place).inserted else { throw ValidationError("\(path)：两个结果不能写到同一个文件。 Two results cannot go to one file.") }
        }
    }
}

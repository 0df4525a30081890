import ArgumentParser
import BudgetModel
import Frameworks
import Quantities
import Workbooks
import Workflows

/// Writes a blank official workbook.
struct FormCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form",
        abstract: "生成空白的官方表格工作簿（带校验列表和实时核对）。 Write a blank official workbook with validation lists and live checks.",
        discussion: "KIND: " + BlankForm.kinds.map(\.rawValue).joined(separator: " · "))

    @Argument(help: "表格种类，如 project-self-evaluation。 The kind of form.")
    var kind: String

    @Option(help: "评分规则：内置名称或自己的 .yaml 文件。 Framework: a shipped id or your own file.")
    var framework = "cn-2020"

    @Option(help: "实施（填报）单位。 The unit.") var unit: String?
    @Option(help: "主管部门。 The department.") var department: String?
    @Option(help: "项目名称。 The programme.") var programme: String?
    @Option(name: .customLong("programme-code"), help: "项目编码。 The programme's code.") var programmeCode: String?
    @Option(help: "年度。 The fiscal year.") var year: Int?
    @Option(help: "监控期间，如 1-7月。 Months of a monitoring form.") var months: String?
    @Option(help: "每个二级指标下的空行数。 Empty rows under each level 2.") var rows: Int?
    @Flag(help: "锁定标签单元格（无密码）。 Protect the labels, without a password.") var protect = false
    @Option(name: .shortAndLong, help: "写到这个文件；默认“表格种类-年度.xlsx”。 The file to write.") var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard let found = FormKind(rawValue: kind), BlankForm.kinds.contains(found) else {
            throw ValidationError("没有名为 \(kind) 的空白表；可用：\(BlankForm.kinds.map(\.rawValue).joined(separator: "、"))。 There is no such blank form; use one of these.")
        }
        if let year, !(1990...2099).contains(year) { throw ValidationError("--year \(year)：年度应在 1990 至 2099 之间。 The year must be 1990 to 2099.") }
        if let months, !Self.areMonths(months) {
            throw ValidationError("--months \(months)：应写作 1-7月 或 7月，月份在 1 至 12 之间。 Write the months as 1-7月 or 7月, from 1 to 12.")
        }
        if let rows, !(1...30).contains(rows) { throw ValidationError("--rows \(rows)：应在 1 至 30 之间。 Rows must be 1 to 30.") }
    }

    /// `1-7月`, `7月`.
    private static func areMonths(_ text: String) -> Bool {
        guard text.hasSuffix("月") else { return false }
        let parts = text.dropLast().split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy { $0.isASCII && $0.isNumber } && part.count <= 2 ? Int(part) : nil }
        guard numbers.count == parts.count, (1...2).contains(parts.count), numbers.allSatisfy({ (1...12).contains($0) }) else { return false }
        return numbers.count == 1 || numbers[0] < numbers[1]
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            guard let kind = FormKind(rawValue: kind) else { return .usage }
            var details = BlankForm.Details()
            details.unit = unit
            details.department = department
            details.programme = programme
            details.programmeCode = programmeCode
            details.year = year
            if let months { details.months = months }
            if let rows { details.rowsPerLevel2 = rows }
            details.isProtected = protect
            let day = try year.map { try CalendarDay(year: $0, month: 12, day: 31) } ?? CommonOptions.today
            let source = try FrameworkStore(today: day).source(framework)
            let bytes = try BlankForm.write(kind: kind, framework: source.framework(on: day), details: details)
            if output == "-" {
                try Console.write(bytes)
            } else {
                // A form that somebody has begun to fill is never replaced by a blank one.
                try OutputFiles.write(bytes, to: output ?? "\(kind.rawValue)\(year.map { "-\($0)" } ?? "").xlsx", replacing: false)
            }
            return .clean
        }
    }
}

import ArgumentParser
import BudgetModel
import Casework
import Workflows

/// Imports lists from office files.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "导入单位、项目、预算清单（xlsx、xls、csv）；有一处不对整表都不导入。 Imports a list of units, programmes or amounts; with one flaw nothing is imported.",
        discussion: "先用 --dry-run 看逐行逐字段的结果。栏目见 docs/office.md。 Try it with --dry-run first; columns are told in docs/office.md.")

    @Argument(help: "units（单位）、programmes（项目）或 budget（预算）。 What the table lists.") var kind: String
    @Argument(help: "文件。 The file.") var file: String
    @Flag(name: .customLong("dry-run"), help: "只试不导。 Tries only.") var isDryRun = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var region: RegionOptions
    @OptionGroup var common: CommonOptions

    func validate() throws { if ImportKind(rawValue: kind) == nil { throw ValidationError("“\(kind)”：可用 units、programmes、budget。 Use one of these.") } }

    func run() async throws {
        try await ExitReport.run(common.language) {
            guard let kind = ImportKind(rawValue: kind) else { return .usage }
            let bytes = try InputFiles.bytes(of: file, limit: 20 << 20)
            let report = try await database.use { open in
                let desk = database.desk(open)
                return try await desk.importTable(kind, name: file, bytes: bytes, dryRun: isDryRun, by: .machine(try await region.resolve(desk)))
            }
            try tell(report)
            return report.hasFlaws ? .data : .clean
        }
    }

    private func tell(_ report: ImportReport) throws {
        var lines: [String] = []
        for row in report.rows {
            for change in row.changes { lines.append("\(row.row)\t\(row.key)\t\(change.field)\t\(change.before)\t\(change.after)") }
            for flaw in row.flaws { Console.complain(flaw.pointer + "：" + flaw.sentence(common.language)) }
        }
        func count(_ outcome: ImportRow.Outcome) -> Int { report.rows.count { $0.outcome == outcome } }
        if !report.unread.isEmpty {
            Console.complain(Wording(zh: "没有用到的列：\(report.unread.joined(separator: "、"))。", en: "Columns that were not used: \(report.unread.joined(separator: ", ")).")(common.language))
        }
        let isApplied = !report.isDryRun && !report.hasFlaws
        lines.append(
            Wording(
                zh: "新增 \(count(.added))，改动 \(count(.changed))，相同 \(count(.same))，不收 \(count(.refused))；\(isApplied ? "已导入" : "没有导入")。",
                en: "\(count(.added)) added, \(count(.changed)) changed, \(count(.same)) the same, \(count(.refused)) refused; \(isApplied ? "imported" : "nothing imported").")(common.language))
        try Console.print(lines)
    }
}

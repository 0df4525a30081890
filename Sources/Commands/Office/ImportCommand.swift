import ArgumentParser
import BudgetModel
import Casework
import Workflows

/// The list that a command is about.
struct ImportListArgument: ParsableArguments {
    @Argument(help: "units（单位）、programmes（项目）或 budget（预算）。 What the table lists.") var kind: String

    func validate() throws { _ = try list }

    var list: ImportKind {
        get throws {
            guard let list = ImportKind(rawValue: kind) else { throw ValidationError("“\(kind)”：可用 units、programmes、budget。 Use one of these.") }
            return list
        }
    }
}

/// Imports lists from office files.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "导入单位、项目、预算清单（xlsx、xls、csv）；有一处不对整表都不导入。 Imports a list of units, programmes or amounts; with one flaw nothing is imported.",
        discussion: "先用 --dry-run 看逐行逐字段的结果。模板用 jixiao import-template，栏目见 docs/office.md。 Try it with --dry-run first; import-template writes a template, columns are told in docs/office.md.")

    @OptionGroup var kind: ImportListArgument
    @Argument(help: "文件。 The file.") var file: String
    @Flag(name: .customLong("dry-run"), help: "只试不导。 Tries only.") var isDryRun = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var region: RegionOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let list = try kind.list, bytes = try InputFiles.bytes(of: file, limit: 20 << 20)
            let report = try await database.use { open in
                let desk = database.desk(open)
                return try await desk.importTable(list, name: file, bytes: bytes, dryRun: isDryRun, by: .machine(try await region.resolve(desk)))
            }
            try tell(report)
            return report.hasFlaws ? .data : .clean
        }
    }

    private func tell(_ report: ImportReport) throws {
        for note in report.notes { Console.complain(note(common.language)) }
        if !report.unread.isEmpty {
            Console.complain(Wording(zh: "没有用到的列：\(report.unread.joined(separator: "、"))。", en: "Columns that were not used: \(report.unread.joined(separator: ", ")).")(common.language))
        }
        for row in report.rows {
            for flaw in row.flaws { Console.complain(flaw.pointer + (common.language == .zh ? "：" : ": ") + flaw.sentence(common.language)) }
        }
        try Console.print(report.rows.flatMap { lines($0, report.kind) } + [sum(report)])
    }

    /// Row, key and outcome of what is not the same as before; of a change also field, old and new value.
    private func lines(_ row: ImportRow, _ kind: ImportKind) -> [String] {
        let head = "\(row.row)\t\(row.key)\t\(row.outcome.wording(common.language))"
        switch row.outcome {
        case .same: return []
        case .added, .refused: return [head]
        case .changed: return row.changes.map { change in "\(head)\t\(kind.column(change.field)?.heading ?? change.field)\t\(change.before)\t\(change.after)" }
        }
    }

    private func sum(_ report: ImportReport) -> String {
        func count(_ outcome: ImportRow.Outcome) -> Int { report.rows.count { $0.outcome == outcome } }
        let end = switch (report.hasFlaws, report.isDryRun) {
        case (true, _): Wording(zh: "没有导入", en: "nothing imported")
        case (false, true): Wording(zh: "只是试运行，没有导入", en: "only tried, nothing imported")
        case (false, false): Wording(zh: "已导入", en: "imported")
        }
        return Wording(
            zh: "新增 \(count(.added))，改动 \(count(.changed))，相同 \(count(.same))，不收 \(count(.refused))；\(end.zh)。",
            en: "\(count(.added)) added, \(count(.changed)) changed, \(count(.same)) the same, \(count(.refused)) refused; \(end.en).")(common.language)
    }
}

/// Writes a workbook to fill in and import.
struct ImportTemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-template",
        abstract: "生成导入模板：表头，和每一栏的填法。 Writes a template to fill in for an import: headings, and what each column takes.")

    @OptionGroup var kind: ImportListArgument
    @Option(name: .shortAndLong, help: "写到这个新文件；默认“导入模板-单位清单.xlsx”之类。 The new file to write.") var output: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let list = try kind.list, bytes = try list.template(), file = output ?? list.templateName
            if file == "-" {
                try Console.write(bytes)
                return .clean
            }
            // A list that somebody has begun to fill in is never replaced by an empty one.
            try OutputFiles.write(bytes, to: file, replacing: false)
            try Console.print([
                Wording(zh: "已写出 \(file)；填好后先用 jixiao import \(list.rawValue) \(file) --dry-run 试。", en: "Wrote \(file); fill it in and try it with jixiao import \(list.rawValue) \(file) --dry-run.")(common.language)
            ])
            return .clean
        }
    }
}

import ArgumentParser
import BudgetModel
import FoundationEssentials
import Reports
import Workflows

/// The same run as `evaluate`, of which only what was found is printed.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "报送前检查：逐表列出问题、依据的单元格和改法，以及没有检查的内容。 Check forms before they are handed in: what is wrong, in which cell, and what was not checked.")

    @Argument(help: "文件或文件夹；- 为标准输入。 Files or folders; - for standard input.")
    var paths: [String]

    @OptionGroup var scoring: ScoringOptions
    @OptionGroup var checking: CheckOptions
    @OptionGroup var folder: FolderOptions
    @OptionGroup var common: CommonOptions

    @Flag(help: "每个问题后面列出依据。 Print the law behind each finding.")
    var basis = false

    @Flag(name: .shortAndLong, help: "没有问题的表不打印，全部没有问题时什么也不打印。 Leave out forms with nothing found; print nothing when all are clean.")
    var quiet = false

    @Flag(help: "输出 JSON 数组，与 evaluate 相同（docs/formats/evaluation.schema.json）。 Print one JSON array, as evaluate does.")
    var json = false

    @Flag(help: "每行输出一个 JSON 对象。 Print one JSON object a line.")
    var jsonl = false

    @Option(name: [.customLong("report"), .customLong("output")], help: "把批注后的工作簿和报告写到这个文件夹。 Write the returned workbook and the reports into this folder.")
    var report: String?

    func run() async throws {
        try await ExitReport.run(common.language) {
            let reports = report.map { ReportDigest(folder: $0, use: ReportScore.stated.rawValue, template: nil, language: common.language) }
            let run = try await FormRun(
                paths, scoring, checking, folder,
                writer: report.map { try ReportWriter(folder: $0, use: .stated, template: nil, language: common.language, engine: Engine.version) }, reports: reports, common.language)
            var tally = CheckTally()
            let style = Console.style
            var output = try FormOutput(json ? .json : jsonl ? .jsonl : .text, common.language)
            try await run { outcome in
                tally.addFile(isReadable: outcome.problem == nil)
                for form in outcome.forms {
                    tally.add(form.check, file: outcome.path)
                    try output.print(form, profile: run.profile) {
                        if quiet, form.check.findings.isEmpty { return [] }
                        return CheckText(form.evaluation, check: form.check, basis: basis, language: common.language, style: style).lines()
                    }
                }
            }
            try output.end()
            if output.format == .text, tally.forms > 0, !quiet || !output.isEmpty {
                let summary = CheckSummaryText(tally, profile: run.profile, titles: RuleTitles.title, language: common.language, style: style)
                try Console.print([""] + summary.lines())
            }
            return try run.end()
        }
    }
}

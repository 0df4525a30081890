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
            let single = try await checking.prepared(scoring.evaluate(keepsDocument: report != nil), for: paths, common.language)
            let profile = single.settings?.profile
            var documents = try report.map {
                ReportOutput(try ReportWriter(folder: $0, use: .stated, template: nil, language: common.language, engine: Engine.version), common.language)
            }
            var code = Workflows.ExitCode.clean
            var tally = CheckTally()
            let style = Console.style
            var inputs = InputProgress(InputFiles.expand(paths), common.language)
            var output = try FormOutput(json ? .json : jsonl ? .jsonl : .text, common.language)
            try await EvaluateMany(single, width: ProcessInfo.processInfo.activeProcessorCount)(inputs.files) { outcome in
                inputs.note(outcome)
                code = code.worse(outcome.exitCode)
                if outcome.passedOver == nil { tally.addFile(isReadable: outcome.problem == nil) }
                if let problem = outcome.problem { Console.complain(ExitReport.name(outcome.path, common.language) + problem(common.language)) }
                for note in outcome.notes { Console.complain(ExitReport.name(outcome.path, common.language) + note(common.language)) }
                for form in outcome.forms {
                    tally.add(form.check, file: outcome.path)
                    try output.print(form, profile: profile) {
                        if quiet, form.check.findings.isEmpty { return [] }
                        return CheckText(form.evaluation, check: form.check, basis: basis, language: common.language, style: style).lines()
                    }
                }
                if outcome.problem == nil, outcome.passedOver == nil, let written = documents?.write(outcome) { code = code.worse(written) }
            }
            try output.end()
            if output.format == .text, tally.forms > 0, !quiet || !output.isEmpty {
                let summary = CheckSummaryText(tally, profile: profile, titles: RuleTitles.title, language: common.language, style: style)
                try Console.print([""] + summary.lines())
            }
            return code.worse(inputs.end())
        }
    }
}

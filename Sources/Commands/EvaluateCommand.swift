import ArgumentParser
import BudgetModel
import FoundationEssentials
import Reports
import Workflows

/// Reads filled forms, computes every point again and says what is wrong.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "读取填好的绩效表，重新核算每一分，指出错误，出具报告。 Evaluate filled forms: recompute every point, find errors, write reports.")

    @Argument(help: "文件或文件夹；- 为标准输入。 Files or folders; - for standard input.")
    var paths: [String]

    @OptionGroup var scoring: ScoringOptions
    @OptionGroup var checking: CheckOptions
    @OptionGroup var folder: FolderOptions
    @OptionGroup var common: CommonOptions

    @Flag(help: "输出 JSON 数组（docs/formats/evaluation.schema.json）。 Print one JSON array.")
    var json = false

    @Flag(help: "每行输出一个 JSON 对象。 Print one JSON object a line.")
    var jsonl = false

    @Option(help: "把报告写到这个文件夹：自评报告 DOCX、HTML、PDF，批注后的工作簿。 Write reports into this folder.")
    var report: String?

    @Option(help: "报告采用的得分：stated（单位自评，默认）或 computed（核算）。 Whose points the report carries.")
    var use: ReportScore = .stated

    @Option(help: "自评报告的 Word 模板（docs/reports.md）。 Word template of the report.")
    var template: String?

    func run() async throws {
        try await ExitReport.run(common.language) {
            let run = try await FormRun(
                paths, scoring, checking, folder,
                writer: report.map { try ReportWriter(folder: $0, use: use.source, template: template, language: common.language, engine: Engine.version) }, reports: reports(), common.language)
            let style = Console.style
            var output = try FormOutput(json ? .json : jsonl ? .jsonl : .text, common.language)
            try await run { outcome in
                for form in outcome.forms {
                    try output.print(form, profile: run.profile) {
                        EvaluationText(form.evaluation, form.scoreSheet, check: form.check, language: common.language, style: style).lines()
                    }
                }
            }
            try output.end()
            return try run.end()
        }
    }

    /// What decides which documents a run leaves behind.
    private func reports() -> ReportDigest? {
        report.map { ReportDigest(folder: $0, use: use.rawValue, template: template, language: common.language) }
    }
}

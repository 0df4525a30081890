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
            let single = try scoring.evaluate(keepsDocument: report != nil)
            let writer = try report.map { try ReportWriter(folder: $0, use: use.source, template: template, language: common.language, engine: Engine.version) }
            var code = Workflows.ExitCode.clean
            var isFirst = true
            var told: Set<Wording> = []
            let style = Console.style
            var inputs = InputProgress(InputFiles.expand(paths), common.language)
            if json { try Console.write(Array("[".utf8)) }
            try await EvaluateMany(single, width: ProcessInfo.processInfo.activeProcessorCount)(inputs.files) { outcome in
                inputs.note(outcome)
                code = code.worse(outcome.exitCode)
                if let problem = outcome.problem { Console.complain(ExitReport.name(outcome.path, common.language) + problem(common.language)) }
                for note in outcome.notes { Console.complain(ExitReport.name(outcome.path, common.language) + note(common.language)) }
                for form in outcome.forms {
                    if json || jsonl {
                        if !isFirst, json { try Console.write(Array(",\n".utf8)) }
                        try Console.write(bytes(form) + (jsonl ? [0x0A] : []))
                    } else {
                        let text = EvaluationText(
                            form.evaluation, form.scoreSheet, check: form.check, language: common.language, style: style)
                        try Console.print((isFirst ? [] : [""]) + text.lines())
                    }
                    isFirst = false
                }
                if let writer, outcome.problem == nil, outcome.passedOver == nil { code = code.worse(write(outcome, writer, &told)) }
            }
            if json { try Console.write(Array("]\n".utf8)) }
            return code.worse(inputs.end())
        }
    }

    /// Writes the reports of one file; what goes wrong is said and leaves the other files alone.
    private func write(_ outcome: FileOutcome, _ writer: ReportWriter, _ told: inout Set<Wording>) -> Workflows.ExitCode {
        do {
            let notes = try writer.write(outcome)
            for note in notes.ofFile { Console.complain(ExitReport.name(outcome.path, common.language) + note(common.language)) }
            if let note = notes.ofMachine, told.insert(note).inserted { Console.complain(note(common.language)) }
            return .clean
        } catch let problem as InputProblem {
            Console.complain(ExitReport.name(problem.path, common.language) + problem.sentence(common.language))
            return .data
        } catch let problem as WriteProblem {
            Console.complain(ExitReport.line(problem, common.language))
            return problem.exitCode
        } catch {
            return ExitReport.ourFault(error, common.language)
        }
    }

    private func bytes(_ form: EvaluatedForm) -> [UInt8] {
        var json = JSONWriter()
        EvaluationJSON(
            evaluation: form.evaluation, scoreSheet: form.scoreSheet, check: form.check, engine: Engine.version,
            language: common.language
        ).write(to: &json)
        return json.bytes
    }
}

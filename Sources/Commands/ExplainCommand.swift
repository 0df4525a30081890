import ArgumentParser
import BudgetModel
import JSONText
import Reports
import Workflows

/// Shows how each score came about.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "逐项说明得分是怎样算出来的。 Explain how each score came about.")

    @Argument(help: "文件；- 为标准输入。 Files; - for standard input.")
    var paths: [String]

    @Option(help: "只说明名称含此文字、或位于此单元格的指标。 Only indicators whose name holds this text or whose cell it is.")
    var indicator: String?

    @Flag(help: "输出 JSON 数组（docs/formats/explanation.schema.json）。 Print one JSON array.")
    var json = false

    @OptionGroup var scoring: ScoringOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let single = try scoring.evaluate()
            var code = Workflows.ExitCode.clean
            var hasForm = false, isFound = indicator == nil, isFirst = true
            if json { try Console.write(Array("[".utf8)) }
            var inputs = InputProgress(InputFiles.expand(paths), common.language)
            for file in inputs.files {
                let input: InputFile
                switch file {
                case .success(let found): input = found
                case .failure(let problem):
                    Console.complain(ExitReport.name(problem.path, common.language) + problem.sentence(common.language))
                    code = code.worse(.data)
                    continue
                }
                let outcome = try single(input)
                inputs.note(outcome)
                if let problem = outcome.problem {
                    Console.complain(ExitReport.name(outcome.path, common.language) + problem(common.language))
                    code = code.worse(.data)
                }
                for note in outcome.notes { Console.complain(ExitReport.name(outcome.path, common.language) + note(common.language)) }
                for form in outcome.forms {
                    hasForm = true
                    guard indicator.map({ ExplanationText.has($0, form.evaluation) }) ?? true else { continue }
                    isFound = true
                    if json {
                        var writer = JSONWriter()
                        EvaluationJSON(
                            evaluation: form.evaluation, scoreSheet: form.scoreSheet, check: CheckResult(), engine: Engine.version, language: common.language
                        ).writeExplanation(to: &writer, indicator: indicator)
                        try Console.write(Array((isFirst ? "" : ",\n").utf8) + writer.bytes)
                        isFirst = false
                        continue
                    }
                    try Console.print(
                        ExplanationText.lines(form.evaluation, form.scoreSheet, indicator: indicator, language: common.language, style: Console.style) + [""])
                }
            }
            if json { try Console.write(Array("]\n".utf8)) }
            code = code.worse(inputs.end())
            if hasForm, !isFound, let indicator {
                Console.complain(
                    Wording(
                        zh: "没有找到指标“\(indicator)”（按名称中的文字或单元格查找）：请用 jixiao evaluate 查看表中的指标名称和位置。",
                        en: "There is no indicator “\(indicator)” (looked for in names and as a cell): see the names and cells with jixiao evaluate.")(common.language))
                code = code.worse(.usage)
            }
            return code
        }
    }
}

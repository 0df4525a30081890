import ArgumentParser
import BudgetModel
import FoundationEssentials
import JSONText
import Reports
import Workflows

/// Reads reports and says where they contradict themselves and their form.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "核对自评报告的文字和数字，找出自相矛盾之处。 Hold the text of reports against its own numbers.",
        discussion: "读取 .docx、.html、.pdf、.txt、.md；见 docs/audit.md。 Reads .docx, .html, .pdf, .txt and .md; see docs/audit.md.")

    @Argument(help: "报告文件或文件夹；- 为标准输入。 Reports or folders; - for standard input.")
    var paths: [String]

    @Option(help: "报告所依据的绩效表，可给几次；报告里的数字与它核对。 The form that belongs to the report, to compare with; may be repeated.")
    var form: [String] = []

    @Flag(help: "输出 JSON 数组（docs/formats/audit.schema.json）。 Print one JSON array.")
    var json = false

    @Flag(help: "每行输出一个 JSON 对象。 Print one JSON object a line.")
    var jsonl = false

    @Flag(help: "列出读到的每个数字及其含义。 List every figure read and what it was taken for.")
    var figures = false

    @Option(help: "把标出问题的报告（HTML）写到这个文件夹。 Write pages with the places marked into this folder.")
    var report: String?

    @Flag(help: "在 HTML 中把核对相符的地方也标出来。 Underline what holds, too, in the pages.")
    var holding = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if json && jsonl || figures && (json || jsonl) { throw ValidationError("--json、--jsonl、--figures 只能用一个。 Use one of --json, --jsonl and --figures.") }
        if holding, report == nil { throw ValidationError("--holding 要与 --report 一起用。 --holding goes with --report.") }
    }

    func run() async throws {
        let language = common.language
        try await ExitReport.run(language) {
            let store = FrameworkStore(today: CommonOptions.today)
            let single = AuditFile(store: store, forms: try AuditForms.read(form, store))
            let pages = try report.map { try AuditPages(folder: $0, showsHolding: holding, language: language, engine: Engine.version) }
            var inputs = InputProgress(InputFiles.expand(paths, for: .reports), language, passedOver: AuditOutcome.sentence(passedOver:))
            var code = Workflows.ExitCode.clean
            var isFirst = true
            if json { try Console.write(Array("[".utf8)) }
            try await AuditMany(single, width: ProcessInfo.processInfo.activeProcessorCount)(inputs.files) { outcome in
                inputs.note(outcome)
                code = code.worse(outcome.exitCode)
                if let problem = outcome.problem {
                    Console.complain(ExitReport.name(outcome.path, language) + problem(language))
                    if json || jsonl {
                        try printJSON(isFirst) { AuditJSON.write(unread: outcome.path, because: problem, engine: Engine.version, language: language, to: &$0) }
                        isFirst = false
                    }
                }
                guard let result = outcome.report else { return }
                try print(result, isFirst)
                isFirst = false
                if let pages { code = code.worse(write(result, pages)) }
            }
            if json { try Console.write(Array("]\n".utf8)) }
            return code.worse(inputs.end())
        }
    }

    private func print(_ result: AuditReport, _ isFirst: Bool) throws {
        if json || jsonl {
            return try printJSON(isFirst) { AuditJSON(result, engine: Engine.version, language: common.language).write(to: &$0) }
        }
        let lines =
            figures
            ? AuditFigures(result, language: common.language, style: Console.style).lines()
            : AuditText(result, language: common.language, style: Console.style).lines()
        try Console.print((isFirst ? [] : [""]) + lines)
    }

    private func printJSON(_ isFirst: Bool, _ write: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        write(&writer)
        try Console.write((json && !isFirst ? Array(",\n".utf8) : []) + writer.bytes + (jsonl ? [0x0A] : []))
    }

    private func write(_ result: AuditReport, _ pages: AuditPages) -> Workflows.ExitCode {
        do {
            for note in try pages.write(result) { Console.complain(ExitReport.name(result.file, common.language) + note(common.language)) }
            return .clean
        } catch {
            Console.complain(ExitReport.line(error, common.language))
            return error.exitCode
        }
    }
}

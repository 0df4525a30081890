import ArgumentParser
import BudgetModel
import Reports
import Workflows

/// Reads reports and says where they contradict themselves.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "核对自评报告的文字和数字，找出自相矛盾之处。 Hold the text of reports against its own numbers.")

    @Argument(help: "报告文件；- 为标准输入。 Reports; - for standard input.")
    var paths: [String]

    @Flag(help: "输出 JSON 数组（docs/formats/audit.schema.json）。 Print one JSON array.")
    var json = false

    @Flag(help: "列出读到的每个数字及其含义。 List every figure read and what it was taken for.")
    var figures = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let audit = AuditFile()
            if figures {
                for path in paths {
                    guard let reading = audit(path).reading else { continue }
                    try Console.print(AuditFigures.lines(reading))
                }
                return .clean
            }
            var writer = JSONWriter()
            writer.array(paths) { json, path in
                let outcome = audit(path)
                if let reading = outcome.reading { AuditJSON(reading, file: path, engine: Engine.version, language: common.language).write(to: &json) }
            }
            try Console.write(writer.bytes + [0x0A])
            return .clean
        }
    }
}

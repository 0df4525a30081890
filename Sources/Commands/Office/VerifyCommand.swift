import ArgumentParser
import BudgetModel
import Casework
import JSONText
import Quantities
import Storage
import Workflows

/// Checks that nothing kept was changed.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "核对数据库的操作记录、每条数据和每个文件没有被改过。 Checks the audit chain, every record and every file.",
        discussion: "有一处不符就指出第一处并以 1 结束。--heads 输出各地区的链头，可以公布；--against 核对以前公布的链头。 Ends with 1 and names the first break. --heads prints the heads of the chains; --against checks heads that were published.")

    @OptionGroup var database: DatabaseOptions
    @Flag(help: "输出链头（JSON）。 Prints the heads as JSON.") var heads = false
    @Option(help: "以前公布的链头文件（--heads 的输出）。 A file of heads that were published.") var against: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let kept = try against.map { try Self.heads(in: $0) } ?? []
            let report = try await database.use { open in try await VerifyDatabase.run(open, files: database.folder, heads: kept) }
            if heads {
                try Console.print([
                    JSONValue.array(report.heads.map { head in
                        .object(["region": .string(head.region), "seq": .integer(head.seq), "digest": .string(head.digest), "at": .text(head.at?.iso)])
                    }).text
                ])
            }
            for broken in report.breaks { Console.complain(broken.sentence(common.language)) }
            return report.breaks.isEmpty ? .clean : .findings
        }
    }

    private static func heads(in path: String) throws -> [KeptHead] {
        let bytes = try InputFiles.bytes(of: path, limit: 1 << 20)
        guard let elements = (try? JSONParser.parse(bytes))?.elements else { throw InputProblem(path: path, sentence: Wording(zh: "不是链头文件：应为 jixiao verify --heads 输出的 JSON。", en: "This is no file of heads: it must be the JSON that jixiao verify --heads prints.")) }
        return try elements.map { element in
            guard let region = element["region"]?.string, let seq = element["seq"]?.integer, let digest = element["digest"]?.string else {
                throw InputProblem(path: path, sentence: Wording(zh: "链头文件里缺少 region、seq 或 digest。", en: "A head lacks region, seq or digest."))
            }
            return KeptHead(region: region, seq: seq, digest: digest)
        }
    }
}

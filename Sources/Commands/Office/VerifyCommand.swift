import ArgumentParser
import BudgetModel
import Casework
import JSONText
import Quantities
import Storage
import Workflows

/// Checks that nothing kept was changed, in a database or in a bundle.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "核对数据库或个案包没有被改过；个案包的分数全部重新核算。 Checks a database, or a bundle, whose scores are all computed again.",
        discussion:
            "有一处不符就指出并以 1 结束。不写文件夹时核对数据库：--heads 输出各地区的链头，可以公布；--against 核对以前公布的链头。写了文件夹又写 --database 时，还核对操作记录与数据库的一致。 Ends with 1 and names what does not hold. Without a folder it checks the database: --heads prints the heads of the chains, --against checks heads that were published. With both it also looks the links up in the database."
    )

    @Argument(help: "jixiao bundle 写出的文件夹。 A folder that jixiao bundle wrote.") var bundle: String?
    @OptionGroup var database: DatabaseOptions
    @Flag(help: "输出链头（JSON）。 Prints the heads as JSON.") var heads = false
    @Option(help: "以前公布的链头文件（--heads 的输出）。 A file of heads that were published.") var against: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if bundle != nil, heads || against != nil { throw ValidationError("--heads 和 --against 用于核对数据库，不能与文件夹一起用。 They are of a database and go without a folder.") }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            if let bundle { return try await verify(bundle) }
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

    private func verify(_ bundle: String) async throws -> Workflows.ExitCode {
        let report = database.isNamed
            ? try await database.use { open in try await VerifyBundle.run(bundle, engine: Engine.version, beside: open) } : try await VerifyBundle.run(bundle, engine: Engine.version)
        for flaw in report.flaws { Console.complain(flaw.sentence(common.language)) }
        let others = report.engines.filter { $0 != Engine.version }
        if !others.isEmpty {
            Console.complain(
                Wording(
                    zh: "其中有版本 \(others.joined(separator: "、")) 核算的结果，用版本 \(Engine.version) 重新核算；分数逐一比较，推导的文字没有比较。",
                    en: "Some of it was computed by version \(others.joined(separator: ", ")) and is computed again by \(Engine.version): every score is compared, the wording of derivations is not.")(common.language))
        }
        try Console.print([
            Wording(
                zh: "“\(report.name)”\(report.year) 年度：\(report.records) 条数据，\(report.links) 条操作记录，重新核算 \(report.computed) 个结果，\(report.flaws.count) 处不符。",
                en: "“\(report.name)” \(report.year): \(report.records) records, \(report.links) links, \(report.computed) results computed again, \(report.flaws.count) things that do not hold.")(common.language)
        ])
        return report.flaws.isEmpty ? .clean : .findings
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

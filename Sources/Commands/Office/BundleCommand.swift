import ArgumentParser
import BudgetModel
import Casework
import Storage
import Workflows

/// Takes a case out of the office.
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "把一个个案连同规则、材料和操作记录写成文件夹，别处可以重新核算。 Writes a case with its frameworks, files and log to a folder, to be computed again elsewhere.",
        discussion: "用 jixiao verify 文件夹 核对。里面有上传的原件，请按原件的要求保管。 Check it with jixiao verify FOLDER. It holds the files as they were handed in; keep it as carefully as those.")

    @Argument(help: "个案的编号（API 里的 id）。 The key of the case, as the API shows it.") var caseID: String
    @Option(help: "写到这个新文件夹。 The new folder to write.") var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var region: RegionOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            guard let id = Identifier<CaseRecord>(caseID) else {
                Console.complain(Wording(zh: "“\(caseID)”不是个案编号：应为 API 里的 id。", en: "“\(caseID)” is no key of a case: it is the id that the API shows.")(common.language))
                return .usage
            }
            let bundle = try await database.use { open in
                let bundle = try await CaseBundle.read(id, in: region.resolve(database.desk(open)), engine: Engine.version, at: DatabaseOptions.now, open)
                try bundle.write(to: output, from: database.folder)
                return bundle
            }
            try Console.print([
                Wording(zh: "已写出“\(bundle.name)”，操作记录 \(bundle.links) 条：\(output)", en: "Wrote “\(bundle.name)” with \(bundle.links) links of the log: \(output)")(common.language)
            ])
            return .clean
        }
    }
}

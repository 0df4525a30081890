import ArgumentParser
import Batch
import BudgetModel
import Workflows

/// Draws projects for re-evaluation from a table of indicator rows.
struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "抽样：分层、按风险分加权抽取复核项目，谁来抽都一样。 Draw a stratified, risk-weighted sample that anyone can draw again.",
        discussion: "方法、种子和总体的校验码写在“结果文件名.method.json”里；方法见 docs/screen.md。 Method, seed and the digest of the frame are written beside the sample; docs/screen.md tells the method.")

    @OptionGroup var table: ScoredTableOptions

    @Option(help: "抽多少个项目。 How many projects.")
    var size: Int

    @Option(help: "种子：任何文字，如会上公布的号码。 Seed: any text, such as a number drawn in public.")
    var seed: String

    @Option(help: "按什么分层：region、unit、grade、framework、none，可用逗号合用。 Strata, several with commas.")
    var strata = "region"

    @Option(help: "样本写到这个文件；默认标准输出。 File for the sample; standard output by default.")
    var output = "-"

    @Option(help: "方法说明写到这个文件；默认在样本旁边。 File for the method; beside the sample by default.")
    var method: String?

    @OptionGroup var common: CommonOptions

    private var chosenStrata: [SampleStratum] { strata.split(separator: ",", omittingEmptySubsequences: false).compactMap { SampleStratum(rawValue: String($0)) } }

    /// Beside the sample, unless the user says where or the sample is no file.
    private var methodPath: String? { method ?? (output == "-" || OutputFiles.isDevice(output) ? nil : output + ".method.json") }

    func validate() throws {
        _ = try table.day()
        try table.input.checkOutputs([output, methodPath])
        if seed.isEmpty { throw ValidationError("--seed 不能是空的。 --seed must not be empty.") }
        if size < 1 { throw ValidationError("--size \(size)：至少是 1。 --size must be 1 or more.") }
        if chosenStrata.count != strata.split(separator: ",", omittingEmptySubsequences: false).count {
            throw ValidationError("--strata \(strata)：可用 region、unit、grade、framework、none，用逗号隔开。 Use region, unit, grade, framework or none, with commas.")
        }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            var request = DrawSample.Request(size: size, seed: seed, version: Engine.version)
            request.strata = chosenStrata
            request.output = output
            request.method = methodPath
            request.language = common.language
            let result = try DrawSample(store: FrameworkStore(today: CommonOptions.today))(table.source(), request)
            for line in ScoreSummaryText(result.summary, language: common.language, hasFindings: true).lines() { Console.complain(line) }
            if request.method == nil {
                Console.complain(Wording(zh: "样本写到了标准输出，没有写方法说明：用 --output FILE 或 --method FILE，才能让别人重抽。", en: "The sample went to standard output and the method was not written: --output FILE or --method FILE lets others draw it again.")(common.language))
            }
            return result.summary.exitCode
        }
    }
}

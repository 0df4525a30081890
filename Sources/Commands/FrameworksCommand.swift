import ArgumentParser
import BudgetModel
import Documents
import Frameworks
import Quantities
import Reports
import Workflows

/// The scoring frameworks: list, show, check, basis.
struct FrameworksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frameworks",
        abstract: "评分规则：列出、查看、检查自己的规则、列出缺少法规依据的取值。 Scoring frameworks.",
        subcommands: [List.self, Show.self, Check.self, Basis.self, Convert.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出内置的评分规则。 List the shipped frameworks.")
        @Flag(help: "输出 JSON（docs/formats/frameworks.schema.json）。 Print JSON.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                if json {
                    try Console.write(FrameworkJSON.list(FrameworkCatalogue.list(), common.language))
                    return .clean
                }
                for listing in FrameworkCatalogue.list() {
                    let basis = common.language == .zh ? "（\(listing.valueCount) 个取值，其中 \(listing.unverifiedCount) 个未核对原文）" : " (\(listing.valueCount) values, \(listing.unverifiedCount) not verified)"
                    try Console.print([
                        DisplayWidth.padded(listing.id, to: 20) + DisplayWidth.padded(listing.inForceFrom?.iso ?? "", to: 12) + listing.title(common.language) + basis
                    ])
                }
                return .clean
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看一套规则的全部取值和依据。 Show all values of a framework with their sources.")
        @Argument(help: "规则名称或文件。 An id or a file.") var name: String
        @OptionGroup var inForce: InForceOptions
        @Flag(help: "输出 JSON（docs/formats/frameworks.schema.json）。 Print JSON.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let source = try FrameworkStore(today: CommonOptions.today).source(name)
                let bytes = json ? FrameworkJSON.show(source, on: inForce.day, common.language) : Array(FrameworkText.show(source, on: inForce.day, common.language).utf8)
                try Console.write(bytes)
                return .clean
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "检查自己编写的规则文件。 Check a framework of your own.")
        @Argument(help: "规则文件（.yaml）。 A framework file.") var file: String
        @Flag(help: "输出 JSON（docs/formats/frameworks.schema.json）。 Print JSON.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let check = FrameworkCatalogue.check(try FrameworkStore.text(of: file), name: file)
                if json {
                    try Console.write(FrameworkJSON.check(check, file: file, common.language))
                } else {
                    for problem in check.problems { Console.complain(problem.line(common.language)) }
                }
                return check.problems.isEmpty ? .clean : .data
            }
        }
    }

    struct Basis: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出没有核对到法规原文的取值。 List values without a verified legal basis.")
        @Argument(help: "规则名称或文件。 An id or a file.") var name: String
        @OptionGroup var inForce: InForceOptions
        @Flag(help: "输出 JSON（docs/formats/frameworks.schema.json）。 Print JSON.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let source = try FrameworkStore(today: CommonOptions.today).source(name)
                let bytes = json ? FrameworkJSON.basis(source, on: inForce.day, common.language) : Array(FrameworkText.basis(source, on: inForce.day, common.language).utf8)
                try Console.write(bytes)
                return .clean
            }
        }
    }

    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "把在工作簿中编写的规则转成 YAML（格式见 docs/frameworks.md）。 Convert a framework authored in a workbook to YAML.")
        @Argument(help: "工作簿。 A workbook.") var file: String
        @Option(help: "写到这个文件；默认标准输出。 Where to write; standard output when left out.") var output: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let bytes = try InputFiles.bytes(of: file, limit: ReadLimits().fileBytes)
                let document: Document
                do throws(DocumentError) {
                    document = try DocumentReader.read(bytes, name: file)
                } catch {
                    throw InputProblem(path: file, sentence: error.sentence)
                }
                let conversion = FrameworkSheet.convert(grids: document.grids)
                for problem in conversion.problems {
                    Console.complain(ExitReport.name(file, common.language) + (problem.cell.map { "\($0.sheet)!\($0.a1) " } ?? "") + problem.message(common.language))
                }
                guard conversion.problems.isEmpty else { return .data }
                if let output { try OutputFiles.write(Array(conversion.yaml.utf8), to: output, replacing: false) } else { try Console.write(Array(conversion.yaml.utf8)) }
                return .clean
            }
        }
    }

    /// The day whose values are meant.
    struct InForceOptions: ParsableArguments {
        @Option(name: .customLong("on"), help: "看哪一天施行的值，如 2023-12-31；默认今天。 The day whose values are meant; today when left out.")
        var text: String?

        private var given: CalendarDay? {
            let parts = (text ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
            return try? CalendarDay(year: year, month: month, day: day)
        }

        var day: CalendarDay { given ?? CommonOptions.today }

        func validate() throws {
            if let text, given == nil { throw ValidationError("--on \(text)：日期应写作 2023-12-31。 Write the day as 2023-12-31.") }
        }
    }
}

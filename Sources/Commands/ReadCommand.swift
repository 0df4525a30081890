import ArgumentParser
import BudgetModel
import Documents
import JSONText
import Reports
import Workflows

/// Shows what the readers see: every cell with its place.
struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "列出文件中读到的单元格和文字，不作评价。 List the cells and text read from a file, without judging them.")

    @Argument(help: "文件；- 为标准输入。 A file; - for standard input.")
    var path: String

    @Flag(help: "输出 JSON（docs/formats/document.schema.json）。 Print JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await ExitReport.run(common.language) {
            let limits = ReadLimits()
            let bytes = try InputFiles.bytes(of: path, limit: limits.fileBytes)
            let document: Document
            do throws(DocumentError) {
                document = try DocumentReader.read(bytes, name: path, limits: limits)
            } catch {
                throw InputProblem(path: path, sentence: error.sentence)
            }
            if json {
                var json = JSONWriter()
                DocumentJSON(document, file: path, engine: Engine.version, language: common.language).write(to: &json)
                try Console.write(json.bytes + [0x0A])
                return .clean
            }
            for note in document.notes { Console.complain(note(common.language)) }
            for block in document.blocks {
                if case .paragraph(let text, let level) = block { try Console.print([(level > 0 ? String(repeating: "#", count: level) + " " : "") + text]) }
            }
            for grid in document.grids {
                try Console.print(["[\(grid.name)]\(grid.isHidden ? " (hidden)" : "")"])
                for cell in grid.cells where cell.value != .empty { try Console.print([cell.position.a1 + "\t" + cell.shown.split(separator: "\n").joined(separator: "⏎")]) }
            }
            return .clean
        }
    }
}

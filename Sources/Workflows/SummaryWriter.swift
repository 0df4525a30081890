package import BudgetModel
import Documents
package import Quantities
package import Workbooks
import Tables

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes the summary of a run into a folder: a workbook, and its index as CSV. Rows are written as files are finished.
package final class SummaryWriter {
    private let folder: String
    private let origin: String
    private let language: Language
    private let workbook: SummaryWorkbook
    private let table: StreamedFile
    private let tablePath: String
    private let tableNote: Wording?
    private var number = 0

    /// - Throws: `WriteProblem` when the folder cannot be made, `DocumentError` for want of room for temporary files.
    package init(folder: String, language: Language, today: CalendarDay) throws {
        try OutputFiles.makeFolder(folder)
        self.folder = folder
        self.language = language
        origin = InputFiles.origin(of: folder)
        workbook = try SummaryWorkbook(language, titles: RuleTitles.title, created: today.dayNumber * 86_400)
        for end in [".csv", ".xlsx"] { OutputFiles.removeLeftovers(of: Self.name(folder, language) + end) }
        (tablePath, tableNote) = try OwnDocument.place(for: Self.name(folder, language), ".csv")
        table = try StreamedFile(tablePath)
        try table.write(Self.mark(language))
    }

    private static func name(_ folder: String, _ language: Language) -> String {
        folder + (folder.hasSuffix("/") ? "" : "/") + (language == .zh ? "绩效表汇总" : "summary")
    }

    /// The mark of Excel for UTF-8, then the headings.
    private static func mark(_ language: Language) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        CSVText.append(SummaryIndex.headings(language), to: &bytes)
        return bytes + [0x0A]
    }

    /// Whether a file is a CSV of ours.
    static func isTable(_ bytes: [UInt8]) -> Bool { Language.allCases.contains { bytes.starts(with: mark($0)) } }

    package func add(_ file: FileSummary) throws {
        workbook.add(file, link: link(to: file.path))
        for row in SummaryIndex.rows(file, after: number) {
            number = row.number
            try table.row(SummaryIndex.fields(row, language))
        }
    }

    /// Ends both files.
    ///
    /// - Parameter engine: the engine's version.
    /// - Returns: what the user should know, such as another name that was used.
    package func finish(engine: String) throws -> [Wording] {
        try table.finish()
        let (path, note) = try OwnDocument.place(for: Self.name(folder, language), ".xlsx")
        let bytes: [UInt8]
        do {
            bytes = try workbook.bytes(engine: engine)
        } catch let error as DocumentError {
            throw WriteProblem(path: path, sentence: error.sentence, exitCode: .cannotWrite)
        }
        try OutputFiles.write(OwnDocument.stamped(bytes, as: .summary), to: path)
        return [tableNote, note].compactMap { $0 }
    }

    /// Where a file lies as seen from the folder, so that both can be moved together; nil for standard input and what is not there.
    private func link(to path: String) -> String? {
        guard path != "-", access(path, F_OK) == 0 else { return nil }
        return Self.relative(InputFiles.origin(of: path), from: origin)
    }

    static func relative(_ path: String, from folder: String) -> String {
        let target = path.split(separator: "/"), base = folder.split(separator: "/")
        let shared = zip(target, base).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: base.count - shared) + target[shared...]).joined(separator: "/")
    }
}

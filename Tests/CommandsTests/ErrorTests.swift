import BudgetModel
import Documents
import Foundation
import Reports
import Testing
import Workbooks
import Workflows

/// Tests/Errors: a folder for every error, with its input and the exact words.
struct ErrorTests {
    static let root = Program.tests.appending(path: "Errors")
    static let codes = (try? FileManager.default.contentsOfDirectory(atPath: root.path))?.filter { code in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: root.appending(path: code).path, isDirectory: &isFolder) && isFolder.boolValue
    }.sorted() ?? []
    static let played = codes.filter { FileManager.default.fileExists(atPath: root.appending(path: "\($0)/error.test").path) }

    @Test(arguments: played) func `is caused by its input and says its words`(_ code: String) throws {
        let program = try Program(links: ["forms": Program.tests.appending(path: "Fixtures/forms")])
        defer { program.remove() }
        let folder = Self.root.appending(path: code)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "error.test" {
            try FileManager.default.copyItem(at: folder.appending(path: name), to: program.folder.appending(path: name))
        }
        try expectTranscript(folder.appending(path: "error.test"), program)
    }

    @Test(arguments: codes) func `has words in both languages`(_ code: String) throws {
        let folder = Self.root.appending(path: code)
        guard Self.played.contains(code) else {
            let words = try String(contentsOf: folder.appending(path: "words.txt"), encoding: .utf8).split(separator: "\n")
            #expect(words.first?.hasPrefix("# Not provoked: ") == true, "\(code) has neither an error.test nor a reason why not")
            return
        }
        let transcript = try Transcript(parsing: String(contentsOf: folder.appending(path: "error.test"), encoding: .utf8))
        let failed = transcript.steps.filter { !$0.errors.isEmpty }
        #expect(failed.contains { $0.errors.contains(where: Self.isChinese) } || code == "usage-command-line", "\(code) says nothing in Chinese")
        #expect(failed.contains { $0.command.contains("--lang en") } || code.hasPrefix("usage-"), "\(code) says nothing in English")
    }

    private static func isChinese(_ line: String) -> Bool { line.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }

    // MARK: - Nothing is forgotten

    /// Lines that the folders show.
    private static func lines() throws -> [String] {
        try codes.flatMap { code -> [String] in
            let folder = root.appending(path: code)
            guard played.contains(code) else {
                return try String(contentsOf: folder.appending(path: "words.txt"), encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
            }
            return try Transcript(parsing: String(contentsOf: folder.appending(path: "error.test"), encoding: .utf8)).steps.flatMap(\.errors)
        }
    }

    @Test func `every sentence of the source about a failure is shown`() throws {
        let lines = try Self.lines()
        let sentences = try SourceSentences.all()
        #expect(sentences.count > 250)
        let missing = sentences.filter { sentence in !lines.contains(where: sentence.isSaid) }
        #expect(missing.isEmpty, "no folder of Tests/Errors shows:\n\(missing.map(\.description).joined(separator: "\n"))")
    }

    @Test func `words that are not provoked still stand in the source`() throws {
        let sentences = try SourceSentences.all()
        for code in Self.codes where !Self.played.contains(code) {
            let words = try String(contentsOf: Self.root.appending(path: "\(code)/words.txt"), encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            for line in words {
                #expect(sentences.contains { $0.isSaid(in: String(line)) && $0.parts.joined().count * 3 > line.count }, "\(code): \(line)")
            }
        }
    }

    @Test func `every sentence of DocumentError has a folder`() throws {
        let names = try SourceSentences.documentErrors()
        #expect(names.count > 40)
        for name in names where name != "printable" { #expect(Self.codes.contains("document-" + Self.kebab(name)), "\(name)") }
    }

    /// A new case of an error does not compile here until it has a folder.
    @Test func `every case of an error has a folder`() {
        let reports: [ReportError] = [
            .unreadableTemplate(Self.sample), .notAWordTemplate, .templateHasMacros, .damagedTemplate(part: ""), .unknownPlaceholders([]), .misplacedBlocks([]),
            .misplacedRowValues([]), .unclosedPlaceholder(""), .packing(Self.sample),
        ]
        let prints: [PDFError] = [.noWeasyPrint, .noChineseFont, .timedOut(seconds: 1), .failed(""), .cannotWrite(path: "")]
        let folders = reports.map(folder) + prints.map(folder) + [folder(BlankFormError.noBlank(.indicatorList))]
            + Workflows.ExitCode.allCases.compactMap(folder) + DocumentError.Kind.allCases.map(folder)
        #expect(Set(reports.map(folder)).count == 9 && Set(prints.map(folder)).count == 5)
        for folder in folders { #expect(Self.codes.contains(folder), "\(folder)") }
    }

    private static let sample = DocumentError(.empty, Wording(zh: "", en: ""))

    private func folder(_ error: ReportError) -> String {
        switch error {
        case .unreadableTemplate: "template-unreadable"
        case .notAWordTemplate: "template-not-word"
        case .templateHasMacros: "template-has-macros"
        case .damagedTemplate: "template-damaged-part"
        case .unknownPlaceholders: "template-unknown-placeholder"
        case .misplacedBlocks: "template-misplaced-block"
        case .misplacedRowValues: "template-misplaced-row-value"
        case .unclosedPlaceholder: "template-unclosed-placeholder"
        case .packing: "template-packing"
        }
    }

    private func folder(_ error: PDFError) -> String {
        switch error {
        case .noWeasyPrint: "pdf-no-weasyprint"
        case .noChineseFont: "pdf-no-chinese-font"
        case .timedOut: "pdf-timed-out"
        case .failed: "pdf-failed"
        case .cannotWrite: "pdf-cannot-write"
        }
    }

    private func folder(_ error: BlankFormError) -> String {
        switch error {
        case .noBlank: "form-no-blank"
        }
    }

    /// A folder that ends with the code; nil for codes that are no failure or not in use.
    private func folder(_ code: Workflows.ExitCode) -> String? {
        switch code {
        case .clean, .findings, .notAllowed: nil
        case .usage: "usage-command-line"
        case .data: "input-no-form"
        case .ourFault: "our-fault"
        case .cannotCreate: "output-file-in-the-way"
        case .cannotWrite: "output-cannot-write"
        }
    }

    private func folder(_ kind: DocumentError.Kind) -> String {
        switch kind {
        case .unknownFormat: "document-unknown-content"
        case .unsupportedFormat: "document-pdf"
        case .encrypted: "document-password-protected"
        case .damaged: "document-damaged-part"
        case .tooLarge: "document-file-too-large"
        case .hostile: "document-has-document-type"
        case .empty: "document-empty-file"
        case .unwritable: "document-cannot-write-temporary"
        }
    }

    /// `otherXML` → `other-xml`.
    private static func kebab(_ name: String) -> String {
        var result = "", wasUpper = false
        for letter in name {
            if letter.isUppercase, !wasUpper { result += "-" }
            result += letter.lowercased()
            wasUpper = letter.isUppercase
        }
        return result
    }
}

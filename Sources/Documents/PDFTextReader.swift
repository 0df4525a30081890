package import BudgetModel

/// Reads the running text of a PDF through `pdftotext -layout` (poppler), a program of its own.
///
/// No shell, a time limit, a private folder; the text is bounded. What comes back is taken apart by `PDFPages`.
package struct PDFTextReader: Sendable {
    /// Folders that the program is looked for in, as in `PATH`.
    package var searchPath: [String]
    package var timeoutSeconds: Int
    package var limits: ReadLimits

    package init(searchPath: [String] = ChildProcess.searchPath, timeoutSeconds: Int = 20, limits: ReadLimits = ReadLimits()) {
        self.searchPath = searchPath
        self.timeoutSeconds = timeoutSeconds
        self.limits = limits
    }

    /// Whether a file is a PDF, by its first bytes.
    package static func matches(_ bytes: [UInt8]) -> Bool { DocumentSniffer.binary(bytes) == .pdf }

    /// - Throws: `DocumentError` for a PDF without text, with a password, that is damaged, and where the program is missing.
    package func read(_ bytes: [UInt8]) throws(DocumentError) -> Document {
        guard bytes.count <= limits.fileBytes else { throw .fileTooLarge }
        guard let program = ChildProcess.program("pdftotext", in: searchPath) else { throw .pdfWithoutProgram }
        guard let folder = PrivateFolder(for: ["in.pdf", "out.txt", "log"]), PrivateFolder.write(bytes, to: folder.path + "/in.pdf") else { throw .pdfNoRoom }
        let process = ChildProcess(
            program, ["-layout", "-enc", "UTF-8", "-eol", "unix", folder.path + "/in.pdf", folder.path + "/out.txt"], folder: folder.path, output: folder.path + "/log")
        switch process.wait(seconds: timeoutSeconds) {
        case .timedOut: throw .pdfTookTooLong
        case .notStarted: throw .pdfWithoutProgram
        case .ended(let status):
            let log = String(decoding: PrivateFolder.contents(folder.path + "/log").suffix(2000), as: UTF8.self)
            if status == 3 || log.contains("Incorrect password") || log.contains("Copying of text") { throw .pdfEncrypted }
            guard status == 0 else { throw .pdfDamaged }
        }
        let text = PrivateFolder.contents(folder.path + "/out.txt")
        guard text.count <= limits.textBytes else { throw .fileTooLarge }
        let document = PDFPages(text).document
        guard !document.blocks.isEmpty else { throw .pdfWithoutText }
        return document
    }
}

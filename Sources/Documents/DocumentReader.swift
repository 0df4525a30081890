package import BudgetModel

/// Reads an office file of any kind that is read; the content decides, never the name.
///
/// Whatever is recognised but not read is answered with one sentence that says what it is and what to do.
package enum DocumentReader {
    /// - Parameter name: the file's name, for the notes that tell when it promises something else; may be empty.
    /// - Parameter prefersText: take a text whose lines look like those of a table as running text, unless its name says table.
    /// - Throws: `DocumentError`.
    package static func read(_ bytes: [UInt8], name: String, limits: ReadLimits = ReadLimits(), prefersText: Bool = false) throws(DocumentError) -> Document {
        var suffix = Suffix(name)
        suffix.prefersText = prefersText
        guard bytes.count <= limits.fileBytes else { throw prefersText ? DocumentError.fileTooLarge.forReport : .fileTooLarge }
        var document: Document
        do throws(DocumentError) {
            document = try read(bytes, suffix, limits)
        } catch {
            throw prefersText ? error.forReport : error
        }
        if let note = suffix.note(on: document.format) { document.notes.insert(note, at: 0) }
        return document
    }

    private static func read(_ bytes: [UInt8], _ suffix: Suffix, _ limits: ReadLimits) throws(DocumentError) -> Document {
        guard let content = DocumentSniffer.binary(bytes) else {
            guard bytes.count <= limits.textBytes else { throw .fileTooLarge }
            let (utf8, encoding) = try TextDecoding.utf8(of: bytes, declared: TextDecoding.declaredEncoding(in: bytes))
            var document = try read(text: utf8, suffix, limits)
            if let damage = TextDamage(bytes, utf8, encoding) { document.notes.append(damage.note) }
            return document
        }
        switch content {
        case .zip: return try read(zip: bytes, limits)
        case .compoundFile: return try read(try CompoundFile(bytes), suffix, limits)
        case .workbookRecords: return try XLSReader.read(bytes, limits: limits)
        default: throw error(for: content)
        }
    }

    // MARK: Text

    private static func read(text utf8: [UInt8], _ suffix: Suffix, _ limits: ReadLimits) throws(DocumentError) -> Document {
        let content = DocumentSniffer.text(utf8)
        switch content {
        case .html: return try HTMLReader.read(utf8: utf8, limits: limits)
        case .spreadsheetXML:
            var document = try SpreadsheetXMLReader.read(utf8: utf8, limits: limits)
            document.notes.append(
                Wording(zh: "文件是 Excel 2003 的 XML 表格，已按工作簿读取。", en: "The file is an XML spreadsheet of Excel 2003; it was read as a workbook."))
            return document
        case .table, .text:
            if suffix.promisesOffice { throw suffix.prefersText ? .textNamedReport(suffix.text) : .textNamed(suffix.text) }
            if suffix.promisesText { return try MarkdownReader.read(utf8, limits) }
            let isTable = suffix.promisesTable || content == .table && !suffix.prefersText
            return isTable ? try CSVReader.read(utf8: utf8, limits: limits) : try plainText(utf8, limits)
        case .empty: throw .blankText
        default: throw error(for: content)
        }
    }

    /// Running text: a paragraph a line.
    private static func plainText(_ utf8: [UInt8], _ limits: ReadLimits) throws(DocumentError) -> Document {
        var document = Document(format: .text)
        for line in utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let text = String(decoding: line, as: UTF8.self)
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            guard document.blocks.count < limits.cells else { throw .tooManyRows }
            document.blocks.append(.paragraph(text, level: OutlineNumber.level(of: text)))
        }
        return document
    }

    // MARK: Containers

    private static func read(zip bytes: [UInt8], _ limits: ReadLimits) throws(DocumentError) -> Document {
        try bytes.withUnsafeBufferPointer { (memory) throws(DocumentError) in
            let archive = try ZipArchive(borrowing: UnsafeRawBufferPointer(memory), limits: limits)
            switch try OfficePackage(archive) {
            case .workbook: return try XLSXReader.read(archive)
            case .textDocument: return try DOCXReader.read(archive)
            case .binaryWorkbook: throw .binaryWorkbook
            case .presentation: throw .slides
            case .openDocument(let mediaType):
                if mediaType.contains("spreadsheet") { throw .openDocumentTable }
                if mediaType.contains("presentation") { throw .slides }
                if mediaType.contains("opendocument") { throw .openDocumentText }
                throw .archive("ZIP")
            case .other:
                let names = archive.entries.lazy.map { $0.name.lowercased() }
                if names.contains("ofd.xml") { throw .ofd }
                if names.contains("uof.xml") || names.contains("uof/uof.xml") { throw .uof }
                throw .archive("ZIP")
            }
        }
    }

    private static func read(_ file: CompoundFile, _ suffix: Suffix, _ limits: ReadLimits) throws(DocumentError) -> Document {
        if file.contains("EncryptedPackage") || file.contains("EncryptionInfo") { throw .passwordProtected }
        if file.contains("Workbook") || file.contains("Book") {
            var document = try XLSReader.read(file, limits: limits)
            if suffix.text == "et" || suffix.text == "ett" {
                document.notes.append(
                    Wording(
                        zh: "文件是 WPS 表格（.\(suffix.text)），内容与 .xls 相同，已按 .xls 读取。",
                        en: "The file is a WPS spreadsheet (.\(suffix.text)) with the content of an .xls workbook; it was read as .xls."))
            }
            return document
        }
        if file.contains("WordDocument") { throw .oldWord(suffix.text == "wps" ? "WPS 文字（.wps）" : "Word（.doc）", suffix.text == "wps" ? "WPS Writer (.wps)" : "Word (.doc)") }
        if file.contains("PowerPoint Document") { throw .slides }
        if suffix.text == "et" || file.entries.contains(where: { $0.name.lowercased().hasPrefix("et") && $0.name.count <= 12 }) { throw .wpsTable }
        if file.contains("CONTENTS") || suffix.text == "wps" { throw .oldWord("文字处理（.wps）", "word processor (.wps)") }
        throw .otherCompoundFile
    }

    private static func error(for content: FileContent) -> DocumentError {
        switch content {
        case .empty: .emptyFile
        case .zipCutShort: .truncatedZip
        case .wordXML: .wordXML
        case .openDocumentXML: .openDocumentTable
        case .uof: .uof
        case .otherXML: .otherXML
        case .webArchive: .webArchive
        case .richText: .richText
        case .pdf: .pdf
        case .picture(let name): .picture(name)
        case .archive(let name): .archive(name)
        case .officeSecurity: .officeSecurity
        // What is read never comes here.
        case .unknown, .zip, .compoundFile, .workbookRecords, .html, .spreadsheetXML, .table, .text: .unknownContent
        }
    }
}

/// What the end of a file's name promises.
private struct Suffix {
    /// Lower case, without its point; empty if there is none.
    let text: String
    /// Whether the caller reads running text.
    var prefersText = false

    init(_ name: String) {
        let bytes = name.utf8
        let start = bytes.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.map { bytes.index(after: $0) } ?? bytes.startIndex
        text = bytes[start...].lastIndex(of: UInt8(ascii: ".")).map { name[bytes.index(after: $0)...].lowercased() } ?? ""
    }

    private static let formats: [String: DocumentFormat] = [
        "xlsx": .xlsx, "xlsm": .xlsx, "xltx": .xlsx, "xltm": .xlsx, "xls": .xls, "xlt": .xls, "et": .xls, "ett": .xls, "docx": .docx, "docm": .docx,
        "dotx": .docx, "html": .html, "htm": .html, "xhtml": .html, "csv": .csv, "tsv": .csv, "tab": .csv, "txt": .text, "text": .text, "md": .text, "markdown": .text,
    ]

    /// Office formats are never plain text.
    var promisesOffice: Bool {
        switch Self.formats[text] {
        case .xlsx, .xls, .docx: true
        default: ["xlsb", "doc", "dot", "wps", "wpt", "ods", "odt", "pdf", "ofd", "uof", "ppt", "pptx", "rtf"].contains(text)
        }
    }
    var promisesTable: Bool { Self.formats[text] == .csv }
    /// Markdown and its like are text even where every line has a comma.
    var promisesText: Bool { text == "md" || text == "markdown" }

    /// What to say of an ending that nobody knows: plain text shows by nothing else what it is.
    private func unknown(_ format: DocumentFormat) -> Wording? {
        guard text.utf8.allSatisfy({ $0 < 0x80 }), text.contains(where: \.isLetter) else { return nil }
        return switch format {
        case .text: Wording(zh: "不认识扩展名 .\(text)；内容是文字，已按纯文本读取。", en: "The ending .\(text) is not known; the file holds text and was read as plain text.")
        case .csv: Wording(zh: "不认识扩展名 .\(text)；内容是以分隔符分列的文本，已按 CSV 读取。", en: "The ending .\(text) is not known; the file holds text with separators and was read as CSV.")
        case .xlsx, .xls, .docx, .html: nil
        }
    }

    /// What to say when the name promises another format; nil when it fits or promises nothing.
    func note(on format: DocumentFormat) -> Wording? {
        let promised = Self.formats[text]
        guard promised != format, !text.isEmpty, text.count <= 8 else { return nil }
        if promised == nil, !promisesOffice { return unknown(format) }
        // A table may stand in a .txt file.
        if promised == .text, format == .csv { return nil }
        let (zh, en) =
            switch format {
            case .xlsx: ("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)")
            case .xls: ("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)")
            case .docx: ("Word 文档（.docx）", "a Word document (.docx)")
            case .html: ("网页（HTML）", "a web page (HTML)")
            case .csv: ("以分隔符分列的文本（CSV）", "text with separators (CSV)")
            case .text: ("纯文本", "plain text")
            }
        return Wording(zh: "文件名为 .\(text)，内容其实是\(zh)，已按内容读取。", en: "The file is named .\(text) but holds \(en); it was read by its content.")
    }
}

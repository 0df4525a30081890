package import BudgetModel

/// Reads .docx text documents (also .docm and .dotx; transitional and strict).
package enum DOCXReader {
    /// The running text with its headings, and every table as a grid with its spans expanded.
    ///
    /// Tables are `T1`, `T2` … in the order in which they begin; a table inside a cell is a grid of
    /// its own behind the one that holds it. Deleted text is left out, inserted text kept. Headers,
    /// footers, footnotes and comments are not read.
    ///
    /// - Throws: `DocumentError` with one sentence that says what is wrong and what to do.
    package static func read(bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(DocumentError) -> Document {
        try bytes.withUnsafeBufferPointer { (memory) throws(DocumentError) in
            try read(ZipArchive(borrowing: UnsafeRawBufferPointer(memory), limits: limits))
        }
    }

    /// The document whose archive is open already.
    package static func read(_ archive: ZipArchive) throws(DocumentError) -> Document {
        let main: String
        switch try OfficePackage(archive) {
        case .textDocument(let part): main = part
        case .workbook, .binaryWorkbook, .presentation, .openDocument, .other: throw .noTextDocument
        }
        let limits = archive.limits
        let stream = XMLStream(limits: limits, deadline: Deadline(seconds: limits.seconds))
        guard let entry = archive.entry(named: main) else { throw .noTextDocument }
        let body = TextDocumentPart(part: main, limits: limits)
        try stream.read(entry, of: archive, body)

        var styles: ParagraphStylesPart?
        if body.usesStyles, let entry = try stylesEntry(of: main, in: archive, stream) {
            let visitor = ParagraphStylesPart(part: entry.name)
            try stream.read(entry, of: archive, visitor)
            styles = visitor
        }
        return body.document(styles)
    }

    private static func stylesEntry(of main: String, in archive: ZipArchive, _ stream: XMLStream) throws(DocumentError) -> ZipArchive.Entry? {
        let folder = Relations.folder(of: main)
        if let usual = archive.entry(named: folder + "styles.xml") { return usual }
        let relations = Relations(part: Relations.name(for: main), folder: folder)
        guard let entry = archive.entry(named: relations.part) else { return nil }
        try stream.read(entry, of: archive, relations)
        return relations.first(ofType: "/styles").flatMap { archive.entry(named: $0.target) }
    }
}

/// The namespaces of text documents, transitional and strict.
let wordNamespaces: [String] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
]

/// `word/styles.xml`: which paragraph styles are headings.
final class ParagraphStylesPart: XMLVisitor {
    private struct Style {
        var level: Int?
        var base: String?
    }

    private var styles: [String: Style] = [:]
    private var id: String?
    private var style = Style()

    private static let style = 0, name = 1, basedOn = 2, outlineLvl = 3
    private static let elements = XMLNames(["style", "name", "basedOn", "outlineLvl"], in: wordNamespaces)
    override var names: XMLNames { Self.elements }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        switch tag {
        case Self.style:
            style = Style()
            id = attributes["type"]?.spells("paragraph") == false ? nil : attributes.string("styleId")
        case Self.name where id != nil:
            if let name = attributes.string("val"), let level = Self.level(ofName: name) { style.level = level }
        case Self.basedOn where id != nil: style.base = attributes.string("val")
        case Self.outlineLvl where id != nil:
            if let level = attributes.integer("val") { style.level = level < 9 ? level + 1 : 0 }
        default: break
        }
    }

    override func end(_ tag: Int) {
        guard tag == Self.style, let id, styles.count < 20_000 else { return }
        styles[id] = style
        self.id = nil
    }

    /// `heading 2`, `Heading 2`, `标题 2` → 2.
    static func level(ofName name: String) -> Int? {
        let plain = name.lowercased().filter { !$0.isWhitespace }
        for prefix in ["heading", "标题"] where plain.hasPrefix(prefix) {
            guard let level = Int(plain.dropFirst(prefix.count)), (1...9).contains(level) else { continue }
            return level
        }
        return nil
    }

    /// The heading level of a style, its own or that of the style it rests on; 0 for body text.
    func level(of id: String) -> Int {
        var next: String? = id
        for _ in 0..<20 {
            guard let present = next, let style = styles[present] else { return 0 }
            if let level = style.level { return level }
            next = style.base
        }
        return 0
    }
}

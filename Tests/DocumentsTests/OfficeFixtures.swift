import BudgetModel
import Documents
import Testing

/// A workbook built part by part.
struct WorkbookFixture {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// The XML inside `<worksheet>`, by sheet name.
    var sheets: [(name: String, xml: String)] = []
    var workbookXML: String?
    var relationsXML: String?
    var sharedStrings: String?
    var styles: String?
    var properties = ""
    var namespace = main

    init(_ sheet: String = "<sheetData/>", name: String = "自评表") { sheets = [(name, sheet)] }

    /// A sheet whose rows hold the given cells.
    init(cells: String) { self.init("<sheetData><row r=\"1\">\(cells)</row></sheetData>") }

    func bytes() throws -> [UInt8] {
        var writer = ZipWriter()
        writer.add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>" }.joined()
        writer.add(
            "xl/workbook.xml",
            workbookXML ?? "<workbook xmlns=\"\(namespace)\" xmlns:r=\"\(Self.links)\">\(properties)<sheets>\(list)</sheets></workbook>")
        var relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.links)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }.joined()
        relations += "<Relationship Id=\"s\" Type=\"\(Self.links)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        relations += "<Relationship Id=\"f\" Type=\"\(Self.links)/styles\" Target=\"styles.xml\"/>"
        writer.add(
            "xl/_rels/workbook.xml.rels",
            relationsXML ?? "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(relations)</Relationships>")
        if let sharedStrings { writer.add("xl/sharedStrings.xml", "<sst xmlns=\"\(namespace)\">\(sharedStrings)</sst>") }
        if let styles { writer.add("xl/styles.xml", "<styleSheet xmlns=\"\(namespace)\">\(styles)</styleSheet>") }
        for (index, sheet) in sheets.enumerated() {
            writer.add("xl/worksheets/sheet\(index + 1).xml", "<worksheet xmlns=\"\(namespace)\">\(sheet.xml)</worksheet>")
        }
        return try writer.finish()
    }

    func read(_ limits: ReadLimits = ReadLimits()) throws -> Document { try XLSXReader.read(bytes: bytes(), limits: limits) }

    func grid() throws -> Grid { try #require(read().grids.first) }

    /// The first cell that holds something.
    func cell() throws -> GridCell { try #require(grid().cells.first) }
}

/// A text document whose body is the given XML.
struct TextDocumentFixture {
    var body: String
    var styles: String?

    init(_ body: String, styles: String? = nil) {
        self.body = body
        self.styles = styles
    }

    /// A table of rows of cells; a cell is its text, or XML when it begins with `<`.
    static func table(_ rows: [[String]]) -> String {
        "<w:tbl>" + rows.map { row in "<w:tr>" + row.map(cell).joined() + "</w:tr>" }.joined() + "</w:tbl>"
    }

    static func cell(_ content: String) -> String { content.hasPrefix("<") ? content : cell(content, "") }

    static func cell(_ text: String, _ settings: String) -> String {
        "<w:tc>\(settings.isEmpty ? "" : "<w:tcPr>\(settings)</w:tcPr>")\(paragraph(text))</w:tc>"
    }

    static func paragraph(_ text: String) -> String { "<w:p>\(text.isEmpty ? "" : "<w:r><w:t>\(text)</w:t></w:r>")</w:p>" }

    func bytes() throws -> [UInt8] {
        var writer = ZipWriter()
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        writer.add(
            "word/document.xml",
            """
            <w:document xmlns:w="\(word)" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
            xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" \
            xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>\(body)</w:body></w:document>
            """)
        if let styles { writer.add("word/styles.xml", "<w:styles xmlns:w=\"\(word)\">\(styles)</w:styles>") }
        return try writer.finish()
    }

    func read(_ limits: ReadLimits = ReadLimits()) throws -> Document { try DOCXReader.read(bytes: bytes(), limits: limits) }

    /// The texts of the first table by place.
    func table() throws -> [String] {
        try #require(read().grids.first).cells.map { "\($0.position.a1) \($0.shown)" }
    }
}

extension CellRange {
    var a1: String { topLeft.a1 + ":" + CellPosition(row: bottom, column: right).a1 }
}

/// The kind of the error that reading ends in, or nil.
func failure(_ body: () throws -> Void) -> DocumentError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? DocumentError)?.kind
    }
}

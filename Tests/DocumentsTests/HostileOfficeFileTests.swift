import BudgetModel
import Documents
import Testing

/// Files made to harm: each ends in one sentence, soon and without much memory.
@Suite struct HostileOfficeFileTests {
    private let doctype = "<!DOCTYPE sst [<!ENTITY a SYSTEM \"file:///etc/hostname\"><!ENTITY b SYSTEM \"http://127.0.0.1:9/x\">]>"
    private let laughs = "<!DOCTYPE z [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"

    private func replacing(_ part: String, _ xml: String, in bytes: [UInt8]) throws -> [UInt8] {
        try ZipArchive.replacing([part: Array(xml.utf8)], in: bytes)
    }

    @Test(arguments: ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
    func `no entity of a workbook is opened`(part: String) throws {
        for declaration in [doctype, laughs] {
            var fixture = WorkbookFixture(cells: "<c t=\"s\"><v>0</v></c>")
            fixture.sharedStrings = "<si><t>a</t></si>"
            fixture.styles = "<cellXfs/>"
            let bytes = try replacing(part, "<?xml version=\"1.0\"?>\(declaration)<sst><si><t>&a;&b;&c;</t></si></sst>", in: fixture.bytes())
            #expect(failure { _ = try XLSXReader.read(bytes: bytes) } == .hostile)
        }
    }

    @Test func `no entity of a large part is opened either`() throws {
        let padding = String(repeating: "<si><t>文字文字</t></si>", count: 20_000)
        let bytes = try replacing("xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?>\(doctype)<sst>\(padding)</sst>", in: WorkbookFixture().bytes())
        #expect(failure { _ = try XLSXReader.read(bytes: bytes) } == .hostile)
    }

    @Test(arguments: ["word/document.xml", "word/styles.xml"])
    func `no entity of a text document is opened`(part: String) throws {
        let styled = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr></w:p>"
        let bytes = try replacing(part, "\(doctype)<d>&a;</d>", in: TextDocumentFixture(styled, styles: "").bytes())
        #expect(failure { _ = try DOCXReader.read(bytes: bytes) } == .hostile)
    }

    @Test func `an entity that nobody declared is damage`() throws {
        #expect(failure { _ = try WorkbookFixture(cells: "<c t=\"inlineStr\"><is><t>&a;</t></is></c>").read() } == .damaged)
    }

    @Test(arguments: [
        ("XFE1"), ("A1048577"), ("XFE9999999999"), ("A99999999999999999999999"), ("A0"), ("A-1"), ("1"), ("A"), ("AAAAAAAAAAAAAAAA1"), (""),
    ])
    func `a place outside the sheet is damage`(reference: String) throws {
        #expect(failure { _ = try WorkbookFixture(cells: "<c r=\"\(reference)\"><v>1</v></c>").read() } == .damaged)
        let merge = "<sheetData/><mergeCells><mergeCell ref=\"A1:\(reference)\"/></mergeCells>"
        if reference != "" { #expect(failure { _ = try WorkbookFixture(merge).read() } == .damaged) }
    }

    @Test(arguments: ["0", "-1", "1048577", "99999999999999999999", "x"])
    func `a row outside the sheet is damage`(row: String) throws {
        #expect(failure { _ = try WorkbookFixture("<sheetData><row r=\"\(row)\"/></sheetData>").read() } == .damaged)
    }

    @Test func `a merge of the whole sheet costs nothing`() throws {
        let all = "<sheetData><row><c r=\"XFD1\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"
        let grid = try WorkbookFixture(all).grid()
        #expect(grid.merges.map(\.a1) == ["A1:XFD1048576"])
        #expect(grid.cells.isEmpty)
    }

    @Test func `many merges of the whole sheet end`() throws {
        let merges = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 50_000)
        let xml = "<sheetData><row><c r=\"XFD1\"><v>1</v></c></row></sheetData><mergeCells>\(merges)</mergeCells>"
        var limits = ReadLimits()
        limits.packingRatio = .max
        #expect(failure { _ = try WorkbookFixture(xml).read(limits) } == .tooLarge)
    }

    @Test func `columns hidden many times over cost little`() throws {
        let columns = String(repeating: "<col min=\"1\" max=\"16384\" hidden=\"1\"/>", count: 20_000)
        let grid = try WorkbookFixture("<cols>\(columns)</cols><sheetData><row><c r=\"C1\"><v>1</v></c></row></sheetData>").grid()
        #expect(grid.hiddenColumns == [0, 1, 2])
    }

    @Test func `millions of empty rows end soon`() throws {
        var limits = ReadLimits()
        limits.packingRatio = .max
        let fixture = WorkbookFixture("<sheetData>" + String(repeating: "<row/>", count: 1_200_000) + "</sheetData>")
        #expect(failure { _ = try fixture.read(limits) } == .tooLarge)
    }

    @Test func `a million empty rows are a workbook without content`() throws {
        var limits = ReadLimits()
        limits.packingRatio = .max
        let fixture = WorkbookFixture("<sheetData>" + String(repeating: "<row/>", count: 1_000_000) + "</sheetData>")
        #expect(try fixture.read(limits).grids.map(\.cells.count) == [0])
    }

    @Test func `a bomb is refused before it is unpacked`() throws {
        let bytes = try WorkbookFixture("<sheetData>" + String(repeating: "<row/>", count: 2_000_000) + "</sheetData>").bytes()
        #expect(failure { _ = try XLSXReader.read(bytes: bytes) } == .tooLarge)
    }

    @Test func `cells are bounded over all sheets`() throws {
        var limits = ReadLimits()
        limits.cells = 5
        var fixture = WorkbookFixture()
        let cells = "<sheetData><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row></sheetData>"
        fixture.sheets = [("a", cells), ("b", cells)]
        #expect(failure { _ = try fixture.read(limits) } == .tooLarge)
        limits.cells = 6
        #expect(try fixture.read(limits).grids.count == 2)
    }

    @Test func `sheets are bounded`() throws {
        var fixture = WorkbookFixture()
        fixture.sheets = (0..<501).map { ("s\($0)", "<sheetData/>") }
        #expect(failure { _ = try fixture.read() } == .tooLarge)
        fixture.sheets.removeLast()
        #expect(try fixture.read().grids.count == 500)
    }

    @Test(arguments: [201, 5_000])
    func `deep nesting ends`(depth: Int) throws {
        let deep = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(failure { _ = try WorkbookFixture("<sheetData/>" + deep).read() } == .tooLarge)
        #expect(failure { _ = try TextDocumentFixture(deep).read() } == .tooLarge)
    }

    @Test func `tables in tables in tables end`() throws {
        let open = String(repeating: "<w:tbl><w:tr><w:tc>", count: 2_000)
        #expect(failure { _ = try TextDocumentFixture(open + String(repeating: "</w:tc></w:tr></w:tbl>", count: 2_000)).read() } == .tooLarge)
    }

    @Test func `time is bounded`() throws {
        var limits = ReadLimits()
        limits.seconds = 0
        #expect(failure { _ = try WorkbookFixture("<sheetData>" + String(repeating: "<row/>", count: 5_000) + "</sheetData>").read(limits) } == .tooLarge)
    }

    @Test(arguments: ["<sheetData><row>", "<sheetData></row>", "<sheetData/><", "\u{1}", "<a b=1/>"])
    func `XML that is not well formed is damage`(xml: String) throws {
        #expect(failure { _ = try WorkbookFixture(xml).read() } == .damaged)
    }

    @Test func `every beginning of a workbook ends in a sentence`() throws {
        let bytes = try WorkbookFixture(cells: "<c><v>1</v></c>").bytes()
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(failure { _ = try XLSXReader.read(bytes: Array(bytes.prefix(length))) } != nil, "\(length) bytes")
        }
    }

    @Test func `a flipped byte never traps`() throws {
        let bytes = try WorkbookFixture(cells: "<c t=\"inlineStr\"><is><t>供水</t></is></c><c><v>1</v></c>").bytes()
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x55
            do { _ = try XLSXReader.read(bytes: changed) } catch { #expect(!error.sentence.zh.isEmpty && !error.sentence.en.isEmpty) }
        }
    }

    @Test func `parts that are missing are told`() throws {
        let workbook = try WorkbookFixture(cells: "<c><v>1</v></c>").bytes()
        #expect(failure { _ = try XLSXReader.read(bytes: ZipArchive.replacing([:], removing: ["xl/worksheets/sheet1.xml"], in: workbook)) } == .damaged)
        #expect(failure { _ = try XLSXReader.read(bytes: ZipArchive.replacing([:], removing: ["xl/_rels/workbook.xml.rels"], in: workbook)) } == .damaged)
        #expect(failure { _ = try XLSXReader.read(bytes: ZipArchive.replacing([:], removing: ["xl/workbook.xml"], in: workbook)) } == .unknownFormat)
    }

    @Test func `a binary workbook and a text document are told apart`() throws {
        var writer = ZipWriter()
        writer.add("xl/workbook.bin", [1, 2, 3])
        let binary = try writer.finish()
        #expect(failure { _ = try XLSXReader.read(bytes: binary) } == .unsupportedFormat)
        let text = try TextDocumentFixture(TextDocumentFixture.paragraph("a")).bytes()
        #expect(failure { _ = try XLSXReader.read(bytes: text) } == .unknownFormat)
        #expect(failure { _ = try DOCXReader.read(bytes: binary) } == .unknownFormat)
    }

    @Test(arguments: [("plain text", DocumentError.Kind.unknownFormat), ("", .empty), ("PK", .unknownFormat), ("PK\u{3}\u{4}rest", .damaged)])
    func `what is no zip file is told`(content: String, kind: DocumentError.Kind) {
        #expect(failure { _ = try XLSXReader.read(bytes: Array(content.utf8)) } == kind)
        #expect(failure { _ = try DOCXReader.read(bytes: Array(content.utf8)) } == kind)
    }

    @Test func `a span wider than any table ends`() throws {
        let wide = TextDocumentFixture.cell("a", "<w:gridSpan w:val=\"99999999\"/>")
        #expect(failure { _ = try TextDocumentFixture(TextDocumentFixture.table([[wide, wide]])).read() } == .tooLarge)
        let before = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"999999999\"/></w:trPr>\(TextDocumentFixture.cell("c"))</w:tr></w:tbl>"
        #expect(failure { _ = try TextDocumentFixture(before).read() } == .tooLarge)
    }

    @Test(arguments: ["<w:tc/>", "<w:tr/>", "<w:tbl><w:tc><w:p/></w:tc></w:tbl>", "<w:p><w:tbl><w:tr><w:p/></w:tr></w:tbl></w:p>", "<w:txbxContent><w:p/></w:txbxContent>", "<w:r><w:t>x</w:t></w:r>", "<w:sdtContent/>", "<mc:Choice/>"])
    func `elements in odd places do no harm`(xml: String) throws {
        #expect(try TextDocumentFixture(xml).read().format == .docx)
    }
}

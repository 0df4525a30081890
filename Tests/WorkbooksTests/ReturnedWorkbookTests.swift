import BudgetModel
import Documents
import Testing

@testable import Workbooks

@Suite struct `Patching workbooks` {
    private func patch(_ book: OddWorkbook, _ findings: [Finding], area: CellRange? = nil, keep name: String) throws -> ReturnedWorkbook {
        let returned = try ReturnedWorkbook.patch(original: try book.bytes(), forms: [.saying(findings, area: area)])
        try Review.keep(returned.bytes, as: "odd-\(name).xlsx")
        return returned
    }

    private func sheet(_ returned: ReturnedWorkbook) throws -> String { try Review.text(returned.bytes, "xl/worksheets/sheet1.xml") }

    /// The names of the elements directly below the root, in order.
    private func order(_ sheet: String) throws -> [String] { try MarkupTree(Array(sheet.utf8), depth: 1).root.children.map(\.name) }

    // MARK: A rich file

    @Test func `numbers of the score sheet are taken from the form's cells, what was read out of texts is not`() throws {
        let original = try Review.bytes("workbooks/rich.xlsx")
        let forms = try Review.forms(original, "rich.xlsx")
        let bytes = try ReturnedWorkbook.patch(original: original, forms: forms).bytes
        let sheets = try Review.parts(bytes).filter { $0.key.hasPrefix("xl/worksheets/") }.values.map { String(decoding: $0, as: UTF8.self) }
        let sheet = try #require(sheets.first { $0.contains("核算得分") && $0.contains("自评得分") })
        let form = try Review.sheet(original, forms[0].evaluation.sheet)
        let name = SheetWriter.quotedSheet(forms[0].evaluation.sheet)
        var linked = 0, constant = 0
        for indicator in forms[0].evaluation.indicators {
            for cell in [indicator.weight?.cell, indicator.statedScore?.cell, indicator.effectiveTarget?.cell, indicator.actual?.cell].compactMap(\.self) {
                let isNumber = form.cells.contains { found in
                    if found.position == cell.position, case .number = found.value { true } else { false }
                }
                let isLinked = sheet.contains("<f>\(Markup.escaped(name + "!" + cell.a1))</f>") || sheet.contains("ROUND(\(Markup.escaped(name + "!" + cell.a1))")
                #expect(isLinked == isNumber, "\(cell.a1)")
                if isNumber { linked += 1 } else { constant += 1 }
            }
        }
        #expect(linked > 6 && constant > 0)
        #expect(sheet.contains("绿色数字取自原表的单元格"))
    }

    @Test func `a rich file keeps its comments, filters, pictures, rules and print set-up`() throws {
        let original = try Review.bytes("workbooks/rich.xlsx")
        let forms = try Review.forms(original, "rich.xlsx")
        try #require(forms.count == 1)
        let returned = try ReturnedWorkbook.patch(original: original, forms: forms)
        try Review.keep(returned.bytes, as: "returned-rich.xlsx")
        let before = try Review.parts(original), after = try Review.parts(returned.bytes)
        let changed = before.keys.filter { after[$0] != before[$0] }.sorted()
        #expect(
            changed == [
                "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml",
                "xl/workbook.xml", "xl/worksheets/sheet2.xml",
            ])

        let form = try Review.text(returned.bytes, "xl/worksheets/sheet2.xml")
        let old = String(decoding: try #require(before["xl/worksheets/sheet2.xml"]), as: UTF8.self)
        for kept in ["mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "pageMargins", "pageSetup", "headerFooter", "drawing", "legacyDrawing", "sheetViews", "sheetPr"] {
            let a = try MarkupTree(Array(old.utf8), depth: 1), b = try MarkupTree(Array(form.utf8), depth: 1)
            let first = try #require(a.root.child(kept), "\(kept)"), second = try #require(b.root.child(kept), "\(kept)")
            #expect(a.source(first.whole) == b.source(second.whole))
        }
        #expect(try order(form) == (try order(old)).flatMap { $0 == "sheetData" ? ["sheetData", "autoFilter"] : [$0] })

        // The picture reaches into column K, so the findings stand in L.
        let grid = try Review.sheet(returned.bytes, "自评表 (一) & '附件'表")
        #expect(grid.shown("L1")?.hasPrefix("校验结果") == true)
        #expect(grid.shown("L13")?.contains("[E03 错误] H13：") == true)
        #expect(grid.shown("H6") == (try Review.sheet(original, "自评表 (一) & '附件'表")).shown("H6"))

        // The clerk's own remark stays in front of ours.
        let comments = try Review.text(returned.bytes, "xl/comments1.xml")
        let own = try #require(comments.range(of: "校对：已核")), ours = try #require(comments.range(of: "[E03 错误]"))
        #expect(own.lowerBound < ours.lowerBound)
        #expect(comments.range(of: "含税价") != nil)
        let drawing = try Review.text(returned.bytes, "xl/drawings/vmlDrawing1.vml")
        let shapes = CellNotes.shapeNumbers(in: Array(drawing.utf8))
        #expect(Set(shapes).count == shapes.count)
        #expect(comments.components(of: "<comment ") == shapes.count)

        let workbook = try Review.text(returned.bytes, "xl/workbook.xml")
        #expect(workbook.range(of: "预算执行率") != nil)
        #expect(workbook.components(of: "_xlnm.Print_Area") == 1)
        #expect(try XLSXReader.read(bytes: returned.bytes).grids.map(\.name) == ["封面", "自评表 (一) & '附件'表", "说明", "评分核对", "问题清单"])
    }

    @Test func `a form without findings keeps its sheet byte for byte`() throws {
        var book = OddWorkbook()
        book.sheet = "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
        let returned = try patch(book, [], keep: "none")
        #expect(try Review.parts(returned.bytes) == Review.parts(try book.bytes()))
    }

    @Test func `patching twice gives the same bytes`() throws {
        let original = try Review.bytes("workbooks/rich.xlsx")
        let forms = try Review.forms(original, "rich.xlsx")
        #expect(try ReturnedWorkbook.patch(original: original, forms: forms).bytes == ReturnedWorkbook.patch(original: original, forms: forms).bytes)
    }

    // MARK: Odd markup

    @Test func `prefixes, missing styles and missing references are kept to`() throws {
        var book = OddWorkbook()
        book.sheet =
            "<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"\(OddWorkbook.main)\"><!-- <row> --><x:sheetData>"
            + "<x:row><x:c t=\"inlineStr\"><x:is><x:t>表</x:t></x:is></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c><x:c><x:v>10</x:v></x:c></x:row><x:row/>"
            + "</x:sheetData><x:pageMargins left=\"0.7\" right=\"0.7\" top=\"0.7\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/></x:worksheet>"
        let returned = try patch(book, [.at("B2"), .at("A3", "A05", .warning), .at("B5", "C01", .hint)], keep: "prefixes")
        let text = try sheet(returned)
        #expect(try order(text) == ["cols", "sheetData", "autoFilter", "pageMargins", "legacyDrawing"])
        #expect(text.range(of: "<x:autoFilter ref=\"C1:C5\"/>") != nil)
        #expect(text.range(of: "<!-- <row> -->") != nil)
        let grid = try Review.sheet(returned.bytes, "表")
        #expect(grid.shown("A1") == "表")
        #expect(grid.shown("A2") == "3")
        #expect(grid.shown("B2") == "10")
        #expect(grid.shown("C1") == "校验结果")
        #expect(grid.shown("C2") == "[E03 错误] B2：B2 的得分应为 9.47 <请> & 改正")
        #expect(grid.shown("C3")?.hasPrefix("[A05 警告] A3") == true)
        #expect(grid.shown("C5")?.hasPrefix("[C01 提示] B5") == true)
        #expect(try Review.parts(returned.bytes)["xl/styles.xml"] != nil)
        // Three colours, each with a cell that bears it.
        let styles = try Review.text(returned.bytes, "xl/styles.xml")
        for severity in Severity.allCases { #expect(styles.range(of: StyleBook.colour(severity)) != nil) }
    }

    @Test func `a part in UTF-16 is read and written`() throws {
        var book = OddWorkbook()
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(OddWorkbook.main)\"><dimension ref=\"A1\"/><sheetData><row r=\"1\" spans=\"1:1\">"
            + "<c r=\"A1\" t=\"inlineStr\"><is><t>学校</t></is></c></row></sheetData></worksheet>"
        book.sheetBytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let returned = try patch(book, [.at("A2")], keep: "utf16")
        let grid = try Review.sheet(returned.bytes, "表")
        #expect(grid.shown("A1") == "学校")
        #expect(grid.shown("B2")?.hasPrefix("[E03 错误]") == true)
        let part = try sheet(returned)
        #expect(part.range(of: "<dimension ref=\"A1:B2\"/>") != nil)
        #expect(part.range(of: "spans=\"1:2\"") != nil)
    }

    @Test func `columns hidden to the edge give way to the column of findings`() throws {
        var book = OddWorkbook()
        book.sheet =
            "<worksheet xmlns=\"\(OddWorkbook.main)\"><cols><col min=\"1\" max=\"1\" width=\"30\"/><col min=\"2\" max=\"16384\" width=\"9\" hidden=\"1\"/></cols>"
            + "<sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>"
        let text = try sheet(try patch(book, [.at("A2")], keep: "hidden"))
        #expect(
            text.range(
                of: "<col min=\"1\" max=\"1\" width=\"30\"/><col min=\"2\" max=\"2\" width=\"60\" customWidth=\"1\"/>"
                    + "<col min=\"3\" max=\"16384\" width=\"9\" hidden=\"1\"/></cols>") != nil)
    }

    @Test func `nothing is overwritten where cells, merges or frames reach furthest`() throws {
        var book = OddWorkbook()
        book.sheet =
            "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"E3\"><v>2</v></c></row>"
            + "<row r=\"9\"><c r=\"F9\"><f>A3</f></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:G1\"/></mergeCells></worksheet>"
        let grid = try Review.sheet(
            try patch(book, [.at("A3")], area: CellRange(top: 2, left: 0, bottom: 8, right: 4), keep: "reach").bytes, "表")
        #expect(grid.shown("H2") == "校验结果")
        #expect(grid.shown("H3")?.hasPrefix("[E03") == true)
    }

    @Test func `a finding inside a merged block marks its corner, and a first row bears head and finding`() throws {
        var book = OddWorkbook()
        book.sheet =
            "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"/><c r=\"B1\"/></row></sheetData>"
            + "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
        let returned = try patch(book, [.at("B2")], keep: "merged")
        let grid = try Review.sheet(returned.bytes, "表")
        #expect(grid.shown("C1")?.hasPrefix("校验结果\n[E03 错误] A1") == true)
        let comments = try Review.text(returned.bytes, "xl/comments1.xml")
        #expect(comments.range(of: "<comment ref=\"A1\"") != nil)
    }

    @Test func `an own filter and a table are left and the user is told`() throws {
        var book = OddWorkbook()
        book.sheet =
            "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><autoFilter ref=\"A1:D4\"/></worksheet>"
        let returned = try patch(book, [.at("A2")], keep: "filter")
        let text = try sheet(returned)
        #expect(text.components(of: "<autoFilter") == 1)
        #expect(returned.notes.contains { $0.zh.contains("已有筛选") && $0.zh.contains("E 列") })
        #expect(try Review.sheet(returned.bytes, "表").shown("E2")?.hasPrefix("[E03") == true)
    }

    @Test func `a finding on a sheet that is not there stands in the list`() throws {
        var book = OddWorkbook()
        book.sheet = "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData/></worksheet>"
        let returned = try patch(book, [.at("A1", sheet: "别的表")], keep: "elsewhere")
        #expect(returned.notes.contains { $0.zh.contains("别的表") })
        #expect(try Review.sheet(returned.bytes, "问题清单").cells.contains { $0.shown == "别的表" })
        #expect(try sheet(returned) == book.sheet)
    }

    @Test func `a name that is taken gets a number`() throws {
        var book = OddWorkbook()
        book.workbook = book.workbook.replacing("\"表\"", with: "\"问题清单\"")
        let returned = try ReturnedWorkbook.patch(original: try book.bytes(), forms: [.saying([.at("A1", sheet: "问题清单")], on: "问题清单")])
        #expect(try XLSXReader.read(bytes: returned.bytes).grids.map(\.name) == ["问题清单", "问题清单 (2)"])
    }

    // MARK: Notes

    private func commented(_ comments: String, drawing: String) -> OddWorkbook {
        var book = OddWorkbook()
        book.sheet =
            "<worksheet xmlns=\"\(OddWorkbook.main)\" xmlns:rel=\"\(OddWorkbook.relations)\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"
            + "<legacyDrawing rel:id=\"rId2\"/></worksheet>"
        book.sheetRelations = [("rId1", "comments", "../comments1.xml"), ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml")]
        book.parts = ["xl/comments1.xml": Array(comments.utf8), "xl/drawings/vmlDrawing1.vml": Array(drawing.utf8)]
        return book
    }

    private let drawing =
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
        + "<v:shapetype id=\"_x0000_t202\"></v:shapetype><v:shape id=\"_x0000_s1041\" type=\"#_x0000_t202\"><div>一行<br>又一行</div></v:shape></xml>"

    @Test func `notes join the plain and the rich ones that stand there`() throws {
        let book = commented(
            "<comments xmlns=\"\(OddWorkbook.main)\"><authors><author>校对员</author></authors><commentList>"
                + "<comment ref=\"A1\" authorId=\"0\"><text><t>已核 &amp; 无误</t></text></comment>"
                + "<comment ref=\"A2\" authorId=\"0\"><text><r><t>原注</t></r></text></comment></commentList></comments>", drawing: drawing)
        let returned = try patch(book, [.at("A1"), .at("A1", "A05", .warning), .at("A2"), .at("B1")], keep: "comments")
        let comments = try Review.text(returned.bytes, "xl/comments1.xml")
        #expect(comments.components(of: "<comment ") == 3)
        #expect(comments.range(of: "<text><r><t xml:space=\"preserve\">已核 &amp; 无误</t></r><r>") != nil)
        #expect(comments.range(of: "原注</t></r><r>") != nil)
        #expect(comments.range(of: "<author>绩效校验</author>") != nil)
        #expect(comments.range(of: "应为：9.47　表中为：10　差额：0.53\n依据：财预〔2020〕10号\n\n[A05 警告]") != nil)
        // Only the new note needs a box; the old drawing with its unclosed <br> stays as it is.
        let drawing = try Review.text(returned.bytes, "xl/drawings/vmlDrawing1.vml")
        #expect(CellNotes.shapeNumbers(in: Array(drawing.utf8)) == [1041, 1042])
        #expect(drawing.range(of: "一行<br>又一行") != nil)
        #expect(try sheet(returned).components(of: "legacyDrawing") == 1)
    }

    @Test func `a discussion thread is left alone and the user is told`() throws {
        let book = commented(
            "<comments xmlns=\"\(OddWorkbook.main)\"><authors><author>tc={1}</author></authors><commentList>"
                + "<comment ref=\"A1\" authorId=\"0\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>", drawing: drawing)
        let returned = try patch(book, [.at("A1")], keep: "thread")
        #expect(try Review.text(returned.bytes, "xl/comments1.xml").range(of: "E03") == nil)
        #expect(returned.notes.contains { $0.zh.contains("讨论批注") })
        #expect(try Review.sheet(returned.bytes, "表").shown("B1")?.contains("[E03") == true)
    }

    @Test func `a broken drawing costs the notes, never the file`() throws {
        let book = commented("<comments xmlns=\"\(OddWorkbook.main)\"><authors/><commentList/></comments>", drawing: "no drawing")
        let returned = try patch(book, [.at("A1")], keep: "broken-drawing")
        #expect(returned.notes.contains { $0.zh.contains("批注无法读取") })
        #expect(try Review.text(returned.bytes, "xl/comments1.xml").range(of: "E03") == nil)
        #expect(try Review.sheet(returned.bytes, "表").shown("B1")?.contains("[E03") == true)
    }

    // MARK: Refusals

    @Test(arguments: [
        "<!DOCTYPE worksheet [<!ENTITY a \"b\">]><worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData/></worksheet>",
        "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"1\"><c r=\"A1\">", "<worksheet", "",
        "<chartsheet/>", "<worksheet xmlns=\"\(OddWorkbook.main)\"><sheetData><row r=\"1\"><c r=\"?\"/></row></sheetData></worksheet>",
    ])
    func `a broken or hostile sheet is refused with a sentence`(_ sheet: String) throws {
        var book = OddWorkbook()
        book.sheet = sheet
        let bytes = try book.bytes()
        #expect(throws: DocumentError.self) { try ReturnedWorkbook.patch(original: bytes, forms: [.saying([.at("A1")])]) }
    }

    @Test func `bytes that are no workbook are refused`() {
        #expect(throws: DocumentError.self) { try ReturnedWorkbook.patch(original: Array("hello".utf8), forms: []) }
    }
}

extension String {
    /// How often `text` occurs.
    func components(of text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = String(rest).range(of: text) {
            count += 1
            rest = String(rest)[range.upperBound...]
        }
        return count
    }
}

import BudgetModel
import Documents
import Quantities
import Testing

@Suite struct XLSXReaderTests {
    // MARK: - A real form

    @Test func `a department's form is read cell by cell`() throws {
        let document = try XLSXReader.read(bytes: Fixture.bytes("45-department-2023.xlsx"))
        let grid = try #require(document.grids.first)
        #expect(document.format == .xlsx)
        #expect(grid.name == "整体支出")
        #expect(grid.cells.count == 131)
        #expect(grid.merges.count == 22)
        func shown(_ a1: String) -> String? {
            CellPosition(a1: a1).flatMap { place in grid.cells.first { $0.position == place }?.shown }
        }
        #expect(shown("A1") == "部门整体支出绩效自评表")
        #expect(shown("A5") == "项目资金\n（万元）")
        #expect(shown("E6") == "1805.58777")
        #expect(shown("F18") == "2023-12-20")
        #expect(shown("F25") == "９５％以上")
    }

    @Test(arguments: [("E14", "=384项"), ("E15", "=262项"), ("E16", "=12个"), ("E20", "=28件")])
    func `a target that was stored as a formula is the text it was`(a1: String, text: String) throws {
        let document = try XLSXReader.read(bytes: Fixture.bytes("45-department-2023.xlsx"))
        let place = try #require(CellPosition(a1: a1))
        let cell = try #require(document.grids[0].cells.first { $0.position == place })
        #expect(cell.value == .text(text))
        #expect(!cell.isFormula)
        #expect(document.notes.isEmpty)
    }

    @Test func `a form with shared strings is read`() throws {
        let grid = try XLSXReader.read(bytes: Fixture.bytes("06-qingshen-ndrc-2023.xlsx")).grids[0]
        #expect(grid.cells.first?.shown == "报表编号：510000_0013zp" && grid.cells.count == 89 && grid.merges.count == 34)
        #expect(grid.cells.allSatisfy { !$0.shown.isEmpty })
    }

    // MARK: - Values

    @Test(arguments: [
        ("<c r=\"A1\"><v>8.3699999999999992</v></c>", "8.37"),
        ("<c r=\"A1\"><v>0.1</v></c>", "0.1"),
        ("<c r=\"A1\"><v>1669.0157</v></c>", "1669.0157"),
        ("<c r=\"A1\"><v>-0.50</v></c>", "-0.5"),
        ("<c r=\"A1\"><v>0</v></c>", "0"),
        ("<c r=\"A1\"><v>-0</v></c>", "0"),
        ("<c r=\"A1\"><v>100</v></c>", "100"),
        ("<c r=\"A1\"><v>1.5E-3</v></c>", "0.0015"),
        ("<c r=\"A1\"><v>1E3</v></c>", "1000"),
        ("<c r=\"A1\"><v>123456789012345678</v></c>", "123456789012346000"),
        ("<c r=\"A1\"><v>0.84090909090909094</v></c>", "0.840909090909091"),
    ])
    func `numbers have fifteen digits and show plainly`(cell: String, shown: String) throws {
        let read = try WorkbookFixture(cells: cell).cell()
        #expect(read.shown == shown)
        #expect(try read.value == .number(ExactDecimal(machine: shown), isPercent: false))
    }

    @Test func `a number beyond all reckoning stays text`() throws {
        #expect(try WorkbookFixture(cells: "<c r=\"A1\"><v>1E300</v></c>").cell().value == .text("1E300"))
    }

    @Test(arguments: [
        ("<c r=\"A1\" t=\"b\"><v>1</v></c>", CellValue.boolean(true), "TRUE"),
        ("<c r=\"A1\" t=\"b\"><v>0</v></c>", .boolean(false), "FALSE"),
        ("<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c>", .error("#DIV/0!"), "#DIV/0!"),
        ("<c r=\"A1\" t=\"str\"><f>A2&amp;A3</f><v>优秀</v></c>", .text("优秀"), "优秀"),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t>≥95%</t></is></c>", .text("≥95%"), "≥95%"),
        ("<c r=\"A1\" t=\"inlineStr\"><is><r><t>数量</t></r><r><rPr><b/></rPr><t>指标</t></r></is></c>", .text("数量指标"), "数量指标"),
        ("<c r=\"A1\" t=\"inlineStr\"><v>供水</v></c>", .text("供水"), "供水"),
    ])
    func `every type of cell`(cell: String, value: CellValue, shown: String) throws {
        let read = try WorkbookFixture(cells: cell).cell()
        #expect(read.value == value)
        #expect(read.shown == shown)
    }

    @Test(arguments: [
        ("<si><t>图书馆</t></si>", "图书馆"),
        ("<si><r><t>图书</t></r><r><rPr><rFont val=\"宋体\"/></rPr><t>馆</t></r></si>", "图书馆"),
        ("<si><t>水库</t><rPh sb=\"0\" eb=\"2\"><t>shuiku</t></rPh><phoneticPr fontId=\"1\"/></si>", "水库"),
        ("<si><t>第一行_x000D_\n第二行</t></si>", "第一行\n第二行"),
        ("<si><t>第一行_x000D_第二行</t></si>", "第一行\n第二行"),
        ("<si><t>_x005F_x000D_</t></si>", "_x000D_"),
        ("<si><t>a_b_x00</t></si>", "a_b_x00"),
        ("<si><t xml:space=\"preserve\"> 道路 </t></si>", " 道路 "),
        ("<si><t>\n 道路\t</t></si>", "道路"),
        ("<si><t>A&amp;B &lt;95&#37;</t></si>", "A&B <95%"),
        ("<si><t><![CDATA[诊所<1>]]></t></si>", "诊所<1>"),
        ("<si><r><rPr><rFont val=\"Wingdings 2\"/></rPr><t>R</t></r><r><t>新增项目 </t></r><r><rPr><rFont val=\"Wingdings 2\"/></rPr><t>£</t></r><r><t>延续项目</t></r></si>", "☑新增项目□延续项目"),
    ])
    func `shared strings`(item: String, text: String) throws {
        var fixture = WorkbookFixture(cells: "<c r=\"A1\" t=\"s\"><v>0</v></c>")
        fixture.sharedStrings = item
        #expect(try fixture.cell().value == .text(text))
    }

    @Test func `a string that is missing is a note, not a silence`() throws {
        var fixture = WorkbookFixture(cells: "<c r=\"A1\" t=\"s\"><v>7</v></c><c r=\"B1\" t=\"s\"><v>-1</v></c><c r=\"C1\"><v>1</v></c>")
        fixture.sharedStrings = "<si><t>x</t></si>"
        let document = try fixture.read()
        #expect(document.grids[0].cells.map(\.position.a1) == ["C1"])
        #expect(document.notes.count == 1)
        #expect(document.notes[0].zh.contains("A1、B1"))
    }

    @Test(arguments: [
        ("0.00%", "0.98", "98%", true), ("0%", "0.9474", "94.74%", true), ("0%", "1", "100%", true), ("0%", "0.5", "50%", true),
        ("000000", "42", "000042", false), ("0000", "12345", "12345", false), ("0.00", "5", "5", false), ("[h]:mm", "1.5", "36:00", false),
    ])
    func `number formats change what a number means`(code: String, stored: String, shown: String, isPercent: Bool) throws {
        var fixture = WorkbookFixture(cells: "<c r=\"A1\" s=\"1\"><v>\(stored)</v></c>")
        fixture.styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"\(code)\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
        let cell = try fixture.cell()
        #expect(cell.shown == shown)
        #expect(try cell.value == .number(ExactDecimal(machine: stored), isPercent: isPercent))
    }

    @Test(arguments: [
        ("14", "", "45280", false, "2023-12-20"), ("164", "yyyy/m/d", "45280", false, "2023-12-20"), ("31", "", "45280.75", false, "2023-12-20"),
        ("164", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "45280", false, "2023-12-20"), ("58", "", "45280", false, "2023-12-20"),
        ("14", "", "43818", true, "2023-12-20"), ("14", "", "1", false, "1900-01-01"), ("14", "", "61", false, "1900-03-01"),
    ])
    func `dates in both systems`(id: String, code: String, serial: String, is1904: Bool, iso: String) throws {
        var fixture = WorkbookFixture(cells: "<c r=\"A1\" s=\"0\"><v>\(serial)</v></c>")
        fixture.styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"\(code)\"/></numFmts><cellXfs><xf numFmtId=\"\(id)\"/></cellXfs>"
        if is1904 { fixture.properties = "<workbookPr date1904=\"1\"/>" }
        let cell = try fixture.cell()
        #expect(cell.shown == iso)
        guard case .day(let day) = cell.value else {
            Issue.record("\(cell.value) is no day")
            return
        }
        #expect(day.iso == iso)
    }

    @Test(arguments: ["-1", "60", "99999999"])
    func `a day that no calendar has stays a number`(serial: String) throws {
        var fixture = WorkbookFixture(cells: "<c r=\"A1\" s=\"0\"><v>\(serial)</v></c>")
        fixture.styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
        #expect(try fixture.cell().value == .number(ExactDecimal(machine: serial), isPercent: false))
    }

    @Test func `a day written as ISO`() throws {
        let cell = try WorkbookFixture(cells: "<c r=\"A1\" t=\"d\"><v>2023-12-20T00:00:00</v></c>").cell()
        #expect(try cell.value == .day(CalendarDay(year: 2023, month: 12, day: 20)))
    }

    // MARK: - Formulas

    @Test(arguments: ["384项", "95%以上", "≥95%", "优", "100%", "5", "完成", "2023年12月底前", "2023-12-31", "\"通过\"", "-3.5"])
    func `text behind an equals sign is text`(formula: String) throws {
        let document = try WorkbookFixture(cells: "<c r=\"A1\"><f>\(formula)</f><v/></c>").read()
        #expect(document.grids[0].cells.map(\.value) == [.text("=" + formula)])
        #expect(document.notes.isEmpty)
    }

    @Test(arguments: ["SUM(H13:H21)+I6", "G13*100", "A1", "$B$2/C3", "自评表!B2", "'表 1'!B2", "IF(A2&gt;=1,\"完成\",\"未完成\")", "3*5", "#REF!+1", "TODAY()", "合计"])
    func `a computation without a result is empty and noted`(formula: String) throws {
        var fixture = WorkbookFixture(cells: "<c r=\"B7\"><f>\(formula)</f></c>")
        fixture.properties = "<definedNames><definedName name=\"合计\">A1</definedName></definedNames>"
        let document = try fixture.read()
        #expect(document.grids[0].cells.isEmpty)
        #expect(document.notes.count == 1)
        #expect(document.notes.allSatisfy { $0.zh.contains("“自评表”的 B7是公式") && $0.en.contains("B7") })
    }

    @Test func `a formula's stored result is its value`() throws {
        let cell = try WorkbookFixture(cells: "<c r=\"A1\"><f>G18*100*F18</f><v>9.8000000000000007</v></c>").cell()
        #expect(cell.value == .number(ExactDecimal(significand: 98, scale: 1), isPercent: false))
        #expect(cell.isFormula)
    }

    @Test func `an empty text result is no cell and no note`() throws {
        let document = try WorkbookFixture(cells: "<c r=\"A1\" t=\"str\"><f>IF(B1,1,\"\")</f><v></v></c>").read()
        #expect(document.grids[0].cells.isEmpty && document.notes.isEmpty)
    }

    // MARK: - Places

    @Test func `rows and cells without a place count on`() throws {
        let xml = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c r=\"C2\"><v>3</v></c><c><v>4</v></c></row><row r=\"9\"><c><v>5</v></c></row></sheetData>"
        let grid = try WorkbookFixture(xml).grid()
        #expect(grid.cells.map { $0.position.a1 + "=" + $0.shown } == ["A1=1", "B1=2", "C2=3", "D2=4", "A9=5"])
    }

    @Test func `cells out of order are put in order, the later of two counts`() throws {
        let xml = "<sheetData><row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>3</v></c><c r=\"A1\"><v>4</v></c></row></sheetData>"
        let grid = try WorkbookFixture(xml).grid()
        #expect(grid.cells.map { $0.position.a1 + "=" + $0.shown } == ["A1=4", "A2=2", "B2=1"])
    }

    @Test func `merges, hidden rows and hidden columns`() throws {
        let xml = """
            <cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" hidden="1"/><col min="1" max="1" width="9"/></cols>
            <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="E1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>
            <row r="3" hidden="0"><c r="A3"><v>4</v></c></row><row r="9" hidden="true"/></sheetData>
            <mergeCells count="2"><mergeCell ref="A3:C4"/><mergeCell ref="B1"/></mergeCells>
            """
        let grid = try WorkbookFixture(xml).grid()
        #expect(grid.merges.map(\.a1) == ["A3:C4"])
        #expect(grid.hiddenRows == [1])
        #expect(grid.hiddenColumns == [1, 3, 4])
    }

    @Test func `what a merged block covers is left out`() throws {
        let xml = """
            <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
            <row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row></sheetData>
            <mergeCells><mergeCell ref="B1:B2"/><mergeCell ref="A1:A2"/><mergeCell ref="C2:D9"/></mergeCells>
            """
        #expect(try WorkbookFixture(xml).grid().cells.map(\.position.a1) == ["A1", "B1", "C1", "C2"])
    }

    // MARK: - Sheets

    @Test func `sheets keep their order and say whether they are hidden`() throws {
        var fixture = WorkbookFixture()
        fixture.sheets = [("一", "<sheetData/>"), ("二", "<sheetData/>"), ("三", "<sheetData/>")]
        fixture.workbookXML = """
            <workbook xmlns="\(WorkbookFixture.main)" xmlns:r="\(WorkbookFixture.links)"><sheets><sheet name="三" sheetId="9" r:id="rId3"/>
            <sheet name="一" sheetId="1" state="hidden" r:id="rId1"/><sheet name="二" sheetId="2" state="veryHidden" r:id="rId2"/></sheets></workbook>
            """
        let grids = try fixture.read().grids
        #expect(grids.map(\.name) == ["三", "一", "二"])
        #expect(grids.map(\.isHidden) == [false, true, true])
    }

    @Test(arguments: ["/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml"])
    func `a sheet is found however it is linked`(target: String) throws {
        var fixture = WorkbookFixture(cells: "<c><v>1</v></c>")
        fixture.relationsXML = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(WorkbookFixture.links)/worksheet\" Target=\"\(target)\"/></Relationships>"
        #expect(try fixture.cell().shown == "1")
    }

    @Test func `a chart sheet is passed over, a missing one is noted`() throws {
        var fixture = WorkbookFixture(cells: "<c><v>1</v></c>")
        fixture.workbookXML = """
            <workbook xmlns="\(WorkbookFixture.main)" xmlns:r="\(WorkbookFixture.links)"><sheets><sheet name="图" r:id="c"/>
            <sheet name="表" r:id="rId1"/><sheet name="附" r:id="gone"/></sheets></workbook>
            """
        fixture.relationsXML = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="c" Type="\(WorkbookFixture.links)/chartsheet" Target="chartsheets/sheet1.xml"/>
            <Relationship Id="rId1" Type="\(WorkbookFixture.links)/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
            """
        let document = try fixture.read()
        #expect(document.grids.map(\.name) == ["表"])
        #expect(document.notes.count == 1)
        #expect(document.notes[0].zh.contains("“附”"))
    }

    @Test func `strict workbooks and prefixed elements`() throws {
        var strict = WorkbookFixture(cells: "<c><v>1</v></c>")
        strict.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        #expect(try strict.cell().shown == "1")

        var writer = ZipWriter()
        writer.add("xl/workbook.xml", "<x:workbook xmlns:x=\"\(WorkbookFixture.main)\" xmlns:r=\"\(WorkbookFixture.links)\"><x:sheets><x:sheet name=\"a\" r:id=\"q\"/></x:sheets></x:workbook>")
        writer.add("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"q\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>")
        writer.add("xl/s.xml", "<x:worksheet xmlns:x=\"\(WorkbookFixture.main)\" xmlns:y=\"urn:other\"><x:sheetData><x:row><y:c><y:v>9</y:v></y:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>")
        let grid = try XLSXReader.read(bytes: writer.finish()).grids[0]
        #expect(grid.cells.map { $0.position.a1 + "=" + $0.shown } == ["A1=7"])
    }

    @Test func `a workbook's main part may have any name`() throws {
        var writer = ZipWriter()
        writer.add("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"\(WorkbookFixture.links)/officeDocument\" Target=\"/xl/workbook2.xml\"/></Relationships>")
        writer.add("xl/workbook2.xml", "<workbook xmlns=\"\(WorkbookFixture.main)\" xmlns:r=\"\(WorkbookFixture.links)\"><sheets><sheet name=\"a\" r:id=\"q\"/></sheets></workbook>")
        writer.add("xl/_rels/workbook2.xml.rels", "<Relationships><Relationship Id=\"q\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>")
        writer.add("xl/s.xml", "<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>")
        #expect(try XLSXReader.read(bytes: writer.finish()).grids[0].cells.map(\.shown) == ["7"])
    }

    @Test func `a sheet in UTF-16 is read`() throws {
        var writer = ZipWriter()
        let fixture = WorkbookFixture()
        let archive = try ZipArchive(fixture.bytes())
        for entry in archive.entries where !entry.name.hasPrefix("xl/worksheets/") { writer.add(entry.name, try archive.read(entry)) }
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>水利</t></is></c></row></sheetData></worksheet>"
        writer.add("xl/worksheets/sheet1.xml", [0xFF, 0xFE] + xml.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        #expect(try XLSXReader.read(bytes: writer.finish()).grids[0].cells.map(\.shown) == ["水利"])
    }

    @Test func `a large sheet is read piece by piece with the same result`() throws {
        let rows = (1...20_000).map { "<row r=\"\($0)\"><c t=\"inlineStr\"><is><t>指标完成情况</t></is></c><c><v>\($0).5</v></c></row>" }
        let grid = try WorkbookFixture("<sheetData>" + rows.joined() + "</sheetData>").grid()
        #expect(grid.cells.count == 40_000)
        #expect(grid.cells.last?.position.a1 == "B20000")
        #expect(grid.cells[39_998].shown == "指标完成情况")
    }
}

import BudgetModel
import Documents
import Forms
import Testing

@testable import Workbooks

@Suite struct `A returned workbook that is handed in again` {
    private static let name = "自评表 (一) & '附件'表"

    private func returned() throws -> (original: [UInt8], forms: [ReviewedForm], bytes: [UInt8]) {
        let original = try Review.bytes("workbooks/rich.xlsx")
        let forms = try Review.forms(original, "rich.xlsx")
        return (original, forms, try ReturnedWorkbook.patch(original: original, forms: forms).bytes)
    }

    /// The fill that a cell shows.
    private func fill(_ bytes: [UInt8], _ a1: String) throws -> String {
        let position = try #require(CellPosition(a1: a1))
        let scan = try SheetScan(try #require(try Review.parts(bytes)["xl/worksheets/sheet2.xml"]), wanted: [position.row])
        let format = scan.rows.flatMap(\.cells).first { $0.position == position }?.format ?? 0
        return try StyleBook(try Review.parts(bytes)["xl/styles.xml"]).fill(ofFormat: format)
    }

    @Test func `reads like the file it came from`() throws {
        let (original, forms, bytes) = try returned()
        let document = ReturnedWorkbook.withoutMarks(try XLSXReader.read(bytes: bytes)).document
        #expect(document.grids == (try XLSXReader.read(bytes: original)).grids)
        #expect(document.notes.map(\.zh) == ["文件里有上次校验写入的内容（工作表“评分核对”“问题清单”、“校验结果”列），已略过，只读表格本身。"])
        let again = FormReader().read(document, file: "rich.xlsx").evaluations
        #expect(again.map { Review.review($0).findings } == forms.map(\.findings))
    }

    @Test func `a document that was never returned is left as it is`() throws {
        let document = try XLSXReader.read(bytes: try Review.bytes("workbooks/rich.xlsx"))
        #expect(ReturnedWorkbook.withoutMarks(document).document == document)
    }

    @Test func `loses the marks of what was corrected and keeps the rest`() throws {
        let (original, forms, bytes) = try returned()
        var corrected = forms
        corrected[0].findings.removeAll { $0.at?.a1 == "H13" || $0.at?.a1 == "I13" }
        #expect(corrected[0].findings.count < forms[0].findings.count && !corrected[0].findings.isEmpty)
        let second = try ReturnedWorkbook.patch(original: bytes, forms: corrected)
        try Review.keep(second.bytes, as: "returned-twice-rich.xlsx")
        #expect(try XLSXReader.read(bytes: second.bytes).grids.map(\.name) == ["封面", Self.name, "说明", "评分核对", "问题清单"])
        #expect(second.notes == [])

        #expect(try fill(bytes, "H13").contains(StyleBook.colour(.error)))
        #expect(try fill(second.bytes, "H13") == fill(original, "H13"))
        #expect(try fill(original, "H13").contains("EEF7EE"))
        #expect(try fill(second.bytes, "H15").contains(StyleBook.colour(.error)))

        let comments = try Review.text(second.bytes, "xl/comments1.xml")
        #expect(comments.range(of: "校对：已核") != nil && comments.range(of: "含税价") != nil)
        #expect(comments.range(of: "H13") != nil)
        #expect(comments.components(of: "[E03 错误]") == forms[0].findings.count { $0.code == "E03" } - 1)
        let drawing = try Review.text(second.bytes, "xl/drawings/vmlDrawing1.vml")
        #expect(comments.components(of: "<comment ") == NoteDrawing(Array(drawing.utf8)).boxes.count)

        let grid = try Review.sheet(second.bytes, Self.name)
        #expect(grid.shown("L13") == nil)
        #expect(grid.shown("L15")?.contains("[E03 错误]") == true)
        #expect(!grid.cells.contains { $0.position.column > 11 })
        let sheet = try Review.text(second.bytes, "xl/worksheets/sheet2.xml")
        #expect(sheet.components(of: "<autoFilter") == 1)

        // Once more, all corrected.
        corrected[0].findings = []
        let third = try ReturnedWorkbook.patch(original: second.bytes, forms: corrected)
        try Review.keep(third.bytes, as: "returned-thrice-rich.xlsx")
        #expect(try fill(third.bytes, "H15") == fill(original, "H15"))
        #expect(try Review.text(third.bytes, "xl/comments1.xml").range(of: "[E0") == nil)
        #expect(try Review.sheet(third.bytes, Self.name).cells.filter { $0.position.column == 11 }.map(\.shown) == ["校验结果"])
        #expect(try Review.sheet(third.bytes, "问题清单").cells.contains { $0.shown.contains("共 0 条") })
    }

    @Test func `the same findings give the same cells, notes and lists`() throws {
        let (_, forms, bytes) = try returned()
        let again = try ReturnedWorkbook.patch(original: bytes, forms: forms).bytes
        for name in [Self.name, "评分核对", "问题清单"] { #expect(try Review.sheet(again, name) == Review.sheet(bytes, name)) }
        #expect(try fill(again, "H13") == fill(bytes, "H13"))
        #expect(try Review.text(again, "xl/comments1.xml") == Review.text(bytes, "xl/comments1.xml"))
    }

    // MARK: - Whatever became of it meanwhile

    private static let changes: [(name: String, change: @Sendable (inout Document) -> Void)] = [
        ("sheets have other names", { for index in $0.grids.indices where index > 2 { $0.grids[index].name = "Sheet\(index)" } }),
        ("the form's sheet has another name", { $0.grids[1].name = "自评表" }),
        ("the list is gone", { $0.grids.remove(at: 4) }),
        ("both sheets are gone", { $0.grids.removeLast(2) }),
        ("a row was put in above", { for index in $0.grids.indices { for cell in $0.grids[index].cells.indices { $0.grids[index].cells[cell].position.row += 1 } } }),
        ("the titles are gone", { for index in $0.grids.indices where index > 2 { $0.grids[index].cells.removeAll { $0.position.row == 0 } } }),
        ("it is an old workbook now", { $0.format = .xls }),
        ("a sheet was copied", { $0.grids.append($0.grids[3]); $0.grids[5].name = "评分核对 (2)" }),
    ]

    @Test(arguments: changes.indices) func `our own content is known`(_ index: Int) throws {
        let (original, _, bytes) = try returned()
        var document = try XLSXReader.read(bytes: bytes)
        Self.changes[index].change(&document)
        let clean = ReturnedWorkbook.withoutMarks(document).document
        let wanted = try XLSXReader.read(bytes: original).grids.map { $0.cells.map(\.shown) }
        #expect(clean.grids.map { $0.cells.map(\.shown) } == wanted, "\(Self.changes[index].name)")
    }

    @Test func `what the user wrote beside our findings is kept`() throws {
        let (_, _, bytes) = try returned()
        var document = try XLSXReader.read(bytes: bytes)
        let place = try #require(CellPosition(a1: "L30"))
        document.grids[1].cells.append(GridCell(position: place, value: .text("已改"), shown: "已改"))
        #expect(ReturnedWorkbook.withoutMarks(document).document.grids[1].shown("L30") == "已改")
    }

    @Test func `a user's sheets that resemble ours stay`() throws {
        var document = try XLSXReader.read(bytes: try Review.bytes("workbooks/rich.xlsx"))
        func cell(_ a1: String, _ text: String) throws -> GridCell {
            GridCell(position: try #require(CellPosition(a1: a1)), value: .text(text), shown: text)
        }
        document.grids.append(Grid(name: "评分核对", cells: [try cell("A1", "评分核对表"), try cell("A2", "指标"), try cell("B2", "得分")]))
        document.grids.append(Grid(name: "问题清单", cells: [try cell("A1", "问题清单"), try cell("A2", "问题"), try cell("B2", "校验结果")]))
        #expect(ReturnedWorkbook.withoutMarks(document).document == document)
    }
}

import BudgetModel
import Documents
import Testing

@testable import Workbooks

@Suite struct `Returned workbooks of real forms` {
    @Test(arguments: ["documents/45-department-2023.xlsx", "documents/06-qingshen-ndrc-2023.xlsx", "workbooks/20-jiuting-2020.xlsx", "workbooks/44-monitoring-2022.xlsx", "workbooks/48-variant-weights-fraction.xlsx"])
    func `the user's own file keeps every part that needs no change`(_ name: String) throws {
        let original = try Review.bytes(name)
        let forms = try Review.forms(original, name)
        try #require(!forms.isEmpty)
        let returned = try ReturnedWorkbook.patch(original: original, forms: forms)
        try Review.keep(returned.bytes, as: "returned-" + name.split(separator: "/")[1])
        let before = try Review.parts(original), after = try Review.parts(returned.bytes)
        let mayChange: Set = [
            "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
            "xl/worksheets/_rels/sheet1.xml.rels",
        ]
        for (part, bytes) in before where !mayChange.contains(part) { #expect(after[part] == bytes, "\(part)") }
    }

    @Test(arguments: ["workbooks/02-chizhou-tangxi-2022.docx", "workbooks/33-nanyue-two-goals-2018.html", "workbooks/04-yongde-school-2022.xls"])
    func `other formats come back as a workbook of the same grid`(_ name: String) throws {
        let bytes = try Review.bytes(name)
        let document = try Review.document(bytes, name)
        let forms = try Review.forms(bytes, name)
        try #require(!forms.isEmpty)
        let returned = try ReturnedWorkbook.rebuild(grids: document.grids, forms: forms)
        try Review.keep(returned.bytes, as: "rebuilt-" + name.split(separator: "/")[1].split(separator: ".")[0] + ".xlsx")
        let again = try XLSXReader.read(bytes: returned.bytes)
        for (grid, copy) in zip(document.grids, again.grids) {
            let texts = Dictionary(copy.cells.map { ($0.position, $0.shown) }) { first, _ in first }
            for cell in grid.cells where cell.value != .empty { #expect(texts[cell.position] == cell.shown, "\(grid.name) \(cell.position.a1)") }
        }
    }
}

@testable import Documents
import BudgetModel

/// The XML inside a workbook, without the zip file around it; the first byte names the part.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data + 1, count: size - 1))
    var limits = ReadLimits()
    limits.cells = 10_000
    limits.seconds = 2
    do {
        let stream = XMLStream(limits: limits, deadline: Deadline(seconds: limits.seconds))
        let workbook = WorkbookPart(part: "workbook", maximumSheets: 10)
        switch data[0] {
        case UInt8(ascii: "w"): try stream.read(bytes, workbook)
        case UInt8(ascii: "r"): try stream.read(bytes, Relations(part: "rels", folder: "xl/"))
        case UInt8(ascii: "s"): try stream.read(bytes, SharedStringsPart(part: "strings", maximum: 1000))
        case UInt8(ascii: "f"): try stream.read(bytes, StylesPart(part: "styles"))
        default:
            let formats = [
                CellFormat(), CellFormat(builtIn: 10), CellFormat(builtIn: 14), CellFormat(builtIn: 20), CellFormat(code: "000000"),
            ]
            let sheet = SheetPart(
                part: "sheet", name: "表", strings: ["甲", "", "乙"], formats: formats, workbook: workbook, limits: limits, cellsBefore: 0)
            try stream.read(bytes, sheet)
            let grid = try sheet.grid()
            for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
            for cell in grid.cells { precondition(cell.position.column < limits.columns && !cell.shown.isEmpty) }
        }
    } catch {
        // A sentence is a fine answer.
    }
    return 0
}

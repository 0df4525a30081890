@testable import Documents
import BudgetModel

/// Whole workbooks: the zip file and all in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    var limits = ReadLimits()
    limits.totalBytes = 8 << 20
    limits.cells = 50_000
    do {
        let document = try XLSXReader.read(bytes: bytes, limits: limits)
        for grid in document.grids { check(grid, limits) }
        let patched = try ZipArchive.replacing(["xl/new.xml": [1, 2, 3]], in: bytes, limits: limits)
        let written = try ZipArchive(patched).read("xl/new.xml")
        precondition(written == [1, 2, 3] || written == nil)
    } catch {
        // A sentence is a fine answer.
    }
    return 0
}

/// What `Grid` promises.
func check(_ grid: Grid, _ limits: ReadLimits) {
    precondition(grid.cells.count <= limits.cells)
    for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
    for cell in grid.cells {
        precondition(cell.position.row >= 0 && cell.position.column >= 0 && cell.position.column < limits.columns)
        precondition(!cell.shown.isEmpty)
    }
    for merge in grid.merges { precondition(merge.top <= merge.bottom && merge.left <= merge.right) }
}

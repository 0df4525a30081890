@testable import Documents
import BudgetModel

/// The XML of Excel 2003.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    var limits = ReadLimits()
    limits.cells = 10_000
    limits.rows = 100_000
    limits.seconds = 2
    do {
        for grid in try SpreadsheetXMLReader.read(utf8: TextDecoding.utf8(of: bytes).utf8, limits: limits).grids {
            for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
        }
    } catch { precondition(!error.sentence.zh.isEmpty) }
    return 0
}

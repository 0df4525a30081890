@testable import Documents
import BudgetModel

/// Old workbooks, with their container and without it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    var limits = ReadLimits()
    limits.cells = 10_000
    limits.seconds = 2
    do {
        for grid in try XLSReader.read(bytes, limits: limits).grids {
            precondition(grid.cells.count <= limits.cells)
            for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
        }
    } catch { precondition(!error.sentence.zh.isEmpty) }
    return 0
}

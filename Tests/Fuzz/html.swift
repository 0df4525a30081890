@testable import Documents
import BudgetModel

/// Web pages; every table's cells lie in order and inside the bounds.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    var limits = ReadLimits()
    limits.cells = 10_000
    limits.seconds = 2
    do {
        let document = try HTMLReader.read(bytes, limits: limits)
        for grid in document.grids {
            for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
            for merge in grid.merges { precondition(merge.top <= merge.bottom && merge.left <= merge.right && merge.right < limits.columns) }
        }
        for case .table(let index) in document.blocks { precondition(document.grids.indices.contains(index)) }
    } catch { precondition(!error.sentence.zh.isEmpty) }
    return 0
}

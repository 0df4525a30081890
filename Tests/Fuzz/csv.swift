@testable import Documents
import BudgetModel

/// Tables in text; the reader of all files gets the same bytes, under names that promise different things.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    var limits = ReadLimits()
    limits.cells = 10_000
    limits.seconds = 2
    do {
        let grid = try CSVReader.read(bytes, limits: limits).grids[0]
        for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
    } catch { precondition(!error.sentence.zh.isEmpty) }
    for name in ["a.csv", "a.xlsx", ""] {
        do { _ = try DocumentReader.read(bytes, name: name, limits: limits) } catch { precondition(!error.sentence.zh.isEmpty) }
    }
    return 0
}

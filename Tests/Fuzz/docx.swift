@testable import Documents
import BudgetModel

/// Whole text documents: the zip file and all in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var limits = ReadLimits()
    limits.totalBytes = 8 << 20
    limits.cells = 50_000
    _ = try? DOCXReader.read(bytes: [UInt8](UnsafeBufferPointer(start: data, count: size)), limits: limits)
    return 0
}

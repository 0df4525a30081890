@testable import Documents
@testable import Forms
import BudgetModel

/// Recognition on whatever a table can hold: the same bytes as a table in text and as a web page.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    var limits = ReadLimits()
    limits.cells = 5_000
    limits.columns = 200
    limits.seconds = 2
    let documents = [try? CSVReader.read(bytes, limits: limits), try? HTMLReader.read(bytes, limits: limits)]
    let reader = FormReader()
    for document in documents {
        guard let document else { continue }
        let reading = reader.read(document, file: "a")
        for form in reading.evaluations {
            // Every block holds rows of the form, and nothing is both read and listed as unread.
            for block in form.blocks { for member in block.members { precondition(form.indicators.indices.contains(member)) } }
            let unread = Set(form.unread.map(\.cell))
            for indicator in form.indicators { precondition(indicator.name.cell.map { !unread.contains($0) } ?? true) }
        }
        // The same again gives the same: no memory of an earlier form leaks in.
        precondition(reader.read(document, file: "a").evaluations == reading.evaluations)
    }
    return 0
}

@testable import Documents
import BudgetModel

/// The XML inside a text document, without the zip file around it; the first byte names the part.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = [UInt8](UnsafeBufferPointer(start: data + 1, count: size - 1))
    var limits = ReadLimits()
    limits.cells = 10_000
    limits.seconds = 2
    do {
        let stream = XMLStream(limits: limits, deadline: Deadline(seconds: limits.seconds))
        if data[0] == UInt8(ascii: "s") {
            let styles = ParagraphStylesPart(part: "styles")
            try stream.read(bytes, styles)
            precondition((0...9).contains(styles.level(of: "1")))
            return 0
        }
        let body = TextDocumentPart(part: "document", limits: limits)
        try stream.read(bytes, body)
        let document = body.document(nil)
        for grid in document.grids {
            for (cell, next) in zip(grid.cells, grid.cells.dropFirst()) { precondition(cell.position < next.position) }
            for merge in grid.merges { precondition(merge.top <= merge.bottom && merge.left <= merge.right) }
        }
        let tables = document.blocks.compactMap { if case .table(let index) = $0 { index } else { nil } }
        precondition(Set(tables).count == tables.count && tables.allSatisfy { $0 < document.grids.count })
    } catch {
        // A sentence is a fine answer.
    }
    return 0
}

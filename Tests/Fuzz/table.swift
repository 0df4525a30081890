@testable import Tables
import BudgetModel
import Foundation

/// Bytes as a table: the same records must come out of blocks of any size, and every refusal has its sentence.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    let file = fopen(path, "w")!
    fwrite(data, 1, size, file)
    fclose(file)
    let whole = records(size: 1 << 20)
    for size in [64, 257] { precondition(records(size: size) == whole) }
    return 0
}

private let path = "/dev/shm/jixiao-fuzz-\(getpid()).csv"

private struct Record: Hashable {
    var line: Int
    var fields: [[UInt8]]
    var flaw: RecordReader.Flaw?
}

private func records(size: Int) -> [Record]? {
    var found: [Record] = []
    do throws(TableError) {
        let input = try TableInput(path)
        let head = try TableHead(input)
        precondition(!head.names.isEmpty)
        let blocks = RecordBlocks(input, behind: head, size: size)
        while let block = try blocks.next() {
            var reader = RecordReader(UnsafeRawBufferPointer(start: block.bytes.baseAddress, count: block.count), separator: head.separator, columns: head.names.count, hasQuotes: block.hasQuotes)
            while reader.next() {
                let cells = reader.cells
                found.append(Record(line: block.firstLine + reader.linesBefore, fields: (0..<cells.count).map { cells.value(cells.field($0)) }, flaw: reader.flaw))
            }
        }
        return found
    } catch {
        precondition(!error.sentence.zh.isEmpty)
        return nil
    }
}

import CLanes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A piece of a table that begins and ends with whole records.
package struct RecordBlock: ~Copyable, @unchecked Sendable {
    /// Its number, from 0.
    package let index: Int
    package let bytes: UnsafeMutableRawBufferPointer
    package let count: Int
    /// Whether a quotation mark stands in it, so that fields must be read by the long way.
    package let hasQuotes: Bool
    /// The line its first record begins in, from 1.
    package let firstLine: Int

    deinit { bytes.deallocate() }
}

/// Cuts the bytes of a table into blocks of whole records, in their order.
///
/// Not for several threads at once: who takes a block holds a lock meanwhile, which costs what reading costs.
package final class RecordBlocks {
    private let input: TableInput
    private let size: Int
    private let separator: UInt8
    private var rest: [UInt8]
    private var index = 0
    private var line: Int
    private var isAtEnd = false

    /// Bytes of a block: small enough to stay near the core that reads it, large enough that taking one costs nothing.
    package static let usualSize = 1 << 20

    /// The longest record; more is no table.
    private static let longestRecord = 1 << 24

    /// - Parameters:
    ///   - start: bytes already read that come before all others.
    ///   - line: the line in which they begin.
    package init(_ input: TableInput, after start: [UInt8], line: Int, separator: UInt8, size: Int = RecordBlocks.usualSize) {
        self.input = input
        self.size = size
        self.separator = separator
        rest = start
        self.line = line
    }

    /// The next block; nil at the end.
    package func next() throws(TableError) -> RecordBlock? {
        if isAtEnd, rest.isEmpty { return nil }
        var capacity = size
        while capacity < rest.count + size / 2 { capacity *= 2 }
        var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
        do throws(TableError) {
            buffer.copyBytes(from: rest)
            var count = rest.count
            rest.removeAll(keepingCapacity: true)
            while true {
                while count < buffer.count, !isAtEnd {
                    let got = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
                    if got == 0 { isAtEnd = true } else { count += got }
                }
                if count == 0 {
                    buffer.deallocate()
                    return nil
                }
                let hasQuotes = memchr(buffer.baseAddress!, 0x22, count) != nil
                let cut = isAtEnd ? count : hasQuotes ? RecordReader.lastRecordEnd(UnsafeRawBufferPointer(rebasing: buffer[..<count]), separator: separator) : lastNewline(buffer, count)
                if cut > 0 {
                    rest.append(contentsOf: buffer[cut..<count])
                    let block = RecordBlock(index: index, bytes: buffer, count: cut, hasQuotes: hasQuotes, firstLine: line)
                    index += 1
                    line += newlines(UnsafeRawBufferPointer(rebasing: buffer[..<cut]))
                    return block
                }
                guard count < Self.longestRecord else { throw .longLine }
                let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
                larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                buffer.deallocate()
                buffer = larger
            }
        } catch {
            buffer.deallocate()
            throw error
        }
    }

    private func lastNewline(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
        var place = count
        while place > 0, buffer[place - 1] != 0x0A { place -= 1 }
        return place
    }

    /// Line breaks, 64 bytes at a time.
    private func newlines(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return 0 }
        var count = 0
        var place = 0
        while place &+ 64 <= bytes.count {
            count &+= jixiao_lanes(start + place, 0x0A).nonzeroBitCount
            place &+= 64
        }
        while place < bytes.count {
            if start[place] == 0x0A { count &+= 1 }
            place &+= 1
        }
        return count
    }
}

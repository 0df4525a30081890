import CLanes
import Foundation
import Tables
import Testing

@Suite struct `Records` {
    /// Many bytes are looked at together; one after the other they say the same.
    @Test(arguments: 0..<300) func `are what they are byte by byte`(seed: Int) throws {
        var random = seeded(UInt64(seed))
        let count = random.below([3, 20, 65, 130, 1 << 10, 3 << 14][seed % 6]) + 1
        let bytes = Self.text(&random, count: count, marks: seed % 3)
        let expected = Plain.records(bytes)
        #expect(Self.records(bytes, hasQuotes: bytes.contains(0x22)) == expected, "\(String(decoding: bytes.prefix(200), as: UTF8.self))")
        if !bytes.contains(0x22) { #expect(Self.records(bytes, hasQuotes: true) == expected) }
        if count < 2_000 { for size in [64, 100] { #expect(try Self.blocks(bytes, size: size) == expected, "blocks of \(size): \(String(decoding: bytes, as: UTF8.self))") } }
    }

    @Test func `with a mark that nobody closes end with their line`() throws {
        let long = [UInt8](repeating: 0x61, count: 70_000)
        for bytes in [
            Array("a,\"b\nc,d\n".utf8), Array("\"a\"\"b\",\"\"\r\n\"c\nd\",e\r\n".utf8), Array("\"a\"x,b\n5\" pipe,c\n".utf8), Array("\"".utf8) + long + Array("\",x\ny,\"z\"\n".utf8), Array("a,\"".utf8) + long + Array("\nb,c\n".utf8),
            Array("\"a\rb\"\r\n\"c\"\r".utf8), Array("\"a\r\"\n".utf8), Array("\"\"\n\n\"\"".utf8), Array("\"a\"\r,b\n".utf8),
        ] {
            let expected = Plain.records(bytes)
            #expect(Self.records(bytes, hasQuotes: true) == expected, "\(String(decoding: bytes.prefix(40), as: UTF8.self))")
            for size in [64, 300] { #expect(try Self.blocks(bytes, size: size) == expected, "blocks of \(size): \(String(decoding: bytes.prefix(40), as: UTF8.self))") }
        }
    }

    @Test func `may have more fields than are looked for at once`() throws {
        let row = [UInt8](repeating: 0x2C, count: 40_000) + [0x0A]
        let found = Self.records(row + [0x61, 0x0A] + row, hasQuotes: false)
        #expect(found.map(\.fields.count) == [40_001, 1, 40_001])
        #expect(found.map(\.line) == [0, 1, 2])
    }

    @Test func `bytes are found in any machine's way`() throws {
        var random = seeded(7)
        for _ in 0..<500 {
            let bytes = (0..<64).map { _ in UInt8(truncatingIfNeeded: [0, 0x0A, 0x0B, 0x2C, 0x7F, 0x80, 0x8A, 0xFF][random.below(8)]) }
            for value: UInt8 in [0, 0x0A, 0x2C, 0x80, 0xFF] {
                let expected = bytes.enumerated().reduce(UInt64(0)) { $1.element == value ? $0 | 1 << UInt64($1.offset) : $0 }
                #expect(jixiao_lanes(bytes, value) == expected)
                #expect(jixiao_lanes_portable(bytes, value) == expected)
            }
        }
    }

    struct Record: Equatable {
        var line: Int
        var fields: [[UInt8]]
        var flaw: RecordReader.Flaw?
    }

    private static func records(_ bytes: [UInt8], hasQuotes: Bool) -> [Record] { bytes.withUnsafeBytes { records($0, hasQuotes: hasQuotes, line: 0) } }

    private static func records(_ bytes: UnsafeRawBufferPointer, hasQuotes: Bool, line: Int) -> [Record] {
        var reader = RecordReader(bytes, separator: 0x2C, columns: 4, hasQuotes: hasQuotes)
        var found: [Record] = []
        while reader.next() {
            let cells = reader.cells
            found.append(Record(line: line + reader.linesBefore, fields: (0..<cells.count).map { cells.value(cells.field($0)) }, flaw: reader.flaw))
        }
        return found
    }

    /// The records of a file read in blocks.
    private static func blocks(_ bytes: [UInt8], size: Int) throws -> [Record] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString).csv").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let blocks = RecordBlocks(try TableInput(path), after: [], line: 0, separator: 0x2C, size: size)
        var found: [Record] = []
        while let block = try blocks.next() { found += records(UnsafeRawBufferPointer(start: block.bytes.baseAddress, count: block.count), hasQuotes: block.hasQuotes, line: block.firstLine) }
        return found
    }

    /// Text of fields: without quotation marks, with marks where they belong, and with marks anywhere.
    private static func text(_ random: inout Seeded, count: Int, marks: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = random.below(9)
            if marks == 1, random.below(2) == 0 {
                bytes.append(0x22)
                for _ in 0..<length { bytes += [[0x61], [0x2C], [0x22, 0x22], [0x0A], [0x62]][random.below(5)] }
                bytes.append(0x22)
            } else {
                for _ in 0..<length { bytes.append(marks == 2 && random.below(12) == 0 ? 0x22 : UInt8(0x30 + random.below(10))) }
            }
            bytes += random.below(4) == 0 ? (random.below(3) == 0 ? [0x0D, 0x0A] : [0x0A]) : random.below(40) == 0 && marks != 1 ? [0x0D] : [0x2C]
        }
        return bytes
    }

    /// The same records in the plainest way: one byte after the other.
    private enum Plain {
        static func records(_ bytes: [UInt8]) -> [Record] {
            var found: [Record] = []
            var (place, line) = (0, 0)
            while place < bytes.count {
                let start = place, first = line
                var record = Record(line: first, fields: [])
                var wasQuoted = false
                fields: while true {
                    var end = place
                    if place < bytes.count, bytes[place] == 0x22 {
                        guard let close = closing(bytes, place) else {
                            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                            record.fields.append(Array(bytes[start..<end]))
                            record.flaw = .openQuote
                            // The line that the record begins in, or that of the mark; what was read of it is in it.
                            place = end
                            break fields
                        }
                        record.fields.append(unescaped(bytes[(place + 1)..<close]))
                        wasQuoted = true
                        line += bytes[place..<close].count { $0 == 0x0A }
                        end = close + 1
                        if end < bytes.count, bytes[end] == 0x0D, end + 1 == bytes.count || bytes[end + 1] == 0x0A { end += 1 }
                        if end < bytes.count, bytes[end] != 0x2C, bytes[end] != 0x0A {
                            record.flaw = .afterQuote
                            while end < bytes.count, bytes[end] != 0x2C, bytes[end] != 0x0A { end += 1 }
                        }
                    } else {
                        while end < bytes.count, bytes[end] != 0x2C, bytes[end] != 0x0A { end += 1 }
                        let isLast = end == bytes.count || bytes[end] == 0x0A
                        record.fields.append(Array(bytes[place..<(isLast && end > place && bytes[end - 1] == 0x0D ? end - 1 : end)]))
                    }
                    place = end
                    guard place < bytes.count, bytes[place] == 0x2C else { break }
                    place += 1
                }
                if place < bytes.count { line += 1 }
                place += 1
                if record.fields == [[]], !wasQuoted { continue }
                if record.flaw == nil, record.fields.count != 4 { record.flaw = .columns(found: record.fields.count) }
                found.append(record)
            }
            return found
        }

        private static func closing(_ bytes: [UInt8], _ open: Int) -> Int? {
            var place = open + 1
            while place < min(bytes.count, open + 1 << 16) {
                if bytes[place] == 0x22 {
                    guard place + 1 < bytes.count, bytes[place + 1] == 0x22 else { return place }
                    place += 1
                }
                place += 1
            }
            return nil
        }

        private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
            var value: [UInt8] = []
            var place = bytes.startIndex
            while place < bytes.endIndex {
                value.append(bytes[place])
                place += bytes[place] == 0x22 ? 2 : 1
            }
            return value
        }
    }
}

extension Seeded {
    fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}

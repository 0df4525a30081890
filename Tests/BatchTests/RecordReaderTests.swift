import CLanes
import Tables
import Testing

@Suite struct `Records` {
    /// The long way looks at one byte after the other, the short way at 64 at once.
    @Test(arguments: 0..<60) func `are the same by the short and by the long way`(seed: Int) throws {
        var random = Random(state: UInt64(seed))
        // Up to three of the strides that are looked through at once, with ends near their edges.
        let count = random.below([3, 64, 65, 130, 1 << 14, 3 << 14][seed % 6]) + 1
        let commas = random.below(5) + 1
        let bytes = (0..<count).map { _ -> UInt8 in
            switch random.below(12) {
            case 0..<commas: 0x2C
            case 10: 0x0A
            case 11 where random.below(2) == 0: 0x0D
            default: UInt8(0x30 + random.below(10))
            }
        }
        let (short, long) = (Self.records(bytes, hasQuotes: false), Self.records(bytes, hasQuotes: true))
        #expect(short == long)
        // Nothing is lost: what both leave out are separators and ends of lines.
        let all = bytes.filter { $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
        #expect(short.flatMap { $0.fields.flatMap { $0 } }.filter { $0 != 0x0D } == all)
    }

    @Test func `may have more fields than are looked for at once`() throws {
        let row = [UInt8](repeating: 0x2C, count: 40_000) + [0x0A]
        let found = Self.records(row + [0x61, 0x0A] + row, hasQuotes: false)
        #expect(found.map(\.fields.count) == [40_001, 1, 40_001])
        #expect(found.map(\.line) == [0, 1, 2])
    }

    @Test func `bytes are found in any machine's way`() throws {
        var random = Random(state: 7)
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
    }

    private static func records(_ bytes: [UInt8], hasQuotes: Bool) -> [Record] {
        bytes.withUnsafeBytes { buffer in
            var reader = RecordReader(buffer, separator: 0x2C, columns: 4, hasQuotes: hasQuotes)
            var found: [Record] = []
            while reader.next() {
                let cells = reader.cells
                found.append(Record(line: reader.linesBefore, fields: (0..<cells.count).map { cells.value(cells.field($0)) }))
            }
            return found
        }
    }

    /// Numbers that are the same in every run.
    struct Random {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }
    }
}

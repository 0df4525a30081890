import BudgetModel
import Documents
import Quantities
import Testing

@Suite struct XLSReaderTests {
    @Test(arguments: ["form-1900", "form-1904", "long-strings", "formulas", "excel-95"])
    func `reads what another program reads`(name: String) throws {
        let document = try XLSReader.read(try Fixture.bytes(name + ".xls"))
        #expect(document.format == .xls)
        #expect(dump(document.grids) == (try Fixture.text(name + ".dump")))
    }

    @Test func `knows which values are stored results of formulas`() throws {
        let grid = try XLSReader.read(try Fixture.bytes("formulas.xls")).grids[0]
        #expect(grid.cells.allSatisfy { $0.isFormula == ($0.position.row == 1) })
    }

    @Test func `letters of symbol fonts are the ticks and boxes they show`() throws {
        let grid = try XLSReader.read(try Fixture.bytes("symbols.xls")).grids[0]
        #expect(grid.cells.map(\.shown) == ["经常性项目☑一次性项目□", "☑", "R"])
    }

    // MARK: Records without a container

    private static func u16(_ number: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)] }
    private static func u32(_ number: Int) -> [UInt8] { u16(number) + u16(number >> 16) }
    private static func record(_ id: Int, _ body: [UInt8] = [], length: Int? = nil) -> [UInt8] { u16(id) + u16(length ?? body.count) + body }
    private static func begin(_ kind: Int) -> [UInt8] { record(0x0809, u16(0x0600) + u16(kind) + u16(0) + u16(0) + u32(0) + u32(0)) }
    private static let end = record(0x000A)
    private static func text(_ text: String) -> [UInt8] { u16(text.utf16.count) + [1] + text.utf16.flatMap { u16(Int($0)) } }

    /// A workbook of one sheet whose records are given.
    static func workbook(_ sheet: [UInt8], globals: [UInt8] = [], offset: Int? = nil) -> [UInt8] {
        let name: [UInt8] = [1, 0, 0x53]
        let start = begin(5).count + globals.count + 4 + 6 + name.count + end.count
        return begin(5) + globals + record(0x0085, u32(offset ?? start) + u16(0) + name) + end + sheet
    }
    static func sheet(_ records: [UInt8]...) -> [UInt8] { begin(0x10) + records.flatMap(\.self) + end }
    static func cell(_ row: Int, _ column: Int) -> [UInt8] { u16(row) + u16(column) + u16(0) }

    @Test(arguments: [
        (0x4058_C000_0000_0000, "99"), (0x4021_051E_B851_EB85, "8.51"), (0x4021_3D70_A3D7_0A3D, "8.62"), (0x3FD3_3333_3333_3334, "0.3"),
        (0x3FD5_5555_5555_5555, "0.333333333333333"), (0x4340_0000_0000_0000, "9007199254740990"), (0x8000_0000_0000_0000, "0"), (0xBF84_7AE1_47AE_147B, "-0.01"),
        (0x7FF0_0000_0000_0000, "inf"), (0x7FF8_0000_0000_0000, "nan"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"), (0x0000_0000_0000_0001, "0"),
    ] as [(UInt64, String)])
    func `a stored double is its 15 digits`(bits: UInt64, shown: String) throws {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
        let grid = try XLSReader.read(Self.workbook(Self.sheet(Self.record(0x0203, Self.cell(0, 0) + bytes)))).grids[0]
        #expect(grid.cells.map(\.shown) == [shown])
    }

    @Test(arguments: [
        (5 << 2 | 2, "5"), (837 << 2 | 3, "8.37"), (-250 << 2 | 3, "-2.5"), (100 << 2 | 3, "1"), (0x4058_C000, "99"), (0x4058_C000 | 1, "0.99"), (0x3FF0_0000, "1"),
    ])
    func `an RK value is exact`(bits: Int, shown: String) throws {
        let grid = try XLSReader.read(Self.workbook(Self.sheet(Self.record(0x027E, Self.cell(0, 0) + Self.u32(bits))))).grids[0]
        #expect(grid.cells.map(\.shown) == [shown])
    }

    @Test func `cells come in order, the later of two at one place counts`() throws {
        func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] { Self.record(0x0204, Self.cell(row, column) + Self.text(text)) }
        let sheet = Self.sheet(label(1, 1, "d"), label(0, 1, "b"), label(0, 0, "a"), label(0, 1, "c"), label(5, 0, "e\r\nf"))
        #expect(dump(try XLSReader.read(Self.workbook(sheet)).grids) == "sheet S\n0,0 text a\n0,1 text c\n1,1 text d\n5,0 text e\\nf\n")
    }

    @Test func `a merged block keeps its first cell only`() throws {
        func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] { Self.record(0x0204, Self.cell(row, column) + Self.text(text)) }
        let merges = Self.record(0x00E5, Self.u16(2) + [0, 1, 0, 1].flatMap(Self.u16) + [3, 3, 3, 3].flatMap(Self.u16))
        let sheet = Self.sheet(label(0, 0, "a"), label(0, 1, "x"), label(1, 0, "y"), label(2, 0, "b"), merges)
        #expect(dump(try XLSReader.read(Self.workbook(sheet)).grids) == "sheet S\nmerge 0,0-1,1\n0,0 text a\n2,0 text b\n")
    }

    @Test func `a chart inside a sheet adds no cells`() throws {
        let number = Self.record(0x0203, Self.cell(0, 0) + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
        let chart = Self.begin(0x20) + Self.record(0x0203, Self.cell(7, 7) + [UInt8](repeating: 0, count: 8)) + Self.end
        #expect(dump(try XLSReader.read(Self.workbook(Self.sheet(chart, number))).grids) == "sheet S\n0,0 number 1\n")
    }

    @Test func `a lone sheet without globals is read`() throws {
        let sheet = Self.sheet(Self.record(0x0204, Self.cell(0, 0) + Self.text("甲")))
        #expect(dump(try DocumentReader.read(sheet, name: "a.xls").grids) == "sheet Sheet1\n0,0 text 甲\n")
    }

    // MARK: Hostile

    static let broken: [(String, [UInt8])] = [
        ("a record longer than the file", workbook(sheet(record(0x0204, cell(0, 0), length: 60_000)))),
        ("a sheet beyond the end", workbook(sheet(), offset: 1 << 30)),
        ("a sheet that is no sheet", workbook(sheet(), offset: 20)),
        ("a string index beyond the table", workbook(sheet(record(0x00FD, cell(0, 0) + u32(7))))),
        ("a table with fewer strings than it says", workbook(sheet(record(0x00FD, cell(0, 0) + u32(2))), globals: record(0x00FC, u32(200_000) + u32(200_000) + text("a")))),
        ("a string longer than its record", workbook(sheet(record(0x0204, cell(0, 0) + u16(5000) + [1, 0x41, 0])))),
        ("merges beyond their record", workbook(sheet(record(0x00E5, u16(9000))))),
        ("a merge that ends before it begins", workbook(sheet(record(0x00E5, u16(1) + [5, 1, 0, 0].flatMap(u16))))),
        ("a column beyond all sheets", workbook(sheet(record(0x0203, u16(0) + u16(60_000) + u16(0) + [UInt8](repeating: 0, count: 8))))),
        ("no sheets", begin(5) + end),
        ("globals without an end", begin(5) + record(0x0042, u16(1200))),
        ("two sheets at one place", begin(5) + record(0x0085, u32(80) + u16(0) + [1, 0, 0x53]) + record(0x0085, u32(80) + u16(0) + [1, 0, 0x54]) + end + [UInt8](repeating: 0, count: 99)),
    ]

    @Test(arguments: broken)
    func `refuses what contradicts itself`(what: String, bytes: [UInt8]) {
        let error = #expect(throws: DocumentError.self) { try XLSReader.read(bytes) }
        #expect(error?.kind == .damaged)
    }

    @Test func `a string table that claims millions is refused before it is read`() {
        let error = #expect(throws: DocumentError.self) {
            try XLSReader.read(Self.workbook(Self.sheet(), globals: Self.record(0x00FC, Self.u32(-1) + Self.u32(-1))))
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test func `cells are bounded over all sheets`() {
        var limits = ReadLimits()
        limits.cells = 100
        let many = Self.record(0x00BD, Self.u16(0) + Self.u16(0) + (0..<200).flatMap { _ in Self.u16(0) + Self.u32(2) } + Self.u16(199))
        let error = #expect(throws: DocumentError.self) { try XLSReader.read(Self.workbook(Self.sheet(many)), limits: limits) }
        #expect(error?.kind == .tooLarge)
    }
}

@Suite struct CompoundFileTests {
    /// Where the file says what comes next in its chains; each change makes one of them wrong.
    @Test(arguments: [
        ("the first table sector lies beyond the file", 76, 0x00FF_FFFF), ("the directory lies beyond the file", 48, 0x00FF_FFFF), ("sectors of 2 GB", 30, 0x1F),
        ("sectors of one byte", 30, 0), ("the list of tables runs in a circle", 68, 0),
    ] as [(String, Int, UInt32)])
    func `refuses wild sector numbers`(what: String, offset: Int, value: UInt32) throws {
        var bytes = try Fixture.bytes("form-1900.xls")
        if offset == 68 {
            // No table is named in the header, so the reader follows the chain, which leads to itself.
            for place in 76..<512 { bytes[place] = 0xFF }
            for place in 512..<1024 { bytes[place] = 0xFF }
            for place in 1020..<1024 { bytes[place] = 0 }
        }
        for index in 0..<(offset == 30 ? 2 : 4) { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (index * 8)) }
        let error = #expect(throws: DocumentError.self) { try XLSReader.read(bytes) }
        #expect(error?.kind == .damaged)
    }

    @Test func `refuses chains that run in a circle`() throws {
        let whole = try Fixture.bytes("form-1900.xls")
        // The allocation table of this file is its only one; every entry that names the next sector names the first instead.
        let table = (Int(whole[76]) | Int(whole[77]) << 8) * 512 + 512
        var bytes = whole
        for entry in 0..<128 where bytes[table + entry * 4 + 3] == 0 {
            for index in 0..<4 { bytes[table + entry * 4 + index] = 0 }
        }
        let error = #expect(throws: DocumentError.self) { try XLSReader.read(bytes) }
        #expect(error?.kind == .damaged)
    }

    @Test func `every byte of the header may be wrong`() throws {
        let whole = try Fixture.bytes("formulas.xls")
        for place in 8..<512 {
            var bytes = whole
            bytes[place] ^= 0xFF
            _ = try? XLSReader.read(bytes)
        }
    }
}

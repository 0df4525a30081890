import Documents
import Testing

@Suite struct ZipArchiveTests {
    private func small() throws -> [UInt8] {
        var writer = ZipWriter()
        writer.add("[Content_Types].xml", "<Types/>")
        writer.add("xl/workbook.xml", "<workbook/>")
        writer.add("xl/空.xml", "")
        return try writer.finish()
    }

    private func kind(_ body: () throws -> Void) -> DocumentError.Kind? {
        do {
            try body()
            return nil
        } catch {
            return (error as? DocumentError)?.kind
        }
    }

    @Test func `reads what it wrote, in order`() throws {
        let archive = try ZipArchive(small())
        #expect(archive.entries.map(\.name) == ["[Content_Types].xml", "xl/workbook.xml", "xl/空.xml"])
        #expect(try archive.read("xl/workbook.xml") == Array("<workbook/>".utf8))
        #expect(try archive.read("xl/空.xml") == [])
        #expect(try archive.read("xl/none.xml") == nil)
    }

    @Test(arguments: ["XL/Workbook.xml", "xl\\workbook.xml"])
    func `names are compared as office programs do`(name: String) throws {
        #expect(try ZipArchive(small()).contains(name))
    }

    @Test func `the same parts give the same bytes`() throws {
        #expect(try small() == small())
    }

    @Test func `replacing keeps every other part as packed`() throws {
        let before = try small()
        let after = try ZipArchive(before).replacing(["xl/workbook.xml": Array("<new/>".utf8), "xl/comments1.xml": [60]])
        let archive = try ZipArchive(after)
        #expect(archive.entries.map(\.name) == ["[Content_Types].xml", "xl/workbook.xml", "xl/空.xml", "xl/comments1.xml"])
        #expect(try archive.read("xl/workbook.xml") == Array("<new/>".utf8))
        #expect(try archive.read("[Content_Types].xml") == Array("<Types/>".utf8))
        #expect(try archive.read("xl/comments1.xml") == [60])
        #expect(try after == ZipArchive(before).replacing(["xl/workbook.xml": Array("<new/>".utf8), "xl/comments1.xml": [60]]))
    }

    @Test func `removes parts`() throws {
        let after = try ZipArchive.replacing([:], removing: ["xl/workbook.xml"], in: small())
        #expect(try ZipArchive(after).entries.map(\.name) == ["[Content_Types].xml", "xl/空.xml"])
    }

    @Test func `a bomb is refused by its declared size`() throws {
        var writer = ZipWriter()
        writer.add("a", [UInt8](repeating: 32, count: 3 << 20))
        let bytes = try writer.finish()
        #expect(kind { _ = try ZipArchive(bytes).read("a") } == .tooLarge)
        var limits = ReadLimits()
        limits.packingRatio = .max
        #expect(try ZipArchive(bytes, limits: limits).read("a")?.count == 3 << 20)
        limits.partBytes = 1 << 20
        #expect(kind { _ = try ZipArchive(bytes, limits: limits).read("a") } == .tooLarge)
    }

    @Test func `all parts together are bounded`() throws {
        var writer = ZipWriter()
        writer.add("a", [UInt8](repeating: 32, count: 1000))
        writer.add("b", [UInt8](repeating: 32, count: 1000))
        var limits = ReadLimits()
        limits.totalBytes = 1500
        let archive = try ZipArchive(writer.finish(), limits: limits)
        #expect(try archive.read("a")?.count == 1000)
        #expect(kind { _ = try archive.read("b") } == .tooLarge)
    }

    @Test func `a declared size that lies is caught while unpacking`() throws {
        var writer = ZipWriter()
        writer.add("a", [UInt8](repeating: 32, count: 70_000))
        var bytes = try writer.finish()
        // The size stands at 22 in the local header and at 24 in the central directory.
        let central = try #require((0..<bytes.count - 4).last { Array(bytes[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
        for place in [22, central + 24] { bytes.replaceSubrange(place..<place + 4, with: [10, 0, 0, 0]) }
        #expect(kind { _ = try ZipArchive(bytes).read("a") } == .damaged)
    }

    @Test func `a wrong checksum is damage`() throws {
        var bytes = try small()
        let place = try #require((0..<bytes.count - 4).last { Array(bytes[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
        bytes[place + 16] ^= 0xFF
        #expect(kind { _ = try ZipArchive(bytes).read("xl/空.xml") } == .damaged)
    }

    @Test func `no beginning of a zip file is read as one`() throws {
        let bytes = try small()
        for length in 0..<bytes.count {
            let found = kind { _ = try ZipArchive(Array(bytes.prefix(length))) }
            #expect(found == (length == 0 ? .empty : length < 4 ? .unknownFormat : .damaged), "\(length) bytes")
        }
    }
}

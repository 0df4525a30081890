@testable import Documents
import Testing

@Suite struct ZipDirectoryTests {
    private func written() throws -> [UInt8] {
        var writer = ZipWriter()
        writer.add("[Content_Types].xml", "<Types/>")
        writer.add("xl/空.xml", String(repeating: "供水管网", count: 500))
        return try writer.finish()
    }

    /// A zip file of one stored part, byte by byte.
    private func stored(_ content: String, checksum: UInt32, name: String = "a", flags: UInt16 = 0, size: Int? = nil) -> [UInt8] {
        func half(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
        func word(_ value: Int) -> [UInt8] { half(value & 0xFFFF) + half(value >> 16) }
        let data = Array(content.utf8)
        let common = half(Int(flags)) + half(0) + half(0) + half(33) + word(Int(checksum)) + word(data.count) + word(size ?? data.count) + half(name.utf8.count)
        let part = word(0x0403_4B50) + half(20) + common + half(0) + Array(name.utf8) + data
        let record = word(0x0201_4B50) + half(20) + half(20) + common + half(0) + half(0) + half(0) + half(0) + word(0) + word(0) + Array(name.utf8)
        return part + record + word(0x0605_4B50) + half(0) + half(0) + half(1) + half(1) + word(record.count) + word(part.count) + half(0)
    }

    private func isOrdinary(_ bytes: [UInt8], maximum: Int = 100) -> Bool {
        bytes.withUnsafeBytes { ZipDirectory($0, maximum: maximum) != nil }
    }

    @Test func `reads what libzip wrote`() throws {
        let bytes = try written()
        bytes.withUnsafeBytes { memory in
            let directory = ZipDirectory(memory, maximum: 2)
            #expect(directory?.parts.map(\.unpackedBytes) == [8, 6000])
            #expect(directory.map { String(decoding: $0.name(1), as: UTF8.self) } == "xl/空.xml")
        }
        #expect(!isOrdinary(bytes, maximum: 1))
        #expect(try ZipArchive(bytes).read("xl/空.xml") == Array(String(repeating: "供水管网", count: 500).utf8))
    }

    @Test func `reads stored parts`() throws {
        let bytes = stored("供水", checksum: 0x7C07_5DD8)
        #expect(isOrdinary(bytes))
        #expect(try ZipArchive(bytes).read("a") == Array("供水".utf8))
        #expect(throws: DocumentError.self) { try ZipArchive(stored("供水", checksum: 0)).read("a") }
    }

    @Test func `a stored part of two sizes is damage`() {
        let bytes = stored("abc", checksum: 0x3524_41C2, size: 4)
        #expect(throws: DocumentError.self) { try ZipArchive(bytes).read("a") }
        #expect(throws: Never.self) { try ZipArchive(stored("abc", checksum: 0x3524_41C2)).read("a") }
    }

    @Test func `what is not ordinary is left to libzip and read all the same`() throws {
        var commented = try written()
        commented[commented.count - 2] = 5
        commented += Array("hello".utf8)
        #expect(!isOrdinary(commented))
        #expect(try ZipArchive(commented).read("[Content_Types].xml") == Array("<Types/>".utf8))
        let prefixed = try Array("#!/bin/sh\n".utf8) + written()
        #expect(!isOrdinary(prefixed))
        #expect(!isOrdinary(stored("abc", checksum: 0x3524_41C2, flags: 1)))
        #expect(!isOrdinary(stored("abc", checksum: 0x3524_41C2, name: "空")))
        #expect(isOrdinary(stored("abc", checksum: 0x3524_41C2, name: "空", flags: 0x800)))
    }

    @Test func `no byte of the directory leads out of the file`() throws {
        let bytes = try written()
        let start = try #require((0..<bytes.count - 4).first { Array(bytes[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
        for place in start..<bytes.count {
            for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = value
                guard let archive = try? ZipArchive(changed) else { continue }
                for entry in archive.entries { _ = try? archive.read(entry) }
            }
        }
    }
}

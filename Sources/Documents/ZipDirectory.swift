import CLibDeflate

/// The central directory of an ordinary zip file, read in place.
///
/// Ordinary is what office programs write: one disk, no closing comment, no 64-bit fields, nothing encrypted, parts
/// stored or deflated, names in UTF-8. Every other file is left to libzip, which takes three times as long; what is
/// read here is read as libzip reads it. Every offset is checked against the file before it is followed.
struct ZipDirectory {
    struct Part {
        fileprivate let namePlace: Int
        fileprivate let nameCount: Int
        let packedBytes: Int
        let unpackedBytes: Int
        fileprivate let checksum: UInt32
        fileprivate let isDeflated: Bool
        fileprivate let header: Int
    }

    let parts: [Part]
    private let memory: UnsafeRawBufferPointer
    /// Where the directory begins and the parts end.
    private let start: Int

    /// - Parameter memory: stays in place for as long as this value is used.
    /// - Returns: nil for what is no ordinary zip file of at most `maximum` parts.
    init?(_ memory: UnsafeRawBufferPointer, maximum: Int) {
        let end = memory.count - Self.endBytes
        guard end >= 0, memory.word(end) == 0x0605_4B50, memory.word(end + 4) == 0, memory.half(end + 20) == 0 else { return nil }
        let count = memory.half(end + 10)
        let size = memory.word(end + 12)
        start = memory.word(end + 16)
        guard count == memory.half(end + 8), count <= maximum, start + size == end else { return nil }
        self.memory = memory

        var parts: [Part] = []
        // What is declared is bounded by what is there.
        parts.reserveCapacity(min(count, size / Self.recordBytes))
        var place = start
        for _ in 0..<count {
            guard place + Self.recordBytes <= end, memory.word(place) == 0x0201_4B50 else { return nil }
            let flags = memory.half(place + 8)
            let method = memory.half(place + 10)
            let nameCount = memory.half(place + 28)
            let next = place + Self.recordBytes + nameCount + memory.half(place + 30) + memory.half(place + 32)
            guard flags & Self.encrypted == 0, method == 0 || method == 8, next <= end, memory.half(place + 34) == 0 else { return nil }
            let part = Part(
                namePlace: place + Self.recordBytes, nameCount: nameCount, packedBytes: memory.word(place + 20), unpackedBytes: memory.word(place + 24),
                checksum: UInt32(memory.word(place + 16)), isDeflated: method == 8, header: memory.word(place + 42))
            guard max(part.packedBytes, part.unpackedBytes, part.header) < 0xFFFF_FFFF,
                Self.isPlain(memory[part.namePlace..<part.namePlace + nameCount], isMarked: flags & Self.unicode != 0)
            else { return nil }
            parts.append(part)
            place = next
        }
        guard place == end else { return nil }
        self.parts = parts
    }

    private static let endBytes = 22
    private static let recordBytes = 46
    private static let headerBytes = 30
    /// Encrypted, strongly encrypted, or with a directory that hides its values.
    private static let encrypted = 0x2041
    private static let unicode = 0x0800

    /// Whether a name is text that needs no guess at its encoding.
    private static func isPlain(_ name: UnsafeRawBufferPointer.SubSequence, isMarked: Bool) -> Bool {
        name.allSatisfy { $0 >= 0x20 && $0 < 0x7F } || isMarked && !name.contains(0) && String(validating: name, as: UTF8.self) != nil
    }

    /// The bytes of a part's name.
    func name(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: memory[parts[index].namePlace..<parts[index].namePlace + parts[index].nameCount])
    }

    /// Unpacks a part into a space of exactly its size.
    ///
    /// - Returns: whether the part is whole: of its declared size, with its checksum.
    func unpack(_ index: Int, into space: UnsafeMutableRawBufferPointer, _ inflater: Inflater) -> Bool {
        let part = parts[index]
        guard space.count == part.unpackedBytes, part.header + Self.headerBytes <= start, memory.word(part.header) == 0x0403_4B50 else { return false }
        let begin = part.header + Self.headerBytes + memory.half(part.header + 26) + memory.half(part.header + 28)
        guard begin + part.packedBytes <= start else { return false }
        let packed = UnsafeRawBufferPointer(rebasing: memory[begin..<begin + part.packedBytes])
        if part.isDeflated {
            guard inflater.inflate(packed, into: space) else { return false }
        } else {
            guard packed.count == space.count else { return false }
            space.copyMemory(from: packed)
        }
        return libdeflate_crc32(0, space.baseAddress, space.count) == part.checksum
    }
}

/// What unpacks deflated bytes; one for each archive.
final class Inflater {
    private let decompressor: OpaquePointer

    init() throws(DocumentError) {
        guard let decompressor = libdeflate_alloc_decompressor() else { throw .outOfMemory }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    /// - Returns: whether the bytes unpack to exactly the size of the space; never writes beyond it.
    fileprivate func inflate(_ packed: UnsafeRawBufferPointer, into space: UnsafeMutableRawBufferPointer) -> Bool {
        // Without a place for the true size, any other size than the space's is an error.
        var nothing: UInt8 = 0
        return withUnsafeMutableBytes(of: &nothing) { nothing in
            libdeflate_deflate_decompress(
                decompressor, packed.baseAddress, packed.count, space.baseAddress ?? nothing.baseAddress, space.count, nil) == LIBDEFLATE_SUCCESS
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Two bytes, the low one first; the caller has checked that they are there.
    fileprivate func half(_ place: Int) -> Int { Int(UInt16(littleEndian: loadUnaligned(fromByteOffset: place, as: UInt16.self))) }

    /// Four bytes, the low one first; the caller has checked that they are there.
    fileprivate func word(_ place: Int) -> Int { Int(UInt32(littleEndian: loadUnaligned(fromByteOffset: place, as: UInt32.self))) }
}

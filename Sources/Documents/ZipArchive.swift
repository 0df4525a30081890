import CLibZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A zip file in memory, read part by part within bounds.
///
/// Part names are compared without regard to case and with `\` as `/`, as office programs do; the
/// first part of a name counts. A part that unpacks to more than its bounds is refused by its
/// declared size, and again while it unpacks, since a declared size may lie.
package final class ZipArchive {
    /// One part as the central directory declares it.
    package struct Entry: Hashable, Sendable {
        package let name: String
        package let index: Int
        package let packedBytes: Int
        package let unpackedBytes: Int
        package let isEncrypted: Bool
    }

    package let limits: ReadLimits
    /// Set for ordinary files; then libzip is asked only for what is unpacked piece by piece.
    private let directory: ZipDirectory?
    private var inflater: Inflater?
    /// libzip's view of the file, opened when it is first needed.
    private var opened: OpaquePointer?
    /// Set when this object owns a copy of the bytes.
    private let copy: UnsafeMutableRawPointer?
    private let memory: UnsafeRawBufferPointer
    private let count: Int
    private var unpackedSoFar = 0

    /// Opens a copy of `bytes`.
    ///
    /// - Throws: `DocumentError` `.unknownFormat` when they are no zip file, `.damaged` when they are part of one.
    package convenience init(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(DocumentError) {
        guard bytes.count <= limits.fileBytes else { throw .fileTooLarge }
        guard !bytes.isEmpty else { throw .emptyFile }
        guard let memory = malloc(bytes.count) else { throw .outOfMemory }
        bytes.withUnsafeBytes { raw in
            if let base = raw.baseAddress { memory.copyMemory(from: base, byteCount: raw.count) }
        }
        try self.init(memory: UnsafeRawBufferPointer(start: memory, count: bytes.count), copy: memory, limits: limits)
    }

    /// Opens bytes that the caller keeps in place for as long as this object lives.
    convenience init(borrowing memory: UnsafeRawBufferPointer, limits: ReadLimits) throws(DocumentError) {
        guard memory.count <= limits.fileBytes else { throw .fileTooLarge }
        try self.init(memory: memory, copy: nil, limits: limits)
    }

    private init(memory: UnsafeRawBufferPointer, copy: UnsafeMutableRawPointer?, limits: ReadLimits) throws(DocumentError) {
        guard memory.count >= 4, memory[0] == 0x50, memory[1] == 0x4B else {
            free(copy)
            throw memory.isEmpty ? .emptyFile : .notZip
        }
        self.copy = copy
        self.memory = memory
        self.limits = limits
        if let directory = ZipDirectory(memory, maximum: limits.parts) {
            self.directory = directory
            count = directory.parts.count
            return
        }
        directory = nil
        do throws(DocumentError) {
            let archive = try Self.open(memory)
            opened = archive
            count = Int(zip_get_num_entries(archive, 0))
        } catch {
            free(copy)
            throw error
        }
        guard count <= limits.parts else { throw .tooManyParts }
    }

    private static func open(_ memory: UnsafeRawBufferPointer) throws(DocumentError) -> OpaquePointer {
        var problem = zip_error_t()
        zip_error_init(&problem)
        defer { zip_error_fini(&problem) }
        guard let source = zip_source_buffer_create(memory.baseAddress, zip_uint64_t(memory.count), 0, &problem) else { throw .outOfMemory }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &problem) else {
            zip_source_free(source)
            throw .truncatedZip
        }
        return archive
    }

    private func archive() throws(DocumentError) -> OpaquePointer {
        if let opened { return opened }
        let archive = try Self.open(memory)
        opened = archive
        return archive
    }

    deinit {
        if let opened { zip_discard(opened) }
        free(copy)
    }

    /// All parts in the order of the file.
    package var entries: [Entry] {
        var list: [Entry] = []
        list.reserveCapacity(count)
        for index in 0..<count {
            if let entry = entry(at: index) { list.append(entry) }
        }
        return list
    }

    /// The part of this name, or nil.
    package func entry(named name: String) -> Entry? {
        index(named: name).flatMap { entry(at: $0) }
    }

    package func contains(_ name: String) -> Bool { index(named: name) != nil }

    /// The bytes of the part of this name, or nil when there is none.
    ///
    /// - Throws: `DocumentError` `.tooLarge` beyond the limits, `.encrypted`, `.damaged`.
    package func read(_ name: String) throws(DocumentError) -> [UInt8]? {
        guard let entry = entry(named: name) else { return nil }
        return try read(entry)
    }

    /// The bytes of a part.
    package func read(_ entry: Entry) throws(DocumentError) -> [UInt8] {
        try check(entry)
        var failure: DocumentError?
        let bytes = [UInt8](unsafeUninitializedCapacity: entry.unpackedBytes) { buffer, initialized in
            do throws(DocumentError) {
                try unpack(entry, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<entry.unpackedBytes]))
                initialized = entry.unpackedBytes
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Unpacks a part into a space of exactly its declared size.
    func unpack(_ entry: Entry, into space: UnsafeMutableRawBufferPointer) throws(DocumentError) {
        try check(entry)
        if let directory {
            if inflater == nil { inflater = try Inflater() }
            guard let inflater, directory.unpack(entry.index, into: space, inflater) else { throw .damagedPart(entry.name) }
        } else {
            let file = try open(entry)
            defer { zip_fclose(file) }
            var filled = 0
            while filled < space.count {
                let got = zip_fread(file, space.baseAddress.map { $0 + filled }, zip_uint64_t(space.count - filled))
                guard got > 0 else { throw .damagedPart(entry.name) }
                filled += Int(got)
            }
            // One byte more than declared shows a part that holds more than it says; at the end the checksum is compared.
            var more: UInt8 = 0
            guard zip_fread(file, &more, 1) == 0 else { throw .damagedPart(entry.name) }
        }
        try spend(space.count)
    }

    /// Unpacks a part piece by piece; `consume` returns whether to go on.
    func stream(_ entry: Entry, chunkBytes: Int = 1 << 16, _ consume: (UnsafeRawBufferPointer) -> Bool) throws(DocumentError) {
        try check(entry)
        let file = try open(entry)
        defer { zip_fclose(file) }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: min(chunkBytes, entry.unpackedBytes + 1), alignment: 16)
        defer { chunk.deallocate() }
        var total = 0
        while true {
            let got = zip_fread(file, chunk.baseAddress, zip_uint64_t(chunk.count))
            guard got >= 0 else { throw .damagedPart(entry.name) }
            if got == 0 { break }
            total += Int(got)
            guard total <= entry.unpackedBytes else { throw .damagedPart(entry.name) }
            try spend(Int(got))
            guard consume(UnsafeRawBufferPointer(rebasing: chunk[0..<Int(got)])) else { return }
        }
        guard total == entry.unpackedBytes else { throw .damagedPart(entry.name) }
    }

    /// Refuses what is encrypted or declares more than the bounds.
    private func check(_ entry: Entry) throws(DocumentError) {
        guard !entry.isEncrypted else { throw .passwordProtected }
        let room = limits.totalBytes - unpackedSoFar
        guard entry.unpackedBytes <= min(limits.partBytes, room) else { throw .unpacksTooLarge }
        if entry.unpackedBytes > 1 << 20, entry.unpackedBytes / max(entry.packedBytes, 1) > limits.packingRatio { throw .unpacksTooLarge }
    }

    private func open(_ entry: Entry) throws(DocumentError) -> OpaquePointer {
        let archive = try archive()
        // Both views of the file must agree on what the part is.
        if directory != nil {
            var status = zip_stat_t()
            guard zip_stat_index(archive, zip_uint64_t(entry.index), 0, &status) == 0, let name = status.name, String(cString: name) == entry.name,
                status.size == entry.unpackedBytes
            else { throw .damagedPart(entry.name) }
        }
        guard let file = zip_fopen_index(archive, zip_uint64_t(entry.index), 0) else { throw .damagedPart(entry.name) }
        return file
    }

    private func spend(_ bytes: Int) throws(DocumentError) {
        unpackedSoFar += bytes
        guard unpackedSoFar <= limits.totalBytes else { throw .unpacksTooLarge }
    }

    private func entry(at index: Int) -> Entry? {
        if let directory {
            let part = directory.parts[index]
            return Entry(
                name: String(decoding: directory.name(index), as: UTF8.self), index: index, packedBytes: min(part.packedBytes, memory.count),
                unpackedBytes: part.unpackedBytes, isEncrypted: false)
        }
        var status = zip_stat_t()
        guard let opened, zip_stat_index(opened, zip_uint64_t(index), 0, &status) == 0, let name = status.name else { return nil }
        return Entry(
            name: String(cString: name), index: index, packedBytes: min(Int(clamping: status.comp_size), memory.count),
            unpackedBytes: Int(clamping: status.size), isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE))
    }

    private func index(named name: String) -> Int? {
        var wanted = name
        return wanted.withUTF8 { wanted in
            for index in 0..<count {
                if let directory {
                    if Self.isSame(directory.name(index), wanted) { return index }
                } else if let opened, let stored = zip_get_name(opened, zip_uint64_t(index), 0) {
                    if Self.isSame(UnsafeRawBufferPointer(start: stored, count: strlen(stored)), wanted) { return index }
                }
            }
            return nil
        }
    }

    private static func isSame(_ stored: UnsafeRawBufferPointer, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        let begin = stored.first == 0x2F && wanted.first != 0x2F ? 1 : 0
        guard stored.count - begin == wanted.count else { return false }
        for place in 0..<wanted.count where folded(stored[begin + place]) != folded(wanted[place]) { return false }
        return true
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "\\"): UInt8(ascii: "/")
        default: byte
        }
    }
}

extension ZipArchive {
    /// A zip file like `bytes` with some parts replaced, added or removed; every other part keeps its bytes as packed.
    ///
    /// - Shape: replaced parts keep their places, new ones follow in order of their names.
    package static func replacing(
        _ parts: [String: [UInt8]], removing: Set<String> = [], in bytes: [UInt8], limits: ReadLimits = ReadLimits(), level: Int = 6
    ) throws(DocumentError) -> [UInt8] {
        let original = try ZipArchive(bytes, limits: limits)
        var output = try ZipOutput(bytes)
        output.level = level
        for name in removing.sorted() {
            if let index = original.index(named: name) { try output.remove(at: index) }
        }
        for (name, content) in parts.sorted(by: { $0.key < $1.key }) {
            try output.put(name, content, at: original.index(named: name))
        }
        return try output.close()
    }

    /// The same for the archive that is open.
    package func replacing(_ parts: [String: [UInt8]], removing: Set<String> = []) throws(DocumentError) -> [UInt8] {
        try Self.replacing(parts, removing: removing, in: [UInt8](memory), limits: limits)
    }
}

/// Writes a zip file part by part; the same parts always give the same bytes.
package struct ZipWriter {
    private var parts: [(name: String, bytes: [UInt8])] = []
    /// 1 (fast) to 9 (small).
    package var level: Int

    package init(level: Int = 6) { self.level = level }

    package mutating func add(_ name: String, _ bytes: [UInt8]) { parts.append((name, bytes)) }

    package mutating func add(_ name: String, _ text: String) { parts.append((name, Array(text.utf8))) }

    /// The zip file.
    ///
    /// - Precondition: at least one part, and no name twice.
    /// - Throws: `DocumentError` `.tooLarge` when memory runs out.
    package func finish() throws(DocumentError) -> [UInt8] {
        var output = try ZipOutput([])
        output.level = level
        for part in parts { try output.put(part.name, part.bytes, at: nil) }
        return try output.close()
    }
}

/// A zip file that is being written in memory.
private struct ZipOutput: ~Copyable {
    var level = 6
    private let source: OpaquePointer
    private var archive: OpaquePointer?

    /// Begins with a copy of an existing zip file, or with nothing.
    init(_ bytes: [UInt8]) throws(DocumentError) {
        var memory: UnsafeMutableRawPointer?
        if !bytes.isEmpty {
            guard let space = malloc(bytes.count) else { throw .outOfMemory }
            bytes.withUnsafeBytes { raw in
                if let base = raw.baseAddress { space.copyMemory(from: base, byteCount: raw.count) }
            }
            memory = space
        }
        guard let source = zip_source_buffer_create(memory, zip_uint64_t(bytes.count), 1, nil) else {
            free(memory)
            throw .outOfMemory
        }
        zip_source_keep(source)
        guard let archive = zip_open_from_source(source, bytes.isEmpty ? ZIP_TRUNCATE : 0, nil) else {
            zip_source_free(source)
            zip_source_free(source)
            throw bytes.isEmpty ? .outOfMemory : .truncatedZip
        }
        self.source = source
        self.archive = archive
    }

    deinit {
        if let archive { zip_discard(archive) }
        zip_source_free(source)
    }

    mutating func remove(at index: Int) throws(DocumentError) {
        guard zip_delete(archive, zip_uint64_t(index)) == 0 else { throw .outOfMemory }
    }

    mutating func put(_ name: String, _ bytes: [UInt8], at place: Int?) throws(DocumentError) {
        guard let memory = malloc(max(bytes.count, 1)) else { throw .outOfMemory }
        bytes.withUnsafeBytes { raw in
            if let base = raw.baseAddress { memory.copyMemory(from: base, byteCount: raw.count) }
        }
        guard let content = zip_source_buffer_create(memory, zip_uint64_t(bytes.count), 1, nil) else {
            free(memory)
            throw .outOfMemory
        }
        let index: zip_int64_t
        if let place {
            index = zip_file_replace(archive, zip_uint64_t(place), content, 0) == 0 ? zip_int64_t(place) : -1
        } else {
            index = zip_file_add(archive, name, content, zip_flags_t(ZIP_FL_ENC_UTF_8))
        }
        guard index >= 0 else {
            zip_source_free(content)
            throw .outOfMemory
        }
        // 1 January 1980, the first day of zip: output depends on its content only.
        guard zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_DEFLATE, zip_uint32_t(level)) == 0,
            zip_file_set_dostime(archive, zip_uint64_t(index), 0, 33, 0) == 0
        else { throw .outOfMemory }
    }

    mutating func close() throws(DocumentError) -> [UInt8] {
        guard zip_close(archive) == 0 else { throw .outOfMemory }
        archive = nil
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw .outOfMemory }
        defer { zip_source_close(source) }
        let size = Int(clamping: status.size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            while initialized < size {
                let got = zip_source_read(source, buffer.baseAddress.map { $0 + initialized }, zip_uint64_t(size - initialized))
                if got <= 0 { break }
                initialized += Int(got)
            }
        }
        guard bytes.count == size else { throw .outOfMemory }
        return bytes
    }
}

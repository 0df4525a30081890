import CZLib

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The bytes of a table, read once from front to back: a file, standard input, either of them packed by gzip.
///
/// Files are read and not mapped: a mapped file that another program cuts short ends the process, a read one gives an error.
package final class TableInput {
    private let descriptor: Int32
    private let closes: Bool
    /// The size that a file had when it was opened; nil for pipes.
    private let size: Int?
    private var taken = 0
    private var unpacker: Unpacker?
    /// What was read to find out whether the bytes are packed.
    private var head: [UInt8] = []
    private let watch: ((UnsafeRawBufferPointer) -> Void)?

    /// - Parameters:
    ///   - path: `-` for standard input.
    ///   - watch: sees all bytes as they stand, packed ones as they are packed.
    package init(_ path: String, watch: ((UnsafeRawBufferPointer) -> Void)? = nil) throws(TableError) {
        self.watch = watch
        if path == "-" {
            descriptor = STDIN_FILENO
            closes = false
        } else {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            closes = true
            guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw .unreadable(String(cString: strerror(EISDIR))) }
        size = isFile ? Int(status.st_size) : nil
        let start = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 1)
        defer { start.deallocate() }
        var count = 0
        while count < 2 {
            let got = try plain(into: UnsafeMutableRawBufferPointer(rebasing: start[count...]))
            if got == 0 { break }
            count += got
        }
        head = Array(start.prefix(count))
        if head == [0x1F, 0x8B] { unpacker = try Unpacker() }
    }

    deinit { if closes { close(descriptor) } }

    /// Fills a buffer as far as there are bytes.
    ///
    /// - Returns: how many bytes were put there; 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
        if let unpacker { return try unpacker.read(into: buffer) { (packed) throws(TableError) in try self.bytes(into: packed) } }
        return try bytes(into: buffer)
    }

    private func bytes(into buffer: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
        if !head.isEmpty {
            let count = min(head.count, buffer.count)
            buffer.copyBytes(from: head.prefix(count))
            head.removeFirst(count)
            return count
        }
        return try plain(into: buffer)
    }

    private func plain(into buffer: UnsafeMutableRawBufferPointer) throws(TableError) -> Int {
        guard !buffer.isEmpty else { return 0 }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .unreadable(String(cString: strerror(errno)))
            }
            taken += count
            watch?(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer).prefix(count)))
            if count == 0, let size {
                // Neither less nor more than there was: a table that is still written is no table yet.
                var status = stat()
                guard taken == size, fstat(descriptor, &status) == 0, Int(status.st_size) == size else { throw .changed }
            }
            return count
        }
    }
}

/// Unpacks gzip as it is read; several packed parts behind each other are one.
private final class Unpacker {
    private var stream = z_stream()
    private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var isAtEnd = false
    /// Whether the last part was closed.
    private var isClosed = false

    init() throws(TableError) {
        guard jixiao_inflate_init(&stream) == Z_OK else { throw .damagedGzip }
    }

    deinit {
        inflateEnd(&stream)
        packed.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, from source: (UnsafeMutableRawBufferPointer) throws(TableError) -> Int) throws(TableError) -> Int {
        guard !buffer.isEmpty else { return 0 }
        stream.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(clamping: buffer.count)
        let room = stream.avail_out
        while stream.avail_out == room {
            if stream.avail_in == 0, !isAtEnd {
                let count = try source(packed)
                if count == 0 { isAtEnd = true }
                stream.next_in = packed.bindMemory(to: UInt8.self).baseAddress
                stream.avail_in = UInt32(count)
            }
            if stream.avail_in == 0 {
                guard isClosed else { throw .damagedGzip }
                return 0
            }
            if isClosed {
                guard inflateReset(&stream) == Z_OK else { throw .damagedGzip }
                isClosed = false
            }
            switch inflate(&stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isClosed = true
            default: throw .damagedGzip
            }
        }
        return Int(room - stream.avail_out)
    }
}

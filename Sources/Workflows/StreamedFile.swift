import BudgetModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file written piece by piece: its name stands for the whole only when all of it is there.
final class StreamedFile {
    private let path: String
    private let temporary: String?
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private let isStandardOutput: Bool
    private var isDone = false

    /// - Parameter path: `-` for standard output.
    convenience init(_ path: String) throws(WriteProblem) {
        if path == "-" { self.init(standardOutput: path) } else { try self.init(named: path) }
    }

    private init(standardOutput path: String) {
        (self.path, descriptor, temporary, isStandardOutput) = (path, STDOUT_FILENO, nil, true)
    }

    /// - Parameter path: of a file, whatever its name.
    init(named path: String) throws(WriteProblem) {
        self.path = path
        isStandardOutput = false
        var status = stat()
        // A device or a pipe is written to, never replaced.
        let isDevice = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
        temporary = isDevice ? nil : path + ".\(getpid()).part"
        descriptor = open(temporary ?? path, temporary == nil ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        guard descriptor >= 0 else { throw OutputFiles.unwritten(path, errno) }
    }

    deinit {
        guard !isDone, !isStandardOutput else { return }
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    func write(_ bytes: some Sequence<UInt8>) throws(WriteProblem) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 20 { try flush() }
    }

    func write(_ text: String) throws(WriteProblem) { try write(text.utf8) }

    /// Lets a closure append, and writes what has gathered.
    func append(_ body: (inout [UInt8]) -> Void) throws(WriteProblem) {
        body(&buffer)
        if buffer.count >= 1 << 20 { try flush() }
    }

    /// `,92.00,优` and the end of a row, from units of the last digit.
    static func append(_ units: Int64, places: Int, _ grade: String, to buffer: inout [UInt8]) {
        buffer.append(0x2C)
        let start = buffer.count
        var rest = units.magnitude
        var digits = 0
        while rest > 0 || digits <= places {
            if digits == places, places > 0 { buffer.append(0x2E) }
            buffer.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            digits += 1
        }
        if units < 0 { buffer.append(0x2D) }
        buffer[start...].reverse()
        buffer.append(0x2C)
        buffer.append(contentsOf: grade.utf8)
        buffer.append(0x0A)
    }

    /// Fields of one row, quoted where they must be.
    func row(_ fields: [String]) throws(WriteProblem) {
        for (place, field) in fields.enumerated() {
            if place > 0 { buffer.append(0x2C) }
            Self.append(field, to: &buffer)
        }
        buffer.append(0x0A)
        if buffer.count >= 1 << 20 { try flush() }
    }

    private static func append(_ field: String, to buffer: inout [UInt8]) {
        guard field.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
            buffer.append(contentsOf: field.utf8)
            return
        }
        buffer.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }

    /// A field as CSV writes it.
    static func quoted(_ field: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(field, to: &bytes)
        return bytes
    }

    private func flush() throws(WriteProblem) {
        try OutputFiles.write(buffer, to: descriptor, path)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Ends the file and gives it its name.
    func finish() throws(WriteProblem) {
        try flush()
        isDone = true
        guard !isStandardOutput else { return }
        guard close(descriptor) == 0 else { throw OutputFiles.unwritten(path, errno) }
        if let temporary, rename(temporary, path) != 0 {
            let error = errno
            unlink(temporary)
            throw OutputFiles.unwritten(path, error)
        }
    }
}

extension OutputFiles {
    /// A CSV table.
    ///
    /// - Parameter path: `-` for standard output.
    package static func write(rows: [[String]], to path: String) throws(WriteProblem) {
        let file = try StreamedFile(path)
        for row in rows { try file.row(row) }
        try file.finish()
    }
}

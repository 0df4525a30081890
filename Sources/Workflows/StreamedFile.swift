import BudgetModel
import Tables

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file written piece by piece: its name stands for the whole only when all of it is there.
final class StreamedFile {
    private let path: String
    /// Where the path leads.
    private let target: String
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
        (self.path, target, descriptor, temporary, isStandardOutput) = (path, path, STDOUT_FILENO, nil, true)
    }

    /// - Parameter path: of a file, whatever its name.
    init(named path: String) throws(WriteProblem) {
        self.path = path
        isStandardOutput = false
        // What a link leads to is written, and the link stays.
        let isDevice = OutputFiles.isDevice(path)
        let place = isDevice || !OutputFiles.isLink(path) ? path : OutputFiles.place(path)
        target = place
        // A device or a pipe is written to, never replaced.
        temporary = isDevice ? nil : OutputFiles.temporary(place)
        descriptor = open(temporary ?? place, temporary == nil ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC, 0o666)
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

    /// Fields of one row, quoted where they must be.
    ///
    /// - Parameter more: further fields as CSV writes them, with a comma before each.
    func row(_ fields: [String], _ more: some Sequence<UInt8> = []) throws(WriteProblem) {
        CSVText.append(fields, to: &buffer)
        buffer.append(contentsOf: more)
        buffer.append(0x0A)
        if buffer.count >= 1 << 20 { try flush() }
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
        if let temporary, rename(temporary, target) != 0 {
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

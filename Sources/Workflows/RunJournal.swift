import BudgetModel
import Crypto
import FoundationEssentials
package import Quantities
package import Workbooks

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file's bytes under its name, with all that decides what is said of it, as one SHA-256.
package struct FileKey: Hashable, Sendable {
    private var words: SIMD4<UInt64>

    init(_ digest: some Sequence<UInt8>) {
        words = .zero
        for (index, byte) in digest.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    }

    /// - Parameter hex: 64 digits.
    init?(hex: ArraySlice<UInt8>) {
        words = .zero
        for (index, digit) in hex.enumerated() {
            guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
            words[index / 16] = words[index / 16] << 4 | UInt64(value)
        }
    }

    var hex: String {
        (0..<4).map { place in
            let text = String(words[place], radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}

/// What has been done of a run, a line a finished file, so that a run that was broken off goes on where it stopped.
///
/// A line is written after all that belongs to its file; a line without its end is that of a run that was killed, and is
/// cut off. Each line bears a digest of itself, so that damage is seen and never taken for a result.
/// In memory stand the keys and places of lines only.
package final class RunJournal: Sendable {
    private struct Entry: Codable {
        /// The day of the run, for files with a form that names no year; on another day other rules may be in force.
        var day: String?
        var file: FileSummary
    }

    private struct Place {
        var offset: Int
        var count: Int
    }

    private static let head = Array("jixiao journal 1\n".utf8)
    /// The name of a journal in a folder.
    package static let fileName = "jixiao.journal"
    /// Digits of a line's own digest, and of a key.
    private static let sumDigits = 16, keyDigits = 64

    private let path: String
    private let run: [UInt8]
    private let descriptor: Int32
    private let places: [FileKey: Place]

    /// Opens a journal, or makes one.
    ///
    /// - Parameters:
    ///   - path: a file, or a folder that has it or will have it.
    ///   - run: the digest of engine, framework and options.
    /// - Throws: `InputProblem` for what is no journal or a damaged one, which is left as it is; `WriteProblem` where it cannot be written.
    package init(_ path: String, run: [UInt8]) throws {
        let path = InputFiles.kind(of: path + "/.") == .folder ? path + (path.hasSuffix("/") ? "" : "/") + Self.fileName : path
        self.path = path
        self.run = run
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw OutputFiles.unwritten(path, errno) }
        do {
            places = try Self.prepare(descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        // A child that is being started may hold a copy for a moment, and the lock with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    // MARK: - Reading

    /// Takes the journal for this run, cuts off a line without an end and begins a new one with its head.
    private static func prepare(_ descriptor: Int32, _ path: String) throws -> [FileKey: Place] {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw InputProblem(
                path: path,
                sentence: Wording(
                    zh: "这份进度记录正在被另一次运行使用：请等它结束，或换一个文件（--resume）。",
                    en: "Another run is using this journal: wait for it to end, or name another file (--resume)."))
        }
        let (places, end, size) = try read(descriptor, path)
        if end < size, ftruncate(descriptor, off_t(end)) != 0 { throw OutputFiles.unwritten(path, errno) }
        if end == 0 { try OutputFiles.write(head, to: descriptor, path) }
        return places
    }

    /// The lines of a journal with the end of the last whole one.
    private static func read(_ descriptor: Int32, _ path: String) throws(InputProblem) -> (places: [FileKey: Place], end: Int, size: Int) {
        var places: [FileKey: Place] = [:]
        var rest: [UInt8] = []
        var start = 0, line = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let got = Glibc.read(descriptor, &chunk, chunk.count)
            if got < 0 {
                if errno == EINTR { continue }
                throw InputProblem(path: path, sentence: Wording(zh: "读取这个文件时出错：请检查磁盘或网络盘后再试。", en: "Reading this file failed: check the disk or network drive and try again."))
            }
            guard got > 0 else { break }
            rest += chunk[..<got]
            var begin = 0
            while let end = rest[begin...].firstIndex(of: 0x0A) {
                line += 1
                if line == 1 {
                    guard rest[begin...end].elementsEqual(head) else { throw noJournal(path) }
                } else {
                    guard let key = key(of: rest[begin..<end]) else { throw damaged(path, line) }
                    places[key] = Place(offset: start + begin, count: end - begin)
                }
                begin = end + 1
            }
            rest.removeFirst(begin)
            start += begin
            if line == 0, rest.count >= head.count { throw noJournal(path) }
        }
        // Of a run that was killed at its very first line there may be a part of the head.
        if line == 0, !head.starts(with: rest) { throw noJournal(path) }
        return (places, start, start + rest.count)
    }

    private static func noJournal(_ path: String) -> InputProblem {
        InputProblem(
            path: path,
            sentence: Wording(
                zh: "这不是 Jixiao 的进度记录，没有改动：请检查 --resume 的文件名，或换一个还没有的文件。",
                en: "This is no journal of Jixiao and was not changed: check the name after --resume, or name a file that does not exist yet."))
    }

    private static func damaged(_ path: String, _ line: Int) -> InputProblem {
        InputProblem(
            path: path,
            sentence: Wording(
                zh: "这份进度记录第 \(line) 行已损坏，没有使用，也没有改动：请换一个文件（--resume）从头运行，或删除这一行后再试。",
                en: "Line \(line) of this journal is damaged; it was neither used nor changed: name another file (--resume) to begin anew, or remove the line and try again."))
    }

    /// The key of a line; nil when the line is not as it was written.
    private static func key(of line: ArraySlice<UInt8>) -> FileKey? {
        guard line.count > sumDigits + 1 + keyDigits + 1 else { return nil }
        let content = line[(line.startIndex + sumDigits + 1)...]
        guard line[line.startIndex + sumDigits] == 0x20, content[content.startIndex + keyDigits] == 0x20, line.prefix(sumDigits).elementsEqual(sum(content).utf8) else { return nil }
        return FileKey(hex: content.prefix(keyDigits))
    }

    private static func sum(_ content: some Sequence<UInt8>) -> String { String(FileKey(SHA256.hash(data: Array(content))).hex.prefix(sumDigits)) }

    /// What is known of a file; nil for one that has to be evaluated.
    func summary(of key: FileKey, path: String, today: CalendarDay) -> FileSummary? {
        guard let place = places[key] else { return nil }
        var line = [UInt8](repeating: 0, count: place.count)
        guard pread(descriptor, &line, line.count, off_t(place.offset)) == line.count, Self.key(of: line[...]) == key,
            let entry = try? JSONDecoder().decode(Entry.self, from: Data(line[(Self.sumDigits + Self.keyDigits + 2)...])), entry.day == nil || entry.day == today.description
        else { return nil }
        var file = entry.file
        file.path = path
        return file
    }

    /// How a file is known: by its bytes and its name, which ties evidence and comments to it.
    ///
    /// - Parameter byPlace: whether the place counts too: where forms are compared with others, for no file is its own peer, and
    ///   where documents are written, for each copy gets its own.
    func key(of bytes: [UInt8], path: String, byPlace: Bool) -> FileKey {
        var hash = SHA256()
        hash.update(data: run)
        hash.update(data: Array((byPlace ? InputFiles.origin(of: path) : path.split(separator: "/").last.map(String.init) ?? path).utf8) + [0])
        hash.update(data: bytes)
        return FileKey(hash.finalize())
    }

    // MARK: - Writing

    /// Writes down that a file is finished; nothing for one that was taken from the journal or may end otherwise next time.
    package func append(_ outcome: FileOutcome, _ summary: FileSummary, today: CalendarDay) throws {
        guard let key = outcome.key else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let dependsOnDay = outcome.forms.contains { $0.evaluation.year == nil }
        let json = try encoder.encode(Entry(day: dependsOnDay ? today.description : nil, file: summary))
        let content = Array(key.hex.utf8) + [0x20] + json
        try OutputFiles.write(Array(Self.sum(content).utf8) + [0x20] + content + [0x0A], to: descriptor, path)
    }
}

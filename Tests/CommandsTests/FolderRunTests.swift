import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Runs over many files that a transcript cannot show: on a terminal, and cut off.
struct FolderRunTests {
    /// Copies of two forms under many names, and a file that is none.
    private static func fill(_ folder: URL, count: Int) throws {
        let files = Program.tests.appending(path: "Transcripts/files")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for number in 0..<count {
            let name = number % 2 == 0 ? "公交站台.csv" : "路灯维护.csv"
            try FileManager.default.copyItem(at: files.appending(path: name), to: folder.appending(path: "\(number).csv"))
        }
        try FileManager.default.copyItem(at: files.appending(path: "空白.csv"), to: folder.appending(path: "17.5.csv"))
    }

    #if os(Linux)
        @Test func `shows progress on a terminal only, and takes it away`() throws {
            let program = try Program(links: [:])
            defer { program.remove() }
            try Self.fill(program.folder.appending(path: "forms"), count: 40)
            let quiet = try program.run("jixiao check forms --jsonl")
            #expect(!quiet.errors.contains("\u{1B}") && !quiet.errors.contains("40/41"))

            // A terminal of our own; TIOCSPTLCK and TIOCGPTN by their numbers, for Swift sees neither.
            let controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var locked: Int32 = 0, number: UInt32 = 0
            #expect(controller >= 0 && ioctl(controller, 0x4004_5431, &locked) == 0 && ioctl(controller, 0x8004_5430, &number) == 0)
            let terminal = FileHandle(fileDescriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY), closeOnDealloc: true)
            var size = winsize(ws_row: 24, ws_col: 70, ws_xpixel: 0, ws_ypixel: 0)
            #expect(ioctl(controller, UInt(TIOCSWINSZ), &size) == 0)
            let output = program.folder.appending(path: "out")
            try Data().write(to: output)
            let process = Process()
            process.executableURL = try Program.binary()
            process.arguments = ["check", "forms", "--jsonl"]
            process.currentDirectoryURL = program.folder
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = terminal
            try process.run()
            try terminal.close()
            // A terminal holds 4096 bytes; a slow machine says more. The end comes when nobody has the other side open any more.
            var bytes: [UInt8] = [], part = [UInt8](repeating: 0, count: 1 << 12)
            while case let count = read(controller, &part, part.count), count > 0 { bytes += part[..<count] }
            close(controller)
            process.waitUntilExit()
            #expect(process.terminationStatus == quiet.code)
            let seen = String(decoding: bytes, as: UTF8.self)
            let clear = "\r\u{1B}[K"
            #expect(seen.hasPrefix(clear + "[") && seen.contains(" 0/41"))
            // The last thing on the line is its removal; what was said of the bad file stands whole.
            let last = try #require(seen.ranges(of: clear).last)
            #expect(seen[last.upperBound...].allSatisfy { $0.isNewline } || seen[last.upperBound...].contains("17.5.csv"))
            let said = seen.split { $0.isNewline }.filter { $0.contains("17.5.csv") }
            #expect(said.count == 1 && quiet.errors == said[0].replacing("\u{1B}[K", with: "") + "\n")
            #expect(try String(contentsOf: output, encoding: .utf8) == quiet.output)
        }
    #endif

    @Test func `a run that is cut off goes on to the same summary`() throws {
        let program = try Program(links: [:])
        defer { program.remove() }
        try Self.fill(program.folder.appending(path: "forms"), count: 300)
        let whole = try program.run("jixiao check forms --quiet --summary whole > /dev/null")
        #expect(whole.code == 65)

        let process = Process()
        // No file may grow beyond 20 KB, as on a full disk: the journal ends within a line, wherever that is.
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "ulimit -f 40; exec \"$0\" check forms --quiet --summary again --resume journal", try Program.binary().path]
        process.currentDirectoryURL = program.folder
        process.environment = ["TMPDIR": program.folder.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let journal = program.folder.appending(path: "journal")
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
        let lines = try Data(contentsOf: journal).count { $0 == 0x0A } - 1
        #expect(lines > 10 && lines < 301)
        #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "again/绩效表汇总.xlsx").path))

        let again = try program.run("jixiao check forms --quiet --summary again --resume journal > /dev/null")
        #expect(again.code == 65 && again.errors.contains("有 \(lines) 个文件已经评价过"))
        for name in ["绩效表汇总.csv", "绩效表汇总.xlsx"] {
            let files = ["whole/", "again/"].map { program.folder.appending(path: $0 + name) }
            #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]), "\(name)")
        }
    }
}

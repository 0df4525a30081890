import Foundation

/// The built `jixiao`, run by a shell in a folder of its own.
struct Program {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// Tests/.
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The debug binary beside the test bundle.
    ///
    /// - Throws: `Missing`, so that nobody takes unrun transcripts for passed ones.
    static func binary() throws -> URL {
        var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        #if os(Linux)
            if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { folder = URL(filePath: own).deletingLastPathComponent() }
        #else
            if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) { folder = bundle.bundleURL.deletingLastPathComponent() }
        #endif
        let binary = folder.appending(path: "jixiao")
        guard FileManager.default.isExecutableFile(atPath: binary.path) else {
            throw Missing(description: "jixiao is not built: expected it at \(binary.path). Run `swift build --build-tests` first.")
        }
        return binary
    }

    /// Programs that transcripts may call; all others are out of reach, so that what is installed changes nothing.
    private static let tools = ["cat", "chmod", "cmp", "cp", "grep", "gzip", "head", "ln", "ls", "mkdir", "mv", "rm", "sed", "sort", "tail", "tr", "truncate", "wc"]

    private let scratch: URL
    let folder: URL
    private let environment: [String: String]

    /// - Parameter links: what the commands see in their folder, by name.
    init(links: [String: URL]) throws {
        let files = FileManager.default
        scratch = files.temporaryDirectory.appending(path: "jixiao-transcript-\(UUID().uuidString)")
        folder = scratch.appending(path: "work")
        let bin = scratch.appending(path: "bin")
        let temporary = scratch.appending(path: "tmp")
        for made in [folder, bin, temporary] { try files.createDirectory(at: made, withIntermediateDirectories: true) }
        try files.createSymbolicLink(at: bin.appending(path: "jixiao"), withDestinationURL: Self.binary())
        for tool in Self.tools {
            guard let found = ["/usr/bin/", "/bin/"].lazy.map({ $0 + tool }).first(where: files.isExecutableFile(atPath:)) else {
                throw Missing(description: "\(tool) is not installed")
            }
            try files.createSymbolicLink(atPath: bin.appending(path: tool).path, withDestinationPath: found)
        }
        for (name, target) in links { try files.createSymbolicLink(at: folder.appending(path: name), withDestinationURL: target) }
        environment = [
            "PATH": bin.path, "LC_ALL": "C.UTF-8", "TMPDIR": temporary.path, "HOME": scratch.path, "COLUMNS": "100", "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC",
        ]
    }

    func remove() { try? FileManager.default.removeItem(at: scratch) }

    /// What a command line prints, complains and ends with. Outputs go through files: a pipe could fill up.
    func run(_ command: String) throws -> (output: String, errors: String, code: Int32) {
        let outputs = ["out", "err"].map { scratch.appending(path: $0) }
        for file in outputs { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let handles = try outputs.map { try FileHandle(forWritingTo: $0) }
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        try process.run()
        process.waitUntilExit()
        for handle in handles { try handle.close() }
        // Where the folder lies is nobody's business.
        let texts = try outputs.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self).replacing(scratch.path, with: "…") }
        return (texts[0], texts[1], process.terminationStatus)
    }

    /// Runs the commands of a transcript in order and writes down what happened.
    func played(_ transcript: Transcript) throws -> Transcript {
        var played = transcript
        for index in played.steps.indices {
            let (output, errors, code) = try run(played.steps[index].command)
            played.steps[index].output = Self.lines(output)
            played.steps[index].errors = Self.lines(errors)
            played.steps[index].code = code
        }
        return played
    }

    private static func lines(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() } else { lines[lines.count - 1] += "(no line end)" }
        return lines
    }
}

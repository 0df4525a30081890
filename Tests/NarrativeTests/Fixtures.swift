import Foundation

/// Where the tests' own files and the fixtures lie.
enum Fixtures {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let reports = tests.deletingLastPathComponent().appending(path: "Fixtures/reports")
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    /// The lines of a file beside the tests that are no comments.
    static func lines(_ name: String) -> [String] {
        guard let text = try? String(contentsOf: tests.appending(path: name), encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    static func write(_ text: String, to name: String) { try! text.write(to: tests.appending(path: name), atomically: true, encoding: .utf8) }
}

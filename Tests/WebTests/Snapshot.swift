import Foundation
import Testing

/// Compares text with a file in `Snapshots/`; `RECORD_SNAPSHOTS=1` writes it and fails.
func expectSnapshot(_ text: String, _ name: String, source: String = #filePath, location: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Snapshots/\(name)")
    let text = text.hasSuffix("\n") ? text : text + "\n"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name); review it and run again without RECORD_SNAPSHOTS", sourceLocation: location)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    guard expected != text else { return }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false), new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    Issue.record("\(name), line \(line + 1):\n- \(line < old.count ? old[line] : "(end)")\n+ \(line < new.count ? new[line] : "(end)")", sourceLocation: location)
}

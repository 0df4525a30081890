import Foundation
import Testing

/// Tests/Transcripts/*.test, played with the built program.
struct TranscriptTests {
    static let folder = Program.tests.appending(path: "Transcripts")
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".test") }.sorted() ?? []

    @Test func `there are transcripts`() { #expect(Self.names.count >= 10) }

    @Test(arguments: names) func `says and does what is written`(_ name: String) throws {
        let fixtures = Program.tests.appending(path: "Fixtures")
        let program = try Program(links: [
            "forms": fixtures.appending(path: "forms"), "samples": fixtures.appending(path: "samples"), "files": Self.folder.appending(path: "files"),
        ])
        defer { program.remove() }
        try expectTranscript(Self.folder.appending(path: name), program)
    }

    @Test func `a transcript is read and written without loss`() throws {
        let text = """
            # A remark.
            $ jixiao read a.csv
            A1\tx

            \\! not an error
            \\\\back
            ! an error
            !
            ? 1

            $ ls
            ? 0
            # the end

            """
        let transcript = try Transcript(parsing: text)
        #expect(transcript.steps[0].output == ["A1\tx", "", "! not an error", "\\back"] && transcript.steps[0].errors == ["an error", ""] && transcript.steps[0].code == 1)
        #expect(transcript.text == text)
        for broken in ["hello\n", "$ ls\n", "$ ls\n$ ls\n? 0\n", "$ ls\n? x\n"] {
            #expect(throws: Transcript.Malformed.self) { try Transcript(parsing: broken) }
        }
    }
}

/// Plays a file and compares; `RECORD_SNAPSHOTS=1` writes what happened and fails.
func expectTranscript(_ file: URL, _ program: Program, location: SourceLocation = #_sourceLocation) throws {
    let transcript = try Transcript(parsing: String(contentsOf: file, encoding: .utf8))
    let played = try program.played(transcript)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try Data(played.text.utf8).write(to: file)
        Issue.record("recorded \(file.lastPathComponent); review it and run again without RECORD_SNAPSHOTS", sourceLocation: location)
        return
    }
    for (old, new) in zip(transcript.steps, played.steps) where old != new {
        let faults = difference("", old.output, new.output) + difference("! ", old.errors, new.errors) + (old.code == new.code ? [] : ["- ? \(old.code)", "+ ? \(new.code)"])
        Issue.record("\(file.pathComponents.suffix(2).joined(separator: "/")): $ \(old.command)\n\(faults.joined(separator: "\n"))", sourceLocation: location)
    }
}

private func difference(_ sign: String, _ old: [String], _ new: [String]) -> [String] {
    new.difference(from: old).map { change in
        switch change {
        case .remove(_, let line, _): "- " + sign + line
        case .insert(_, let line, _): "+ " + sign + line
        }
    }
}

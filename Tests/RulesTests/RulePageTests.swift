import Foundation
import Rules
import Testing

@Suite struct `The pages of the rules` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/rules")

    private static let pages: [(name: String, text: String)] =
        Catalogue.all.map { ("\($0.code).md", RulePage.render($0)) } + [("README.md", RulePage.renderIndex(Catalogue.all))]

    @Test(arguments: pages.map(\.name))
    func `a committed page is the rule's own text`(_ name: String) throws {
        let text = try #require(Self.pages.first { $0.name == name }).text
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("written; review the change")
            return
        }
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(committed == text)
    }

    @Test func `no page is left over`() throws {
        let known = Set(Self.pages.map(\.name))
        let committed = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".md") }
        #expect(Set(committed) == known)
    }
}

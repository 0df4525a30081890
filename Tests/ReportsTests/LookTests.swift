import Foundation
import Reports
import Testing

struct LookTests {
    @Test func `write`() throws {
        try Data(DOCXRenderer.render(Examples.draft)).write(to: URL(fileURLWithPath: "/tmp/rep/draft.docx"))
        try Data(DOCXRenderer.render(Examples.clean)).write(to: URL(fileURLWithPath: "/tmp/rep/clean.docx"))
    }
}

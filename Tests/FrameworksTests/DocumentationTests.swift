import BudgetModel
import Frameworks
import Foundation
import Quantities
import Testing

/// docs/frameworks.md keeps up with the code.
struct DocumentationTests {
    static let page: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "docs/frameworks.md"), encoding: .utf8)) ?? ""
    }()

    @Test func `names every shipped framework and every setting by both names`() throws {
        for id in FrameworkCatalogue.ids { #expect(Self.page.contains("`\(id)`"), "\(id)") }
        let day = try CalendarDay(year: 2023, month: 12, day: 31)
        for value in try FrameworkCatalogue.source("cn-2020").values(on: day) where !value.path.hasPrefix("tree/") {
            #expect(Self.page.contains("| `\(value.path)` | \(value.label.zh) |"), "\(value.path) \(value.label.zh)")
        }
    }

    @Test func `its example is taken`() throws {
        let start = try #require(Self.page.firstRange(of: "```yaml\nid: our-city"))
        let rest = Self.page[start.lowerBound...].dropFirst("```yaml\n".count)
        let end = try #require(rest.firstRange(of: "```"))
        let check = FrameworkCatalogue.check(String(rest[..<end.lowerBound]), name: "our-city.yaml")
        #expect(check.problems.map { $0.line(.zh) } == [])
        let framework = try #require(check.source).framework(on: try CalendarDay(year: 2024, month: 12, day: 31))
        #expect(framework.atMost.value == .zero && framework.adjustments.count == 1)
    }
}

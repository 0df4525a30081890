import BudgetModel
import Foundation
import Quantities
import Testing
import Workflows

@Suite struct `Auditing a file` {
    @Test(arguments: [(2_000, 0), (2_003, 3)])
    func `figures beyond a paragraph's bound are told, not dropped`(count: Int, leftOut: Int) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        try String(repeating: "培训3人，", count: count).write(to: file, atomically: true, encoding: .utf8)
        let notes = AuditFile(store: FrameworkStore(today: try .init(year: 2024, month: 1, day: 1)))(InputFile(path: file.path)).notes.map(\.zh)
        #expect(notes.contains { $0.contains("有 \(leftOut) 个数字未参加核对") } == (leftOut > 0))
    }
}

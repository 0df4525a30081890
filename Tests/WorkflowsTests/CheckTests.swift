import BudgetModel
import Foundation
import Quantities
import Testing
import Workbooks

@testable import Workflows

@Suite struct `A check with what is given beside the form` {
    private static let files = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Transcripts/files")
    private static func path(_ name: String) -> String { files.appending(path: name).path }
    private static func evaluator() throws -> EvaluateFile {
        EvaluateFile(store: FrameworkStore(today: try .init(year: 2024, month: 1, day: 1)), keepsDocument: true)
    }

    /// The whole round: checked, handed back, commented by the unit, checked again.
    @Test func `a comment in the returned workbook is found beside its finding`() throws {
        let single = try Self.evaluator()
        var form = try #require(try single(Self.path("公交站台.csv")).forms.first)
        let document = try #require(try single(Self.path("公交站台.csv")).document)
        let place = try #require(form.check.findings.firstIndex { $0.code == "E04" })
        form.check.findings[place].comment = "两处站台移交市政公司"
        let reviewed = ReviewedForm(evaluation: form.evaluation, scores: form.scoreSheet, framework: form.framework, findings: form.check.findings)
        let bytes = try ReturnedWorkbook.rebuild(grids: document.grids, forms: [reviewed]).bytes
        let file = FileManager.default.temporaryDirectory.appending(path: "公交站台-\(UUID().uuidString)-校验.xlsx")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let again = try #require(try single(file.path).forms.first)
        #expect(again.check.findings.map(\.code) == form.check.findings.map(\.code))
        #expect(again.check.findings.map(\.comment) == form.check.findings.map(\.comment))
        #expect(again.check.lapsedComments.isEmpty)
    }

    @Test func `a form is no peer of itself, however its path is spelt`() async throws {
        let single = try Self.evaluator()
        var preparation = CheckPreparation(single, width: 1)
        try await preparation.usePeers(Self.path("同类") + "/../同类")
        let outcome = try single.with(preparation.settings)(Self.path("同类/丙区河道保洁.csv"))
        let copied = outcome.forms.flatMap { $0.check.findings + $0.check.previews }.filter { $0.code == "F07" }
        #expect(copied.isEmpty)
        let other = try single.with(preparation.settings)(Self.path("同类/甲区河道保洁.csv"))
        let found = try #require(other.forms.flatMap { $0.check.findings + $0.check.previews }.first { $0.code == "F07" })
        #expect(found.message.zh.contains("乙区河道保洁.csv") && found.message.zh.contains("相似度"))
    }

    @Test func `forms of other years and the approved goal are noted`() async throws {
        let single = try Self.evaluator()
        var preparation = CheckPreparation(single, width: 1)
        try await preparation.usePrevious(Self.path("上年"))
        try await preparation.useApproved(Self.path("批复"))
        let notes = try single.with(preparation.settings)(Self.path("公交站台.csv")).forms.flatMap(\.evaluation.notes).map(\.zh)
        #expect(notes.count { $0.hasPrefix("上年度的表：") } == 1 && notes.count { $0.hasPrefix("批复的绩效目标表：") } == 1)
        let none = try single.with(preparation.settings)(Self.path("路灯维护.csv")).forms.flatMap(\.evaluation.notes).map(\.zh)
        #expect(none.count { $0.hasPrefix("--previous 中没有") } == 1 && none.count { $0.hasPrefix("--approved 中没有") } == 1)
    }
}

import BudgetModel
import Documents
import Testing

@testable import Workbooks

@Suite struct `What the unit writes beside a finding` {
    /// The returned workbook of a form with findings, as it is read again.
    private func returned(_ change: (inout [ReviewedForm]) -> Void = { _ in }) throws -> (forms: [ReviewedForm], document: Document) {
        let original = try Review.bytes("workbooks/rich.xlsx")
        var forms = try Review.forms(original, "rich.xlsx")
        change(&forms)
        let bytes = try ReturnedWorkbook.patch(original: original, forms: forms).bytes
        try Review.keep(bytes, as: "returned-commented-rich.xlsx")
        return (forms, try XLSXReader.read(bytes: bytes))
    }

    private func write(_ text: String, _ a1: String, in document: inout Document) throws {
        let list = try #require(document.grids.firstIndex { $0.name == "问题清单" }), position = try #require(CellPosition(a1: a1))
        document.grids[list].cells.removeAll { $0.position == position }
        document.grids[list].cells.append(GridCell(position: position, value: .text(text), shown: text))
        document.grids[list].cells.sort { $0.position < $1.position }
    }

    @Test func `is read back with the code and cell of its finding`() throws {
        var (forms, document) = try returned()
        let first = forms[0].findings[0], third = forms[0].findings[2]
        try write("  汛期停工，已补做\n", "K4", in: &document)
        try write("   ", "K5", in: &document)
        try write("上级核定", "K6", in: &document)
        let comments = ReturnedWorkbook.withoutMarks(document).comments
        #expect(comments.map(\.code) == [first.code, third.code])
        #expect(comments.map(\.at) == [first.at, third.at])
        #expect(comments[0].text.hasPrefix("汛期停工，已补做") && comments[0].source == "问题清单!K4")
    }

    @Test func `stays in the workbook that is handed back next`() throws {
        let (forms, document) = try returned { $0[0].findings[1].comment = "汛期停工，已补做" }
        let list = try #require(document.grids.first { $0.name == "问题清单" })
        #expect(list.shown("K3") == "单位说明" && list.shown("K5") == "汛期停工，已补做" && list.shown("K4") == nil)
        let comments = ReturnedWorkbook.withoutMarks(document).comments
        #expect(comments.map(\.text) == ["汛期停工，已补做"] && comments[0].at == forms[0].findings[1].at)
    }

    @Test func `is followed when its sheet has got another name`() throws {
        var (forms, document) = try returned { $0[0].findings[1].comment = "汛期停工，已补做" }
        let sheet = try #require(document.grids.firstIndex { $0.name == forms[0].evaluation.sheet })
        document.grids[sheet].name = "自评表"
        #expect(ReturnedWorkbook.withoutMarks(document).comments.map(\.at?.sheet) == ["自评表"])
    }

    @Test func `on what is gone is listed below and not read again`() throws {
        let lapsed = UnitComment(code: "E04", at: CellRef(sheet: "x", position: CellPosition(row: 6, column: 7)), text: "已改", source: "")
        let (_, document) = try returned { $0[0].lapsedComments = [lapsed] }
        let list = try #require(document.grids.first { $0.name == "问题清单" })
        #expect(list.cells.contains { $0.shown == "问题已不存在，单位原来的说明（E04 H7）：已改" })
        #expect(ReturnedWorkbook.withoutMarks(document).comments.isEmpty)
    }

    @Test func `rules that a profile switched off are listed below, without findings too`() throws {
        let off = NotChecked(code: "E03", needs: Wording(zh: "已由方案 q 关闭（某处）：另行核对", en: "switched off"), cause: .switchedOff)
        let lacking = NotChecked(code: "F07", needs: Wording(zh: "同类单位的表", en: "other forms"))
        for hasFindings in [true, false] {
            let (_, document) = try returned { forms in
                forms[0].notChecked = [off, lacking]
                if hasFindings { forms[0].findings[0].usualSeverity = .hint } else { for index in forms.indices { forms[index].findings = [] } }
            }
            let list = try #require(document.grids.first { $0.name == "问题清单" })
            #expect(list.cells.count { $0.shown == "没有检查的规则 E03：已由方案 q 关闭（某处）：另行核对" } == 1)
            #expect(!list.cells.contains { $0.shown.contains("F07：") || $0.shown.contains("同类单位的表") })
            #expect(list.cells.contains { $0.shown.hasSuffix("（规则方案调整了级别，原为：提示）") } == hasFindings)
            #expect(ReturnedWorkbook.withoutMarks(document).comments.isEmpty)
        }
    }

    @Test func `a list of a time without comments is known all the same`() throws {
        var (_, document) = try returned()
        let list = try #require(document.grids.firstIndex { $0.name == "问题清单" })
        document.grids[list].cells.removeAll { $0.position.column == 10 }
        let clean = ReturnedWorkbook.withoutMarks(document)
        #expect(clean.wasReturned && clean.comments.isEmpty && !clean.document.grids.contains { $0.name == "问题清单" })
    }
}

@Suite struct `Comments and their findings` {
    private static let sheet = "自评表"
    private static func cell(_ row: Int) -> CellRef { CellRef(sheet: sheet, position: CellPosition(row: row, column: 7)) }
    private static let form = Evaluation(file: "a/公交.csv", sheet: sheet, kind: .projectSelfEvaluation)
    private static func finding(_ code: String, _ severity: Severity, _ row: Int) -> Finding {
        Finding(code: code, severity: severity, at: cell(row), message: Wording(zh: "x", en: "x"), basis: Wording(zh: "", en: ""))
    }
    private static func comment(_ code: String, _ row: Int?, _ text: String = "说明") -> UnitComment {
        UnitComment(code: code, at: row.map(cell), text: text, source: "")
    }

    @Test func `meet by code and cell`() {
        var result = CheckResult(findings: [Self.finding("E04", .warning, 6), Self.finding("E04", .warning, 7), Self.finding("E03", .error, 6)])
        result.attach([Self.comment("E04", 7), Self.comment("D01", 3)], to: Self.form)
        #expect(result.findings.map(\.comment) == [nil, "说明", nil])
        #expect(result.lapsedComments.map(\.code) == ["D01"])
    }

    @Test func `without a cell speak of every finding of the code`() {
        var result = CheckResult(findings: [Self.finding("E04", .warning, 6), Self.finding("E04", .warning, 7)])
        result.attach([Self.comment("E04", nil)], to: Self.form)
        #expect(result.findings.map(\.comment) == ["说明", "说明"] && result.lapsedComments.isEmpty)
    }

    @Test func `of one cell go to its findings in their order`() {
        var result = CheckResult(findings: [Self.finding("E04", .warning, 6), Self.finding("E04", .hint, 6)])
        result.attach([Self.comment("E04", 6, "一"), Self.comment("E04", 6, "二")], to: Self.form)
        #expect(result.findings.map(\.comment) == ["一", "二"])
    }

    @Test func `explain warnings, never errors`() {
        var result = CheckResult(findings: [Self.finding("E03", .error, 6), Self.finding("E04", .warning, 6)])
        result.attach([Self.comment("E03", nil), Self.comment("E04", nil)], to: Self.form)
        #expect(result.findings.map(\.isExplained) == [false, true])
        let counts = CheckTally.Counts(result.findings)
        #expect(counts.errors == 1 && counts.warnings == 1 && counts.explained == 1)
    }

    @Test func `of another file or programme do not concern the form`() {
        var other = Self.comment("E04", nil)
        other.file = "路灯.csv"
        #expect(!other.concerns(Self.form))
        other.file = "其他文件夹/公交.csv"
        #expect(other.concerns(Self.form))
        other.programme = "路灯"
        #expect(!other.concerns(Self.form))
    }
}

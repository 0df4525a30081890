import BudgetModel
import Casework
import Foundation
import Frameworks
import JSONText
import Office
import Quantities
import Storage
import Testing
import Workbooks
import Workflows

/// Workbooks that go out, are filled in and come back.
@Suite struct OfflineTests {
    /// The workbook as somebody hands it back who changed cells of it: written again with other values, and the mark it came with.
    private static func filled(_ walk: OfficeWalk, _ id: Identifier<StageRecord>, base: Identifier<RevisionRecord>?, _ form: Evaluation) throws -> [UInt8] {
        var details = BlankForm.Details()
        details.unit = form.implementingUnit?.value
        details.department = form.department?.value
        details.programme = form.programme?.value
        details.programmeCode = form.programmeCode?.value
        details.year = 2024
        details.amountUnit = form.amountUnit
        details.filled = form
        details.origin = "离线填报标识（请勿改动）：" + id.text + " " + (base?.text ?? "-")
        return try BlankForm.write(kind: form.kind, framework: FrameworkCatalogue.framework("cn-2020", on: CalendarDay(iso: "2024-12-31")!), details: details)
    }

    private static func value(_ text: String) -> IndicatorValue? { IndicatorValue(raw: text, content: .text) }

    @Test(arguments: Engine.allCases) func `a self-evaluation begins with the goal, goes out, comes back, and meets what others did`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.selfEvaluation).id
            try await walk.approveGoal()
            office.clock.set("2025-02-10")
            let start = try await desk.startingForm(of: id, by: walk.editor)
            #expect(start.base == (try await desk.stageView(walk.stage(.goal).id, by: walk.editor)).stage.approvedID)
            #expect(start.form.indicators.map(\.name.value) == ["改造管网长度", "水质合格率", "受益农户", "受益群众满意度"])
            #expect(start.form.indicators.compactMap { $0.weight?.value.plain } == ["20", "20", "40", "10"])
            #expect(start.form.execution?.weight?.value.plain == "10")
            #expect(start.form.funds.first?.initial?.money == Money(fen: 100_000_000))
            let out = try await desk.workbook(of: id, by: walk.editor)
            #expect(out.fileName == "农村饮水管网改造-2024-绩效自评.xlsx")
            // As it went out it changes nothing but is a first form.
            let plain = try await desk.takeBack("a.xlsx", out.bytes, in: id, version: 1, tries: true, by: walk.editor)
            #expect(plain.changes == [])
            await refused("stale-version") { try await desk.takeBack("a.xlsx", out.bytes, in: id, version: 7, by: walk.editor) }
            await refused("other-stage") { try await desk.takeBack("a.xlsx", out.bytes, in: walk.stage(.goal).id, version: 1, by: walk.editor) }

            // Filled in outside.
            var form = start.form
            form.indicators[0].actual = Self.value("12.6公里")
            form.indicators[1].actual = Self.value("93%")
            form.indicators[2].actual = Self.value("812户")
            form.funds[0].executed = FundAmount(money: Money(fen: 95_000_000), printed: ExactDecimal(95), cell: nil)
            let book = try Self.filled(walk, id, base: start.base, form)
            let tried = try await desk.takeBack("a.xlsx", book, in: id, version: 1, tries: true, by: walk.editor)
            #expect(tried.changes.map(\.standing) == [.applies, .applies, .applies, .applies])
            #expect(tried.changes.map(\.place.zh) == ["“年度资金总额”执行数", "「改造管网长度」实际完成值", "「水质合格率」实际完成值", "「受益农户」实际完成值"])
            #expect(try await desk.stageView(id, by: walk.editor).stage.version == 1)
            let saved = try #require(try await desk.takeBack("a.xlsx", book, in: id, version: 1, by: walk.editor).saved)
            #expect(saved.form.evaluation.indicators.map { $0.actual?.number?.plain } == ["12.6", "93", "812", nil])
            #expect(saved.form.scoreSheet.lines.map { $0.score?.plain } == ["20", "19.58", "40", nil])
            #expect(saved.form.evaluation.funds.first?.executed?.money == Money(fen: 95_000_000))

            // Two people go on from there: one in the office, one outside.
            let second = try await desk.startingForm(of: id, by: walk.editor)
            #expect(second.base == saved.stated.id)
            var inside = second.form, outside = second.form
            inside.indicators[1].actual = Self.value("94%")
            inside.indicators[3].actual = Self.value("95%")
            outside.indicators[0].actual = Self.value("12.8公里")
            outside.indicators[1].actual = Self.value("96%")
            outside.indicators[3].actual = Self.value("95%")
            let first = try Self.filled(walk, id, base: second.base, inside), other = try Self.filled(walk, id, base: second.base, outside)
            let between = try #require(try await desk.takeBack("b.xlsx", first, in: id, version: saved.stage.version, by: walk.editor).saved)
            let version = between.stage.version
            let report = try await desk.takeBack("c.xlsx", other, in: id, version: version, tries: true, by: walk.editor)
            #expect(report.changes.map(\.standing) == [.applies, .conflict, .same])
            #expect(report.changes[1].before == "93%" && report.changes[1].after == "96%" && report.changes[1].current == "94%")
            await refused("workbook-conflicts") { try await desk.takeBack("c.xlsx", other, in: id, version: version, by: walk.editor) }
            #expect(try await desk.stageView(id, by: walk.editor).stage.version == version)
            let merged = try #require(try await desk.takeBack("c.xlsx", other, in: id, version: version, prefers: "theirs", by: walk.editor).saved)
            #expect(merged.form.evaluation.indicators.map { $0.actual?.number?.plain } == ["12.8", "94", "812", "95"])
            let mine = try #require(try await desk.takeBack("c.xlsx", other, in: id, version: merged.stage.version, prefers: "mine", by: walk.editor).saved)
            #expect(mine.form.evaluation.indicators.map { $0.actual?.number?.plain } == ["12.8", "96", "812", "95"])
            // The rows the goal has are still the goal's.
            #expect(mine.form.check.findings.filter { ["E17", "E18"].contains($0.code) } == [])
            #expect(try await walk.breaks() == [])
        }
    }

    @Test func `a goal goes out with its weights, and rows come and go`() async throws {
        try await OfficeFixture.with(.sqlite) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            let saved = try await desk.saveForm(.json(CycleTests.goalForm()), in: id, version: 1, by: walk.editor)
            let start = try await desk.startingForm(of: id, by: walk.editor)
            var form = start.form
            form.indicators[1].weight = Sourced(ExactDecimal(15), nil)
            form.indicators.remove(at: 2)
            var row = Indicator(level1: "效益指标", level2: "社会效益指标", name: Sourced("受益村", nil))
            row.target = Self.value("≥9个")
            row.weight = Sourced(ExactDecimal(45), nil)
            form.indicators.insert(row, at: 2)
            let book = try Self.filled(walk, id, base: saved.stated.id, form)
            let back = try await desk.takeBack("目标.xlsx", book, in: id, version: 2, by: walk.editor)
            #expect(back.changes.map(\.place.zh) == ["「水质合格率」分值", "「受益村」", "「受益农户」"])
            let merged = try #require(back.saved).form.evaluation
            #expect(merged.indicators.map(\.name.value) == ["改造管网长度", "水质合格率", "受益村", "受益群众满意度"])
            #expect(merged.indicators.compactMap { $0.weight?.value.plain } == ["20", "15", "45", "10"])
            #expect(merged.indicators[0].target?.number?.plain == "12")
            // The same file once more changes nothing more.
            let again = try await desk.takeBack("目标.xlsx", book, in: id, version: 3, tries: true, by: walk.editor)
            #expect(again.changes.allSatisfy { $0.standing == .same }, "\(again.changes)")
            await refused("no-origin") { try await desk.takeBack("x.csv", Array("一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,改造管网长度,≥12公里\n".utf8), in: id, version: 3, by: walk.editor) }
        }
    }

    /// The library that writes workbooks takes binary numbers; what comes back has the same digits all the same.
    @Test(arguments: ["9.95", "0.07", "33.333333", "0.1", "18.0558777", "8.41", "1234567.891234", "999999999.99"]) func `a number comes back with its digits`(_ digits: String) async throws {
        try await OfficeFixture.with(.sqlite) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            let saved = try await desk.saveForm(.json(CycleTests.goalForm()), in: id, version: 1, by: walk.editor)
            var form = saved.form.evaluation
            form.indicators[0].weight = Sourced(try ExactDecimal(parsing: digits), nil)
            let back = try await desk.takeBack("a.xlsx", try Self.filled(walk, id, base: saved.stated.id, form), in: id, version: 2, tries: true, by: walk.editor)
            #expect(back.changes.map(\.after) == [digits])
        }
    }

    @Test func `two money rows of one source are not taken for each other`() async throws {
        try await OfficeFixture.with(.sqlite) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            let funds = #""funds":[{"source":"total","initial":"80000.00"},{"source":"other","label":"其他资金","initial":"30000.00"},{"source":"other","label":"自筹资金","initial":"50000.00"}],"#
            let form = try JSONParser.parse(CycleTests.goalForm().text.replacing(#/"funds":\[.*?\],/#, with: funds))
            let saved = try await desk.saveForm(.json(form), in: id, version: 1, by: walk.editor)
            let out = try await desk.workbook(of: id, by: walk.editor)
            #expect(try await desk.takeBack("a.xlsx", out.bytes, in: id, version: 2, tries: true, by: walk.editor).changes == [])
            var filled = saved.form.evaluation
            filled.funds[2].initial = FundAmount(money: Money(fen: 6_000_000), printed: ExactDecimal(60_000), cell: nil)
            let back = try await desk.takeBack("a.xlsx", try Self.filled(walk, id, base: saved.stated.id, filled), in: id, version: 2, by: walk.editor)
            #expect(back.saved?.form.evaluation.funds.map { $0.initial?.money.fen } == [8_000_000, 3_000_000, 6_000_000])
        }
    }

    @Test func `a monitoring form goes out with the goal's rows`() async throws {
        try await OfficeFixture.with(.sqlite) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.monitoring).id
            try await walk.approveGoal()
            office.clock.set("2024-08-10")
            let start = try await desk.startingForm(of: id, by: walk.editor)
            var form = start.form
            form.indicators[0].actual = Self.value("7.5公里")
            form.indicators[0].likelihood = Sourced(.certain, nil)
            form.indicators[1].likelihood = Sourced(.possible, nil)
            form.indicators[1].causes = [.equipment]
            form.indicators[1].explanation = Sourced("检测设备到货晚", nil)
            let back = try await desk.takeBack("监控.xlsx", try Self.filled(walk, id, base: start.base, form), in: id, version: 1, by: walk.editor)
            let saved = try #require(back.saved).form.evaluation
            #expect(saved.indicators[0].actual?.number?.plain == "7.5")
            #expect(saved.indicators.map { $0.likelihood?.value } == [.certain, .possible, nil, nil])
            #expect(saved.indicators[1].causes == [.equipment])
            #expect(back.saved?.lights != nil)
        }
    }
}

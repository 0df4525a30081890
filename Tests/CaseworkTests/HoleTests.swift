import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage
import Testing
import Workflows

/// Ways round the workflow that are closed.
@Suite struct HoleTests {
    private static let opinion = "调整"

    /// Hands in and takes a goal to the bureau.
    private static func toBureau(_ walk: OfficeWalk, _ id: Identifier<StageRecord>) async throws -> StageRecord {
        let desk = walk.desk
        for finding in try await desk.stageView(id, by: walk.editor).findings where finding.severity == "warning" {
            _ = try await desk.comment(on: id, code: finding.code, place: finding.place ?? "", text: "已核实", by: walk.editor)
        }
        var stage = try await desk.move(id, .submit, version: desk.stageView(id, by: walk.editor).stage.version, by: walk.editor)
        stage = try await desk.move(id, .endorse, version: stage.version, by: walk.reviewer)
        return try await desk.move(id, .pass, version: stage.version, by: walk.business)
    }

    private static func adjustment(_ walk: OfficeWalk, _ fen: Int64) -> BudgetDraft {
        BudgetDraft(
            object: .programme(walk.programme.id), year: 2024, source: .appropriation, kind: .adjustment, amount: Money(fen: fen), day: CalendarDay(iso: "2024-06-01")!, document: "示财预〔2024〕9号",
            reason: "年中调整")
    }

    @Test(arguments: Engine.allCases) func `a review of one goal does not stand for another, and nothing is adjusted by nothing`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            try await walk.approveGoal()
            var stage = try await desk.stageView(id, by: walk.editor).stage
            stage = try await desk.move(id, .requestAdjustment, version: stage.version, opinion: Self.opinion, by: walk.editor)
            let approved = stage.approvedID
            stage = try await desk.saveForm(.json(CycleTests.goalForm("99")), in: id, version: stage.version, by: walk.editor).stage
            stage = try await Self.toBureau(walk, id)
            await refused("goal-not-reviewed") { [stage] in try await desk.move(id, .approve, version: stage.version, by: walk.bureau) }
            let review = try GoalReview(json: JSONParser.parse(#"{"form":"general","items":[],"statedGrade":"excellent","opinion":"可以"}"#), at: "")
            stage = try await desk.reviewGoal(id, version: stage.version, review, by: walk.bureau).stage
            await refused("budget-unchanged") { [stage] in try await desk.move(id, .approve, version: stage.version, by: walk.bureau) }
            await refused("invalid") { try await desk.addBudget(Self.adjustment(walk, 0), by: office.machine) }
            // Days outside the year, and spending of what has no budget.
            for (kind, day, pointer) in [(BudgetEntryKind.adjustment, "2025-01-01", "/day"), (.executed, "2023-12-31", "/day"), (.initial, "2023-06-30", "/day")] {
                var draft = Self.adjustment(walk, 100)
                (draft.kind, draft.day) = (kind, CalendarDay(iso: day)!)
                let refusal = await refused("invalid") { [draft] in try await desk.addBudget(draft, by: office.machine) }
                #expect(refusal?.flaws.map(\.pointer) == [pointer])
            }
            var early = Self.adjustment(walk, 100)
            (early.kind, early.day, early.source) = (.initial, CalendarDay(iso: "2023-11-20")!, .carryover)
            early.amount = .zero
            _ = try await desk.addBudget(early, by: office.machine)
            var spent = Self.adjustment(walk, 100)
            (spent.object, spent.kind) = (.unit(walk.unit.id), .executed)
            let unbudgeted = await refused("invalid") { [spent] in try await desk.addBudget(spent, by: office.machine) }
            #expect(unbudgeted?.flaws.map(\.pointer) == ["/kind"])
            // What is not granted goes back to what was approved, and counts as that again.
            stage = try await desk.move(id, .return, version: stage.version, opinion: "不予调整", by: walk.bureau)
            stage = try await desk.move(id, .cancelAdjustment, version: stage.version, opinion: "不予调整", by: walk.editor)
            #expect(stage.state == .approved)
            #expect(stage.revisionID == approved)
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
            // With a change of the budget it passes.
            _ = try await desk.addBudget(Self.adjustment(walk, -5_000_000), by: office.machine)
            stage = try await desk.move(id, .requestAdjustment, version: stage.version, opinion: Self.opinion, by: walk.editor)
            // Handing in and taking back is still an adjustment.
            _ = try await desk.saveForm(.json(CycleTests.goalForm("94")), in: id, version: stage.version, by: walk.editor)
            #expect(try await desk.stageView(id, by: walk.editor).findings.contains { $0.code == "budget.amount.differs" && $0.place == "/funds/0/initial" })
            for finding in try await desk.stageView(id, by: walk.editor).findings where finding.severity == "warning" {
                _ = try await desk.comment(on: id, code: finding.code, place: finding.place ?? "", text: "已核实", by: walk.editor)
            }
            stage = try await desk.move(id, .submit, version: desk.stageView(id, by: walk.editor).stage.version, by: walk.editor)
            stage = try await desk.move(id, .withdraw, version: stage.version, by: walk.editor)
            #expect(stage.state == .adjusting)
            stage = try await Self.toBureau(walk, id)
            stage = try await desk.reviewGoal(id, version: stage.version, review, by: walk.bureau).stage
            // Its money is still that of the old budget.
            let differs = await refused("budget-differs") { [stage] in try await desk.move(id, .approve, version: stage.version, by: walk.bureau) }
            #expect(differs?.why.zh.contains("表上的年初预算数是1000000.00元，登记的全年预算数是950000.00元") == true)
            stage = try await desk.move(id, .return, version: stage.version, opinion: "请按调整后的预算填写", by: walk.bureau)
            let adjusted = try JSONParser.parse(try CycleTests.goalForm("94").text.replacing("1000000.00", with: "950000.00"))
            stage = try await desk.saveForm(.json(adjusted), in: id, version: stage.version, by: walk.editor).stage
            #expect(try await !desk.stageView(id, by: walk.editor).findings.contains { $0.code == "budget.amount.differs" })
            stage = try await Self.toBureau(walk, id)
            stage = try await desk.reviewGoal(id, version: stage.version, review, by: walk.bureau).stage
            stage = try await desk.move(id, .approve, version: stage.version, by: walk.bureau)
            #expect(stage.approvedID != approved)
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a goal begins with the budget as it is now, and one amount is not registered twice`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            // Begun in the middle of the year: no initial budget but an addition.
            let late = try await desk.addProgramme(ProgrammeDraft(name: "农村饮水消毒设备", unit: walk.unit.id, startsIn: 2024), by: office.machine)
            for (kind, fen) in [(BudgetEntryKind.initial, Int64(0)), (.adjustment, 30_000_000)] {
                _ = try await desk.addBudget(
                    BudgetDraft(object: .programme(late.id), year: 2024, source: .appropriation, kind: kind, amount: Money(fen: fen), day: CalendarDay(iso: "2024-06-01")!, reason: "年中追加"), by: office.machine)
            }
            let stage = try await desk.openCase(.programme(late.id), year: 2024, by: walk.editor).stages[0]
            let begun = try await desk.startingForm(of: stage.id, by: walk.editor).form
            #expect(begun.funds.map { $0.initial?.money.yuan } == ["300000.00", "300000.00"])
            // 基本支出 holds the money of all sources.
            var twice = Self.adjustment(walk, 100)
            twice.source = .basic
            let refusal = await refused("invalid") { [twice] in try await desk.addBudget(twice, by: office.machine) }
            #expect(refusal?.flaws.map(\.pointer) == ["/source"])
        }
    }

    @Test(arguments: Engine.allCases) func `a rectification of another unit is answered with its own papers`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            let other = try await desk.openUnit(UnitDraft(kind: .unit, code: "219002", name: "示例区水质检测站", parent: walk.department.id), on: CalendarDay(iso: "2020-01-01")!, by: office.machine)
            let neighbour = try await office.person("neighbour", .unitEditor, on: other.id)
            var draft = TicketDraft(source: .review, finding: "检测记录没有取样日期")
            draft.unit = other.id
            var ticket = try await desk.openTicket(draft, of: walk.caseID, by: walk.bureau)
            let paper = EvidenceDraft(fileName: "取样记录.txt", bytes: Array("取样记录".utf8), kind: .statistics)
            // The case is not his to see, the rectification is.
            await refused("not-found") { try await desk.attach(paper, to: walk.caseID, by: neighbour) }
            let id = ticket.id
            await refused("role-missing") { try await desk.attach(paper, toTicket: id, by: walk.bureau) }
            #expect(try await desk.attach(paper, toTicket: id, by: neighbour).record.unitID == other.id)
            ticket = try await desk.moveTicket(id, version: ticket.version, .answer, text: "已补", evidence: ["取样记录.txt"], by: neighbour)
            ticket = try await desk.moveTicket(id, version: ticket.version, .confirm, by: walk.bureau)
            #expect(ticket.state == "confirmed")
            // Who publishes uploads the file that was approved for it, and nothing else.
            let approved = EvidenceDraft(fileName: "公开稿.txt", bytes: Array("公开稿".utf8), kind: .decision)
            _ = try await desk.attach(approved, to: walk.caseID, by: walk.bureau)
            await refused("role-missing") { try await desk.attach(paper, to: walk.caseID, by: walk.bureau) }
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a self-evaluation is held against the goal in force when it is handed in`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.selfEvaluation).id
            // Saved before there is a goal to compare with.
            let changed = try JSONParser.parse(CycleTests.selfEvaluationForm().text.replacing(#""target":"95""#, with: #""target":"91""#))
            var saved = try await desk.saveForm(.json(changed), in: id, version: 1, by: walk.editor)
            #expect(!saved.form.check.findings.contains { $0.code == "E17" })
            try await walk.approveGoal()
            office.clock.set("2025-02-10")
            await refused("check-outdated") { [saved] in try await desk.move(id, .submit, version: saved.stage.version, by: walk.editor) }
            saved = try await desk.recheck(id, version: saved.stage.version, by: walk.editor)
            #expect(saved.form.check.findings.filter { $0.code == "E17" }.count == 1)
            // The score that was stated no longer follows either.
            await refused("errors-left") { [saved] in try await desk.move(id, .submit, version: saved.stage.version, by: walk.editor) }
            // A column of adjusted targets changes nothing here: the goal in force has every adjustment.
            let adjusted = try JSONParser.parse(CycleTests.selfEvaluationForm().text.replacing(#""target":"95""#, with: #""initialTarget":"95","target":"91""#))
            saved = try await desk.saveForm(.json(adjusted), in: id, version: saved.stage.version, by: walk.editor)
            #expect(saved.form.check.findings.filter { $0.code == "E17" }.count == 1)
            // Weights are part of the goal.
            let weights = try JSONParser.parse(CycleTests.selfEvaluationForm().text.replacing(#""weight":"40""#, with: #""weight":"39""#).replacing(#""weight":"10","statedScore":"10""#, with: #""weight":"11","statedScore":"11""#))
            saved = try await desk.saveForm(.json(weights), in: id, version: saved.stage.version, by: walk.editor)
            #expect(saved.form.check.findings.filter { $0.code == "E17" }.map { $0.found } == ["39", "11"])
            // New evidence makes the check outdated too.
            saved = try await desk.saveForm(.json(CycleTests.selfEvaluationForm()), in: id, version: saved.stage.version, by: walk.editor)
            _ = try await desk.attach(EvidenceDraft(fileName: "水质报告.txt", bytes: Array("水质检测合格率93%，2024年12月".utf8), kind: .statistics, indicator: "水质合格率"), to: walk.caseID, by: walk.editor)
            await refused("check-outdated") { [saved] in try await desk.move(id, .submit, version: saved.stage.version, by: walk.editor) }
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a reviewer's points are the engine's, within the weight`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            _ = try await walk.approveSelfEvaluation()
            let id = try await desk.drawSample(SampleWish(year: 2024, size: .cases(1), seed: "x1"), by: walk.bureau).reviews[0].id
            var sheet = try await desk.reEvaluationDraft(id, base: .computed, by: walk.expert)
            sheet.rows[0].rescored = ExactDecimal(9_999)
            let own = await refused("invalid") { [sheet] in try await desk.saveReEvaluation(id, version: 1, sheet, by: walk.expert) }
            #expect(own?.flaws.map(\.pointer) == ["/rows/0/rescored"])
            sheet.rows[0].rescored = nil
            var saved = try await desk.saveReEvaluation(id, version: 1, sheet, by: walk.expert)
            #expect(saved.result.lines[0].layers.determined?.plain == "20")
            sheet.rows[0].determinedActual = "6公里"
            saved = try await desk.saveReEvaluation(id, version: saved.stage.version, sheet, by: walk.expert)
            #expect(saved.result.lines[0].layers.determined?.plain == "10")
            // Taken from what was kept, with another actual: computed anew.
            sheet = try ReEvaluationSheet(json: JSONParser.parse(saved.revision.body)["sheet"] ?? .null, at: "")
            sheet.rows[0].determinedActual = "9公里"
            saved = try await desk.saveReEvaluation(id, version: saved.stage.version, sheet, by: walk.expert)
            #expect(saved.result.lines[0].layers.determined?.plain == "15")
            // Deductions from the stated points: what another actual is worth still counts.
            sheet.base = .stated
            sheet.rows[0].rescored = nil
            saved = try await desk.saveReEvaluation(id, version: saved.stage.version, sheet, by: walk.expert)
            #expect(saved.result.lines[0].layers.determined?.plain == "15")
            #expect(saved.result.lines[1].layers.determined?.plain == "19.58")
            // Nobody but reviewers sees it.
            #expect(try await desk.revisions(of: id, by: walk.editor) == [])
            await refused("not-found") { [saved] in try await desk.revision(saved.revision.id, by: walk.editor) }
            #expect(try await desk.stageView(id, by: walk.editor).findings == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a department does not undo what the bureau opened or decided`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            _ = try await walk.approveSelfEvaluation()
            var entry = try await desk.proposeUse(walk.caseID, by: walk.bureau).proposal.entries[0]
            entry.state = .decided
            entry.decidedBy = "示例区财政局"
            entry.decision = "示财绩〔2025〕8号"
            let kept = try await desk.recordUse([entry], of: walk.caseID, year: 2026, by: walk.bureau)[0]
            entry.state = .dropped
            await refused("role-missing") { [entry] in try await desk.changeUse(kept.id, version: kept.version, to: entry, by: walk.business) }
            var ticket = try await desk.openTicket(TicketDraft(source: .financeEvaluation, finding: "名单缺少来源"), of: walk.caseID, by: walk.bureau)
            await refused("invalid") { [ticket] in try await desk.moveTicket(ticket.id, version: ticket.version, .answer, text: "已补", evidence: ["名单.txt"], by: walk.editor) }
            try await walk.attach("名单.txt")
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, .answer, text: "已补", evidence: ["名单.txt"], by: walk.editor)
            await refused("role-missing") { [ticket] in try await desk.moveTicket(ticket.id, version: ticket.version, .confirm, by: walk.business) }
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, .confirm, by: walk.bureau)
            #expect(ticket.state == "confirmed")
        }
    }

    @Test(arguments: Engine.allCases) func `a draft is the unit's own, and what was handed in is not touched`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            let saved = try await desk.saveForm(.json(CycleTests.goalForm()), in: id, version: 1, by: walk.editor)
            await refused("not-found") { try await desk.revision(saved.stated.id, by: walk.bureau) }
            await refused("not-found") { try await desk.currentForm(of: id, by: walk.business) }
            #expect(try await desk.rollup(year: 2024, stage: .goal, by: walk.bureau).levels == [])
            #expect(try await desk.caseView(walk.caseID, by: walk.editor).stages[0].warnings > 0)
            #expect(try await desk.caseView(walk.caseID, by: walk.bureau).stages[0].warnings == 0)
            _ = try await walk.approve(.goal)
            #expect(try await desk.revision(saved.stated.id, by: walk.bureau) == saved.stated)
            #expect(try await desk.rollup(year: 2024, stage: .goal, by: walk.bureau).levels.map(\.indicators).reduce(0, +) == 4)
            await refused("state-wrong") { try await desk.attach(EvidenceDraft(fileName: "补.txt", bytes: Array("补充".utf8), kind: .other, stage: id), to: walk.caseID, by: walk.editor) }
            let finding = try #require(try await desk.stageView(id, by: walk.editor).findings.first)
            await refused("state-wrong") { try await desk.comment(on: id, code: finding.code, place: finding.place ?? "", text: "", by: walk.editor) }
        }
    }

    @Test(arguments: Engine.allCases) func `the same paper elsewhere is counted, not shown`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, paper = Array("同一份验收单".utf8)
            let other = try await desk.openUnit(UnitDraft(kind: .department, code: "220", name: "示例区林业局"), on: CalendarDay(iso: "2020-01-01")!, by: office.machine)
            let stranger = try await office.person("stranger", .unitEditor, on: other.id)
            let foreign = try await desk.openCase(.unit(other.id), year: 2024, by: stranger)
            _ = try await desk.attach(EvidenceDraft(fileName: "验收.txt", bytes: paper, kind: .acceptance), to: walk.caseID, by: walk.editor)
            let kept = try await desk.attach(EvidenceDraft(fileName: "验收2.txt", bytes: paper, kind: .acceptance), to: foreign.record.id, by: stranger)
            #expect(kept.usedBefore == [])
            #expect(kept.usedElsewhere == 1)
        }
    }

    @Test(arguments: Engine.allCases) func `lists, sums and rights that are changed from outside are named`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), database = office.desk.database, files = office.desk.files
            try await walk.approveGoal()
            #expect(try await VerifyDatabase.run(database, files: files).breaks == [])
            for (statement, back) in [
                ("UPDATE indicator SET weight_micro = weight_micro * 2", "UPDATE indicator SET weight_micro = weight_micro / 2"),
                ("UPDATE finding SET severity = 'hint'", "UPDATE finding SET severity = 'warning'"),
                ("UPDATE role_grant SET revoked_at = 0", "UPDATE role_grant SET revoked_at = NULL"),
                ("UPDATE rule_text SET name = name || 'x'", "UPDATE rule_text SET name = substr(name, 1, length(name) - 1)"),
            ] {
                _ = try await database.write(in: "370199") { try $0.run(statement) }
                #expect(try await !VerifyDatabase.run(database, files: files).breaks.isEmpty, "\(statement)")
                _ = try await database.write(in: "370199") { try $0.run(back) }
            }
            for statement in ["DELETE FROM rule_text", "DELETE FROM finding", "DELETE FROM indicator"] {
                let before = try await VerifyDatabase.run(database, files: files).breaks.count
                _ = try await database.write(in: "370199") { try $0.run(statement) }
                #expect(try await VerifyDatabase.run(database, files: files).breaks.count > before, "\(statement)")
            }
        }
    }
}

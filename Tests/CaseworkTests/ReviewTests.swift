import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage
import Testing
import Workflows

/// Surveys, lights, samples and reviews.
@Suite struct ReviewTests {
    @Test(arguments: Engine.allCases) func `a complete survey answers E11, and one that contradicts the form blocks it`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            try await walk.approveGoal()
            office.clock.set("2025-02-10")
            let id = walk.stage(.selfEvaluation).id
            await refused("document-missing") { try await desk.saveProvenance(id, version: 1, [OfficeWalk.survey()], by: walk.editor) }
            let saved = try await desk.saveForm(.json(CycleTests.selfEvaluationForm()), in: id, version: 1, by: walk.editor)
            #expect(saved.form.check.findings.contains { $0.code == "E11" })
            var stranger = OfficeWalk.survey()
            stranger.indicator?.name = "没有这个指标"
            await refused("invalid") { try await desk.saveProvenance(id, version: 2, [stranger], by: walk.editor) }
            // A report that nobody uploaded proves nothing.
            let missing = await refused("invalid") { try await desk.saveProvenance(id, version: 2, [OfficeWalk.survey()], by: walk.editor) }
            #expect(missing?.flaws.map(\.pointer) == ["/surveys/0/evidence"])
            try await walk.attach("问卷汇总.xlsx", kind: .survey)

            let wrong = try await desk.saveProvenance(id, version: 2, [OfficeWalk.survey(satisfied: 180)], by: walk.editor)
            #expect(wrong.results[0].percent?.description == "90.00")
            var view = try await desk.stageView(id, by: walk.editor)
            #expect(!view.findings.contains { $0.code == "E11" })
            #expect(view.findings.contains { $0.code == "satisfaction.rate.differs" && $0.severity == "error" && $0.place == "/surveys/0" })
            await refused("errors-left") { try await desk.move(id, .submit, version: wrong.stage.version, by: walk.editor) }

            let right = try await desk.saveProvenance(id, version: wrong.stage.version, [OfficeWalk.survey()], by: walk.editor)
            view = try await desk.stageView(id, by: walk.editor)
            #expect(view.findings.filter { $0.severity == "error" }.map(\.code) == [])
            #expect(view.stage.errors == 0)
            // Saving the form again keeps the survey beside it.
            let again = try await desk.saveForm(.json(CycleTests.selfEvaluationForm()), in: id, version: right.stage.version, by: walk.editor)
            #expect(!again.form.check.findings.contains { $0.code == "E11" })
            #expect(try await desk.surveys(of: id, by: walk.editor) == [OfficeWalk.survey()])
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `lights are kept with a monitoring form, and what they ask for blocks handing in`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            try await walk.approveGoal()
            office.clock.set("2024-08-10")
            let id = walk.stage(.monitoring).id
            let form = try JSONParser.parse(
                """
                {"source":{"form":"monitoring"},"programme":"农村饮水管网改造","year":2024,
                 "funds":[{"source":"total","initial":"1000000.00","executed":"600000.00"}],
                 "indicators":[
                  {"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","actual":"1","weight":"20"},
                  {"level1":"效益指标","level2":"社会效益指标","name":"受益农户","comparator":">=","target":"800","unit":"户","actual":"500","weight":"40"}]}
                """)
            let saved = try await desk.saveForm(.json(form), in: id, version: 1, by: walk.editor)
            #expect(saved.lights?.indicators.map(\.light) == [.red, .green])
            #expect(saved.lights?.months.through == 7)
            #expect(saved.shortfalls.contains { $0.code == .monitoringCauseMissing && $0.severity == .error && $0.pointer == "/indicators/0" })
            #expect(saved.stage.errors >= 1)
            await refused("errors-left") { try await desk.move(id, .submit, version: saved.stage.version, by: walk.editor) }
            let kept = try await desk.lights(of: id, by: walk.editor).revision
            #expect(kept.layer == .computed)
            #expect(kept.basedOn == saved.stated.id)
            let later = try await desk.saveForm(.json(form), in: id, version: saved.stage.version, months: MonitoredMonths(through: 1)!, by: walk.editor)
            // One kilometre of twelve is what January asks for.
            #expect(later.lights?.indicators.first?.light == .green)
            #expect(!later.shortfalls.contains { $0.code == .monitoringCauseMissing && $0.severity == .error })
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a sample is drawn, a review is written and approved, and the three layers stand side by side`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            let wish = SampleWish(year: 2024, size: .percent(ExactDecimal(10)), seed: "2025-03-01 开奖号码 07")
            await refused("frame-empty") { try await desk.drawSample(wish, by: walk.bureau) }
            _ = try await walk.approveSelfEvaluation()
            office.clock.set("2025-03-03")
            await refused("role-missing") { try await desk.drawSample(wish, by: walk.editor) }
            await refused("invalid") { try await desk.drawSample(SampleWish(year: 2024, size: .cases(2), seed: "x"), by: walk.bureau) }
            let drawn = try await desk.drawSample(wish, by: walk.bureau)
            #expect(drawn.reviews.map(\.round) == [1])
            let body = try JSONParser.parse(drawn.record.body)
            #expect(body["method"]?.string == "jixiao-sample-1")
            #expect(body["frameSize"]?.integer == 1)
            #expect(body["frameSHA256"]?.string?.count == 64)
            #expect(body["members"]?.elements?.first?["case"]?.string == walk.caseID.text)
            // What is under review is not drawn twice.
            await refused("frame-empty") { try await desk.drawSample(wish, by: walk.bureau) }

            let id = drawn.reviews[0].id
            var sheet = try await desk.reEvaluationDraft(id, base: .computed, by: walk.expert)
            #expect(sheet.rows.map(\.indicator.name) == ["改造管网长度", "水质合格率", "受益农户", "受益群众满意度"])
            await refused("role-missing") { try await desk.saveReEvaluation(id, version: 1, sheet, by: walk.editor) }
            sheet.rows[0].determinedActual = "11.4公里"
            sheet.rows[2].deductions = [ReEvaluationSheet.Deduction(rule: 3, level: .light, reason: "")]
            var saved = try await desk.saveReEvaluation(id, version: 1, sheet, by: walk.expert)
            #expect(saved.result.shortfalls.contains { $0.code == .reEvaluationNoReason })
            await refused("errors-left") { try await desk.move(id, .submit, version: saved.stage.version, by: walk.expert) }
            await refused("stale-version") { try await desk.saveReEvaluation(id, version: 1, sheet, by: walk.expert) }
            var other = sheet
            other.rows[0].determinedActual = "11公里"
            let stale = await refused("stale-version") { try await desk.saveReEvaluation(id, version: 1, other, by: walk.expert) }
            #expect(stale?.staleDocument?.differences.map { [$0.place.en, $0.current, $0.yours] } == [["/rows/0/determinedActual", "11.4公里", "11公里"]])

            sheet.rows[2].deductions[0].reason = "受益农户名单缺少取数来源，扣30%"
            // A reviewer goes on with his own review.
            saved = try await desk.saveReEvaluation(id, version: saved.stage.version, sheet, by: walk.expert)
            #expect(saved.result.shortfalls.filter { $0.severity == .error } == [])
            // 11.4 of 12 earns 19 of 20; a light defect takes 30 % of 40.
            #expect(saved.result.lines.map { $0.layers.determined?.plain } == ["19", "19.58", "28", "10"])
            #expect(saved.stage.total == "86.08")
            #expect(saved.stage.grade == "良")
            #expect(saved.result.deviationPercent?.description == "13.12")
            var review = try await desk.move(id, .submit, version: saved.stage.version, by: walk.expert)
            await refused("role-missing") { try await desk.move(id, .approve, version: review.version, by: walk.expert) }
            // Nobody outside the review sees it before it is approved.
            #expect(try await desk.layers(of: walk.caseID, by: walk.editor)["review"] == .null)
            review = try await desk.move(id, .approve, version: review.version, by: walk.bureau)
            #expect(review.approvedID == saved.revision.id)

            let layers = try await desk.layers(of: walk.caseID, by: walk.editor)
            #expect(layers["total"]?["stated"]?.string == "99.08")
            #expect(layers["total"]?["computed"]?.string == "99.08")
            #expect(layers["total"]?["determined"]?.string == "86.08")
            let ledger = try await desk.gapLedger(year: 2024, by: .reviewer, deviatingAbove: ExactDecimal(10), by: walk.bureau)
            #expect(ledger.map(\.key) == ["expert/" + walk.department.id.text])
            #expect(ledger.first?.rows == 4)
            #expect(ledger.first?.selfDetermined.sum.plain == "13")
            #expect(ledger.first?.selfDetermined.deviating == 1)
            #expect(try await desk.gapLedger(year: 2024, by: .unit, deviatingAbove: ExactDecimal(10), by: walk.editor).map(\.key) == [walk.unit.id.text])
            #expect(try await walk.breaks() == [])
        }
    }
}

import BudgetModel
import Casework
import Foundation
import JSONText
import Office
import Quantities
import Storage
import Testing
import Workflows

/// What a region chooses to work by, and that what was said before comes out again by what held then.
@Suite struct RuleChoiceTests {
    /// A region's own lights: rates do not wait for the end of the year.
    private static func ownLights(red: String = "0.6") throws -> String {
        let shipped = try #require(MonitoringProfile.shippedText("monitoring-shanxi"))
        return String(decoding: shipped, as: UTF8.self).replacing("id: monitoring-shanxi", with: "id: example-lights").replacing(#"redBelow: "0.6""#, with: "redBelow: \"\(red)\"")
    }

    private static let framework = """
        id: example-2024
        title: {zh: 示例区项目支出自评规则, en: "Self-evaluation of projects, an example"}
        extends: cn-2020
        appliesTo: [project-self-evaluation, project-goal, monitoring]
        instruments: {}
        """

    private static func monitoring() throws -> JSONValue {
        try JSONParser.parse(
            """
            {"source":{"form":"monitoring"},"programme":"农村饮水管网改造","year":2024,
             "funds":[{"source":"total","initial":"1000000.00","executed":"600000.00"}],
             "indicators":[{"level1":"产出指标","level2":"质量指标","name":"水质合格率","comparator":">=","target":"95","unit":"%","actual":"95","weight":"20"}]}
            """)
    }

    @Test(arguments: Engine.allCases) func `a region chooses its lights, and the old ones come out again`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            try await walk.approveGoal()
            office.clock.set("2024-08-10")
            let id = walk.stage(.monitoring).id
            var saved = try await desk.saveForm(.json(Self.monitoring()), in: id, version: 1, by: walk.editor)
            // 95 of 95 in July is far ahead of seven twelfths.
            #expect(saved.lights?.indicators.map(\.light) == [.blue])
            await refused("role-missing") { try await desk.chooseRules(.monitoring, version: 0, .shipped("monitoring-shanxi"), reason: "晋财绩〔2024〕1号", by: walk.editor) }
            await refused("invalid") { try await desk.chooseRules(.monitoring, version: 0, .shipped("monitoring-moon"), reason: "试", by: walk.bureau) }
            await refused("invalid") { try await desk.chooseRules(.monitoring, version: 0, .shipped("monitoring-shanxi"), reason: " ", by: walk.bureau) }
            let chosen = try await desk.chooseRules(.monitoring, version: 0, .shipped("monitoring-shanxi"), reason: "示财绩〔2024〕1号", by: walk.bureau)
            #expect(chosen.version == 1 && chosen.name == "monitoring-shanxi" && !chosen.isOwn)
            await refused("stale-version") { try await desk.chooseRules(.monitoring, version: 0, .usual, reason: "撤销", by: walk.bureau) }
            // It holds from the next request on.
            let editor = try await desk.caller(try #require(Identifier(walk.editor.id)), in: OfficeFixture.region, channel: .api, rateKey: "e")
            saved = try await desk.saveForm(.json(Self.monitoring()), in: id, version: saved.stage.version, by: editor)
            #expect(saved.lights?.indicators.map(\.light) == [.green])
            #expect(saved.lights?.profile.id == "monitoring-shanxi")
            // Own ones, kept by digest.
            let own = try await desk.chooseRules(.monitoring, version: 1, .own(Self.ownLights()), reason: "示财绩〔2024〕2号", by: walk.bureau)
            #expect(own.isOwn && own.name == "example-lights")
            _ = try await desk.caller(try #require(Identifier(walk.editor.id)), in: OfficeFixture.region, channel: .api, rateKey: "e")
            saved = try await desk.saveForm(.json(Self.monitoring()), in: id, version: saved.stage.version, by: editor)
            #expect(saved.lights?.profile.id == "example-lights")
            #expect(try await desk.rules(.monitoring, by: editor).text == Self.ownLights())
            #expect(try await desk.rulesInForce(by: editor).first { $0.kind == .monitoring } == own)
            // Another server of the same database works by it too.
            let other = try office.openAgain()
            let second = Desk(database: other, files: desk.files, engine: "test", clock: { office.clock.now })
            let there = try await second.caller(try #require(Identifier(walk.editor.id)), in: OfficeFixture.region, channel: .api, rateKey: "e")
            let elsewhere = try await second.saveForm(.json(Self.monitoring()), in: id, version: saved.stage.version, by: there)
            #expect(elsewhere.lights?.profile.id == "example-lights")
            await other.close()
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
            // All three come out again by the lights that held then, from the bundle alone.
            let bundle = office.folder.appending(path: "bundle").path
            try await CaseBundle.read(walk.caseID, in: OfficeFixture.region, engine: "test", at: office.clock.now, desk.database).write(to: bundle, from: desk.files)
            let report = try await VerifyBundle.run(bundle, engine: "test")
            #expect(report.flaws == [])
            let profiles = try FileManager.default.contentsOfDirectory(atPath: bundle + "/profiles")
            #expect(profiles.contains { $0.hasPrefix("example-lights") } && profiles.contains { $0.hasPrefix("monitoring-shanxi") })
        }
    }

    @Test(arguments: Engine.allCases) func `a region's own framework scores, and a wrong text is told line by line`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            let wrong = await refused("invalid") { try await desk.chooseRules(.projectFramework, version: 0, .own("id: example-2024\ntitle: x\nbase: nothing\n"), reason: "试", by: walk.bureau) }
            #expect(wrong?.flaws.isEmpty == false && wrong?.flaws.allSatisfy { $0.pointer == "/text" } == true)
            await refused("invalid") { try await desk.chooseRules(.projectFramework, version: 0, .own(Self.framework.replacing("example-2024", with: "cn-2020")), reason: "试", by: walk.bureau) }
            let lights = await refused("invalid") { try await desk.chooseRules(.monitoring, version: 0, .own(Self.ownLights(red: "0.9")), reason: "试", by: walk.bureau) }
            #expect(lights?.flaws.first?.sentence.zh.hasPrefix("第 ") == true)
            _ = try await desk.chooseRules(.projectFramework, version: 0, .own(Self.framework), reason: "示财绩〔2024〕3号", by: walk.bureau)
            let bureau = try await desk.caller(try #require(Identifier(walk.bureau.id)), in: OfficeFixture.region, channel: .api, rateKey: "b")
            _ = try await walk.approveSelfEvaluation()
            let stage = try await desk.stageView(walk.stage(.selfEvaluation).id, by: bureau).stage
            #expect(stage.total == "99.08")
            let score = try await desk.revision(try #require(stage.scoreID), by: bureau)
            #expect(score.body.contains(#""example-2024""#))
            // A review takes the same one, also after the region went back to the usual.
            _ = try await desk.chooseRules(.projectFramework, version: 1, .usual, reason: "停用", by: bureau)
            _ = try await desk.caller(try #require(Identifier(walk.bureau.id)), in: OfficeFixture.region, channel: .api, rateKey: "b")
            let review = try await desk.drawSample(SampleWish(year: 2024, size: .cases(1), seed: "x1"), by: bureau).reviews[0].id
            let sheet = try await desk.reEvaluationDraft(review, base: .computed, by: walk.expert)
            let reviewed = try await desk.saveReEvaluation(review, version: 1, sheet, by: walk.expert)
            #expect(reviewed.revision.framework == score.framework)
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
            let bundle = office.folder.appending(path: "bundle").path
            try await CaseBundle.read(walk.caseID, in: OfficeFixture.region, engine: "test", at: office.clock.now, desk.database).write(to: bundle, from: desk.files)
            #expect(try await VerifyBundle.run(bundle, engine: "test").flaws == [])
            // A text that is gone is named.
            _ = try await desk.database.write(in: "x") { try $0.run("DELETE FROM rule_text WHERE name = 'example-2024'") }
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks.contains { $0.kind == .textMissing })
        }
    }

    @Test(arguments: Engine.allCases) func `what was reviewed stays reviewed, and a text that cannot be used locks nobody out`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            func again(_ caller: Caller) async throws -> Caller { try await desk.caller(try #require(Identifier(caller.id)), in: OfficeFixture.region, channel: .api, rateKey: "a") }
            // A framework of departments does not score projects.
            let wrong = await refused("invalid") { try await desk.chooseRules(.projectFramework, version: 0, .shipped("sjz-dept"), reason: "试", by: walk.bureau) }
            #expect(wrong?.flaws.map(\.pointer) == ["/shipped"])
            _ = try await desk.saveForm(.json(CycleTests.goalForm()), in: id, version: 1, by: walk.editor)
            for finding in try await desk.stageView(id, by: walk.editor).findings where finding.severity == "warning" {
                _ = try await desk.comment(on: id, code: finding.code, place: finding.place ?? "", text: "已核实", by: walk.editor)
            }
            var stage = try await desk.move(id, .submit, version: 2, by: walk.editor)
            stage = try await desk.move(id, .endorse, version: stage.version, by: walk.reviewer)
            stage = try await desk.move(id, .pass, version: stage.version, by: walk.business)
            let scheme = try GoalReviewProfile.shipped(on: CalendarDay(iso: "2024-01-10")!).scheme
            var review = GoalReview(form: .key, statedGrade: nil, opinion: "目标清楚，与预算相称。")
            // 92 of 100 points.
            review.items = try scheme.items.map { GoalReview.Item($0.id, points: try $0.points * ExactDecimal(parsing: "0.92")) }
            let reviewed = try await desk.reviewGoal(id, version: stage.version, review, by: walk.bureau)
            #expect(reviewed.result.grade == .excellent)
            // The region raises its grades afterwards; what was reviewed keeps its own.
            let strict = String(decoding: try #require(GoalReviewProfile.shippedText("goal-review-cn")), as: UTF8.self).replacing("id: goal-review-cn", with: "id: example-review").replacing(#"grade: excellent, from: "90""#, with: #"grade: excellent, from: "95""#)
            _ = try await desk.chooseRules(.goalReview, version: 0, .own(strict), reason: "示财绩〔2024〕5号", by: walk.bureau)
            let bureau = try await again(walk.bureau)
            #expect(try await desk.goalReview(of: id, by: bureau).saved.result.grade == .excellent)
            stage = try await desk.move(id, .approve, version: reviewed.stage.version, opinion: "同意", by: bureau)
            #expect(stage.state == .approved)
            // A text that is gone or that a later program refuses is told where it is needed, and can be chosen away.
            _ = try await desk.chooseRules(.projectFramework, version: 0, .own(Self.framework), reason: "示财绩〔2024〕3号", by: bureau)
            _ = try await desk.database.write(in: "x") { try $0.run("DELETE FROM rule_text WHERE name = 'example-2024'") }
            let other = try office.openAgain(), second = Desk(database: other, files: desk.files, engine: "test", clock: { office.clock.now })
            let editor = try await second.caller(try #require(Identifier(walk.editor.id)), in: OfficeFixture.region, channel: .api, rateKey: "e")
            office.clock.set("2025-02-10")
            let told = await refused("rules-unusable") { try await second.saveForm(.json(CycleTests.selfEvaluationForm()), in: walk.stage(.selfEvaluation).id, version: 1, by: editor) }
            #expect(told?.why.zh.contains("example-2024") == true)
            _ = try await second.chooseRules(.projectFramework, version: 1, .usual, reason: "文本丢失", by: try await second.caller(try #require(Identifier(walk.bureau.id)), in: OfficeFixture.region, channel: .api, rateKey: "b"))
            let freed = try await second.caller(try #require(Identifier(walk.editor.id)), in: OfficeFixture.region, channel: .api, rateKey: "e")
            _ = try await second.saveForm(.json(CycleTests.selfEvaluationForm()), in: walk.stage(.selfEvaluation).id, version: 1, by: freed)
            await other.close()
        }
    }

    @Test(arguments: Engine.allCases) func `a draft scored by other rules is checked again before it is handed in`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk, id = walk.stage(.goal).id
            _ = try await desk.saveForm(.json(CycleTests.goalForm()), in: id, version: 1, by: walk.editor)
            for finding in try await desk.stageView(id, by: walk.editor).findings where finding.severity == "warning" {
                _ = try await desk.comment(on: id, code: finding.code, place: finding.place ?? "", text: "已核实", by: walk.editor)
            }
            _ = try await desk.chooseRules(.projectFramework, version: 0, .own(Self.framework), reason: "示财绩〔2024〕3号", by: walk.bureau)
            let editor = try await desk.caller(try #require(Identifier(walk.editor.id)), in: OfficeFixture.region, channel: .api, rateKey: "e")
            await refused("check-outdated") { try await desk.move(id, .submit, version: 2, by: editor) }
            let checked = try await desk.recheck(id, version: 2, by: editor)
            #expect(try await desk.move(id, .submit, version: checked.stage.version, by: editor).state == .submitted)
        }
    }

    @Test func `every kind of profile can be chosen`() {
        for kind in RuleKind.allCases {
            #expect(kind.isFramework == (kind.profile == nil))
            if let profile = kind.profile { #expect(RuleKind(profile) == kind) }
        }
        #expect(RuleKind(YearCalendarProfile.self) == nil)
    }
}

import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage
import Testing
import Workflows

@Suite struct CycleTests {
    static func goalForm(_ target: String = "95") throws -> JSONValue {
        try JSONParser.parse(
            """
            {"source":{"form":"project-goal"},"programme":"农村饮水管网改造","year":2024,
             "funds":[{"source":"total","initial":"1000000.00"},{"source":"appropriation","initial":"1000000.00"}],
             "goals":[{"expected":"2024年12月底前改造饮水管网不少于12公里，水质合格率不低于\(target)%，受益群众满意度不低于90%。"}],
             "indicators":[
              {"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","weight":"20"},
              {"level1":"产出指标","level2":"质量指标","name":"水质合格率","comparator":">=","target":"\(target)","unit":"%","weight":"20"},
              {"level1":"效益指标","level2":"社会效益指标","name":"受益农户","comparator":">=","target":"800","unit":"户","weight":"40"},
              {"level1":"满意度指标","level2":"服务对象满意度指标","name":"受益群众满意度","comparator":">=","target":"90","unit":"%","weight":"10"}]}
            """)
    }

    static func selfEvaluationForm() throws -> JSONValue {
        try JSONParser.parse(
            """
            {"source":{"form":"project-self-evaluation"},"programme":"农村饮水管网改造","year":2024,
             "funds":[{"source":"total","initial":"1000000.00","adjusted":"1000000.00","executed":"950000.00"},
                      {"source":"appropriation","initial":"1000000.00","adjusted":"1000000.00","executed":"950000.00"}],
             "execution":{"weight":"10","statedScore":"9.5"},
             "goals":[{"expected":"2024年12月底前改造饮水管网不少于12公里，水质合格率不低于95%，受益群众满意度不低于90%。","achieved":"全年改造饮水管网12.6公里，水质合格率93%，受益农户812户，受益群众满意度94%。"}],
             "indicators":[
              {"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","actual":"12.6","weight":"20","statedScore":"20"},
              {"level1":"产出指标","level2":"质量指标","name":"水质合格率","comparator":">=","target":"95","unit":"%","actual":"93","weight":"20","statedScore":"19.58","reason":"两处旧管接口在汛期渗漏，8月更换接口后复测，全年平均未达标；2025年3月前完成全部接口更换。"},
              {"level1":"效益指标","level2":"社会效益指标","name":"受益农户","comparator":">=","target":"800","unit":"户","actual":"812","weight":"40","statedScore":"40"},
              {"level1":"满意度指标","level2":"服务对象满意度指标","name":"受益群众满意度","comparator":">=","target":"90","unit":"%","actual":"94","weight":"10","statedScore":"10"}],
             "statedWeightTotal":"100","statedTotal":"99.08"}
            """)
    }

    @Test(arguments: Engine.allCases) func `a goal is handed in, reviewed and approved, and a self-evaluation is scored against it`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let day = CalendarDay(iso: "2020-01-01")!
            let department = try await desk.openUnit(UnitDraft(kind: .department, code: "219", name: "示例区水务局"), on: day, by: office.machine)
            let unit = try await desk.openUnit(UnitDraft(kind: .unit, code: "219001", name: "示例区供水站", parent: department.id), on: day, by: office.machine)
            let programme = try await desk.addProgramme(ProgrammeDraft(name: "农村饮水管网改造", unit: unit.id, startsIn: 2024, endsIn: 2025), by: office.machine)
            _ = try await desk.addBudget(
                BudgetDraft(object: .programme(programme.id), year: 2024, source: .appropriation, kind: .initial, amount: Money(fen: 100_000_000), day: CalendarDay(iso: "2024-01-05")!, document: "示财预〔2024〕3号"),
                by: office.machine)
            let editor = try await office.person("editor", .unitEditor, on: unit.id)
            let reviewer = try await office.person("reviewer", .unitReviewer, on: unit.id)
            let business = try await office.person("business", .deptFinance, on: department.id)
            let bureau = try await office.person("bureau", .bureauPerformance, on: nil)

            let opened = try await desk.openCase(.programme(programme.id), year: 2024, by: editor)
            #expect(opened.stages.map(\.kind) == [.goal, .monitoring, .selfEvaluation])
            let goal = opened.stages[0]
            let saved = try await desk.saveForm(.json(Self.goalForm()), in: goal.id, version: goal.version, by: editor)
            #expect(saved.stage.version == 2)
            // The same version again is stale.
            await #expect(throws: Declined.self) { try await desk.saveForm(.json(Self.goalForm()), in: goal.id, version: goal.version, by: editor) }
            // The head is filled in from the case, and findings point into the JSON that was sent.
            #expect(saved.form.evaluation.department?.value == "示例区水务局")
            for finding in try await desk.stageView(goal.id, by: editor).findings where finding.severity == "warning" {
                #expect(finding.place?.hasPrefix("/") == true)
                _ = try await desk.comment(on: goal.id, code: finding.code, place: finding.place ?? "", text: "已核实", by: editor)
            }
            #expect(saved.form.check.findings.filter { $0.severity == .error }.map(\.code) == [])
            var stage = try await desk.move(goal.id, .submit, version: 2, by: editor)
            #expect(stage.state == .submitted)
            // Nobody endorses what he handed in, and the department has no turn yet.
            await #expect(throws: Declined.self) { try await desk.move(goal.id, .endorse, version: stage.version, by: editor) }
            await #expect(throws: Declined.self) { try await desk.move(goal.id, .pass, version: stage.version, by: business) }
            stage = try await desk.move(goal.id, .endorse, version: stage.version, by: reviewer)
            stage = try await desk.move(goal.id, .pass, version: stage.version, by: business)
            #expect(stage.state == .bureauReview)
            let refusal = await #expect(throws: Declined.self) { try await desk.move(goal.id, .approve, version: stage.version, by: bureau) }
            #expect(refusal?.code == "goal-not-reviewed")
            // A review that is not finished is none; it does not say that the goal is poor.
            let begun = try await desk.reviewGoal(goal.id, version: stage.version, GoalReview(json: JSONParser.parse(#"{"form":"general","items":[]}"#), at: ""), by: bureau)
            await refused("goal-not-reviewed") { try await desk.move(goal.id, .approve, version: begun.stage.version, by: bureau) }
            let review = try GoalReview(json: JSONParser.parse(#"{"form":"general","items":[],"statedGrade":"excellent","opinion":"目标清楚，指标可测，与预算相称。"}"#), at: "")
            let reviewed = try await desk.reviewGoal(goal.id, version: begun.stage.version, review, by: bureau)
            stage = try await desk.move(goal.id, .approve, version: reviewed.stage.version, by: bureau)
            #expect(stage.state == .approved)
            #expect(stage.approvedID == saved.stated.id)

            office.clock.set("2025-02-10")
            let evaluation = opened.stages[2]
            let scored = try await desk.saveForm(.json(Self.selfEvaluationForm()), in: evaluation.id, version: evaluation.version, by: editor)
            #expect(scored.form.scoreSheet.total?.description == "99.08")
            #expect(scored.stage.total == "99.08")
            #expect(scored.form.check.findings.map(\.code).contains("E11"))

            let check = try await desk.database.read { try ChainCheck.run(on: $0) }
            #expect(check.breaks == [])
            #expect(check.heads.count == 1)
        }
    }
}

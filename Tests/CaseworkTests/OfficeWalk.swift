import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage
import Testing

/// One programme with its people, walked through the stages before those a test is about.
struct OfficeWalk {
    let office: OfficeFixture
    let department: UnitRecord
    let unit: UnitRecord
    let programme: ProgrammeRecord
    let editor: Caller
    let reviewer: Caller
    let business: Caller
    let bureau: Caller
    let expert: Caller
    let opened: CaseView

    var desk: Desk { office.desk }
    var caseID: Identifier<CaseRecord> { opened.record.id }

    func stage(_ kind: StageKind) -> StageRecord { opened.stages.first { $0.kind == kind }! }

    init(_ office: OfficeFixture, isSecret: Bool = false) async throws {
        self.office = office
        let desk = office.desk, day = CalendarDay(iso: "2020-01-01")!
        department = try await desk.openUnit(UnitDraft(kind: .department, code: "219", name: "示例区水务局"), on: day, by: office.machine)
        unit = try await desk.openUnit(UnitDraft(kind: .unit, code: "219001", name: "示例区供水站", parent: department.id), on: day, by: office.machine)
        programme = try await desk.addProgramme(ProgrammeDraft(name: "农村饮水管网改造", unit: unit.id, startsIn: 2024, endsIn: 2025, isSecret: isSecret), by: office.machine)
        _ = try await desk.addBudget(
            BudgetDraft(object: .programme(programme.id), year: 2024, source: .appropriation, kind: .initial, amount: Money(fen: 100_000_000), day: CalendarDay(iso: "2024-01-05")!, document: "示财预〔2024〕3号"),
            by: office.machine)
        editor = try await office.person("editor", .unitEditor, on: unit.id)
        reviewer = try await office.person("reviewer", .unitReviewer, on: unit.id)
        business = try await office.person("business", .deptFinance, on: department.id)
        bureau = try await office.person("bureau", .bureauPerformance, on: nil)
        expert = try await office.person("expert", .expert, on: department.id)
        opened = try await desk.openCase(.programme(programme.id), year: 2024, by: editor)
    }

    /// Comments on every warning, hands in and takes it through all hands.
    func approve(_ kind: StageKind) async throws -> StageRecord {
        let id = stage(kind).id
        let view = try await desk.stageView(id, by: editor)
        for finding in view.findings where finding.severity == "warning" { _ = try await desk.comment(on: id, code: finding.code, place: finding.place ?? "", text: "已核实", by: editor) }
        var stage = try await desk.move(id, .submit, version: view.stage.version, by: editor)
        stage = try await desk.move(id, .endorse, version: stage.version, by: reviewer)
        stage = try await desk.move(id, .pass, version: stage.version, opinion: "同意报送", by: business)
        if kind == .goal {
            let review = try GoalReview(json: JSONParser.parse(#"{"form":"general","items":[],"statedGrade":"excellent","opinion":"目标清楚，指标可测，与预算相称。"}"#), at: "")
            stage = try await desk.reviewGoal(id, version: stage.version, review, by: bureau).stage
        }
        return try await desk.move(id, .approve, version: stage.version, opinion: "同意", by: bureau)
    }

    func approveGoal() async throws {
        _ = try await desk.saveForm(.json(CycleTests.goalForm()), in: stage(.goal).id, version: 1, by: editor)
        _ = try await approve(.goal)
    }

    static let satisfaction = IndicatorKey(level1: "满意度指标", level2: "服务对象满意度指标", name: "受益群众满意度")

    static func survey(satisfied: Int = 188) -> SatisfactionProvenance {
        SatisfactionProvenance(
            indicator: satisfaction, instrument: .questionnaire, population: 812, sample: 220, answers: 200, satisfied: satisfied, from: CalendarDay(iso: "2024-11-01"), to: CalendarDay(iso: "2024-11-20"),
            conductedBy: "示例区水务局", evidence: "问卷汇总.xlsx")
    }

    /// Uploads a paper, so that a document may name it.
    func attach(_ name: String, kind: EvidenceKind = .other, by caller: Caller? = nil) async throws {
        _ = try await desk.attach(EvidenceDraft(fileName: name, bytes: Array(name.utf8), kind: kind), to: caseID, by: caller ?? editor)
    }

    /// A self-evaluation with its survey, approved in February of the next year.
    func approveSelfEvaluation() async throws -> StageRecord {
        try await approveGoal()
        office.clock.set("2025-02-10")
        let saved = try await desk.saveForm(.json(CycleTests.selfEvaluationForm()), in: stage(.selfEvaluation).id, version: 1, by: editor)
        try await attach("问卷汇总.xlsx", kind: .survey)
        _ = try await desk.saveProvenance(saved.stage.id, version: saved.stage.version, [Self.survey()], by: editor)
        return try await approve(.selfEvaluation)
    }

    /// What the chain says of everything so far.
    func breaks() async throws -> [ChainBreak] { try await desk.database.read { try ChainCheck.run(on: $0) }.breaks }
}

/// Expects that something is refused, with this code.
@discardableResult func refused<Value>(_ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Value) async -> Declined? {
    do {
        _ = try await body()
        Issue.record("it was done, not refused with \(code)", sourceLocation: sourceLocation)
    } catch let declined as Declined {
        #expect(declined.code == code, "\(declined.why.zh) \(declined.flaws)", sourceLocation: sourceLocation)
        return declined
    } catch { Issue.record(error, sourceLocation: sourceLocation) }
    return nil
}

import BudgetModel
import JSONText
import Office
import Quantities
import Storage

/// One programme, or with no index a department as a whole, in a year.
struct DemoTurn: Hashable {
    var place: Int
    var index: Int?
    var year: Int

    init(_ place: Int, _ index: Int?, _ year: Int) { (self.place, self.index, self.year) = (place, index, year) }
}

/// A unit of the demo with the sector it works in; its place in the county is the same on any database.
struct DemoUnit: Sendable {
    var place: Int
    var sector: DemoSector
    var record: UnitRecord

    /// What it was called in a year.
    func name(_ year: Int) -> String { place == DemoUnit.renamed && year > 2023 ? DemoUnit.newName : record.name }

    /// 供水站, renamed in March 2024.
    static let renamed = 4
    static let newName = "城乡供水服务中心"
    /// 文化馆, merged into 图书馆 in March 2025.
    static let merged = 9
    static let successor = 8
}

/// The county while it is filled: who works in it, and what there is by now.
final class DemoOffice {
    /// The people of the demo; all have the password that is given.
    struct Staff {
        var editor: Caller
        var reviewer: Caller
        var department: Caller
        var deputy: Identifier<PersonRecord>
        var bureau: Caller
        var expert: Caller
        var budget: Caller
    }

    let desk: Desk
    let clock: DemoClock
    let staff: Staff
    let units: [DemoUnit]
    /// By the place of the unit.
    let programmes: [[DemoProgramme]]
    /// The first window of each year's self-evaluation.
    var windows: [Int: WindowRecord] = [:]
    private var cases: [DemoTurn: Identifier<CaseRecord>] = [:]

    private init(_ desk: Desk, _ clock: DemoClock, _ staff: Staff, _ units: [DemoUnit], _ programmes: [[DemoProgramme]]) {
        (self.desk, self.clock, self.staff, self.units, self.programmes) = (desk, clock, staff, units, programmes)
    }

    static let machine = Caller.machine(DemoCounty.region)

    static func opened(_ desk: Desk, _ clock: DemoClock, password: String) async throws -> DemoOffice {
        _ = try await desk.openRegion(DemoCounty.region, name: "示例县", level: .county, by: machine)
        var units: [DemoUnit] = []
        for sector in DemoSector.all {
            let department = try await desk.openUnit(UnitDraft(kind: .department, code: sector.code, name: sector.department), on: day("2020-01-01"), by: machine)
            units.append(DemoUnit(place: units.count, sector: sector, record: department))
            for (index, name) in sector.units.enumerated() {
                let unit = try await desk.openUnit(UnitDraft(kind: .unit, code: sector.code + "00\(index + 1)", name: name, parent: department.id), on: day("2020-01-01"), by: machine)
                units.append(DemoUnit(place: units.count, sector: sector, record: unit))
            }
        }
        let staff = try await people(desk, password)
        var programmes: [[DemoProgramme]] = []
        for unit in units {
            var own: [DemoProgramme] = []
            for index in unit.sector.programmes.indices { own.append(DemoProgramme(unit: unit, record: try await desk.addProgramme(DemoProgramme.draft(unit, index), by: machine), index: index)) }
            programmes.append(own)
        }
        return DemoOffice(desk, clock, staff, units, programmes)
    }

    private static func people(_ desk: Desk, _ password: String) async throws -> Staff {
        func add(_ login: String, _ name: String, _ role: Role?) async throws -> Caller {
            let person = try await desk.addPerson(login: login, name: name, password: password, by: machine)
            if let role { _ = try await desk.grant(role, on: nil, to: person.id, by: machine) }
            return try await desk.caller(person.id, in: DemoCounty.region, channel: .api, rateKey: login)
        }
        _ = try await add("admin", "管理员", .admin)
        let staff = Staff(
            editor: try await add("editor", "填报", .unitEditor), reviewer: try await add("reviewer", "单位审核", .unitReviewer), department: try await add("department", "主管部门", .deptFinance),
            // Has no right of its own, only what is delegated to it.
            deputy: Identifier(try await add("deputy", "主管部门代办", nil).id)!, bureau: try await add("bureau", "绩效科", .bureauPerformance), expert: try await add("expert", "评审机构", .expert),
            budget: try await add("budget", "预算科", .bureauBudget))
        _ = try await add("observer", "审计", .observer)
        return staff
    }

    static func day(_ iso: String) -> CalendarDay { CalendarDay(iso: iso)! }

    // MARK: - Cases

    private func object(_ turn: DemoTurn) -> BudgetObject { turn.index.map { .programme(programmes[turn.place][$0].record.id) } ?? .unit(units[turn.place].record.id) }

    func open(_ turn: DemoTurn) async throws {
        cases[turn] = try await desk.openCase(object(turn), year: turn.year, by: staff.editor).record.id
    }

    /// The case of a turn that was opened before.
    func caseID(_ turn: DemoTurn) -> Identifier<CaseRecord> { cases[turn]! }

    /// What a case of the county is about.
    func turn(of id: Identifier<CaseRecord>) -> DemoTurn { cases.first { $0.value == id }!.key }

    /// The last round of a stage as it is now.
    func stage(_ kind: StageKind, _ turn: DemoTurn) async throws -> StageRecord {
        try await desk.caseView(caseID(turn), by: staff.editor).stages.filter { $0.kind == kind }.max { $0.round < $1.round }!
    }

    // MARK: - What is done over and over

    func save(_ form: JSONValue, _ kind: StageKind, _ turn: DemoTurn, months: MonitoredMonths = Desk.usualMonths) async throws {
        let stage = try await stage(kind, turn)
        _ = try await desk.saveForm(.json(form), in: stage.id, version: stage.version, months: months, by: staff.editor)
    }

    /// Says something to every warning and hands in what lies there.
    func submit(_ kind: StageKind, _ turn: DemoTurn) async throws {
        let view = try await desk.stageView(stage(kind, turn).id, by: staff.editor)
        for finding in view.findings where finding.severity == Severity.warning.rawValue {
            guard !view.remarks.contains(where: { $0.code == finding.code && $0.place == finding.place ?? "" }) else { continue }
            _ = try await desk.comment(on: view.stage.id, code: finding.code, place: finding.place ?? "", text: DemoExplanation.text(of: finding.code), by: staff.editor)
        }
        try await move(.submit, kind, turn, by: staff.editor)
    }

    func move(_ act: Act, _ kind: StageKind, _ turn: DemoTurn, _ opinion: String = "", by caller: Caller) async throws {
        let stage = try await stage(kind, turn)
        _ = try await desk.move(stage.id, act, version: stage.version, opinion: opinion, by: caller)
    }

    func endorse(_ kind: StageKind, _ turn: DemoTurn) async throws { try await move(.endorse, kind, turn, by: staff.reviewer) }

    /// The department passes it, or whoever acts for it these days.
    func pass(_ kind: StageKind, _ turn: DemoTurn) async throws { try await move(.pass, kind, turn, by: departmentToday()) }

    func departmentToday() async throws -> Caller {
        let today = clock.now.beijingDay
        guard (Self.awayFrom...Self.awayUntil).contains(today) else { return staff.department }
        return try await desk.caller(staff.deputy, in: DemoCounty.region, channel: .api, rateKey: "deputy")
    }

    /// When the department is away and has delegated its rights.
    static let awayFrom = day("2024-08-12"), awayUntil = day("2024-08-30")

    func reviewGoal(_ turn: DemoTurn, _ grade: Grade = .excellent, _ opinion: String = "目标与职责相关，指标细化量化，与预算相称。") async throws {
        let stage = try await stage(.goal, turn)
        _ = try await desk.reviewGoal(stage.id, version: stage.version, GoalReview(form: .general, statedGrade: grade, opinion: opinion), by: staff.bureau)
    }

    func approve(_ kind: StageKind, _ turn: DemoTurn, _ opinion: String = "") async throws {
        if kind == .goal { try await reviewGoal(turn) }
        try await move(.approve, kind, turn, opinion, by: staff.bureau)
    }

    @discardableResult
    func attach(_ paper: EvidenceDraft, _ turn: DemoTurn) async throws -> String { try await desk.attach(paper, to: caseID(turn), by: staff.editor).record.digest }

    func attach(_ name: String, _ text: String, _ kind: EvidenceKind = .other, _ turn: DemoTurn) async throws {
        _ = try await attach(EvidenceDraft(fileName: name, bytes: Array(text.utf8), kind: kind, source: units[turn.place].name(turn.year)), turn)
    }

    func budget(
        _ kind: BudgetEntryKind, _ turn: DemoTurn, _ source: FundSource, _ amount: Money, on day: String, document: String = "", reason: String = ""
    ) async throws {
        _ = try await desk.addBudget(BudgetDraft(object: object(turn), year: turn.year, source: source, kind: kind, amount: amount, day: Self.day(day), document: document, reason: reason), by: staff.budget)
    }
}

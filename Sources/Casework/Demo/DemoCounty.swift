import BudgetModel
import Foundation
import JSONText
import Office
import Quantities
package import Storage
import Synchronization
import Workflows

/// A small county with everything in it, for whoever wants to look before filling in anything: 12 units, 60 programmes, three years.
///
/// The same seed makes the same county. It goes the way everybody goes: every save, move and comment is a use case and stands in the chain, on the day
/// it would have been done.
package final class DemoCounty: Sendable {
    package static let region = RegionCode("370199")!
    package static let years = [2023, 2024, 2025]

    /// Days of the demo; moves on by itself so that no two acts share a moment.
    final class Clock: Sendable {
        private let moment = Mutex(Instant(milliseconds: 0))

        var now: Instant {
            moment.withLock { moment in
                moment = Instant(milliseconds: moment.milliseconds + 1_000)
                return moment
            }
        }

        func set(_ day: String) { moment.withLock { $0 = (CalendarDay(iso: day).map { Instant(startOf: $0) } ?? $0).adding(seconds: 9 * 3_600) } }
    }

    let clock = Clock()
    let desk: Desk

    /// - Parameter database: with its schema, and without the region of the demo.
    package init(database: any Database, files: ContentFolder, engine: String, passwords: Passwords) {
        let clock = clock
        desk = Desk(database: database, files: files, engine: engine, passwords: passwords, clock: { clock.now })
    }

    /// The people of the demo, by login; all have the password that is given.
    struct Staff: Sendable {
        var editor: Caller
        var reviewer: Caller
        var department: Caller
        var bureau: Caller
        var expert: Caller
        var budget: Caller
        var observer: Caller
    }

    /// Fills the county.
    ///
    /// - Parameters:
    ///   - password: of all accounts; there is no default one.
    ///   - progress: told after each programme.
    package func fill(password: String, progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }) async throws {
        clock.set("2023-01-03")
        let machine = Caller.machine(Self.region)
        _ = try await desk.openRegion(Self.region, name: "示例县", level: .county, by: machine)
        var units: [(sector: DemoSector, unit: UnitRecord)] = []
        for sector in DemoSector.all {
            let department = try await desk.openUnit(UnitDraft(kind: .department, code: sector.code, name: sector.department), on: Self.day("2020-01-01"), by: machine)
            units.append((sector, department))
            for (index, name) in sector.units.enumerated() {
                let unit = try await desk.openUnit(UnitDraft(kind: .unit, code: sector.code + "00\(index + 1)", name: name, parent: department.id), on: Self.day("2020-01-01"), by: machine)
                units.append((sector, unit))
            }
        }
        let staff = try await people(password, machine)
        for year in Self.years { try await windows(year, staff.bureau) }
        var done = 0
        var cases: [Int: [(id: Identifier<CaseRecord>, place: Int)]] = [:]
        for (place, (sector, unit)) in units.enumerated() {
            for index in 0..<5 {
                let programme = try await add(sector, unit, place, index, machine)
                for year in Self.years {
                    let id = try await go(DemoProgramme(sector: sector, unit: unit, record: programme, place: place, index: index), year, staff)
                    if index == 0 { cases[year, default: []].append((id, place)) }
                }
                done += 1
                progress(done, units.count * 5)
            }
        }
        for (sector, unit) in units where unit.kind == .department {
            for year in Self.years { try await go(DemoDepartment(sector: sector, unit: unit), year, staff) }
        }
        for year in Self.years { try await publish(cases[year] ?? [], year, staff) }
        for year in Self.years.dropLast() { try await review(year, staff) }
    }

    static func day(_ iso: String) -> CalendarDay { CalendarDay(iso: iso)! }

    private func people(_ password: String, _ machine: Caller) async throws -> Staff {
        func add(_ login: String, _ name: String, _ role: Role) async throws -> Caller {
            let person = try await desk.addPerson(login: login, name: name, password: password, by: machine)
            _ = try await desk.grant(role, on: nil, to: person.id, by: machine)
            return try await desk.caller(person.id, in: Self.region, channel: .api, rateKey: login)
        }
        _ = try await add("admin", "管理员", .admin)
        return Staff(
            editor: try await add("editor", "填报", .unitEditor), reviewer: try await add("reviewer", "单位审核", .unitReviewer), department: try await add("department", "主管部门", .deptFinance),
            bureau: try await add("bureau", "绩效科", .bureauPerformance), expert: try await add("expert", "评审机构", .expert), budget: try await add("budget", "预算科", .bureauBudget), observer: try await add("observer", "审计", .observer))
    }

    private func windows(_ year: Int, _ bureau: Caller) async throws {
        _ = try await desk.setWindow(.goal, year: year, from: Self.day("\(year)-01-01"), through: Self.day("\(year)-12-31"), note: "随预算批复", by: bureau)
        _ = try await desk.setWindow(.monitoring, year: year, from: Self.day("\(year)-08-01"), through: Self.day("\(year)-08-31"), note: "1-7月执行情况", by: bureau)
        _ = try await desk.setWindow(.selfEvaluation, year: year, from: Self.day("\(year + 1)-01-01"), through: Self.day("\(year + 1)-06-30"), by: bureau)
    }

    private func add(_ sector: DemoSector, _ unit: UnitRecord, _ place: Int, _ index: Int, _ machine: Caller) async throws -> ProgrammeRecord {
        let serial = String(place * 5 + index + 1)
        let code = "37019923T" + String(repeating: "0", count: 12 - serial.count) + serial
        return try await desk.addProgramme(
            ProgrammeDraft(
                code: code, name: unit.name + sector.programmes[index].name, unit: unit.id, projectClass: "特定目标类", nature: index == 0 ? "新增" : "延续", startsIn: 2023, endsIn: 2025,
                // New and large ones are assessed before they ask for money.
                needsExAnte: index == 3 && place % 3 == 0), by: machine)
    }

    // MARK: - One programme and year

    /// - Returns: the case.
    private func go(_ programme: DemoProgramme, _ year: Int, _ staff: Staff) async throws -> Identifier<CaseRecord> {
        clock.set("\(year)-01-08")
        let amounts = programme.amounts(year)
        _ = try await desk.addBudget(
            BudgetDraft(
                object: .programme(programme.record.id), year: year, source: .appropriation, kind: .initial, amount: amounts.initial, day: Self.day("\(year)-01-08"), document: "示财预〔\(year)〕1号"), by: staff.budget)
        let view = try await desk.openCase(.programme(programme.record.id), year: year, by: staff.editor)
        guard let goal = view.stages.first(where: { $0.kind == .goal }), let monitoring = view.stages.first(where: { $0.kind == .monitoring }), let own = view.stages.first(where: { $0.kind == .selfEvaluation }) else { return view.record.id }
        if let exAnte = view.stages.first(where: { $0.kind == .exAnte }) { try await assess(exAnte, year, staff) }
        clock.set("\(year)-01-15")
        guard try await handIn(programme.goal(year), goal, staff) else { return view.record.id }
        clock.set("\(year)-02-05")
        try await approveGoal(goal.id, staff)
        clock.set("\(year)-08-12")
        if try await handIn(programme.monitoring(year), monitoring, staff) { try await approve(monitoring.id, staff) }
        if let change = amounts.change {
            _ = try await desk.addBudget(
                BudgetDraft(
                    object: .programme(programme.record.id), year: year, source: .appropriation, kind: .adjustment, amount: change, day: Self.day("\(year)-09-20"), document: "示财预〔\(year)〕9号", reason: "年中按执行进度调整"),
                by: staff.budget)
        }
        clock.set("\(year + 1)-01-10")
        _ = try await desk.addBudget(
            BudgetDraft(object: .programme(programme.record.id), year: year, source: .appropriation, kind: .executed, amount: amounts.executed, day: Self.day("\(year)-12-31")), by: staff.budget)
        // Of the last year the later units are still at work: some have not begun, some only saved.
        let isLast = year == Self.years.last
        if isLast, programme.place > 8 { return view.record.id }
        for paper in programme.evidence(year) { _ = try await desk.attach(paper, to: view.record.id, by: staff.editor) }
        clock.set("\(year + 1)-02-20")
        if isLast, programme.place > 5 {
            _ = try await desk.saveForm(.json(programme.selfEvaluation(year, isCareless: true)), in: own.id, version: own.version, by: staff.editor)
            return view.record.id
        }
        guard try await handIn(programme.selfEvaluation(year, isCareless: false), own, staff) else { return view.record.id }
        clock.set("\(year + 1)-03-12")
        if !isLast || programme.place < 3 { try await approve(own.id, staff) }
        return view.record.id
    }

    /// Saves a form, comments on each warning, and hands it in; false where errors are left, which stay for whoever looks.
    func handIn(_ form: JSONValue, _ stage: StageRecord, _ staff: Staff) async throws -> Bool {
        let saved = try await desk.saveForm(.json(form), in: stage.id, version: stage.version, by: staff.editor)
        let view = try await desk.stageView(stage.id, by: staff.editor)
        for finding in view.findings where finding.severity == Severity.warning.rawValue {
            _ = try await desk.comment(on: stage.id, code: finding.code, place: finding.place ?? "", text: "已与台账、合同核对，情况属实，材料存单位备查。", by: staff.editor)
        }
        guard saved.stage.errors == 0 else { return false }
        _ = try await desk.move(stage.id, .submit, version: saved.stage.version, by: staff.editor)
        return true
    }

    private func version(_ id: Identifier<StageRecord>, _ staff: Staff) async throws -> Int { try await desk.stageView(id, by: staff.editor).stage.version }

    func approveGoal(_ id: Identifier<StageRecord>, _ staff: Staff) async throws {
        _ = try await desk.move(id, .endorse, version: version(id, staff), by: staff.reviewer)
        let passed = try await desk.move(id, .pass, version: version(id, staff), by: staff.department)
        let reviewed = try await desk.reviewGoal(id, version: passed.version, GoalReview(form: .general, statedGrade: .excellent, opinion: "目标与职责相关，指标细化量化，与预算相称。"), by: staff.bureau)
        _ = try await desk.move(id, .approve, version: reviewed.stage.version, opinion: "随预算一并批复", by: staff.bureau)
    }

    func approve(_ id: Identifier<StageRecord>, _ staff: Staff) async throws {
        _ = try await desk.move(id, .endorse, version: version(id, staff), by: staff.reviewer)
        let passed = try await desk.move(id, .pass, version: version(id, staff), by: staff.department)
        _ = try await desk.move(id, .approve, version: passed.version, by: staff.bureau)
    }
}

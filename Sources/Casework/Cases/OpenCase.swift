import BudgetModel
import Office
import Quantities
package import Storage

/// A case with its stages and what it is about.
package struct CaseView: Sendable {
    package var record: CaseRecord
    package var unit: UnitRecord
    package var programme: ProgrammeRecord?
    package var stages: [StageRecord]
}

extension Desk {
    /// Opens the case of a programme, or of a unit as a whole, for a year, with the stages it will go through.
    ///
    /// A programme that needs an ex-ante assessment begins with it. Further rounds of monitoring and the review are opened when they are due.
    package func openCase(_ object: BudgetObject, year: Int, by caller: Caller) async throws -> CaseView {
        guard (1990...2100).contains(year) else { throw Declined.invalid("/year", "年度应在 1990 到 2100 之间", "the year is between 1990 and 2100") }
        return try await record(.openCase, by: caller) { [self] writing in try insertCase(object, year: year, caller, writing) }
    }

    func insertCase(_ object: BudgetObject, year: Int, _ caller: Caller, _ writing: Writing) throws -> CaseView {
        let (unit, programme) = try self.object(object, writing.connection, caller)
        try allow(.openCase, unit.path, caller)
        _ = try self.unit(unit.id, open: true, writing.connection, caller)
        let present = if let programme {
            try writing.connection.all(CaseRecord.self, in: caller.region, "AND programme_id = ? AND year = ?", [programme.id.sql, year.sql])
        } else {
            try writing.connection.all(CaseRecord.self, in: caller.region, "AND unit_id = ? AND programme_id IS NULL AND year = ?", [unit.id.sql, year.sql])
        }
        if let present = present.first {
            throw Declined(
                .conflict, "case-exists", Wording(zh: "“\(present.name)”\(year) 年度的个案已经建立（\(present.id)）。", en: "The case of “\(present.name)” for \(year) is there already (\(present.id))."),
                help: Wording(zh: "请打开已有的个案。", en: "Open the case that is there."))
        }
        if let programme, let closed = programme.closedOn, closed.year < year {
            throw Declined.invalid("/year", "项目“\(programme.name)”已于 \(closed.iso) 结束", "the programme “\(programme.name)” was closed on \(closed.iso)")
        }
        if let programme, year < programme.startsIn || programme.endsIn.map({ year > $0 }) ?? false {
            throw Declined.invalid("/year", "项目“\(programme.name)”从 \(programme.startsIn) 年\(programme.endsIn.map { "到 \($0) 年" } ?? "起")，不含 \(year) 年", "the programme “\(programme.name)” does not run in \(year)")
        }
        let record = CaseRecord(
            region: caller.region, id: identifiers.next(), object: programme == nil ? .department : .project, unitID: unit.id, programmeID: programme?.id, year: year, name: programme?.name ?? unit.name,
            openedAt: writing.now)
        writing.caseID = record.id
        try writing.insert(record)
        var kinds: [StageKind] = [.goal, .monitoring, .selfEvaluation]
        if programme?.needsExAnte == true { kinds.insert(.exAnte, at: 0) }
        let stages = try kinds.map { try insertStage($0, round: 1, of: record, writing) }
        return CaseView(record: record, unit: unit, programme: programme, stages: stages)
    }

    func insertStage(_ kind: StageKind, round: Int, of record: CaseRecord, _ writing: Writing) throws -> StageRecord {
        let stage = StageRecord(region: record.region, id: identifiers.next(), caseID: record.id, kind: kind, round: round, state: .draft, errors: 0, warnings: 0, changedAt: writing.now)
        try writing.insert(stage)
        return stage
    }

    /// Opens another round of monitoring.
    package func openMonitoringRound(of id: Identifier<CaseRecord>, by caller: Caller) async throws -> StageRecord {
        try await record(.openCase, by: caller) { [self] writing in
            let view = try caseView(id, writing.connection, caller)
            try allow(.openCase, view.unit.path, caller)
            writing.caseID = id
            let rounds = view.stages.filter { $0.kind == .monitoring }
            guard let last = rounds.max(by: { $0.round < $1.round }), last.state == .approved || last.state == .archived, rounds.count < 12 else {
                throw Declined(
                    .conflict, "round-open", Wording(zh: "上一轮监控还没有终审，不能再开一轮。", en: "The last round of monitoring is not approved yet."), help: Wording(zh: "请先办完上一轮监控。", en: "Finish that round first."))
            }
            return try insertStage(.monitoring, round: last.round + 1, of: view.record, writing)
        }
    }

    func caseView(_ id: Identifier<CaseRecord>, _ connection: any SQLConnection, _ caller: Caller) throws -> CaseView {
        try caseView(id, of: try connection.all(StageRecord.self, in: caller.region, "AND case_id = ? ORDER BY id", [id.sql]), connection, caller)
    }

    private func caseView(_ id: Identifier<CaseRecord>, of stages: [StageRecord], _ connection: any SQLConnection, _ caller: Caller) throws -> CaseView {
        guard let record = try connection.find(id, in: caller.region) else { throw Declined.notFound("个案", "case") }
        let unit = try unit(record.unitID, connection, caller)
        guard caller.mayRead(unit.path, workflow) else { throw Declined.notFound("个案", "case") }
        let programme = try record.programmeID.flatMap { try connection.find($0, in: caller.region) }
        return CaseView(record: record, unit: unit, programme: programme, stages: stages)
    }

    package func caseView(_ id: Identifier<CaseRecord>, by caller: Caller) async throws -> CaseView {
        try await database.read { [self] in
            var view = try caseView(id, $0, caller)
            view.stages = view.stages.map { shown($0, view, to: caller) }
            return view
        }
    }

    func stage(_ id: Identifier<StageRecord>, _ connection: any SQLConnection, _ caller: Caller) throws -> (StageRecord, CaseView) {
        let region = caller.region
        let stages = try connection.all(StageRecord.self, in: region, "AND case_id = (SELECT case_id FROM stage WHERE region_code = ? AND id = ?) ORDER BY id", [region.sql, id.sql])
        guard let stage = stages.first(where: { $0.id == id }) else { throw Declined.notFound("环节", "stage") }
        return (stage, try caseView(stage.caseID, of: stages, connection, caller))
    }
}

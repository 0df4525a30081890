import BudgetModel
import Office
package import Quantities
package import Storage

/// A programme as somebody enters it.
package struct ProgrammeDraft: Hashable, Sendable {
    package var code: String
    package var name: String
    package var unit: Identifier<UnitRecord>
    package var projectClass: String
    package var nature: String
    package var startsIn: Int
    package var endsIn: Int?
    package var needsExAnte: Bool
    package var isSecret: Bool

    package init(
        code: String = "", name: String, unit: Identifier<UnitRecord>, projectClass: String = "", nature: String = "", startsIn: Int, endsIn: Int? = nil, needsExAnte: Bool = false, isSecret: Bool = false
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.projectClass = projectClass
        self.nature = nature
        self.startsIn = startsIn
        self.endsIn = endsIn
        self.needsExAnte = needsExAnte
        self.isSecret = isSecret
    }

    func flaws() -> [Flaw] {
        var flaws: [Flaw] = []
        if code.wholeMatch(of: /[0-9A-Za-z_-]{0,40}/) == nil { flaws.append(Flaw("/code", zh: "项目编码只能有数字和字母，40 位以内", en: "a programme's code has digits and letters, 40 at most")) }
        if name.isEmpty || name.count > 1_000 { flaws.append(Flaw("/name", zh: "项目名称应为 1 到 1000 个字", en: "a name has 1 to 1000 characters")) }
        if projectClass.count > 40 { flaws.append(Flaw("/projectClass", zh: "项目类别太长", en: "the class is too long")) }
        if nature.count > 40 { flaws.append(Flaw("/nature", zh: "项目属性太长", en: "the nature is too long")) }
        if !(1990...2100).contains(startsIn) { flaws.append(Flaw("/startsIn", zh: "起始年度应在 1990 到 2100 之间", en: "the first year is between 1990 and 2100")) }
        if let endsIn, endsIn < startsIn || endsIn > 2100 { flaws.append(Flaw("/endsIn", zh: "结束年度早于起始年度，或晚于 2100", en: "the last year is before the first, or after 2100")) }
        return flaws
    }
}

extension Desk {
    package func addProgramme(_ draft: ProgrammeDraft, by caller: Caller) async throws -> ProgrammeRecord {
        let flaws = draft.flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        return try await record(.manageProgrammes, by: caller) { [self] writing in try insertProgramme(draft, caller, writing) }
    }

    func insertProgramme(_ draft: ProgrammeDraft, _ caller: Caller, _ writing: Writing) throws -> ProgrammeRecord {
        let unit = try unit(draft.unit, open: true, writing.connection, caller)
        try allow(.manageProgrammes, unit.path, caller)
        if !draft.code.isEmpty { try requireFreeProgramme(draft.code, except: nil, caller, writing.connection) }
        let programme = ProgrammeRecord(
            region: caller.region, id: identifiers.next(), code: draft.code, name: draft.name, unitID: draft.unit, projectClass: draft.projectClass, nature: draft.nature, startsIn: draft.startsIn,
            endsIn: draft.endsIn, needsExAnte: draft.needsExAnte, isSecret: draft.isSecret)
        try writing.insert(programme)
        return programme
    }

    private func requireFreeProgramme(_ code: String, except: Identifier<ProgrammeRecord>?, _ caller: Caller, _ connection: any SQLConnection) throws {
        guard let other = try connection.all(ProgrammeRecord.self, in: caller.region, "AND code = ? AND code <> ''", [code.sql]).first(where: { $0.id != except }) else { return }
        throw Declined(.conflict, "programme-code-taken", Wording(zh: "项目编码 \(code) 已经是“\(other.name)”的编码。", en: "The code \(code) belongs to “\(other.name)”."), help: Wording(zh: "请核对编码。", en: "Check the code."))
    }

    /// Changes a programme that was read in a version.
    package func changeProgramme(_ id: Identifier<ProgrammeRecord>, version: Int, to draft: ProgrammeDraft, closedOn: CalendarDay? = nil, by caller: Caller) async throws -> ProgrammeRecord {
        let flaws = draft.flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        return try await record(.manageProgrammes, by: caller) { [self] writing in
            guard var programme = try writing.connection.find(id, in: caller.region) else { throw Declined.notFound("项目", "programme") }
            try allow(.manageProgrammes, try unit(programme.unitID, writing.connection, caller).path, caller)
            try allow(.manageProgrammes, try unit(draft.unit, writing.connection, caller).path, caller)
            if !draft.code.isEmpty { try requireFreeProgramme(draft.code, except: id, caller, writing.connection) }
            programme.version = version
            programme.code = draft.code
            programme.name = draft.name
            programme.unitID = draft.unit
            programme.projectClass = draft.projectClass
            programme.nature = draft.nature
            programme.startsIn = draft.startsIn
            programme.endsIn = draft.endsIn
            programme.needsExAnte = draft.needsExAnte
            programme.isSecret = draft.isSecret
            programme.closedOn = closedOn
            return try writing.update(programme)
        }
    }

    package func programme(_ id: Identifier<ProgrammeRecord>, by caller: Caller) async throws -> ProgrammeRecord {
        try await database.read { [self] connection in
            guard let programme = try connection.find(id, in: caller.region), caller.maySeeProgrammes(try unit(programme.unitID, connection, caller).path, workflow) else { throw Declined.notFound("项目", "programme") }
            return programme
        }
    }

    /// A page of the programmes somebody may see, by key.
    package func programmes(unit: Identifier<UnitRecord>? = nil, after: String? = nil, limit: Int, by caller: Caller) async throws -> [ProgrammeRecord] {
        let below = Self.below(caller.programmePaths(workflow), caller.region)
        let region = caller.region
        return try await database.read { connection in
            var (sql, values) = ("AND \(below.sql)", below.values)
            if let unit { (sql, values) = (sql + " AND unit_id = ?", values + [unit.sql]) }
            if let after { (sql, values) = (sql + " AND id > ?", values + [after.sql]) }
            return try connection.all(ProgrammeRecord.self, in: region, sql + " ORDER BY id LIMIT ?", values + [limit.sql])
        }
    }
}

extension Caller {
    /// The parts of the tree whose cases, documents and evidence it may see.
    func readPaths(_ workflow: Workflow) -> [String] { workflow.paths(for: .read, by: actor) }

    /// The parts of the tree whose programmes and budgets it may see: where it may read, or manage these.
    func programmePaths(_ workflow: Workflow) -> [String] {
        let paths = Set([Act.read, .manageProgrammes, .manageBudget].flatMap { workflow.paths(for: $0, by: actor) })
        return paths.filter { path in !paths.contains { $0 != path && path.hasPrefix($0) } }.sorted()
    }

    func maySeeProgrammes(_ path: String, _ workflow: Workflow) -> Bool { programmePaths(workflow).contains { path.hasPrefix($0) } }

    func mayRead(_ path: String, _ workflow: Workflow) -> Bool { readPaths(workflow).contains { path.hasPrefix($0) } }
}

import BudgetModel
import Office
package import Quantities
package import Storage

/// A unit as somebody enters it.
package struct UnitDraft: Hashable, Sendable {
    package var kind: UnitKind
    package var code: String
    package var name: String
    package var parent: Identifier<UnitRecord>?

    package init(kind: UnitKind, code: String, name: String, parent: Identifier<UnitRecord>? = nil) {
        self.kind = kind
        self.code = code
        self.name = name
        self.parent = parent
    }

    /// What is wrong with it by itself.
    func flaws(at pointer: String = "") -> [Flaw] {
        var flaws: [Flaw] = []
        if code.wholeMatch(of: /[0-9A-Za-z]{1,21}/) == nil {
            flaws.append(Flaw(pointer + "/code", zh: "单位编码应为 1 到 21 位数字或字母", en: "a unit's code has 1 to 21 digits or letters"))
        }
        if name.isEmpty || name.count > 180 { flaws.append(Flaw(pointer + "/name", zh: "单位名称应为 1 到 180 个字", en: "a name has 1 to 180 characters")) }
        return flaws
    }
}

extension Desk {
    /// Makes the region itself; the first thing in a database.
    package func openRegion(_ region: RegionCode, name: String, level: RegionLevel, by caller: Caller) async throws -> RegionRecord {
        guard !name.isEmpty, name.count <= 180 else { throw Declined.invalid("/name", "地区名称应为 1 到 180 个字", "a name has 1 to 180 characters") }
        return try await record(.manageUnits, by: caller) { writing in
            if let present = try writing.connection.find(RegionRecord.self, [region.sql]) {
                throw Declined(.conflict, "region-exists", Wording(zh: "地区 \(region) 已经建立，名称是“\(present.name)”。", en: "The region \(region) is there already; its name is “\(present.name)”."))
            }
            let record = RegionRecord(region: region, name: name, level: level)
            try writing.insert(record)
            return record
        }
    }

    package func regions() async throws -> [RegionRecord] {
        try await database.read { connection in try connection.rows(RegionRecord.select + " ORDER BY region_code") { (row) throws(StorageError) in try RegionRecord(from: &row) } }
    }

    package func openUnit(_ draft: UnitDraft, on day: CalendarDay, reason: String = "", by caller: Caller) async throws -> UnitRecord {
        try requireInEffect(day)
        let id = identifiers.next(UnitRecord.self)
        return try await record(.manageUnits, by: caller, reason: reason) { [self] writing in
            let unit = try insertUnit(draft, id, on: day, caller, writing)
            try writing.insert(UnitChangeRecord(region: caller.region, id: identifiers.next(), kind: .open, onDay: day, reason: reason, beforeUnits: "", afterUnits: id.text, madeAt: writing.now))
            return unit
        }
    }

    /// The tree of units is that of today, so nothing is done to it ahead of its day.
    func requireInEffect(_ day: CalendarDay) throws {
        let today = now.beijingDay
        guard day <= today else { throw Declined.invalid("/day", "日期不能晚于今天（\(today.iso)）；请在生效那天办理", "the day cannot be after today (\(today.iso)); do it on the day it takes effect") }
    }

    func insertUnit(_ draft: UnitDraft, _ id: Identifier<UnitRecord>, on day: CalendarDay, _ caller: Caller, _ writing: Writing) throws -> UnitRecord {
        let flaws = draft.flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let parent = try draft.parent.map { try self.unit($0, open: true, writing.connection, caller) }
        try allow(.manageUnits, parent?.path ?? "", caller)
        try requireFree(draft.code, except: nil, caller, writing.connection)
        let unit = UnitRecord(
            region: caller.region, id: id, kind: draft.kind, code: draft.code, name: draft.name, parentID: draft.parent, path: (parent?.path ?? "") + id.text + "/", openedOn: day)
        try writing.insert(unit)
        try writing.insert(UnitPeriodRecord(region: caller.region, id: identifiers.next(), unitID: id, validFrom: day, code: unit.code, name: unit.name, parentID: unit.parentID))
        return unit
    }

    func requireFree(_ code: String, except: Identifier<UnitRecord>?, _ caller: Caller, _ connection: any SQLConnection) throws {
        let taken = try connection.all(UnitRecord.self, in: caller.region, "AND code = ? AND closed_on IS NULL", [code.sql])
        guard let other = taken.first(where: { $0.id != except }) else { return }
        throw Declined(
            .conflict, "unit-code-taken", Wording(zh: "单位编码 \(code) 已经是“\(other.name)”的编码。", en: "The code \(code) belongs to “\(other.name)”."),
            help: Wording(zh: "请换一个编码，或先撤销那个单位。", en: "Choose another code, or close that unit first."))
    }

    func unit(_ id: Identifier<UnitRecord>, open: Bool = false, _ connection: any SQLConnection, _ caller: Caller) throws -> UnitRecord {
        guard let unit = try connection.find(id, in: caller.region) else { throw Declined.notFound("单位", "unit") }
        if open, let closed = unit.closedOn {
            throw Declined(
                .conflict, "unit-closed", Wording(zh: "单位“\(unit.name)”已于 \(closed.iso) 撤销。", en: "The unit “\(unit.name)” was closed on \(closed.iso)."),
                help: Wording(zh: "请改用承接它的单位。", en: "Use the unit that took over from it."))
        }
        return unit
    }

    /// Units of the region by code and key, after one of them; the names of public bodies are no secret inside the office.
    package func units(after: ListPlace? = nil, limit: Int = .max, by caller: Caller) async throws -> [UnitRecord] {
        let region = caller.region, (rest, values) = ListPlace.condition(after, "code")
        return try await database.read { try $0.all(UnitRecord.self, in: region, rest + "ORDER BY code, id LIMIT ?", values + [limit.sql]) }
    }

    package func unit(_ id: Identifier<UnitRecord>, by caller: Caller) async throws -> UnitRecord {
        try await database.read { [self] in try unit(id, $0, caller) }
    }

    /// What a unit was called and where it stood, from its first day on, and the changes that concern it.
    package func history(of id: Identifier<UnitRecord>, by caller: Caller) async throws -> (periods: [UnitPeriodRecord], changes: [UnitChangeRecord]) {
        let region = caller.region
        return try await database.read { [self] connection in
            _ = try unit(id, connection, caller)
            let periods = try connection.all(UnitPeriodRecord.self, in: region, "AND unit_id = ? ORDER BY valid_from, id", [id.sql])
            let changes = try connection.all(UnitChangeRecord.self, in: region, "ORDER BY on_day, id").filter { ($0.beforeUnits + " " + $0.afterUnits).split(separator: " ").contains { $0 == id.text } }
            return (periods, changes)
        }
    }
}

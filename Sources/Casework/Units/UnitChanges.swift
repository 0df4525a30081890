import BudgetModel
import Office
package import Quantities
package import Storage

/// What happens to units; each keeps what was before.
package enum UnitChange: Hashable, Sendable {
    case rename(Identifier<UnitRecord>, code: String?, name: String?)
    case move(Identifier<UnitRecord>, below: Identifier<UnitRecord>?)
    /// Several become one that is there already or is new; they are closed, and it answers for them.
    case merge([Identifier<UnitRecord>], into: Identifier<UnitRecord>)
    /// One becomes several; `keeper` answers for what was before.
    case split(Identifier<UnitRecord>, into: [UnitDraft], keeper: Int)
    case close(Identifier<UnitRecord>, successor: Identifier<UnitRecord>?)

    var kind: UnitChangeKind {
        switch self {
        case .rename: .rename
        case .move: .move
        case .merge: .merge
        case .split: .split
        case .close: .close
        }
    }
}

extension Desk {
    /// Changes the tree of units on a day, all of it or nothing.
    ///
    /// - Returns: the units as they are now.
    package func change(_ change: UnitChange, on day: CalendarDay, reason: String, by caller: Caller) async throws -> [UnitRecord] {
        guard !reason.isEmpty else { throw Declined.invalid("/reason", "请写明依据（如机构改革文件的文号）", "give the ground, such as the number of the document") }
        try requireInEffect(day)
        return try await record(.manageUnits, by: caller, reason: reason) { [self] writing in
            try allow(.manageUnits, "", caller)
            let (before, after) = try apply(change, on: day, caller, writing)
            try writing.insert(
                UnitChangeRecord(
                    region: caller.region, id: identifiers.next(), kind: change.kind, onDay: day, reason: reason, beforeUnits: before.map(\.text).joined(separator: " "),
                    afterUnits: after.map(\.id.text).joined(separator: " "), madeAt: writing.now))
            return after
        }
    }

    private func apply(_ change: UnitChange, on day: CalendarDay, _ caller: Caller, _ writing: Writing) throws -> (before: [Identifier<UnitRecord>], after: [UnitRecord]) {
        switch change {
        case .rename(let id, let code, let name):
            var unit = try self.unit(id, open: true, writing.connection, caller)
            unit.code = code ?? unit.code
            unit.name = name ?? unit.name
            let flaws = UnitDraft(kind: unit.kind, code: unit.code, name: unit.name).flaws()
            guard flaws.isEmpty else { throw Declined.invalid(flaws) }
            try requireFree(unit.code, except: id, caller, writing.connection)
            return ([id], [try update(unit, on: day, writing)])
        case .move(let id, let below):
            var unit = try self.unit(id, open: true, writing.connection, caller)
            let parent = try below.map { try self.unit($0, open: true, writing.connection, caller) }
            if let parent, parent.path.hasPrefix(unit.path) { throw Declined.invalid("/below", "不能移到自己的下级", "a unit cannot stand below itself") }
            unit.parentID = below
            return ([id], [try replant(unit, below: parent?.path ?? "", on: day, caller, writing)])
        case .merge(let ids, let target):
            guard !ids.isEmpty, !ids.contains(target), Set(ids).count == ids.count else { throw Declined.invalid("/units", "请列出要并入的单位，不含承接单位", "name the units that are merged, without the one that takes over") }
            let successor = try unit(target, open: true, writing.connection, caller)
            for id in ids { try close(id, successor: successor, on: day, caller, writing) }
            return (ids, [successor])
        case .split(let id, let drafts, let keeper):
            guard drafts.count >= 2, drafts.indices.contains(keeper) else { throw Declined.invalid("/into", "至少分成两个单位，并指明由哪一个承接以前的事项", "at least two units, and say which of them answers for what was before") }
            let old = try unit(id, open: true, writing.connection, caller)
            // The old code may go on in one of the new ones, so the old unit is closed first.
            try markClosed(old, on: day, writing)
            var units: [UnitRecord] = []
            for (index, draft) in drafts.enumerated() {
                var draft = draft
                draft.parent = draft.parent ?? old.parentID
                if let parent = try draft.parent.map({ try unit($0, writing.connection, caller) }), parent.path.hasPrefix(old.path) {
                    throw Declined.invalid("/into/\(index)/parent", "新单位不能在被分设的单位之下", "a new unit cannot stand below the one that is split")
                }
                do { units.append(try insertUnit(draft, identifiers.next(), on: day, caller, writing)) } catch let declined as Declined where declined.kind == .invalid {
                    throw Declined.invalid(declined.flaws.map { Flaw("/into/\(index)" + $0.pointer, zh: $0.sentence.zh, en: $0.sentence.en) })
                }
            }
            try passOn(id, to: units[keeper], on: day, caller, writing)
            return ([id], units)
        case .close(let id, let successor):
            guard let successor else {
                let unit = try self.unit(id, open: true, writing.connection, caller)
                try requireNoUnitsBelow(unit, caller, writing)
                return ([id], [try markClosed(unit, on: day, writing)])
            }
            guard successor != id else { throw Declined.invalid("/successor", "承接单位不能是它自己", "a unit cannot be its own successor") }
            try close(id, successor: try unit(successor, open: true, writing.connection, caller), on: day, caller, writing)
            return ([id], [try unit(id, writing.connection, caller)])
        }
    }

    private func close(_ id: Identifier<UnitRecord>, successor: UnitRecord, on day: CalendarDay, _ caller: Caller, _ writing: Writing) throws {
        let unit = try self.unit(id, open: true, writing.connection, caller)
        guard !successor.path.hasPrefix(unit.path) else { throw Declined.invalid("/into", "承接单位不能在被撤并的单位之下", "the successor cannot stand below the closed unit") }
        try markClosed(unit, on: day, writing)
        try passOn(id, to: successor, on: day, caller, writing)
    }

    @discardableResult
    private func markClosed(_ unit: UnitRecord, on day: CalendarDay, _ writing: Writing) throws -> UnitRecord {
        var unit = unit
        guard day >= unit.openedOn else { throw Declined.invalid("/day", "日期早于单位设立日期 \(unit.openedOn.iso)", "the day is before \(unit.openedOn.iso), when the unit was opened") }
        unit.closedOn = day
        return try writing.update(unit)
    }

    /// Hangs a closed unit below its successor, so that those who may act for the one may act for what the other left.
    private func passOn(_ id: Identifier<UnitRecord>, to successor: UnitRecord, on day: CalendarDay, _ caller: Caller, _ writing: Writing) throws {
        var unit = try self.unit(id, writing.connection, caller)
        unit.successorID = successor.id
        _ = try replant(unit, below: successor.path, on: day, caller, writing, isPeriod: false)
    }

    private func requireNoUnitsBelow(_ unit: UnitRecord, _ caller: Caller, _ writing: Writing) throws {
        let below = try writing.connection.all(UnitRecord.self, in: caller.region, "AND parent_id = ? AND closed_on IS NULL", [unit.id.sql])
        guard let first = below.first else { return }
        throw Declined(
            .conflict, "unit-has-units", Wording(zh: "“\(unit.name)”还有 \(below.count) 个下级单位（如“\(first.name)”）。", en: "“\(unit.name)” still has \(below.count) units below it, such as “\(first.name)”."),
            help: Wording(zh: "请先移走或撤销它们，或指明承接单位。", en: "Move or close them first, or name a successor."))
    }

    /// Puts a unit and all below it under another path.
    private func replant(_ unit: UnitRecord, below path: String, on day: CalendarDay, _ caller: Caller, _ writing: Writing, isPeriod: Bool = true) throws -> UnitRecord {
        let oldPath = unit.path
        var unit = unit
        unit.path = path + unit.id.text + "/"
        let upper = String(oldPath.dropLast()) + "0"
        for var child in try writing.connection.all(UnitRecord.self, in: caller.region, "AND path > ? AND path < ? ORDER BY path", [oldPath.sql, upper.sql]) {
            child.path = unit.path + child.path.dropFirst(oldPath.count)
            try writing.update(child)
        }
        return isPeriod ? try update(unit, on: day, writing) : try writing.update(unit)
    }

    private func update(_ unit: UnitRecord, on day: CalendarDay, _ writing: Writing) throws -> UnitRecord {
        guard day >= unit.openedOn else { throw Declined.invalid("/day", "日期早于单位设立日期 \(unit.openedOn.iso)", "the day is before \(unit.openedOn.iso), when the unit was opened") }
        let changed = try writing.update(unit)
        try writing.insert(UnitPeriodRecord(region: unit.region, id: identifiers.next(), unitID: unit.id, validFrom: day, code: unit.code, name: unit.name, parentID: unit.parentID))
        return changed
    }
}

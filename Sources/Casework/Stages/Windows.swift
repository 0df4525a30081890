import BudgetModel
package import Office
package import Quantities
package import Storage

extension Desk {
    /// Sets when a stage of a year is open for handing in, in days of Beijing, both included.
    package func setWindow(_ stage: StageKind, year: Int, from: CalendarDay, through: CalendarDay, note: String = "", by caller: Caller) async throws -> WindowRecord {
        try allow(.manageWindows, "", caller)
        var flaws: [Flaw] = []
        if through < from { flaws.append(Flaw("/through", zh: "截止日期早于开始日期", en: "it closes before it opens")) }
        if !(1990...2100).contains(year) { flaws.append(Flaw("/year", zh: "年度应在 1990 到 2100 之间", en: "the year is between 1990 and 2100")) }
        if note.count > 500 { flaws.append(Flaw("/note", zh: "说明太长，500 字以内", en: "the note has 500 characters at most")) }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let window = WindowRecord(region: caller.region, id: identifiers.next(), stage: stage, year: year, opensAt: Instant(startOf: from), closesAt: Instant(endOf: through), note: note)
        return try await record(.manageWindows, by: caller, reason: note) { writing in
            try Self.requireApart(window, before: nil, writing)
            try writing.insert(window)
            return window
        }
    }

    /// Changes a window that was read in a version.
    package func changeWindow(
        _ id: Identifier<WindowRecord>, version: Int, from: CalendarDay, through: CalendarDay, note: String, by caller: Caller
    ) async throws -> WindowRecord {
        try allow(.manageWindows, "", caller)
        guard from <= through else { throw Declined.invalid("/through", "截止日期早于开始日期", "it closes before it opens") }
        return try await record(.manageWindows, by: caller, reason: note) { writing in
            guard var window = try writing.connection.find(id, in: caller.region) else { throw Declined.notFound("填报期限", "window") }
            let before = window
            window.version = version
            window.opensAt = Instant(startOf: from)
            window.closesAt = Instant(endOf: through)
            window.note = note
            try Self.requireApart(window, before: before, writing)
            return try writing.update(window)
        }
    }

    /// Windows of a stage and year follow each other; of two at once nobody could say which one counts.
    ///
    /// - Parameter before: as it was; overlaps of older days may be undone step by step.
    private static func requireApart(_ window: WindowRecord, before: WindowRecord?, _ writing: Writing) throws {
        let others = try writing.connection.all(WindowRecord.self, in: window.region, "AND stage = ? AND year = ? ORDER BY opens_at, id", [window.stage.sql, window.year.sql])
        guard let other = others.first(where: { $0.id != window.id && $0.overlaps(window) && !(before.map($0.overlaps) ?? false) }) else { return }
        throw Declined(
            .conflict, "window-exists",
            Wording(
                zh: "\(window.year) 年“\(window.stage.wording.zh)”已有从 \(other.opensAt.beijingText) 到 \(other.closesAt.beijingText) 的填报期限，与这一个重叠。",
                en: "There is a window of \(window.stage.wording.en) \(window.year) from \(other.opensAt.beijingText) to \(other.closesAt.beijingText), which overlaps with this one."),
            help: Wording(zh: "请修改已有的期限（\(other.id)），或错开日期。", en: "Change the one that is there (\(other.id)), or choose other days."))
    }

    /// Gives one unit and all below it more time, with the reason.
    package func makeException(
        of id: Identifier<WindowRecord>, for unitID: Identifier<UnitRecord>, through: CalendarDay, reason: String, by caller: Caller
    ) async throws -> WindowExceptionRecord {
        guard !reason.isEmpty, reason.count <= 500 else { throw Declined.invalid("/reason", "请写明延期理由，500 字以内", "give the reason, in 500 characters") }
        let exception = WindowExceptionRecord(
            region: caller.region, id: identifiers.next(), windowID: id, unitID: unitID, untilAt: Instant(endOf: through), reason: reason, authorID: caller.id, madeAt: now)
        return try await record(.manageWindows, by: caller, reason: reason) { [self] writing in
            guard let window = try writing.connection.find(id, in: caller.region) else { throw Declined.notFound("填报期限", "window") }
            try allow(.manageWindows, try unit(unitID, writing.connection, caller).path, caller)
            guard exception.untilAt > window.closesAt else { throw Declined.invalid("/through", "延期应晚于原截止日期", "the exception ends after the window closes") }
            try writing.insert(exception)
            return exception
        }
    }

    package func windows(year: Int?, by caller: Caller) async throws -> (windows: [WindowRecord], exceptions: [WindowExceptionRecord]) {
        let region = caller.region
        return try await database.read { connection in
            let windows = try year.map { try connection.all(WindowRecord.self, in: region, "AND year = ? ORDER BY opens_at, id", [$0.sql]) } ?? connection.all(WindowRecord.self, in: region, "ORDER BY opens_at, id")
            let keys = Set(windows.map(\.id))
            return (windows, try connection.all(WindowExceptionRecord.self, in: region).filter { keys.contains($0.windowID) })
        }
    }

    /// What the time allows a unit for a stage: the window that is open, else the next one, else the last one.
    func window(of stage: StageKind, year: Int, for unit: UnitRecord, at moment: Instant, _ connection: any SQLConnection) throws -> WindowState {
        let windows = try connection.all(WindowRecord.self, in: unit.region, "AND stage = ? AND year = ? ORDER BY opens_at, id", [stage.sql, year.sql])
        guard !windows.isEmpty else { return .unset }
        var closed: Instant?
        for window in windows {
            var until = window.closesAt
            for exception in try connection.all(WindowExceptionRecord.self, in: unit.region, "AND window_id = ? ORDER BY id", [window.id.sql])
            where unit.path.contains(exception.unitID.text + "/") { until = max(until, exception.untilAt) }
            if moment < window.opensAt { return closed.map { .closed(since: $0) } ?? .notYet(from: window.opensAt) }
            if moment < until { return .open(until: until) }
            closed = until
        }
        return closed.map { .closed(since: $0) } ?? .unset
    }
}

extension WindowRecord {
    fileprivate func overlaps(_ other: WindowRecord) -> Bool { opensAt < other.closesAt && other.opensAt < closesAt }
}

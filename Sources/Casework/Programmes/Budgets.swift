package import BudgetModel
import Forms
import Office
package import Quantities
package import Storage

/// What a budget is of: a programme, or a unit as a whole.
package enum BudgetObject: Hashable, Sendable {
    case programme(Identifier<ProgrammeRecord>)
    case unit(Identifier<UnitRecord>)
}

/// One amount as somebody enters it.
package struct BudgetDraft: Hashable, Sendable {
    package var object: BudgetObject
    package var year: Int
    package var source: FundSource
    package var kind: BudgetEntryKind
    package var amount: Money
    package var day: CalendarDay
    package var document: String
    package var reason: String

    package init(object: BudgetObject, year: Int, source: FundSource, kind: BudgetEntryKind, amount: Money, day: CalendarDay, document: String = "", reason: String = "") {
        self.object = object
        self.year = year
        self.source = source
        self.kind = kind
        self.amount = amount
        self.day = day
        self.document = document
        self.reason = reason
    }

    /// When the amount can have been decided or paid: in its year; an initial budget from July of the year before, when money may be told in advance (提前下达).
    private var days: ClosedRange<CalendarDay> {
        let year = min(max(year, 1990), 2100)
        return CalendarDay(iso: kind == .initial ? "\(year - 1)-07-01" : "\(year)-01-01")!...CalendarDay(iso: "\(year)-12-31")!
    }

    func flaws() -> [Flaw] {
        var flaws: [Flaw] = []
        if !(1990...2100).contains(year) { flaws.append(Flaw("/year", zh: "年度应在 1990 到 2100 之间", en: "the year is between 1990 and 2100")) }
        if !days.contains(day) {
            flaws.append(
                Flaw("/day", zh: "日期 \(day.iso) 不在 \(days.lowerBound.iso) 至 \(days.upperBound.iso) 之内", en: "the day \(day.iso) is not from \(days.lowerBound.iso) to \(days.upperBound.iso)"))
        }
        if source == .total { flaws.append(Flaw("/source", zh: "请按资金来源分别登记，合计由系统计算", en: "register each source; the total is computed")) }
        if amount.isZero, kind != .initial { flaws.append(Flaw("/amount", zh: "金额是 0，没有可登记的", en: "the amount is 0, so there is nothing to register")) }
        // A refund or a slip is another entry below zero, with its reason.
        if kind != .adjustment, amount.fen < 0, reason.isEmpty { flaws.append(Flaw("/reason", zh: "负数（退回、更正）要写明原因", en: "an amount below zero, a refund or a correction, needs its reason")) }
        if kind == .adjustment, reason.isEmpty { flaws.append(Flaw("/reason", zh: "调整要写明原因", en: "an adjustment needs its reason")) }
        if document.count > 200 { flaws.append(Flaw("/document", zh: "文号太长", en: "the document number is too long")) }
        if reason.count > 2_000 { flaws.append(Flaw("/reason", zh: "原因太长，2000 字以内", en: "the reason has 2000 characters at most")) }
        return flaws
    }
}

/// What the entries of an object and year add up to, by source.
package struct BudgetSums: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package var source: String
        package var initial = Money.zero
        package var adjustment = Money.zero
        package var received = Money.zero
        package var executed = Money.zero

        /// 全年预算数: initial and adjustments.
        package var adjusted: Money { (try? initial + adjustment) ?? initial }
    }

    package var lines: [Line]
    package var hasInitial: Bool
    /// Whether any spending is registered; none is not the same as 0.
    package var hasExecuted = false

    /// As forms of a stage are held against it. What was spent is of the whole year, so that payments of the day outdate
    /// the check of no other form than a self-evaluation.
    func registered(for stage: StageKind) -> RegisteredBudget {
        let hasExecuted = hasExecuted && stage == .selfEvaluation
        return RegisteredBudget(lines: lines.map { RegisteredBudget.Line(source: $0.source, initial: $0.initial, adjusted: $0.adjusted, executed: hasExecuted ? $0.executed : nil) })
    }
}

extension Desk {
    /// Registers an amount; entries are never changed, a correction is another entry.
    package func addBudget(_ draft: BudgetDraft, by caller: Caller) async throws -> BudgetEntryRecord {
        let flaws = draft.flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        return try await record(.manageBudget, by: caller, reason: draft.reason) { [self] writing in try insertBudget(draft, caller, writing) }
    }

    func insertBudget(_ draft: BudgetDraft, _ caller: Caller, _ writing: Writing) throws -> BudgetEntryRecord {
        let (unit, programme) = try object(draft.object, writing.connection, caller)
        try allow(.manageBudget, unit.path, caller)
        let entry = BudgetEntryRecord(
            region: caller.region, id: identifiers.next(), unitID: unit.id, programmeID: programme?.id, year: draft.year, source: draft.source.rawValue, kind: draft.kind, amount: draft.amount, onDay: draft.day,
            document: draft.document, reason: draft.reason, madeAt: writing.now)
        // The sum has to stay in range, else no page could show it.
        let sums = try Self.sums(unit.id, programme?.id, draft.year, caller.region, writing.connection)
        for line in sums.lines where line.source == entry.source {
            for amount in [line.initial, line.adjustment, line.received, line.executed] where (try? amount + entry.amount) == nil {
                throw Declined.invalid("/amount", "金额太大，合计超出可以表示的范围", "the amount is too large for the sum to be kept")
            }
        }
        if entry.kind == .received || entry.kind == .executed, !sums.lines.contains(where: { $0.initial != .zero || $0.adjustment != .zero }), !sums.hasInitial {
            throw Declined.invalid(
                "/kind", "这个对象 \(entry.year) 年还没有登记年初预算或调整，不能登记到位和执行：请先登记预算（预算法第十三条：支出必须以经批准的预算为依据）",
                "no budget or adjustment of \(entry.year) is registered for it, so nothing can be received or spent; register the budget first (Budget Law, article 13)")
        }
        // 基本支出 and 项目支出 hold all of a department's money; by source the same money stands there once more.
        let byUse: Set<String> = [FundSource.basic.rawValue, FundSource.project.rawValue]
        if let other = sums.lines.first(where: { byUse.contains($0.source) != byUse.contains(entry.source) }) {
            let name = FundSource(rawValue: other.source)?.officialLabel ?? other.source
            throw Declined.invalid(
                "/source", "这个对象 \(entry.year) 年已按“\(name)”登记：基本支出、项目支出与按资金来源的登记不能混用，否则同一笔钱算两次",
                "it is registered by “\(name)” for \(entry.year): 基本支出 and 项目支出 do not stand beside sources of money, or the same money counts twice")
        }
        let line = sums.lines.first { $0.source == entry.source } ?? BudgetSums.Line(source: entry.source)
        let sum: Money = switch entry.kind {
        case .initial: line.initial
        case .adjustment: line.adjusted
        case .received: line.received
        case .executed: line.executed
        }
        if entry.amount.fen < 0, let left = try? sum + entry.amount, left.fen < 0 {
            throw Declined.invalid("/amount", "已登记 \(sum.yuan) 元，减去这一笔会成为负数", "\(sum.yuan) yuan are registered; this would leave less than nothing")
        }
        try writing.insert(entry)
        return entry
    }

    func object(_ object: BudgetObject, _ connection: any SQLConnection, _ caller: Caller) throws -> (UnitRecord, ProgrammeRecord?) {
        switch object {
        case .unit(let id): return (try unit(id, connection, caller), nil)
        case .programme(let id):
            guard let programme = try connection.find(id, in: caller.region) else { throw Declined.notFound("项目", "programme") }
            return (try unit(programme.unitID, connection, caller), programme)
        }
    }

    /// All entries of an object and year, and their sums.
    package func budget(of object: BudgetObject, year: Int, by caller: Caller) async throws -> (entries: [BudgetEntryRecord], sums: BudgetSums) {
        try await database.read { [self] connection in
            let (unit, programme) = try self.object(object, connection, caller)
            guard caller.maySeeProgrammes(unit.path, workflow) else { throw Declined.notFound("对象", "object") }
            return (try Self.entries(unit.id, programme?.id, year, caller.region, connection), try Self.sums(unit.id, programme?.id, year, caller.region, connection))
        }
    }

    static func entries(
        _ unit: Identifier<UnitRecord>, _ programme: Identifier<ProgrammeRecord>?, _ year: Int, _ region: RegionCode, _ connection: any SQLConnection
    ) throws(StorageError) -> [BudgetEntryRecord] {
        if let programme { return try connection.all(in: region, "AND programme_id = ? AND year = ? ORDER BY id", [programme.sql, year.sql]) }
        return try connection.all(in: region, "AND unit_id = ? AND programme_id IS NULL AND year = ? ORDER BY id", [unit.sql, year.sql])
    }

    static func sums(
        _ unit: Identifier<UnitRecord>, _ programme: Identifier<ProgrammeRecord>?, _ year: Int, _ region: RegionCode, _ connection: any SQLConnection
    ) throws -> BudgetSums {
        var sums = BudgetSums(lines: [], hasInitial: false)
        for entry in try entries(unit, programme, year, region, connection) {
            let index = sums.lines.firstIndex { $0.source == entry.source } ?? sums.lines.endIndex
            if index == sums.lines.endIndex { sums.lines.append(BudgetSums.Line(source: entry.source)) }
            switch entry.kind {
            case .initial:
                sums.lines[index].initial = try sums.lines[index].initial + entry.amount
                sums.hasInitial = true
            case .adjustment: sums.lines[index].adjustment = try sums.lines[index].adjustment + entry.amount
            case .received: sums.lines[index].received = try sums.lines[index].received + entry.amount
            case .executed:
                sums.lines[index].executed = try sums.lines[index].executed + entry.amount
                sums.hasExecuted = true
            }
        }
        return sums
    }
}

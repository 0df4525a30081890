import BudgetModel
import JSONText
package import Office
package import Quantities
package import Storage

/// A rectification as somebody opens it.
package struct TicketDraft: Hashable, Sendable {
    package var source: RectificationTicket.Source
    package var finding: String
    package var rule: String?
    /// Who has to answer; nil for the unit of the case.
    package var unit: Identifier<UnitRecord>?
    /// Nil for the days of the profile.
    package var deadline: CalendarDay?
    package var budgetEffect: BudgetEffect?

    package init(
        source: RectificationTicket.Source, finding: String, rule: String? = nil, unit: Identifier<UnitRecord>? = nil, deadline: CalendarDay? = nil, budgetEffect: BudgetEffect? = nil
    ) {
        self.source = source
        self.finding = finding
        self.rule = rule
        self.unit = unit
        self.deadline = deadline
        self.budgetEffect = budgetEffect
    }
}

/// What a list of rectifications is narrowed to.
package struct TicketFilter: Hashable, Sendable {
    package var state: RectificationTicket.State?
    package var dueUntil: CalendarDay?
    package var caseID: Identifier<CaseRecord>?
    /// Only those not answered in time on this day.
    package var overdueOn: CalendarDay?

    package init() {}
}

/// A rectification with the keys of those who made its moves, one for each, and the body that opened it, which alone or above confirms it.
package struct KeptTicket: Hashable, Sendable {
    package var ticket: RectificationTicket
    package var hands: [String]
    package var body: Role.Body

    var json: JSONValue { .object(["ticket": ticket.json, "hands": .array(hands.map { .string($0) }), "body": .string(body.rawValue)]) }
}

extension Desk {
    /// Opens a rectification: what was found, who answers, by when.
    package func openTicket(_ draft: TicketDraft, of id: Identifier<CaseRecord>, by caller: Caller) async throws -> TicketRecord {
        let today = now.beijingDay
        var flaws: [Flaw] = []
        if draft.finding.allSatisfy(\.isWhitespace) || draft.finding.count > 2_000 { flaws.append(Flaw("/finding", zh: "请写明发现了什么问题，2000 字以内", en: "say what was found, in 2000 characters")) }
        if draft.rule.map({ $0.count > 40 }) ?? false { flaws.append(Flaw("/rule", zh: "规则编号太长", en: "the code of the rule is too long")) }
        if let deadline = draft.deadline, deadline < today { flaws.append(Flaw("/deadline", zh: "期限早于今天", en: "the deadline has passed already")) }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let profile = try profile(RectificationProfile.self, in: caller.region)
        return try await record(.openTicket, by: caller, reason: draft.finding) { [self] writing in
            let view = try caseView(id, writing.connection, caller)
            let unit = try draft.unit.map { try self.unit($0, open: true, writing.connection, caller) } ?? view.unit
            let grant = try allow(.openTicket, unit.path, caller)
            writing.entry.behalfOf = grant.onBehalfOf
            try allow(.openTicket, view.unit.path, caller)
            writing.caseID = id
            let key = identifiers.next(TicketRecord.self)
            let deadline = try draft.deadline ?? Self.deadline(profile, from: today)
            let ticket = RectificationTicket(
                id: RectificationTicket.ID(key.text), source: draft.source, finding: draft.finding, rule: draft.rule, responsibleUnit: ScoringUnit.ID(unit.id.text), opened: today, deadline: deadline,
                budgetEffect: draft.budgetEffect)
            let record = TicketRecord(
                region: caller.region, id: key, caseID: id, unitID: unit.id, state: ticket.state.rawValue, dueOn: deadline, body: KeptTicket(ticket: ticket, hands: [], body: grant.role.body).json.text, changedAt: writing.now)
            try writing.insert(record)
            return record
        }
    }

    /// Answers, confirms, reopens or closes a rectification. Nobody decides on his own answer, and no lower body on what a higher one opened.
    ///
    /// - Parameter deadline: of a reopening; nil for the days of the profile from today, where the old one has passed.
    package func moveTicket(
        _ id: Identifier<TicketRecord>, version: Int, _ action: RectificationTicket.Action, text: String? = nil, evidence: [String] = [], deadline: CalendarDay? = nil, by caller: Caller
    ) async throws -> TicketRecord {
        var flaws: [Flaw] = []
        if let text, text.count > 4_000 { flaws.append(Flaw("/text", zh: "文字太长，4000 字以内", en: "the text has 4000 characters at most")) }
        if evidence.count > 50 || evidence.contains(where: { $0.isEmpty || $0.count > 300 }) { flaws.append(Flaw("/evidence", zh: "佐证最多 50 项，每项 1 到 300 个字", en: "50 pieces of evidence at most, each of 1 to 300 characters")) }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let act: Act = action == .answer ? .answerTicket : .confirmTicket
        let profile = try profile(RectificationProfile.self, in: caller.region)
        return try await record(act, by: caller, reason: text ?? "") { [self] writing in
            var (record, path) = try ticketRecord(id, writing.connection, caller)
            var kept = try Self.ticket(record)
            let grant = try allow(act, path, caller, from: action == .answer ? .outside : kept.body)
            guard record.version == version else { throw StaleRecord(subject: record.subject, version: version, present: record) }
            writing.caseID = record.caseID
            writing.entry.behalfOf = grant.onBehalfOf
            try CasePapers(of: record.caseID, in: caller.region, writing.connection).require(evidence.enumerated().map { ("/evidence/\($0)", $1) })
            if let deadline, action != .reopen || deadline < writing.now.beijingDay {
                throw Declined.invalid("/deadline", "只有退回重改时可以定新的期限，且不早于今天", "only a reopening sets another deadline, not before today")
            }
            if action != .answer {
                let answers = zip(kept.ticket.moves, kept.hands).filter { $0.0.action == .answer }.flatMap { $0.1.split(separator: " ").map(String.init) }
                if answers.contains(caller.id) || grant.onBehalfOf.map(answers.contains) ?? false { throw Refusal.ownWork }
            }
            do throws(TicketRefused) { try kept.ticket.make(RectificationTicket.Move(action, on: writing.now.beijingDay, text: text, evidence: evidence)) } catch {
                throw Declined(.conflict, "ticket-move", error.message)
            }
            if action == .reopen {
                kept.ticket.deadline = try deadline ?? max(kept.ticket.deadline, Self.deadline(profile, from: writing.now.beijingDay))
                record.dueOn = kept.ticket.deadline
            }
            kept.hands.append([caller.id, grant.onBehalfOf].compactMap(\.self).joined(separator: " "))
            record.state = kept.ticket.state.rawValue
            record.body = kept.json.text
            record.changedAt = writing.now
            return try writing.update(record)
        }
    }

    private static func deadline(_ profile: RectificationProfile, from day: CalendarDay) throws -> CalendarDay {
        do throws(QuantityError) { return try profile.deadline(from: day) } catch { throw Declined.overflow }
    }

    package func ticket(_ id: Identifier<TicketRecord>, by caller: Caller) async throws -> TicketRecord {
        try await database.read { [self] in try ticketRecord(id, $0, caller).0 }
    }

    /// Rectifications within reach, those due first, after one of them.
    package func tickets(_ filter: TicketFilter, after: ListPlace? = nil, limit: Int, by caller: Caller) async throws -> [TicketRecord] {
        let below = Self.below(caller.readPaths(workflow), caller.region)
        return try await database.read { connection in
            var (sql, values) = ("AND \(below.sql)", below.values)
            if let state = filter.state { (sql, values) = (sql + " AND state = ?", values + [state.rawValue.sql]) }
            if let day = filter.dueUntil { (sql, values) = (sql + " AND due_on <= ?", values + [day.sql]) }
            if let id = filter.caseID { (sql, values) = (sql + " AND case_id = ?", values + [id.sql]) }
            if let day = filter.overdueOn { (sql, values) = (sql + " AND state IN ('open', 'reopened') AND due_on < ?", values + [day.sql]) }
            let (rest, more) = ListPlace.condition(after, "due_on")
            return try connection.all(TicketRecord.self, in: caller.region, sql + " \(rest)ORDER BY due_on, id LIMIT ?", values + more + [limit.sql])
        }
    }

    func ticketRecord(_ id: Identifier<TicketRecord>, _ connection: any SQLConnection, _ caller: Caller) throws -> (TicketRecord, String) {
        guard let record = try connection.find(id, in: caller.region) else { throw Declined.notFound("整改事项", "rectification") }
        let path = try unit(record.unitID, connection, caller).path
        guard caller.mayRead(path, workflow) else { throw Declined.notFound("整改事项", "rectification") }
        return (record, path)
    }

    package static func ticket(_ record: TicketRecord) throws -> KeptTicket {
        do {
            let object = try JSONObject(try JSONParser.parse(record.body), keys: ["ticket", "hands", "body"])
            return KeptTicket(ticket: try object.nested("ticket"), hands: try object.texts("hands"), body: try Role.Body(json: object.required("body")))
        } catch { throw StorageError.damaged("\(record.subject): \(error)") }
    }
}

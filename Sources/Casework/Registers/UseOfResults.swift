package import BudgetModel
import JSONText
package import Office
package import Quantities
package import Storage

/// An entry of the register of uses with the body that wrote or decided it.
package struct KeptUse: Hashable, Sendable {
    package var entry: UseEntry
    package var body: Role.Body

    var json: JSONValue { .object(["entry": entry.json, "body": .string(body.rawValue)]) }
}

/// What a result is proposed to lead to, and the result it rests on.
package struct ProposedUse: Sendable {
    package var layer: ResultLayer
    package var grade: Grade
    package var proposal: UseProposal
}

extension Desk {
    /// What the result of a case leads to by the profile: from the determined grade, or the computed one where no review is approved.
    ///
    /// Rectifications of the case that are overdue come with it.
    ///
    /// - Parameters:
    ///   - profileID: nil for the national one.
    ///   - budgetYear: whose budget it concerns; nil for the second year after.
    ///   - nextRequest: what the object asks for that year.
    ///   - told: the day the unit received the notice.
    package func proposeUse(
        _ id: Identifier<CaseRecord>, profile profileID: String? = nil, budgetYear: Int? = nil, nextRequest: Money? = nil, told: CalendarDay? = nil, by caller: Caller
    ) async throws -> ProposedUse {
        let profile = try useProfile(profileID, in: caller.region)
        let today = now.beijingDay
        return try await database.read { [self] connection in
            let view = try caseView(id, connection, caller)
            let (layer, grade, day, review) = try result(of: view, connection)
            let evaluation = view.stages.first { $0.kind == .selfEvaluation }
            let isFixed = evaluation.map { [.approved, .archived].contains($0.state) } ?? false
            let findings = try isFixed ? evaluation.map { try connection.all(FindingRecord.self, in: caller.region, "AND stage_id = ? ORDER BY revision_id, ordinal", [$0.id.sql]) } ?? [] : []
            let deductions = try review.map(Self.deductions) ?? []
            var proposed: ProposedUse
            do throws(QuantityError) {
                let proposal = try profile.propose(
                    grade, from: layer, findings: findings.map(\.finding) + deductions, budgetYear: budgetYear ?? view.record.year + 2, nextRequest: nextRequest, fixedOn: day, told: told)
                proposed = ProposedUse(layer: layer, grade: grade, proposal: proposal)
            } catch { throw Declined.overflow }
            for record in try connection.all(TicketRecord.self, in: caller.region, "AND case_id = ? ORDER BY id", [id.sql]) {
                if let entry = profile.entry(for: try Self.ticket(record).ticket, on: today) { proposed.proposal.entries.append(entry) }
            }
            return proposed
        }
    }

    /// What an approved review took points off for, as findings of its rules: `R03`.
    private static func deductions(in revision: RevisionRecord) throws -> [Finding] {
        let sheet = try ReEvaluationSheet(json: stored(revision)["sheet"] ?? .null, at: "/sheet")
        return sheet.rows.flatMap { row in
            row.deductions.compactMap { deduction -> Finding? in
                guard let rule = deduction.rule else { return nil }
                return Finding(
                    code: (rule < 10 ? "R0" : "R") + String(rule), severity: .warning, at: nil,
                    message: Wording(zh: "复核扣分，「\(row.indicator.name)」：\(deduction.reason)", en: "points taken off “\(row.indicator.name)” in the review: \(deduction.reason)"), basis: Wording(zh: "", en: ""))
            }
        }
    }

    /// The table of what a grade leads to.
    ///
    /// - Parameter id: of a shipped one; nil for that of the region.
    package func useProfile(_ id: String?, in region: RegionCode) throws -> UseOfResultsProfile {
        guard let id else { return try profile(UseOfResultsProfile.self, in: region) }
        do throws(ProfileRefused) { return try UseOfResultsProfile.shipped(id, on: now.beijingDay) } catch {
            throw Declined.invalid("/profile", error.problems.first?.message.zh ?? "没有这个方案", error.problems.first?.message.en ?? "there is no such profile")
        }
    }

    /// Registers what a result leads to.
    package func recordUse(_ entries: [UseEntry], of id: Identifier<CaseRecord>, year: Int, by caller: Caller) async throws -> [UseEntryRecord] {
        guard (1...100).contains(entries.count) else { throw Declined.invalid("/entries", "一次登记 1 到 100 条", "1 to 100 entries at a time") }
        guard (1990...2100).contains(year) else { throw Declined.invalid("/year", "年度应在 1990 到 2100 之间", "the year is between 1990 and 2100") }
        try Self.requireNone(entries.enumerated().flatMap { $1.shortfalls(at: "/entries/\($0)") })
        return try await record(.applyResult, by: caller) { [self] writing in
            let view = try caseView(id, writing.connection, caller)
            let grant = try allow(.applyResult, view.unit.path, caller)
            writing.entry.behalfOf = grant.onBehalfOf
            writing.caseID = id
            _ = try result(of: view, writing.connection)
            return try entries.map { entry in
                let record = UseEntryRecord(
                    region: caller.region, id: identifiers.next(), caseID: id, unitID: view.unit.id, year: entry.effect?.budgetYear ?? year, body: KeptUse(entry: entry, body: grant.role.body).json.text, changedAt: writing.now)
                try writing.insert(record)
                return record
            }
        }
    }

    /// Changes an entry: decides on it, applies it, drops it.
    package func changeUse(_ id: Identifier<UseEntryRecord>, version: Int, to entry: UseEntry, by caller: Caller) async throws -> UseEntryRecord {
        try Self.requireNone(entry.shortfalls())
        return try await record(.applyResult, by: caller, reason: entry.decision ?? "") { [self] writing in
            guard var record = try writing.connection.find(id, in: caller.region), let view = try? caseView(record.caseID, writing.connection, caller) else { throw Declined.notFound("结果应用", "entry") }
            let kept = try Self.use(record)
            // What was decided is changed by the body that decided or a higher one.
            let grant = try allow(.applyResult, view.unit.path, caller, from: kept.entry.isDecided ? kept.body : .outside)
            writing.entry.behalfOf = grant.onBehalfOf
            writing.caseID = record.caseID
            record.version = version
            record.year = entry.effect?.budgetYear ?? record.year
            record.body = KeptUse(entry: entry, body: entry.isDecided ? max(grant.role.body, kept.entry.isDecided ? kept.body : .outside) : grant.role.body).json.text
            record.changedAt = writing.now
            return try writing.update(record)
        }
    }

    /// Entries within reach that concern a year's budget.
    package func uses(year: Int, of caseID: Identifier<CaseRecord>? = nil, after: String? = nil, limit: Int, by caller: Caller) async throws -> [UseEntryRecord] {
        let below = Self.below(caller.readPaths(workflow), caller.region)
        return try await database.read { connection in
            var (sql, values) = ("AND year = ? AND \(below.sql)", [year.sql] + below.values)
            if let caseID { (sql, values) = (sql + " AND case_id = ?", values + [caseID.sql]) }
            if let after { (sql, values) = (sql + " AND id > ?", values + [after.sql]) }
            return try connection.all(UseEntryRecord.self, in: caller.region, sql + " ORDER BY id LIMIT ?", values + [limit.sql])
        }
    }

    package static func use(_ record: UseEntryRecord) throws -> KeptUse {
        do {
            let object = try JSONObject(try JSONParser.parse(record.body), keys: ["entry", "body"])
            return KeptUse(entry: try object.nested("entry"), body: try Role.Body(json: object.required("body")))
        } catch { throw StorageError.damaged("\(record.subject): \(error)") }
    }

    /// The grade of a case, from which layer, the day it was fixed, and the review it is of.
    ///
    /// A review counts while it speaks of the self-evaluation that is approved now.
    private func result(of view: CaseView, _ connection: any SQLConnection) throws -> (ResultLayer, Grade, CalendarDay, review: RevisionRecord?) {
        func grade(_ stage: StageRecord) -> Grade? { Grade.allCases.first { $0.name == stage.grade } }
        // A stage that was opened again has no fixed result.
        let fixed = view.stages.filter { [.approved, .archived].contains($0.state) }
        let evaluation = fixed.first { $0.kind == .selfEvaluation }
        let review = try currentReviews(of: view, connection, \.approvedID).first { fixed.contains($0.stage) }
        for (stage, layer) in [(review?.stage, ResultLayer.determined), (evaluation, .computed)] {
            if let stage, let grade = grade(stage), let day = stage.approvedAt?.beijingDay { return (layer, grade, day, layer == .determined ? review?.revision : nil) }
        }
        throw Declined(
            .conflict, "result-missing", Wording(zh: "这个个案还没有终审的评价结果。", en: "The case has no approved result yet."), help: Wording(zh: "请先办完自评或复核的审核。", en: "Finish the approval of self-evaluation or review first."))
    }
}

extension FindingRecord {
    /// As far as lists keep it: without cell and basis.
    var finding: Finding {
        Finding(
            code: code, severity: Severity(rawValue: severity) ?? .hint, at: nil, message: Wording(zh: messageZh, en: messageEn), expected: expected, found: found, difference: difference,
            basis: Wording(zh: "", en: ""))
    }
}

import BudgetModel
import Forms
import JSONText
package import Office
package import Quantities
import Rules
package import Storage
import Workflows

/// A duty to publish as somebody registers it.
package struct PublicationDraft: Hashable, Sendable {
    /// What it is about: one case, or all of a unit in a year.
    package enum Subject: Hashable, Sendable {
        case ofCase(Identifier<CaseRecord>)
        case unit(Identifier<UnitRecord>, year: Int)
    }

    package var subject: Subject
    package var kind: PublishedKind
    /// The day of the budget's or the final account's approval, from which the days of the duty run; nil for the day on which the stage was approved.
    package var approvedOn: CalendarDay?
    /// 文号 of that approval; needed where the day is not that of the stage.
    package var approvalDocument: String?
    /// `sha256:` of the file that was approved for publication, which lies among the papers of the case; nil where there is none yet.
    package var approvedDigest: String?

    package init(subject: Subject, kind: PublishedKind, approvedOn: CalendarDay? = nil, approvalDocument: String? = nil, approvedDigest: String? = nil) {
        self.subject = subject
        self.kind = kind
        self.approvedOn = approvedOn
        self.approvalDocument = approvalDocument
        self.approvedDigest = approvedDigest
    }
}

/// What of an entry is set right; nil leaves it as it is.
package struct PublicationAmendment: Hashable, Sendable {
    package var approvedOn: CalendarDay?
    package var approvalDocument: String?
    package var approvedDigest: String?
    package var address: String?
    /// Of the publication.
    package var day: CalendarDay?
    package var digest: String?
    /// Takes back that it is withheld.
    package var isNotWithheld = false

    package init() {}
}

extension PublishedKind {
    /// The stage whose approved document is published.
    var stage: StageKind {
        switch self {
        case .departmentGoal, .projectGoals: .goal
        case .selfEvaluationResults, .departmentSelfEvaluation: .selfEvaluation
        case .evaluationReport: .review
        }
    }
}

extension Desk {
    /// Registers a duty to publish; its deadline follows from the profile.
    package func registerPublication(_ draft: PublicationDraft, by caller: Caller) async throws -> PublicationRecord {
        if let digest = draft.approvedDigest { try Self.requireDigest(digest, at: "/approvedDigest") }
        let profile = try profile(PublicationProfile.self, in: caller.region)
        return try await record(.publish, by: caller) { [self] writing in
            let (unit, view, year): (UnitRecord, CaseView?, Int)
            switch draft.subject {
            case .ofCase(let id):
                let found = try caseView(id, writing.connection, caller)
                (unit, view, year) = (found.unit, found, found.record.year)
                writing.caseID = id
            case .unit(let id, let given): (unit, view, year) = (try self.unit(id, writing.connection, caller), nil, given)
            }
            writing.entry.behalfOf = try allow(.publish, unit.path, caller).onBehalfOf
            if let object = view?.record.object, !draft.kind.isOf(object) {
                throw Declined.invalid("/kind", "\(object == .project ? "项目" : "部门整体")没有“\(draft.kind.wording.zh)”这一类公开", "a \(object.rawValue) has no publication “\(draft.kind.wording.en)”")
            }
            let present = try writing.connection.all(PublicationRecord.self, in: caller.region, "AND unit_id = ? AND kind = ? ORDER BY id", [unit.id.sql, draft.kind.rawValue.sql])
            if let present = try present.first(where: { try $0.caseID == view?.record.id && Self.publication($0).fiscalYear == year }) {
                throw Declined(
                    .conflict, "publication-exists", Wording(zh: "这项公开已经登记（\(present.id)）。", en: "It is registered already (\(present.id))."), help: Wording(zh: "请在已有的登记上办理。", en: "Go on with the entry that is there."))
            }
            var publication = Publication(
                kind: draft.kind, subject: view?.record.name ?? unit.name, fiscalYear: year, body: unit.name, approved: draft.approvedOn ?? view.flatMap { Self.approvalDay(of: draft.kind, $0) },
                approvalDocument: draft.approvalDocument, approvedDigest: draft.approvedDigest)
            try requireApprovalDay(publication, view, writing)
            if draft.approvedDigest != nil { try coverApproved(&publication, view, writing) }
            let due = try Self.deadline(of: publication, by: profile)
            let record = PublicationRecord(
                region: caller.region, id: identifiers.next(), caseID: view?.record.id, unitID: unit.id, kind: draft.kind.rawValue, dueOn: due, body: publication.json.text, changedAt: writing.now)
            try writing.insert(record)
            return record
        }
    }

    /// Sets an entry right whose day, number, address or digest was written down wrong, or takes back that it is withheld. What it said before stays in it.
    package func amendPublication(_ id: Identifier<PublicationRecord>, version: Int, _ amendment: PublicationAmendment, reason: String, by caller: Caller) async throws -> PublicationRecord {
        guard !reason.allSatisfy(\.isWhitespace), reason.count <= 2_000 else { throw Declined.invalid("/reason", "请写明更正的理由，2000 字以内", "give the reason, in 2000 characters") }
        for (digest, pointer) in [(amendment.approvedDigest, "/approvedDigest"), (amendment.digest, "/digest")] { if let digest { try Self.requireDigest(digest, at: pointer) } }
        if let address = amendment.address { try Self.requireAddress(address) }
        let profile = try profile(PublicationProfile.self, in: caller.region)
        return try await change(id, version, by: caller, reason: reason) { [self] publication, record, writing in
            if publication.published == nil, amendment.address != nil || amendment.day != nil || amendment.digest != nil {
                throw Declined(.conflict, "not-published", Wording(zh: "还没有登记公开，没有网址、日期和摘要值可更正。", en: "It is not registered as published, so there is no address, day or digest to set right."))
            }
            guard publication.amendments.count < 100 else { throw Declined.invalid("", "更正太多", "there are too many amendments") }
            let view = try record.caseID.map { try caseView($0, writing.connection, caller) }
            let isChanged = try publication.amend(on: writing.now.beijingDay, reason: reason) { publication in
                publication.approved = amendment.approvedOn ?? publication.approved
                publication.approvalDocument = amendment.approvalDocument ?? publication.approvalDocument
                publication.approvedDigest = amendment.approvedDigest ?? publication.approvedDigest
                publication.address = amendment.address ?? publication.address
                publication.published = amendment.day ?? publication.published
                publication.digest = amendment.digest ?? publication.digest
                if amendment.isNotWithheld { publication.withheld = nil }
                if amendment.approvedOn != nil || amendment.approvalDocument != nil { try requireApprovalDay(publication, view, writing) }
                if amendment.approvedDigest != nil { try coverApproved(&publication, view, writing) }
                if let day = publication.published, day > writing.now.beijingDay { throw Declined.invalid("/day", "公开日期在今天以后", "the day of publication lies ahead") }
            }
            guard isChanged else { throw Declined.invalid("", "和已登记的一样，没有可更正的", "it says the same as before") }
            record.dueOn = try Self.deadline(of: publication, by: profile)
        }
    }

    private static func deadline(of publication: Publication, by profile: PublicationProfile) throws -> CalendarDay {
        let due: CalendarDay?
        do throws(QuantityError) { due = try profile.deadline(of: publication) } catch { throw Declined.overflow }
        guard let due else { throw Declined.invalid("/approvedOn", "缺少批复日期", "the day of approval is missing") }
        return due
    }

    /// When the document of a stage that this kind publishes was approved.
    private static func approvalDay(of kind: PublishedKind, _ view: CaseView) -> CalendarDay? {
        view.stages.filter { $0.kind == kind.stage && $0.approvedID != nil }.compactMap { $0.approvedAt }.max()?.beijingDay
    }

    /// The approval an entry rests on is the stage's own or has its number.
    private func requireApprovalDay(_ publication: Publication, _ view: CaseView?, _ writing: Writing) throws {
        let own = view.flatMap { Self.approvalDay(of: publication.kind, $0) }
        guard let approved = publication.approved else {
            throw view == nil
                ? Declined.invalid("/approvedOn", "请填写预算或决算的批复日期", "give the day on which the budget or the final account was approved")
                : Declined.invalid("/approvedOn", "“\(publication.kind.stage.wording.zh)”还没有终审：请先办完审核，或填写预算、决算的批复日期和文号", "the \(publication.kind.stage.wording.en) is not approved yet: finish its approval, or give day and number of the approval of budget or account")
        }
        guard approved <= writing.now.beijingDay else { throw Declined.invalid("/approvedOn", "批准日期在今天以后", "the day of approval lies ahead") }
        if approved != own, publication.approvalDocument?.allSatisfy(\.isWhitespace) ?? true {
            throw Declined.invalid(
                "/approvalDocument", own.map { "系统里的批复日期是 \($0.iso)；用别的日期要写明预算或决算批复的文号" } ?? "请写明预算或决算批复的文号",
                own.map { "the stage was approved on \($0.iso); another day needs the number of the approval of budget or account" } ?? "give the number of the approval of budget or account")
        }
        if let document = publication.approvalDocument, document.count > 200 { throw Declined.invalid("/approvalDocument", "文号太长，200 字以内", "the number has 200 characters at most") }
    }

    /// The file that was approved for publication lies in the case, and is that of what is approved now.
    private func coverApproved(_ publication: inout Publication, _ view: CaseView?, _ writing: Writing) throws {
        guard let view else { return }
        if let digest = publication.approvedDigest { try CasePapers(of: view.record.id, in: writing.region, writing.connection).require([("/approvedDigest", digest)]) }
        publication.covers = Self.approved(publication.kind, view)?.text
    }

    private static func approved(_ kind: PublishedKind, _ view: CaseView) -> Identifier<RevisionRecord>? {
        view.stages.filter { $0.kind == kind.stage && $0.approvedID != nil }.max { $0.round < $1.round }?.approvedID
    }

    /// Registers that something was published: where, when, and the digest of what stands there.
    ///
    /// Refused while what was approved holds personal data or a mark of secrecy, and for secret programmes.
    package func markPublished(_ id: Identifier<PublicationRecord>, version: Int, address: String, on day: CalendarDay, digest: String, by caller: Caller) async throws -> PublicationRecord {
        try Self.requireDigest(digest, at: "/digest")
        try Self.requireAddress(address)
        guard day <= now.beijingDay else { throw Declined.invalid("/day", "公开日期在今天以后", "the day of publication lies ahead") }
        return try await change(id, version, by: caller) { [self] publication, record, writing in
            guard publication.withheld == nil else {
                throw Declined(.conflict, "withheld", Wording(zh: "这一项已登记为不公开。", en: "It is registered as withheld."), help: Wording(zh: "请核对不公开的决定。", en: "Check that decision."))
            }
            guard publication.published == nil else {
                throw Declined(.conflict, "published-already", Wording(zh: "已经登记过公开。", en: "It is registered as published."), help: Wording(zh: "内容有变的，请登记更正。", en: "Register a correction where it changed."))
            }
            try requirePublishable(publication, record, caller, writing.connection)
            let view = try record.caseID.map { try caseView($0, writing.connection, caller) }
            if publication.approvedDigest == nil {
                try coverApproved(&publication, view, writing)
            } else if let covers = publication.covers, let view, covers != Self.approved(publication.kind, view)?.text {
                throw Declined(
                    .conflict, "approved-file-outdated", Wording(zh: "登记批准公开的文件以后，又批复了新的内容。", en: "What was approved for publication was approved anew since."),
                    help: Wording(zh: "请上传新的文件并更正登记（amend 的 approvedDigest），再公开。", en: "Upload the new file and amend its digest first (approvedDigest)."))
            }
            publication.published = day
            publication.address = address
            publication.digest = digest
        }
    }

    /// Registers that something is not published, on which ground and by which decision.
    package func withhold(
        _ id: Identifier<PublicationRecord>, version: Int, _ withheld: Publication.Withheld, by caller: Caller
    ) async throws -> PublicationRecord {
        guard withheld.decidedBy.count <= 200, withheld.decision.count <= 2_000 else { throw Declined.invalid("/decision", "决定太长", "the decision is too long") }
        return try await change(id, version, by: caller, reason: withheld.decision) { publication, _, _ in publication.withheld = withheld }
    }

    /// Registers that what was published was corrected.
    ///
    /// - Parameter approvedDigest: of the file that was approved in place of the one before; nil where that one still counts.
    package func correctPublication(
        _ id: Identifier<PublicationRecord>, version: Int, _ correction: Publication.Correction, approvedDigest: String? = nil, by caller: Caller
    ) async throws -> PublicationRecord {
        if let approvedDigest { try Self.requireDigest(approvedDigest, at: "/approvedDigest") }
        guard correction.reason.count <= 2_000 else { throw Declined.invalid("/reason", "理由太长，2000 字以内", "the reason has 2000 characters at most") }
        return try await change(id, version, by: caller, reason: correction.reason) { [self] publication, record, writing in
            guard publication.published != nil else { throw Declined(.conflict, "not-published", Wording(zh: "还没有公开，谈不上更正。", en: "Nothing was published that could be corrected.")) }
            guard publication.corrections.count < 100 else { throw Declined.invalid("", "更正太多", "there are too many corrections") }
            try requirePublishable(publication, record, caller, writing.connection)
            publication.approvedDigest = approvedDigest ?? publication.approvedDigest
            // By the file of an earlier approval it goes on to show what was approved then.
            if approvedDigest != nil || publication.approvedDigest == nil { try coverApproved(&publication, record.caseID.map { try caseView($0, writing.connection, caller) }, writing) }
            publication.corrections.append(correction)
        }
    }

    package func publication(_ id: Identifier<PublicationRecord>, by caller: Caller) async throws -> PublicationRecord {
        try await database.read { [self] in try publicationRecord(id, $0, caller).0 }
    }

    /// Entries within reach, those due first, after one of them.
    ///
    /// - Parameter day: only what is due by this day and not published.
    package func publications(dueUntil day: CalendarDay? = nil, of caseID: Identifier<CaseRecord>? = nil, after: ListPlace? = nil, limit: Int, by caller: Caller) async throws -> [PublicationRecord] {
        let below = Self.below(caller.readPaths(workflow), caller.region)
        return try await database.read { connection in
            var (sql, values) = ("AND \(below.sql)", below.values)
            if let day { (sql, values) = (sql + " AND due_on <= ? AND published_on IS NULL", values + [day.sql]) }
            if let caseID { (sql, values) = (sql + " AND case_id = ?", values + [caseID.sql]) }
            let (rest, more) = ListPlace.condition(after, "due_on")
            return try connection.all(PublicationRecord.self, in: caller.region, sql + " \(rest)ORDER BY due_on, id LIMIT ?", values + more + [limit.sql])
        }
    }

    /// Where an entry stands on a day, and what it lacks.
    package func standing(_ record: PublicationRecord, on day: CalendarDay) throws -> (publication: Publication, status: Publication.Status, shortfalls: [Shortfall]) {
        let publication = try Self.publication(record), profile = try profile(PublicationProfile.self, in: record.region)
        do throws(QuantityError) { return (publication, try profile.status(of: publication, on: day), try profile.shortfalls(of: publication, on: day)) } catch { throw Declined.overflow }
    }

    package static func publication(_ record: PublicationRecord) throws -> Publication {
        do { return try Publication(json: JSONParser.parse(record.body), at: "") } catch { throw StorageError.damaged("\(record.subject): \(error)") }
    }

    // MARK: - Changing

    private func change(
        _ id: Identifier<PublicationRecord>, _ version: Int, by caller: Caller, reason: String = "", _ body: @escaping @Sendable (inout Publication, inout PublicationRecord, Writing) throws -> Void
    ) async throws -> PublicationRecord {
        let profile = try profile(PublicationProfile.self, in: caller.region)
        return try await record(.publish, by: caller, reason: reason) { [self] writing in
            var (record, path) = try publicationRecord(id, writing.connection, caller)
            writing.entry.behalfOf = try allow(.publish, path, caller).onBehalfOf
            guard record.version == version else { throw StaleRecord(subject: record.subject, version: version, present: record) }
            writing.caseID = record.caseID
            var publication = try Self.publication(record)
            try body(&publication, &record, writing)
            // That it is late is told, not refused.
            let shortfalls: [Shortfall]
            do throws(QuantityError) { shortfalls = try profile.shortfalls(of: publication, on: writing.now.beijingDay) } catch { throw Declined.overflow }
            try Self.requireNone(shortfalls.filter { $0.code != .publicationOverdue })
            record.publishedOn = publication.published
            record.body = publication.json.text
            record.changedAt = writing.now
            return try writing.update(record)
        }
    }

    private func publicationRecord(_ id: Identifier<PublicationRecord>, _ connection: any SQLConnection, _ caller: Caller) throws -> (PublicationRecord, String) {
        guard let record = try connection.find(id, in: caller.region) else { throw Declined.notFound("公开事项", "publication") }
        let path = try unit(record.unitID, connection, caller).path
        guard caller.mayRead(path, workflow) else { throw Declined.notFound("公开事项", "publication") }
        return (record, path)
    }

    private static func requireAddress(_ address: String) throws {
        guard address.count <= 500, address.wholeMatch(of: #/https?://[^\s/]+(/\S*)?/#) != nil else {
            throw Declined.invalid("/address", "请填写公开页面的网址（http:// 或 https:// 开头），500 字以内", "give the address of the page, beginning with http:// or https://, in 500 characters")
        }
    }

    private static func requireDigest(_ text: String, at pointer: String) throws {
        guard Digest.isWritten(text) else { throw Declined.invalid(pointer, "校验码应写作 sha256: 加 64 位小写十六进制数字", "a digest is sha256: and 64 lower-case hexadecimal digits") }
    }

    // MARK: - What must not be published

    private func requirePublishable(_ publication: Publication, _ record: PublicationRecord, _ caller: Caller, _ connection: any SQLConnection) throws {
        let kind: StageKind = publication.kind == .evaluationReport ? .selfEvaluation : publication.kind.stage
        guard let caseID = record.caseID else { return try requireNoGate(kind, of: record.unitID, publication.fiscalYear, connection, caller) }
        let view = try caseView(caseID, connection, caller)
        if view.programme?.isSecret == true {
            throw Declined(
                .conflict, "secret", Wording(zh: "项目“\(view.record.name)”涉密，不能公开。", en: "The programme “\(view.record.name)” is secret and is not published."),
                help: Wording(zh: "请登记为不公开，写明依据和决定。", en: "Register it as withheld, with ground and decision."))
        }
        guard let form = try StageFile.form(view.stages.first { $0.kind == kind }?.approvedID, in: caller.region, connection) else {
            throw Declined(
                .conflict, "not-approved", Wording(zh: "“\(kind.wording.zh)”还没有终审，不能公开。", en: "The \(kind.wording.en) is not approved, so it is not published."), help: Wording(zh: "请先办完审核。", en: "Finish its approval first."))
        }
        if publication.kind == .evaluationReport, !view.stages.contains(where: { $0.kind == .review && $0.approvedID != nil }) {
            throw Declined(.conflict, "not-approved", Wording(zh: "复核还没有终审，不能公开。", en: "The review is not approved, so it is not published."), help: Wording(zh: "请先办完审核。", en: "Finish its approval first."))
        }
        // What the form holds is asked of the form itself: findings are of what lies in the stage now.
        let gate = try evaluate(form, Context(), in: caller.region).form.check.gate
        guard gate.isEmpty else { throw Self.personalData(gate.map { $0.at.map(FormPlaces(form).place) ?? "" }) }
    }

    /// Of a unit with all below it, by the findings that are kept; secret programmes are left out of what is published.
    private func requireNoGate(_ kind: StageKind, of unitID: Identifier<UnitRecord>, _ year: Int, _ connection: any SQLConnection, _ caller: Caller) throws {
        let below = Self.below([try unit(unitID, connection, caller).path], caller.region, column: "c.unit_id")
        var names = try connection.rows(
            """
            SELECT DISTINCT c.name FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id
            JOIN finding f ON f.region_code = s.region_code AND f.stage_id = s.id LEFT JOIN programme p ON p.region_code = c.region_code AND p.id = c.programme_id
            WHERE c.region_code = ? AND c.year = ? AND s.kind = ? AND s.state IN ('approved', 'archived') AND f.code = 'G08' AND f.severity = 'error' AND COALESCE(p.is_secret, 0) = 0 AND \(below.sql)
            ORDER BY c.name
            """, [caller.region.sql, year.sql, kind.sql] + below.values
        ) { (row) throws(StorageError) in try row.text() }
        // Where something else lies in the stage by now, what was approved is asked itself.
        let open = try connection.rows(
            """
            SELECT c.name, s.approved_id FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id
            LEFT JOIN programme p ON p.region_code = c.region_code AND p.id = c.programme_id
            WHERE c.region_code = ? AND c.year = ? AND s.kind = ? AND s.approved_id IS NOT NULL AND s.state NOT IN ('approved', 'archived') AND COALESCE(p.is_secret, 0) = 0 AND \(below.sql)
            ORDER BY c.name
            """, [caller.region.sql, year.sql, kind.sql] + below.values
        ) { (row) throws(StorageError) in (name: try row.text(), approved: try row.value() as Identifier<RevisionRecord>) }
        for (name, approved) in open {
            if let form = try StageFile.form(approved, in: caller.region, connection), try !evaluate(form, Context(), in: caller.region).form.check.gate.isEmpty { names.append(name) }
        }
        guard names.isEmpty else { throw Self.personalData(names) }
    }

    private static func personalData(_ places: [String]) -> Declined {
        let shown = places.prefix(8).joined(separator: "、")
        return Declined(
            .conflict, "personal-data", Wording(zh: "批准的内容含有个人信息或密级标志（\(shown)），不能公开。", en: "What was approved holds personal data or a mark of secrecy (\(shown)) and is not published."),
            help: Wording(zh: "请退回改正后再公开，或登记为不公开。", en: "Have it corrected first, or register it as withheld."))
    }
}

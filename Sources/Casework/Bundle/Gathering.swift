import BudgetModel
import Frameworks
import JSONText
import Office
import Quantities
import Storage

/// Gathers what belongs to a case.
struct Gathering {
    private let connection: any SQLConnection
    private let region: RegionCode
    private let record: CaseRecord
    private var records: [any Record] = []
    private var stages: [StageRecord] = []
    private var revisions: [RevisionRecord] = []
    private var evidence: [EvidenceRecord] = []

    init(_ id: Identifier<CaseRecord>, _ region: RegionCode, _ connection: any SQLConnection) throws {
        guard let record = try connection.find(id, in: region) else { throw Declined.notFound("个案", "case") }
        self.connection = connection
        self.region = region
        self.record = record
        stages = try connection.all(in: region, "AND case_id = ? ORDER BY id", [id.sql])
        revisions = try connection.all(in: region, "AND case_id = ? ORDER BY made_at, id", [id.sql])
        evidence = try connection.all(in: region, "AND case_id = ? ORDER BY id", [id.sql])
        try gatherForeignRevisions()
        records = [record] + stages + evidence
        try gatherObject()
        records += try connection.all(RemarkRecord.self, in: region, "AND case_id = ? ORDER BY id", [id.sql])
        records += try connection.all(TicketRecord.self, in: region, "AND case_id = ? ORDER BY id", [id.sql])
        records += try connection.all(UseEntryRecord.self, in: region, "AND case_id = ? ORDER BY id", [id.sql])
        records += try connection.all(PublicationRecord.self, in: region, "AND case_id = ? ORDER BY id", [id.sql])
    }

    /// Forms of other cases that scores were held against: last year's.
    private mutating func gatherForeignRevisions() throws {
        var known = Set(revisions.map(\.id))
        for score in revisions where score.content == RevisionContent.score.rawValue {
            let document: ScoreDocument = try Desk.stored(score)
            for id in [document.beside.previous, document.beside.approved].compactMap(\.self) where known.insert(id).inserted {
                if let revision = try connection.find(id, in: region) { revisions.append(revision) }
            }
        }
    }

    /// The unit and those above it, the programme, the money of the year.
    private mutating func gatherObject() throws {
        var next: Identifier<UnitRecord>? = record.unitID
        while let id = next, let unit = try connection.find(id, in: region) {
            records.append(unit)
            records += try connection.all(UnitPeriodRecord.self, in: region, "AND unit_id = ? ORDER BY valid_from, id", [id.sql]) as [UnitPeriodRecord]
            next = unit.parentID
        }
        if let id = record.programmeID, let programme = try connection.find(id, in: region) { records.append(programme) }
        records += try Desk.entries(record.unitID, record.programmeID, record.year, region, connection)
    }

    func bundle(engine: String, at moment: Instant) throws -> CaseBundle {
        let events = try links()
        var parts = [CaseBundle.Part(path: "records.jsonl", bytes: Self.lines(records.map { Self.line(type(of: $0).table, $0.values) }))]
        parts.append(.init(path: "log.jsonl", bytes: Self.lines(events.map { Event.table.json($0.values) })))
        for revision in revisions { parts.append(.init(path: path(of: revision), bytes: RevisionRecord.table.json(revision.values).bytes)) }
        let frameworks = try frameworks(), profiles = try profiles()
        parts += (frameworks + profiles).map(\.part)
        let head = try connection.row("SELECT seq, digest FROM chain WHERE region_code = ?", [region.sql]) { (row) throws(StorageError) in (try row.integer(), try row.text()) }
        let manifest = BundleManifest(
            program: engine, record: record, madeAt: moment, head: KeptHead(region: region.text, seq: head?.0 ?? 0, digest: head?.1 ?? ""), links: events.count,
            frameworks: frameworks.map { .init(id: $0.id, path: $0.part.path) }, profiles: profiles.map { .init(id: $0.id, path: $0.part.path) })
        return CaseBundle(manifest: manifest, parts: parts, files: Array(Set(evidence.map(\.digest) + revisions.filter { $0.caseID == record.id }.compactMap(\.source))).sorted())
    }

    /// Every link that speaks of something in the bundle.
    private func links() throws -> [Event] {
        let subjects = Set((records + revisions).map(\.subject))
        var events: [Event] = []
        try connection.each(Event.select + " WHERE region_code = ? ORDER BY seq", [region.sql]) { (row) throws(StorageError) in
            let event = try Event(from: &row)
            if event.caseID == record.id.text || event.changes?.contains(where: { subjects.contains($0.subject) }) ?? false { events.append(event) }
        }
        return events
    }

    /// `revisions/3-self-evaluation/05-score.json`; those of other cases lie apart.
    private func path(of revision: RevisionRecord) -> String {
        guard let place = stages.firstIndex(where: { $0.id == revision.stageID }) else { return "revisions/other-cases/\(revision.id.text).json" }
        let stage = stages[place]
        let round = stage.round == 1 ? "" : "-\(stage.round)"
        return "revisions/\(place + 1)-\(stage.kind.rawValue)\(round)/\(revision.number < 10 ? "0" : "")\(revision.number)-\(revision.content).json"
    }

    /// The frameworks of the scores, with those they extend.
    private func frameworks() throws -> [(id: String, part: CaseBundle.Part)] {
        let used = Set(revisions.compactMap(\.framework))
        guard !used.isEmpty else { return [] }
        let texts = try connection.rows("SELECT digest, name, body FROM rule_text WHERE kind = 'framework' ORDER BY added_at, digest", []) { (row) throws(StorageError) in
            (digest: try row.text(), id: try row.text(), body: try row.text())
        }
        let kept = KeptFrameworks(texts.map { (id: $0.id, body: $0.body) })
        var names: Set<String> = []
        for digest in used {
            guard let source = kept.source(digest: digest) else { continue }
            names.insert(source.id)
            var next = source.extends
            while let id = next, names.insert(id).inserted { next = kept.extended(by: id) }
        }
        return texts.filter { names.contains($0.id) }.map { text in
            (text.id, CaseBundle.Part(path: "frameworks/\(Self.fileName(text.id))-\(text.digest.suffix(12)).yaml", bytes: Array(text.body.utf8)))
        }
    }

    /// The profiles that lights, assessments and reviews name.
    private func profiles() throws -> [(id: String, part: CaseBundle.Part)] {
        let named = try Set(revisions.compactMap { try $0.profileDigest() })
        guard !named.isEmpty else { return [] }
        let texts = try connection.rows("SELECT name, body FROM rule_text WHERE kind <> 'framework' ORDER BY added_at, digest", []) { (row) throws(StorageError) in (id: try row.text(), body: try row.text()) }
        return texts.filter { named.contains(Digest.sha256($0.body)) }.map { text in
            (text.id, CaseBundle.Part(path: "profiles/\(Self.fileName(text.id))-\(Digest.sha256(text.body).suffix(12)).yaml", bytes: Array(text.body.utf8)))
        }
    }

    private static func fileName(_ id: String) -> String { String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }.prefix(60)) }

    private static func line(_ table: Table, _ values: [SQLValue]) -> JSONValue { .object(["table": .string(table.name), "row": table.json(values)]) }

    private static func lines(_ values: [JSONValue]) -> [UInt8] { Array(values.flatMap { $0.bytes + [UInt8(ascii: "\n")] }) }
}

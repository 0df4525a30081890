import JSONText
package import Quantities

/// Where a chain or what hangs on it does not hold.
package struct ChainBreak: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The link's own digest is not that of its contents.
        case eventChanged
        /// The link does not name the one before, or its number does not follow.
        case eventOutOfOrder
        /// The link cannot be read.
        case eventUnreadable(String)
        /// The chain ends before the head that is kept, or the head is another.
        case headDiffers
        /// A head that was published is not in the chain.
        case publishedHeadMissing
        /// The record is not as its last link left it.
        case recordChanged
        /// The record is gone.
        case recordMissing
        /// No link speaks of the record.
        case recordUnknown
        /// The link before the last one left another record than the one this link began from.
        case historyDiffers
        /// The file's bytes are not those of its digest.
        case fileChanged
        case fileMissing
        /// A text kept by its digest has another.
        case textChanged
        /// A text that scores rest on is gone.
        case textMissing
        /// Lists or sums are not those that follow from the revision.
        case derivedDiffers
    }

    package var region: String
    /// The link, where it is about one.
    package var seq: Int64?
    /// `stage/0192…`, where it is about a record or a file.
    package var subject: String?
    package var kind: Kind

    package init(region: String, seq: Int64? = nil, subject: String? = nil, kind: Kind) {
        self.region = region
        self.seq = seq
        self.subject = subject
        self.kind = kind
    }
}

/// What was found true of one region.
package struct ChainHead: Hashable, Sendable {
    package var region: String
    package var seq: Int64
    package var digest: String
    /// Of the last link.
    package var at: Instant?
    package var records: Int
}

/// What a check of the chains found.
package struct ChainReport: Hashable, Sendable {
    package var heads: [ChainHead] = []
    /// In the order they were found; the first link of a region that breaks comes before what follows from it.
    package var breaks: [ChainBreak] = []
}

/// Checks the chains of a database and every record that hangs on them. Reads only.
package struct ChainCheck {
    private var report = ChainReport()
    private let connection: any SQLConnection
    private let limit: Int

    /// Everything that stands in the chain.
    package static let audited: [any Record.Type] = [
        RegionRecord.self, UnitRecord.self, UnitPeriodRecord.self, UnitChangeRecord.self, ProgrammeRecord.self, BudgetEntryRecord.self, CaseRecord.self, StageRecord.self,
        RevisionRecord.self, EvidenceRecord.self, RemarkRecord.self, SampleRecord.self, TicketRecord.self, UseEntryRecord.self, PublicationRecord.self, PublishedHeadRecord.self,
        PersonRecord.self, RoleGrantRecord.self, DelegationRecord.self, TokenRecord.self, WindowRecord.self, WindowExceptionRecord.self, RuleChoiceRecord.self,
    ]

    /// - Parameter published: heads that somebody kept elsewhere: region, number and digest.
    /// - Throws: `StorageError` when the database cannot be read.
    package static func run(on connection: any SQLConnection, published: [(region: String, seq: Int64, digest: String)] = [], limit: Int = 100) throws(StorageError) -> ChainReport {
        var check = ChainCheck(connection: connection, limit: limit)
        // Records of a region that has no chain at all are found too.
        var regions = try connection.rows("SELECT region_code FROM chain ORDER BY region_code") { (row) throws(StorageError) in try row.text() }
        for table in audited {
            for region in try connection.rows("SELECT DISTINCT region_code FROM \(table.table.name)", [], { (row) throws(StorageError) in try row.text() }) where !regions.contains(region) { regions.append(region) }
        }
        for region in regions { try check.region(region, published.filter { $0.region == region }.map { ($0.seq, $0.digest) }) }
        for head in published where !regions.contains(head.region) { check.found(ChainBreak(region: head.region, seq: head.seq, kind: .publishedHeadMissing)) }
        try check.texts()
        return check.report
    }

    private init(connection: any SQLConnection, limit: Int) {
        self.connection = connection
        self.limit = limit
    }

    private mutating func found(_ broken: ChainBreak) { if report.breaks.count < limit { report.breaks.append(broken) } }

    private mutating func region(_ region: String, _ published: [(seq: Int64, digest: String)]) throws(StorageError) {
        var lastDigests: [String: String] = [:]
        var expected: Int64 = 1
        var previous = ""
        var lastAt: Instant?
        var open = published
        var found: [ChainBreak] = []
        try connection.each(Event.select + " WHERE region_code = ? ORDER BY seq", [.text(region)]) { (row) throws(StorageError) in
            let event: Event
            do throws(StorageError) { event = try Event(from: &row) } catch {
                found.append(ChainBreak(region: region, seq: expected, kind: .eventUnreadable("\(error)")))
                expected += 1
                previous = ""
                return
            }
            if event.computedDigest != event.digest {
                found.append(ChainBreak(region: region, seq: event.seq, kind: .eventChanged))
            } else if event.seq != expected || event.previous != previous {
                found.append(ChainBreak(region: region, seq: min(event.seq, expected), kind: .eventOutOfOrder))
            }
            if let changes = event.changes {
                for change in changes {
                    if lastDigests[change.subject] != change.before { found.append(ChainBreak(region: region, seq: event.seq, subject: change.subject, kind: .historyDiffers)) }
                    lastDigests[change.subject] = change.after
                }
            } else {
                found.append(ChainBreak(region: region, seq: event.seq, kind: .eventUnreadable("changes")))
            }
            if let index = open.firstIndex(where: { $0.seq == event.seq && $0.digest == event.digest }) { open.remove(at: index) }
            expected = event.seq + 1
            previous = event.digest
            lastAt = event.at
        }
        let head = try connection.row("SELECT seq, digest FROM chain WHERE region_code = ?", [.text(region)]) { (row) throws(StorageError) in (try row.integer(), try row.text()) }
        if head?.0 ?? 0 != expected - 1 || head?.1 ?? "" != previous { found.append(ChainBreak(region: region, seq: head?.0, kind: .headDiffers)) }
        for head in open { found.append(ChainBreak(region: region, seq: head.seq, kind: .publishedHeadMissing)) }
        for broken in found { self.found(broken) }
        var records = 0
        for table in Self.audited { records += try check(table, region, &lastDigests) }
        for subject in lastDigests.keys.sorted() { self.found(ChainBreak(region: region, subject: subject, kind: .recordMissing)) }
        report.heads.append(ChainHead(region: region, seq: expected - 1, digest: previous, at: lastAt, records: records))
    }

    /// Holds each row against what its last link says; takes what it found out of the map.
    private mutating func check<Checked: Record>(_ type: Checked.Type, _ region: String, _ lastDigests: inout [String: String]) throws(StorageError) -> Int {
        var records = 0
        var known = lastDigests
        var found: [ChainBreak] = []
        let table = Checked.table
        try connection.each(Checked.select + " WHERE region_code = ? ORDER BY \(table.columns.prefix(table.keyCount).joined(separator: ", "))", [.text(region)]) { (row) throws(StorageError) in
            records += 1
            let values = row.rest()
            let subject = Checked.subject(of: values)
            guard let expected = known.removeValue(forKey: subject) else {
                found.append(ChainBreak(region: region, subject: subject, kind: .recordUnknown))
                return
            }
            if Checked.digest(of: values) != expected { found.append(ChainBreak(region: region, subject: subject, kind: .recordChanged)) }
        }
        lastDigests = known
        for broken in found { self.found(broken) }
        return records
    }

    /// Frameworks and workflows, which are kept under the digest of their text.
    private mutating func texts() throws(StorageError) {
        let texts = try connection.rows("SELECT digest, kind, name, body FROM rule_text ORDER BY digest", []) { (row) throws(StorageError) in
            (digest: try row.text(), kind: try row.text(), name: try row.text(), body: try row.text())
        }
        for (digest, kind, name, body) in texts where RuleTexts.digest(kind: kind, name: name, body: body) != digest {
            found(ChainBreak(region: "", subject: "rule_text/" + digest, kind: .textChanged))
        }
    }
}

package import Quantities

/// A sample as it was drawn, with seed, frame and reasons.
package struct SampleRecord: Record {
    package static let table = Table(
        "sample", key: ["region_code", "id"],
        ["year", "seed", "body", "author_id", "made_at"])

    package var region: RegionCode
    package var id: Identifier<SampleRecord>
    package var year: Int
    package var seed: String
    /// JSON.
    package var body: String
    package var authorID: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<SampleRecord>, year: Int, seed: String, body: String, authorID: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.year = year
        self.seed = seed
        self.body = body
        self.authorID = authorID
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        year = try row.value()
        seed = try row.value()
        body = try row.value()
        authorID = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, year.sql, seed.sql, body.sql, authorID.sql, madeAt.sql]
    }
}

/// A rectification.
package struct TicketRecord: VersionedRecord {
    package static let table = Table(
        "ticket", key: ["region_code", "id"],
        ["version", "case_id", "unit_id", "state", "due_on", "body", "changed_at"])

    package var region: RegionCode
    package var id: Identifier<TicketRecord>
    package var version: Int
    package var caseID: Identifier<CaseRecord>
    /// Who has to answer.
    package var unitID: Identifier<UnitRecord>
    package var state: String
    package var dueOn: CalendarDay
    /// JSON.
    package var body: String
    package var changedAt: Instant

    package init(
        region: RegionCode, id: Identifier<TicketRecord>, version: Int = 1, caseID: Identifier<CaseRecord>, unitID: Identifier<UnitRecord>, state: String, dueOn: CalendarDay, body: String, changedAt: Instant
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.caseID = caseID
        self.unitID = unitID
        self.state = state
        self.dueOn = dueOn
        self.body = body
        self.changedAt = changedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        caseID = try row.value()
        unitID = try row.value()
        state = try row.value()
        dueOn = try row.value()
        body = try row.value()
        changedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, caseID.sql, unitID.sql, state.sql, dueOn.sql, body.sql, changedAt.sql]
    }
}

/// What a result changes: finding, advice, next year's line.
package struct UseEntryRecord: VersionedRecord {
    package static let table = Table(
        "use_entry", key: ["region_code", "id"],
        ["version", "case_id", "unit_id", "year", "body", "changed_at"])

    package var region: RegionCode
    package var id: Identifier<UseEntryRecord>
    package var version: Int
    package var caseID: Identifier<CaseRecord>
    package var unitID: Identifier<UnitRecord>
    /// The year whose budget it concerns.
    package var year: Int
    /// JSON.
    package var body: String
    package var changedAt: Instant

    package init(
        region: RegionCode, id: Identifier<UseEntryRecord>, version: Int = 1, caseID: Identifier<CaseRecord>, unitID: Identifier<UnitRecord>, year: Int, body: String, changedAt: Instant
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.caseID = caseID
        self.unitID = unitID
        self.year = year
        self.body = body
        self.changedAt = changedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        caseID = try row.value()
        unitID = try row.value()
        year = try row.value()
        body = try row.value()
        changedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, caseID.sql, unitID.sql, year.sql, body.sql, changedAt.sql]
    }
}

/// A duty to publish, and what came of it.
package struct PublicationRecord: VersionedRecord {
    package static let table = Table(
        "publication", key: ["region_code", "id"],
        ["version", "case_id", "unit_id", "kind", "due_on", "published_on", "body", "changed_at"])

    package var region: RegionCode
    package var id: Identifier<PublicationRecord>
    package var version: Int
    package var caseID: Identifier<CaseRecord>?
    package var unitID: Identifier<UnitRecord>
    package var kind: String
    package var dueOn: CalendarDay
    package var publishedOn: CalendarDay?
    /// JSON.
    package var body: String
    package var changedAt: Instant

    package init(
        region: RegionCode, id: Identifier<PublicationRecord>, version: Int = 1, caseID: Identifier<CaseRecord>? = nil, unitID: Identifier<UnitRecord>, kind: String, dueOn: CalendarDay, publishedOn: CalendarDay? = nil, body: String, changedAt: Instant
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.caseID = caseID
        self.unitID = unitID
        self.kind = kind
        self.dueOn = dueOn
        self.publishedOn = publishedOn
        self.body = body
        self.changedAt = changedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        caseID = try row.value()
        unitID = try row.value()
        kind = try row.value()
        dueOn = try row.value()
        publishedOn = try row.value()
        body = try row.value()
        changedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, caseID.sql, unitID.sql, kind.sql, dueOn.sql, publishedOn.sql, body.sql, changedAt.sql]
    }
}

/// A head of the chain that was published, so that nobody can shorten the chain unseen.
package struct PublishedHeadRecord: Record {
    package static let table = Table(
        "published_head", key: ["region_code", "id"],
        ["seq", "digest", "place", "made_at"])

    package var region: RegionCode
    package var id: Identifier<PublishedHeadRecord>
    package var seq: Int64
    package var digest: String
    /// Where: an address, a newspaper, a letter.
    package var place: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<PublishedHeadRecord>, seq: Int64, digest: String, place: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.seq = seq
        self.digest = digest
        self.place = place
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        seq = try row.value()
        digest = try row.value()
        place = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, seq.sql, digest.sql, place.sql, madeAt.sql]
    }
}

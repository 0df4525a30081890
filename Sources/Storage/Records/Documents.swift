package import Quantities

/// A file that proves something; its bytes lie in the folder of files under their digest.
package struct EvidenceRecord: Record {
    package static let table = Table(
        "evidence", key: ["region_code", "id"],
        ["case_id", "stage_id", "indicator", "digest", "size", "file_name", "media_type", "kind", "source", "on_day", "unit_id", "author_id", "made_at"])

    package var region: RegionCode
    package var id: Identifier<EvidenceRecord>
    package var caseID: Identifier<CaseRecord>
    package var stageID: Identifier<StageRecord>?
    /// The name of the indicator it proves.
    package var indicator: String?
    /// `sha256:…` of the bytes.
    package var digest: String
    /// Bytes.
    package var size: Int64
    package var fileName: String
    package var mediaType: String
    /// What it is: `form`, `acceptance`, `survey` …
    package var kind: String
    /// Who issued it.
    package var source: String
    /// The day of the paper.
    package var onDay: CalendarDay?
    package var unitID: Identifier<UnitRecord>
    package var authorID: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<EvidenceRecord>, caseID: Identifier<CaseRecord>, stageID: Identifier<StageRecord>? = nil, indicator: String? = nil, digest: String, size: Int64, fileName: String, mediaType: String, kind: String, source: String, onDay: CalendarDay? = nil, unitID: Identifier<UnitRecord>, authorID: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.caseID = caseID
        self.stageID = stageID
        self.indicator = indicator
        self.digest = digest
        self.size = size
        self.fileName = fileName
        self.mediaType = mediaType
        self.kind = kind
        self.source = source
        self.onDay = onDay
        self.unitID = unitID
        self.authorID = authorID
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        caseID = try row.value()
        stageID = try row.value()
        indicator = try row.value()
        digest = try row.value()
        size = try row.value()
        fileName = try row.value()
        mediaType = try row.value()
        kind = try row.value()
        source = try row.value()
        onDay = try row.value()
        unitID = try row.value()
        authorID = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, caseID.sql, stageID.sql, indicator.sql, digest.sql, size.sql, fileName.sql, mediaType.sql, kind.sql, source.sql, onDay.sql, unitID.sql, authorID.sql, madeAt.sql]
    }
}

/// What a unit says of a finding.
package struct RemarkRecord: VersionedRecord {
    package static let table = Table(
        "remark", key: ["region_code", "id"],
        ["version", "case_id", "stage_id", "code", "place", "body", "author_id", "made_at"])

    package var region: RegionCode
    package var id: Identifier<RemarkRecord>
    package var version: Int
    package var caseID: Identifier<CaseRecord>
    package var stageID: Identifier<StageRecord>
    /// The rule.
    package var code: String
    /// The cell, or empty.
    package var place: String
    package var body: String
    package var authorID: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<RemarkRecord>, version: Int = 1, caseID: Identifier<CaseRecord>, stageID: Identifier<StageRecord>, code: String, place: String, body: String, authorID: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.caseID = caseID
        self.stageID = stageID
        self.code = code
        self.place = place
        self.body = body
        self.authorID = authorID
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        caseID = try row.value()
        stageID = try row.value()
        code = try row.value()
        place = try row.value()
        body = try row.value()
        authorID = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, caseID.sql, stageID.sql, code.sql, place.sql, body.sql, authorID.sql, madeAt.sql]
    }
}

/// What somebody has typed and not saved; replaced by the same person only.
package struct DraftRecord: Record {
    package static let table = Table(
        "draft", key: ["region_code", "stage_id", "person_id"],
        ["base_id", "body", "saved_at", "used_by"])

    package var region: RegionCode
    package var stageID: Identifier<StageRecord>
    package var personID: Identifier<PersonRecord>
    /// The revision it began from.
    package var baseID: Identifier<RevisionRecord>?
    /// JSON, perhaps unfinished.
    package var body: String
    package var savedAt: Instant
    /// The revision that was saved from it.
    package var usedBy: Identifier<RevisionRecord>?

    package init(
        region: RegionCode, stageID: Identifier<StageRecord>, personID: Identifier<PersonRecord>, baseID: Identifier<RevisionRecord>? = nil, body: String, savedAt: Instant, usedBy: Identifier<RevisionRecord>? = nil
    ) {
        self.region = region
        self.stageID = stageID
        self.personID = personID
        self.baseID = baseID
        self.body = body
        self.savedAt = savedAt
        self.usedBy = usedBy
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        stageID = try row.value()
        personID = try row.value()
        baseID = try row.value()
        body = try row.value()
        savedAt = try row.value()
        usedBy = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, stageID.sql, personID.sql, baseID.sql, body.sql, savedAt.sql, usedBy.sql]
    }
}

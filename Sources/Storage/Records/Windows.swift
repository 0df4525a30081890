package import Office
package import Quantities

/// When a stage is open for handing in.
package struct WindowRecord: VersionedRecord {
    package static let table = Table(
        "stage_window", key: ["region_code", "id"],
        ["version", "stage", "year", "opens_at", "closes_at", "note"])

    package var region: RegionCode
    package var id: Identifier<WindowRecord>
    package var version: Int
    package var stage: StageKind
    package var year: Int
    package var opensAt: Instant
    /// The first moment at which it is closed.
    package var closesAt: Instant
    package var note: String

    package init(
        region: RegionCode, id: Identifier<WindowRecord>, version: Int = 1, stage: StageKind, year: Int, opensAt: Instant, closesAt: Instant, note: String
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.stage = stage
        self.year = year
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.note = note
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        stage = try row.value()
        year = try row.value()
        opensAt = try row.value()
        closesAt = try row.value()
        note = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, stage.sql, year.sql, opensAt.sql, closesAt.sql, note.sql]
    }
}

/// More time for one unit, with the reason.
package struct WindowExceptionRecord: VersionedRecord {
    package static let table = Table(
        "window_exception", key: ["region_code", "id"],
        ["version", "window_id", "unit_id", "until_at", "reason", "author_id", "made_at"])

    package var region: RegionCode
    package var id: Identifier<WindowExceptionRecord>
    package var version: Int
    package var windowID: Identifier<WindowRecord>
    package var unitID: Identifier<UnitRecord>
    package var untilAt: Instant
    package var reason: String
    package var authorID: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<WindowExceptionRecord>, version: Int = 1, windowID: Identifier<WindowRecord>, unitID: Identifier<UnitRecord>, untilAt: Instant, reason: String, authorID: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.windowID = windowID
        self.unitID = unitID
        self.untilAt = untilAt
        self.reason = reason
        self.authorID = authorID
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        windowID = try row.value()
        unitID = try row.value()
        untilAt = try row.value()
        reason = try row.value()
        authorID = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, windowID.sql, unitID.sql, untilAt.sql, reason.sql, authorID.sql, madeAt.sql]
    }
}

package import Quantities

/// A region: the office of one finance bureau and all below it.
package struct RegionRecord: VersionedRecord {
    package static let table = Table(
        "region", key: ["region_code"],
        ["version", "name", "level"])

    package var region: RegionCode
    package var version: Int
    /// `石家庄市长安区`.
    package var name: String
    package var level: RegionLevel

    package init(
        region: RegionCode, version: Int = 1, name: String, level: RegionLevel
    ) {
        self.region = region
        self.version = version
        self.name = name
        self.level = level
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        version = try row.value()
        name = try row.value()
        level = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, version.sql, name.sql, level.sql]
    }
}

/// A bureau, department or unit as it is today; `UnitPeriodRecord` has what it was.
package struct UnitRecord: VersionedRecord {
    package static let table = Table(
        "unit", key: ["region_code", "id"],
        ["version", "kind", "code", "name", "parent_id", "path", "opened_on", "closed_on", "successor_id"])

    package var region: RegionCode
    package var id: Identifier<UnitRecord>
    package var version: Int
    package var kind: UnitKind
    /// 预算单位编码: `219`, `219001`.
    package var code: String
    package var name: String
    /// The unit above it; nil directly under the region.
    package var parentID: Identifier<UnitRecord>?
    /// Keys from the top down to its own, each with a `/`; a closed unit lies below its successor, so that rights over it pass on.
    package var path: String
    package var openedOn: CalendarDay
    package var closedOn: CalendarDay?
    /// Who answers for it since it was closed.
    package var successorID: Identifier<UnitRecord>?

    package init(
        region: RegionCode, id: Identifier<UnitRecord>, version: Int = 1, kind: UnitKind, code: String, name: String, parentID: Identifier<UnitRecord>? = nil, path: String, openedOn: CalendarDay, closedOn: CalendarDay? = nil, successorID: Identifier<UnitRecord>? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.kind = kind
        self.code = code
        self.name = name
        self.parentID = parentID
        self.path = path
        self.openedOn = openedOn
        self.closedOn = closedOn
        self.successorID = successorID
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        kind = try row.value()
        code = try row.value()
        name = try row.value()
        parentID = try row.value()
        path = try row.value()
        openedOn = try row.value()
        closedOn = try row.value()
        successorID = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, kind.sql, code.sql, name.sql, parentID.sql, path.sql, openedOn.sql, closedOn.sql, successorID.sql]
    }
}

/// What a unit was called and where it stood from a day on, until its next one.
package struct UnitPeriodRecord: Record {
    package static let table = Table(
        "unit_period", key: ["region_code", "id"],
        ["unit_id", "valid_from", "code", "name", "parent_id"])

    package var region: RegionCode
    package var id: Identifier<UnitPeriodRecord>
    package var unitID: Identifier<UnitRecord>
    package var validFrom: CalendarDay
    package var code: String
    package var name: String
    package var parentID: Identifier<UnitRecord>?

    package init(
        region: RegionCode, id: Identifier<UnitPeriodRecord>, unitID: Identifier<UnitRecord>, validFrom: CalendarDay, code: String, name: String, parentID: Identifier<UnitRecord>? = nil
    ) {
        self.region = region
        self.id = id
        self.unitID = unitID
        self.validFrom = validFrom
        self.code = code
        self.name = name
        self.parentID = parentID
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        unitID = try row.value()
        validFrom = try row.value()
        code = try row.value()
        name = try row.value()
        parentID = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, unitID.sql, validFrom.sql, code.sql, name.sql, parentID.sql]
    }
}

/// A merger, split, move or new name, with its reason.
package struct UnitChangeRecord: Record {
    package static let table = Table(
        "unit_change", key: ["region_code", "id"],
        ["kind", "on_day", "reason", "before_units", "after_units", "made_at"])

    package var region: RegionCode
    package var id: Identifier<UnitChangeRecord>
    package var kind: UnitChangeKind
    package var onDay: CalendarDay
    /// The document that ordered it.
    package var reason: String
    /// Keys, separated by a space.
    package var beforeUnits: String
    /// Keys, separated by a space.
    package var afterUnits: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<UnitChangeRecord>, kind: UnitChangeKind, onDay: CalendarDay, reason: String, beforeUnits: String, afterUnits: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.kind = kind
        self.onDay = onDay
        self.reason = reason
        self.beforeUnits = beforeUnits
        self.afterUnits = afterUnits
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        kind = try row.value()
        onDay = try row.value()
        reason = try row.value()
        beforeUnits = try row.value()
        afterUnits = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, kind.sql, onDay.sql, reason.sql, beforeUnits.sql, afterUnits.sql, madeAt.sql]
    }
}

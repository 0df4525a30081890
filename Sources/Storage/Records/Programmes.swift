package import Quantities

/// A programme of the project library.
package struct ProgrammeRecord: VersionedRecord {
    package static let table = Table(
        "programme", key: ["region_code", "id"],
        ["version", "code", "name", "unit_id", "project_class", "nature", "starts_in", "ends_in", "needs_ex_ante", "is_secret", "closed_on"])

    package var region: RegionCode
    package var id: Identifier<ProgrammeRecord>
    package var version: Int
    /// 项目编码, 21 characters; empty where there is none yet.
    package var code: String
    package var name: String
    /// The unit that carries it out.
    package var unitID: Identifier<UnitRecord>
    /// 特定目标类, 运转类, 人员类, or empty.
    package var projectClass: String
    /// 新增, 延续, or empty.
    package var nature: String
    /// Fiscal year.
    package var startsIn: Int
    package var endsIn: Int?
    /// A new major programme, which is assessed before it may ask for money.
    package var needsExAnte: Bool
    /// Nothing of it is published.
    package var isSecret: Bool
    package var closedOn: CalendarDay?

    package init(
        region: RegionCode, id: Identifier<ProgrammeRecord>, version: Int = 1, code: String, name: String, unitID: Identifier<UnitRecord>, projectClass: String, nature: String, startsIn: Int, endsIn: Int? = nil, needsExAnte: Bool, isSecret: Bool, closedOn: CalendarDay? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.code = code
        self.name = name
        self.unitID = unitID
        self.projectClass = projectClass
        self.nature = nature
        self.startsIn = startsIn
        self.endsIn = endsIn
        self.needsExAnte = needsExAnte
        self.isSecret = isSecret
        self.closedOn = closedOn
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        code = try row.value()
        name = try row.value()
        unitID = try row.value()
        projectClass = try row.value()
        nature = try row.value()
        startsIn = try row.value()
        endsIn = try row.value()
        needsExAnte = try row.value()
        isSecret = try row.value()
        closedOn = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, code.sql, name.sql, unitID.sql, projectClass.sql, nature.sql, startsIn.sql, endsIn.sql, needsExAnte.sql, isSecret.sql, closedOn.sql]
    }
}

/// One amount of a budget or its execution; a correction is another entry.
package struct BudgetEntryRecord: Record {
    package static let table = Table(
        "budget_entry", key: ["region_code", "id"],
        ["unit_id", "programme_id", "year", "source", "kind", "amount_fen", "on_day", "document", "reason", "made_at"])

    package var region: RegionCode
    package var id: Identifier<BudgetEntryRecord>
    package var unitID: Identifier<UnitRecord>
    /// Nil for the department as a whole.
    package var programmeID: Identifier<ProgrammeRecord>?
    package var year: Int
    /// A `FundSource` of forms: `appropriation`, `carryover`, `other` …
    package var source: String
    package var kind: BudgetEntryKind
    /// An adjustment downwards is negative.
    package var amount: Money
    package var onDay: CalendarDay
    /// 批复文号 or the like.
    package var document: String
    package var reason: String
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<BudgetEntryRecord>, unitID: Identifier<UnitRecord>, programmeID: Identifier<ProgrammeRecord>? = nil, year: Int, source: String, kind: BudgetEntryKind, amount: Money, onDay: CalendarDay, document: String, reason: String, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.unitID = unitID
        self.programmeID = programmeID
        self.year = year
        self.source = source
        self.kind = kind
        self.amount = amount
        self.onDay = onDay
        self.document = document
        self.reason = reason
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        unitID = try row.value()
        programmeID = try row.value()
        year = try row.value()
        source = try row.value()
        kind = try row.value()
        amount = try row.value()
        onDay = try row.value()
        document = try row.value()
        reason = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, unitID.sql, programmeID.sql, year.sql, source.sql, kind.sql, amount.sql, onDay.sql, document.sql, reason.sql, madeAt.sql]
    }
}

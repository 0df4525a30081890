package import Office
package import Quantities

/// One object in one year.
package struct CaseRecord: VersionedRecord {
    package static let table = Table(
        "casefile", key: ["region_code", "id"],
        ["version", "object", "unit_id", "programme_id", "year", "name", "opened_at", "closed_at"])

    package var region: RegionCode
    package var id: Identifier<CaseRecord>
    package var version: Int
    package var object: ObjectKind
    package var unitID: Identifier<UnitRecord>
    /// Nil for a department as a whole.
    package var programmeID: Identifier<ProgrammeRecord>?
    package var year: Int
    package var name: String
    package var openedAt: Instant
    package var closedAt: Instant?

    package init(
        region: RegionCode, id: Identifier<CaseRecord>, version: Int = 1, object: ObjectKind, unitID: Identifier<UnitRecord>, programmeID: Identifier<ProgrammeRecord>? = nil, year: Int, name: String, openedAt: Instant, closedAt: Instant? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.object = object
        self.unitID = unitID
        self.programmeID = programmeID
        self.year = year
        self.name = name
        self.openedAt = openedAt
        self.closedAt = closedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        object = try row.value()
        unitID = try row.value()
        programmeID = try row.value()
        year = try row.value()
        name = try row.value()
        openedAt = try row.value()
        closedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, object.sql, unitID.sql, programmeID.sql, year.sql, name.sql, openedAt.sql, closedAt.sql]
    }
}

/// A stage of a case; monitoring has one for each round.
package struct StageRecord: VersionedRecord {
    package static let table = Table(
        "stage", key: ["region_code", "id"],
        ["version", "case_id", "kind", "round", "state", "revision_id", "score_id", "approved_id", "total", "grade", "errors", "warnings", "hands", "handed_in_at", "approved_at", "changed_at"])

    package var region: RegionCode
    package var id: Identifier<StageRecord>
    package var version: Int
    package var caseID: Identifier<CaseRecord>
    package var kind: StageKind
    /// Counted from 1.
    package var round: Int
    package var state: StageState
    /// What lies there now, as the unit states it.
    package var revisionID: Identifier<RevisionRecord>?
    /// What the engine computed of it.
    package var scoreID: Identifier<RevisionRecord>?
    /// What was approved last.
    package var approvedID: Identifier<RevisionRecord>?
    /// Points, as the engine computed them.
    package var total: String?
    /// `优`, `良`, `中`, `差`
    package var grade: String?
    /// Findings that are errors.
    package var errors: Int
    package var warnings: Int
    /// Keys of those who handed in, endorsed or passed what lies there, separated by a space.
    package var hands: String
    package var handedInAt: Instant?
    package var approvedAt: Instant?
    package var changedAt: Instant

    package init(
        region: RegionCode, id: Identifier<StageRecord>, version: Int = 1, caseID: Identifier<CaseRecord>, kind: StageKind, round: Int, state: StageState, revisionID: Identifier<RevisionRecord>? = nil, scoreID: Identifier<RevisionRecord>? = nil, approvedID: Identifier<RevisionRecord>? = nil, total: String? = nil, grade: String? = nil, errors: Int, warnings: Int, hands: String = "", handedInAt: Instant? = nil, approvedAt: Instant? = nil, changedAt: Instant
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.caseID = caseID
        self.kind = kind
        self.round = round
        self.state = state
        self.revisionID = revisionID
        self.scoreID = scoreID
        self.approvedID = approvedID
        self.total = total
        self.grade = grade
        self.errors = errors
        self.warnings = warnings
        self.hands = hands
        self.handedInAt = handedInAt
        self.approvedAt = approvedAt
        self.changedAt = changedAt
    }

    /// Whether its document can be changed.
    package var isOpen: Bool { StageState.open.contains(state) }
    /// Whether it was handed in and was not sent back: what then lies there counts in sums.
    package var isHandedIn: Bool { !isOpen }
    /// Whether it was approved and a change of it is under way.
    package var isBeingAdjusted: Bool { kind == .goal && approvedID != nil && ![.approved, .archived].contains(state) }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        caseID = try row.value()
        kind = try row.value()
        round = try row.value()
        state = try row.value()
        revisionID = try row.value()
        scoreID = try row.value()
        approvedID = try row.value()
        total = try row.value()
        grade = try row.value()
        errors = try row.value()
        warnings = try row.value()
        hands = try row.value()
        handedInAt = try row.value()
        approvedAt = try row.value()
        changedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, caseID.sql, kind.sql, round.sql, state.sql, revisionID.sql, scoreID.sql, approvedID.sql, total.sql, grade.sql, errors.sql, warnings.sql, hands.sql, handedInAt.sql, approvedAt.sql, changedAt.sql]
    }
}

/// A document of a stage as it was saved once; never changed.
package struct RevisionRecord: Record {
    package static let table = Table(
        "revision", key: ["region_code", "id"],
        ["case_id", "stage_id", "number", "layer", "content", "body", "framework", "engine", "based_on", "source", "author_id", "behalf_of", "made_at"])

    package var region: RegionCode
    package var id: Identifier<RevisionRecord>
    package var caseID: Identifier<CaseRecord>
    package var stageID: Identifier<StageRecord>
    /// Counted from 1 in its stage.
    package var number: Int
    package var layer: Layer
    /// What the body is: `form`, `score`, `ex-ante`, `goal-review`, `re-evaluation`.
    package var content: String
    /// JSON.
    package var body: String
    /// The digest of the framework it was computed by.
    package var framework: String?
    /// The version of the program.
    package var engine: String
    /// The revision it speaks of.
    package var basedOn: Identifier<RevisionRecord>?
    /// The digest of the file it was read from.
    package var source: String?
    /// The person, or `system`.
    package var authorID: String
    /// For whom.
    package var behalfOf: String?
    package var madeAt: Instant

    package init(
        region: RegionCode, id: Identifier<RevisionRecord>, caseID: Identifier<CaseRecord>, stageID: Identifier<StageRecord>, number: Int, layer: Layer, content: String, body: String, framework: String? = nil, engine: String, basedOn: Identifier<RevisionRecord>? = nil, source: String? = nil, authorID: String, behalfOf: String? = nil, madeAt: Instant
    ) {
        self.region = region
        self.id = id
        self.caseID = caseID
        self.stageID = stageID
        self.number = number
        self.layer = layer
        self.content = content
        self.body = body
        self.framework = framework
        self.engine = engine
        self.basedOn = basedOn
        self.source = source
        self.authorID = authorID
        self.behalfOf = behalfOf
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        caseID = try row.value()
        stageID = try row.value()
        number = try row.value()
        layer = try row.value()
        content = try row.value()
        body = try row.value()
        framework = try row.value()
        engine = try row.value()
        basedOn = try row.value()
        source = try row.value()
        authorID = try row.value()
        behalfOf = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, caseID.sql, stageID.sql, number.sql, layer.sql, content.sql, body.sql, framework.sql, engine.sql, basedOn.sql, source.sql, authorID.sql, behalfOf.sql, madeAt.sql]
    }
}

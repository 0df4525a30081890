package import Office

/// A finding of the latest computed revision of a stage, for lists; the revision has it in full.
package struct FindingRecord: Record {
    package static let table = Table(
        "finding", key: ["region_code", "revision_id", "ordinal"],
        ["case_id", "stage_id", "code", "severity", "place", "message_zh", "message_en", "expected", "found", "difference"])

    package var region: RegionCode
    package var revisionID: Identifier<RevisionRecord>
    /// Counted from 1.
    package var ordinal: Int
    package var caseID: Identifier<CaseRecord>
    package var stageID: Identifier<StageRecord>
    package var code: String
    package var severity: String
    package var place: String?
    package var messageZh: String
    package var messageEn: String
    package var expected: String?
    package var found: String?
    package var difference: String?

    package init(
        region: RegionCode, revisionID: Identifier<RevisionRecord>, ordinal: Int, caseID: Identifier<CaseRecord>, stageID: Identifier<StageRecord>, code: String, severity: String, place: String? = nil, messageZh: String, messageEn: String, expected: String? = nil, found: String? = nil, difference: String? = nil
    ) {
        self.region = region
        self.revisionID = revisionID
        self.ordinal = ordinal
        self.caseID = caseID
        self.stageID = stageID
        self.code = code
        self.severity = severity
        self.place = place
        self.messageZh = messageZh
        self.messageEn = messageEn
        self.expected = expected
        self.found = found
        self.difference = difference
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        revisionID = try row.value()
        ordinal = try row.value()
        caseID = try row.value()
        stageID = try row.value()
        code = try row.value()
        severity = try row.value()
        place = try row.value()
        messageZh = try row.value()
        messageEn = try row.value()
        expected = try row.value()
        found = try row.value()
        difference = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, revisionID.sql, ordinal.sql, caseID.sql, stageID.sql, code.sql, severity.sql, place.sql, messageZh.sql, messageEn.sql, expected.sql, found.sql, difference.sql]
    }
}

/// An indicator of the latest computed revision of a stage, for roll-ups; the revision has it in full. Points in millionths.
package struct IndicatorRecord: Record {
    package static let table = Table(
        "indicator", key: ["region_code", "revision_id", "ordinal"],
        ["case_id", "unit_id", "year", "stage", "level1", "level2", "name", "target", "unit", "actual", "weight_micro", "score_micro", "stated_micro", "is_met"])

    package var region: RegionCode
    package var revisionID: Identifier<RevisionRecord>
    /// Counted from 1.
    package var ordinal: Int
    package var caseID: Identifier<CaseRecord>
    package var unitID: Identifier<UnitRecord>
    package var year: Int
    package var stage: StageKind
    package var level1: String
    package var level2: String
    package var name: String
    package var target: String?
    package var unit: String?
    package var actual: String?
    package var weightMicro: Int64?
    package var scoreMicro: Int64?
    package var statedMicro: Int64?
    package var isMet: Bool?

    package init(
        region: RegionCode, revisionID: Identifier<RevisionRecord>, ordinal: Int, caseID: Identifier<CaseRecord>, unitID: Identifier<UnitRecord>, year: Int, stage: StageKind, level1: String, level2: String, name: String, target: String? = nil, unit: String? = nil, actual: String? = nil, weightMicro: Int64? = nil, scoreMicro: Int64? = nil, statedMicro: Int64? = nil, isMet: Bool? = nil
    ) {
        self.region = region
        self.revisionID = revisionID
        self.ordinal = ordinal
        self.caseID = caseID
        self.unitID = unitID
        self.year = year
        self.stage = stage
        self.level1 = level1
        self.level2 = level2
        self.name = name
        self.target = target
        self.unit = unit
        self.actual = actual
        self.weightMicro = weightMicro
        self.scoreMicro = scoreMicro
        self.statedMicro = statedMicro
        self.isMet = isMet
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        revisionID = try row.value()
        ordinal = try row.value()
        caseID = try row.value()
        unitID = try row.value()
        year = try row.value()
        stage = try row.value()
        level1 = try row.value()
        level2 = try row.value()
        name = try row.value()
        target = try row.value()
        unit = try row.value()
        actual = try row.value()
        weightMicro = try row.value()
        scoreMicro = try row.value()
        statedMicro = try row.value()
        isMet = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, revisionID.sql, ordinal.sql, caseID.sql, unitID.sql, year.sql, stage.sql, level1.sql, level2.sql, name.sql, target.sql, unit.sql, actual.sql, weightMicro.sql, scoreMicro.sql, statedMicro.sql, isMet.sql]
    }
}

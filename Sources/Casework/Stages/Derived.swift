package import BudgetModel
package import Forms
import JSONText
import Office
import Quantities
import Reports
import Storage
import Workflows

/// A finding as lists keep it.
struct ListedFinding: Hashable, JSONRepresentable {
    var code: String
    var severity: Severity
    var place: String?
    var message: Wording
    var expected: String?
    var found: String?
    var difference: String?

    init(_ finding: Finding, on places: FormPlaces) {
        code = finding.code
        severity = finding.severity
        place = finding.at.map(places.place)
        message = finding.message
        expected = finding.expected
        found = finding.found
        difference = finding.difference
    }

    /// The message with what helps; its place is the pointer into the document.
    init(_ shortfall: Shortfall) {
        code = shortfall.code.rawValue
        severity = shortfall.severity
        place = shortfall.pointer
        message = shortfall.told
    }

    /// A shortfall as the result of a review keeps it.
    init(shortfall json: JSONValue) throws {
        func wording(_ key: String) -> Wording { Wording(zh: json[key]?["zh"]?.string ?? "", en: json[key]?["en"]?.string ?? "") }
        guard let code = json["code"]?.string, let severity = json["severity"]?.string.flatMap(Severity.init), let place = json["pointer"]?.string else { throw StorageError.damaged("a shortfall cannot be read") }
        (self.code, self.severity, self.place, message) = (code, severity, place, Shortfall.told(wording("message"), wording("help")))
    }

    var json: JSONValue { .object(["code": .string(code), "severity": .string(severity.rawValue), "place": .text(place), "message": message.json]) }

    /// Only those of shortfalls are kept as JSON.
    init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["code", "severity", "place", "message"])
        code = try object.text("code")
        severity = try object.one("severity")
        place = try object.optionalText("place")
        let words = try JSONObject(object.required("message"), at: object.place("message"), keys: ["zh", "en"])
        message = Wording(zh: try words.text("zh"), en: try words.text("en"))
    }

    func record(_ ordinal: Int, of revision: RevisionRecord) -> FindingRecord {
        FindingRecord(
            region: revision.region, revisionID: revision.id, ordinal: ordinal, caseID: revision.caseID, stageID: revision.stageID, code: code, severity: severity.rawValue, place: place,
            messageZh: message.zh, messageEn: message.en, expected: expected, found: found, difference: difference)
    }
}

/// The rows of lists and roll-ups that follow from a revision and are written with it; `verify` derives them again.
enum DerivedRows {
    static func findings(_ document: ScoreDocument, _ form: Evaluation, of computed: RevisionRecord) -> [FindingRecord] { records(listed(document, form), of: computed) }

    static func listed(_ document: ScoreDocument, _ form: Evaluation) -> [ListedFinding] {
        let places = FormPlaces(form)
        return document.score.counted.map { ListedFinding($0, on: places) } + document.shortfalls
    }

    static func records(_ listed: [ListedFinding], of revision: RevisionRecord) -> [FindingRecord] { listed.enumerated().map { $1.record($0 + 1, of: revision) } }

    static func findings(_ shortfalls: [Shortfall], of revision: RevisionRecord) -> [FindingRecord] { records(shortfalls.map(ListedFinding.init), of: revision) }

    /// Indicators of a form that was handed in; drafts count in no sum.
    static func indicators(_ document: ScoreDocument, _ form: Evaluation, of computed: RevisionRecord, _ stage: StageRecord, _ record: CaseRecord) -> [IndicatorRecord] {
        let lines = document.score.lines
        return form.indicators.enumerated().filter { $1.period == .year }.map { index, indicator in
            let line = lines.indices.contains(index) ? lines[index] : nil
            return IndicatorRecord(
                region: stage.region, revisionID: computed.id, ordinal: index + 1, caseID: stage.caseID, unitID: record.unitID, year: record.year, stage: stage.kind, level1: indicator.level1,
                level2: indicator.level2, name: indicator.name.value, target: indicator.effectiveTarget?.raw, unit: indicator.effectiveTarget?.unit, actual: indicator.actual?.raw,
                weightMicro: (indicator.weight?.value ?? line?.weight)?.micro, scoreMicro: line?.score?.micro, statedMicro: indicator.statedScore?.value.micro, isMet: line?.isMet)
        }
    }
}

extension Desk {
    /// Writes the findings of the latest revision in place of those before.
    func list(_ findings: [FindingRecord], inPlaceOf previous: Identifier<RevisionRecord>?, _ writing: Writing) throws {
        if let previous { try writing.connection.run("DELETE FROM finding WHERE region_code = ? AND revision_id = ?", [writing.region.sql, previous.sql]) }
        try writing.connection.add(findings)
    }

    /// Keeps what was computed of a form that lies in a stage.
    func keepScore(_ scored: ScoredForm, of stated: RevisionRecord, _ file: StageFile, _ caller: Caller, _ writing: Writing) throws -> (stage: StageRecord, computed: RevisionRecord) {
        try keepTexts(scored.texts, writing)
        let computed = try insertRevision(.score, .computed, scored.body, of: file.stage, basedOn: stated.id, framework: scored.form.framework.digest, caller, writing)
        if let lights = scored.lightsBody { _ = try insertRevision(.lights, .computed, lights, of: file.stage, basedOn: stated.id, caller, writing) }
        let findings = DerivedRows.records(scored.findings, of: computed)
        var stage = file.stage
        stage.revisionID = stated.id
        stage.take(scored.score, findings, computed)
        stage.changedAt = writing.now
        stage = try writing.update(stage, over: file.stage)
        try list(findings, inPlaceOf: file.stage.scoreID, writing)
        try countIndicators(from: file.stage, to: stage, file.view.record, writing)
        return (stage, computed)
    }

    /// Makes the indicators of a stage count in sums from the hand-in on, and no longer when it comes back.
    func countIndicators(from before: StageRecord, to stage: StageRecord, _ record: CaseRecord, _ writing: Writing) throws {
        guard before.isHandedIn != stage.isHandedIn || before.scoreID != stage.scoreID, stage.kind != .review, stage.kind != .exAnte else { return }
        if let id = before.scoreID { try writing.connection.run("DELETE FROM indicator WHERE region_code = ? AND revision_id = ?", [stage.region.sql, id.sql]) }
        guard stage.isHandedIn, let id = stage.scoreID, let computed = try writing.connection.find(id, in: stage.region), let form = try StageFile.form(stage.revisionID, in: stage.region, writing.connection) else { return }
        try writing.connection.add(DerivedRows.indicators(try Self.stored(computed), form, of: computed, stage, record))
    }
}

extension StageRecord {
    /// Takes over what the engine computed of the form that lies there.
    mutating func take(_ score: StoredScore, _ findings: [FindingRecord], _ computed: RevisionRecord) {
        scoreID = computed.id
        total = score.total?.description
        grade = score.grade?.name
        errors = findings.count { $0.severity == Severity.error.rawValue }
        warnings = findings.count { $0.severity == Severity.warning.rawValue }
    }
}

extension SQLConnection {
    /// Inserts what is not audited, many rows in a statement.
    func add<Added: Record>(_ records: [Added]) throws(StorageError) {
        var rest = records[...]
        while !rest.isEmpty {
            // Few lengths, so that few statements are prepared.
            let count = rest.count >= 16 ? 16 : rest.count >= 4 ? 4 : 1
            try run(Added.insertStatement(of: count), rest.prefix(count).flatMap { $0.values })
            rest = rest.dropFirst(count)
        }
    }
}

extension ExactDecimal {
    /// Millionths, for sums in the database; nil where the number has more places or is too large.
    var micro: Int64? {
        guard let shifted = try? shifted(by: 6).trimmed, shifted.scale == 0 else { return nil }
        return Int64(exactly: shifted.significand)
    }
}

extension FormPlaces {
    /// Where a finding points: `自评表!H13` of a file, `/indicators/3/actual` of a form that came as JSON.
    package func place(_ cell: CellRef) -> String { pointer(cell) ?? (cell.sheet.isEmpty ? cell.a1 : cell.sheet + "!" + cell.a1) }
}

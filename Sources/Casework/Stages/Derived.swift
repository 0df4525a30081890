package import BudgetModel
package import Forms
import Office
import Quantities
import Storage
import Workflows

extension Desk {
    /// Writes the findings and indicators of the latest computed revision, for lists and roll-ups, in place of those before.
    func derive(_ form: EvaluatedForm, _ shortfalls: [Shortfall], _ computed: RevisionRecord, _ stage: StageRecord, _ view: CaseView, previous: Identifier<RevisionRecord>?, _ writing: Writing) throws {
        let (connection, places) = (writing.connection, FormPlaces(form.evaluation))
        if let previous {
            try connection.run("DELETE FROM finding WHERE region_code = ? AND revision_id = ?", [stage.region.sql, previous.sql])
            try connection.run("DELETE FROM indicator WHERE region_code = ? AND revision_id = ?", [stage.region.sql, previous.sql])
        }
        for (index, finding) in form.check.findings.enumerated() {
            try connection.add(
                FindingRecord(
                    region: stage.region, revisionID: computed.id, ordinal: index + 1, caseID: stage.caseID, stageID: stage.id, code: finding.code, severity: finding.severity.rawValue,
                    place: finding.at.map(places.place), messageZh: finding.message.zh, messageEn: finding.message.en, expected: finding.expected, found: finding.found, difference: finding.difference))
        }
        for (index, shortfall) in shortfalls.enumerated() { try connection.add(Self.finding(shortfall, form.check.findings.count + index + 1, of: computed)) }
        for (index, indicator) in form.evaluation.indicators.enumerated() where indicator.period == .year {
            let line = index < form.scoreSheet.lines.count ? form.scoreSheet.lines[index] : ScoreLine()
            try connection.add(
                IndicatorRecord(
                    region: stage.region, revisionID: computed.id, ordinal: index + 1, caseID: stage.caseID, unitID: view.unit.id, year: view.record.year, stage: stage.kind, level1: indicator.level1,
                    level2: indicator.level2, name: indicator.name.value, target: indicator.effectiveTarget?.raw, unit: indicator.effectiveTarget?.unit, actual: indicator.actual?.raw,
                    weightMicro: (indicator.weight?.value ?? line.weight)?.micro, scoreMicro: line.score?.micro, statedMicro: indicator.statedScore?.value.micro, isMet: line.isMet))
        }
    }
}

extension SQLConnection {
    /// Inserts what is not audited.
    func add(_ record: some Record) throws(StorageError) { try run(type(of: record).insertStatement, record.values) }
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

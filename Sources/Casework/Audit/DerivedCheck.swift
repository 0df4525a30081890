import BudgetModel
import Frameworks
import JSONText
import Office
import Quantities
import Reports
import Storage

/// Holds lists and sums against the revisions they follow from, and asks for the frameworks that scores rest on. Reads only.
struct DerivedCheck {
    private let connection: any SQLConnection
    private let profiles: KeptProfiles
    private(set) var breaks: [ChainBreak] = []

    static func run(on connection: any SQLConnection) throws -> [ChainBreak] {
        var check = DerivedCheck(connection: connection, profiles: try Desk.keptProfiles(connection))
        try check.frameworks()
        for region in try connection.rows("SELECT region_code FROM region ORDER BY region_code", [], { (row) throws(StorageError) in try row.value() as RegionCode }) { try check.region(region) }
        return check.breaks
    }

    private init(connection: any SQLConnection, profiles: KeptProfiles) {
        self.connection = connection
        self.profiles = profiles
    }

    /// Every framework that a score names, and every profile that an assessment or review names, can be made from the texts that are kept.
    private mutating func frameworks() throws {
        let kept = try Desk.keptFrameworks(connection)
        let used = try connection.rows("SELECT DISTINCT region_code, framework FROM revision WHERE framework IS NOT NULL ORDER BY region_code, framework", []) { (row) throws(StorageError) in
            (region: try row.text(), digest: try row.text())
        }
        for (region, digest) in used where !profiles.has(digest) && kept.source(digest: digest, orShipped: false) == nil { breaks.append(ChainBreak(region: region, subject: "framework/" + digest, kind: .textMissing)) }
    }

    private mutating func region(_ region: RegionCode) throws {
        var (findings, indicators) = (0, 0)
        let cases = try connection.rows("SELECT id FROM casefile WHERE region_code = ? ORDER BY id", [region.sql]) { (row) throws(StorageError) in try row.value() as Identifier<CaseRecord> }
        for id in cases {
            do {
                guard let record = try connection.find(id, in: region) else { continue }
                for stage in try connection.all(StageRecord.self, in: region, "AND case_id = ? ORDER BY id", [id.sql]) {
                    let due = try expected(stage, record)
                    findings += due.findings.count
                    indicators += due.indicators.count
                    let listed = try connection.all(FindingRecord.self, in: region, "AND stage_id = ? ORDER BY revision_id, ordinal", [stage.id.sql])
                    if listed != due.findings { breaks.append(ChainBreak(region: region.text, subject: "finding/" + stage.id.text, kind: .derivedDiffers)) }
                    let counted = try stage.scoreID.map { try connection.all(IndicatorRecord.self, in: region, "AND revision_id = ? ORDER BY ordinal", [$0.sql]) } ?? []
                    if counted != due.indicators { breaks.append(ChainBreak(region: region.text, subject: "indicator/" + stage.id.text, kind: .derivedDiffers)) }
                }
            } catch let error as StorageError {
                // What cannot be read was changed; the chain names it too.
                guard case .damaged = error else { throw error }
                breaks.append(ChainBreak(region: region.text, subject: "casefile/" + id.text, kind: .derivedDiffers))
            }
        }
        for (table, count) in [("finding", findings), ("indicator", indicators)] where try rows(table, region) != count {
            breaks.append(ChainBreak(region: region.text, subject: table, kind: .derivedDiffers))
        }
    }

    private func rows(_ table: String, _ region: RegionCode) throws(StorageError) -> Int {
        Int(try connection.row("SELECT COUNT(*) FROM \(table) WHERE region_code = ?", [region.sql]) { (row) throws(StorageError) in try row.integer() } ?? 0)
    }

    /// What follows from what lies in a stage.
    private func expected(_ stage: StageRecord, _ record: CaseRecord) throws -> (findings: [FindingRecord], indicators: [IndicatorRecord]) {
        if let id = stage.scoreID {
            guard let computed = try connection.find(id, in: stage.region), let form = try StageFile.form(stage.revisionID, in: stage.region, connection) else { return ([], []) }
            let document: ScoreDocument = try Desk.stored(computed)
            return (DerivedRows.findings(document, form, of: computed), stage.isHandedIn ? DerivedRows.indicators(document, form, of: computed, stage, record) : [])
        }
        guard let id = stage.revisionID, let revision = try connection.find(id, in: stage.region) else { return ([], []) }
        switch stage.kind {
        case .review:
            let result = try Desk.stored(revision)["result"]?["shortfalls"]?.elements ?? []
            return (try result.enumerated().map { try ListedFinding(shortfall: $1).record($0 + 1, of: revision) }, [])
        case .exAnte: return (DerivedRows.findings(try assessed(revision), of: revision), [])
        case .goal, .monitoring, .selfEvaluation: return ([], [])
        }
    }

    private func assessed(_ revision: RevisionRecord) throws -> [Shortfall] {
        try profiles.profile(ExAnteProfile.self, digest: revision.framework, on: revision.madeAt.beijingDay)?.assess(Desk.stored(revision)).shortfalls ?? []
    }
}

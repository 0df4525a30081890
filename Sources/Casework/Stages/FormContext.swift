import BudgetModel
import Foundation
import Office
import Quantities
import Rules
import Storage

extension Desk {
    /// What the rules may hold the form of a stage against: the approved goal, last year's form, the evidence, the process and the budget.
    ///
    /// - Parameter surveys: those the caller is about to save; nil for those registered last.
    func beside(_ file: StageFile, surveys: [SatisfactionProvenance]? = nil, at moment: Instant, _ connection: any SQLConnection) throws -> (kept: Beside, context: Context) {
        var beside = Beside()
        let view = file.view
        beside.approved = file.stage.kind == .goal ? nil : file.stages(.goal).first?.approvedID
        beside.previous = try previous(file, connection)
        if file.stage.kind == .selfEvaluation {
            beside.evidence = EvidenceFolder(files: file.evidence.map(Self.evidenceFile), surveyed: try surveyed(surveys ?? self.surveys(file.stage, connection), view.record.year))
        }
        beside.process = try process(file, at: moment, connection)
        return (beside, try beside.context { try StageFile.form($0, in: view.record.region, connection) })
    }

    /// The same object's form of the year before, as it was approved, else as it lies there.
    private func previous(_ file: StageFile, _ connection: any SQLConnection) throws -> Identifier<RevisionRecord>? {
        let record = file.view.record, region = record.region
        let last = if let programme = record.programmeID {
            try connection.all(CaseRecord.self, in: region, "AND programme_id = ? AND year = ?", [programme.sql, (record.year - 1).sql]).first
        } else {
            try connection.all(CaseRecord.self, in: region, "AND unit_id = ? AND programme_id IS NULL AND year = ?", [record.unitID.sql, (record.year - 1).sql]).first
        }
        guard let last else { return nil }
        let kind: StageKind = file.stage.kind == .monitoring ? .selfEvaluation : file.stage.kind
        let stage = try connection.all(StageRecord.self, in: region, "AND case_id = ? AND kind = ? ORDER BY round DESC", [last.id.sql, kind.sql]).first
        return stage?.approvedID ?? stage?.revisionID
    }

    /// Evidence as rules know it: a folder for each indicator, and below it one for the kind of paper.
    private static func evidenceFile(_ record: EvidenceRecord) -> EvidenceFile {
        let kind = EvidenceKind(rawValue: record.kind)?.wording.zh ?? record.kind
        let folders = [record.indicator, kind].compactMap(\.self).filter { !$0.isEmpty }.map { $0.replacingOccurrences(of: "/", with: "／") }
        return EvidenceFile(path: (folders + [record.fileName]).joined(separator: "/"), digest: record.digest, day: record.onDay)
    }

    private func process(_ file: StageFile, at moment: Instant, _ connection: any SQLConnection) throws -> ProcessRecord {
        var process = ProcessRecord()
        let today = moment.beijingDay
        process.today = today
        switch try window(of: file.stage.kind, year: file.view.record.year, for: file.view.unit, at: moment, connection) {
        // A window ends with the first moment after its last day.
        case .open(let until): process.deadline = Instant(milliseconds: until.milliseconds - 1).beijingDay
        case .closed(let since): process.deadline = Instant(milliseconds: since.milliseconds - 1).beijingDay
        case .unset, .notYet: break
        }
        process.handedIn = file.stage.handedInAt?.beijingDay
        if let programme = file.view.programme {
            process.isNewMajorProject = programme.needsExAnte
            process.isAssessedExAnte = file.stages(.exAnte).first?.approvedID != nil
        }
        process.isAdjustmentRequested = file.stages(.goal).first?.state == .adjusting
        return process
    }
}

import BudgetModel
import Foundation
import JSONText
import Office
import Quantities
import Rules
package import Storage
import Workflows

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
            beside.evidence = EvidenceFolder(files: file.evidence.filter { $0.kind != EvidenceKind.form.rawValue }.map(Self.evidenceFile), surveyed: try surveyed(surveys ?? self.surveys(file.stage, connection), view.record))
        }
        beside.process = try process(file, at: moment, connection)
        beside.budget = try Self.sums(view.unit.id, view.programme?.id, view.record.year, view.record.region, connection).registered(for: file.stage.kind)
        return (beside, try beside.context { try remembered($0, in: view.record.region, connection) })
    }

    /// The form of a revision, which never changes and so is read once.
    func remembered(_ id: Identifier<RevisionRecord>, in region: RegionCode, _ connection: any SQLConnection) throws -> Evaluation? {
        if let known = memory.form(id) { return known }
        let form = try StageFile.form(id, in: region, connection)
        if let form { memory.keep(form, of: id) }
        return form
    }

    /// What is asked for beside the rules: by the lights of monitoring, the surveys of satisfaction and the register of budgets.
    func shortfalls(of form: Evaluation, _ lights: LitForm?, _ surveys: [Shortfall], _ beside: Beside) -> [Shortfall] {
        (lights?.result.shortfalls ?? []) + surveys + (beside.budget?.shortfalls(of: form) ?? [])
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
        return stage?.approvedID ?? (stage?.isHandedIn == true ? stage?.revisionID : nil)
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
        process.isAdjustmentRequested = try isAdjustmentRequested(file.stages(.goal).first, since: file.stage, connection)
        return process
    }
}

extension Desk {
    /// Whether the form of a stage would be held against something else now than when it was checked last, or scored by other rules. Days do not count.
    func isCheckOutdated(_ file: StageFile, at moment: Instant, _ connection: any SQLConnection) throws -> Bool {
        let region = file.stage.region
        guard let id = file.stage.scoreID, let revision = try connection.find(id, in: region) else { return false }
        if let form = try file.stage.revisionID.flatMap({ try remembered($0, in: region, connection) }), isScoredByOthers(form, revision) { return true }
        let document: ScoreDocument = try Self.stored(revision)
        var present = try beside(file, at: moment, connection).kept.withoutDays
        // Checked before budgets were compared.
        if document.beside.budget == nil { present.budget = nil }
        return document.beside.withoutDays != present
    }

    /// Whether a form is scored by other rules today.
    private func isScoredByOthers(_ form: Evaluation, _ score: RevisionRecord) -> Bool {
        do { return try frameworks.framework(for: form, named: frameworkName(for: form, in: score.region)).framework.digest != score.framework } catch { return false }
    }

    /// Checks the form of a stage again as it is, beside what is there now.
    package func recheck(_ id: Identifier<StageRecord>, version: Int, by caller: Caller) async throws -> SavedForm {
        let (saved, texts) = try await comparing(nil, in: id, by: caller) { try await checkAgain(id, version: version, by: caller) }
        areKept(texts)
        return saved
    }

    private func checkAgain(_ id: Identifier<StageRecord>, version: Int, by caller: Caller) async throws -> (SavedForm, [RuleText]) {
        try await record(.save, by: caller, reason: "重新校验") { [self] writing in
            let file = try StageFile(id, self, writing.connection, caller)
            guard file.stage.version == version else { throw StaleRecord(subject: file.stage.subject, version: version, present: file.stage) }
            let decision = try workflow.decide(.save, on: try facts(file, for: .save, at: writing.now, writing.connection), by: caller.actor, opinion: nil)
            guard let statedID = file.stage.revisionID, let stated = try writing.connection.find(statedID, in: caller.region), let evaluation = try StageFile.form(statedID, in: caller.region, writing.connection) else {
                throw Declined(Refusal.noDocument)
            }
            writing.caseID = file.view.record.id
            writing.entry.behalfOf = decision.grant.onBehalfOf
            let beside = try beside(file, at: writing.now, writing.connection)
            let (form, note) = try evaluate(evaluation, beside.context, in: caller.region)
            let months = try latest(.lights, of: file.stage, writing.connection).flatMap { try Self.stored($0)["monthsThrough"]?.integer }.flatMap { MonitoredMonths(through: Int($0)) }
            let lights = try lights(evaluation, file, months ?? Self.usualMonths, isRequested: beside.kept.process.isAdjustmentRequested ?? false)
            let surveyed = try checked(surveys(file.stage, writing.connection), evaluation, file.view.record).shortfalls
            let shortfalls = shortfalls(of: evaluation, lights, surveyed, beside.kept)
            let scored = scored(form, beside.kept, shortfalls, lights)
            let kept = try keepScore(scored, of: stated, file, caller, writing)
            return (SavedForm(stage: kept.stage, stated: stated, computed: kept.computed, form: form, notes: [note].compactMap(\.self), lights: lights?.result, shortfalls: shortfalls), scored.texts)
        }
    }
}

package import BudgetModel
import Forms
import Frameworks
import JSONText
package import Office
import Quantities
import Rules
package import Storage
package import Workflows

/// A form that was saved: the unit's word, the engine's beside it, and the stage as it is now.
package struct SavedForm: Sendable {
    package var stage: StageRecord
    package var stated: RevisionRecord
    package var computed: RevisionRecord
    package var form: EvaluatedForm
    package var notes: [Wording]
    /// Of a monitoring form.
    package var lights: Office.MonitoringResult?
    /// What the lights or the surveys beside the form still ask for.
    package var shortfalls: [Shortfall] = []
}

extension Desk {
    /// Saves a form in a stage: scored and checked, as two revisions that never change.
    ///
    /// - Parameters:
    ///   - version: the version of the stage the caller has seen.
    ///   - months: what the columns of a monitoring form speak of.
    ///   - confirmsName: whether a form that names another object is meant all the same.
    package func saveForm(
        _ input: FormInput, in id: Identifier<StageRecord>, version: Int, months: MonitoredMonths = Desk.usualMonths, confirmsName: Bool = false, by caller: Caller
    ) async throws -> SavedForm {
        let moment = now
        let (file, beside, surveys) = try await database.glance { [self] connection in
            let file = try StageFile(id, self, connection, caller, papers: [.evidence, .department, .init(for: workflow.conditions(of: .save))])
            try requireSaving(file, caller, at: moment, connection)
            let surveys = try self.surveys(file.stage, connection)
            return (file, try self.beside(file, surveys: surveys, at: moment, connection), surveys)
        }
        let read = try input.read(for: file.stage, of: file.view, department: file.department)
        try requireObject(read.evaluation, file.view, confirmsName)
        return try await comparing(.form(read.evaluation), in: id, by: caller) {
            // Nothing is computed for a version that is gone.
            guard file.stage.version == version else { throw Declined(StaleRecord(subject: file.stage.subject, version: version, present: file.stage)) }
            return try await save(read, file, beside, surveys, months, by: caller)
        }
    }

    /// Scores, checks and keeps a form over the version of the stage that the file was read in.
    private func save(
        _ read: ReadForm, _ file: StageFile, _ beside: (kept: Beside, context: Context), _ surveys: [SatisfactionProvenance], _ months: MonitoredMonths, by caller: Caller
    ) async throws -> SavedForm {
        let (id, version) = (file.stage.id, file.stage.version)
        let (form, note) = try evaluate(read.evaluation, beside.context, in: caller.region)
        let lights = try lights(read.evaluation, file, months, isRequested: beside.kept.process.isAdjustmentRequested ?? false)
        let shortfalls = try shortfalls(of: read.evaluation, lights, checked(surveys, read.evaluation, file.view.record).shortfalls, beside.kept)
        let scored = scored(form, beside.kept, shortfalls, lights), body = FormJSON.write(read.evaluation).text
        let source = try read.source.map { try keep($0.bytes) }
        let notes = read.notes + [note].compactMap(\.self)
        let needs = workflow.conditions(of: .save, in: file.stage.kind)
        let saved = try await record(.save, by: caller) { [self] writing in
            let present = try StageFile(id, self, writing.connection, caller, papers: .init(for: needs))
            guard present.stage.version == version else { throw StaleRecord(subject: present.stage.subject, version: version, present: present.stage) }
            let decision = try workflow.decide(.save, on: try facts(present, for: .save, at: writing.now, writing.connection), by: caller.actor, opinion: nil)
            writing.caseID = present.view.record.id
            writing.entry.behalfOf = decision.grant.onBehalfOf
            let stated = try insertRevision(
                .form, .stated, body, of: present.stage, source: source, behalfOf: decision.grant.onBehalfOf, caller, writing)
            if let source, let file = read.source {
                try writing.insert(
                    EvidenceRecord(
                        region: caller.region, id: identifiers.next(), caseID: present.view.record.id, stageID: id, digest: source, size: Int64(file.bytes.count), fileName: file.name,
                        mediaType: MediaType(of: file.bytes)?.rawValue ?? "application/octet-stream", kind: EvidenceKind.form.rawValue, source: "", unitID: present.view.unit.id, authorID: caller.id,
                        madeAt: writing.now))
            }
            let (stage, computed) = try keepScore(scored, of: stated, present, caller, writing)
            if let person = Identifier<PersonRecord>(caller.id), var draft = try writing.connection.find(DraftRecord.self, [caller.region.sql, id.sql, person.sql]) {
                draft.usedBy = stated.id
                try writing.put(draft)
            }
            return SavedForm(stage: stage, stated: stated, computed: computed, form: form, notes: notes, lights: lights?.result, shortfalls: shortfalls)
        }
        areKept(scored.texts)
        return saved
    }

    /// Who may not save learns it before anything is computed.
    func requireSaving(_ file: StageFile, _ caller: Caller, at moment: Instant, _ connection: any SQLConnection) throws {
        do { _ = try workflow.decide(.save, on: try facts(file, for: .save, at: moment, connection), by: caller.actor, opinion: nil) } catch let refusal as Refusal { throw Declined(refusal) }
    }

    /// Scores and checks by the framework of the region.
    func evaluate(_ evaluation: Evaluation, _ context: Context, in region: RegionCode) throws -> (form: EvaluatedForm, note: Wording?) {
        let name = try frameworkName(for: evaluation, in: region)
        do throws(FrameworkRefused) {
            // What came without cells gets places, so that findings can point at them.
            return try EvaluateForm(store: frameworks, frameworkName: name)(FormPlaces.placed(evaluation), beside: context)
        } catch {
            throw Declined(.conflict, "framework-refused", error.problems.first?.message ?? Wording(zh: "评分规则不能用。", en: "The framework cannot be used."))
        }
    }

    /// What the form is about has to be what the case is about.
    func requireObject(_ form: Evaluation, _ view: CaseView, _ confirmsName: Bool) throws {
        var flaws: [Flaw] = []
        if let year = form.year?.value, year != view.record.year {
            flaws.append(Flaw("/year", zh: "表上的年度是 \(year)，这个个案是 \(view.record.year) 年度的", en: "the form is of \(year), the case of \(view.record.year)"))
        }
        if let code = form.programmeCode?.value, let own = view.programme?.code, !own.isEmpty, code.foldedName != own.foldedName {
            flaws.append(Flaw("/programmeCode", zh: "表上的项目编码是 \(code)，这个项目的编码是 \(own)", en: "the form has the code \(code), the programme \(own)"))
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        guard !confirmsName else { return }
        let (named, own) = view.record.object == .project ? (form.programme?.value, view.programme?.name ?? "") : (form.department?.value ?? form.implementingUnit?.value, view.unit.name)
        guard let named, !named.isEmpty else { return }
        let (left, right) = (named.foldedName, own.foldedName)
        guard !left.contains(right), !right.contains(left) else { return }
        throw Declined(
            .conflict, "other-object", Wording(zh: "表上写的是“\(named)”，这个个案是“\(own)”的。", en: "The form names “\(named)”, the case is of “\(own)”."),
            help: Wording(zh: "如果确实是同一个对象，请确认后再保存（confirmName=true）。", en: "If both are the same object, confirm it (confirmName=true)."))
    }
}

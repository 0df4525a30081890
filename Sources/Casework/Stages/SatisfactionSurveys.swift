import BudgetModel
import JSONText
package import Office
import Quantities
import Rules
package import Storage
import Workflows

/// Surveys that were saved, what they come to, and the stage scored and checked again beside them.
package struct SavedSurveys: Sendable {
    package var stage: StageRecord
    package var revision: RevisionRecord
    /// One for each survey, in their order.
    package var results: [SatisfactionResult]
}

extension Desk {
    /// Saves where the satisfaction rates of a self-evaluation come from, and checks its form again with them.
    ///
    /// The form must be there: a survey names its indicator, and its rate is compared with the stated one.
    package func saveProvenance(_ id: Identifier<StageRecord>, version: Int, _ surveys: [SatisfactionProvenance], by caller: Caller) async throws -> SavedSurveys {
        guard surveys.count <= 100 else { throw Declined.invalid("", "最多登记 100 项调查", "100 surveys at most") }
        return try await comparing(.other(.provenance, .object(["surveys": .list(surveys)])), in: id, by: caller) { try await keep(surveys, in: id, version: version, by: caller) }
    }

    private func keep(_ surveys: [SatisfactionProvenance], in id: Identifier<StageRecord>, version: Int, by caller: Caller) async throws -> SavedSurveys {
        let moment = now
        let (file, evaluation, beside) = try await database.read { [self] connection -> (StageFile, Evaluation, (kept: Beside, context: Context)) in
            let file = try StageFile(id, self, connection, caller)
            guard file.stage.kind == .selfEvaluation else {
                throw Declined(
                    .conflict, "wrong-document", Wording(zh: "只有绩效自评环节登记满意度调查。", en: "Only a self-evaluation takes surveys of satisfaction."), help: Wording(zh: "请在自评环节登记。", en: "Register them in the self-evaluation."))
            }
            try requireSaving(file, caller, at: moment, connection)
            guard let evaluation = try StageFile.form(file.stage.revisionID, in: caller.region, connection) else { throw Declined(Refusal.noDocument) }
            return (file, evaluation, try self.beside(file, surveys: surveys, at: moment, connection))
        }
        try Self.requireIndicators(surveys, evaluation)
        try CasePapers(file.evidence).require(surveys.enumerated().map { ("/surveys/\($0)/evidence", $1.evidence) })
        let (form, _) = try evaluate(evaluation, beside.context, in: caller.region)
        let (results, surveyed) = try checked(surveys, evaluation, file.view.record)
        let scored = scored(form, beside.kept, shortfalls(of: evaluation, nil, surveyed, beside.kept), nil)
        let saved = try await record(.save, by: caller) { [self] writing in
            let present = try StageFile(id, self, writing.connection, caller)
            guard present.stage.version == version, present.stage.revisionID == file.stage.revisionID else { throw StaleRecord(subject: present.stage.subject, version: version, present: present.stage) }
            let decision = try workflow.decide(.save, on: try facts(present, for: .save, at: writing.now, writing.connection), by: caller.actor, opinion: nil)
            writing.caseID = present.view.record.id
            writing.entry.behalfOf = decision.grant.onBehalfOf
            let revision = try insertRevision(
                .provenance, .stated, JSONValue.object(["surveys": .list(surveys)]).text, of: present.stage, basedOn: present.stage.revisionID, behalfOf: decision.grant.onBehalfOf, caller, writing)
            guard let statedID = present.stage.revisionID, let stated = try writing.connection.find(statedID, in: caller.region) else { throw Declined(Refusal.noDocument) }
            let (stage, _) = try keepScore(scored, of: stated, present, caller, writing)
            return SavedSurveys(stage: stage, revision: revision, results: results)
        }
        areKept(scored.texts)
        return saved
    }

    /// The surveys registered last in a stage.
    package func surveys(of id: Identifier<StageRecord>, by caller: Caller) async throws -> [SatisfactionProvenance] {
        try await database.read { [self] connection in
            let (stage, view) = try stage(id, connection, caller)
            return seesWork(on: stage, view, caller) ? try surveys(stage, connection) : []
        }
    }

    func surveys(_ stage: StageRecord, _ connection: any SQLConnection) throws -> [SatisfactionProvenance] {
        guard stage.kind == .selfEvaluation, let revision = try latest(.provenance, of: stage, connection) else { return [] }
        do {
            let object = try JSONObject(try JSONParser.parse(revision.body), keys: ["surveys"])
            return try object.list("surveys", of: SatisfactionProvenance.self)
        } catch { throw StorageError.damaged("revision \(revision.id): \(error)") }
    }

    /// What surveys come to beside the actual values of a form; pointers say which survey of the list is meant.
    func checked(_ surveys: [SatisfactionProvenance], _ evaluation: Evaluation, _ record: CaseRecord) throws -> (results: [SatisfactionResult], shortfalls: [Shortfall]) {
        guard !surveys.isEmpty else { return ([], []) }
        let profile = try profile(SatisfactionProfile.self, in: record.region), keys = IndicatorKey.all(evaluation)
        var (results, shortfalls): ([SatisfactionResult], [Shortfall]) = ([], [])
        for (index, survey) in surveys.enumerated() {
            let row = keys.firstIndex { $0 == survey.indicator }
            let stated = row.flatMap { evaluation.indicators[$0].actual?.number }
            let result: SatisfactionResult
            do throws(QuantityError) { result = try profile.check(survey, stated: stated, year: record.year) } catch { throw Declined.overflow }
            results.append(result)
            // A row that has gone from the form since is said by the rules on the form.
            guard row != nil else { continue }
            shortfalls += result.shortfalls.map { shortfall in
                var shortfall = shortfall
                shortfall.pointer = "/surveys/\(index)" + shortfall.pointer
                shortfall.indicator = survey.indicator
                return shortfall
            }
        }
        return (results, shortfalls)
    }

    /// Names of indicators whose survey lacks nothing, whatever rate the form states.
    func surveyed(_ surveys: [SatisfactionProvenance], _ record: CaseRecord) throws -> Set<String> {
        guard !surveys.isEmpty else { return [] }
        let profile = try profile(SatisfactionProfile.self, in: record.region)
        return Set(surveys.compactMap { survey in
            guard let result = try? profile.check(survey, stated: nil, year: record.year), !result.shortfalls.blocks else { return nil }
            return survey.indicator?.name
        })
    }

    private static func requireIndicators(_ surveys: [SatisfactionProvenance], _ evaluation: Evaluation) throws {
        let keys = Set(IndicatorKey.all(evaluation))
        var seen: Set<IndicatorKey> = []
        var flaws: [Flaw] = []
        for (index, survey) in surveys.enumerated() {
            let pointer = "/surveys/\(index)/indicator"
            guard let key = survey.indicator else {
                flaws.append(Flaw(pointer, zh: "请注明是哪个指标的满意度", en: "name the indicator whose rate it is"))
                continue
            }
            if !keys.contains(key) { flaws.append(Flaw(pointer, zh: "表里没有指标“\(key.name)”", en: "the form has no indicator “\(key.name)”")) }
            if !seen.insert(key).inserted { flaws.append(Flaw(pointer, zh: "指标“\(key.name)”登记了两次", en: "the indicator “\(key.name)” stands twice")) }
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
    }
}

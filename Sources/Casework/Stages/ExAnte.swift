import BudgetModel
import JSONText
package import Office
import Quantities
package import Storage

extension Desk {
    /// Saves an ex-ante assessment.
    package func saveExAnte(_ id: Identifier<StageRecord>, version: Int, _ assessment: ExAnteAssessment, by caller: Caller) async throws -> SavedDocument<ExAnteResult> {
        let profile = try profile(ExAnteProfile.self, in: caller.region), result = try profile.assess(assessment)
        return try await comparing(.other(.exAnte, assessment.json), in: id, by: caller) { try await keep(assessment, result, profile, in: id, version: version, by: caller) }
    }

    private func keep(_ assessment: ExAnteAssessment, _ result: ExAnteResult, _ profile: ExAnteProfile, in id: Identifier<StageRecord>, version: Int, by caller: Caller) async throws -> SavedDocument<ExAnteResult> {
        try await record(.save, by: caller) { [self] writing in
            let file = try StageFile(id, self, writing.connection, caller)
            guard file.stage.kind == .exAnte else { throw Declined(.conflict, "wrong-document", Wording(zh: "这个环节不收事前绩效评估表。", en: "This stage takes no ex-ante assessment.")) }
            guard file.stage.version == version else { throw StaleRecord(subject: file.stage.subject, version: version, present: file.stage) }
            let decision = try workflow.decide(.save, on: try facts(file, for: .save, at: writing.now, writing.connection), by: caller.actor, opinion: nil)
            try CasePapers(file.evidence).require(assessment.materials.enumerated().map { ("/materials/\($0)/evidence", $1.evidence) })
            writing.caseID = file.view.record.id
            writing.entry.behalfOf = decision.grant.onBehalfOf
            let revision = try insertRevision(.exAnte, .stated, assessment.json.text, of: file.stage, framework: try keepText(of: profile, writing), behalfOf: decision.grant.onBehalfOf, caller, writing)
            var stage = file.stage
            stage.revisionID = revision.id
            stage.total = result.tally.total?.description
            stage.errors = result.shortfalls.count { $0.severity == .error }
            stage.warnings = result.shortfalls.count { $0.severity == .warning }
            stage.changedAt = writing.now
            try list(DerivedRows.findings(result.shortfalls, of: revision), inPlaceOf: file.stage.revisionID, writing)
            return SavedDocument(stage: try writing.update(stage), revision: revision, result: result)
        }
    }

    /// What ex-ante assessment means for a decision.
    func exAnteFacts(_ file: StageFile, _ facts: inout StageFacts, _ connection: any SQLConnection) throws {
        guard let stage = file.stages(.exAnte).first else {
            if file.view.programme?.needsExAnte == true { facts.isSupportedExAnte = false }
            return
        }
        let id = file.stage.kind == .exAnte ? stage.revisionID : stage.approvedID
        guard let id, let revision = try connection.find(id, in: stage.region) else {
            facts.isSupportedExAnte = false
            return
        }
        let assessment: ExAnteAssessment = try Self.stored(revision)
        let result = try profile(ExAnteProfile.self, of: revision, connection).assess(assessment)
        for shortfall in result.shortfalls where shortfall.severity == .error {
            if shortfall.code == .exAnteMaterialMissing { facts.missingMaterials.append(shortfall.message.zh) } else { facts.exAnteErrors.append(shortfall.message.zh) }
        }
        let conclusion = assessment.statedConclusion ?? result.conclusion
        facts.hasConclusion = conclusion != nil
        facts.isSupportedExAnte = stage.approvedID != nil && (conclusion == .supported || conclusion == .partlySupported)
    }
}

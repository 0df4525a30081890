import BudgetModel
package import Office
import Quantities
package import Storage

extension Desk {
    /// Moves the document of a stage: hands it in, endorses, passes, approves, returns it …
    ///
    /// - Parameters:
    ///   - version: the version the caller has seen; a stage that changed meanwhile is not moved.
    ///   - opinion: what stands in the chain as the reason.
    package func move(_ id: Identifier<StageRecord>, _ act: Act, version: Int, opinion: String = "", by caller: Caller) async throws -> StageRecord {
        guard opinion.count <= 2_000 else { throw Declined.invalid("/opinion", "意见太长，2000 字以内", "the opinion has 2000 characters at most") }
        return try await comparing(nil, in: id, by: caller) { try await moveNow(id, act, version: version, opinion: opinion, by: caller) }
    }

    private func moveNow(_ id: Identifier<StageRecord>, _ act: Act, version: Int, opinion: String, by caller: Caller) async throws -> StageRecord {
        try await record(act, by: caller, reason: opinion) { [self] writing in
            let file = try StageFile(id, self, writing.connection, caller)
            guard file.stage.version == version else { throw StaleRecord(subject: file.stage.subject, version: version, present: file.stage) }
            let decision = try workflow.decide(act, on: try facts(file, for: act, at: writing.now, writing.connection), by: caller.actor, opinion: opinion)
            writing.caseID = file.view.record.id
            writing.entry.behalfOf = decision.grant.onBehalfOf
            var stage = file.stage
            stage.state = decision.transition.to ?? stage.state
            stage.changedAt = writing.now
            switch act {
            case .submit:
                stage.handedInAt = writing.now
                stage.hands = Self.hands(stage.hands, caller, decision.grant)
            case .endorse, .pass: stage.hands = Self.hands(stage.hands, caller, decision.grant)
            case .approve:
                stage.approvedAt = writing.now
                stage.approvedID = stage.revisionID
                stage.hands = ""
            case .return, .withdraw, .reopen: stage.hands = ""
            case .cancelAdjustment:
                try goBack(&stage, writing)
                stage.hands = ""
            default: break
            }
            stage = try writing.update(stage)
            try countIndicators(from: file.stage, to: stage, file.view.record, writing)
            return stage
        }
    }

    /// What was approved lies there again, with its score.
    private func goBack(_ stage: inout StageRecord, _ writing: Writing) throws {
        guard let approved = stage.approvedID, let form = try StageFile.form(approved, in: stage.region, writing.connection) else { throw Declined(Refusal.neverApproved) }
        let scored = try writing.connection.all(
            RevisionRecord.self, in: stage.region, "AND stage_id = ? AND content = ? AND based_on = ? AND made_at <= ? ORDER BY number DESC LIMIT 1",
            [stage.id.sql, RevisionContent.score.rawValue.sql, approved.sql, stage.approvedAt.sql]
        ).first
        guard let scored else { throw StorageError.damaged("\(stage.subject): the score of what was approved is missing") }
        let document: ScoreDocument = try Self.stored(scored)
        let findings = DerivedRows.findings(document, form, of: scored)
        try list(findings, inPlaceOf: stage.scoreID, writing)
        stage.revisionID = approved
        stage.take(document.score, findings, scored)
    }

    private static func hands(_ hands: String, _ caller: Caller, _ grant: Grant) -> String {
        var keys = hands.split(separator: " ").map(String.init)
        for key in [caller.id, grant.onBehalfOf].compactMap(\.self) where !keys.contains(key) { keys.append(key) }
        return keys.joined(separator: " ")
    }

    /// A stage with what may be done with it now, and why not what may not.
    package func stageView(_ id: Identifier<StageRecord>, by caller: Caller) async throws -> StageView {
        try await database.read { [self] connection in
            let file = try StageFile(id, self, connection, caller)
            let facts = try facts(file, at: now, connection)
            var refusals: [Act: Refusal] = [:]
            let open = workflow.open(on: facts, for: caller.actor)
            for act in Act.allCases where workflow.transitions.contains(where: { $0.act == act && $0.stages.contains(file.stage.kind) }) && !open.contains(act) {
                do throws(Refusal) { _ = try workflow.decide(act, on: facts, by: caller.actor, opinion: "—") } catch { refusals[act] = error }
            }
            let sees = seesWork(on: file.stage, file.view, caller)
            return StageView(
                stage: shown(file.stage, file.view, to: caller), caseView: file.view, window: facts.window, findings: sees ? file.findings : [], remarks: sees ? file.remarks : [], open: open, refusals: refusals)
        }
    }
}

/// A stage as somebody sees it.
package struct StageView: Sendable {
    package var stage: StageRecord
    package var caseView: CaseView
    package var window: WindowState
    package var findings: [FindingRecord]
    package var remarks: [RemarkRecord]
    /// What may be done now.
    package var open: [Act]
    /// What may not, and why.
    package var refusals: [Act: Refusal]
}

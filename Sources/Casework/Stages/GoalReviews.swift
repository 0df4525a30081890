import BudgetModel
import JSONText
package import Office
import Quantities
package import Storage

/// A document of a stage beside its form, with what it comes to.
package struct SavedDocument<Result: Sendable>: Sendable {
    package var stage: StageRecord
    package var revision: RevisionRecord
    package var result: Result
}

extension Desk {
    /// Reviews the goal that lies there by the four criteria; the unit's goal stays as it is.
    package func reviewGoal(_ id: Identifier<StageRecord>, version: Int, _ review: GoalReview, by caller: Caller) async throws -> SavedDocument<GoalReviewResult> {
        let profile = try profile(GoalReviewProfile.self, in: caller.region), result = try profile.review(review)
        // What the sheet does not have would be read by nobody.
        try Self.requireNone(result.shortfalls.filter { [.goalReviewItemUnknown, .goalReviewItemTwice].contains($0.code) })
        return try await comparing(.other(.goalReview, review.json), in: id, by: caller) { try await keep(review, result, profile, in: id, version: version, by: caller) }
    }

    private func keep(_ review: GoalReview, _ result: GoalReviewResult, _ profile: GoalReviewProfile, in id: Identifier<StageRecord>, version: Int, by caller: Caller) async throws -> SavedDocument<GoalReviewResult> {
        try await record(.reviewGoal, by: caller, reason: review.opinion ?? "") { [self] writing in
            let file = try StageFile(id, self, writing.connection, caller)
            try allow(.reviewGoal, file.view.unit.path, caller)
            guard file.stage.kind == .goal else { throw Declined(Refusal.noSuchAct(.reviewGoal, file.stage.kind)) }
            guard file.stage.version == version else { throw StaleRecord(subject: file.stage.subject, version: version, present: file.stage) }
            let waiting: Set<StageState> = [.deptReview, .bureauReview]
            guard waiting.contains(file.stage.state), let goal = file.stage.revisionID else { throw Declined(Refusal.wrongState(.reviewGoal, file.stage.state, waiting)) }
            // Only those whose turn it is: the department in its review, the bureau in its own.
            let roles = (workflow.rights[.reviewGoal] ?? []).intersection(workflow.rolesInTurn(.goal, file.stage.state))
            guard let grant = caller.actor.grant(of: roles, for: file.view.unit.path) else { throw Declined(Refusal.noRole(.reviewGoal, roles)) }
            let facts = try facts(file, for: .approve, at: writing.now, writing.connection)
            if facts.authors.contains(caller.id) || grant.onBehalfOf.map(facts.authors.contains) ?? false { throw Declined(Refusal.ownWork) }
            writing.caseID = file.view.record.id
            writing.entry.behalfOf = grant.onBehalfOf
            let revision = try insertRevision(.goalReview, .determined, review.json.text, of: file.stage, basedOn: goal, framework: try keepText(of: profile, writing), behalfOf: grant.onBehalfOf, caller, writing)
            var stage = file.stage
            stage.changedAt = writing.now
            return SavedDocument(stage: try writing.update(stage), revision: revision, result: result)
        }
    }

    /// Whether the goal's latest review lets it go on; nil for none.
    ///
    /// A review is of one text: another text, or a goal that was approved since, needs another review. A goal that was to be completed first goes
    /// on once it was saved again after that review (rules.md 8.2).
    func goalReviewPasses(_ goal: StageRecord, _ connection: any SQLConnection) throws -> Bool? {
        guard let (revision, review) = try latestGoalReview(goal, connection), goal.approvedAt.map({ revision.madeAt > $0 }) ?? true else { return nil }
        switch try profile(GoalReviewProfile.self, of: revision, connection).review(review).consequence {
        case .goesOn?: return revision.basedOn == goal.revisionID ? true : nil
        case .completedThenGoesOn?: return revision.basedOn != goal.revisionID
        case .reviseAndResubmit?, .mustNotEnter?: return revision.basedOn == goal.revisionID ? false : nil
        // Not finished: no grade follows from it yet.
        case nil: return nil
        }
    }

    func latestGoalReview(_ goal: StageRecord, _ connection: any SQLConnection) throws -> (RevisionRecord, GoalReview)? {
        guard let revision = try latest(.goalReview, of: goal, connection) else { return nil }
        return (revision, try Self.stored(revision))
    }

    /// The document of a revision.
    static func stored<Document: JSONRepresentable>(_ revision: RevisionRecord) throws -> Document {
        do { return try Document(json: JSONParser.parse(revision.body), at: "") } catch { throw StorageError.damaged("revision \(revision.id): \(error)") }
    }

    /// Adds a revision to a stage; none is ever changed.
    func insertRevision(
        _ content: RevisionContent, _ layer: Layer, _ body: String, of stage: StageRecord, basedOn: Identifier<RevisionRecord>? = nil, framework: String? = nil, source: String? = nil,
        behalfOf: String? = nil, _ caller: Caller, _ writing: Writing
    ) throws -> RevisionRecord {
        let last = try writing.connection.row("SELECT MAX(number) FROM revision WHERE region_code = ? AND stage_id = ?", [stage.region.sql, stage.id.sql]) { (row) throws(StorageError) in
            try row.optionalInteger()
        }
        let revision = RevisionRecord(
            region: stage.region, id: identifiers.next(), caseID: stage.caseID, stageID: stage.id, number: Int((last ?? nil) ?? 0) + 1, layer: layer, content: content.rawValue, body: body,
            framework: framework, engine: engine, basedOn: basedOn, source: source, authorID: layer == .computed ? "system" : caller.id, behalfOf: behalfOf, madeAt: writing.now)
        try writing.insert(revision)
        return revision
    }
}

import JSONText
package import Office
package import Quantities
package import Storage

extension Desk {
    /// The latest review of a goal, with what it comes to.
    package func goalReview(of id: Identifier<StageRecord>, by caller: Caller) async throws -> (saved: SavedDocument<GoalReviewResult>, review: GoalReview) {
        try await document(.goalReview, of: id, by: caller) { [self] (review: GoalReview, revision, connection) in try profile(GoalReviewProfile.self, of: revision, connection).review(review) }
    }

    /// The ex-ante assessment as it was saved last, with what it comes to.
    package func exAnte(of id: Identifier<StageRecord>, by caller: Caller) async throws -> (saved: SavedDocument<ExAnteResult>, assessment: ExAnteAssessment) {
        try await document(.exAnte, of: id, by: caller) { [self] (assessment: ExAnteAssessment, revision, connection) in try profile(ExAnteProfile.self, of: revision, connection).assess(assessment) }
    }

    private func document<Document: JSONRepresentable & Sendable, Result: Sendable>(
        _ content: RevisionContent, of id: Identifier<StageRecord>, by caller: Caller, _ weigh: @escaping @Sendable (Document, RevisionRecord, any SQLConnection) throws -> Result
    ) async throws -> (SavedDocument<Result>, Document) {
        try await database.read { [self] connection in
            let (stage, view) = try stage(id, connection, caller)
            guard let revision = try latest(content, of: stage, connection) else { throw Declined.nothingSaved }
            guard try mayRead(revision, stage, view, connection, caller) else { throw Declined.notFound("文件", "document") }
            let document: Document = try Self.stored(revision)
            return (SavedDocument(stage: stage, revision: revision, result: try weigh(document, revision, connection)), document)
        }
    }

    /// What is known of the revisions of a stage beside their bodies; by number, after one of them.
    package func revisions(of id: Identifier<StageRecord>, after: Int = 0, limit: Int = .max, by caller: Caller) async throws -> [RevisionLine] {
        try await database.read { [self] connection in
            let (stage, view) = try stage(id, connection, caller)
            var (seen, values): (String, [SQLValue]) = ("", [])
            // As for a single one (`mayRead`).
            if !seesWork(on: stage, view, caller) { (seen, values) = ("AND (id = ? OR based_on = ? AND layer = 'computed' OR made_at <= ?)", [stage.approvedID.sql, stage.approvedID.sql, (stage.kind != .review && stage.state != .draft ? stage.handedInAt : nil).sql]) }
            return try connection.rows(
                "SELECT \(RevisionLine.columns) FROM revision WHERE region_code = ? AND stage_id = ? AND number > ? \(seen) ORDER BY number LIMIT ?",
                [caller.region.sql, id.sql, after.sql] + values + [limit.sql]
            ) { (row) throws(StorageError) in try RevisionLine(from: &row) }
        }
    }
}

/// A revision as lists show it: without its body.
package struct RevisionLine: Hashable, Sendable {
    package var id: Identifier<RevisionRecord>
    package var stageID: Identifier<StageRecord>
    package var number: Int
    package var layer: Layer
    package var content: String
    package var framework: String?
    package var engine: String
    package var basedOn: Identifier<RevisionRecord>?
    package var source: String?
    package var madeAt: Instant

    static let columns = "id, stage_id, number, layer, content, framework, engine, based_on, source, made_at"

    init(from row: inout RowReader) throws(StorageError) {
        id = try row.value()
        stageID = try row.value()
        number = try row.value()
        layer = try row.value()
        content = try row.value()
        framework = try row.value()
        engine = try row.value()
        basedOn = try row.value()
        source = try row.value()
        madeAt = try row.value()
    }
}

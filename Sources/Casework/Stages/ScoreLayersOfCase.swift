import BudgetModel
package import JSONText
package import Office
package import Quantities
package import Storage

extension Desk {
    /// What the unit stated, the engine computed and a reviewer determined, row by row.
    ///
    /// An unfinished review is shown to those who may work on it; others see the one that was approved last.
    package func layers(of id: Identifier<CaseRecord>, by caller: Caller) async throws -> JSONValue {
        try await database.read { [self] connection in
            let view = try caseView(id, connection, caller)
            let base = try reviewedForm(view, connection)
            let seesDrafts = caller.actor.grant(of: workflow.roles(for: .determine), for: view.unit.path) != nil
            let review = try currentReviews(of: view, connection, seesDrafts ? \.revisionID : \.approvedID).first
            let body = try review.map { try Self.stored($0.revision) }
            // Without a review the same table stands with its third column empty.
            let result = try body?["result"] ?? Self.determine(ReEvaluationSheet(base: .computed), base, by: profile(ReEvaluationProfile.self, in: caller.region)).json
            return .object([
                "case": .string(id.text), "selfEvaluation": .string(base.statedID.text), "review": .text(review?.revision.id.text), "reviewer": .text(body?["reviewer"]?.string), "lines": result["lines"] ?? .array([]),
                "execution": result["execution"] ?? .null, "total": result["total"] ?? .null, "deviationPercent": result["deviationPercent"] ?? .null,
            ])
        }
    }

    /// Reviews that speak of the self-evaluation that is approved now, the latest first; others were overtaken.
    func currentReviews(
        of view: CaseView, _ connection: any SQLConnection, _ shown: (StageRecord) -> Identifier<RevisionRecord>?
    ) throws -> [(stage: StageRecord, revision: RevisionRecord)] {
        let approved = view.stages.first { $0.kind == .selfEvaluation }?.approvedID
        return try view.stages.filter { $0.kind == .review }.sorted { $0.round > $1.round }.compactMap { stage in
            guard let id = shown(stage), let revision = try connection.find(id, in: stage.region), revision.basedOn == approved else { return nil }
            return (stage, revision)
        }
    }

    /// Gaps between the layers of all approved reviews of a year within reach.
    ///
    /// - Parameter percent: a row deviates where its gap is above this percentage of its points.
    package func gapLedger(year: Int, by grouping: GapGrouping, deviatingAbove percent: ExactDecimal, by caller: Caller) async throws -> [GapGroup] {
        let below = Self.below(caller.readPaths(workflow), caller.region, column: "c.unit_id")
        let bodies = try await database.read { connection in
            try connection.rows(
                """
                SELECT r.body FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id
                JOIN stage e ON e.region_code = c.region_code AND e.case_id = c.id AND e.kind = 'self-evaluation'
                JOIN revision r ON r.region_code = s.region_code AND r.id = s.approved_id
                WHERE c.region_code = ? AND c.year = ? AND s.kind = 'review' AND r.based_on = e.approved_id AND \(below.sql) ORDER BY s.id
                """, [caller.region.sql, year.sql] + below.values
            ) { (row) throws(StorageError) in try row.text() }
        }
        var rows: [GapRow] = []
        for body in bodies {
            do {
                let gaps = try JSONParser.parse(body)["gaps"]?.elements ?? []
                for gap in gaps { rows.append(try GapRow(json: gap, at: "")) }
            } catch { throw StorageError.damaged("a review cannot be read: \(error)") }
        }
        do throws(QuantityError) { return try GapLedger.groups(rows, by: grouping, deviatingAbove: percent) } catch { throw Declined.overflow }
    }

    /// The body of a revision as it is kept.
    static func stored(_ revision: RevisionRecord) throws -> JSONValue {
        do { return try JSONParser.parse(revision.body) } catch { throw StorageError.damaged("revision \(revision.id): \(error)") }
    }
}

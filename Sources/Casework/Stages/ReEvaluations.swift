import BudgetModel
import JSONText
package import Office
import Quantities
import Scoring
package import Storage

extension Desk {
    /// A sheet to begin a review with: every indicator, nothing taken off.
    package func reEvaluationDraft(_ id: Identifier<StageRecord>, base: ReEvaluationSheet.Base, by caller: Caller) async throws -> ReEvaluationSheet {
        try await database.read { [self] connection in
            let (stage, view) = try stage(id, connection, caller)
            guard stage.kind == .review else { throw Declined(Refusal.noSuchAct(.determine, stage.kind)) }
            return ReEvaluationSheet.draft(of: try reviewedForm(view, connection).indicators, base: base)
        }
    }

    /// Saves what a reviewer determined of an approved self-evaluation; what the unit stated and the engine computed stays as it is.
    ///
    /// A determined actual without points is scored by the framework of the self-evaluation.
    package func saveReEvaluation(_ id: Identifier<StageRecord>, version: Int, _ sheet: ReEvaluationSheet, by caller: Caller) async throws -> SavedDocument<ReEvaluationResult> {
        try Self.requireBounded(sheet)
        return try await comparing(.other(.reEvaluation, sheet.withoutRescored.json, inBody: Self.sheet), in: id, by: caller) { try await keep(sheet, in: id, version: version, by: caller) }
    }

    private func keep(_ sheet: ReEvaluationSheet, in id: Identifier<StageRecord>, version: Int, by caller: Caller) async throws -> SavedDocument<ReEvaluationResult> {
        try await record(.determine, by: caller) { [self] writing in
            let file = try StageFile(id, self, writing.connection, caller)
            guard file.stage.kind == .review else { throw Declined(Refusal.noSuchAct(.determine, file.stage.kind)) }
            guard file.stage.version == version else { throw StaleRecord(subject: file.stage.subject, version: version, present: file.stage) }
            let decision = try workflow.decide(.determine, on: try facts(file, for: .determine, at: writing.now, writing.connection), by: caller.actor, opinion: nil)
            writing.caseID = file.view.record.id
            writing.entry.behalfOf = decision.grant.onBehalfOf
            let base = try reviewedForm(file.view, writing.connection)
            let given = sheet, sheet = Self.rescored(sheet, base)
            let kept = try file.stage.revisionID.flatMap { try writing.connection.find($0, in: caller.region) }.map { try ReEvaluationSheet(json: Self.stored($0)["sheet"] ?? .null, at: "/sheet") }
            try Self.requireOwnPoints(given, sheet, kept)
            let profile = try profile(ReEvaluationProfile.self, in: caller.region), result = try Self.determine(sheet, base, by: profile)
            let reviewer = Self.reviewingBody(decision.grant)
            let gaps = result.gapRows(unit: ScoringUnit.ID(file.view.unit.id.text), reviewer: reviewer, year: file.view.record.year, indicators: base.indicators)
            let body = JSONValue.object(["reviewer": .string(reviewer.text), "sheet": sheet.json, "result": result.json, "gaps": .list(gaps)])
            _ = try keepText(of: profile, writing)
            let revision = try insertRevision(
                .reEvaluation, .determined, body.text, of: file.stage, basedOn: base.statedID, framework: base.framework.digest, behalfOf: decision.grant.onBehalfOf, caller, writing)
            var stage = file.stage
            stage.revisionID = revision.id
            stage.total = result.total.determined?.description
            stage.grade = result.total.determined.flatMap { base.framework.grade(of: $0)?.name }
            stage.errors = result.shortfalls.count { $0.severity == .error }
            stage.warnings = result.shortfalls.count { $0.severity == .warning }
            stage.changedAt = writing.now
            stage = try writing.update(stage)
            try list(DerivedRows.findings(result.shortfalls, of: revision), inPlaceOf: file.stage.revisionID, writing)
            return SavedDocument(stage: stage, revision: revision, result: result)
        }
    }

    static func determine(_ sheet: ReEvaluationSheet, _ base: ReviewedForm, by profile: ReEvaluationProfile) throws -> ReEvaluationResult {
        do throws(QuantityError) {
            return try profile.determine(
                sheet, indicators: base.indicators, execution: base.execution, statedTotal: base.evaluation.statedTotal?.value, computedTotal: base.scores.total)
        } catch { throw Declined.overflow }
    }

    /// Fills in the engine's points of determined actuals, from which deductions are taken then, whatever the base of the other rows.
    static func rescored(_ sheet: ReEvaluationSheet, _ base: ReviewedForm) -> ReEvaluationSheet {
        var (sheet, actuals) = (sheet.withoutRescored, [IndicatorKey: String]())
        for row in sheet.rows {
            if let actual = row.determinedActual, !actual.allSatisfy(\.isWhitespace) { actuals[row.indicator] = actual }
        }
        let points = base.rescored(actuals)
        for index in sheet.rows.indices { sheet.rows[index].rescored = points[sheet.rows[index].indicator] }
        return sheet
    }

    /// Points of determined actuals are the engine's alone: others are not passed over without a word, unless they were computed for the actual that
    /// was kept before.
    private static func requireOwnPoints(_ given: ReEvaluationSheet, _ rescored: ReEvaluationSheet, _ kept: ReEvaluationSheet?) throws {
        let flaws: [Flaw] = zip(given.rows, rescored.rows).enumerated().compactMap { index, rows in
            guard let stated = rows.0.rescored, stated != rows.1.rescored, stated != kept?.rows.first(where: { $0.indicator == rows.0.indicator })?.rescored else { return nil }
            let due = rows.1.rescored?.plain
            return Flaw(
                "/rows/\(index)/rescored", zh: "按复核完成值核算的得分由系统计算\(due.map { "，是\($0)分" } ?? "，这一行没有")，填的是\(stated.plain)分；请删去这一栏，要改得分请填 determined 并写明理由",
                en: "the points of a determined actual are computed\(due.map { ": \($0)" } ?? "; there are none in this row"), not \(stated.plain); leave them out, and enter other points as “determined” with the reason")
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
    }

    /// The sheet of a revision, as a reviewer filled it in.
    @Sendable private static func sheet(in body: JSONValue) throws -> JSONValue { try ReEvaluationSheet(json: body["sheet"] ?? .null, at: "/sheet").withoutRescored.json }

    /// Who reviews, as the ledger of gaps knows it: a role on a part of the tree, never a person.
    private static func reviewingBody(_ grant: Grant) -> ReviewingBody.ID {
        ReviewingBody.ID(grant.role.rawValue + (grant.path.split(separator: "/").last.map { "/" + $0 } ?? ""))
    }

    private static func requireBounded(_ sheet: ReEvaluationSheet) throws {
        var flaws: [Flaw] = []
        func bound(_ text: String?, _ limit: Int, _ pointer: String) {
            if let text, text.count > limit { flaws.append(Flaw(pointer, zh: "文字太长，\(limit) 字以内", en: "the text has \(limit) characters at most")) }
        }
        if sheet.rows.count > 1_000 { flaws.append(Flaw("/rows", zh: "最多 1000 行", en: "1000 rows at most")) }
        for (index, row) in sheet.rows.prefix(1_000).enumerated() {
            bound(row.determinedActual, 500, "/rows/\(index)/determinedActual")
            bound(row.remark, 2_000, "/rows/\(index)/remark")
            for (place, deduction) in row.deductions.enumerated() {
                bound(deduction.reason, 2_000, "/rows/\(index)/deductions/\(place)/reason")
                bound(deduction.evidence, 500, "/rows/\(index)/deductions/\(place)/evidence")
            }
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
    }
}

extension ReEvaluationSheet {
    /// Without what the engine filled in.
    fileprivate var withoutRescored: ReEvaluationSheet {
        var sheet = self
        for index in sheet.rows.indices { sheet.rows[index].rescored = nil }
        return sheet
    }
}

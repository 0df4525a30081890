import BudgetModel
package import Office
package import Quantities
package import Storage

/// Something that was approved and stands in no entry of the register of publications yet, or was approved again after it was published.
package struct PublicationDuty: Hashable, Sendable {
    package var caseID: Identifier<CaseRecord>
    package var unitID: Identifier<UnitRecord>
    package var name: String
    package var year: Int
    package var kind: PublishedKind
    /// The day of its approval, from which the days run until somebody registers that of the budget or the final account.
    package var approvedOn: CalendarDay
    package var dueOn: CalendarDay
    /// Secret programmes are registered as withheld.
    package var isSecret: Bool
    /// The entry whose content was overtaken by a later approval and is to be corrected; nil where there is no entry.
    package var outdated: Identifier<PublicationRecord>?
}

extension Desk {
    /// Approved goals and self-evaluations of a year, within reach, that nobody has registered for publication, or that were approved again since; by case.
    package func publicationDuties(year: Int, after: String? = nil, limit: Int, by caller: Caller) async throws -> [PublicationDuty] {
        let below = Self.below(caller.readPaths(workflow), caller.region, column: "c.unit_id"), region = caller.region
        let profile = try profile(PublicationProfile.self, in: caller.region)
        return try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT c.id, c.unit_id, c.name, c.object, s.kind, s.approved_at, COALESCE(g.is_secret, 0), p.id FROM casefile c
                JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id LEFT JOIN programme g ON g.region_code = c.region_code AND g.id = c.programme_id
                LEFT JOIN publication p ON p.region_code = c.region_code AND p.case_id = c.id AND p.kind = CASE
                    WHEN s.kind = 'goal' AND c.object = 'project' THEN 'project-goals' WHEN s.kind = 'goal' THEN 'department-goal'
                    WHEN c.object = 'project' THEN 'self-evaluation-results' ELSE 'department-self-evaluation' END
                WHERE c.region_code = ? AND c.year = ? AND s.kind IN ('goal', 'self-evaluation') AND s.approved_id IS NOT NULL AND \(below.sql)
                AND (p.id IS NULL OR p.published_on IS NOT NULL AND p.body NOT LIKE '%' || s.approved_id || '%' AND (p.body LIKE '%"covers":"%' OR p.changed_at < s.approved_at))
                AND (c.id || ' ' || s.kind) > ? ORDER BY c.id, s.kind LIMIT ?
                """, [region.sql, year.sql] + below.values + [(after ?? "").sql, limit.sql]
            ) { (row) throws(StorageError) in
                (id: try row.value() as Identifier<CaseRecord>, unit: try row.value() as Identifier<UnitRecord>, name: try row.text(), object: try row.value() as ObjectKind, stage: try row.value() as StageKind, at: try row.value() as Instant, isSecret: try row.truth(), outdated: try row.optionalText().flatMap { Identifier<PublicationRecord>($0) })
            }
            return try rows.map { row in
                let kind: PublishedKind = switch (row.stage, row.object) {
                case (.goal, .project): .projectGoals
                case (.goal, .department): .departmentGoal
                case (_, .project): .selfEvaluationResults
                case (_, .department): .departmentSelfEvaluation
                }
                let approved = row.at.beijingDay
                let due: CalendarDay?
                do throws(QuantityError) { due = try profile.deadline(of: Publication(kind: kind, subject: row.name, fiscalYear: year, body: "", approved: approved)) } catch { throw Declined.overflow }
                return PublicationDuty(
                    caseID: row.id, unitID: row.unit, name: row.name, year: year, kind: kind, approvedOn: approved, dueOn: due ?? approved, isSecret: row.isSecret, outdated: row.outdated)
            }
        }
    }
}

extension PublicationDuty {
    /// Where a list goes on after it.
    package var place: String { caseID.text + " " + (kind == .projectGoals || kind == .departmentGoal ? StageKind.goal : .selfEvaluation).rawValue }
}

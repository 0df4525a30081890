import BudgetModel
package import Office
import Quantities
import Rules
package import Storage
import Workflows

extension Desk {
    /// What the approved self-evaluation of a case says of the goal it was made by (倒查).
    package func hindsight(_ id: Identifier<CaseRecord>, by caller: Caller) async throws -> GoalHindsight {
        let moment = now
        let (goal, base, context) = try await database.read { [self] connection -> (Evaluation, ReviewedForm, Context) in
            let view = try caseView(id, connection, caller)
            guard let goal = try StageFile.form(view.stages.first { $0.kind == .goal }?.approvedID, in: caller.region, connection) else { throw Declined(Refusal.goalNotApproved) }
            let base = try reviewedForm(view, connection)
            guard let own = view.stages.first(where: { $0.kind == .selfEvaluation }) else { throw Declined(Refusal.goalNotApproved) }
            return (goal, base, try beside(StageFile(own.id, self, connection, caller), at: moment, connection).context)
        }
        let findings = try evaluate(base.evaluation, context, in: caller.region).form.check.findings
        return try profile(GoalHindsightProfile.self, in: caller.region).look(at: goal, base.evaluation, base.scores, findings: findings)
    }
}

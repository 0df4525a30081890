import BudgetModel
import JSONText
package import Office
package import Storage

extension Desk {
    /// Forms do not keep the months their columns speak of; most say 1-7月.
    package static let usualMonths = MonitoredMonths(through: 7)!

    /// The lights of the monitoring form that lies in a stage.
    package func lights(of id: Identifier<StageRecord>, by caller: Caller) async throws -> (stage: StageRecord, revision: RevisionRecord) {
        try await database.read { [self] connection in
            let (stage, view) = try stage(id, connection, caller)
            guard stage.kind == .monitoring, seesWork(on: stage, view, caller) else { throw Declined.notFound("灯号", "lights") }
            guard let revision = try latest(.lights, of: stage, connection), revision.basedOn == stage.revisionID else { throw Declined.nothingSaved }
            return (stage, revision)
        }
    }

    /// Nil for stages other than monitoring.
    func lights(_ evaluation: Evaluation, _ file: StageFile, _ months: MonitoredMonths, isRequested: Bool) throws -> LitForm? {
        guard file.stage.kind == .monitoring else { return nil }
        let profile = try profile(MonitoringProfile.self, in: file.stage.region)
        return LitForm(result: profile.lights(of: evaluation, months, hasAdjustmentRequest: isRequested), text: profileText(profile, in: file.stage.region))
    }
}

/// The lights of a form with the text of the profile they follow from.
struct LitForm {
    var result: MonitoringResult
    var text: Desk.RuleText?
}

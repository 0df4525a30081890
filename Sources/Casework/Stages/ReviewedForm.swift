import BudgetModel
import Forms
import Frameworks
import Office
import Quantities
import Scoring
import Storage
import Workflows

/// The self-evaluation that a review speaks of: as it was approved, scored by the framework it was scored with.
struct ReviewedForm {
    var statedID: Identifier<RevisionRecord>
    var evaluation: Evaluation
    var framework: Framework
    var because: Wording
    var scores: ScoreSheet

    init(statedID: Identifier<RevisionRecord>, evaluation: Evaluation, framework: Framework, because: Wording) {
        self.statedID = statedID
        self.evaluation = evaluation
        self.framework = framework
        self.because = because
        scores = Scorer.score(evaluation, by: framework, because: because)
    }

    var indicators: [ScoredIndicator] { ScoredIndicator.all(evaluation, scores) }
    var execution: ScoredExecution? { ScoredExecution(evaluation, scores) }

    /// The engine's points for other actual values than the unit's; nil where they cannot be scored.
    ///
    /// - Parameter actuals: by indicator, as a reviewer writes them: `11.2公里`.
    func rescored(_ actuals: [IndicatorKey: String]) -> [IndicatorKey: ExactDecimal] {
        guard !actuals.isEmpty else { return [:] }
        let keys = IndicatorKey.all(evaluation)
        var changed = evaluation
        for (index, key) in keys.enumerated() {
            guard let text = actuals[key] else { continue }
            changed.indicators[index] = changed.indicators[index].with(actual: text)
        }
        let scores = Scorer.score(changed, by: framework, because: because)
        var points: [IndicatorKey: ExactDecimal] = [:]
        for (index, key) in keys.enumerated() where actuals[key] != nil && scores.lines.indices.contains(index) { points[key] = scores.lines[index].score }
        return points
    }
}

extension Desk {
    /// - Throws: `Declined` where no self-evaluation of the case is approved.
    func reviewedForm(_ view: CaseView, _ connection: any SQLConnection) throws -> ReviewedForm {
        let region = view.record.region
        guard let stage = view.stages.first(where: { $0.kind == .selfEvaluation }), let statedID = stage.approvedID, let evaluation = try StageFile.form(statedID, in: region, connection) else {
            throw Declined(
                .conflict, "self-evaluation-not-approved", Wording(zh: "绩效自评还没有终审。", en: "The self-evaluation is not approved yet."), help: Wording(zh: "请先办完自评的审核。", en: "Finish its approval first."))
        }
        let computed = try connection.all(
            RevisionRecord.self, in: region, "AND stage_id = ? AND content = 'score' AND based_on = ? AND made_at <= ? ORDER BY number DESC LIMIT 1", [stage.id.sql, statedID.sql, stage.approvedAt.sql]
        ).first
        let (framework, because) = try framework(computed?.framework, for: evaluation, in: region, connection)
        return ReviewedForm(statedID: statedID, evaluation: evaluation, framework: framework, because: because)
    }

    /// The framework of a digest, from the texts that were kept where the one of today is another.
    private func framework(_ digest: String?, for evaluation: Evaluation, in region: RegionCode, _ connection: any SQLConnection) throws -> (Framework, Wording) {
        if let decision = try? frameworks.framework(for: evaluation, named: frameworkName(for: evaluation, in: region)), digest == nil || decision.framework.digest == digest { return (decision.framework, decision.because) }
        if let digest, let source = try Self.keptFrameworks(connection).source(digest: digest) {
            let day = FrameworkChoice.day(for: evaluation, today: now.beijingDay)
            return (source.framework(on: day), Wording(zh: "按自评当时的评分规则 \(source.id)", en: "by the framework of the self-evaluation, \(source.id)"))
        }
        throw Declined(
            .conflict, "framework-gone", Wording(zh: "自评当时的评分规则已经找不到，不能按它重新核算。", en: "The framework of the self-evaluation cannot be found, so nothing can be computed by it again."),
            help: Wording(zh: "请系统管理员恢复那份评分规则。", en: "Ask the administrator to restore that framework."))
    }
}

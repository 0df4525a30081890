import BudgetModel
import Forms
import JSONText
import Office
import Quantities
import Storage

/// A stage with what lies around it, read in one moment.
struct StageFile {
    /// What of it is wanted beside the case; the rest stays empty.
    struct Papers: OptionSet {
        let rawValue: Int
        static let evidence = Papers(rawValue: 1)
        static let findings = Papers(rawValue: 2)
        static let department = Papers(rawValue: 4)
        static let all: Papers = [.evidence, .findings, .department]

        init(rawValue: Int) { self.rawValue = rawValue }

        /// What the decision on an act asks for.
        init(for conditions: Set<Condition>) {
            self = []
            if !conditions.isDisjoint(with: [.noErrors, .explained]) { insert(.findings) }
            if conditions.contains(.checked) { insert(.evidence) }
        }
    }

    var stage: StageRecord
    var view: CaseView
    var evidence: [EvidenceRecord]
    var remarks: [RemarkRecord]
    var findings: [FindingRecord]
    /// The department the unit belongs to; the unit itself at the top.
    var department: String

    init(_ id: Identifier<StageRecord>, _ desk: Desk, _ connection: any SQLConnection, _ caller: Caller, papers: Papers = .all) throws {
        (stage, view) = try desk.stage(id, connection, caller)
        let region = caller.region
        evidence = papers.contains(.evidence) ? try connection.all(in: region, "AND case_id = ? ORDER BY id", [view.record.id.sql]) : []
        remarks = papers.contains(.findings) ? try connection.all(in: region, "AND stage_id = ? ORDER BY id", [id.sql]) : []
        findings = papers.contains(.findings) ? try connection.all(in: region, "AND stage_id = ? ORDER BY revision_id, ordinal", [id.sql]) : []
        guard papers.contains(.department) else {
            department = view.unit.name
            return
        }
        let top = view.unit.path.split(separator: "/").first.flatMap { Identifier<UnitRecord>(String($0)) }
        let unit = view.unit
        department = try top.flatMap { $0 == unit.id ? nil : try connection.find($0, in: region)?.name } ?? unit.name
    }

    func stages(_ kind: StageKind) -> [StageRecord] { view.stages.filter { $0.kind == kind } }

    /// The form of a revision.
    static func form(_ id: Identifier<RevisionRecord>?, in region: RegionCode, _ connection: any SQLConnection) throws -> Evaluation? {
        guard let id, let revision = try connection.find(id, in: region), revision.content == RevisionContent.form.rawValue else { return nil }
        do { return try FormJSON.restore(JSONParser.parse(revision.body)) } catch { throw StorageError.damaged("revision \(id): \(error)") }
    }
}

/// What the body of a revision is.
package enum RevisionContent: String, Hashable, Sendable, CaseIterable {
    case form
    case score
    case exAnte = "ex-ante"
    case goalReview = "goal-review"
    case reEvaluation = "re-evaluation"
    case provenance
    case lights
}

extension Desk {
    /// What a decision on the stage rests on, as far as the workflow asks for it.
    ///
    /// - Parameter act: the one that is to be decided on; nil for all of them.
    func facts(_ file: StageFile, for act: Act? = nil, at moment: Instant, _ connection: any SQLConnection) throws -> StageFacts {
        let (stage, view) = (file.stage, file.view)
        let region = view.record.region
        let needs = workflow.conditions(of: act, in: stage.kind)
        func asks(_ conditions: Condition...) -> Bool { !needs.isDisjoint(with: conditions) }
        var facts = StageFacts(object: view.record.object, stage: stage.kind, state: stage.state, unitPath: view.unit.path)
        facts.hasDocument = stage.revisionID != nil
        facts.wasApproved = stage.approvedID != nil
        if asks(.checked) { facts.isCheckOutdated = try isCheckOutdated(file, at: moment, connection) }
        if asks(.notOwnWork) {
            facts.authors = Set(stage.hands.split(separator: " ").map(String.init))
            // Who reviews a goal writes beside it, not in it.
            facts.authors.formUnion(try authors(of: stage, connection))
            if stage.kind == .review, let evaluated = file.stages(.selfEvaluation).first { facts.reviewed = try authors(of: evaluated, connection) }
        }
        if asks(.noErrors, .explained) { Self.addFindings(of: file, to: &facts) }
        if act == nil || asks(.window) { facts.window = try window(of: stage.kind, year: view.record.year, for: view.unit, at: moment, connection) }
        if let goal = file.stages(.goal).first {
            facts.isGoalApproved = goal.approvedID != nil
            if asks(.goalReviewed) { facts.goalReviewPasses = try goalReviewPasses(goal, connection) }
            if asks(.adjustmentRequested), try !isAdjustmentRequested(goal, since: stage, connection) { facts.unreachable = try unreachable(stage, connection) }
        }
        if asks(.budget) {
            let sums = try Self.sums(view.unit.id, view.programme?.id, view.record.year, region, connection)
            facts.hasBudget = sums.hasInitial
            if let form = try stage.revisionID.flatMap({ try remembered($0, in: region, connection) }) { facts.budgetGaps = sums.registered(for: stage.kind).gaps(in: form) }
        }
        if asks(.budgetChange), let approvedAt = stage.approvedAt {
            facts.budgetChangedSinceApproval = try Self.entries(view.unit.id, view.programme?.id, view.record.year, region, connection).contains {
                $0.kind == .adjustment && !$0.amount.isZero && $0.madeAt > approvedAt
            }
        }
        if asks(.exAnte, .materials, .conclusion) { try exAnteFacts(file, &facts, connection) }
        return facts
    }

    private static func addFindings(of file: StageFile, to facts: inout StageFacts) {
        for finding in file.findings {
            let place = finding.code + (finding.place.map { "（\($0)）" } ?? "")
            if finding.severity == Severity.error.rawValue {
                facts.errors.append(place)
            } else if finding.severity == Severity.warning.rawValue, !file.remarks.contains(where: { $0.code == finding.code && $0.place == finding.place ?? "" && !$0.body.isEmpty }) {
                facts.unexplained.append(place)
            }
        }
    }

    /// Keys of those who wrote the document of a stage, and for whom.
    private func authors(of stage: StageRecord, _ connection: any SQLConnection) throws(StorageError) -> Set<String> {
        let layer: Layer = stage.kind == .review ? .determined : .stated
        let pairs = try connection.rows(
            "SELECT DISTINCT author_id, behalf_of FROM revision WHERE region_code = ? AND stage_id = ? AND layer = ?", [stage.region.sql, stage.id.sql, layer.sql]
        ) { (row) throws(StorageError) in [try row.text(), try row.optionalText()] }
        return Set(pairs.joined().compactMap(\.self))
    }

    /// Whether an adjustment of the goal was asked for, or granted, since the round of monitoring began.
    func isAdjustmentRequested(_ goal: StageRecord?, since round: StageRecord, _ connection: any SQLConnection) throws(StorageError) -> Bool {
        guard let goal else { return false }
        if goal.isBeingAdjusted { return true }
        guard let approvedAt = goal.approvedAt else { return false }
        let begun = try connection.row("SELECT made_at FROM revision WHERE region_code = ? AND stage_id = ? ORDER BY number LIMIT 1", [round.region.sql, round.id.sql]) { (row) throws(StorageError) in try row.optionalInteger() }
        return (begun ?? nil).map { approvedAt.milliseconds > $0 } ?? false
    }

    /// Indicators of a monitoring form that cannot be reached.
    private func unreachable(_ stage: StageRecord, _ connection: any SQLConnection) throws -> [String] {
        guard let form = try StageFile.form(stage.revisionID, in: stage.region, connection) else { return [] }
        return form.indicators.filter { $0.likelihood?.value == .impossible }.map(\.name.value)
    }
}

import BudgetModel
import Forms
import Frameworks
import JSONText
import Office
import Quantities
import Reports
import Rules
import Storage
import Workflows

/// Computes what revisions of a case hold once more, from the forms, frameworks and profiles they name, and says where it comes out otherwise.
struct Recomputation {
    /// Why something cannot be computed again.
    struct Impossible: Error, Hashable { var why: Wording }

    private let revisions: [Identifier<RevisionRecord>: RevisionRecord]
    private let scores: [RevisionRecord]
    private let frameworks: KeptFrameworks
    private let profiles: KeptProfiles
    private let engine: String

    /// - Parameter engine: the version that computes now.
    init(_ revisions: [RevisionRecord], frameworks: KeptFrameworks, profiles: KeptProfiles, engine: String) {
        self.revisions = Dictionary(revisions.map { ($0.id, $0) }) { first, _ in first }
        scores = revisions.filter { $0.content == RevisionContent.score.rawValue }
        self.frameworks = frameworks
        self.profiles = profiles
        self.engine = engine
    }

    /// The first difference between what a revision holds and what comes out now; nil for none, and for what somebody stated.
    func difference(in revision: RevisionRecord) throws -> JSONDifference? {
        switch RevisionContent(rawValue: revision.content) {
        case .score: try scoreDifference(revision)
        case .lights: try lightsDifference(revision)
        case .reEvaluation: try reviewDifference(revision)
        case .form, .exAnte, .goalReview, .provenance, nil: nil
        }
    }

    /// The total that a revision gives its stage.
    func total(of revision: RevisionRecord) throws -> String? {
        switch RevisionContent(rawValue: revision.content) {
        case .score: return try document(revision).score.total?.description
        case .exAnte: return try profile(ExAnteProfile.self, of: revision).assess(Desk.stored(revision)).tally.total?.description
        case .reEvaluation: return try Desk.stored(revision)["result"]?["total"]?["determined"]?.string
        case .form, .goalReview, .provenance, .lights, nil: return nil
        }
    }

    // MARK: - Each kind

    private func scoreDifference(_ revision: RevisionRecord) throws -> JSONDifference? {
        let kept = try document(revision)
        let (evaluation, framework) = try scored(revision, today: kept.beside.process.today ?? revision.madeAt.beijingDay)
        let form = EvaluateForm.form(FormPlaces.placed(evaluation), by: framework, because: kept.score.chosenBecause, beside: try kept.beside.context(form))
        var now = ScoreDocument(form, beside: kept.beside, shortfalls: [], engine: kept.score.engine)
        // What the register of budgets asked for follows from what is kept of it, and stands last.
        let ofBudget = ShortfallCode.budgetAmountDiffers.rawValue
        now.shortfalls = kept.shortfalls.filter { $0.code != ofBudget } + (kept.beside.budget?.shortfalls(of: evaluation) ?? []).map(ListedFinding.init)
        // Another version may word a derivation otherwise; its numbers have to be the same.
        if revision.engine != engine { now.score.traceDigest = kept.score.traceDigest }
        return JSONDifference.first(try Desk.stored(revision), now.json)
    }

    private func lightsDifference(_ revision: RevisionRecord) throws -> JSONDifference? {
        let body = try Desk.stored(revision)
        guard let months = body["monthsThrough"]?.integer.flatMap({ MonitoredMonths(through: Int($0)) }) else { throw Self.damaged(revision) }
        let isRequested = try scores.first { $0.basedOn == revision.basedOn }.map { try document($0).beside.process.isAdjustmentRequested } ?? nil
        let profile = try profile(MonitoringProfile.self, of: revision)
        let now = try profile.lights(of: basis(of: revision), months, hasAdjustmentRequest: isRequested ?? false)
        return JSONDifference.first(body, now.json)
    }

    private func reviewDifference(_ revision: RevisionRecord) throws -> JSONDifference? {
        let body = try Desk.stored(revision)
        guard let statedID = revision.basedOn, let reviewer = body["reviewer"]?.string else { throw Self.damaged(revision) }
        guard let score = scores.last(where: { $0.basedOn == statedID && $0.madeAt <= revision.madeAt }) else { throw Impossible(why: Wording(zh: "没有自评的核分结果", en: "the score of the self-evaluation is missing")) }
        let kept = try document(score)
        let (evaluation, framework) = try scored(score, today: kept.beside.process.today ?? score.madeAt.beijingDay)
        let base = ReviewedForm(statedID: statedID, evaluation: evaluation, framework: framework, because: kept.score.chosenBecause)
        let filled = try ReEvaluationSheet(json: body["sheet"] ?? .null, at: "/sheet")
        var sheet = Desk.rescored(filled, base)
        // Once an actual was scored only where deductions were taken off computed points.
        if filled.base == .stated { for index in sheet.rows.indices where filled.rows[index].rescored == nil { sheet.rows[index].rescored = nil } }
        let profile = try profile(ReEvaluationProfile.self, of: revision)
        let result = try Desk.determine(sheet, base, by: profile)
        var now: [JSONValue.Member] = [.init("reviewer", .string(reviewer)), .init("sheet", sheet.json), .init("result", result.json)]
        if let gaps = body["gaps"], let first = gaps.elements?.first, let unit = first["unit"]?.string, let year = first["year"]?.integer {
            now.append(.init("gaps", .list(result.gapRows(unit: ScoringUnit.ID(unit), reviewer: ReviewingBody.ID(reviewer), year: Int(year), indicators: base.indicators))))
        } else { now.append(.init("gaps", .array([]))) }
        return JSONDifference.first(body, .object(now))
    }

    // MARK: - What it rests on

    private func profile<Profile: CycleProfile>(_ type: Profile.Type, of revision: RevisionRecord) throws -> Profile {
        let digest = try revision.profileDigest()
        guard let profile = try profiles.profile(type, digest: digest, on: revision.madeAt.beijingDay) else { throw Impossible(why: Wording(zh: "缺少方案 \(digest ?? "")", en: "the profile \(digest ?? "") is missing")) }
        return profile
    }

    private func document(_ revision: RevisionRecord) throws -> ScoreDocument { try Desk.stored(revision) }

    private func basis(of revision: RevisionRecord) throws -> Evaluation {
        guard let id = revision.basedOn, let form = try form(id) else { throw Impossible(why: Wording(zh: "缺少它所依据的表格", en: "the form it speaks of is missing")) }
        return form
    }

    private func form(_ id: Identifier<RevisionRecord>) throws -> Evaluation? {
        guard let revision = revisions[id] else { throw Impossible(why: Wording(zh: "缺少版本 \(id.text)", en: "the revision \(id.text) is missing")) }
        guard revision.content == RevisionContent.form.rawValue else { return nil }
        do { return try FormJSON.restore(JSONParser.parse(revision.body)) } catch { throw Self.damaged(revision) }
    }

    /// The form of a score with the framework it was scored by.
    private func scored(_ score: RevisionRecord, today: CalendarDay) throws -> (Evaluation, Framework) {
        let evaluation = try basis(of: score)
        guard let digest = score.framework, let source = frameworks.source(digest: digest, orShipped: false) else { throw Impossible(why: Wording(zh: "缺少评分规则 \(score.framework ?? "")", en: "the framework \(score.framework ?? "") is missing")) }
        return (evaluation, source.framework(on: FrameworkChoice.day(for: evaluation, today: today)))
    }

    private static func damaged(_ revision: RevisionRecord) -> Impossible { Impossible(why: Wording(zh: "版本 \(revision.id.text) 读不出来", en: "the revision \(revision.id.text) cannot be read")) }
}

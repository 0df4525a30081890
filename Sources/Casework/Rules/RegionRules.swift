import BudgetModel
import Frameworks
import Office
import Quantities
import Storage
import Synchronization
import Workflows

/// What a region chose to work by; where it chose nothing, the program's own rules hold.
struct RegionRules: Sendable {
    enum Choice: Sendable {
        case shipped(id: String)
        /// The region's own text under the digest that results name.
        case own(text: String, digest: String)
    }

    let records: [RuleChoiceRecord]
    var choices: [RuleKind: Choice] = [:]
}

extension Desk {
    /// Reads what a region chose, if that is not known already; asked for with every caller, so that all servers of a database work by the same rules.
    func loadRules(of region: RegionCode, _ connection: any SQLConnection) throws {
        let records = try connection.all(RuleChoiceRecord.self, in: region, "ORDER BY kind")
        if regionRules.withLock({ $0[region]?.records == records }) { return }
        var rules = RegionRules(records: records)
        for record in records where !record.name.isEmpty {
            guard let digest = record.digest else {
                rules.choices[record.kind] = .shipped(id: record.name)
                continue
            }
            guard let text = try connection.row("SELECT body FROM rule_text WHERE digest = ?", [digest.sql], { (row) throws(StorageError) in try row.text() }) else {
                throw StorageError.damaged("\(record.subject): its text is missing")
            }
            let isFramework = record.kind.isFramework
            rules.choices[record.kind] = .own(text: text, digest: isFramework ? try frameworks.add(text, id: record.name).digest : Digest.sha256(text))
        }
        regionRules.withLock { $0[region] = rules }
    }

    private func choice(_ kind: RuleKind, in region: RegionCode) -> RegionRules.Choice? { regionRules.withLock { $0[region]?.choices[kind] } }

    /// The profile of a region as it holds today.
    func profile<Profile: CycleProfile>(_ type: Profile.Type, in region: RegionCode) throws -> Profile {
        let today = now.beijingDay
        switch RuleKind(type).flatMap({ choice($0, in: region) }) {
        case nil: return try Profile.shipped(on: today)
        case .shipped(let id): return try Profile.shipped(id, on: today)
        case .own(let text, let digest): return try Profile.own(text, digest: digest, on: today)
        }
    }

    /// The text of a profile that a region works by, to be kept with what it says.
    func profileText<Profile: CycleProfile>(_ profile: Profile, in region: RegionCode) -> RuleText? {
        guard let kind = RuleKind(Profile.self) else { return nil }
        if let shipped = Profile.shippedText(profile.mark.id) { return RuleText(kind: kind.rawValue, name: profile.mark.id, body: String(decoding: shipped, as: UTF8.self)) }
        guard case .own(let text, _) = choice(kind, in: region) else { return nil }
        return RuleText(kind: kind.rawValue, name: profile.mark.id, body: text)
    }

    /// Keeps the text of a profile beside what it says.
    ///
    /// - Returns: its digest, as results name it.
    func keepText<Profile: CycleProfile>(of profile: Profile, _ writing: Writing) throws(StorageError) -> String {
        if let text = profileText(profile, in: writing.region) { try keepTexts([text], writing) }
        return profile.mark.digest
    }

    /// What the framework of a form is called in the store; nil to choose by the form.
    func frameworkName(for evaluation: Evaluation, in region: RegionCode) -> String? {
        let kind: RuleKind = switch evaluation.kind {
        case .departmentGoal, .departmentSelfEvaluation, .departmentScoringTable: .departmentFramework
        default: .projectFramework
        }
        return switch choice(kind, in: region) {
        case nil: frameworkName
        case .shipped(let id): id
        case .own(_, let digest): digest
        }
    }
}

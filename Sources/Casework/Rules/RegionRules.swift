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
        /// A text that this program cannot use: told where it would be needed, so that the region can still choose another one.
        case unusable(why: Wording)
    }

    let records: [RuleChoiceRecord]
    var choices: [RuleKind: Choice] = [:]

    /// Rises with each change of a choice.
    var edition: Int { records.reduce(0) { $0 + $1.version } }
}

extension Desk {
    /// Reads what a region chose, if that is not known already; asked for with every caller, so that all servers of a database work by the same rules.
    func loadRules(of region: RegionCode, _ connection: any SQLConnection) throws(StorageError) {
        let records = try connection.all(RuleChoiceRecord.self, in: region, "ORDER BY kind")
        if regionRules.withLock({ $0[region]?.records == records }) { return }
        var rules = RegionRules(records: records)
        for record in records where !record.name.isEmpty { rules.choices[record.kind] = try choice(of: record, connection) }
        let read = rules
        // Who read an older state meanwhile does not bring it back.
        regionRules.withLock { known in if read.edition >= known[region]?.edition ?? 0 { known[region] = read } }
    }

    private func choice(of record: RuleChoiceRecord, _ connection: any SQLConnection) throws(StorageError) -> RegionRules.Choice {
        guard let digest = record.digest else { return .shipped(id: record.name) }
        guard let text = try connection.row("SELECT body FROM rule_text WHERE digest = ?", [digest.sql], { (row) throws(StorageError) in try row.text() }) else {
            return .unusable(why: Wording(zh: "所选的规则“\(record.name)”的文本不见了", en: "the text of the chosen rules “\(record.name)” is gone"))
        }
        guard record.kind.isFramework else { return .own(text: text, digest: Digest.sha256(text)) }
        do throws(FrameworkRefused) { return .own(text: text, digest: try frameworks.add(text, id: record.name).digest) } catch {
            let first = error.problems.first?.message ?? Wording(zh: "", en: "")
            return .unusable(why: Wording(zh: "所选的规则“\(record.name)”现在的程序不能用：\(first.zh)", en: "this program cannot use the chosen rules “\(record.name)”: \(first.en)"))
        }
    }

    private func choice(_ kind: RuleKind, in region: RegionCode) -> RegionRules.Choice? { regionRules.withLock { $0[region]?.choices[kind] } }

    private static func unusable(_ why: Wording) -> Declined {
        Declined(
            .conflict, "rules-unusable", Wording(zh: why.zh + "。", en: why.en + "."),
            help: Wording(zh: "请有“管理评分规则”权限的人另选一份（PUT /api/v1/rules）。", en: "Let somebody with the right to manage frameworks choose others (PUT /api/v1/rules)."))
    }

    /// The profile of a region, with the values of a day.
    ///
    /// - Parameter day: nil for today.
    func profile<Profile: CycleProfile>(_ type: Profile.Type, in region: RegionCode, on day: CalendarDay? = nil) throws -> Profile {
        let day = day ?? now.beijingDay
        switch RuleKind(type).flatMap({ choice($0, in: region) }) {
        case nil: return try Profile.shipped(on: day)
        case .unusable(let why): throw Self.unusable(why)
        case .shipped(let id):
            guard Profile.ids.contains(id) else { throw Self.unusable(Wording(zh: "现在的程序没有所选的“\(id)”", en: "this program has no “\(id)”, which was chosen")) }
            return try Profile.shipped(id, on: day)
        case .own(let text, let digest):
            do throws(ProfileRefused) { return try Profile.own(text, digest: digest, on: day) } catch {
                let first = error.problems.first?.message ?? Wording(zh: "", en: "")
                throw Self.unusable(Wording(zh: "所选的方案现在的程序不能用：\(first.zh)", en: "this program cannot use the chosen profile: \(first.en)"))
            }
        }
    }

    /// The profile that a revision was made by, which is another than the region's of today where that chose anew since.
    func profile<Profile: CycleProfile>(_ type: Profile.Type, of revision: RevisionRecord, _ connection: any SQLConnection) throws -> Profile {
        guard let digest = revision.framework else { return try profile(type, in: revision.region) }
        let day = revision.madeAt.beijingDay
        if let present = try? profile(type, in: revision.region, on: day), present.mark.digest == digest { return present }
        guard let made = try Self.keptProfiles(connection).profile(type, digest: digest, on: day) else { throw Self.unusable(Wording(zh: "审核时所用方案的文本不见了", en: "the text of the profile it was made by is gone")) }
        return made
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

    /// What the framework of a form is called in the store; nil to choose by the form, also where the chosen one is not for such forms.
    func frameworkName(for evaluation: Evaluation, in region: RegionCode) throws -> String? {
        let name: String
        switch choice(evaluation.isOfDepartment ? .departmentFramework : .projectFramework, in: region) {
        case nil: return frameworkName
        case .unusable(let why): throw Self.unusable(why)
        case .shipped(let id): name = id
        case .own(_, let digest): name = digest
        }
        guard let source = try? frameworks.source(name), source.kinds.contains(evaluation.kind) else { return frameworkName }
        return name
    }
}

extension Evaluation {
    /// Forms of both kinds of object name their programme, or none.
    fileprivate var isOfDepartment: Bool {
        switch kind {
        case .departmentGoal, .departmentSelfEvaluation, .departmentScoringTable: true
        case .projectGoal, .projectSelfEvaluation, .transferSelfEvaluation: false
        case .monitoring, .indicatorList, .selfEvaluationReview: programme == nil
        }
    }
}

package import BudgetModel
import Crypto
package import Quantities
import Synchronization

/// Rules of one stage of the cycle as they stand on one day, read from dated and cited YAML.
package protocol CycleProfile: Hashable, Sendable {
    var mark: ProfileMark { get }
    var title: Wording { get }
    /// The shipped ones; the first is the one to take where nobody names another.
    static var ids: [String] { get }
    static func shippedText(_ id: String) -> [UInt8]?
    /// - Throws: `ProfileRefused` with every problem and its line.
    static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self
}

extension CycleProfile {
    /// A shipped profile as in force on a day.
    package static func shipped(_ id: String? = nil, on day: CalendarDay) throws(ProfileRefused) -> Self {
        let id = id ?? ids[0]
        if let kept = KnownProfiles.kept(Self.self, id, day) { return kept }
        guard let bytes = shippedText(id) else {
            throw ProfileRefused(problems: [
                ProfileProblem(
                    file: id, line: nil, message: Wording(zh: "没有这个名称的方案；可用：\(ids.joined(separator: "、"))", en: "there is no profile of this name; use \(ids.joined(separator: ", "))"))
            ])
        }
        let profile = try read(String(decoding: bytes, as: UTF8.self), name: id + ".yaml", on: day)
        KnownProfiles.keep(profile, id, day)
        return profile
    }
}

extension CycleProfile {
    /// Somebody's own profile as in force on a day.
    ///
    /// - Parameter digest: of the text.
    package static func own(_ text: String, digest: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        if let kept = KnownProfiles.kept(Self.self, digest, day) { return kept }
        let profile = try read(text, name: digest, on: day)
        KnownProfiles.keep(profile, digest, day)
        return profile
    }
}

/// Profiles as they were read once: each decision on a stage asks for some, and reading one takes longer than all else it does.
private enum KnownProfiles {
    private struct Key: Hashable {
        var type: ObjectIdentifier
        var id: String
        var day: CalendarDay
    }

    /// More than the profiles of a few days; nobody asks for many days at a time.
    private static let limit = 100
    private static let all = Mutex<[Key: any CycleProfile]>([:])

    static func kept<Profile: CycleProfile>(_ type: Profile.Type, _ id: String, _ day: CalendarDay) -> Profile? {
        all.withLock { $0[Key(type: ObjectIdentifier(type), id: id, day: day)] as? Profile }
    }

    static func keep<Profile: CycleProfile>(_ profile: Profile, _ id: String, _ day: CalendarDay) {
        all.withLock { all in
            if all.count >= limit { all = [:] }
            all[Key(type: ObjectIdentifier(Profile.self), id: id, day: day)] = profile
        }
    }
}

/// What every profile has beside its own settings.
struct ProfileHead {
    var mark: ProfileMark
    var title: Wording

    /// Reads a text for every day on which a value changes, so that no day of it is wrong, and gives what holds on `day`.
    ///
    /// - Parameter keys: the settings of this kind of profile.
    static func read<Profile: CycleProfile>(
        _ text: String, name: String, on day: CalendarDay, keys: [String], _ build: (ProfileHead, ProfileFields) -> Profile?
    ) throws(ProfileRefused) -> Profile {
        let reader = ProfileReader(file: name, day: day)
        guard let root = reader.compose(text) else { throw reader.refused }
        let digest = "sha256:" + SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        func profile(on day: CalendarDay) -> Profile? {
            reader.day = day
            guard let fields = ProfileNode(node: root, place: "", reader: reader).fields(["id", "title", "checked", "instruments"] + keys) else { return nil }
            reader.readInstruments(fields.required("instruments"))
            let id = fields.required("id")?.key(ProfileHead.self), title = fields.required("title")?.wording()
            _ = fields["checked"]?.day()
            guard let id, let title else { return nil }
            if let shipped = Profile.shippedText(id.text), shipped != Array(text.utf8) {
                fields.refuse(
                    "id", zh: "id“\(id)”是内置方案的编号，请另取一个，以免结果分不清按哪一套核算", en: "the id “\(id)” is that of a shipped profile; choose another, so that results say which one they rest on")
            }
            return build(ProfileHead(mark: ProfileMark(id: id.text, day: day, digest: digest), title: title), fields)
        }
        let found = profile(on: day)
        for change in reader.changeDays.sorted() where change != day { _ = profile(on: change) }
        guard let found, reader.problems.isEmpty else { throw reader.refused }
        return found
    }
}

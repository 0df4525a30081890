import JSONText
import Office
import Quantities
import Storage

/// Profiles by the digest that results name: the texts that were kept with them, then the program's own.
struct KeptProfiles: Sendable {
    private let texts: [String: String]

    init(_ bodies: [String]) { texts = Dictionary(bodies.map { (Digest.sha256($0), $0) }) { first, _ in first } }

    func has(_ digest: String) -> Bool { texts[digest] != nil }

    /// - Parameter digest: nil for what was kept before results named their profile.
    /// - Returns: nil where no text makes the digest.
    func profile<Profile: CycleProfile>(_: Profile.Type, digest: String?, on day: CalendarDay) throws -> Profile? {
        let shipped = try Profile.shipped(on: day)
        guard let digest, digest != shipped.mark.digest else { return shipped }
        if let other = try Profile.ids.dropFirst().lazy.map({ try Profile.shipped($0, on: day) }).first(where: { $0.mark.digest == digest }) { return other }
        return try texts[digest].map { try Profile.own($0, digest: digest, on: day) }
    }
}

extension RevisionRecord {
    /// The digest of the profile it was made by; nil where it rests on none or was kept before results named theirs.
    func profileDigest() throws -> String? {
        switch RevisionContent(rawValue: content) {
        case .exAnte, .goalReview: framework
        case .lights: try Desk.stored(self)["profile"]?["digest"]?.string
        case .reEvaluation: try Desk.stored(self)["result"]?["profile"]?["digest"]?.string
        case .form, .score, .provenance, nil: nil
        }
    }
}

extension Desk {
    static func keptProfiles(_ connection: any SQLConnection) throws(StorageError) -> KeptProfiles {
        KeptProfiles(try connection.rows("SELECT body FROM rule_text WHERE kind <> 'framework' AND kind <> 'workflow'") { (row) throws(StorageError) in try row.text() })
    }
}

import BudgetModel
import Foundation
import JSONText
import Office
package import Quantities
package import Storage

/// Everything a case rests on, taken out of the office as a folder: records, each revision, the frameworks, the files, and the links of the chain that
/// speak of them. `VerifyBundle` computes all of it again without the office.
///
/// Accounts stay out: the log names those who acted by their keys.
package struct CaseBundle: Sendable {
    static let format = 1
    static let kind = "jixiao-case"

    /// A file of the bundle, by its path in the folder.
    struct Part: Hashable, Sendable {
        var path: String
        var bytes: [UInt8]
    }

    var manifest: BundleManifest
    var parts: [Part]
    /// Digests of evidence and of forms that were handed in.
    var files: [String]

    package var name: String { manifest.name }
    package var links: Int { manifest.links }

    /// Reads a case with what lies around it, in one moment.
    ///
    /// - Throws: `Declined` where the region has no such case.
    package static func read(_ id: Identifier<CaseRecord>, in region: RegionCode, engine: String, at moment: Instant, _ database: any Database) async throws -> CaseBundle {
        try await database.read { connection in try Gathering(id, region, connection).bundle(engine: engine, at: moment) }
    }

    /// Writes it to a folder that is not there yet or is empty; the manifest comes last.
    package func write(to path: String, from folder: ContentFolder) throws {
        let manager = FileManager.default
        try BackupRefused.requireEmpty(path, zh: "没有写", en: "nothing was written")
        var manifest = manifest
        do {
            for part in parts {
                let url = URL(fileURLWithPath: path + "/" + part.path)
                try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try Data(part.bytes).write(to: url)
                manifest.parts.append(.init(path: part.path, digest: Digest.sha256(part.bytes)))
            }
        } catch { throw BackupRefused("写不了 \(path)（\(error.localizedDescription)）。", "\(path) cannot be written (\(error.localizedDescription)).") }
        let kept = ContentFolder(path: path + "/files")
        for digest in files { guard try kept.keep(folder.bytes(of: digest)) == digest else { throw ContentError.damaged(digest: digest) } }
        manifest.files = files
        do { try Data(manifest.json.bytes).write(to: URL(fileURLWithPath: path + "/" + BundleManifest.name)) } catch {
            throw BackupRefused("写不了 \(path)（\(error.localizedDescription)）。", "\(path) cannot be written (\(error.localizedDescription)).")
        }
    }
}

/// Says what a bundle holds, with digests; without it a folder is no bundle.
struct BundleManifest: Hashable, Sendable, JSONRepresentable {
    static let name = "manifest.json"

    struct Part: Hashable, Sendable {
        var path: String
        var digest: String
    }

    /// The text of a framework or profile.
    struct RuleText: Hashable, Sendable, JSONRepresentable {
        var id: String
        var path: String

        init(id: String, path: String) {
            self.id = id
            self.path = path
        }

        init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
            let object = try JSONObject(json, at: pointer, keys: ["id", "path"])
            self.init(id: try object.text("id"), path: try object.text("path"))
        }

        var json: JSONValue { .object(["id": .string(id), "path": .string(path)]) }
    }

    var program: String
    var region: RegionCode
    var caseID: Identifier<CaseRecord>
    var name: String
    var year: Int
    var madeAt: String
    /// The head of the region's chain when the bundle was made.
    var head: KeptHead
    var links: Int
    var parts: [Part] = []
    var frameworks: [RuleText]
    var profiles: [RuleText]
    var files: [String] = []

    var json: JSONValue {
        .object([
            "format": .integer(CaseBundle.format), "kind": .string(CaseBundle.kind), "program": .string(program), "region": .string(region.text), "case": .string(caseID.text), "name": .string(name),
            "year": .integer(year), "madeAt": .string(madeAt), "head": .object(["seq": .integer(head.seq), "digest": .string(head.digest)]), "links": .integer(links),
            "parts": .array(parts.map { .object(["path": .string($0.path), "digest": .string($0.digest)]) }), "frameworks": .list(frameworks), "profiles": .list(profiles),
            "files": .array(files.map(JSONValue.string)),
        ])
    }

    init(program: String, record: CaseRecord, madeAt: Instant, head: KeptHead, links: Int, frameworks: [RuleText], profiles: [RuleText]) {
        self.program = program
        region = record.region
        caseID = record.id
        name = record.name
        year = record.year
        self.madeAt = madeAt.iso
        self.head = head
        self.links = links
        self.frameworks = frameworks
        self.profiles = profiles
    }

    init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["format", "kind", "program", "region", "case", "name", "year", "madeAt", "head", "links", "parts", "frameworks", "profiles", "files"])
        guard try object.text("kind") == CaseBundle.kind else { throw object.wrong("kind", CaseBundle.kind) }
        guard try object.integer("format") == CaseBundle.format else { throw object.wrong("format", String(CaseBundle.format)) }
        program = try object.text("program")
        guard let region = RegionCode(try object.text("region")) else { throw object.wrong("region", "region code") }
        self.region = region
        guard let caseID = Identifier<CaseRecord>(try object.text("case")) else { throw object.wrong("case", "UUID") }
        self.caseID = caseID
        name = try object.text("name")
        year = Int(try object.integer("year"))
        madeAt = try object.text("madeAt")
        let head = try JSONObject(object.required("head"), at: object.place("head"), keys: ["seq", "digest"])
        self.head = KeptHead(region: region.text, seq: try head.integer("seq"), digest: try head.text("digest"))
        links = Int(try object.integer("links"))
        parts = try object.list("parts") { json, place throws(JSONShapeError) in
            let part = try JSONObject(json, at: place, keys: ["path", "digest"])
            return Part(path: try part.text("path"), digest: try part.text("digest"))
        }
        frameworks = try object.list("frameworks", of: RuleText.self)
        profiles = try object.value("profiles") == nil ? [] : object.list("profiles", of: RuleText.self)
        files = try object.texts("files")
    }
}

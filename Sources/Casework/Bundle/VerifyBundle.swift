package import BudgetModel
import Foundation
import Frameworks
package import JSONText
import Quantities
package import Storage
import Workflows

/// Something of a bundle that does not hold.
package struct BundleFlaw: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case missing, changed, unlisted
        case unreadable(String)
        /// What comes out now is something else.
        case computedOtherwise(JSONDifference)
        case notComputed(Wording)
        case chain(ChainBreak)
        /// The database has another link under this number, or none.
        case notInDatabase(seq: Int64)
    }

    /// The file or the record it is about.
    package var place: String
    package var kind: Kind
}

/// What a check of a bundle found.
package struct BundleReport: Sendable {
    package var name: String
    package var year: Int
    /// The version that made the bundle.
    package var program: String
    /// Versions that computed what is in it.
    package var engines: [String]
    package var parts = 0
    package var links = 0
    package var records = 0
    /// Revisions that were computed again.
    package var computed = 0
    package var flaws: [BundleFlaw] = []
}

/// Checks a bundle by itself: each file by its digest, each record by the links, and everything computed by computing it again.
package struct VerifyBundle {
    private var report: BundleReport
    private let path: String
    private let manifest: BundleManifest
    private var bytes: [String: [UInt8]] = [:]
    private var events: [Event] = []
    private var records: [any Record] = []
    private var revisions: [(path: String, record: RevisionRecord)] = []

    /// - Parameters:
    ///   - engine: the version that checks.
    ///   - database: where the case came from; its chain must have the same links then.
    /// - Throws: `BackupRefused` where the folder is no bundle.
    package static func run(_ path: String, engine: String, beside database: (any Database)? = nil) async throws -> BundleReport {
        var check = try VerifyBundle(path)
        check.readParts()
        check.readRecords()
        check.checkFiles()
        check.checkChain()
        check.computeAgain(engine)
        if let database { try await check.compare(database) }
        return check.report
    }

    private init(_ path: String) throws {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path + "/" + BundleManifest.name)), data.count <= 64 << 20 else {
            throw BackupRefused("\(path) 不是个案包：里面没有可读的 \(BundleManifest.name)。请指定 jixiao bundle 写出的文件夹。", "\(path) is no bundle: it has no readable \(BundleManifest.name). Name a folder that jixiao bundle wrote.")
        }
        do { manifest = try BundleManifest(json: JSONParser.parse(Array(data)), at: "") } catch {
            throw BackupRefused("\(path)/\(BundleManifest.name) 读不出来，不是这个版本能核对的个案包。", "\(path)/\(BundleManifest.name) cannot be read; it is no bundle that this version checks.")
        }
        self.path = path
        report = BundleReport(name: manifest.name, year: manifest.year, program: manifest.program, engines: [])
    }

    private mutating func found(_ place: String, _ kind: BundleFlaw.Kind) { report.flaws.append(BundleFlaw(place: place, kind: kind)) }

    /// Reads what the manifest lists; nothing outside the folder is read.
    private mutating func readParts() {
        for part in manifest.parts {
            report.parts += 1
            guard isPlain(part.path) else {
                found(part.path, .unreadable("path"))
                continue
            }
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: path + "/" + part.path)) else {
                found(part.path, .missing)
                continue
            }
            if Digest.sha256(data) != part.digest { found(part.path, .changed) }
            bytes[part.path] = Array(data)
        }
        let listed = Set(manifest.parts.map(\.path))
        for name in (FileManager.default.subpaths(atPath: path) ?? []).sorted() where !name.hasPrefix("files/") && name != "files" && name != BundleManifest.name && !listed.contains(name) {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder), !isFolder.boolValue { found(name, .unlisted) }
        }
    }

    /// Whether nothing is there or a file of its own inside the folder, of a bounded size: no link to elsewhere and no device.
    private func isPlain(_ file: String) -> Bool {
        guard !file.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0 == ".." || $0.isEmpty }) else { return false }
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path, place = URL(fileURLWithPath: path + "/" + file)
        guard FileManager.default.fileExists(atPath: place.path) else { return true }
        let resolved = place.resolvingSymlinksInPath().path, values = try? FileManager.default.attributesOfItem(atPath: resolved)
        return resolved.hasPrefix(root + "/") && values?[.type] as? FileAttributeType == .typeRegular && (values?[.size] as? Int ?? .max) <= 64 << 20
    }

    private mutating func readRecords() {
        let tables = Dictionary(uniqueKeysWithValues: ChainCheck.audited.map { ($0.table.name, $0) })
        for line in lines("records.jsonl") {
            guard let name = line.json?["table"]?.string, let type = tables[name], let row = line.json?["row"], let values = type.table.values(of: row), let record = try? type.init(values: values) else {
                found("records.jsonl:\(line.number)", .unreadable("row"))
                continue
            }
            records.append(record)
        }
        for line in lines("log.jsonl") {
            var row = RowReader(line.json.flatMap(Event.table.values) ?? [])
            guard let event = try? Event(from: &row) else {
                found("log.jsonl:\(line.number)", .unreadable("link"))
                continue
            }
            events.append(event)
        }
        for part in manifest.parts where part.path.hasPrefix("revisions/") {
            guard let bytes = bytes[part.path] else { continue }
            guard let values = (try? JSONParser.parse(bytes)).flatMap(RevisionRecord.table.values), let record = try? RevisionRecord(values: values) else {
                found(part.path, .unreadable("revision"))
                continue
            }
            revisions.append((part.path, record))
        }
        report.engines = Set(revisions.map(\.record.engine)).sorted()
    }

    private func lines(_ path: String) -> [(number: Int, json: JSONValue?)] {
        (bytes[path] ?? []).split(separator: UInt8(ascii: "\n")).enumerated().map { ($0 + 1, try? JSONParser.parse(Array($1))) }
    }

    /// Evidence and forms by their digests.
    private mutating func checkFiles() {
        let folder = ContentFolder(path: path + "/files")
        let named = records.compactMap { ($0 as? EvidenceRecord)?.digest } + revisions.compactMap { $0.record.caseID == manifest.caseID ? $0.record.source : nil }
        for digest in Set(named + manifest.files).sorted() {
            guard Digest.isWritten(digest), isPlain(ContentFolder(path: "files").place(of: digest)) else {
                found("files/" + digest, .unreadable("path"))
                continue
            }
            do throws(ContentError) { _ = try folder.bytes(of: digest) } catch {
                if case .missing = error { found("files/" + digest, .missing) } else { found("files/" + digest, .changed) }
            }
        }
        for digest in folder.digests() where !named.contains(digest) && !manifest.files.contains(digest) { found("files/" + digest, .unlisted) }
    }

    private mutating func checkChain() {
        let all: [any Record] = records + revisions.map(\.record)
        report.records = all.count
        report.links = events.count
        // What a link of the case speaks of is in the bundle.
        let known = Set(all.map(\.subject))
        for subject in Set(events.filter { $0.caseID == manifest.caseID.text }.flatMap { $0.changes ?? [] }.map(\.subject)).subtracting(known).sorted() { found(subject, .missing) }
        if events.count != manifest.links { found("log.jsonl", .changed) }
        for broken in ChainExcerpt(region: manifest.region, events: events, records: all).breaks { found(broken.subject ?? "log.jsonl", .chain(broken)) }
    }

    private mutating func computeAgain(_ engine: String) {
        let texts = manifest.frameworks.compactMap { framework in bytes[framework.path].map { (id: framework.id, body: String(decoding: $0, as: UTF8.self)) } }
        let profiles = manifest.profiles.compactMap { profile in bytes[profile.path].map { String(decoding: $0, as: UTF8.self) } }
        let again = Recomputation(revisions.map(\.record), frameworks: KeptFrameworks(texts), profiles: KeptProfiles(profiles), engine: engine)
        for (path, revision) in revisions where revision.caseID == manifest.caseID {
            do {
                if revision.layer != .stated { report.computed += 1 }
                if let difference = try again.difference(in: revision) { found(path, .computedOtherwise(difference)) }
            } catch let impossible as Recomputation.Impossible { found(path, .notComputed(impossible.why)) } catch {
                found(path, .unreadable("\(error)"))
            }
        }
        for stage in records.compactMap({ $0 as? StageRecord }) {
            guard let id = stage.scoreID ?? stage.revisionID, let revision = revisions.first(where: { $0.record.id == id })?.record, let total = try? again.total(of: revision), total != stage.total else { continue }
            if let difference = JSONDifference.first(.text(stage.total), .text(total), at: "/total") { found(stage.subject, .computedOtherwise(difference)) }
        }
    }

    /// The links as the database has them.
    private mutating func compare(_ database: any Database) async throws {
        let (region, ours) = (manifest.region, events)
        let theirs = try await database.read { connection in
            try ours.map { event in
                try connection.row("SELECT digest FROM event WHERE region_code = ? AND seq = ?", [region.sql, event.seq.sql]) { (row) throws(StorageError) in try row.text() }
            }
        }
        for (event, digest) in zip(ours, theirs) where event.digest != digest { found("log.jsonl", .notInDatabase(seq: event.seq)) }
    }
}

extension BundleFlaw {
    /// What does not hold and where, in one sentence.
    package var sentence: Wording {
        switch kind {
        case .missing: Wording(zh: "\(place) 不见了。", en: "\(place) is missing.")
        case .changed: Wording(zh: "\(place) 的内容被改过，与校验码不符。", en: "\(place) has been changed: its digest is another.")
        case .unlisted: Wording(zh: "\(place) 不在清单里，是后来加进来的。", en: "\(place) is not in the manifest; it was added later.")
        case .unreadable(let what): Wording(zh: "\(place) 读不出来（\(what)）。", en: "\(place) cannot be read (\(what)).")
        case .computedOtherwise(let difference):
            Wording(
                zh: "\(place)：重新核算的结果不同，\(difference.pointer) 处存的是 \(Self.shown(difference.left))，现在算出 \(Self.shown(difference.right))。",
                en: "\(place): computed again it comes out otherwise; \(difference.pointer) is kept as \(Self.shown(difference.left)), now it is \(Self.shown(difference.right)).")
        case .notComputed(let why): Wording(zh: "\(place)：不能重新核算，\(why.zh)。", en: "\(place) cannot be computed again: \(why.en).")
        case .chain(let broken): broken.sentence
        case .notInDatabase(let seq): Wording(zh: "第 \(seq) 条记录与数据库里的不同，或数据库里没有。", en: "Link \(seq) is not the one of the database, or is not there.")
        }
    }

    private static func shown(_ value: JSONValue?) -> String {
        guard let text = value?.text else { return "—" }
        return text.count > 120 ? text.prefix(120) + "…" : text
    }
}

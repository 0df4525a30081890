package import BudgetModel
import Documents
import Foundation
import Office
package import Quantities
import Rules
package import Storage

/// What a paper is; raw values are those of the store and the API.
package enum EvidenceKind: String, Hashable, Sendable, CaseIterable {
    case form
    case acceptance
    case survey
    case statistics
    case contract
    case voucher
    case photo
    case decision
    case other

    package var wording: Wording {
        switch self {
        case .form: Wording(zh: "填报表格", en: "form")
        case .acceptance: Wording(zh: "验收材料", en: "acceptance paper")
        case .survey: Wording(zh: "满意度调查", en: "survey")
        case .statistics: Wording(zh: "统计资料", en: "statistics")
        case .contract: Wording(zh: "合同", en: "contract")
        case .voucher: Wording(zh: "凭证", en: "voucher")
        case .photo: Wording(zh: "照片", en: "photograph")
        case .decision: Wording(zh: "文件、决定", en: "decision")
        case .other: Wording(zh: "其他", en: "other")
        }
    }
}

/// A paper as somebody hands it in.
package struct EvidenceDraft: Hashable, Sendable {
    package var fileName: String
    package var bytes: [UInt8]
    package var kind: EvidenceKind
    package var stage: Identifier<StageRecord>?
    package var indicator: String?
    package var source: String
    package var day: CalendarDay?

    package init(fileName: String, bytes: [UInt8], kind: EvidenceKind, stage: Identifier<StageRecord>? = nil, indicator: String? = nil, source: String = "", day: CalendarDay? = nil) {
        self.fileName = fileName
        self.bytes = bytes
        self.kind = kind
        self.stage = stage
        self.indicator = indicator
        self.source = source
        self.day = day
    }
}

/// What was kept, and where the same file has been used already.
package struct KeptEvidence: Sendable {
    package var record: EvidenceRecord
    /// Those that the caller may see.
    package var usedBefore: [EvidenceRecord]
    /// How often it was used where the caller may not look.
    package var usedElsewhere: Int
}

extension Desk {
    package static let evidenceLimit = 50 << 20

    /// Keeps a paper that proves something. What it is, is told by its bytes, not by its name.
    package func attach(_ draft: EvidenceDraft, to id: Identifier<CaseRecord>, by caller: Caller) async throws -> KeptEvidence {
        let type = try Self.mediaType(of: draft)
        // Nobody without the right writes a byte.
        _ = try await database.read { [self] connection in try requireAttaching(draft, try caseView(id, connection, caller).unit.path, caller) }
        let digest = try keep(draft.bytes)
        return try await record(.attach, by: caller) { [self] writing in
            let view = try caseView(id, writing.connection, caller)
            try requireAttaching(draft, view.unit.path, caller)
            guard view.record.closedAt == nil else { throw Declined(.conflict, "case-closed", Wording(zh: "个案已经办结，不再收材料。", en: "The case is closed and takes no more papers.")) }
            if let id = draft.stage {
                guard let stage = view.stages.first(where: { $0.id == id }) else { throw Declined.notFound("环节", "stage") }
                guard stage.isOpen else { throw Declined(Refusal.wrongState(.attach, stage.state, StageState.open)) }
            }
            if let indicator = draft.indicator { try requireIndicator(indicator, view, writing.connection) }
            return try insertEvidence(draft, type, digest, of: id, unit: view.unit.id, caller, writing)
        }
    }

    /// What a paper is by its bytes.
    ///
    /// - Throws: `Declined` for what is not taken.
    private static func mediaType(of draft: EvidenceDraft) throws -> MediaType {
        var flaws: [Flaw] = []
        if draft.bytes.isEmpty { flaws.append(Flaw("", zh: "文件是空的", en: "the file is empty")) }
        if draft.fileName.isEmpty || draft.fileName.count > 200 || draft.fileName.contains(where: { $0 == "/" || $0 == "\\" || $0.isNewline || $0 == "\0" }) {
            flaws.append(Flaw("/name", zh: "文件名应为 1 到 200 个字，不能有 / 和 \\", en: "a file name has 1 to 200 characters and no slashes"))
        }
        if draft.source.count > 200 { flaws.append(Flaw("/source", zh: "来源太长，200 字以内", en: "the source has 200 characters at most")) }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        guard draft.bytes.count <= evidenceLimit else { throw Declined(.tooLarge, "file-too-large", Wording(zh: "文件超过 50 MB。", en: "The file is larger than 50 MB.")) }
        guard DocumentSniffer.isWhole(draft.bytes) else {
            throw Declined(
                .invalid, "file-damaged", Wording(zh: "文件“\(draft.fileName)”不完整或已损坏，打不开。", en: "The file “\(draft.fileName)” is cut short or damaged and cannot be opened."),
                help: Wording(zh: "请用原来的程序打开检查，重新保存后再上传。", en: "Open and save it again with its program, then upload it."))
        }
        guard let type = MediaType(of: draft.bytes) else {
            throw Declined(
                .invalid, "file-type", Wording(zh: "不收这种文件（\(draft.fileName)）。", en: "Files of this type are not taken (\(draft.fileName))."),
                help: Wording(zh: "可以上传 PDF、图片（JPEG、PNG）、Word、Excel、WPS、文本。", en: "PDF, pictures (JPEG, PNG), Word, Excel, WPS and plain text are."))
        }
        return type
    }

    /// Keeps a paper with which a rectification is answered, by whoever may answer it: its unit need not be the one of the case.
    package func attach(_ draft: EvidenceDraft, toTicket id: Identifier<TicketRecord>, by caller: Caller) async throws -> KeptEvidence {
        let type = try Self.mediaType(of: draft)
        guard draft.stage == nil, draft.indicator == nil else { throw Declined.invalid("/indicator", "整改的材料不注明环节和指标", "a paper of a rectification names neither stage nor indicator") }
        _ = try await database.read { [self] connection in try allow(.answerTicket, try ticketRecord(id, connection, caller).1, caller) }
        let digest = try keep(draft.bytes)
        return try await record(.answerTicket, by: caller) { [self] writing in
            let (ticket, path) = try ticketRecord(id, writing.connection, caller)
            writing.entry.behalfOf = try allow(.answerTicket, path, caller).onBehalfOf
            return try insertEvidence(draft, type, digest, of: ticket.caseID, unit: ticket.unitID, caller, writing)
        }
    }

    private func insertEvidence(
        _ draft: EvidenceDraft, _ type: MediaType, _ digest: String, of id: Identifier<CaseRecord>, unit: Identifier<UnitRecord>, _ caller: Caller, _ writing: Writing
    ) throws -> KeptEvidence {
        writing.caseID = id
        let before = try writing.connection.all(EvidenceRecord.self, in: caller.region, "AND digest = ? ORDER BY id", [digest.sql])
        let record = EvidenceRecord(
            region: caller.region, id: identifiers.next(), caseID: id, stageID: draft.stage, indicator: draft.indicator, digest: digest, size: Int64(draft.bytes.count), fileName: draft.fileName,
            mediaType: type.rawValue, kind: draft.kind.rawValue, source: draft.source, onDay: draft.day, unitID: unit, authorID: caller.id, madeAt: writing.now)
        try writing.insert(record)
        let seen = try before.filter { paper in try (try? caseView(paper.caseID, writing.connection, caller)).map { try sees(paper, $0, caller, writing.connection) } ?? false }
        return KeptEvidence(record: record, usedBefore: seen, usedElsewhere: before.count - seen.count)
    }

    /// Units attach their papers; who publishes attaches the file that was approved for it.
    private func requireAttaching(_ draft: EvidenceDraft, _ path: String, _ caller: Caller) throws {
        if draft.kind == .decision, draft.stage == nil, draft.indicator == nil, (try? allow(.publish, path, caller)) != nil { return }
        try allow(.attach, path, caller)
    }

    /// A paper proves an indicator that some form of the case has; as long as there is no form, nothing can be said.
    private func requireIndicator(_ name: String, _ view: CaseView, _ connection: any SQLConnection) throws {
        let ids = view.stages.flatMap { [$0.approvedID, $0.revisionID] }.compactMap(\.self)
        let names = try Set(ids).compactMap { try remembered($0, in: view.record.region, connection) }.flatMap { $0.indicators.map(\.name.value) }
        guard !names.isEmpty, !names.contains(where: { $0.foldedName == name.foldedName }) else { return }
        let known = Set(names).sorted()
        throw Declined.invalid(
            "/indicator", "这个个案的表里没有指标“\(name)”；有：\(known.prefix(10).joined(separator: "、"))\(known.count > 10 ? " 等" : "")",
            "no form of the case has an indicator “\(name)”; there are: \(known.prefix(10).joined(separator: ", "))\(known.count > 10 ? " and more" : "")")
    }

    func keep(_ bytes: [UInt8]) throws -> String {
        do throws(ContentError) { return try files.keep(bytes) } catch { throw error }
    }

    /// The bytes of a paper, held against their digest.
    package func evidence(_ id: Identifier<EvidenceRecord>, by caller: Caller) async throws -> (record: EvidenceRecord, bytes: [UInt8]) {
        let record = try await database.read { [self] connection -> EvidenceRecord in
            guard let record = try connection.find(id, in: caller.region), let view = try? caseView(record.caseID, connection, caller), try sees(record, view, caller, connection) else {
                throw Declined.notFound("材料", "paper")
            }
            return record
        }
        return (record, try files.bytes(of: record.digest))
    }

    /// Evidence of a case by key, after one of them.
    package func evidence(of id: Identifier<CaseRecord>, after: String = "", limit: Int = .max, by caller: Caller) async throws -> [EvidenceRecord] {
        try await database.read { [self] connection in
            let view = try caseView(id, connection, caller)
            var (hidden, values): (String, [SQLValue]) = ("", [])
            for stage in view.stages where !seesWork(on: stage, view, caller) {
                hidden += "AND (stage_id IS NULL OR stage_id <> ? OR digest = ?) "
                values += [stage.id.sql, (try approvedSource(stage, connection) ?? "").sql]
            }
            return try connection.all(EvidenceRecord.self, in: caller.region, "AND case_id = ? AND id > ? \(hidden)ORDER BY id LIMIT ?", [id.sql, after.sql] + values + [limit.sql])
        }
    }

    /// Papers of a stage are seen with its work; the file of what was approved stays open.
    private func sees(_ paper: EvidenceRecord, _ view: CaseView, _ caller: Caller, _ connection: any SQLConnection) throws -> Bool {
        guard let stage = paper.stageID.flatMap({ id in view.stages.first { $0.id == id } }), !seesWork(on: stage, view, caller) else { return true }
        return try approvedSource(stage, connection) == paper.digest
    }

    private func approvedSource(_ stage: StageRecord, _ connection: any SQLConnection) throws(StorageError) -> String? { try stage.approvedID.flatMap { id throws(StorageError) in try connection.find(id, in: stage.region) }?.source }
}

/// The types that are taken, known by their first bytes.
enum MediaType: String, Hashable, Sendable {
    case pdf = "application/pdf"
    case jpeg = "image/jpeg"
    case png = "image/png"
    /// Word and Excel since 2007, WPS, and plain archives of them.
    case zip = "application/zip"
    /// Word and Excel before 2007.
    case compound = "application/x-ole-storage"
    case text = "text/plain"

    init?(of bytes: [UInt8]) {
        switch bytes.prefix(8) {
        case let head where head.starts(with: Array("%PDF-".utf8)): self = .pdf
        case let head where head.starts(with: [0xFF, 0xD8, 0xFF]): self = .jpeg
        case let head where head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]): self = .png
        case let head where head.starts(with: [0x50, 0x4B, 0x03, 0x04]): self = .zip
        case let head where head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]): self = .compound
        // Text has no control characters beside its line ends; what a browser would run as a page is none.
        case _ where !bytes.prefix(1 << 16).contains(where: { $0 < 9 || $0 > 13 && $0 < 32 && $0 != 27 }) && !Self.isMarkup(bytes): self = .text
        default: return nil
        }
    }

    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
        return ["<html", "<script", "<!doctype", "<svg", "<?xml"].contains { head.contains($0) }
    }
}

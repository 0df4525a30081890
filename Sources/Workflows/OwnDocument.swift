import BudgetModel
import Crypto
import Documents

/// The mark that every document of ours bears: what it is, and a digest by which later work on it is seen.
///
/// Office files have it in their custom properties, which Word, WPS and LibreOffice keep when they save;
/// pages have it in `meta` elements, PDFs in a comment before their end. (Described in docs/reports.md.)
package struct OwnDocument: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case report = "self-evaluation-report"
        /// A user's workbook with findings in it; to be corrected and handed in again.
        case returnedWorkbook = "returned-workbook"
        /// A page of what `audit` found in a report.
        case auditPage = "audit-page"
        /// What a run over many files came to, a workbook or a CSV file.
        case summary = "folder-summary"
    }

    package var kind: Kind
    /// Whether the file is as Jixiao wrote it.
    package var isUntouched: Bool

    private static let kindName = "jixiao.document", digestName = "jixiao.digest"
    private static let propertiesPart = "docProps/custom.xml"
    /// Parts that the mark itself changes.
    private static let unsignedParts: Set<String> = [propertiesPart.lowercased(), "[content_types].xml", "_rels/.rels"]
    private static let generator = Array("<meta name=\"generator\" content=\"Jixiao\">".utf8)
    private static let pageStart = Array("\n<meta name=\"\(digestName)\" content=\"".utf8), pageEnd = Array("\">".utf8)
    private static let auditMark = Array("<meta name=\"\(kindName)\" content=\"\(Kind.auditPage.rawValue)\">".utf8)
    private static let printStart = Array("%\(digestName) ".utf8), printEnd = Array("\nstartxref".utf8)

    // MARK: - Reading

    /// The mark of a file; nil for files of others.
    package init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B]) {
            // The directory at the end names the parts: a look at it spares opening most files.
            guard let directory = Self.directory(of: bytes), Self.find(Array(Self.propertiesPart.utf8), bytes, directory) != nil,
                let archive = try? ZipArchive(bytes), let part = try? archive.read(Self.propertiesPart)
            else { return nil }
            let properties = String(decoding: part, as: UTF8.self)
            guard let kind = Self.value(Self.kindName, in: properties).flatMap(Kind.init) else { return nil }
            self.kind = kind
            isUntouched = Self.value(Self.digestName, in: properties) == Self.digest(of: archive)
        } else if bytes.starts(with: Array("%PDF-".utf8)) {
            guard let start = Self.last(Self.printStart, in: bytes, within: 1 << 10) else { return nil }
            kind = .report
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            isUntouched = String(decoding: bytes[start + Self.printStart.count..<end], as: UTF8.self) == Self.digest(Array(bytes[..<(start - 1)] + bytes[end...]))
        } else if SummaryWriter.isTable(bytes) {
            // A table of figures bears no mark but its headings; nobody is expected to work on it.
            kind = .summary
            isUntouched = true
        } else {
            guard let place = Self.first(Self.generator, in: bytes, within: 1 << 12) else { return nil }
            kind = Self.first(Self.auditMark, in: bytes, within: 1 << 12) == nil ? .report : .auditPage
            let rest = bytes[(place + Self.generator.count)...]
            guard rest.starts(with: Self.pageStart), let end = rest.dropFirst(Self.pageStart.count).firstIndex(of: UInt8(ascii: "\"")) else {
                isUntouched = false
                return
            }
            let stated = rest[rest.startIndex + Self.pageStart.count..<end]
            isUntouched = String(decoding: stated, as: UTF8.self) == Self.digest(Array(bytes[..<rest.startIndex] + bytes[(end + Self.pageEnd.count)...]))
        }
    }

    // MARK: - Writing

    /// The document with its mark; as it was where there is no place for one.
    package static func stamped(_ bytes: [UInt8], as kind: Kind) -> [UInt8] {
        if bytes.starts(with: [0x50, 0x4B]) { return (try? stamped(package: bytes, kind)) ?? bytes }
        let mark = Array(digest(bytes).utf8)
        if bytes.starts(with: Array("%PDF-".utf8)) {
            guard let place = last(printEnd, in: bytes, within: 1 << 10) else { return bytes }
            return Array(bytes[...place]) + printStart + mark + Array(bytes[place...])
        }
        guard let place = first(generator, in: bytes, within: 1 << 12) else { return bytes }
        let end = place + generator.count
        return Array(bytes[..<end]) + pageStart + mark + pageEnd + Array(bytes[end...])
    }

    private static func stamped(package bytes: [UInt8], _ kind: Kind) throws -> [UInt8] {
        let archive = try ZipArchive(bytes)
        var parts: [String: [UInt8]] = [:]
        var properties: String
        if let part = try archive.read(propertiesPart) {
            properties = String(decoding: part, as: UTF8.self)
            for name in [kindName, digestName] { properties = without(name, in: properties) }
        } else {
            properties = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"></Properties>"
            guard let types = try archive.read("[Content_Types].xml"), let relations = try archive.read("_rels/.rels"),
                let newTypes = adding(
                    "Override", "PartName=\"/\(propertiesPart)\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"",
                    to: String(decoding: types, as: UTF8.self), root: "Types"),
                let newRelations = adding(
                    "Relationship",
                    "Id=\"jixiaoMark\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\" Target=\"\(propertiesPart)\"",
                    to: String(decoding: relations, as: UTF8.self), root: "Relationships")
            else { return bytes }
            parts["[Content_Types].xml"] = Array(newTypes.utf8)
            parts["_rels/.rels"] = Array(newRelations.utf8)
        }
        var number = properties.split(separator: "pid=\"").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }.max() ?? 1
        for (name, value) in [(kindName, kind.rawValue), (digestName, digest(of: archive))] {
            number += 1
            guard let added = adding(
                "property", "fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"\(number)\" name=\"\(name)\"", to: properties, root: "Properties",
                content: "<vt:lpwstr xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">\(value)</vt:lpwstr>")
            else { return bytes }
            properties = added
        }
        parts[propertiesPart] = Array(properties.utf8)
        return try archive.replacing(parts)
    }

    // MARK: - Markup of a few known parts

    /// An element behind the last child of the root, with the root's prefix; nil when the root is another.
    private static func adding(_ name: String, _ attributes: String, to text: String, root: String, content: String? = nil) -> String? {
        guard let end = text.range(of: root + ">", last: true), let start = text[..<end.lowerBound].lastIndex(of: "<") else {
            // `<Properties …/>`
            guard text.hasSuffix("/>"), let start = text.lastIndex(of: "<") else { return nil }
            let tag = text[text.index(after: start)...].prefix { !$0.isWhitespace && $0 != "/" }
            guard tag.hasSuffix(root) else { return nil }
            return adding(name, attributes, to: text.dropLast(2) + "></\(tag)>", root: root, content: content)
        }
        let prefix = text[text.index(start, offsetBy: 2)..<end.lowerBound]
        let element = "<\(prefix)\(name) \(attributes)" + (content.map { ">\($0)</\(prefix)\(name)>" } ?? "/>")
        return text[..<start] + element + text[start...]
    }

    private static func value(_ name: String, in text: String) -> String? {
        guard let place = text.range(of: "name=\"\(name)\""), let end = text[place.upperBound...].range(of: "</"),
            let start = text[place.upperBound..<end.lowerBound].lastIndex(of: ">")
        else { return nil }
        return String(text[text.index(after: start)..<end.lowerBound])
    }

    private static func without(_ name: String, in text: String) -> String {
        guard let place = text.range(of: "name=\"\(name)\""), let start = text[..<place.lowerBound].lastIndex(of: "<"),
            let end = text[place.upperBound...].range(of: "property>")
        else { return text }
        return String(text[..<start] + text[end.upperBound...])
    }

    // MARK: - Bytes

    private static func digest(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    /// Over what the parts hold, whatever way they are packed.
    private static func digest(of archive: ZipArchive) -> String {
        var hash = SHA256()
        for entry in archive.entries.sorted(by: { $0.name < $1.name }) where !unsignedParts.contains(entry.name.lowercased()) {
            hash.update(data: Array(entry.name.utf8) + [0])
            hash.update(data: (try? archive.read(entry)) ?? [])
        }
        return hex(hash.finalize())
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return "sha256:" + String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Where the directory of a zip file stands, as the record at its end says.
    private static func directory(of bytes: [UInt8]) -> Range<Int>? {
        guard let end = last([0x50, 0x4B, 0x05, 0x06], in: bytes, within: 22) ?? last([0x50, 0x4B, 0x05, 0x06], in: bytes, within: 1 << 16), end + 20 <= bytes.count
        else { return nil }
        func number(_ place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
        let size = number(end + 12), start = number(end + 16)
        return start <= end && size <= end - start ? start..<start + size : nil
    }

    private static func first(_ wanted: [UInt8], in bytes: [UInt8], within reach: Int) -> Int? { find(wanted, bytes, 0..<min(reach, bytes.count)) }

    /// The last place among the last `reach` bytes.
    private static func last(_ wanted: [UInt8], in bytes: [UInt8], within reach: Int) -> Int? {
        var found: Int?
        var start = max(0, bytes.count - reach)
        while let next = find(wanted, bytes, start..<bytes.count) {
            found = next
            start = next + 1
        }
        return found
    }

    private static func find(_ wanted: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard let head = wanted.first, range.count >= wanted.count else { return nil }
        return bytes.withUnsafeBufferPointer { all in
            wanted.withUnsafeBufferPointer { wanted in
                (range.lowerBound...range.upperBound - wanted.count).first { place in
                    all[place] == head && wanted.indices.allSatisfy { all[place + $0] == wanted[$0] }
                }
            }
        }
    }
}

extension StringProtocol {
    /// Where a text stands for the first or the last time.
    fileprivate func range(of text: String, last: Bool = false) -> Range<Index>? {
        last ? ranges(of: text).last : firstRange(of: text)
    }
}

/// What a zip file holds, told by its parts.
package enum OfficePackage: Hashable, Sendable {
    /// A workbook and the name of its main part.
    case workbook(part: String)
    /// A workbook in the binary form of .xlsb.
    case binaryWorkbook
    /// A text document and the name of its main part.
    case textDocument(part: String)
    case presentation
    /// A package of OpenDocument (.ods, .odt …) with its media type.
    case openDocument(mediaType: String)
    /// Some other zip file.
    case other

    package init(_ archive: ZipArchive) throws(DocumentError) {
        if archive.contains("xl/workbook.xml") {
            self = .workbook(part: "xl/workbook.xml")
        } else if archive.contains("word/document.xml") {
            self = .textDocument(part: "word/document.xml")
        } else if archive.contains("xl/workbook.bin") {
            self = .binaryWorkbook
        } else if let entry = archive.entry(named: "mimetype"), entry.unpackedBytes < 200 {
            self = .openDocument(mediaType: String(decoding: try archive.read(entry), as: UTF8.self))
        } else if archive.contains("ppt/presentation.xml") {
            self = .presentation
        } else if let entry = archive.entry(named: "_rels/.rels") {
            // The main part may have any name.
            let relations = Relations(part: "_rels/.rels", folder: "")
            try XMLStream(limits: archive.limits, deadline: Deadline(seconds: archive.limits.seconds)).read(entry, of: archive, relations)
            self = relations.list.lazy.compactMap { Self(relation: $0, in: archive) }.first ?? .other
        } else {
            self = .other
        }
    }

    private init?(relation: Relations.Relation, in archive: ZipArchive) {
        guard relation.type.hasSuffix("/officeDocument"), archive.contains(relation.target) else { return nil }
        let name = relation.target.split(separator: "/").last.map { $0.lowercased() } ?? ""
        if name.hasSuffix(".bin") {
            self = .binaryWorkbook
        } else if name.contains("workbook") || relation.target.lowercased().hasPrefix("xl/") {
            self = .workbook(part: relation.target)
        } else if name.contains("document") || relation.target.lowercased().hasPrefix("word/") {
            self = .textDocument(part: relation.target)
        } else {
            return nil
        }
    }
}

/// The links from one part to others.
final class Relations: XMLVisitor {
    struct Relation {
        let id: String
        let type: String
        /// A part's name, resolved against the folder of its source.
        let target: String
    }

    private(set) var list: [Relation] = []
    private let folder: String

    private static let elements = XMLNames(["Relationship"], in: ["http://schemas.openxmlformats.org/package/2006/relationships"])
    override var names: XMLNames { Self.elements }

    init(part: String, folder: String) {
        self.folder = folder
        super.init(part: part)
    }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        guard tag == 0, list.count < 10_000, let id = attributes.string("Id"), let target = attributes.string("Target"),
            attributes["TargetMode"]?.spells("External") != true
        else { return }
        list.append(Relation(id: id, type: attributes.string("Type") ?? "", target: Self.resolve(target, in: folder)))
    }

    subscript(id: String) -> Relation? { list.first { $0.id == id } }

    func first(ofType suffix: String) -> Relation? { list.first { $0.type.utf8.reversed().starts(with: suffix.utf8.reversed()) } }

    /// The name of a part's own list of links: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`.
    static func name(for part: String) -> String {
        let folder = folder(of: part)
        return folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
    }

    /// `xl/workbook.xml` → `xl/`.
    static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    }

    static func resolve(_ target: String, in folder: String) -> String {
        let path = target.utf8.contains(UInt8(ascii: "\\")) ? target.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "/") : target
        if !hasSteps(path.utf8) { return path.utf8.first == UInt8(ascii: "/") ? String(path.drop { $0 == "/" }) : folder + path }
        var steps: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in path.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }

    /// Whether a point stands before a slash.
    private static func hasSteps(_ path: String.UTF8View) -> Bool {
        var isBehindPoint = false
        for byte in path {
            if isBehindPoint, byte == UInt8(ascii: "/") { return true }
            isBehindPoint = byte == UInt8(ascii: ".")
        }
        return false
    }
}

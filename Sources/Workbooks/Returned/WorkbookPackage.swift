import BudgetModel
import Documents

/// The parts of a workbook while it is being patched: what is read, what is changed, what is new.
struct WorkbookPackage {
    struct Relationship {
        let id: String
        /// The last word of the type: `worksheet`, `comments`, `vmlDrawing`.
        let kind: String
        /// The full name of the part it leads to.
        let part: String
    }

    struct Sheet {
        let name: String
        let part: String
        /// Its place among the sheets of the workbook.
        let index: Int
        let isHidden: Bool
    }

    private let archive: ZipArchive
    /// By name in lower case, as part names are compared.
    private var changed: [String: (name: String, bytes: [UInt8])] = [:]
    let workbookPart: String
    let sheets: [Sheet]
    /// Whether the file is written in the strict dialect of ISO/IEC 29500.
    let isStrict: Bool
    let hasSignature: Bool
    private var names: Set<String>

    /// - Throws: `DocumentError` when the bytes are no workbook.
    init(_ bytes: [UInt8]) throws(DocumentError) {
        archive = try ZipArchive(bytes)
        names = Set(archive.entries.map { $0.name.lowercased() })
        hasSignature = names.contains { $0.hasPrefix("_xmlsignatures/") }
        let rootRelations = try Self.relationships(of: "", in: archive.read("_rels/.rels"))
        let workbookPart = rootRelations.first { $0.kind == "officeDocument" }?.part ?? "xl/workbook.xml"
        guard let workbook = try archive.read(workbookPart) else { throw .brokenMarkup }
        let tree = try MarkupTree(workbook)
        guard tree.root.name == "workbook" else { throw .brokenMarkup }
        isStrict = tree.namespace.contains("purl.oclc.org")
        self.workbookPart = workbookPart
        let relations = try Self.relationships(of: workbookPart, in: archive.read(Self.relationsPart(of: workbookPart)))
        let idName = (tree.prefix(of: Self.relationNamespaces) ?? "r:") + "id"
        var sheets: [Sheet] = []
        for (index, element) in (tree.root.child("sheets")?.children("sheet") ?? []).enumerated() {
            guard let name = tree.value("name", of: element), let id = tree.value(idName, of: element),
                let relation = relations.first(where: { $0.id == id })
            else { continue }
            // Chart sheets and dialogue sheets keep their index and are not patched.
            guard relation.kind == "worksheet" else { continue }
            sheets.append(
                Sheet(name: name, part: relation.part, index: index, isHidden: tree.value("state", of: element).map { $0 != "visible" } ?? false))
        }
        self.sheets = sheets
    }

    static let relationNamespaces = [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ]
    static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// The full type of a relationship in the dialect of this file.
    func relationType(_ kind: String) -> String { Self.relationNamespaces[isStrict ? 1 : 0] + "/" + kind }

    func read(_ name: String) throws(DocumentError) -> [UInt8]? {
        if let bytes = changed[name.lowercased()]?.bytes { return bytes }
        return try archive.read(name)
    }

    func contains(_ name: String) -> Bool { names.contains(name.lowercased()) }

    mutating func write(_ name: String, _ bytes: [UInt8]) {
        changed[name.lowercased()] = (name, bytes)
        names.insert(name.lowercased())
    }

    /// All part names in lower case.
    var partNames: [String] { names.sorted() }

    /// The first name of the shape `stem` + number + `suffix` that no part has.
    func unusedName(_ stem: String, _ suffix: String) -> String {
        var number = 1
        while contains(stem + String(number) + suffix) { number += 1 }
        return stem + String(number) + suffix
    }

    /// The folder of the workbook part with its slash: `xl/`.
    var folder: String { Self.folder(of: workbookPart) }

    /// The workbook with the changed parts in place.
    func finished() throws(DocumentError) -> [UInt8] {
        try archive.replacing(Dictionary(changed.values.map { ($0.name, $0.bytes) }) { first, _ in first })
    }
}

// MARK: - Relationships

extension WorkbookPackage {
    static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    }

    static func relationsPart(of part: String) -> String {
        let folder = folder(of: part)
        return folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
    }

    static func relationships(of part: String, in bytes: [UInt8]?) throws(DocumentError) -> [Relationship] {
        guard let bytes else { return [] }
        let tree = try MarkupTree(bytes, depth: 2)
        var list: [Relationship] = []
        for element in tree.root.children("Relationship") where tree.value("TargetMode", of: element) != "External" {
            guard let id = tree.value("Id", of: element), let type = tree.value("Type", of: element),
                let target = tree.value("Target", of: element)
            else { continue }
            let kind = type.split(separator: "/").last.map(String.init) ?? type
            list.append(Relationship(id: id, kind: kind, part: resolve(target, from: folder(of: part))))
        }
        return list
    }

    func relationships(of part: String) throws(DocumentError) -> [Relationship] {
        try Self.relationships(of: part, in: read(Self.relationsPart(of: part)))
    }

    /// A target as part name: `../comments1.xml` from `xl/worksheets/` is `xl/comments1.xml`.
    static func resolve(_ target: String, from folder: String) -> String {
        let target = String(target.map { $0 == "\\" ? "/" : $0 })
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var steps = folder.split(separator: "/").map(String.init)
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": if !steps.isEmpty { steps.removeLast() }
            default: steps.append(String(step))
            }
        }
        return steps.joined(separator: "/")
    }

    /// Adds a relationship from `part` to `target` and returns its id.
    mutating func relate(_ part: String, to target: String, kind: String) throws(DocumentError) -> String {
        let name = Self.relationsPart(of: part)
        let type = Markup.quoted(relationType(kind))
        // Absolute targets are valid from everywhere.
        let address = "/" + Markup.quoted(target)
        guard let bytes = try read(name) else {
            let text =
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"\(Self.packageRelations)\">"
                + "<Relationship Id=\"rId1\" Type=\"\(type)\" Target=\"\(address)\"/></Relationships>"
            write(name, Array(text.utf8))
            return "rId1"
        }
        var tree = try MarkupTree(bytes, depth: 2)
        let used = Set(tree.root.children("Relationship").compactMap { tree.value("Id", of: $0)?.lowercased() })
        var number = used.count + 1
        while used.contains("rid" + String(number)) { number += 1 }
        let id = "rId" + String(number)
        tree.append("<\(tree.root.prefix)Relationship Id=\"\(id)\" Type=\"\(type)\" Target=\"\(address)\"/>", to: tree.root)
        write(name, tree.result)
        return id
    }
}

// MARK: - Content types

extension WorkbookPackage {
    private static let contentTypes = "[Content_Types].xml"

    /// Says what a new part holds.
    mutating func declare(_ part: String, as type: String) throws(DocumentError) {
        guard let bytes = try read(Self.contentTypes) else { throw .brokenMarkup }
        var tree = try MarkupTree(bytes, depth: 2)
        guard !tree.root.children("Override").contains(where: { tree.value("PartName", of: $0)?.lowercased() == "/" + part.lowercased() }) else { return }
        tree.append("<\(tree.root.prefix)Override PartName=\"/\(Markup.quoted(part))\" ContentType=\"\(type)\"/>", to: tree.root)
        write(Self.contentTypes, tree.result)
    }

    /// Says what parts of a file extension hold; of one part alone where the extension means something else already.
    mutating func declareDefault(_ ending: String, as type: String, for part: String) throws(DocumentError) {
        guard let bytes = try read(Self.contentTypes) else { throw .brokenMarkup }
        var tree = try MarkupTree(bytes, depth: 2)
        if let known = tree.root.children("Default").first(where: { tree.value("Extension", of: $0)?.lowercased() == ending }) {
            if tree.value("ContentType", of: known) != type { try declare(part, as: type) }
            return
        }
        let text = "<\(tree.root.prefix)Default Extension=\"\(ending)\" ContentType=\"\(type)\"/>"
        if let first = tree.root.children.first { tree.edits.insert(text, at: first.whole.lowerBound) } else { tree.append(text, to: tree.root) }
        write(Self.contentTypes, tree.result)
    }
}

// MARK: - The workbook part

extension WorkbookPackage {
    /// The first of `name`, `name (2)` … that no sheet has, at most 31 characters.
    func unusedSheetName(_ name: String) throws(DocumentError) -> String {
        guard let bytes = try read(workbookPart) else { throw .brokenMarkup }
        let tree = try MarkupTree(bytes)
        let used = Set((tree.root.child("sheets")?.children ?? []).compactMap { tree.value("name", of: $0)?.lowercased() })
        var candidate = name
        var number = 2
        while used.contains(candidate.lowercased()) {
            candidate = name + " (" + String(number) + ")"
            number += 1
        }
        return candidate
    }

    /// A name that belongs to one sheet.
    struct LocalName {
        let name: String
        let sheetIndex: Int
        let formula: String
        let isHidden: Bool
    }

    /// Adds a sheet behind the others, and names that their sheets do not have yet.
    mutating func register(sheet: (name: String, part: String)?, names: [LocalName]) throws(DocumentError) {
        guard sheet != nil || !names.isEmpty else { return }
        var relation: String?
        if let sheet {
            relation = try relate(workbookPart, to: sheet.part, kind: "worksheet")
            try declare(sheet.part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")
        }
        guard let bytes = try read(workbookPart) else { throw .brokenMarkup }
        var tree = try MarkupTree(bytes)
        let prefix = tree.root.prefix
        guard let list = tree.root.child("sheets") else { throw .brokenMarkup }
        if let sheet, let relation {
            let number = (list.children.compactMap { tree.value("sheetId", of: $0).flatMap(Int.init) }.max() ?? 0) + 1
            let bound = tree.prefix(of: Self.relationNamespaces)
            let id = bound.map { $0 + "id" } ?? "r:id"
            let binding = bound == nil ? " xmlns:r=\"\(Self.relationNamespaces[isStrict ? 1 : 0])\"" : ""
            tree.append("<\(prefix)sheet\(binding) name=\"\(Markup.quoted(sheet.name))\" sheetId=\"\(number)\" \(id)=\"\(relation)\"/>", to: list)
        }
        let known = tree.root.child("definedNames")
        let taken = Set((known?.children ?? []).map { (tree.value("name", of: $0) ?? "").lowercased() + "|" + (tree.value("localSheetId", of: $0) ?? "") })
        let added = names.filter { !taken.contains($0.name.lowercased() + "|" + String($0.sheetIndex)) }.map {
            "<\(prefix)definedName name=\"\($0.name)\" localSheetId=\"\($0.sheetIndex)\"\($0.isHidden ? " hidden=\"1\"" : "")>\(Markup.escaped($0.formula))</\(prefix)definedName>"
        }.joined()
        if !added.isEmpty {
            if let known {
                tree.append(added, to: known)
            } else {
                // Schema order: sheets, functionGroups, externalReferences, definedNames.
                let before = tree.root.children.last { ["sheets", "functionGroups", "externalReferences"].contains($0.name) } ?? list
                tree.edits.insert("<\(prefix)definedNames>\(added)</\(prefix)definedNames>", at: before.whole.upperBound)
            }
        }
        write(workbookPart, tree.result)
    }
}

package import Documents

/// An office's own Word file with placeholders such as `{{部门名称}}` and `{{正文}}` (docs/reports.md).
///
/// Placeholders are found however Word has broken them into runs. Everything else in the file stays as it is.
package struct DOCXTemplate: Sendable {
    /// A template is a page or two; these bounds keep a hostile file from costing more.
    package static var limits: ReadLimits {
        var limits = ReadLimits()
        limits.fileBytes = 16 << 20
        limits.partBytes = 8 << 20
        limits.totalBytes = 32 << 20
        return limits
    }

    private let bytes: [UInt8]
    private let hasCoreProperties: Bool
    private let parts: [TemplatePart]
    /// Parts written anew: properties that could carry names, and content types of a .dotx.
    private let rewritten: [String: [UInt8]]
    private let styles: TemplateStyles

    /// - Throws: `ReportError`, all unknown placeholders in one.
    package init(_ bytes: [UInt8]) throws(ReportError) {
        let archive: ZipArchive
        var types: [UInt8]
        do {
            archive = try ZipArchive(bytes, limits: Self.limits)
            guard let found = try archive.read("[Content_Types].xml") else { throw ReportError.notAWordTemplate }
            types = found
        } catch let error as DocumentError {
            // What is no zip file at all is simply something else.
            throw error.kind == .unknownFormat ? .notAWordTemplate : .unreadableTemplate(error)
        } catch {
            throw .notAWordTemplate
        }
        self.bytes = bytes
        hasCoreProperties = archive.contains("docProps/core.xml")
        let main = try Self.mainPart(types)
        var rewritten: [String: [UInt8]] = [:]
        if main.isTemplate {
            let text = String(decoding: types, as: UTF8.self)
            types = Array(text.replacing("wordprocessingml.template.main+xml", with: "wordprocessingml.document.main+xml").utf8)
            rewritten["[Content_Types].xml"] = types
        }
        if archive.contains("docProps/app.xml") { rewritten["docProps/app.xml"] = Array(OfficialParts.app.utf8) }
        self.rewritten = rewritten

        let folder = main.name.lastIndex(of: "/").map { String(main.name[...$0]) } ?? ""
        styles = try TemplateStyles(Self.read(folder + "styles.xml", archive))
        var parts: [TemplatePart] = []
        guard let content = try Self.read(main.name, archive) else { throw .damagedTemplate(part: main.name) }
        parts.append(try TemplatePart(main.name, content, isMain: true))
        for entry in archive.entries where Self.isHeaderOrFooter(entry.name, in: folder) {
            guard let content = try Self.read(entry.name, archive) else { continue }
            parts.append(try TemplatePart(entry.name, content, isMain: false))
        }
        self.parts = parts
        let unknown = parts.flatMap(\.unknown)
        guard unknown.isEmpty else { throw .unknownPlaceholders(Self.short(unknown)) }
        let misplaced = parts.flatMap(\.misplacedBlocks)
        guard misplaced.isEmpty else { throw .misplacedBlocks(Self.short(misplaced)) }
        let rows = parts.flatMap(\.misplacedRowValues)
        guard rows.isEmpty else { throw .misplacedRowValues(Self.short(rows)) }
    }

    func fill(_ report: SelfEvaluationReport) throws(ReportError) -> [UInt8] {
        var replaced = rewritten
        for part in parts where part.isChanged { replaced[part.name] = TemplateFilling(part, report, styles).bytes }
        if hasCoreProperties { replaced["docProps/core.xml"] = Array(OfficialParts.core(title: report.title).utf8) }
        do { return try ZipArchive.replacing(replaced, in: bytes, limits: Self.limits) } catch { throw .packing(error) }
    }

    // MARK: Parts

    private static func read(_ name: String, _ archive: ZipArchive) throws(ReportError) -> [UInt8]? {
        do { return try archive.read(name) } catch { throw .unreadableTemplate(error) }
    }

    private static func mainPart(_ types: [UInt8]) throws(ReportError) -> (name: String, isTemplate: Bool) {
        let tree: MarkupTree
        do { tree = try MarkupTree(types) } catch { throw .damagedTemplate(part: "[Content_Types].xml") }
        for node in tree.nodes[tree.root].children where tree.localName(node) == "Override" {
            guard let type = tree.attribute(node, "ContentType"), let part = tree.attribute(node, "PartName") else { continue }
            if type.contains("vbaProject") || type.contains("macroEnabled") { throw .templateHasMacros }
            let name = part.hasPrefix("/") ? String(part.dropFirst()) : part
            if type.hasSuffix("wordprocessingml.document.main+xml") { return (name, false) }
            if type.hasSuffix("wordprocessingml.template.main+xml") { return (name, true) }
        }
        throw .notAWordTemplate
    }

    private static func isHeaderOrFooter(_ name: String, in folder: String) -> Bool {
        guard name.hasPrefix(folder), name.hasSuffix(".xml") else { return false }
        let file = name.dropFirst(folder.count)
        return file.hasPrefix("header") || file.hasPrefix("footer")
    }

    /// Each once, a few, none long.
    private static func short(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.prefix(10).map { $0.count > 30 ? $0.prefix(30) + "…" : $0 }
    }
}

/// The heading styles that a template brings along, by role.
struct TemplateStyles {
    private(set) var identifiers: [WordRole: String] = [:]

    init(_ bytes: [UInt8]?) throws(ReportError) {
        guard let bytes else { return }
        let tree: MarkupTree
        do { tree = try MarkupTree(bytes) } catch { throw .damagedTemplate(part: "styles.xml") }
        for node in tree.nodes[tree.root].children where tree.nodes[node].name == "w:style" && tree.attribute(node, "w:type") == "paragraph" {
            guard let id = tree.attribute(node, "w:styleId"), let nameNode = tree.child(node, "w:name"), let name = tree.attribute(nameNode, "w:val")
            else { continue }
            switch name.lowercased() {
            case "heading 1", "标题 1": identifiers[.section] = id
            case "heading 2", "标题 2": identifiers[.subsection] = id
            case "heading 3", "标题 3": identifiers[.item] = id
            case "表头": identifiers[.tableHead] = id
            case "表格文字": identifiers[.tableText] = id
            case "小表头": identifiers[.denseHead] = id
            case "小表格文字": identifiers[.denseText] = id
            case "附件序号": identifiers[.annexLabel] = id
            case "附件标题": identifiers[.annexTitle] = id
            default: continue
            }
        }
    }
}

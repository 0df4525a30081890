import BudgetModel
import Documents

/// The cell formats of a workbook, to which coloured copies and formats of our own are added behind the existing ones.
struct StyleBook {
    /// Formats of cells we write.
    enum Own: String, Hashable, CaseIterable {
        case columnHead, columnText, columnError, columnWarning, columnHint
        case title, meta, head, text, textCentred, number, score, difference, total, totalText, grade, link, noteText
        /// Numbers that are taken from the form: green, as bookkeepers mark links to other sheets.
        case numberLinked, scoreLinked, totalLinked
    }

    private var tree: MarkupTree
    private let formats: [String]
    private var newFormats: [String] = []
    private var newFonts: [String] = []
    private var newFills: [String] = []
    private var newBorders: [String] = []
    private var newNumberFormats: [String] = []
    private let counts: (fonts: Int, fills: Int, borders: Int)
    private var nextNumberFormat: Int
    private var copies: [Copy: Int] = [:]
    private var own: [Own: Int] = [:]
    private var fills: [Severity: Int] = [:]
    private var fonts: [String: Int] = [:]
    private var borderID: Int?
    private var numberFormats: [String: Int] = [:]
    private var restoredFormats: [String: Int] = [:]
    private var keptFills: [String: Int] = [:]
    private let prefix: String

    private struct Copy: Hashable {
        let format: Int
        let severity: Severity
    }

    /// - Parameter bytes: the style part; nil for a workbook without one.
    init(_ bytes: [UInt8]?) throws(DocumentError) {
        tree = try MarkupTree(bytes ?? Array(Self.bare.utf8), depth: 5)
        guard tree.root.name == "styleSheet" else { throw .brokenMarkup }
        prefix = tree.root.prefix
        let source = tree
        formats = (tree.root.child("cellXfs")?.children("xf") ?? []).map { source.source($0.whole) }
        counts = (
            tree.root.child("fonts")?.children.count ?? 0, tree.root.child("fills")?.children.count ?? 0,
            tree.root.child("borders")?.children.count ?? 0
        )
        let numbers = (tree.root.child("numFmts")?.children ?? []).compactMap { source.value("numFmtId", of: $0).flatMap(Int.init) }
        nextNumberFormat = max(200, (numbers.max() ?? 0) + 1)
        // Index 0 is what cells without a format get; fills 0 and 1 are fixed by the standard.
        if formats.isEmpty { newFormats = ["<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"] }
        if counts.fonts == 0 { _ = font(size: "11") }
        if counts.borders == 0 { newBorders = ["<\(prefix)border><\(prefix)left/><\(prefix)right/><\(prefix)top/><\(prefix)bottom/><\(prefix)diagonal/></\(prefix)border>"] }
        for pattern in ["none", "gray125"].dropFirst(counts.fills) {
            newFills.append("<\(prefix)fill><\(prefix)patternFill patternType=\"\(pattern)\"/></\(prefix)fill>")
        }
    }

    private static let bare =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        + "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

    /// Light colours that keep black text readable: red, amber, blue.
    static func colour(_ severity: Severity) -> String {
        switch severity {
        case .error: "FFFFB3B3"
        case .warning: "FFFFE08A"
        case .hint: "FFBFDDFF"
        }
    }

    static let linkedColour = "FF006633"

    // MARK: Formats

    /// The format `format` with the colour of `severity` behind it.
    mutating func coloured(_ format: Int, _ severity: Severity) -> Int {
        let key = Copy(format: format, severity: severity)
        if let known = copies[key] { return known }
        let original =
            formats.indices.contains(format)
            ? formats[format] : (formats.first ?? "<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>")
        var bytes = Array(original.utf8)
        for (name, value) in [("fillId", String(fill(severity))), ("applyFill", "1")] { bytes = Self.setting(name, to: value, in: bytes) }
        let index = add(String(decoding: bytes, as: UTF8.self))
        copies[key] = index
        return index
    }

    /// What stands in the fill of a format, without prefixes; nothing for no fill.
    func fill(ofFormat format: Int) -> String {
        guard formats.indices.contains(format), let id = Self.number("fillId", in: formats[format]), id > 0,
            let fills = tree.root.child("fills")?.children, fills.indices.contains(id)
        else { return "" }
        return Self.replacing("<" + prefix, with: "<", in: Self.replacing("</" + prefix, with: "</", in: tree.source(fills[id].content)))
    }

    /// The format `format` with the fill it had before it was coloured; itself when its colour is none of ours.
    mutating func restored(_ format: Int, fill before: String) -> Int {
        let colour = fill(ofFormat: format)
        guard Severity.allCases.contains(where: { colour.contains(Self.colour($0)) }) else { return format }
        let key = before + "|" + String(format)
        if let known = restoredFormats[key] { return known }
        var id = 0
        if before.hasPrefix("<patternFill") || before.hasPrefix("<gradientFill"), (try? MarkupTree(Array("<fill>\(before)</fill>".utf8))) != nil {
            id = newFill(before)
        }
        let index = add(String(decoding: Self.setting("fillId", to: String(id), in: Array(formats[format].utf8)), as: UTF8.self))
        restoredFormats[key] = index
        return index
    }

    /// A format of nothing but this fill; nil for no fill.
    mutating func keeping(fill content: String) -> Int? {
        guard content.hasPrefix("<patternFill") || content.hasPrefix("<gradientFill") else { return nil }
        if let known = keptFills[content] { return known }
        let id = newFill(content)
        let index = add("<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"\(id)\" borderId=\"0\" xfId=\"0\" applyFill=\"1\"/>")
        keptFills[content] = index
        return index
    }

    /// Adds a fill from what `fill(ofFormat:)` gave.
    private mutating func newFill(_ content: String) -> Int {
        let text = Self.replacing("<", with: "<" + prefix, in: Self.replacing("</", with: "\u{0}", in: content))
        newFills.append("<\(prefix)fill>\(Self.replacing("\u{0}", with: "</" + prefix, in: text))</\(prefix)fill>")
        return counts.fills + newFills.count - 1
    }

    private static func replacing(_ text: String, with other: String, in source: String) -> String {
        text == other ? source : source.split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }

    private static func number(_ name: String, in tag: String) -> Int? {
        let bytes = Array(tag.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex - 1
        return Markup.attribute(name, in: bytes, tag: 0..<end + 1).flatMap { Int(String(decoding: bytes[$0], as: UTF8.self)) }
    }

    /// A format of our own with the colour of `severity` behind it.
    mutating func colouredOwn(_ style: Own, _ severity: Severity) -> Int {
        let key = Copy(format: index(style), severity: severity)
        if let known = copies[key] { return known }
        let original = newFormats[key.format - formats.count]
        let index = add(String(decoding: Self.setting("fillId", to: String(fill(severity)), in: Array(original.utf8)), as: UTF8.self))
        copies[key] = index
        return index
    }

    private static func setting(_ name: String, to value: String, in bytes: [UInt8]) -> [UInt8] {
        var edits = MarkupEdits()
        let end = bytes.firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex - 1
        if let range = Markup.attribute(name, in: bytes, tag: 0..<end + 1) {
            edits.replace(range, with: value)
        } else {
            let nameEnd = bytes.firstIndex { $0 == 0x20 || $0 == 0x2F || $0 == 0x3E || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D } ?? end
            edits.insert(" \(name)=\"\(value)\"", at: nameEnd)
        }
        return edits.applied(to: bytes)
    }

    private mutating func add(_ format: String) -> Int {
        newFormats.append(format)
        return formats.count + newFormats.count - 1
    }

    private mutating func fill(_ severity: Severity) -> Int {
        if let known = fills[severity] { return known }
        newFills.append(
            "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\"><\(prefix)fgColor rgb=\"\(Self.colour(severity))\"/>"
                + "<\(prefix)bgColor indexed=\"64\"/></\(prefix)patternFill></\(prefix)fill>")
        let index = counts.fills + newFills.count - 1
        fills[severity] = index
        return index
    }

    private mutating func font(size: String, bold: Bool = false, underlined: Bool = false, colour: String = "FF000000") -> Int {
        let text =
            "<\(prefix)font>" + (bold ? "<\(prefix)b/>" : "") + (underlined ? "<\(prefix)u/>" : "")
            + "<\(prefix)sz val=\"\(size)\"/><\(prefix)color rgb=\"\(colour)\"/><\(prefix)name val=\"宋体\"/>"
            + "<\(prefix)family val=\"3\"/><\(prefix)charset val=\"134\"/></\(prefix)font>"
        if let known = fonts[text] { return known }
        newFonts.append(text)
        let index = counts.fonts + newFonts.count - 1
        fonts[text] = index
        return index
    }

    private mutating func thinBorder() -> Int {
        if let borderID { return borderID }
        let sides = ["left", "right", "top", "bottom"].map {
            "<\(prefix)\($0) style=\"thin\"><\(prefix)color rgb=\"FF808080\"/></\(prefix)\($0)>"
        }.joined()
        newBorders.append("<\(prefix)border>\(sides)<\(prefix)diagonal/></\(prefix)border>")
        let index = counts.borders + newBorders.count - 1
        borderID = index
        return index
    }

    private mutating func numberFormat(_ code: String) -> Int {
        if let known = numberFormats[code] { return known }
        let id = nextNumberFormat
        nextNumberFormat += 1
        newNumberFormats.append("<\(prefix)numFmt numFmtId=\"\(id)\" formatCode=\"\(Markup.quoted(code))\"/>")
        numberFormats[code] = id
        return id
    }

    /// The index of a format of our own, made when it is first asked for.
    mutating func index(_ style: Own) -> Int {
        if let known = own[style] { return known }
        var number = 0
        var fontID = font(size: "10")
        var fillID = 0
        var borderID = thinBorder()
        var horizontal = "left"
        var vertical = "center"
        switch style {
        case .columnHead:
            fontID = font(size: "10", bold: true)
            horizontal = "center"
        case .columnText: vertical = "top"
        case .columnError, .columnWarning, .columnHint:
            fillID = fill(style == .columnError ? .error : style == .columnWarning ? .warning : .hint)
        case .title:
            fontID = font(size: "16", bold: true)
            borderID = 0
            horizontal = "center"
        case .meta, .noteText:
            borderID = 0
        case .head:
            fontID = font(size: "10", bold: true)
            horizontal = "center"
        case .text: break
        case .textCentred: horizontal = "center"
        case .number: horizontal = "right"
        case .score:
            number = 2
            horizontal = "right"
        case .numberLinked, .scoreLinked, .totalLinked:
            number = style == .numberLinked ? 0 : 2
            fontID = font(size: "10", bold: style == .totalLinked, colour: Self.linkedColour)
            horizontal = "right"
        case .difference:
            number = numberFormat("[Red]+0.00##;[Blue]-0.00##;0.00")
            horizontal = "right"
        case .total:
            number = 2
            fontID = font(size: "10", bold: true)
            horizontal = "right"
        case .totalText: fontID = font(size: "10", bold: true)
        case .grade:
            fontID = font(size: "10", bold: true)
            horizontal = "center"
        case .link:
            fontID = font(size: "10", underlined: true, colour: "FF0563C1")
            horizontal = "center"
        }
        let index = add(
            "<\(prefix)xf numFmtId=\"\(number)\" fontId=\"\(fontID)\" fillId=\"\(fillID)\" borderId=\"\(borderID)\" xfId=\"0\""
                + (number == 0 ? "" : " applyNumberFormat=\"1\"") + " applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
                + "<\(prefix)alignment horizontal=\"\(horizontal)\" vertical=\"\(vertical)\" wrapText=\"1\"/></\(prefix)xf>")
        own[style] = index
        return index
    }

    // MARK: Result

    var isChanged: Bool { newFormats.count > (formats.isEmpty ? 1 : 0) }

    /// The style part with everything that was asked for.
    mutating func finished() -> [UInt8] {
        let sections: [(String, [String])] = [
            ("numFmts", newNumberFormats), ("fonts", newFonts), ("fills", newFills), ("borders", newBorders), ("cellXfs", newFormats),
        ]
        let order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"]
        var result = tree
        for (name, added) in sections where !added.isEmpty {
            if let element = result.root.child(name) {
                // Counts that were wrong before are right afterwards.
                result.append(added.joined(), to: element)
                result.set("count", to: String(element.children.count + added.count), of: element)
            } else {
                let text = "<\(prefix)\(name) count=\"\(added.count)\">\(added.joined())</\(prefix)\(name)>"
                let earlier = order.prefix { $0 != name }
                if let before = result.root.children.last(where: { earlier.contains($0.name) }) {
                    result.edits.insert(text, at: before.whole.upperBound)
                } else if let first = result.root.children.first {
                    result.edits.insert(text, at: first.whole.lowerBound)
                } else {
                    result.append(text, to: result.root)
                }
            }
        }
        return result.result
    }
}

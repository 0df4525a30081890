import BudgetModel
import Documents

/// Writes notes on cells of one sheet: the comments part and the drawing that places them.
struct CellNotes {
    /// The text of each note by its cell.
    let texts: [CellPosition: String]
    /// Whom the notes name as their author.
    let author: String
    /// Whether notes of an earlier run are taken out first.
    var replacesEarlier = false

    /// The authors of notes of any run.
    static let authors = ["绩效校验", "Jixiao"]
    /// What stands between a clerk's own note and ours.
    private static let rule = "\n————\n"

    struct Outcome {
        /// The relationship that the sheet must name when it names none yet.
        var drawing: String?
        /// Cells whose discussion threads were left alone.
        var skipped: [CellPosition] = []
    }

    static let width = 330

    func write(into package: inout WorkbookPackage, sheet: String, geometry: SheetGeometry, hasDrawing: Bool) throws(DocumentError) -> Outcome {
        var outcome = Outcome()
        let relations = try package.relationships(of: sheet)
        let commentsPart = relations.first { $0.kind == "comments" }?.part
        let placed: [CellPosition]
        /// Notes that grew, with their whole text.
        var grown: [CellPosition: String] = [:]
        if let commentsPart, replacesEarlier { try removeEarlier(from: commentsPart, of: sheet, &package) }
        guard !texts.isEmpty else { return outcome }
        if let commentsPart, let bytes = try package.read(commentsPart) {
            placed = try merge(into: bytes, at: commentsPart, &package, &outcome, &grown)
        } else {
            placed = texts.keys.sorted()
            let part = package.unusedName(package.folder + "comments", ".xml")
            package.write(part, freshComments(package.isStrict))
            try package.declare(part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
            _ = try package.relate(sheet, to: part, kind: "comments")
        }
        if hasDrawing, !grown.isEmpty, let part = try package.legacyDrawing(of: sheet), let bytes = try package.read(part) {
            package.write(part, NoteDrawing(try Markup.utf8(bytes)).resizing(grown, geometry))
        }
        guard !placed.isEmpty else { return outcome }
        let shapes = { (first: Int) in
            placed.enumerated().map { self.shape(id: first + $0.offset, at: $0.element, geometry) }.joined(separator: "\n")
        }
        // The drawing of notes and controls is the one that `legacyDrawing` names; headers have one of their own.
        let drawingPart = hasDrawing ? try package.legacyDrawing(of: sheet) : nil
        if let drawingPart, let bytes = try package.read(drawingPart) {
            package.write(drawingPart, try Self.extend(bytes, with: shapes))
        } else {
            let part = package.unusedName(package.folder + "drawings/vmlDrawing", ".vml")
            let block = try package.unusedShapeBlock()
            let text =
                "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
                + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n"
                + "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\(block)\"/></o:shapelayout>\n"
                + Self.shapeType + "\n" + shapes(block * 1024 + 1) + "\n</xml>"
            package.write(part, Array(text.utf8))
            try package.declareDefault("vml", as: "application/vnd.openxmlformats-officedocument.vmlDrawing", for: part)
            outcome.drawing = try package.relate(sheet, to: part, kind: "vmlDrawing")
        }
        return outcome
    }

    // MARK: Comments

    private func freshComments(_ isStrict: Bool) -> [UInt8] {
        let space = isStrict ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let list = texts.sorted { $0.key < $1.key }.map { comment($0.key, $0.value, author: 0, "") }.joined()
        return Array(
            ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"\(space)\"><authors><author>"
                + Markup.escaped(author) + "</author></authors><commentList>" + list + "</commentList></comments>").utf8)
    }

    private func comment(_ position: CellPosition, _ text: String, author: Int, _ prefix: String) -> String {
        "<\(prefix)comment ref=\"\(position.a1)\" authorId=\"\(author)\"><\(prefix)text>\(run(text, prefix))</\(prefix)text></\(prefix)comment>"
    }

    private func run(_ text: String, _ prefix: String) -> String {
        "<\(prefix)r><\(prefix)rPr><\(prefix)sz val=\"9\"/><\(prefix)color indexed=\"81\"/><\(prefix)rFont val=\"宋体\"/><\(prefix)family val=\"3\"/>"
            + "<\(prefix)charset val=\"134\"/></\(prefix)rPr><\(prefix)t xml:space=\"preserve\">" + Markup.escaped(text) + "</\(prefix)t></\(prefix)r>"
    }

    /// Adds our notes to the sheet's own; where a cell has one, ours follows its text.
    ///
    /// - Returns: the cells that had no note before and need a box.
    private func merge(
        into bytes: [UInt8], at part: String, _ package: inout WorkbookPackage, _ outcome: inout Outcome, _ grown: inout [CellPosition: String]
    ) throws(DocumentError) -> [CellPosition] {
        var tree = try MarkupTree(bytes, depth: 5)
        let prefix = tree.root.prefix
        guard tree.root.name == "comments" else { throw .brokenMarkup }
        let authors = tree.root.child("authors")
        let names = (authors?.children("author") ?? []).map { Markup.unescaped(tree.bytes[$0.content]) }
        var rest = texts
        let list = tree.root.child("commentList")
        for element in list?.children("comment") ?? [] {
            guard let position = tree.value("ref", of: element).flatMap({ CellPosition(a1: $0) }), let text = rest.removeValue(forKey: position) else { continue }
            let writer = tree.value("authorId", of: element).flatMap { Int($0) }
            if let writer, names.indices.contains(writer), names[writer].hasPrefix("tc=") {
                outcome.skipped.append(position)
                continue
            }
            guard let body = element.child("text") else { continue }
            let added = run(Self.rule + text, prefix)
            let own = Markup.text(of: body, in: tree.bytes)
            grown[position] = own + Self.rule + text
            if let plain = body.child("t"), body.child("r") == nil {
                let own = String(decoding: tree.bytes[plain.content], as: UTF8.self)
                tree.edits.replace(
                    plain.whole, with: "<\(prefix)r><\(prefix)t xml:space=\"preserve\">\(own)</\(prefix)t></\(prefix)r>\(added)")
            } else if let last = body.children.last(where: { $0.name == "r" }) {
                tree.edits.insert(added, at: last.whole.upperBound)
            } else {
                tree.append(added, to: body)
            }
        }
        let placed = rest.keys.sorted()
        if !placed.isEmpty {
            var number = names.count
            if let known = names.firstIndex(of: author) {
                number = known
            } else if let authors {
                tree.append("<\(prefix)author>\(Markup.escaped(author))</\(prefix)author>", to: authors)
            } else {
                tree.edits.insert(
                    "<\(prefix)authors><\(prefix)author>\(Markup.escaped(author))</\(prefix)author></\(prefix)authors>", at: tree.root.tag.upperBound)
            }
            let added = placed.map { comment($0, rest[$0] ?? "", author: number, prefix) }.joined()
            if let list {
                tree.append(added, to: list)
            } else {
                tree.append("<\(prefix)commentList>\(added)</\(prefix)commentList>", to: tree.root)
            }
        }
        package.write(part, tree.result)
        return placed
    }

    /// Takes out the notes of an earlier run with their boxes, and what it added to notes of others.
    private func removeEarlier(from part: String, of sheet: String, _ package: inout WorkbookPackage) throws(DocumentError) {
        guard let bytes = try package.read(part) else { return }
        var tree = try MarkupTree(bytes, depth: 5)
        let names = (tree.root.child("authors")?.children("author") ?? []).map { Markup.unescaped(tree.bytes[$0.content]) }
        var removed: Set<CellPosition> = []
        for element in tree.root.child("commentList")?.children("comment") ?? [] {
            guard let position = tree.value("ref", of: element).flatMap({ CellPosition(a1: $0) }) else { continue }
            if let writer = tree.value("authorId", of: element).flatMap({ Int($0) }), names.indices.contains(writer), Self.authors.contains(names[writer]) {
                tree.edits.replace(element.whole, with: "")
                removed.insert(position)
                continue
            }
            let runs = element.child("text")?.children("r") ?? []
            guard let first = runs.first(where: { Markup.text(of: $0, in: tree.bytes).hasPrefix(Self.rule) }), let last = runs.last else { continue }
            tree.edits.replace(first.whole.lowerBound..<last.whole.upperBound, with: "")
        }
        package.write(part, tree.result)
        guard !removed.isEmpty, let drawing = try package.legacyDrawing(of: sheet), let bytes = try package.read(drawing) else { return }
        package.write(drawing, NoteDrawing(try Markup.utf8(bytes)).removing(removed))
    }

    // MARK: Boxes

    private static let shapeType =
        "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
        + "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"

    private func shape(id: Int, at position: CellPosition, _ geometry: SheetGeometry) -> String {
        let height = Self.height(texts[position] ?? "")
        return "<v:shape id=\"_x0000_s\(id)\" type=\"#_x0000_t202\" style='position:absolute;margin-left:60pt;margin-top:2pt;"
            + "width:\(Self.width * 3 / 4)pt;height:\(height * 3 / 4)pt;z-index:\(id % 1024);visibility:hidden' fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
            + "<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
            + "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
            + "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>"
            + geometry.anchor(rightOf: position, width: Self.width, height: height)
            + "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>\(position.row)</x:Row><x:Column>\(position.column)</x:Column></x:ClientData></v:shape>"
    }

    /// The height of a note's box in pixels.
    static func height(_ text: String) -> Int { min(max(TextMeasure.lines(text, room: 50) * 16 + 14, 60), 420) }

    /// Adds shapes before the end of a drawing, which need not be well-formed XML.
    private static func extend(_ bytes: [UInt8], with shapes: (Int) -> String) throws(DocumentError) -> [UInt8] {
        let bytes = try Markup.utf8(bytes)
        guard let end = lastPlace(of: "</xml>", in: bytes) else { throw .brokenMarkup }
        let text = String(decoding: bytes, as: UTF8.self)
        let largest = shapeNumbers(in: bytes).max() ?? 1024
        var added = contains("\"_x0000_t202\"", in: bytes) || contains("'_x0000_t202'", in: bytes) ? "" : shapeType + "\n"
        added += shapes(largest + 1)
        for (prefix, uri) in [
            ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"), ("x", "urn:schemas-microsoft-com:office:excel"),
        ] where !text.contains("xmlns:\(prefix)=") {
            // Declared on the root, where Excel looks for it.
            guard let root = lastPlace(of: "<xml", in: bytes) else { throw .brokenMarkup }
            var edits = MarkupEdits()
            edits.insert(" xmlns:\(prefix)=\"\(uri)\"", at: root + 4)
            return try extend(edits.applied(to: bytes), with: shapes)
        }
        var edits = MarkupEdits()
        edits.insert(added + "\n", at: end)
        return edits.applied(to: bytes)
    }

    static func lastPlace(of text: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        var place = bytes.count - wanted.count
        while place >= 0 {
            if bytes[place..<place + wanted.count].elementsEqual(wanted) { return place }
            place -= 1
        }
        return nil
    }

    private static func contains(_ text: String, in bytes: [UInt8]) -> Bool { lastPlace(of: text, in: bytes) != nil }

    /// The numbers of all `_x0000_s1025` in a drawing.
    static func shapeNumbers(in bytes: [UInt8]) -> [Int] {
        let mark = Array("_x0000_s".utf8)
        var list: [Int] = []
        var place = 0
        while place + mark.count < bytes.count {
            guard bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) else {
                place += 1
                continue
            }
            place += mark.count
            var number = 0
            while place < bytes.count, (48...57).contains(bytes[place]), number < 100_000_000 {
                number = number * 10 + Int(bytes[place] - 48)
                place += 1
            }
            list.append(number)
        }
        return list
    }
}

extension WorkbookPackage {
    /// The drawing that the sheet's `legacyDrawing` names.
    func legacyDrawing(of sheet: String) throws(DocumentError) -> String? {
        guard let bytes = try read(sheet) else { return nil }
        var scanner = MarkupScanner(try Markup.utf8(bytes))
        let relations = try relationships(of: sheet)
        while let tag = try scanner.next() {
            guard tag.kind != .end, scanner.isNamed(tag, "legacyDrawing") else { continue }
            let id = Markup.attributes(in: scanner.bytes, tag: tag.range).first { $0.name == "id" || $0.name.hasSuffix(":id") }
            return id.flatMap { id in relations.first { $0.id == Markup.unescaped(scanner.bytes[id.value]) }?.part }
        }
        return nil
    }

    /// A block of shape numbers (1 is 1025 … 2047) that no drawing of the workbook uses.
    func unusedShapeBlock() throws(DocumentError) -> Int {
        var largest = 0
        for name in partNames where name.hasSuffix(".vml") {
            guard let bytes = try read(name) else { continue }
            largest = max(largest, (CellNotes.shapeNumbers(in: bytes).max() ?? 0) / 1024)
        }
        return largest + 1
    }
}

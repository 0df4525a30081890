/// Writes one part of a template with the values of one report.
struct TemplateFilling {
    private let part: TemplatePart
    private let report: SelfEvaluationReport
    private let styles: TemplateStyles
    private var output: Markup
    /// Width of the text in twips, by the last section of the part.
    private let textWidth: Int

    init(_ part: TemplatePart, _ report: SelfEvaluationReport, _ styles: TemplateStyles) {
        self.part = part
        self.report = report
        self.styles = styles
        output = Markup(reserving: part.tree.bytes.count + (part.blocks.isEmpty ? 1024 : 1 << 17))
        textWidth = Self.textWidth(part.tree)
    }

    var bytes: [UInt8] {
        var filling = self
        filling.write()
        return filling.output.bytes
    }

    private mutating func write() {
        let root = part.tree.nodes[part.tree.root]
        output.raw(part.tree.bytes[..<root.range.lowerBound])
        emit(part.tree.root, row: nil)
        output.raw(part.tree.bytes[root.range.upperBound...])
    }

    private typealias Row = [ReportRowField: Span]

    private mutating func emit(_ node: Int, row: Row?) {
        let element = part.tree.nodes[node]
        if let block = part.blocks[node] { return emit(block, in: node) }
        if let piece = part.pieces[node] { return emit(piece, in: node, row: row) }
        if row == nil, let kind = part.rows[node] {
            for values in kind.rows(of: report.fields) { copy(element, row: values) }
            return
        }
        copy(element, row: row)
    }

    private mutating func copy(_ element: MarkupTree.Node, row: Row?) {
        var place = element.range.lowerBound
        for child in element.children {
            output.raw(part.tree.bytes[place..<part.tree.nodes[child].range.lowerBound])
            emit(child, row: row)
            place = part.tree.nodes[child].range.upperBound
        }
        output.raw(part.tree.bytes[place..<element.range.upperBound])
    }

    // MARK: Values

    private mutating func emit(_ piece: TemplatePart.Piece, in node: Int, row: Row?) {
        let run = part.tree.nodes[node].parent
        let properties = run.flatMap { part.tree.child($0, "w:rPr") }.map(part.tree.content) ?? ""
        // A marked value takes a run of its own, after which the run goes on as it was.
        var isOpen = false
        func open(_ output: inout Markup) {
            if !isOpen { output.raw("<w:t xml:space=\"preserve\">") }
            isOpen = true
        }
        func close(_ output: inout Markup) {
            if isOpen { output.raw("</w:t>") }
            isOpen = false
        }
        for content in piece.content {
            let span: Span =
                switch content {
                case .text(let text): Span(text)
                case .placeholder(.value(let field)): report.fields[field]
                case .placeholder(.row(_, let field)): row?[field] ?? ""
                case .placeholder(.block): ""
                }
            guard !span.text.isEmpty else { continue }
            if span.mark == .plain {
                var isFirst = true
                for line in span.text.split(separator: "\n", omittingEmptySubsequences: false) {
                    if !isFirst {
                        close(&output)
                        output.raw("<w:br/>")
                    }
                    open(&output)
                    output.text(String(line))
                    isFirst = false
                }
            } else {
                close(&output)
                output.raw("</w:r>")
                WordComposer.run(span, properties, &output)
                output.raw("<w:r>")
                if !properties.isEmpty { output.raw("<w:rPr>" + properties + "</w:rPr>") }
            }
        }
        close(&output)
    }

    // MARK: Blocks

    private mutating func emit(_ block: TemplateBlock, in paragraph: Int) {
        let tree = part.tree
        var own = ""
        var section: String?
        if let properties = tree.child(paragraph, "w:pPr") {
            for child in tree.nodes[properties].children {
                switch tree.nodes[child].name {
                case "w:sectPr": section = String(decoding: tree.markup(child), as: UTF8.self)
                case "w:rPr": continue
                default: own += String(decoding: tree.markup(child), as: UTF8.self)
                }
            }
        }
        let run = tree.nodes[paragraph].children.first { tree.nodes[$0].name == "w:r" }.flatMap { tree.child($0, "w:rPr") }.map(tree.content) ?? ""
        let cell = part.ancestor(of: paragraph, "w:tc")
        var composer = WordComposer(dresses: dresses(body: own, run: run), textWidth: cell.flatMap(cellWidth) ?? textWidth)
        write(block, &composer)
        output.raw(composer.output.bytes)
        if let section {
            output.raw("<w:p><w:pPr>" + section + "</w:pPr></w:p>")
        } else if composer.endsWithTable {
            output.raw(WordComposer.space)
        } else if cell != nil, composer.output.bytes.isEmpty {
            // A cell ends in a paragraph, also when the report has nothing to put there.
            output.raw(WordComposer.smallestParagraph)
        }
    }

    /// Body text looks like the placeholder's paragraph, headings and tables like the template's styles where it has them.
    private func dresses(body: String, run: String) -> [WordRole: WordComposer.Dress] {
        WordRole.looks.reduce(into: [:]) { dresses, entry in
            let (role, look) = entry
            if role == .body || role == .annexList || role == .draftNote {
                dresses[role] = .init(paragraph: body, run: run, isStyle: false)
            } else if let id = styles.identifiers[role] {
                var markup = Markup()
                markup.text(id)
                dresses[role] = .init(paragraph: "<w:pStyle w:val=\"\(markup.string)\"/>", run: "", isStyle: true)
            } else {
                dresses[role] = .init(paragraph: look.paragraphProperties(), run: look.runProperties, isStyle: false)
            }
        }
    }

    private func write(_ block: TemplateBlock, _ composer: inout WordComposer) {
        switch block {
        case .body: composer.blocks(report.body)
        case .draftNote: composer.draftNote(report)
        case .annexList: composer.annexList(report.annexes)
        case .annexes: composer.annexes(report.annexes)
        case .signature: composer.signature(report.signature)
        case .annex(let kind): if let annex = report.annex(kind) { composer.blocks(annex.blocks) }
        case .topic(let topic): for section in report.sections where section.topic == topic { composer.blocks(section.content) }
        case .table(let kind): if let table = table(kind) { composer.table(table) }
        }
    }

    private func table(_ kind: ReportTable.Kind) -> ReportTable? {
        for block in report.body + report.annexes.flatMap(\.blocks) {
            switch block {
            case .table(let table) where table.kind == kind, .figure(_, let table) where table.kind == kind: return table
            case .table, .figure, .heading, .paragraph: continue
            }
        }
        return nil
    }

    // MARK: Widths

    private static func textWidth(_ tree: MarkupTree) -> Int {
        guard let section = tree.nodes.lastIndex(where: { $0.name == "w:sectPr" }), let size = tree.child(section, "w:pgSz"),
            let margins = tree.child(section, "w:pgMar"), let width = tree.attribute(size, "w:w").flatMap({ Int($0) }),
            let left = tree.attribute(margins, "w:left").flatMap({ Int($0) }), let right = tree.attribute(margins, "w:right").flatMap({ Int($0) }),
            (2000...40_000).contains(width), (0...20_000).contains(left), (0...20_000).contains(right), width - left - right >= 2000
        else { return OfficialLayout.textWidth }
        return width - left - right
    }

    /// Inside a table's cell: its width without the usual margins.
    private func cellWidth(_ cell: Int) -> Int? {
        let tree = part.tree
        guard let properties = tree.child(cell, "w:tcPr"), let width = tree.child(properties, "w:tcW"), tree.attribute(width, "w:type") == "dxa",
            let value = tree.attribute(width, "w:w").flatMap({ Int($0) }), (1000...40_000).contains(value)
        else { return nil }
        return value - 230
    }
}

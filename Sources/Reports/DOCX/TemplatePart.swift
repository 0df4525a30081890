/// One XML part of a template with its placeholders found.
struct TemplatePart {
    /// A `w:t` and what it becomes.
    struct Piece: Hashable {
        enum Content: Hashable {
            case text(String)
            case placeholder(Placeholder)
        }
        var content: [Content]
    }

    let name: String
    let isMain: Bool
    let tree: MarkupTree
    /// New content by `w:t` node, only for those that change.
    private(set) var pieces: [Int: Piece] = [:]
    /// Block placeholders by their `w:p` node.
    private(set) var blocks: [Int: TemplateBlock] = [:]
    /// Rows that repeat, by `w:tr` node.
    private(set) var rows: [Int: ReportRows] = [:]
    private(set) var unknown: [String] = []
    private(set) var misplacedBlocks: [String] = []
    private(set) var misplacedRowValues: [String] = []

    var isChanged: Bool { !pieces.isEmpty || !blocks.isEmpty }

    /// - Throws: `ReportError.damagedTemplate`, `.unclosedPlaceholder`.
    init(_ name: String, _ bytes: [UInt8], isMain: Bool) throws(ReportError) {
        self.name = name
        self.isMain = isMain
        do { tree = try MarkupTree(bytes) } catch { throw .damagedTemplate(part: name) }
        guard ["w:document", "w:hdr", "w:ftr"].contains(tree.nodes[tree.root].name) else { throw .damagedTemplate(part: name) }
        for node in tree.nodes.indices where tree.nodes[node].name == "w:p" { try find(in: node) }
    }

    /// A scalar of a paragraph's text and the `w:t` it stands in; nil between texts that a placeholder cannot cross.
    private struct Letter {
        var scalar: UnicodeScalar
        var node: Int?
    }

    private func letters(of paragraph: Int) -> [Letter] {
        var letters: [Letter] = []
        func collect(_ node: Int) {
            for child in tree.nodes[node].children {
                switch tree.nodes[child].name {
                // Text boxes hold paragraphs of their own.
                case "w:p", "w:pPr", "w:rPr": continue
                case "w:t": for scalar in tree.text(child).unicodeScalars { letters.append(Letter(scalar: scalar, node: child)) }
                case "w:tab", "w:br", "w:cr", "w:drawing", "w:pict", "w:object":
                    letters.append(Letter(scalar: "\n", node: nil))
                    collect(child)
                default: collect(child)
                }
            }
        }
        collect(paragraph)
        return letters
    }

    private static func isOpening(_ scalar: UnicodeScalar) -> Bool { scalar == "{" || scalar == "｛" }
    private static func isClosing(_ scalar: UnicodeScalar) -> Bool { scalar == "}" || scalar == "｝" }

    private mutating func find(in paragraph: Int) throws(ReportError) {
        let letters = letters(of: paragraph)
        var found: [(range: Range<Int>, name: String)] = []
        var index = 0
        while index + 1 < letters.count {
            guard Self.isOpening(letters[index].scalar), Self.isOpening(letters[index + 1].scalar), letters[index].node != nil else {
                index += 1
                continue
            }
            var end = index + 2
            while end + 1 < letters.count, !(Self.isClosing(letters[end].scalar) && Self.isClosing(letters[end + 1].scalar)), letters[end].node != nil { end += 1 }
            guard end + 1 < letters.count, letters[end].node != nil, letters[end + 1].node != nil else {
                throw .unclosedPlaceholder(Self.text(letters[index..<min(index + 20, letters.count)]))
            }
            found.append((index..<end + 2, Self.text(letters[index + 2..<end])))
            index = end + 2
        }
        guard !found.isEmpty else { return }
        let rest = Self.text(letters[...]).unicodeScalars.count { !$0.properties.isWhitespace && $0 != "\u{3000}" }
        let own = found.reduce(0) { $0 + Self.text(letters[$1.range]).unicodeScalars.count { !$0.properties.isWhitespace && $0 != "\u{3000}" } }
        var placeholders: [(range: Range<Int>, placeholder: Placeholder)] = []
        for (range, text) in found {
            guard let placeholder = PlaceholderCatalogue.placeholder(text) else {
                unknown.append(text)
                continue
            }
            switch placeholder {
            case .value: placeholders.append((range, placeholder))
            case .row(let kind, _):
                if let row = ancestor(of: paragraph, "w:tr"), rows[row] == nil || rows[row] == kind {
                    rows[row] = kind
                    placeholders.append((range, placeholder))
                } else {
                    misplacedRowValues.append(text)
                }
            case .block(let block):
                if found.count == 1, rest == own, isMain, !isInTextBox(paragraph) {
                    blocks[paragraph] = block
                } else {
                    misplacedBlocks.append(text)
                }
            }
        }
        if !placeholders.isEmpty { cut(letters, placeholders) }
    }

    /// Rebuilds the texts that hold parts of placeholders; a value goes where its placeholder begins.
    private mutating func cut(_ letters: [Letter], _ placeholders: [(range: Range<Int>, placeholder: Placeholder)]) {
        var touched: Set<Int> = []
        for found in placeholders { for index in found.range { if let node = letters[index].node { touched.insert(node) } } }
        for node in touched { pieces[node] = Piece(content: []) }
        func append(_ scalar: UnicodeScalar, _ node: Int) {
            var content = pieces[node]?.content ?? []
            if case .text(let text)? = content.last {
                content[content.count - 1] = .text(text + String(scalar))
            } else {
                content.append(.text(String(scalar)))
            }
            pieces[node] = Piece(content: content)
        }
        var next = 0
        var index = 0
        while index < letters.count {
            if next < placeholders.count, index == placeholders[next].range.lowerBound {
                if let node = letters[index].node { pieces[node]?.content.append(.placeholder(placeholders[next].placeholder)) }
                index = placeholders[next].range.upperBound
                next += 1
                continue
            }
            if let node = letters[index].node, touched.contains(node) { append(letters[index].scalar, node) }
            index += 1
        }
    }

    func ancestor(of node: Int, _ name: String) -> Int? {
        var current = tree.nodes[node].parent
        while let candidate = current {
            if tree.nodes[candidate].name == name { return candidate }
            current = tree.nodes[candidate].parent
        }
        return nil
    }

    private func isInTextBox(_ node: Int) -> Bool { ancestor(of: node, "w:txbxContent") != nil || ancestor(of: node, "w:p") != nil }

    private static func text(_ letters: ArraySlice<Letter>) -> String {
        var view = String.UnicodeScalarView()
        for letter in letters { view.append(letter.scalar) }
        return String(view)
    }
}

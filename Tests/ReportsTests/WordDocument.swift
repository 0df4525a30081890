import Documents
@testable import Reports

/// A .docx read back: parts as element trees.
struct WordDocument {
    let archive: ZipArchive

    init(_ bytes: [UInt8]) throws { archive = try ZipArchive(bytes) }

    func part(_ name: String) throws -> MarkupTree {
        guard let bytes = try archive.read(name) else { throw Missing(name: name) }
        return try MarkupTree(bytes)
    }

    struct Missing: Error { var name: String }

    func text(_ name: String) throws -> String { String(decoding: try archive.read(name) ?? [], as: UTF8.self) }

    /// The body as lines: paragraphs with their style, tables with their grid.
    func outline() throws -> String {
        let tree = try part("word/document.xml")
        guard let body = tree.child(tree.root, "w:body") else { return "" }
        var lines: [String] = []
        for node in tree.nodes[body].children {
            switch tree.nodes[node].name {
            case "w:p": lines.append("\(style(node, tree)): \(Self.text(node, tree))")
            case "w:tbl":
                let grid = tree.child(node, "w:tblGrid").map { tree.nodes[$0].children.compactMap { tree.attribute($0, "w:w") } } ?? []
                lines.append("table \(grid.joined(separator: " "))")
                for row in tree.nodes[node].children where tree.nodes[row].name == "w:tr" {
                    let isHeader = tree.child(row, "w:trPr").flatMap { tree.child($0, "w:tblHeader") } != nil
                    let cells = tree.nodes[row].children.filter { tree.nodes[$0].name == "w:tc" }.map { cell -> String in
                        let properties = tree.child(cell, "w:tcPr")
                        let merge = properties.flatMap { tree.child($0, "w:vMerge") }.flatMap { tree.attribute($0, "w:val") }
                        let span = properties.flatMap { tree.child($0, "w:gridSpan") }.flatMap { tree.attribute($0, "w:val") }
                        return (merge == "continue" ? "↑" : merge == "restart" ? "↓" : "") + (span.map { "→\($0) " } ?? "") + Self.text(cell, tree)
                    }
                    lines.append((isHeader ? "  h " : "  r ") + cells.joined(separator: " | "))
                }
            default: lines.append(tree.nodes[node].name)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func style(_ node: Int, _ tree: MarkupTree) -> String {
        tree.child(node, "w:pPr").flatMap { tree.child($0, "w:pStyle") }.flatMap { tree.attribute($0, "w:val") } ?? "-"
    }

    /// All text below a node; highlighted runs in brackets with their colour.
    static func text(_ node: Int, _ tree: MarkupTree) -> String {
        switch tree.nodes[node].name {
        case "w:t": return tree.text(node)
        case "w:br": return "⏎"
        case "w:r":
            let colour = tree.child(node, "w:rPr").flatMap { tree.child($0, "w:highlight") }.flatMap { tree.attribute($0, "w:val") }
            let text = tree.nodes[node].children.map { Self.text($0, tree) }.joined()
            return colour.map { "[\($0) \(text)]" } ?? text
        default: return tree.nodes[node].children.map { Self.text($0, tree) }.joined()
        }
    }

    /// Paragraph texts of a part.
    func paragraphs(_ name: String = "word/document.xml") throws -> [String] {
        let tree = try part(name)
        return tree.nodes.indices.filter { tree.nodes[$0].name == "w:p" }.map { Self.text($0, tree) }
    }
}

extension MarkupTree {
    /// The first node that a path of names leads to from the root.
    func find(_ path: String...) -> Int? {
        var node = root
        for name in path {
            guard let next = child(node, name) else { return nil }
            node = next
        }
        return node
    }

    func all(_ name: String) -> [Int] { nodes.indices.filter { nodes[$0].name == name } }
}

/// Splits the content of a `w:rPr` where a highlight belongs, since the schema fixes the order of its elements.
enum RunProperties {
    /// Elements that come after `w:highlight` and `w:u`.
    private static let later = [
        "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    ]

    /// What stands before and after the place of a mark; a highlight and an underline of its own give way to the mark.
    static func split(_ content: String, isMarked: Bool) -> (head: String, tail: String) {
        guard isMarked else { return (content, "") }
        var head = ""
        var tail = ""
        for element in elements(content) {
            if element.name == "highlight" || element.name == "u" { continue }
            if later.contains(element.name) { tail += element.markup } else { head += element.markup }
        }
        return (head, tail)
    }

    /// The elements at the top of the content with their local names.
    private static func elements(_ content: String) -> [(name: String, markup: String)] {
        guard let tree = try? MarkupTree(Array(("<r>" + content + "</r>").utf8)) else { return [("", content)] }
        return tree.nodes[tree.root].children.map { (tree.localName($0), String(decoding: tree.bytes[tree.nodes[$0].range], as: UTF8.self)) }
    }
}

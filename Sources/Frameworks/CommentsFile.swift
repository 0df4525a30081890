package import BudgetModel
import Yams

/// Reads what a unit says of findings from a file, where it does not stand in the returned workbook.
package enum CommentsFile {
    /// - Parameters:
    ///   - name: the file as the user named it, for problems.
    ///   - codes: the rules there are.
    /// - Throws: `FrameworkRefused` with every problem and its line.
    package static func read(_ text: String, name: String, codes: Set<String>) throws(FrameworkRefused) -> [UnitComment] {
        let reader = FrameworkReader(file: name, subject: "说明文件", page: "docs/check.md")
        let root = try FrameworkSource.compose(text, reader)
        var comments: [UnitComment] = []
        if let fields = reader.fields(root, "", allowed: ["comments"]), let list = fields.required("comments", reader), let items = reader.items(list, "comments") {
            comments = items.compactMap { comment($0, reader, codes) }
        }
        guard reader.problems.isEmpty else { throw FrameworkRefused(problems: reader.sortedProblems) }
        return comments
    }

    private static func comment(_ node: Node, _ reader: FrameworkReader, _ codes: Set<String>) -> UnitComment? {
        guard let fields = reader.fields(node, "comments", allowed: ["file", "programme", "code", "sheet", "cell", "comment"]) else { return nil }
        let codeNode = fields.required("code", reader)
        let code = codeNode.flatMap { reader.text($0, "comments.code") }
        let text = fields.required("comment", reader).flatMap { reader.text($0, "comments.comment") }
        let file = fields["file"].flatMap { reader.text($0, "comments.file") }, programme = fields["programme"].flatMap { reader.text($0, "comments.programme") }
        let sheet = fields["sheet"].flatMap { reader.text($0, "comments.sheet") }
        var at: CellRef?
        if let node = fields["cell"], let text = reader.text(node, "comments.cell") {
            if let position = CellPosition(a1: text) {
                at = CellRef(sheet: sheet ?? "", position: position)
            } else {
                reader.refuse(node, zh: "comments.cell 应为单元格，写作 F6，现为“\(text)”", en: "comments.cell must be a cell such as F6, not “\(text)”")
            }
        }
        if let code, !codes.contains(code) {
            reader.refuse(
                codeNode, zh: "没有编号为“\(code)”的规则；全部编号见 jixiao rules list", en: "there is no rule “\(code)”; jixiao rules list shows all codes")
            return nil
        }
        guard let code, let text else { return nil }
        return UnitComment(
            code: code, at: at, text: text, file: file, programme: programme, source: reader.file + (node.mark.map { ":\($0.line)" } ?? ""))
    }
}

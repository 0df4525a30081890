import Batch
import BudgetModel
import Workflows

/// Reads `--columns`: a line for each column, `target: 我的列名`.
enum ColumnNames {
    /// - Throws: `InputProblem` for a file that cannot be read, and for a line that names no column.
    static func read<Column: HeadColumn>(_ path: String) throws(InputProblem) -> [Column: String] {
        let bytes = try InputFiles.bytes(of: path, limit: 1 << 16)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InputProblem(path: path, sentence: Wording(zh: "不是 UTF-8 文本：请用文本编辑器另存为 UTF-8 后再试。", en: "This is not UTF-8 text: save it as UTF-8 and try again."))
        }
        var map: [Column: String] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let plain = line.trimmingBlanks
            guard !plain.isEmpty, !plain.hasPrefix("#"), plain != "---" else { continue }
            guard let colon = plain.firstIndex(of: ":"), case let name = plain[..<colon].trimmingBlanks, let column = Column(rawValue: name), case let value = plain[plain.index(after: colon)...].trimmingBlanks.unquoted, !value.isEmpty, map[column] == nil else {
                throw InputProblem(
                    path: path,
                    sentence: Wording(
                        zh: "第 \(number + 1) 行“\(plain)”看不懂：每行写“栏目: 表头上的名称”，栏目有 \(Column.allCases.map(\.rawValue).joined(separator: "、"))，各写一次。",
                        en: "Line \(number + 1) “\(plain)” is not understood: write “column: heading” once for each of \(Column.allCases.map(\.rawValue).joined(separator: ", "))."))
            }
            map[column] = value
        }
        return map
    }
}

extension StringProtocol {
    var trimmingBlanks: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension String {
    fileprivate var unquoted: String { count >= 2 && (hasPrefix("\"") && hasSuffix("\"") || hasPrefix("'") && hasSuffix("'")) ? String(dropFirst().dropLast()) : self }
}

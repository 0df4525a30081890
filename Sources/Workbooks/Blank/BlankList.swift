package import BudgetModel
import CLibXLSXWriter
import Documents

/// A list to fill in: its headings on one sheet, what each column takes on a second one.
package struct BlankList: Sendable {
    package enum Entry: Hashable, Sendable {
        case text, amount, day
        case choice([String])
    }

    package struct Column: Sendable {
        package var heading: String
        package var isRequired: Bool
        package var entry: Entry
        /// What to write.
        package var rule: Wording
        /// Words that are read.
        package var words: String
        package var example: String
        /// Headings that are read as well.
        package var otherHeadings: [String]

        package init(heading: String, isRequired: Bool, entry: Entry, rule: Wording, words: String, example: String, otherHeadings: [String]) {
            self.heading = heading
            self.isRequired = isRequired
            self.entry = entry
            self.rule = rule
            self.words = words
            self.example = example
            self.otherHeadings = otherHeadings
        }
    }

    /// The name of its first sheet.
    package var title: String
    /// What to do with the filled list.
    package var note: Wording
    package var columns: [Column]

    package init(title: String, note: Wording, columns: [Column]) {
        self.title = title
        self.note = note
        self.columns = columns
    }

    /// How many rows have drop-down lists.
    private static let preparedRows = 5_000

    /// - Throws: `DocumentError` when no temporary file can be written.
    package func bytes() throws -> [UInt8] {
        let book = try FormBook()
        let list = try book.addSheet(title)
        for (index, column) in columns.enumerated() {
            list.setColumn(index, width: Double(max(14, TextMeasure.width(column.heading) + 6)), column.entry.style)
            // The star marks what has to be there and is not read.
            list.put(column.heading + (column.isRequired ? "*" : ""), 0, index, .head)
            switch column.entry {
            case .choice(let words): list.list(words, 1, index, bottom: Self.preparedRows, isStrict: false, hint: column.rule.zh)
            case .text, .amount, .day: list.hint(column.rule.zh, 1, index, bottom: Self.preparedRows)
            }
        }
        list.setHeight(0, 28)
        list.freeze(rows: 1)
        list.setPrint(landscape: true, columns: columns.count, lastRow: nil, head: 0...0)
        try writeRules(in: book)
        list.activate()
        book.file.setTitle(title, created: 0)
        return try book.file.bytes()
    }

    private func writeRules(in book: FormBook) throws {
        let sheet = try book.addSheet("填写说明")
        let heads = ["栏目 Column", "必填 Required", "填什么 What to write", "可以填的词 Words", "示例 Example", "也可以写的表头 Other headings"], widths = [20, 15, 52, 44, 24, 36]
        sheet.setWidths(widths.map(Double.init))
        sheet.put(note.zh + "\n" + note.en, 0, 0, to: (0, heads.count - 1), .plain)
        sheet.setHeight(0, 40)
        for (index, head) in heads.enumerated() { sheet.put(head, 1, index, .head) }
        for (index, column) in columns.enumerated() {
            let texts = [
                column.heading, column.isRequired ? "是 yes" : "否 no", column.rule.zh + "\n" + column.rule.en, column.words, column.example, column.otherHeadings.joined(separator: "、"),
            ]
            for (place, text) in texts.enumerated() { sheet.put(text, index + 2, place, .check) }
            let lines = zip(texts, widths).map { TextMeasure.lines($0, room: $1 - 2) }.max() ?? 1
            sheet.setHeight(index + 2, Double(lines * 15 + 6))
        }
        sheet.setPrint(landscape: true, columns: heads.count, lastRow: columns.count + 1, head: 1...1)
    }
}

extension BlankList.Entry {
    fileprivate var style: FormStyle {
        switch self {
        case .text, .choice: .entry
        case .amount: .entryAmount
        case .day: .entryDay
        }
    }
}

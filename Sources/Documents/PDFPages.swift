package import BudgetModel

/// Makes paragraphs and table rows of what `pdftotext -layout` prints: lines as they lie on the page, pages held apart by form feeds.
///
/// Page numbers and lines that most pages repeat at their top or bottom are dropped. Lines of one paragraph are joined
/// by their indent and length; lines with wide gaps are rows of a table, a row for each printed line.
package struct PDFPages: Sendable {
    private struct Line {
        var text: String
        var indent: Int
        /// The column it ends at.
        var end: Int
        /// Parts held apart by wide gaps.
        var cells: [String]
        /// Parts held apart by any gap.
        var words: [String]
        var isRow = false
    }

    package let document: Document

    package init(_ bytes: [UInt8]) {
        var pages = bytes.split(separator: 0x0C, omittingEmptySubsequences: true).map { page in
            page.split(separator: 0x0A).map { Self.line(String(decoding: $0, as: UTF8.self)) }.filter { !$0.text.isEmpty }
        }.filter { !$0.isEmpty }
        Self.dropMargins(&pages)
        var document = Document(format: .text)
        var paragraph = ""
        var last: Line?
        func closeParagraph() {
            if !paragraph.isEmpty { document.blocks.append(.paragraph(paragraph, level: OutlineNumber.level(of: paragraph))) }
            paragraph = ""
        }
        for page in pages.indices { Self.markRows(&pages[page]) }
        let all = pages.joined().filter { !$0.isRow }
        for page in pages {
            // A page of few lines has the margin of the others.
            let own = page.filter { !$0.isRow }
            let body = own.count < 4 ? all : own
            let margin = body.map(\.indent).min() ?? 0
            let width = body.map(\.end).max() ?? 0
            for line in page {
                if line.isRow {
                    closeParagraph()
                    Self.add(line.cells, to: &document, continues: last?.isRow == true)
                } else {
                    let isHeading = OutlineNumber.level(of: line.text) > 0
                    let isIndented = line.indent >= margin + 2 && line.indent < margin + 12
                    let endedShort = last.map { $0.isRow || $0.end < width - 6 } ?? true
                    let endedSentence = paragraph.unicodeScalars.last.map { "。：:；！".unicodeScalars.contains($0) } ?? true
                    let afterHeading = OutlineNumber.level(of: paragraph) > 0 && endedShort
                    if isHeading || isIndented && (endedShort || endedSentence || (last?.indent ?? 0) < line.indent) || endedShort && endedSentence || afterHeading || line.indent >= margin + 12 { closeParagraph() }
                    MarkdownReader.join(line.text, to: &paragraph)
                }
                last = line
            }
        }
        closeParagraph()
        self.document = document
    }

    // MARK: Lines

    private static func line(_ text: String) -> Line {
        var indent = 0
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace {
            indent += first == "\u{3000}" ? 2 : 1
            rest.removeFirst()
        }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        var cells: [String] = []
        var cell = ""
        var blanks = 0
        for character in rest {
            if character.isWhitespace {
                blanks += character == "\t" ? 4 : 1
                continue
            }
            if blanks >= 2, !cell.isEmpty {
                cells.append(cell)
                cell = ""
            } else if blanks == 1 {
                // A single space stays only between Latin letters and digits.
                if MarkdownReader.needsBlank(cell.unicodeScalars.last, character.unicodeScalars.first) { cell += " " }
            }
            blanks = 0
            cell.append(character)
        }
        if !cell.isEmpty { cells.append(cell) }
        return Line(text: cells.reduce(into: "") { MarkdownReader.join($1, to: &$0) }, indent: indent, end: indent + columns(rest), cells: cells, words: rest.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static func columns(_ text: Substring) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) } }

    /// Rows have three cells, or two where a line beside them has several too; lines of sentences are none.
    private static func markRows(_ page: inout [Line]) {
        for index in page.indices {
            let line = page[index]
            guard line.cells.count > 1 else { continue }
            let longest = line.cells.map(\.count).max() ?? 0
            // Justified text has gaps as well.
            guard !(longest > 24 && line.cells.count < 4), !line.text.contains("。") || line.cells.count > 3 else { continue }
            let hasNeighbour = (index > 0 && page[index - 1].cells.count > 1) || (index + 1 < page.count && page[index + 1].cells.count > 1)
            page[index].isRow = line.cells.count > 2 || hasNeighbour
        }
        // A full row has single spaces only; it has as many parts as the row beside it.
        for index in page.indices where !page[index].isRow && page[index].words.count > 2 && !page[index].text.contains("。") {
            let count = page[index].words.count
            guard index > 0 && page[index - 1].isRow && page[index - 1].cells.count == count || index + 1 < page.count && page[index + 1].isRow && page[index + 1].cells.count == count else { continue }
            (page[index].isRow, page[index].cells) = (true, page[index].words)
        }
    }

    private static func add(_ cells: [String], to document: inout Document, continues: Bool) {
        if !continues || document.grids.isEmpty {
            document.blocks.append(.table(document.grids.count))
            document.grids.append(Grid(name: "T\(document.grids.count + 1)"))
        }
        let table = document.grids.count - 1
        let row = (document.grids[table].cells.last?.position.row ?? -1) + 1
        for (column, cell) in cells.enumerated() {
            document.grids[table].cells.append(GridCell(position: CellPosition(row: row, column: column), value: .text(cell), shown: cell))
        }
    }

    // MARK: Margins

    /// Drops page numbers, and what at least three pages and half of them have as their first or last line.
    private static func dropMargins(_ pages: inout [[Line]]) {
        for top in [true, false] {
            for _ in 0..<2 {
                for page in pages.indices { if let line = top ? pages[page].first : pages[page].last, isPageNumber(line.text) { drop(&pages[page], top) } }
                var counts: [String: Int] = [:]
                // Heads are short; long lines that look alike are text.
                for page in pages { if let line = top ? page.first : page.last, line.text.count <= 30 { counts[key(line), default: 0] += 1 } }
                let repeated = counts.filter { $0.value >= 3 && $0.value * 2 >= pages.count }
                guard !repeated.isEmpty else { continue }
                for page in pages.indices { if let line = top ? pages[page].first : pages[page].last, line.text.count <= 30, repeated[key(line)] != nil { drop(&pages[page], top) } }
            }
        }
        pages.removeAll(where: \.isEmpty)
    }

    private static func drop(_ page: inout [Line], _ top: Bool) {
        if top { page.removeFirst() } else { page.removeLast() }
    }

    /// A line without its digits: running heads may count.
    private static func key(_ line: Line) -> String { String(line.text.filter { !$0.isNumber && !$0.isWhitespace }) }

    /// 12, — 12 —, 第12页, 第 3 页 共 9 页, 3/9.
    private static func isPageNumber(_ text: String) -> Bool {
        let rest = text.filter { !$0.isWhitespace }
        guard rest.count <= 12, rest.contains(where: \.isNumber) else { return false }
        let words = rest.filter { !$0.isNumber && !"-—–－─·/".contains($0) }
        return words.isEmpty && rest.filter(\.isNumber).count <= (rest.contains("/") ? 8 : 4) || words == "第页" || words == "第页共页" || words == "第页，共页" || words.lowercased() == "page"
    }
}

import BudgetModel

/// Reads Markdown: headings by their `#`, list items without their sign, pipe tables as grids; emphasis signs dropped.
enum MarkdownReader {
    static func read(_ utf8: [UInt8], _ limits: ReadLimits) throws(DocumentError) -> Document {
        var document = Document(format: .text)
        var table: [[String]] = []
        var paragraph = ""
        var isCode = false
        func close() {
            if !paragraph.isEmpty { document.blocks.append(.paragraph(paragraph, level: 0)) }
            paragraph = ""
            guard !table.isEmpty else { return }
            var grid = Grid(name: "T\(document.grids.count + 1)")
            for (row, cells) in table.enumerated() {
                for (column, cell) in cells.enumerated() where !cell.isEmpty {
                    grid.cells.append(GridCell(position: CellPosition(row: row, column: column), value: .text(cell), shown: cell))
                }
            }
            document.blocks.append(.table(document.grids.count))
            document.grids.append(grid)
            table = []
        }
        var cells = 0
        for line in utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = trimmed(String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self))
            cells += 1
            guard cells < limits.cells else { throw .tooManyRows }
            if text.hasPrefix("```") || text.hasPrefix("~~~") {
                close()
                isCode.toggle()
            } else if isCode {
                document.blocks.append(.paragraph(text, level: 0))
            } else if text.isEmpty {
                close()
            } else if let heading = heading(text) {
                close()
                document.blocks.append(.paragraph(plain(heading.text), level: heading.level))
            } else if text.hasPrefix("|") {
                if !paragraph.isEmpty { close() }
                guard !isRule(text) else { continue }
                let row = row(text)
                cells += row.count
                guard cells < limits.cells else { throw .tooManyRows }
                table.append(row)
            } else if isRule(text) {
                close()
            } else {
                if !table.isEmpty { close() }
                if let item = item(text) {
                    close()
                    paragraph = plain(item)
                } else {
                    // A line goes on in the next one, unless a sentence ended or a numbered item begins.
                    let ended = paragraph.last.map { "。：；！:".contains($0) } ?? false
                    if ended || OutlineNumber.isNumbered(text) { close() }
                    join(plain(text), to: &paragraph)
                }
            }
        }
        close()
        return document
    }

    /// A line put behind another of one paragraph.
    static func join(_ second: String, to first: inout String) {
        if needsBlank(first.unicodeScalars.last, second.unicodeScalars.first) { first += " " }
        first += second
    }

    /// A space stays only between Latin letters or digits.
    static func needsBlank(_ left: Unicode.Scalar?, _ right: Unicode.Scalar?) -> Bool {
        guard let left, let right else { return false }
        return left.isASCII && right.isASCII && left != " " && right != " "
    }

    private static func heading(_ text: String) -> (level: Int, text: String)? {
        let level = text.prefix { $0 == "#" }.count
        guard (1...6).contains(level), text.dropFirst(level).first.map({ $0 == " " || $0 == "\u{3000}" }) ?? false else { return nil }
        var rest = trimmed(String(text.dropFirst(level)))
        while rest.hasSuffix("#") { rest.removeLast() }
        return rest.isEmpty ? nil : (level, trimmed(rest))
    }

    /// What an item of a list or a quotation says.
    private static func item(_ text: String) -> String? {
        for sign in ["- ", "* ", "+ ", "> "] where text.hasPrefix(sign) { return trimmed(String(text.dropFirst(2))) }
        return nil
    }

    /// `---`, `|---|:-:|`: lines that only draw.
    private static func isRule(_ text: String) -> Bool { text.unicodeScalars.count >= 3 && text.allSatisfy { "-|:*_= ".contains($0) } && text.contains { "-*_=".contains($0) } }

    private static func row(_ text: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in text.dropFirst() {
            if character == "|", !isEscaped {
                cells.append(plain(trimmed(cell)))
                cell = ""
            } else if character != "\\" || isEscaped {
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        if !trimmed(cell).isEmpty { cells.append(plain(trimmed(cell))) }
        return cells
    }

    /// Without the signs of emphasis and code. A single star may be a multiplication and stays.
    private static func plain(_ text: String) -> String {
        var text = text
        let signs: (stars: Bool, lines: Bool, ticks: Bool) = text.withUTF8 { bytes in
            (bytes.contains(UInt8(ascii: "*")), bytes.contains(UInt8(ascii: "_")), bytes.contains(UInt8(ascii: "`")))
        }
        guard signs.stars || signs.lines || signs.ticks else { return text }
        var bytes = Array(text.utf8)
        if signs.stars { dropPairs(UInt8(ascii: "*"), &bytes) }
        if signs.lines { dropPairs(UInt8(ascii: "_"), &bytes) }
        if signs.ticks { bytes.removeAll { $0 == UInt8(ascii: "`") } }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func dropPairs(_ sign: UInt8, _ bytes: inout [UInt8]) {
        var kept = 0, place = 0
        while place < bytes.count {
            if bytes[place] == sign, place + 1 < bytes.count, bytes[place + 1] == sign {
                place += 2
                continue
            }
            bytes[kept] = bytes[place]
            kept += 1
            place += 1
        }
        bytes.removeLast(bytes.count - kept)
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank = { (character: Character) in character.isWhitespace }
        var rest = text[...]
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }
}

package import BudgetModel

/// Reads tables in plain text: fields between commas, tabs or semicolons, one grid named `CSV`.
///
/// Every field stays text as it stands, numbers too; whoever reads the form parses it.
package enum CSVReader {
    /// - Throws: `DocumentError`: `.tooLarge`, or `.unsupportedFormat` where GB18030 is missing on the machine.
    package static func read(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(DocumentError) -> Document {
        guard bytes.count <= limits.textBytes else { throw .fileTooLarge }
        return try read(utf8: TextDecoding.utf8(of: bytes).utf8, limits: limits)
    }

    static func read(utf8: [UInt8], limits: ReadLimits) throws(DocumentError) -> Document {
        var start = 0
        let separator: UInt8
        // Excel's own first line: `sep=;`.
        if utf8.starts(with: Array("sep=".utf8)), utf8.count > 5, separators.contains(utf8[4]), utf8[5] == 0x0A || utf8[5] == 0x0D {
            separator = utf8[4]
            start = utf8[5] == 0x0D && utf8.count > 6 && utf8[6] == 0x0A ? 7 : 6
        } else {
            separator = shape(of: utf8).separator ?? UInt8(ascii: ",")
        }
        var budget = ReadBudget(limits)
        var parser = FieldParser(utf8, from: start, separator: separator)
        return Document(format: .csv, grids: [try parser.grid(&budget)])
    }

    private static let separators = [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")]

    /// The separator that most of the first lines have, and whether so many have it that this is a table.
    static func shape(of utf8: [UInt8]) -> (separator: UInt8?, isTable: Bool) {
        var lines = 0
        var linesWith = [0, 0, 0]
        var total = [0, 0, 0]
        var counts = [0, 0, 0]
        var isQuoted = false
        var isBlank = true
        var quotedBytes = 0
        func isSeparator(_ byte: UInt8) -> Int? { separators.firstIndex(of: byte) }
        func closeLine() {
            defer {
                counts = [0, 0, 0]
                isBlank = true
            }
            guard !isBlank else { return }
            lines += 1
            for index in 0..<3 where counts[index] > 0 {
                linesWith[index] += 1
                total[index] += counts[index]
            }
        }
        for byte in utf8.prefix(1 << 16) {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
                isBlank = false
                quotedBytes = 0
            } else if isQuoted, quotedBytes < 4096 {
                // A quote nobody closes ends by itself, so that what follows still counts.
                quotedBytes += 1
            } else if byte == 0x0A || byte == 0x0D {
                isQuoted = false
                closeLine()
                if lines >= 200 { break }
            } else {
                if let index = isSeparator(byte) { counts[index] += 1 } else if byte > 0x20 { isBlank = false }
            }
        }
        closeLine()
        guard let best = (0..<3).max(by: { (linesWith[$0], total[$0], -$0) < (linesWith[$1], total[$1], -$1) }), linesWith[best] > 0
        else { return (nil, false) }
        return (separators[best], lines >= 2 && linesWith[best] * 10 >= lines * 6)
    }
}

/// Splits text into fields.
private struct FieldParser {
    private let text: [UInt8]
    private let separator: UInt8
    private var place: Int
    /// Once a quote was found that nobody closes, quotes are signs like others.
    private var quotesCount = true

    init(_ text: [UInt8], from start: Int, separator: UInt8) {
        self.text = text
        self.separator = separator
        place = start
    }

    mutating func grid(_ budget: inout ReadBudget) throws(DocumentError) -> Grid {
        var grid = Grid(name: "CSV")
        var row = 0
        var column = 0
        while place < text.count {
            guard row < budget.limits.rows else { throw .tooManyRows }
            guard column < budget.limits.columns else { throw .tooManyCells }
            try budget.spend()
            let field = nextField()
            if !field.isEmpty {
                try budget.spendCell()
                grid.cells.append(GridCell(position: CellPosition(row: row, column: column), value: .text(field), shown: field))
            }
            guard place < text.count else { break }
            if text[place] == separator {
                column += 1
                place += 1
            } else {
                if text[place] == 0x0D, place + 1 < text.count, text[place + 1] == 0x0A { place += 1 }
                place += 1
                row += 1
                column = 0
            }
        }
        return grid
    }

    /// The field that begins here, without the white space around it; reading stops before what ends it.
    private mutating func nextField() -> String {
        if quotesCount, place < text.count, text[place] == UInt8(ascii: "\"") {
            if let quoted = quotedField() { return quoted }
            quotesCount = false
        }
        let start = place
        while place < text.count, !isEnd(text[place]) { place += 1 }
        var field = Self.trimmed(text[start..<place])
        // ="00123" keeps the zeros of a code in Excel.
        if field.count >= 3, field.first == UInt8(ascii: "="), field[field.startIndex + 1] == UInt8(ascii: "\""), field.last == UInt8(ascii: "\"") {
            field = field.dropFirst(2).dropLast()
        }
        return String(decoding: field, as: UTF8.self)
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

    /// A field in quotes with doubled quotes and newlines in it; nil if its quote is never closed.
    private mutating func quotedField() -> String? {
        var field = TextBuffer()
        var index = place + 1
        var runStart = index
        while index < text.count {
            guard text[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            field.append(utf8: text[runStart..<index])
            if index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") {
                // The second of the two stands for itself.
                runStart = index + 1
                index += 2
                continue
            }
            // What stands between the closing quote and the separator still belongs to the field.
            runStart = index + 1
            index = runStart
            while index < text.count, !isEnd(text[index]) { index += 1 }
            field.append(utf8: text[runStart..<index])
            place = index
            return String(decoding: Self.trimmed(field.utf8[...]), as: UTF8.self)
        }
        return nil
    }

    private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        let head = field.drop(while: isSpace)
        guard let last = head.lastIndex(where: { !isSpace($0) }) else { return [] }
        return head[...last]
    }
}

package import BudgetModel

/// The text of a report, one code a character, with its lines.
///
/// Codes are folded so that the grammar sees one shape: full-width digits, brackets, colons and percent signs become
/// plain, all dashes `-`, all spaces a blank. Positions count characters; `quote` gives the text as it stands.
package struct ReportText: Sendable {
    /// What a line is made of.
    package enum LineKind: Hashable, Sendable {
        case heading(level: Int)
        case body
        /// Cells of a table row, held apart by tabs.
        case tableRow
    }

    package struct Line: Hashable, Sendable {
        package var range: Range<Int>
        package var kind: LineKind
    }

    let codes: [UInt16]
    package let lines: [Line]
    private let utf8: [UInt8]
    /// Where each character begins in `utf8`, and the end.
    private let offsets: [Int32]

    package var count: Int { codes.count }

    /// A text of plain lines.
    package init(_ text: String) {
        var builder = Builder()
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) { builder.add(String(decoding: line, as: UTF8.self), .body) }
        self.init(builder)
    }

    /// The running text of a document in its order; a table gives a line for each row.
    package init(_ document: Document) {
        var builder = Builder()
        for block in document.blocks {
            switch block {
            case .paragraph(let text, let level): builder.add(text, level > 0 ? .heading(level: level) : .body)
            case .table(let index): builder.add(document.grids[index])
            }
        }
        if document.blocks.isEmpty { for grid in document.grids { builder.add(grid) } }
        self.init(builder)
    }

    private init(_ builder: Builder) {
        codes = builder.codes
        lines = builder.lines
        utf8 = builder.utf8
        offsets = builder.offsets + [Int32(builder.utf8.count)]
    }

    /// The text of a range as it was written.
    package func quote(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return String(decoding: utf8[bytes(range)], as: UTF8.self)
    }

    /// The words of a range, to be asked.
    func words(_ range: Range<Int>) -> Words { Words(utf8, bytes(range)) }

    private func bytes(_ range: Range<Int>) -> Range<Int> { Int(offsets[range.lowerBound])..<Int(offsets[range.upperBound]) }

    /// The number of the line that holds a position.
    package func line(at position: Int) -> Int {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: - Building

extension ReportText {
    fileprivate struct Builder {
        var codes: [UInt16] = []
        var utf8: [UInt8] = []
        var offsets: [Int32] = []
        var lines: [Line] = []

        mutating func add(_ text: String, _ kind: LineKind) {
            let begin = codes.count
            for scalar in text.unicodeScalars { append(scalar) }
            guard codes.count > begin else { return }
            close(begin, kind)
        }

        mutating func add(_ grid: Grid) {
            var begin = codes.count
            var row = grid.cells.first?.position.row
            for cell in grid.cells {
                if cell.position.row != row {
                    close(begin, .tableRow)
                    begin = codes.count
                    row = cell.position.row
                }
                if codes.count > begin { append("\t") }
                for scalar in cell.shown.unicodeScalars { append(scalar.value == 0x0A || scalar.value == 0x0D ? " " : scalar) }
            }
            close(begin, .tableRow)
        }

        private mutating func close(_ begin: Int, _ kind: LineKind) {
            guard codes.count > begin else { return }
            // A line break that no quote shows keeps figures of two lines apart.
            append("\n")
            lines.append(Line(range: begin..<codes.count - 1, kind: kind))
        }

        private mutating func append(_ scalar: Unicode.Scalar) {
            // Marks without width would only split figures and words.
            guard !ReportText.isInvisible(scalar.value) else { return }
            offsets.append(Int32(truncatingIfNeeded: utf8.count))
            codes.append(ReportText.folded(scalar.value))
            let value = scalar.value
            switch value {
            case ..<0x80: utf8.append(UInt8(value))
            case ..<0x800:
                utf8.append(UInt8(0xC0 | value >> 6))
                utf8.append(UInt8(0x80 | value & 0x3F))
            case ..<0x10000:
                utf8.append(UInt8(0xE0 | value >> 12))
                utf8.append(UInt8(0x80 | value >> 6 & 0x3F))
                utf8.append(UInt8(0x80 | value & 0x3F))
            default: utf8.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
    }

    /// Zero-width spaces and joiners, direction marks, the soft hyphen and the byte-order mark.
    static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: true
        default: false
        }
    }

    /// One code a character; what lies beyond the basic plane is one code of its own.
    static func folded(_ value: UInt32) -> UInt16 {
        switch value {
        // The comma of Chinese text stays apart from that within numbers.
        case 0xFF0C: Code.comma
        case 0xFF01...0xFF5E: UInt16(value - 0xFEE0)
        case 0x3000, 0xA0, 0x2002...0x200A, 0x202F, 0x205F: 0x20
        case 0x2010...0x2015, 0x2212, 0xFE63: Code.dash
        case 0x301C, 0x223C: Code.tilde
        case 0x2266, 0x2A7D: Code.atMost
        case 0x2267, 0x2A7E: Code.atLeast
        case 0xFE50: Code.comma
        case 0x2715, 0x2716, 0x2A2F: Code.times
        case 0x25CB, 0x96F6: Code.zero
        case 0x10000...: 0xFFFF
        default: UInt16(truncatingIfNeeded: value)
        }
    }
}

/// Codes the grammar asks for by name.
enum Code {
    static let comma: UInt16 = 0xFF0C
    static let stop: UInt16 = 0x3002
    static let pause: UInt16 = 0x3001
    static let dash: UInt16 = 0x2D
    static let tilde: UInt16 = 0x7E
    static let atLeast: UInt16 = 0x2265
    static let atMost: UInt16 = 0x2264
    static let times: UInt16 = 0xD7
    /// 〇, 零 and ○ alike.
    static let zero: UInt16 = 0x3007
    static let newline: UInt16 = 0x0A
    static let tab: UInt16 = 0x09
    static let blank: UInt16 = 0x20
    static let colon: UInt16 = 0x3A
    static let semicolon: UInt16 = 0x3B
    static let open: UInt16 = 0x28
    static let close: UInt16 = 0x29
    static let percent: UInt16 = 0x25
    static let point: UInt16 = 0x2E

    static func isDigit(_ code: UInt16) -> Bool { code >= 0x30 && code <= 0x39 }
    static func isLetter(_ code: UInt16) -> Bool { (code >= 0x41 && code <= 0x5A) || (code >= 0x61 && code <= 0x7A) }
    static func isSpace(_ code: UInt16) -> Bool { code == blank || code == tab }
    static func isIdeograph(_ code: UInt16) -> Bool { code >= 0x3400 && code <= 0x9FFF }
}

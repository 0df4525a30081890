import BudgetModel
import Documents

/// Where rows, cells and the other parts of a worksheet stand in its bytes.
///
/// Only the cells of rows in `wanted` are recorded; of the others only how far they reach.
struct SheetScan {
    struct Cell {
        let position: CellPosition
        let tag: Range<Int>
        let whole: Range<Int>
        let format: Int?
        let hasReference: Bool
        let hasContent: Bool
    }

    struct Row {
        let index: Int
        let tag: Range<Int>
        let isSelfClosing: Bool
        /// Where the end tag begins; the end of the start tag when the row closes itself.
        var contentEnd: Int
        var whole: Range<Int>
        let hasNumber: Bool
        var cells: [Cell] = []
    }

    let bytes: [UInt8]
    /// The prefix of the root with its colon.
    let prefix: String
    /// Elements directly below the root, in order; `mc:AlternateContent` by the name of what it holds.
    private(set) var parts: [MarkupElement] = []
    private(set) var root: MarkupElement
    private(set) var rows: [Row] = []
    /// The column right of the last cell with content, and the row below it.
    private(set) var contentEnd = CellPosition(row: 0, column: 0)
    private(set) var merges: [CellRange] = []

    func part(_ name: String) -> MarkupElement? { parts.first { $0.name == name } }

    /// - Throws: `DocumentError` `.damaged` when the part is no worksheet.
    init(_ source: [UInt8], wanted: Set<Int>) throws(DocumentError) {
        bytes = try Markup.utf8(source)
        var scanner = MarkupScanner(bytes)
        guard let first = try scanner.next(), first.kind != .end, scanner.isNamed(first, "worksheet") else { throw .brokenMarkup }
        prefix = String(decoding: bytes[first.name.lowerBound..<first.local.lowerBound], as: UTF8.self)
        root = MarkupElement(
            name: "worksheet", prefix: prefix, tag: first.range, content: first.range.upperBound..<first.range.upperBound, whole: first.range,
            isSelfClosing: first.kind == .empty)
        if first.kind == .empty { return }
        while let tag = try scanner.next() {
            if tag.kind == .end {
                root.content = first.range.upperBound..<tag.range.lowerBound
                root.whole = first.range.lowerBound..<tag.range.upperBound
                return
            }
            try readPart(tag, &scanner, wanted)
        }
        throw .brokenMarkup
    }

    private mutating func readPart(_ tag: MarkupScanner.Tag, _ scanner: inout MarkupScanner, _ wanted: Set<Int>) throws(DocumentError) {
        var element = MarkupElement(
            name: String(decoding: bytes[tag.local], as: UTF8.self),
            prefix: String(decoding: bytes[tag.name.lowerBound..<tag.local.lowerBound], as: UTF8.self), tag: tag.range,
            content: tag.range.upperBound..<tag.range.upperBound, whole: tag.range, isSelfClosing: tag.kind == .empty)
        guard tag.kind == .start else {
            parts.append(element)
            return
        }
        if element.name == "sheetData" {
            let end = try readRows(&scanner, wanted)
            element.content = tag.range.upperBound..<end.lowerBound
            element.whole = tag.range.lowerBound..<end.upperBound
            parts.append(element)
            return
        }
        var depth = 1
        var held: String?
        while depth > 0 {
            guard let inner = try scanner.next() else { throw .brokenMarkup }
            switch inner.kind {
            case .start: depth += 1
            case .end: depth -= 1
            case .empty: break
            }
            if inner.kind == .end {
                if depth == 0 {
                    element.content = tag.range.upperBound..<inner.range.lowerBound
                    element.whole = tag.range.lowerBound..<inner.range.upperBound
                }
                continue
            }
            let name = String(decoding: bytes[inner.local], as: UTF8.self)
            if element.name == "mergeCells", name == "mergeCell", let reference = scanner.value("ref", of: inner), let range = CellRange(a1: reference) {
                merges.append(range)
            }
            if element.name == "AlternateContent", held == nil, name != "Choice", name != "Fallback" { held = name }
        }
        if element.name == "AlternateContent", let held {
            element = MarkupElement(
                name: held, prefix: element.prefix, tag: element.tag, content: element.content, whole: element.whole, isSelfClosing: false)
        }
        parts.append(element)
    }

    /// Reads up to the end tag of `sheetData` and returns where that stands.
    private mutating func readRows(_ scanner: inout MarkupScanner, _ wanted: Set<Int>) throws(DocumentError) -> Range<Int> {
        var nextRow = 0
        while let tag = try scanner.next() {
            if tag.kind == .end { return tag.range }
            guard scanner.isNamed(tag, "row") else {
                if tag.kind == .start { _ = try Self.skip(&scanner) }
                continue
            }
            let number = scanner.value("r", of: tag).flatMap { Int($0) }
            let index = number.map { $0 - 1 } ?? nextRow
            guard index >= 0, index < 10_000_000 else { throw .brokenMarkup }
            nextRow = index + 1
            var row = Row(
                index: index, tag: tag.range, isSelfClosing: tag.kind == .empty, contentEnd: tag.range.upperBound, whole: tag.range,
                hasNumber: number != nil)
            if tag.kind == .start { try readCells(of: &row, &scanner, isWanted: wanted.contains(index)) }
            rows.append(row)
        }
        throw .brokenMarkup
    }

    private mutating func readCells(of row: inout Row, _ scanner: inout MarkupScanner, isWanted: Bool) throws(DocumentError) {
        var nextColumn = 0
        while let tag = try scanner.next() {
            if tag.kind == .end {
                row.contentEnd = tag.range.lowerBound
                row.whole = row.tag.lowerBound..<tag.range.upperBound
                return
            }
            guard scanner.isNamed(tag, "c") else {
                if tag.kind == .start { _ = try Self.skip(&scanner) }
                continue
            }
            let reference = scanner.value("r", of: tag)
            var position = CellPosition(row: row.index, column: nextColumn)
            if let reference {
                guard let named = CellPosition(a1: reference) else { throw .brokenMarkup }
                position.column = named.column
            }
            nextColumn = position.column + 1
            var end = tag.range.upperBound
            var hasContent = false
            if tag.kind == .start { (end, hasContent) = try Self.skip(&scanner) }
            if hasContent {
                contentEnd.column = max(contentEnd.column, position.column + 1)
                contentEnd.row = max(contentEnd.row, row.index + 1)
            }
            guard isWanted else { continue }
            row.cells.append(
                Cell(
                    position: position, tag: tag.range, whole: tag.range.lowerBound..<end, format: scanner.value("s", of: tag).flatMap { Int($0) },
                    hasReference: reference != nil, hasContent: hasContent))
        }
        throw .brokenMarkup
    }

    /// Passes over what an element holds; returns where it ends and whether anything stood in it.
    private static func skip(_ scanner: inout MarkupScanner) throws(DocumentError) -> (end: Int, hasContent: Bool) {
        var depth = 1
        var hasContent = false
        while let tag = try scanner.next() {
            switch tag.kind {
            case .start:
                depth += 1
                hasContent = true
            case .empty: hasContent = hasContent || !scanner.isNamed(tag, "v")
            case .end:
                depth -= 1
                if depth == 0 { return (tag.range.upperBound, hasContent) }
            }
        }
        throw .brokenMarkup
    }
}

extension CellRange {
    /// `A1:C3` or `A1`; `$` allowed.
    init?(a1 text: some StringProtocol) {
        let corners = text.split(separator: ":", maxSplits: 1)
        guard let first = corners.first.flatMap({ CellPosition(a1: $0) }) else { return nil }
        guard let last = corners.count == 1 ? first : CellPosition(a1: corners[1]) else { return nil }
        self.init(
            top: min(first.row, last.row), left: min(first.column, last.column), bottom: max(first.row, last.row),
            right: max(first.column, last.column))
    }

    var a1: String { topLeft.a1 + ":" + CellPosition(row: bottom, column: right).a1 }
}

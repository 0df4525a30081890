import BudgetModel
import Documents

/// Widths of columns and heights of rows of a worksheet, for placing notes; layout only, so doubles do.
struct SheetGeometry {
    private var columns: [(range: ClosedRange<Int>, pixels: Int, format: Int?)] = []
    private var rows: [Int: Int] = [:]
    private var defaultColumn = 64
    private var defaultRow = 20

    init(_ scan: SheetScan) throws(DocumentError) {
        if let format = scan.part("sheetFormatPr") {
            if let width = Self.number("defaultColWidth", scan.bytes, format.tag) { defaultColumn = Self.pixels(width: width) }
            if let height = Self.number("defaultRowHeight", scan.bytes, format.tag) { defaultRow = Int(height * 4 / 3) }
        }
        for column in try Self.columnTags(scan) {
            let hidden = Markup.attribute("hidden", in: scan.bytes, tag: column.tag).map { Markup.unescaped(scan.bytes[$0]) }
            let width = Self.number("width", scan.bytes, column.tag)
            let pixels = hidden == "1" || hidden == "true" ? 0 : width.map(Self.pixels(width:)) ?? defaultColumn
            let format = Self.number("style", scan.bytes, column.tag).map { Int($0) }
            columns.append((column.range, pixels, format))
        }
        for row in scan.rows {
            let hidden = Markup.attribute("hidden", in: scan.bytes, tag: row.tag).map { Markup.unescaped(scan.bytes[$0]) }
            if hidden == "1" || hidden == "true" {
                rows[row.index] = 0
            } else if let height = Self.number("ht", scan.bytes, row.tag) {
                rows[row.index] = Int(height * 4 / 3)
            }
        }
    }

    /// The `col` elements with the columns they speak of, counted from 0.
    static func columnTags(_ scan: SheetScan) throws(DocumentError) -> [(range: ClosedRange<Int>, tag: Range<Int>, whole: Range<Int>)] {
        guard let part = scan.part("cols") else { return [] }
        var scanner = MarkupScanner(scan.bytes, from: part.content.lowerBound)
        var list: [(range: ClosedRange<Int>, tag: Range<Int>, whole: Range<Int>)] = []
        while let tag = try scanner.next(before: part.content.upperBound) {
            if tag.kind == .end {
                if let last = list.indices.last { list[last].whole = list[last].whole.lowerBound..<tag.range.upperBound }
                continue
            }
            guard scanner.isNamed(tag, "col"), let first = scanner.value("min", of: tag).flatMap({ Int($0) }),
                let last = scanner.value("max", of: tag).flatMap({ Int($0) }), first >= 1, last >= first
            else { continue }
            list.append((first - 1...last - 1, tag.range, tag.range))
        }
        return list
    }

    static func number(_ name: String, _ bytes: [UInt8], _ tag: Range<Int>) -> Double? {
        guard let value = Markup.attribute(name, in: bytes, tag: tag).flatMap({ Double(Markup.unescaped(bytes[$0])) }) else { return nil }
        return value.isFinite && value >= 0 && value < 1_000_000 ? value : nil
    }

    /// Counts with a column as wide as it is about to be.
    mutating func widen(_ column: Int, to width: Int) {
        columns.insert((column...column, Self.pixels(width: Double(width)), nil), at: 0)
    }

    private static func pixels(width: Double) -> Int { Int(width * 7 + 5) }

    func width(ofColumn column: Int) -> Int { columns.first { $0.range.contains(column) }?.pixels ?? defaultColumn }
    func height(ofRow row: Int) -> Int { rows[row] ?? defaultRow }
    func format(ofColumn column: Int) -> Int? { columns.last { $0.range.contains(column) }?.format }

    /// The corners of a box of this size right of a cell, as VML anchors count them.
    func anchor(rightOf cell: CellPosition, width: Int, height: Int) -> String {
        let top = max(0, cell.row - 1)
        let left = min(cell.column + 1, 16_383)
        let (bottom, bottomOffset) = walk(from: top, offset: cell.row > 0 ? 8 : 2, distance: height, limit: 1_048_575) { self.height(ofRow: $0) }
        let (right, rightOffset) = walk(from: left, offset: 12, distance: width, limit: 16_383) { self.width(ofColumn: $0) }
        return [left, 12, top, cell.row > 0 ? 8 : 2, right, rightOffset, bottom, bottomOffset].map(String.init).joined(separator: ", ")
    }

    private func walk(from start: Int, offset: Int, distance: Int, limit: Int, _ size: (Int) -> Int) -> (Int, Int) {
        var index = start
        var rest = offset + distance
        while index < limit, rest >= size(index) {
            rest -= size(index)
            index += 1
        }
        return (index, rest)
    }
}

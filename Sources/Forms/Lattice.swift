import BudgetModel

/// A sheet, or all tables and paragraphs of a text document one under another, made ready for reading:
/// merged cells answer on every row and column they cover.
struct Lattice {
    /// A cell with its span on the lattice.
    ///
    /// A class, because cells are looked at far more often than made and hold several references each.
    final class Cell {
        let row: Int
        let left: Int
        let right: Int
        let bottom: Int
        let value: CellValue
        let shown: String
        let label: Label
        /// Nil for a paragraph of running text.
        let ref: CellRef?
        /// Nothing, a dash or 无.
        let isBlank: Bool

        init(row: Int, left: Int, right: Int, bottom: Int, value: CellValue, shown: String, label: Label, ref: CellRef?, isBlank: Bool) {
            self.row = row
            self.left = left
            self.right = right
            self.bottom = bottom
            self.value = value
            self.shown = shown
            self.label = label
            self.ref = ref
            self.isBlank = isBlank
        }

        /// A part of this cell's text as a cell of its own.
        func part(_ text: String) -> Cell {
            Cell(row: row, left: left, right: right, bottom: bottom, value: .text(text), shown: text, label: .none, ref: ref, isBlank: false)
        }

        var levelName: String { label.levelName ?? Label.levelName(shown) }
        var isNumber: Bool { if case .number = value { true } else { false } }
    }

    /// A cell on one row: `isOwn` where it begins there, else a merged cell from above.
    ///
    /// Repeats the columns, because rows are walked far more often than cells are read.
    struct Span {
        var cell: Int
        var left: Int
        var right: Int
        var isOwn: Bool
        var isBlank: Bool
    }

    private let labels: LabelCache
    private(set) var cells: [Cell] = []
    private(set) var rows: [[Span]] = []
    /// The sheet of each row and the row there; nil for a paragraph.
    private(set) var origins: [(sheet: String, row: Int)?] = []
    private(set) var hidden: [UnreadCell] = []

    /// No rows at all, for a form that comes from no document.
    static var empty: Lattice { Lattice(labels: LabelCache(slotCount: 0)) }

    private init(labels: LabelCache) { self.labels = labels }

    /// One sheet of a workbook.
    init(_ grid: Grid, _ labels: LabelCache) {
        self.labels = labels
        append(grid)
        seal()
    }

    /// Tables and paragraphs of a text document in their order.
    init(_ document: Document, _ labels: LabelCache) {
        self.labels = labels
        if document.blocks.isEmpty {
            for grid in document.grids { append(grid) }
        }
        for block in document.blocks {
            switch block {
            case .paragraph(let text, _): append(paragraph: text)
            case .table(let index): if document.grids.indices.contains(index) { append(document.grids[index]) }
            }
        }
        seal()
    }

    private mutating func append(paragraph text: String) {
        let text = text.trimmedText
        guard !text.isEmpty else { return }
        rows.append([Span(cell: cells.count, left: 0, right: 0, isOwn: true, isBlank: false)])
        origins.append(nil)
        cells.append(
            Cell(row: rows.count - 1, left: 0, right: 0, bottom: rows.count - 1, value: .text(text), shown: text, label: labels.label(text), ref: nil, isBlank: false))
    }

    /// Spans copied for merged cells, in all; beyond it merges are taken as their top row only.
    private static let spanLimit = 400_000

    private mutating func append(_ grid: Grid) {
        let merges = grid.merges.isEmpty ? [] : grid.merges.sorted { ($0.top, $0.left) < ($1.top, $1.left) }
        let visible = grid.hiddenRows.isEmpty && grid.hiddenColumns.isEmpty ? grid.cells : visibleCells(grid, merges)
        guard let lastRow = visible.last?.position.row else { return }
        // Empty rows inside a sheet keep their number, yet a gap of many takes no room.
        let firstOwn = rows.count
        var previous = -1
        for cell in visible where cell.position.row != previous {
            let row = cell.position.row
            let gap = row - previous - 1
            if gap > 0, previous >= 0 || gap <= 60 {
                for empty in (row - min(gap, 60))..<row { addRow(grid.name, empty) }
            }
            addRow(grid.name, row)
            previous = row
        }
        var spans = 0
        var row = firstOwn
        var nextMerge = 0
        cells.reserveCapacity(cells.count + visible.count)
        for cell in visible {
            let position = cell.position
            while origins[row]!.row < position.row { row += 1 }
            var bottom = row
            var right = position.column
            while nextMerge < merges.count, (merges[nextMerge].top, merges[nextMerge].left) < (position.row, position.column) { nextMerge += 1 }
            if nextMerge < merges.count, merges[nextMerge].topLeft == position {
                let merge = merges[nextMerge]
                right = merge.right
                if spans <= Self.spanLimit {
                    let end = min(merge.bottom, lastRow)
                    while bottom + 1 < rows.count, origins[bottom + 1]!.row <= end { bottom += 1 }
                }
            }
            let index = cells.count
            let label = label(cell)
            let isBlank = Self.isBlank(cell, label)
            cells.append(
                Cell(
                    row: row, left: position.column, right: right, bottom: bottom, value: cell.value, shown: cell.shown,
                    label: label, ref: CellRef(sheet: grid.name, position: position), isBlank: isBlank))
            for covered in row...bottom {
                rows[covered].append(Span(cell: index, left: position.column, right: right, isOwn: covered == row, isBlank: isBlank))
            }
            spans += bottom - row + 1
        }
    }

    private mutating func addRow(_ sheet: String, _ row: Int) {
        var spans: [Span] = []
        spans.reserveCapacity(12)
        rows.append(spans)
        origins.append((sheet, row))
    }

    /// The cells that can be seen; the others that hold something are listed as hidden.
    private mutating func visibleCells(_ grid: Grid, _ merges: [CellRange]) -> [GridCell] {
        let byCorner = Dictionary(merges.map { ($0.topLeft, $0) }, uniquingKeysWith: { $1 })
        // A merged cell is seen as long as one of its rows and one of its columns is.
        func isHidden(_ position: CellPosition) -> Bool {
            guard grid.hiddenRows.contains(position.row) || grid.hiddenColumns.contains(position.column) else { return false }
            guard let merge = byCorner[position] else { return true }
            return (merge.top...merge.bottom).prefix(2_000).allSatisfy(grid.hiddenRows.contains) || (merge.left...merge.right).prefix(2_000).allSatisfy(grid.hiddenColumns.contains)
        }
        return grid.cells.filter { cell in
            guard isHidden(cell.position) else { return true }
            if !cell.shown.isBlankMark { hidden.append(UnreadCell(cell: CellRef(sheet: grid.name, position: cell.position), text: cell.shown, cause: .hidden)) }
            return false
        }
    }

    private func label(_ cell: GridCell) -> Label {
        if case .text = cell.value { labels.label(cell.shown) } else { .none }
    }

    private static func isBlank(_ cell: GridCell, _ label: Label) -> Bool {
        switch cell.value {
        case .empty: true
        case .text: label.isBlank
        case .number, .day, .boolean, .error: false
        }
    }

    private mutating func seal() {
        for row in rows.indices where rows[row].count > 1 {
            // Cells come row by row, so only merged ones from above stand out of order.
            var isOrdered = true
            for index in 1..<rows[row].count where rows[row][index - 1].left > rows[row][index].left {
                isOrdered = false
                break
            }
            if !isOrdered { rows[row].sort { $0.left < $1.left } }
        }
        owned.reserveCapacity(rows.count)
        for row in rows {
            var own: [Int] = []
            own.reserveCapacity(row.count)
            for span in row where span.isOwn { own.append(span.cell) }
            owned.append(own)
        }
        kinds.reserveCapacity(rows.count)
        for row in rows.indices { kinds.append(RowKind(row, self)) }
    }

    /// The cells that begin on each row, left to right.
    private var owned: [[Int]] = []
    /// What each row is by its labels, worked out once.
    private(set) var kinds: [RowKind] = []

    var rowCount: Int { rows.count }

    /// The cells that begin on the row, left to right, empty ones included when the file has them.
    func own(_ row: Int) -> [Int] { owned[row] }

    /// All cells on the row, merged ones from above included.
    func all(_ row: Int) -> [Int] { rows[row].map(\.cell) }

    /// The cell that covers the column on the row.
    func cell(row: Int, column: Int) -> Int? {
        for span in rows[row] {
            if span.left > column { return nil }
            if span.right >= column { return span.cell }
        }
        return nil
    }

    /// The place of a column on a row, whether or not a cell stands there.
    func ref(row: Int, column: Int) -> CellRef? {
        if let index = cell(row: row, column: column) { return cells[index].ref }
        guard let origin = origins[row] else { return nil }
        return CellRef(sheet: origin.sheet, position: CellPosition(row: origin.row, column: column))
    }

    subscript(index: Int) -> Cell { cells[index] }

    /// Whether the row is a paragraph of running text.
    func isParagraph(_ row: Int) -> Bool { origins[row] == nil }

    func isEmptyRow(_ row: Int) -> Bool { kinds[row].isEmpty }
}

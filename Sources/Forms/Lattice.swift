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

        var isNumber: Bool { if case .number = value { true } else { false } }
    }

    /// A cell on one row: `isOwn` where it begins there, else a merged cell from above.
    struct Span {
        var cell: Int
        var isOwn: Bool
    }

    private let labels: LabelCache
    private(set) var cells: [Cell] = []
    private(set) var rows: [[Span]] = []
    /// The sheet of each row and the row there; nil for a paragraph.
    private(set) var origins: [(sheet: String, row: Int)?] = []
    private(set) var hidden: [UnreadCell] = []

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
        rows.append([Span(cell: cells.count, isOwn: true)])
        origins.append(nil)
        cells.append(
            Cell(row: rows.count - 1, left: 0, right: 0, bottom: rows.count - 1, value: .text(text), shown: text, label: labels.label(text), ref: nil, isBlank: false))
    }

    /// Spans copied for merged cells, in all; beyond it merges are taken as their top row only.
    private static let spanLimit = 400_000

    private mutating func append(_ grid: Grid) {
        // A merged cell is seen as long as one of its rows and one of its columns is.
        var merges: [CellPosition: CellRange] = [:]
        for merge in grid.merges { merges[merge.topLeft] = merge }
        func isHidden(_ position: CellPosition) -> Bool {
            guard grid.hiddenRows.contains(position.row) || grid.hiddenColumns.contains(position.column) else { return false }
            guard let merge = merges[position] else { return true }
            return (merge.top...merge.bottom).prefix(2_000).allSatisfy(grid.hiddenRows.contains) || (merge.left...merge.right).prefix(2_000).allSatisfy(grid.hiddenColumns.contains)
        }
        let visible = grid.hiddenRows.isEmpty && grid.hiddenColumns.isEmpty ? grid.cells : grid.cells.filter { cell in
            if isHidden(cell.position) {
                if !cell.shown.isBlankMark {
                    hidden.append(UnreadCell(cell: CellRef(sheet: grid.name, position: cell.position), text: cell.shown))
                }
                return false
            }
            return true
        }
        guard let lastRow = visible.last?.position.row else { return }
        // Empty rows inside a sheet keep their number, yet a gap of many takes no room.
        var rowMap: [Int: Int] = [:]
        var previous = -1
        func add(_ row: Int) {
            rowMap[row] = rows.count
            rows.append([])
            origins.append((grid.name, row))
        }
        for cell in visible where rowMap[cell.position.row] == nil {
            let gap = cell.position.row - previous - 1
            if gap > 0, previous >= 0 || gap <= 60 {
                for row in (cell.position.row - min(gap, 60))..<cell.position.row { add(row) }
            }
            add(cell.position.row)
            previous = cell.position.row
        }
        var spans = 0
        for cell in visible {
            guard let row = rowMap[cell.position.row] else { continue }
            var bottom = row
            var right = cell.position.column
            if let merge = merges[cell.position] {
                right = merge.right
                var end = min(merge.bottom, lastRow)
                while end > cell.position.row, rowMap[end] == nil { end -= 1 }
                bottom = rowMap[end] ?? row
                if spans > Self.spanLimit { bottom = row }
            }
            let index = cells.count
            let label = label(cell)
            cells.append(
                Cell(
                    row: row, left: cell.position.column, right: right, bottom: bottom, value: cell.value, shown: cell.shown,
                    label: label, ref: CellRef(sheet: grid.name, position: cell.position), isBlank: Self.isBlank(cell, label)))
            for covered in row...bottom { rows[covered].append(Span(cell: index, isOwn: covered == row)) }
            spans += bottom - row + 1
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
            for index in rows[row].indices.dropFirst() where cells[rows[row][index - 1].cell].left > cells[rows[row][index].cell].left {
                isOrdered = false
                break
            }
            if !isOrdered { rows[row].sort { cells[$0.cell].left < cells[$1.cell].left } }
        }
        owned = rows.map { row in row.compactMap { $0.isOwn ? $0.cell : nil } }
        kinds = rows.indices.map { RowKind($0, self) }
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
            let cell = cells[span.cell]
            if cell.left > column { return nil }
            if cell.right >= column { return span.cell }
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

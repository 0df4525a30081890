import Quantities

/// What the cells that were not read mean for the rest of the form.
extension Evaluation {
    /// The unread cell at this place.
    package func unread(at cell: CellRef?) -> UnreadCell? {
        guard let cell, !unread.isEmpty else { return nil }
        return unread.first { $0.cell == cell }
    }

    /// How many rows of the indicator table hold a number and were not read: hidden rows, or rows no reader could place.
    ///
    /// Their points are unknown, so nothing that needs all rows can be said.
    package var unreadRows: Int {
        // Most cells left over are words.
        guard !unread.isEmpty, !indicators.isEmpty, unread.contains(where: \.holdsNumber) else { return 0 }
        var tables: [String: (first: Int, last: Int, read: Set<Int>)] = [:]
        for index in indicators.indices {
            guard let cell = indicators[index].name.cell else { continue }
            var first = cell.position.row
            for level in [indicators[index].level1Cell, indicators[index].level2Cell] {
                if let level, level.sheet == cell.sheet { first = min(first, level.position.row) }
            }
            var table = tables[cell.sheet] ?? (first, cell.position.row, [])
            table.first = min(table.first, first)
            table.last = max(table.last, cell.position.row)
            table.read.insert(cell.position.row)
            tables[cell.sheet] = table
        }
        let total = statedTotal?.cell ?? totalCell
        var rows: Set<CellRef> = []
        for cell in unread where cell.holdsNumber {
            let row = cell.cell.position.row
            guard let table = tables[cell.cell.sheet], !table.read.contains(row) else { continue }
            var first = table.first
            var end = table.last
            if let total, total.sheet == cell.cell.sheet { end = max(end, total.position.row) }
            if cell.cause == .hidden {
                // A hidden row may be the first or the last of the table, up to what else was read.
                let others = rowsOutsideIndicators(of: cell.cell.sheet)
                first = (others.last { $0 < first } ?? -1) + 1
                if total == nil { end = others.first { $0 > table.last } ?? .max }
            }
            guard row >= first, row < end else { continue }
            rows.insert(CellRef(sheet: cell.cell.sheet, position: CellPosition(row: row, column: 0)))
        }
        return rows.count
    }

    /// Whether an amount stands in a row among the money rows that was not read.
    package var hasUnreadMoneyRow: Bool {
        guard !unread.isEmpty else { return false }
        let labels = funds.compactMap(\.label.cell)
        guard let first = labels.first else { return false }
        let rows = labels.filter { $0.sheet == first.sheet }.map(\.position.row)
        guard let top = rows.min(), let bottom = rows.max() else { return false }
        return unread.contains { cell in
            let row = cell.cell.position.row
            return cell.cell.sheet == first.sheet && !rows.contains(row) && cell.holdsNumber
                // A hidden row may follow the last one.
                && (row > top && row < bottom || cell.cause == .hidden && (row == top - 1 || row == bottom + 1))
        }
    }

    private func rowsOutsideIndicators(of sheet: String) -> [Int] {
        var cells = [title?.cell, programme?.cell, department?.cell, implementingUnit?.cell, year?.cell, amountUnitCell, execution?.weight?.cell]
        for line in funds { cells += [line.label.cell, line.adjusted?.cell, line.initial?.cell, line.executed?.cell] }
        for goal in goals { cells += [goal.expected?.cell, goal.achieved?.cell] }
        for text in texts { cells.append(text.text.cell) }
        return cells.compactMap { cell in cell.flatMap { $0.sheet == sheet ? $0.position.row : nil } }.sorted()
    }
}

extension UnreadCell {
    /// What stands there, for messages: a formula without a result has no text.
    package var said: String { cause == .formulaWithoutResult ? "=…" : text }

    fileprivate var holdsNumber: Bool { (try? ExactDecimal(parsing: text)) != nil }
}

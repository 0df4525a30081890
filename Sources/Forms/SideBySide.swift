import BudgetModel

/// Two forms beside each other on one sheet.
enum SideBySide {
    /// The sheet cut between its forms, or nil when it holds none beside another.
    ///
    /// Both the name of a programme and 一级指标 stand twice on one row, the second time right of all of the first form.
    static func split(_ grid: Grid, _ lattice: Lattice) -> [Grid]? {
        var cut: Int?
        for row in 0..<lattice.rowCount {
            let own = lattice.own(row)
            guard let column = second(own, lattice, where: { $0.label.meaning(.indicatorHeader) == .level1 }) else { continue }
            cut = column
            break
        }
        guard let levels = cut else { return nil }
        for row in 0..<lattice.rowCount {
            guard let name = second(lattice.own(row), lattice, where: { $0.label.meaning(.pair) == .programme || $0.label.meaning(.pair) == .departmentName }) else { continue }
            let column = min(name, levels)
            // Nothing reaches across the cut.
            guard !grid.merges.contains(where: { $0.left < column && $0.right >= column }), grid.cells.contains(where: { $0.position.column < column }) else { return nil }
            var left = grid
            var right = grid
            left.cells.removeAll { $0.position.column >= column }
            right.cells.removeAll { $0.position.column < column }
            left.merges.removeAll { $0.left >= column }
            right.merges.removeAll { $0.left < column }
            return [left] + (split(right, Lattice(right, LabelCache())) ?? [right])
        }
        return nil
    }

    private static func second(_ own: [Int], _ lattice: Lattice, where matches: (Lattice.Cell) -> Bool) -> Int? {
        let found = own.filter { matches(lattice[$0]) }
        return found.count >= 2 ? lattice[found[1]].left : nil
    }
}

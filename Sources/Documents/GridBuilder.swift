import BudgetModel

/// What one reading may still spend; shared by all sheets and tables of a file.
struct ReadBudget {
    let limits: ReadLimits
    private var cellsLeft: Int
    private var steps = 0
    private let deadline: Deadline

    init(_ limits: ReadLimits) {
        self.limits = limits
        cellsLeft = limits.cells
        deadline = Deadline(seconds: limits.seconds)
    }

    mutating func spendCell() throws(DocumentError) {
        cellsLeft -= 1
        guard cellsLeft >= 0 else { throw .tooManyCells }
    }

    /// Counts `count` small steps of work and looks at the clock now and then.
    mutating func spend(steps count: Int = 1) throws(DocumentError) {
        steps &+= count
        guard steps > 8192 else { return }
        steps = 0
        try lookAtClock()
    }

    func lookAtClock() throws(DocumentError) {
        if deadline.isOver { throw .tookTooLong }
    }
}

/// Collects the cells of one grid and brings them into the order and shape that `Grid` promises.
struct GridBuilder {
    var grid: Grid
    private var isOrdered = true

    init(name: String) { grid = Grid(name: name) }

    mutating func add(_ cell: GridCell) {
        if isOrdered, let last = grid.cells.last, !(last.position < cell.position) { isOrdered = false }
        grid.cells.append(cell)
    }

    /// The grid with sorted cells: the later of two cells at one place counts, and what a merged
    /// block covers is left out, as no program shows it.
    mutating func finish(_ budget: inout ReadBudget) throws(DocumentError) -> Grid {
        if !isOrdered {
            // Equal places keep their order, so that the last one written is known.
            let order = grid.cells.indices.sorted {
                let (a, b) = (grid.cells[$0].position, grid.cells[$1].position)
                return a == b ? $0 < $1 : a < b
            }
            var sorted: [GridCell] = []
            sorted.reserveCapacity(order.count)
            for index in order {
                if sorted.last?.position == grid.cells[index].position { sorted.removeLast() }
                sorted.append(grid.cells[index])
            }
            grid.cells = sorted
        }
        // Rows and columns beyond the used area hide nothing.
        if !grid.hiddenRows.isEmpty {
            let last = grid.cells.last?.position.row ?? -1
            grid.hiddenRows = grid.hiddenRows.filter { $0 <= last }
        }
        if !grid.hiddenColumns.isEmpty {
            let last = grid.cells.lazy.map(\.position.column).max() ?? -1
            grid.hiddenColumns = grid.hiddenColumns.filter { $0 <= last }
        }
        guard !grid.merges.isEmpty else { return grid }
        grid.merges.sort { $0.topLeft < $1.topLeft }
        var active: [CellRange] = []
        var next = 0
        var row = -1
        var kept: [GridCell] = []
        kept.reserveCapacity(grid.cells.count)
        for cell in grid.cells {
            if cell.position.row != row {
                row = cell.position.row
                active.removeAll { $0.bottom < row }
                while next < grid.merges.count, grid.merges[next].top <= row {
                    if grid.merges[next].bottom >= row { active.append(grid.merges[next]) }
                    next += 1
                }
                try budget.spend(steps: active.count)
            }
            try budget.spend(steps: active.count)
            let column = cell.position.column
            let isCovered = active.contains { $0.left <= column && column <= $0.right && ($0.left != column || $0.top != row) }
            if !isCovered { kept.append(cell) }
        }
        grid.cells = kept
        return grid
    }
}

import BudgetModel
import Quantities

/// Money with its sources across the top.
extension FormBuilder {
    /// A row of at least two sources as column heads, and no amounts.
    func isSourceHeader(_ row: Int) -> Bool {
        guard !sawIndicatorTable, !lattice.isParagraph(row) else { return false }
        var sources = MeaningSet()
        for index in lattice.own(row) {
            if let meaning = lattice[index].label.fund { sources.insert(meaning) }
        }
        guard sources.count >= 2, row + 1 < rows.upperBound, !lattice.own(row).contains(where: { lattice[$0].isNumber || amountLooks(lattice[$0]) }) else { return false }
        // Amounts stand below, not beside.
        return lattice.own(row + 1).contains { lattice[$0].isNumber || amountLooks(lattice[$0]) }
            || lattice.own(row + 1).contains { lattice[$0].label.meaning(.fundHeader) != nil }
    }

    private func amountLooks(_ cell: Lattice.Cell) -> Bool {
        guard case .text(let text) = cell.value, text.utf8.count <= 24 else { return false }
        return Self.decimal(text) != nil
    }

    mutating func readTransposedFunds(_ header: Int) -> Int {
        sawFundTable = true
        var columns: [(source: Meaning, label: Sourced<String>, left: Int, right: Int)] = []
        for index in lattice.all(header) { readUnit(of: lattice[index]) }
        if header > rows.lowerBound { for index in lattice.all(header - 1) { readUnit(of: lattice[index]) } }
        for index in lattice.own(header) {
            let cell = lattice[index]
            guard let meaning = cell.label.fund else { continue }
            taken.insert(index)
            columns.append((meaning, Sourced(cell.shown.trimmedText, cell.ref), cell.left, cell.right))
        }
        // Points may stand right of the sources.
        var extras: [Meaning: (left: Int, right: Int)] = [:]
        for index in lattice.own(header) {
            guard lattice[index].label.fund == nil, let meaning = lattice[index].label.meaning(.fundHeader), meaning == .weight || meaning == .rate || meaning == .score || meaning.isAmount else { continue }
            extras[meaning] = (lattice[index].left, lattice[index].right)
            taken.insert(index)
            if meaning == .score, lattice[index].label.hasBrackets, let points = Self.points(in: lattice[index].shown), points.isPositive {
                // 执行得分（10分）
                if form.execution == nil { form.execution = ExecutionRow() }
                form.execution?.weight = Sourced(points, lattice[index].ref)
            }
        }
        var lines = columns.map { FundLine(source: Self.source($0.source), label: $0.label, period: $0.source == .projectTotal ? .project : .year) }
        let first = columns.map(\.left).min() ?? 0
        var row = header + 1
        var tasks: [String] = []
        while row < rows.upperBound {
            if lattice.isEmptyRow(row) || lattice.isParagraph(row) || lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].isFundHeader || isGoalRow(row) { break }
            let labels = lattice.own(row).filter { lattice[$0].left < first && !lattice[$0].isBlank }
            let column = labels.compactMap { lattice[$0].label.meaning(.fundHeader) }.first
            let isSum = labels.contains { lattice[$0].label.fund == .total }
            let amounts = columns.map { column in ownCell(row, column.left, column.right).flatMap { index in amount(lattice[index]).map { (index, $0) } } }
            guard amounts.contains(where: { $0 != nil }) || column != nil else { break }
            for label in labels { taken.insert(label) }
            readTransposedPoints(row, extras)
            for (meaning, span) in extras where meaning.isAmount {
                guard labels.isEmpty || isSum, let index = ownCell(row, span.left, span.right), let amount = amount(lattice[index]), let total = lines.firstIndex(where: { $0.source == .total }) else { continue }
                taken.insert(index)
                lines[total].set(meaning, amount)
            }
            if column == .rate { readRateRow(row, labels) }
            for (position, entry) in amounts.enumerated() {
                guard let (index, amount) = entry else { continue }
                taken.insert(index)
                switch column {
                case let column? where column.isAmount: lines[position].set(column, amount)
                case .rate: break
                default:
                    // Beside a column of what was spent the sources tell the budget of the year.
                    if isSum || labels.isEmpty { lines[position].set(extras[.executed] == nil ? .initial : .adjusted, amount) }
                }
            }
            if column == .rate, let position = lines.firstIndex(where: { $0.source == .total }), let index = ownCell(row, columns[position].left, columns[position].right), !lattice[index].isBlank {
                lines[position].statedRate = Sourced(lattice[index].shown, lattice[index].ref)
                if form.execution == nil { form.execution = ExecutionRow() }
                form.execution?.statedRate = lines[position].statedRate
                form.execution?.statedRatePercent = Self.rate(lattice[index])
                taken.insert(index)
            }
            if column == nil, !isSum, !labels.isEmpty { tasks.append(wholeRow(row)) }
            if isSum { declaredAmounts = true }
            row += 1
        }
        form.funds += lines
        if !tasks.isEmpty { form.texts.append(FormText(label: "年度主要任务", text: Sourced(tasks.joined(separator: "\n"), nil))) }
        return row
    }

    /// Weight, rate and score that stand right of the sources.
    private mutating func readTransposedPoints(_ row: Int, _ extras: [Meaning: (left: Int, right: Int)]) {
        for (meaning, span) in extras where !meaning.isAmount {
            guard let index = ownCell(row, span.left, span.right), !lattice[index].isBlank else { continue }
            taken.insert(index)
            var execution = form.execution ?? ExecutionRow()
            let cell = lattice[index]
            if meaning == .rate {
                if execution.statedRate == nil { (execution.statedRate, execution.statedRatePercent) = (Sourced(cell.shown, cell.ref), Self.rate(cell)) }
            } else if let number = Self.decimal(cell) {
                if meaning == .weight, execution.weight == nil { execution.weight = Sourced(number, cell.ref) }
                if meaning == .score, execution.statedScore == nil { execution.statedScore = Sourced(number, cell.ref) }
            }
            form.execution = execution
        }
    }

    /// `执行率及得分（10分） | 91.67% | 得分 | 9.17`
    private mutating func readRateRow(_ row: Int, _ labels: [Int]) {
        var execution = form.execution ?? ExecutionRow()
        for index in labels where execution.weight == nil {
            if let points = Self.points(in: lattice[index].shown) { execution.weight = Sourced(points, lattice[index].ref) }
        }
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        for (position, index) in own.enumerated() where position + 1 < own.count {
            let meaning = lattice[index].label.meaning(.fundHeader)
            guard meaning == .score || meaning == .weight, let number = Self.decimal(lattice[own[position + 1]]) else { continue }
            taken.formUnion([index, own[position + 1]])
            if meaning == .score { execution.statedScore = Sourced(number, lattice[own[position + 1]].ref) } else { execution.weight = Sourced(number, lattice[own[position + 1]].ref) }
        }
        form.execution = execution
    }
}

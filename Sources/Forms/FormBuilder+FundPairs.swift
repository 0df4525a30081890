import BudgetModel
import Quantities

/// Money as labels beside amounts.
extension FormBuilder {
    /// `年度资金总额 | 10` rows, and `年初预算数 | 100 | 全年执行数 | 98` rows.
    mutating func readFundPairs(_ row: Int) -> Bool {
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        var found = false
        for index in lattice.all(row) where lattice[index].label.meaning(.section) == .funds { readUnit(of: lattice[index]) }
        var position = 0
        // Two totals side by side: the whole project left, the year right.
        let totals = own.filter { lattice[$0].label.fund == .total || lattice[$0].label.fund == .projectTotal }
        let projectTotal = totals.count == 2 && fundGroups.isEmpty ? totals[0] : nil
        let linesBefore = form.funds.count
        while position < own.count {
            let cell = lattice[own[position]]
            position += 1
            let hasNext = position < own.count
            let next = hasNext ? lattice[own[position]] : nil
            if let (label, meaning, amount) = inlineAmount(cell) {
                taken.insert(own[position - 1])
                var line = FundLine(source: Self.source(meaning), label: Sourced(label, cell.ref), period: meaning == .projectTotal ? .project : .year)
                line.initial = amount
                form.funds.append(line)
                declaredAmounts = true
                found = true
            } else if let meaning = cell.label.fund, cell.label.key != "其他" || sawFundTable {
                if let next, let amount = amount(next) {
                    taken.formUnion([own[position - 1], own[position]])
                    if let group = fundGroups.last(where: { $0.left <= cell.left }), fundGroups.count > 1 {
                        addGroupedPair(cell, meaning, amount, group.meaning, from: linesBefore)
                    } else {
                        addPair(cell, own[position - 1] == projectTotal ? .projectTotal : meaning, amount)
                    }
                    position += 1
                    found = true
                } else if inFundSection(row), next == nil || next!.label.fund != nil {
                    // A source with no amount beside it.
                    taken.insert(own[position - 1])
                    addPair(cell, own[position - 1] == projectTotal ? .projectTotal : meaning, nil)
                    found = true
                }
            } else if let column = cell.label.meaning(.fundHeader), let next, column.isAmount || column == .rate || column == .weight || column == .score || column == .adjustment,
                !sawIndicatorTable, column != .weight && column != .score || found || cell.label.key.contains("执行"), next.isNumber || Self.decimal(next) != nil || amount(next) != nil
            {
                taken.formUnion([own[position - 1], own[position]])
                if column.isAmount { fundGroups.append((cell.left, column)) }
                addColumnPair(column, next)
                position += 1
                found = true
            } else if found, let fundRate, cell.left >= fundRate.left, cell.left <= fundRate.right, let rate = Self.rate(cell), form.execution?.statedRate == nil {
                taken.insert(own[position - 1])
                if form.execution == nil { form.execution = ExecutionRow() }
                form.execution?.statedRate = Sourced(cell.shown, cell.ref)
                form.execution?.statedRatePercent = rate
            } else if !found, position == 1, let next, case .text = cell.value, cell.label.length > 0, cell.label.length <= 16, next.isNumber, inFundSection(row), !form.funds.isEmpty, cell.label.meaning(.pair) == nil, !cell.label.key.hasDigit {
                // A source that no label of ours names.
                taken.formUnion([own[position - 1], own[position]])
                if let amount = amount(next) { addPair(cell, nil, amount) }
                position += 1
                found = true
            }
        }
        if found { sawFundTable = true }
        return found
    }

    /// `其中：财政资金 | 385 | 其中：财政资金 | 352.48` under 预算数 and 执行数: one line, told in two columns.
    private mutating func addGroupedPair(_ label: Lattice.Cell, _ meaning: Meaning, _ amount: FundAmount, _ column: Meaning, from first: Int) {
        let source = Self.source(meaning)
        let place = source == .total
            ? form.funds.firstIndex { $0.source == .total && $0.period == .year }
            : form.funds.indices.dropFirst(first).first { form.funds[$0].source == source && form.funds[$0].label.value.foldedLabel() == label.label.key }
        if place == nil { form.funds.append(FundLine(source: source, label: Sourced(label.shown.trimmedText, label.ref))) }
        form.funds[place ?? form.funds.count - 1].set(column, amount)
    }

    /// `其中：一般公共预算：4268.50`: label and amount in one text.
    private mutating func inlineAmount(_ cell: Lattice.Cell) -> (String, Meaning, FundAmount)? {
        guard case .text(let text) = cell.value, cell.label.beforeColon != nil, text.utf8.count <= 90, let colon = text.lastIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
        let label = String(text[..<colon]).trimmedText
        let tail = String(text[text.index(after: colon)...]).trimmedText
        guard let meaning = Label(text: label, table: .shared).fund, !tail.isEmpty else { return nil }
        guard let amount = amount(cell.part(tail)) else { return nil }
        return (label, meaning, amount)
    }

    private func inFundSection(_ row: Int) -> Bool {
        guard !sawIndicatorTable else { return false }
        return lattice.all(row).contains { lattice[$0].label.meaning(.section) == .funds } || (sawFundTable && !sawGoalSection)
    }

    private mutating func addPair(_ label: Lattice.Cell, _ meaning: Meaning?, _ amount: FundAmount?) {
        // Rows under 中期资金总额 in the same column speak of the same period.
        let above = form.funds.last { $0.source == .total && ($0.label.cell?.position.column == label.left || $0.label.cell != nil && $0.label.cell?.position.row == label.ref?.position.row) }
        let isMedium = label.label.key.hasPrefix("中期") || label.label.key.hasPrefix("中长期")
        var period: FundPeriod = isMedium ? .mediumTerm : (meaning == .projectTotal ? .project : .year)
        if Self.source(meaning) != .total, let above { period = above.period }
        var line = FundLine(source: Self.source(meaning), label: Sourced(label.shown.trimmedText, label.ref), period: period)
        line.initial = amount
        form.funds.append(line)
        declaredAmounts = true
    }

    private mutating func addColumnPair(_ column: Meaning, _ value: Lattice.Cell) {
        let index: Int
        if let existing = form.funds.firstIndex(where: { $0.source == .total && $0.period == .year }) {
            index = existing
        } else {
            form.funds.append(FundLine(source: .total, label: Sourced("", nil)))
            index = form.funds.count - 1
        }
        switch column {
        case .initial, .adjusted, .received, .executed, .forecast:
            if let amount = amount(value) { form.funds[index].set(column, amount) }
        case .rate:
            form.funds[index].statedRate = Sourced(value.shown, value.ref)
            if form.execution == nil { form.execution = ExecutionRow() }
            form.execution?.statedRate = Sourced(value.shown, value.ref)
            form.execution?.statedRatePercent = Self.rate(value)
        case .weight, .score:
            if form.execution == nil { form.execution = ExecutionRow() }
            if let number = Self.decimal(value) {
                if column == .weight { form.execution?.weight = Sourced(number, value.ref) } else { form.execution?.statedScore = Sourced(number, value.ref) }
            }
        default: break
        }
    }

    /// `资金总额及构成 | 总额10606.7522万元；一、财政拨款：6923.3552万元；二、其他：3683.397万元`: all the money in one text.
    mutating func readMoneySentence(label: Int, text: Int) -> Bool {
        guard form.funds.isEmpty, !sawIndicatorTable, lattice[label].label.key.contains("资金") || lattice[label].label.meaning(.section) == .funds || lattice[label].label.key.contains("预算") else { return false }
        guard case .text(let words) = lattice[text].value, words.utf8.count <= 1_500 else { return false }
        var lines: [FundLine] = []
        for (name, number, unit) in TextFigures.amounts(in: words) {
            guard let meaning = Label(text: name, table: .shared).fund, let money = try? Money(number, unit) else { continue }
            let source = Self.source(meaning)
            guard source == nil || !lines.contains(where: { $0.source == source }) else { continue }
            var line = FundLine(source: source, label: Sourced(name, lattice[text].ref), period: meaning == .projectTotal ? .project : .year)
            line.initial = FundAmount(money: money, printed: number, cell: lattice[text].ref)
            lines.append(line)
        }
        guard lines.count >= 2 || lines.first?.source == .total else { return false }
        // The whole of the only money told is the year's.
        if !lines.contains(where: { $0.source == .total && $0.period == .year }), let whole = lines.firstIndex(where: { $0.period == .project }) { lines[whole].period = .year }
        form.funds += lines
        declaredAmounts = true
        unitIsPrinted = true
        taken.formUnion([label, text])
        return true
    }
}

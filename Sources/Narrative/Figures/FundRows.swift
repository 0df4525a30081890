import Quantities

/// Rows of money in a form that was run together: `年度资金总额 43.2 43.2 37.24 10 86% 9` with the rows of its parts.
package struct FundRows: Sendable {
    /// What a number of a row is, by the heading of its column.
    enum Column: Hashable, Sendable { case initial, adjusted, executed, weight, rate, score }

    /// One row: its figures by column.
    struct Row: Sendable {
        var line: Int
        var figures: [Column: Int]
    }

    var total: Row
    var parts: [Row]

    /// Gives the numbers of such rows their roles and units.
    static func assign(_ parts: inout TakenApart) -> [FundRows] {
        var blocks: [FundRows] = []
        for line in parts.lines.indices {
            let range = parts.text.lines[line].range
            let words = parts.text.quote(range.lowerBound..<min(range.upperBound, range.lowerBound + 24))
            guard range.count <= 120, words.contains("资金总额") || words.contains("资金合计") || words.contains("年度资金") || words.contains("预算资金总额") else { continue }
            let header = header(above: line, parts)
            guard let total = row(line, header, &parts, isPart: false) else { continue }
            var block = FundRows(total: total, parts: [])
            for next in (line + 1)..<max(line + 1, min(parts.lines.count, line + 7)) {
                let range = parts.text.lines[next].range
                let words = parts.text.quote(range.lowerBound..<min(range.upperBound, range.lowerBound + 20))
                guard range.count <= 80, ["其中", "财政拨款", "结转", "其他资金", "财政资金", "中央", "省级", "地方资金", "市级", "县级", "自筹", "单位资金"].contains(where: { words.contains($0) }) else { break }
                if let row = row(next, header, &parts, isPart: true) { block.parts.append(row) }
            }
            blocks.append(block)
        }
        return blocks
    }

    /// The columns that the lines above name, in their order.
    private static func header(above line: Int, _ parts: TakenApart) -> [Column] {
        let known: [(String, Column)] = [
            ("年初预算", .initial), ("全年预算", .adjusted), ("调整预算", .adjusted), ("预算数", .adjusted), ("全年执行", .executed), ("执行数", .executed), ("实际支出", .executed), ("分值", .weight), ("执行率", .rate), ("得分", .score),
        ]
        for above in stride(from: line - 1, through: max(0, line - 3), by: -1) {
            let words = parts.text.quote(parts.text.lines[above].range)
            guard words.contains("执行率") || words.contains("执行数"), words.contains("预算") else { continue }
            var places: [(String.Index, Column)] = []
            for (name, column) in known {
                guard let found = words.range(of: name), !places.contains(where: { $0.1 == column }) else { continue }
                places.append((found, column))
            }
            return places.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return []
    }

    private static func row(_ line: Int, _ header: [Column], _ parts: inout TakenApart, isPart: Bool) -> Row? {
        var numbers: [Int] = []
        for token in parts.lines[line] {
            guard case .figure(let number) = parts.tokens[token].kind else { continue }
            let figure = parts.figures[number]
            guard figure.measure == .none || figure.isMoney || figure.isPercent || figure.measure.dimension == .points else { break }
            // Only the first may have words before it.
            if !numbers.isEmpty, !figure.label.isEmpty, figure.label.count > 2 { break }
            numbers.append(number)
        }
        guard numbers.count >= 2 else { return nil }
        var columns: [Column]
        if header.count == numbers.count {
            columns = header
        } else {
            // Amounts up to the percentage; of four the last are points.
            let amounts = numbers.firstIndex { parts.figures[$0].isPercent } ?? numbers.count
            switch amounts {
            case 2: columns = [.adjusted, .executed]
            case 3: columns = header.contains(.initial) || !header.contains(.weight) ? [.initial, .adjusted, .executed] : [.adjusted, .executed, .weight]
            case 4...: columns = header.contains(.initial) || header.isEmpty ? [.initial, .adjusted, .executed, .weight] : [.adjusted, .executed, .weight]
            default: return nil
            }
            if header.isEmpty, amounts == 3, numbers.count == 5, parts.figures[numbers[2]].number <= ExactDecimal(30), parts.figures[numbers[2]].number.isWhole, parts.figures[numbers[4]].number <= parts.figures[numbers[2]].number { columns = [.adjusted, .executed, .weight] }
            if amounts < numbers.count { columns = Array(columns.prefix(amounts)) + [.rate, .score] }
        }
        var row = Row(line: line, figures: [:])
        let unit = parts.amountUnit ?? Measure(.money, exponent: 4, printed: "万元")
        for (number, column) in zip(numbers, columns) {
            row.figures[column] = number
            parts.figures[number].marks.insert(.tabular)
            if isPart { parts.figures[number].scope.insert(.part) }
            switch column {
            case .initial, .adjusted, .executed:
                if parts.figures[number].measure == .none { parts.figures[number].measure = unit }
                parts.figures[number].role = column == .initial ? .initialBudget : column == .adjusted ? .adjustedBudget : .executed
            case .rate:
                if parts.figures[number].measure == .none { parts.figures[number].measure = Measure(.percent, printed: "%") }
                parts.figures[number].role = .executionRate
            case .weight: parts.figures[number].role = .weight
            case .score: parts.figures[number].role = .score
            }
        }
        return row
    }
}

extension String {
    /// Where a word begins; nil where it is not.
    fileprivate func range(of word: String) -> String.Index? {
        guard let first = word.first else { return nil }
        var place = startIndex
        while place < endIndex {
            if self[place] == first, self[place...].hasPrefix(word) { return place }
            place = index(after: place)
        }
        return nil
    }
}

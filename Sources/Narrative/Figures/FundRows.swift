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
    ///
    /// A row is a run of figures with words before the first alone; forms that were run together have many in a line,
    /// others break one over several.
    static func assign(_ parts: inout TakenApart) -> [FundRows] {
        var blocks: [FundRows] = []
        var number = 0
        while number < parts.figures.count {
            guard isTotal(number, parts) else {
                number += 1
                continue
            }
            let header = header(before: number, parts)
            var run = run(from: number, parts)
            // 行次: the first number is that of the row.
            let hasRowNumbers = speaksOfRowNumbers(before: number, parts)
            if hasRowNumbers, run.count > 2 { run.removeFirst() }
            guard run.count >= 2, let total = row(run, header, &parts, isPart: false) else {
                number += 1
                continue
            }
            var block = FundRows(total: total, parts: [])
            var next = number + run.count
            for _ in 0..<6 {
                guard next < parts.figures.count else { break }
                let label = parts.figures[next].label
                guard label.count <= 24, parts.text.words(label).contains(anyOf: ["其中", "财政拨款", "结转", "其他资金", "财政资金", "中央", "省级", "地方资金", "市级", "县级", "自筹", "单位资金", "市县", "补助"]) else { break }
                var members = self.run(from: next, parts)
                if hasRowNumbers, members.count > 2 { members.removeFirst() }
                if members.count >= 2, let row = row(members, header, &parts, isPart: true) { block.parts.append(row) }
                next += max(1, members.count)
            }
            blocks.append(block)
            number = max(next, number + 1)
        }
        return blocks
    }

    /// Bare numbers a line each below a total in money take its unit: `年度预算资金总额: 321.25`, `其中:中央补助 166.00`.
    static func assignColumns(_ parts: inout TakenApart) {
        for line in parts.lines.indices.dropFirst() {
            guard let first = parts.lines[line].first, parts.tokens[first].kind == .term(.comprising), let total = single(line - 1, parts), parts.figures[total].isMoney else { continue }
            var next = line
            while next < parts.lines.count, next - line < 12, let number = single(next, parts), parts.figures[number].measure == .none, parts.text.lines[next].range.count <= 40, !parts.has(.total, number) {
                parts.figures[number].measure = parts.figures[total].measure
                parts.figures[number].scope.insert(.part)
                next += 1
            }
        }
    }

    /// The one figure of a line; nil for none or several.
    private static func single(_ line: Int, _ parts: TakenApart) -> Int? {
        var found: Int?
        for token in parts.lines[line] {
            guard case .figure(let number) = parts.tokens[token].kind else { continue }
            guard found == nil else { return nil }
            found = number
        }
        return found
    }

    /// 年度资金总额, or 总额 and 合计 alone under a heading of the columns.
    private static func isTotal(_ number: Int, _ parts: TakenApart) -> Bool {
        let label = parts.figures[number].label
        if label.isEmpty { return false }
        // All names hold 金 but those of two characters.
        if label.count > 2, !parts.text.codes[label.suffix(12)].contains(0x91D1) { return false }
        if parts.text.words(label.suffix(12)).contains(anyOf: ["资金总额", "资金合计", "年度资金", "预算资金总额"]) { return true }
        return parts.text.words(label).isOne(of: ["总额", "合计", "总计"]) && header(before: number, parts).contains(.executed)
    }

    private static func speaksOfRowNumbers(before number: Int, _ parts: TakenApart) -> Bool {
        let end = parts.figures[number].digits.lowerBound
        return parts.text.words(max(0, end - 140)..<end).contains("行次")
    }

    /// The figures from one with words on, as long as none has words of its own.
    private static func run(from first: Int, _ parts: TakenApart) -> [Int] {
        var run = [first]
        while let last = run.last, last + 1 < parts.figures.count, run.count < 8, parts.figures[last + 1].label.isEmpty, parts.figures[last + 1].line - parts.figures[last].line <= 1, parts.figures[last + 1].depth == 0,
            !parts.text.codes[parts.figures[last].range.upperBound..<max(parts.figures[last].range.upperBound, parts.figures[last + 1].digits.lowerBound)].contains(where: { $0 == Code.comma || $0 == Code.stop || $0 == Code.semicolon || $0 == Code.pause })
        {
            let next = parts.figures[last + 1]
            guard next.measure.dimension == .none || next.isMoney || next.isPercent || next.measure.dimension == .points else { break }
            run.append(last + 1)
        }
        return run
    }

    /// The columns that the words before a row name, in their order.
    private static func header(before number: Int, _ parts: TakenApart) -> [Column] {
        let known: [(StaticString, Column)] = [
            ("年初预算", .initial), ("全年预算", .adjusted), ("调整后预算", .adjusted), ("调整预算", .adjusted), ("预算数", .adjusted), ("全年执行", .executed), ("预算执行数", .executed), ("执行数", .executed), ("实际支出", .executed), ("分值", .weight), ("权重", .weight), ("执行率", .rate), ("得分", .score),
        ]
        let end = parts.figures[number].digits.lowerBound
        // The nearest lines that name the columns: 自评得分 may stand above them.
        let own = parts.figures[number].line
        var begin = max(0, end - 90)
        for line in (max(0, own - 3)...own).reversed() {
            let start = parts.text.lines[line].range.lowerBound
            guard start > begin else { break }
            let words = parts.text.words(start..<end)
            guard words.contains("执行率") || words.contains("执行数"), words.contains("预算数") || words.contains("年初预算") && words.contains("得分") else { continue }
            let above = line > 0 ? parts.text.words(parts.text.lines[line - 1].range) : parts.text.words(start..<start)
            if !above.contains(anyOf: ["预算数", "年初预算", "全年预算"]) { begin = start }
            break
        }
        let words = parts.text.words(begin..<end)
        guard words.contains("执行率") || words.contains("执行数"), words.contains("预算") else { return [] }
        var places: [(Int, Column)] = []
        for (name, column) in known {
            guard let found = words.place(of: name), !places.contains(where: { $0.1 == column }) else { continue }
            places.append((found, column))
        }
        return places.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func row(_ numbers: [Int], _ header: [Column], _ parts: inout TakenApart, isPart: Bool) -> Row? {
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
            // Of 65.66 65.07 10 99% 9 the rate tells that the third is the weight.
            if amounts == 3, numbers.count == 5, case let rate = parts.figures[numbers[3]].number, parts.figures[numbers[2]].number.isWhole, parts.figures[numbers[2]].number <= ExactDecimal(30), Amounts.agrees(rate, parts.figures[numbers[1]], over: parts.figures[numbers[0]]), !Amounts.agrees(rate, parts.figures[numbers[2]], over: parts.figures[numbers[1]]) { columns = [.adjusted, .executed, .weight] }
            if amounts < numbers.count { columns = Array(columns.prefix(amounts)) + [.rate, .score] }
        }
        var row = Row(line: parts.figures[numbers[0]].line, figures: [:])
        let unit = parts.amountUnit ?? Measure(.money, exponent: 4, printed: "万元")
        for (number, column) in zip(numbers, columns) {
            row.figures[column] = number
            parts.figures[number].marks.insert(.tabular)
            if isPart { parts.figures[number].scope.insert(.part) }
            switch column {
            case .initial, .adjusted, .executed:
                // 3359.62万, the unit cut short.
                if parts.figures[number].measure.dimension == .none { parts.figures[number].measure = parts.figures[number].measure.exponent == 4 ? Measure(.money, exponent: 4, printed: "万元") : unit }
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

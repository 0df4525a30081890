import BudgetModel
import Quantities

/// Columns whose heads say how they are computed: `年初安排① 年中调整② 小计③=①+② 年度拨付④ 支出实现率⑤=④/③`, and the rows below.
struct ColumnFormulas {
    private let parts: TakenApart
    private let collector: RelationCollector

    static func read(_ collector: RelationCollector) {
        let reader = ColumnFormulas(parts: collector.parts, collector: collector)
        for line in collector.parts.lines.indices {
            guard let head = reader.head(line) else { continue }
            reader.judge(head, rows: reader.rows(below: line, head.columns))
        }
    }

    private init(parts: TakenApart, collector: RelationCollector) {
        self.parts = parts
        self.collector = collector
    }

    /// `③=①+②`: a column, the columns it is made of, and what stands between them.
    private struct Formula {
        enum Operation { case sum, quotient }
        var column: Int
        var operation: Operation
        /// Columns with their signs; a quotient has two.
        var operands: [(column: Int, times: Int)]
    }

    private struct Head {
        var columns: Int
        var formulas: [Formula]
    }

    /// A form has no more columns, and no more rows.
    private static let mostColumns = 20, mostRows = 60

    /// The columns ①, ②, … that a line names in their order, with their formulas.
    private func head(_ line: Int) -> Head? {
        let range = parts.text.lines[line].range
        let codes = parts.text.codes
        guard range.count <= 2_000 else { return nil }
        var columns = 0
        var formulas: [Formula] = []
        var place = range.lowerBound
        while place < range.upperBound {
            guard let column = Self.column(codes[place]) else {
                place += 1
                continue
            }
            // Each column is named once, in its turn.
            guard column == columns, columns < Self.mostColumns else { return nil }
            columns += 1
            place += 1
            guard place < range.upperBound, codes[place] == 0x3D else { continue }
            guard let formula = formula(of: column, &place, range.upperBound) else { return nil }
            formulas.append(formula)
        }
        return columns >= 3 && !formulas.isEmpty && formulas.allSatisfy { $0.operands.allSatisfy { $0.column < columns } } ? Head(columns: columns, formulas: formulas) : nil
    }

    /// What stands behind `=`: `①+②`, `③-④`, `④/③`; nil for anything else.
    private func formula(of column: Int, _ place: inout Int, _ end: Int) -> Formula? {
        let codes = parts.text.codes
        var operands: [(column: Int, times: Int)] = []
        var operation = Formula.Operation.sum
        var times = 1
        place += 1
        while place < end {
            guard let operand = Self.column(codes[place]) else { return nil }
            operands.append((operand, times))
            place += 1
            guard place < end else { break }
            switch codes[place] {
            case 0x2B: times = 1
            case Code.dash, 0x2212: times = -1
            case 0x2F, 0xF7: operation = .quotient
            default: return operands.count >= 2 && (operation == .sum || operands.count == 2 && operands[1].times == 1) ? Formula(column: column, operation: operation, operands: operands) : nil
            }
            place += 1
        }
        return operands.count >= 2 ? Formula(column: column, operation: operation, operands: operands) : nil
    }

    /// ① is the first column.
    private static func column(_ code: UInt16) -> Int? { (0x2460...0x2473).contains(code) ? Int(code - 0x2460) : nil }

    /// Rows with a number for each column, up to the next head.
    private func rows(below line: Int, _ columns: Int) -> [[Int]] {
        var rows: [[Int]] = []
        for next in (line + 1)..<max(line + 1, min(parts.lines.count, line + Self.mostRows)) {
            let numbers = parts.lines[next].compactMap { if case .figure(let number) = parts.tokens[$0].kind { number } else { nil } }
            guard numbers.count == columns, numbers.dropFirst().allSatisfy({ parts.figures[$0].label.isEmpty && parts.figures[$0].isPlain }), numbers.allSatisfy({ [.none, .money, .percent].contains(parts.figures[$0].measure.dimension) }) else { continue }
            rows.append(numbers)
        }
        return rows
    }

    private func judge(_ head: Head, rows: [[Int]]) {
        for row in rows {
            let found = head.formulas.compactMap { formula in relation(formula, row) }
            // Rows of which hardly a formula holds stand under another head.
            guard found.count(where: { $0.verdict == .holds }) * 2 >= found.count else { continue }
            for relation in found { collector.add(relation) }
        }
    }

    private func relation(_ formula: Formula, _ row: [Int]) -> Relation? {
        let figures = parts.figures
        let stated = figures[row[formula.column]]
        let operands = formula.operands.map { row[$0.column] }
        guard !operands.contains(row[formula.column]) else { return nil }
        let order = [row[formula.column]] + operands
        switch formula.operation {
        case .sum:
            guard let sum = try? Amounts.sum(zip(operands, formula.operands).map { (figures[$0], $1.times) }), let own = try? stated.base(), let gap = try? (sum - own).magnitude, let slack = try? Amounts.slack(stated, operands.map { figures[$0] }) else { return nil }
            let isDifference = formula.operands.contains { $0.times < 0 }
            let computation = zip(operands, formula.operands).enumerated().map { ($0.offset == 0 ? "" : $0.element.1.times < 0 ? " − " : " + ") + figures[$0.element.0].number.description }.joined() + " = " + Amounts.shown(sum, like: stated)
            return tell(isDifference ? .difference : .sum, gap <= slack, order, Amounts.shown(sum, like: stated), Amounts.shown(gap, like: stated), computation, formula.column)
        case .quotient:
            guard let a = try? figures[operands[0]].base(), let b = try? figures[operands[1]].base(), b.isPositive, let exact = (try? Amounts.percent(a, of: b)) ?? nil, let shown = try? exact.rounded(to: max(2, stated.number.scale), .halfUp) else { return nil }
            // 0.93 for 93 %.
            let asPercent = stated.isPercent || stated.number > .one ? stated.number : (try? stated.number.shifted(by: 2)) ?? stated.number
            let agrees = [stated.number, asPercent].contains { (try? Amounts.agrees($0, with: exact)) ?? true }
            return tell(.rate, agrees, order, shown.plain, (try? (shown - asPercent).magnitude.plain) ?? "", "\(figures[operands[0]].number) ÷ \(figures[operands[1]].number) = \(shown)%", formula.column)
        }
    }

    private func tell(_ kind: RelationKind, _ holds: Bool, _ order: [Int], _ computed: String, _ difference: String, _ computation: String, _ column: Int) -> Relation {
        let figures = parts.figures
        let stated = figures[order[0]].number
        let sign = String(Character(UnicodeScalar(UInt32(0x2460 + column))!))
        return Relation(
            kind, holds ? .holds : .fails(.error), at: Rates.place(order.map { figures[$0] }), figures: order, stated: stated.description, computed: computed, difference: difference, computation: computation, dimension: .money,
            Wording(
                zh: "表中\(sign)栏写\(stated)，按表头写明的算法\(computation)。请核对这一行。",
                en: "Column \(sign) gives \(stated), but by the formula in its head it is \(computation). Check this row."))
    }
}

import BudgetModel
import Quantities

/// A total row and the rows that belong to it, in the order of the form.
struct MoneyTable: Sendable {
    var total: FundLine
    var parts: [FundLine]

    /// The tables of a form: the rows after each total up to the next, or before it where it stands last.
    static func all(_ evaluation: Evaluation) -> [MoneyTable] {
        guard evaluation.funds.count > 1 else { return [] }
        var tables: [MoneyTable] = []
        for period in [FundPeriod.year, .mediumTerm, .project] {
            var loose: [FundLine] = []
            var current: MoneyTable?
            for line in evaluation.funds where line.period == period {
                if line.source == .total {
                    if let current { tables.append(current) }
                    current = MoneyTable(total: line, parts: [])
                } else if current != nil {
                    current?.parts.append(line)
                } else {
                    loose.append(line)
                }
            }
            if var current {
                if current.parts.isEmpty { current.parts = loose }
                tables.append(current)
            }
        }
        return tables.filter { !$0.parts.isEmpty }
    }

    /// Whether some reading of the rows as parts and details of parts makes this column add up.
    ///
    /// Forms print details ("其中：中央") below the part they belong to and sometimes split the same total
    /// twice, by kind and by source; any consistent reading counts.
    func addsUp(_ column: FundField, to total: Int64) -> Bool {
        var rows: [(source: FundSource?, fen: Int64)] = []
        for part in parts { if let amount = part.amount(column) { rows.append((part.source, amount.money.fen)) } }
        if Self.sum(rows) == total { return true }
        if Self.reads(rows, total) { return true }
        for family in [[FundSource.basic, .project], [.central, .provincial, .municipal, .county]] {
            let inside = rows.filter { row in row.source.map { family.contains($0) } ?? false }
            let others = rows.filter { row in row.source.map { !family.contains($0) } ?? true }
            guard !inside.isEmpty, Self.sum(inside) == total else { continue }
            if others.allSatisfy({ $0.fen == 0 }) || Self.sum(others) == total || Self.reads(others, total) { return true }
        }
        return false
    }

    private static func sum(_ rows: [(source: FundSource?, fen: Int64)]) -> Int64? {
        var sum: Int64 = 0
        for row in rows {
            let (next, overflow) = sum.addingReportingOverflow(row.fen)
            if overflow { return nil }
            sum = next
        }
        return sum
    }

    /// Searches the readings: each row is a part, a detail of an earlier row, or, with an unknown label, no part at all.
    ///
    /// A search that grows too long ends in favour of the form: nobody is told of an error we did not see.
    private static func reads(_ all: [(source: FundSource?, fen: Int64)], _ total: Int64) -> Bool {
        // Rows of zero change nothing.
        let rows = all.filter { $0.fen != 0 }
        let isPlain = total >= 0 && rows.allSatisfy { $0.fen > 0 }
        var direct: Int64 = 0
        var details = [Int64](repeating: 0, count: rows.count)
        var hasDetails = [Bool](repeating: false, count: rows.count)
        var steps = 0

        func place(_ index: Int) -> Bool {
            steps += 1
            guard steps < 20_000 else { return true }
            guard index < rows.count else {
                return direct == total && rows.indices.allSatisfy { !hasDetails[$0] || details[$0] == rows[$0].fen }
            }
            let fen = rows[index].fen
            direct &+= fen
            if !isPlain || direct <= total, place(index + 1) { return true }
            direct &-= fen
            for parent in 0..<index where canHold(rows[parent].source, rows[index].source) {
                let had = hasDetails[parent]
                details[parent] &+= fen
                hasDetails[parent] = true
                if !isPlain || details[parent] <= rows[parent].fen, place(index + 1) { return true }
                details[parent] &-= fen
                hasDetails[parent] = had
            }
            return rows[index].source == nil && place(index + 1)
        }
        return place(0)
    }

    /// Whether a row of the second kind can be a detail of one of the first.
    private static func canHold(_ parent: FundSource?, _ child: FundSource?) -> Bool {
        guard let parent else { return isLevel(child) }
        switch parent {
        case .appropriation: return child == nil || isLevel(child) || child == .carryover
        case .carryover: return child == nil || isLevel(child)
        case .other: return child == nil || child == .unit || child == .specialAccount
        case .unit: return child == nil || child == .specialAccount || child == .other
        case .basic, .project: return child != .total && child != .basic && child != .project
        case .central, .provincial, .municipal, .county, .specialAccount: return child == nil
        case .total: return false
        }
    }

    private static func isLevel(_ source: FundSource?) -> Bool {
        switch source {
        case .central, .provincial, .municipal, .county: true
        case .total, .appropriation, .carryover, .other, .basic, .project, .specialAccount, .unit, nil: false
        }
    }

    /// The rows that make up the total by the plainest reading; messages show their sum.
    var directParts: [FundLine] {
        let sources = Set(parts.compactMap(\.source))
        let isSplitBySource = !sources.isDisjoint(with: [.appropriation, .carryover, .other, .unit, .specialAccount])
        return parts.filter { part in
            guard let source = part.source else { return false }
            if Self.isLevel(source) { return !sources.contains(.appropriation) }
            if source == .basic || source == .project { return !isSplitBySource }
            return true
        }
    }

    /// Whether the only row says what of the total came from one level (其中：市级), not how it is split.
    var isDetailOnly: Bool { parts.count == 1 && parts[0].label.value.hasPrefix("其中") && (parts[0].source == nil || Self.isLevel(parts[0].source)) }

    /// The sum of the parts in a column, how many of them are blank there, and whether rows of unknown sources decide it.
    ///
    /// Rows of a source we do not know count when that brings the sum nearer to the total.
    func sum(_ column: FundField, nearest total: Money) throws(QuantityError) -> (sum: Money, blanks: Int, isDoubtful: Bool) {
        let direct = directParts
        var known = Money.zero
        var blanks = 0
        for part in direct {
            if let amount = part.amount(column) { known = try known + amount.money } else { blanks += 1 }
        }
        var all = known
        for part in parts where part.source == nil { if let amount = part.amount(column) { all = try all + amount.money } }
        func gap(_ sum: Money) throws(QuantityError) -> Money { try sum < total ? total - sum : sum - total }
        let isNearer = try gap(all) < gap(known)
        return (isNearer ? all : known, blanks, isNearer || all != known && known <= total)
    }

    /// Whether cells among the money rows were not read.
    func hasUnread(_ unread: [UnreadCell]) -> Bool {
        guard !unread.isEmpty, let top = total.label.cell else { return false }
        var first = top.position.row
        var last = first
        for part in parts {
            guard let row = part.label.cell?.position.row else { continue }
            first = min(first, row)
            last = max(last, row)
        }
        return unread.contains { $0.cell.sheet == top.sheet && (first...last).contains($0.cell.position.row) }
    }

    /// The cell of a row in a column, worked out from the total's cell where the row is empty there.
    func cell(of line: FundLine, _ column: FundField) -> CellRef? {
        if let cell = line.amount(column)?.cell { return cell }
        guard let row = line.label.cell, let top = total.amount(column)?.cell, row.sheet == top.sheet else { return line.label.cell }
        return CellRef(sheet: row.sheet, position: CellPosition(row: row.position.row, column: top.position.column))
    }
}

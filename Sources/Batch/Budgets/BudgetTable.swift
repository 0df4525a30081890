package import BudgetModel
package import Documents
package import Quantities
import Scoring
package import Tables

/// What projects were given and spent, by their keys: the execution table of the exchange, its rows added up.
package struct BudgetTable: Sendable {
    /// What is wrong with a row, or with the rows of a project.
    package struct Flaw: Hashable, Sendable {
        /// The line of the table, from 1.
        package var line: Int
        package var message: Wording
    }

    private var places: [[UInt8]: Int] = [:]
    private var projects: [BudgetSums] = []
    /// The first flaws.
    package private(set) var flaws: [Flaw] = []
    package private(set) var badRows = 0

    /// How many projects it names.
    package var count: Int { projects.count }

    /// Reads a table to its end.
    ///
    /// - Throws: `TableError`, `HeadRefused`.
    package init(_ input: TableInput, map: [BudgetColumn: String] = [:]) throws {
        let head = try TableHead(input)
        let columns = try HeadMap<BudgetColumn>(head.names, map: map)
        guard [BudgetColumn.initial, .adjusted, .received].contains(where: { columns.place($0) != nil }) else {
            throw HeadRefused(
                sentence: Wording(
                    zh: "预算表没有预算数：年初批复数（reply_amt）、变动后预算数（cur_amt）、到位数，至少要有一栏。",
                    en: "The budget table has no budget: give one of reply_amt (年初批复数), cur_amt (变动后预算数), 到位数."))
        }
        let blocks = RecordBlocks(input, behind: head)
        while let block = try blocks.next() {
            var reader = RecordReader(UnsafeRawBufferPointer(start: block.bytes.baseAddress, count: block.count), separator: head.separator, columns: columns.count, hasQuotes: block.hasQuotes)
            while reader.next() {
                let line = block.firstLine + reader.linesBefore
                if let message = take(reader.cells, reader.flaw, columns, head, line) {
                    badRows += 1
                    if flaws.count < 20 { flaws.append(Flaw(line: line, message: message)) }
                }
            }
        }
    }

    private mutating func take(_ cells: RecordReader.Cells, _ flaw: RecordReader.Flaw?, _ columns: HeadMap<BudgetColumn>, _ head: TableHead, _ line: Int) -> Wording? {
        func text(_ column: BudgetColumn) -> String? { columns.place(column).flatMap { $0 < cells.count ? TableText.string(cells.value(cells.field($0)), head.encoding) : nil } }
        guard flaw != .openQuote, let region = text(.region), let unit = text(.unit), let project = text(.project) else { return RowProblem(flaw ?? .columns(found: cells.count), expected: columns.count).wording }
        for (column, value) in [(TableColumn.region, region), (.unit, unit), (.project, project)] where value.isEmpty { return RowProblem.emptyKey(column).wording }
        let key = BudgetTable.key([region, unit, project])
        let place: Int
        if let known = places[key] {
            place = known
        } else {
            place = projects.count
            places[key] = place
            projects.append(BudgetSums(line: line))
        }
        if let flaw {
            projects[place].isBad = true
            return RowProblem(flaw, expected: columns.count).wording
        }
        var row = BudgetSums.Row()
        for column in [BudgetColumn.initial, .change, .adjusted, .received, .executed] {
            guard let cell = text(column), cell.contains(where: { !$0.isWhitespace }) else { continue }
            guard let amount = try? ExactDecimal(parsing: cell) else {
                projects[place].isBad = true
                return Wording(zh: "\(column.title.zh)“\(cell)”不是数字", en: "\(column.title.en) “\(cell)” is no number")
            }
            row.amounts[column] = amount
        }
        let source = (text(.source) ?? "").filter { !$0.isWhitespace }
        // A part of another source, which holds it already.
        if source.hasPrefix("其中") { return nil }
        let isTotal = ["合计", "总计", "小计", "总额"].contains { source.contains($0) }
        guard projects[place].add(row, isTotal: isTotal) else {
            projects[place].isBad = true
            return isTotal ? Wording(zh: "同一项目有两行合计", en: "two rows are totals of one project") : Wording(zh: "金额过大，无法相加", en: "the amounts are too large to add")
        }
        return nil
    }

    private static func key(_ fields: [String]) -> [UInt8] { Array(fields.map { Array($0.utf8) }.joined(separator: [BlockResult.keySeparator])) }

    /// The amounts of a project; nil where the table has none of it.
    ///
    /// - Parameter key: as a table of indicator rows has it.
    package func sums(_ key: ArraySlice<UInt8>, _ encoding: TextEncoding?) -> BudgetSums? {
        if key.allSatisfy({ $0 < 0x80 }) { return places[Array(key)].map { projects[$0] } }
        return places[Self.key(TableText.key(key, encoding))].map { projects[$0] }
    }
}

/// What one project was given and spent.
package struct BudgetSums: Hashable, Sendable {
    struct Row: Hashable, Sendable { var amounts: [BudgetColumn: ExactDecimal] = [:] }

    /// The line of its first row, from 1.
    package let line: Int
    /// Whether a row of it cannot be read, so that no sum is right.
    package internal(set) var isBad = false
    private var parts = Row()
    private var total: Row?

    init(line: Int) { self.line = line }

    /// Takes in a row; false where it is a second total, or too large.
    mutating func add(_ row: Row, isTotal: Bool) -> Bool {
        if isTotal {
            guard total == nil else { return false }
            total = row
            return true
        }
        for (column, amount) in row.amounts {
            guard let sum = try? (parts.amounts[column] ?? .zero) + amount else { return false }
            parts.amounts[column] = sum
        }
        return true
    }

    /// The total of a source, stated or added up.
    private func amount(_ column: BudgetColumn) -> ExactDecimal? { total?.amounts[column] ?? parts.amounts[column] }

    /// An amount of the total that its parts do not make.
    package var contradiction: (column: BudgetColumn, total: ExactDecimal, parts: ExactDecimal)? {
        guard let total else { return nil }
        for column in [BudgetColumn.initial, .change, .adjusted, .received, .executed] {
            if let own = total.amounts[column], let sum = parts.amounts[column], own != sum { return (column, own, sum) }
        }
        return nil
    }

    /// What was spent.
    package var executed: ExactDecimal? { amount(.executed) }

    /// The budget that a framework divides by, and what stands in for it where the table has no such column (rules.md 3.6).
    package func budget(_ denominator: ExecutionDenominator) -> (amount: ExactDecimal, note: Wording?)? {
        let adjusted = amount(.adjusted) ?? amount(.initial).flatMap { initial in amount(.change).flatMap { try? initial + $0 } }
        switch denominator {
        case .initial: return amount(.initial).map { ($0, nil) }
        case .adjusted:
            if let adjusted { return (adjusted, nil) }
            return amount(.initial).map { ($0, Wording(zh: "没有全年预算数，按年初预算数计", en: "no annual budget: the initial budget is used")) }
        case .received:
            if let received = amount(.received) { return (received, nil) }
            return (adjusted ?? amount(.initial)).map { ($0, Wording(zh: "没有到位数，按全年预算数计", en: "no amount received: the annual budget is used")) }
        }
    }
}

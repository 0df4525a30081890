import BudgetModel
import Quantities

/// A list of programmes on one sheet: one row each, with or without groups of indicator columns, or one row
/// for each indicator with the programme repeated beside it, as budget systems export it.
struct ProgrammeList {
    /// A run of columns with the indicators of one level 1: `产出指标（50分）` over 指标名称, 指标值, 完成值, 分值, 得分.
    private struct Group {
        var title: Lattice.Cell
        var table: IndicatorTable
    }

    private struct Field {
        var meaning: Meaning
        var place: LabelTable.Place
        var left: Int
        var right: Int
        var label: Lattice.Cell
    }

    /// All rows of the table, those above its header included.
    let rows: Range<Int>
    private let header: Int
    private let firstRow: Int
    private var fields: [Field] = []
    private var groups: [Group] = []
    /// Columns with the points of a whole level 1: `产出得分（50分）`.
    private var blocks: [(label: Lattice.Cell, points: ExactDecimal)] = []
    /// Set where each row is one indicator.
    private var flat: IndicatorTable?

    // MARK: Finding

    /// The lists of a sheet or document, in order.
    static func all(in lattice: Lattice) -> [ProgrammeList] {
        var found: [ProgrammeList] = []
        var row = 0
        while row < lattice.rowCount {
            guard let sheet = lattice.origins[row]?.sheet else {
                row += 1
                continue
            }
            var end = row + 1
            while end < lattice.rowCount, lattice.origins[end]?.sheet == sheet { end += 1 }
            if let list = ProgrammeList(lattice, row..<end) { found.append(list) }
            row = end
        }
        return found
    }

    private init?(_ lattice: Lattice, _ table: Range<Int>) {
        guard let header = table.prefix(12).first(where: { Self.headsList($0, lattice, table) }) else { return nil }
        var columns: [Field] = []
        for index in lattice.own(header) {
            let cell = lattice[index]
            // A column of the list's own first, then money, then what an indicator has.
            for place in [LabelTable.Place.pair, .fundHeader] {
                guard let meaning = cell.label.meaning(place), place != .pair || meaning != .description else { continue }
                columns.append(Field(meaning: meaning, place: place, left: cell.left, right: cell.right, label: cell))
            }
            // Columns of codes and numbers stay with the programme as texts.
            if cell.label.meaning(.pair) == nil, cell.label.meaning(.fundHeader) == nil, cell.right == cell.left, !cell.isBlank {
                columns.append(Field(meaning: cell.label.meaning(.indicatorHeader) == .number ? .number : .notes, place: .pair, left: cell.left, right: cell.right, label: cell))
            }
        }
        var firstRow = header + 1
        var flat: IndicatorTable?
        var groups: [Group] = []
        if lattice.kinds[header].isIndicatorHeader {
            flat = IndicatorTable(header: header, lattice: lattice, end: table.upperBound)
            guard let flat, flat.has(.level3) || flat.has(.level2) else { return nil }
            firstRow = flat.firstRow
            columns.removeAll { field in flat.columns.contains { $0.left == field.left } && field.meaning != .programme && field.meaning != .programmeCode }
        } else if firstRow < table.upperBound, lattice.own(firstRow).filter({ lattice[$0].label.meaning(.indicatorHeader) != nil }).count >= 2, !lattice.own(firstRow).contains(where: { lattice[$0].isNumber }) {
            groups = Self.groups(header, firstRow, lattice)
            guard !groups.isEmpty else { return nil }
            firstRow += 1
        }
        guard columns.contains(where: { $0.meaning == .programme }) else { return nil }
        // No other form has its indicators on the same sheet, and the first row holds values, not labels.
        for row in firstRow..<table.upperBound where lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].namesForm { return nil }
        guard let first = (firstRow..<table.upperBound).first(where: { !lattice.isEmptyRow($0) }), let programme = columns.first(where: { $0.meaning == .programme }),
            let index = lattice.cell(row: first, column: programme.left), !lattice[index].isBlank, !lattice[index].label.isKnown, lattice[index].row > header
        else { return nil }
        rows = table
        self.header = header
        self.firstRow = firstRow
        self.flat = flat
        self.groups = groups
        fields = columns
        for index in lattice.own(header) where flat == nil && lattice[index].label.hasBrackets && lattice[index].label.key.contains("得分") {
            let cell = lattice[index]
            guard FormBuilder.level1Kind(cell.shown) != nil, let points = FormBuilder.points(in: cell.shown), points.isPositive else { continue }
            blocks.append((cell, points))
        }
        fields.removeAll { field in blocks.contains { $0.label.left == field.left } }
    }

    /// A row of labels only, one of them 项目名称 with labels beside it, and columns of money, points or indicators.
    private static func headsList(_ row: Int, _ lattice: Lattice, _ table: Range<Int>) -> Bool {
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count >= 4, row + 1 < table.upperBound, !own.contains(where: { lattice[$0].isNumber }) else { return false }
        guard let name = own.firstIndex(where: { lattice[$0].label.meaning(.pair) == .programme && lattice[$0].label.beforeColon == nil }) else { return false }
        var known = 0
        var figures = MeaningSet()
        for index in own {
            let label = lattice[index].label
            if label.isKnown || label.hasBrackets && label.length <= 12 { known += 1 }
            if let meaning = label.meaning(.fundHeader), meaning.isAmount || meaning == .rate { figures.insert(meaning) }
            if label.meaning(.pair) == .total { figures.insert(.total) }
            if let meaning = label.meaning(.indicatorHeader), meaning.isLevel || meaning == .target || meaning == .actual { figures.insert(meaning) }
        }
        guard known * 4 >= own.count * 3, figures.count >= 2 else { return false }
        // In a form the name stands beside its label.
        let next = own.indices.contains(name + 1) ? lattice[own[name + 1]].label : lattice[own[name - 1]].label
        return next.isKnown || next.hasBrackets
    }

    private static func groups(_ header: Int, _ row: Int, _ lattice: Lattice) -> [Group] {
        lattice.own(header).compactMap { index in
            let title = lattice[index]
            guard title.right > title.left else { return nil }
            let columns = lattice.own(row).compactMap { index -> IndicatorTable.Column? in
                let cell = lattice[index]
                guard cell.left >= title.left, cell.right <= title.right, let meaning = cell.label.meaning(.indicatorHeader) else { return nil }
                return IndicatorTable.Column(meaning: meaning, left: cell.left, right: cell.right, label: cell.shown.singleLine, ref: cell.ref)
            }
            guard columns.contains(where: { $0.meaning == .level3 }), columns.count >= 2 else { return nil }
            return Group(title: title, table: IndicatorTable(columns: columns, firstRow: row + 1))
        }
    }

    // MARK: Reading

    func read(_ lattice: Lattice, file: String, _ amountUnit: AmountUnit?) -> [Evaluation] {
        guard let programme = fields.first(where: { $0.meaning == .programme }) else { return [] }
        let code = fields.first { $0.meaning == .programmeCode }
        func text(_ field: Field?, _ row: Int) -> String? {
            guard let field, let index = lattice.cell(row: row, column: field.left), lattice[index].row >= firstRow, !lattice[index].isBlank else { return nil }
            return lattice[index].shown.trimmedText
        }
        // Runs of rows of one programme.
        var runs: [(rows: Range<Int>, key: String)] = []
        for row in firstRow..<rows.upperBound where !lattice.isEmptyRow(row) {
            guard let name = text(programme, row) else {
                if flat != nil, let last = runs.indices.last, runs[last].rows.upperBound == row, Self.isIndicatorRow(row, lattice, flat) { runs[last].rows = runs[last].rows.lowerBound..<(row + 1) }
                continue
            }
            if lattice.own(row).contains(where: { lattice[$0].label.fund == .total || lattice[$0].label.meaning(.totalRow) != nil }), flat == nil { continue }
            let key = (text(code, row) ?? "") + "\u{0}" + name
            if flat != nil, let last = runs.indices.last, runs[last].key == key, runs[last].rows.upperBound == row {
                runs[last].rows = runs[last].rows.lowerBound..<(row + 1)
            } else {
                runs.append((row..<(row + 1), key))
            }
        }
        return runs.map { run in
            var builder = FormBuilder(lattice: lattice, rows: run.rows, file: file, amountUnit: amountUnit)
            builder.readListed(above: rows.lowerBound..<header, header: header, rows: run.rows, fields: fields.map { ($0.meaning, $0.place, $0.left, $0.right, $0.label) })
            if let flat {
                builder.readListed(flat, first: run.rows.lowerBound)
            } else {
                for block in blocks { builder.readListedBlock(block.label, block.points, row: run.rows.lowerBound) }
                for group in groups { builder.readListed(group.table, title: group.title, row: run.rows.lowerBound) }
            }
            return builder.finished()
        }
    }

    private static func isIndicatorRow(_ row: Int, _ lattice: Lattice, _ table: IndicatorTable?) -> Bool {
        guard let column = table?.column(.level3) ?? table?.column(.level2), let index = lattice.cell(row: row, column: column.left) else { return false }
        return !lattice[index].isBlank
    }
}

/// One programme of a list.
extension FormBuilder {
    /// Takes the heading of the list and the fields of the programme's first row.
    fileprivate mutating func readListed(above: Range<Int>, header: Int, rows listed: Range<Int>, fields: [(meaning: Meaning, place: LabelTable.Place, left: Int, right: Int, label: Lattice.Cell)]) {
        form.isListed = true
        for line in above where !lattice.isEmptyRow(line) { readListHeading(line) }
        for index in lattice.own(header) { readUnit(of: lattice[index]) }
        let row = listed.lowerBound
        for field in fields {
            guard let index = lattice.cell(row: row, column: field.left), lattice[index].row > header, !lattice[index].isBlank else { continue }
            let cell = lattice[index]
            taken.insert(index)
            // The same again beside each further indicator.
            for other in listed.dropFirst() { if let again = ownCell(other, field.left, field.right), lattice[again].shown == cell.shown { taken.insert(again) } }
            if field.meaning == .number { continue }
            if field.place == .fundHeader {
                readListedMoney(field.meaning, cell, heading: field.label)
            } else if field.meaning == .year, form.year == nil, let year = Self.year(in: cell.shown + "年") {
                form.year = Sourced(year, cell.ref)
            } else {
                store(field.meaning, label: field.label, value: cell, row: nil)
            }
        }
    }

    private mutating func readListHeading(_ row: Int) {
        for index in lattice.own(row) where !lattice[index].isBlank {
            let cell = lattice[index]
            readUnit(of: cell)
            if form.title == nil, cell.label.key.contains("绩效") || cell.label.key.contains("自评") { form.title = Sourced(cell.shown.singleLine, cell.ref) }
            if form.year == nil, let year = Self.year(in: cell.shown) { form.year = Sourced(year, cell.ref) }
            if let colon = cell.shown.firstIndex(where: { $0 == "：" || $0 == ":" }), let meaning = cell.label.beforeColon?.meaning(.pair) {
                let value = cell.part(String(cell.shown[cell.shown.index(after: colon)...]).trimmedText)
                if !value.shown.isEmpty { store(meaning, label: cell, value: value, row: nil) }
            }
        }
    }

    private mutating func readListedMoney(_ meaning: Meaning, _ cell: Lattice.Cell, heading: Lattice.Cell) {
        sawFundTable = true
        let isPoints = meaning == .weight || meaning == .score || meaning == .rate
        guard !isPoints || heading.label.key.contains("执行") || meaning == .rate else { return }
        if isPoints {
            var execution = form.execution ?? ExecutionRow()
            if execution.weight == nil, heading.label.hasBrackets, let points = Self.points(in: heading.shown) { execution.weight = Sourced(points, heading.ref) }
            switch meaning {
            case .weight: if let number = Self.decimal(cell) { execution.weight = Sourced(number, cell.ref) }
            case .score: if let number = Self.decimal(cell) { execution.statedScore = Sourced(number, cell.ref) }
            default: (execution.statedRate, execution.statedRatePercent) = (Sourced(cell.shown, cell.ref), Self.rate(cell))
            }
            form.execution = execution
        } else if meaning.isAmount, let amount = amount(cell) {
            if form.funds.isEmpty { form.funds.append(FundLine(source: .total, label: Sourced(heading.shown.singleLine, heading.ref))) }
            form.funds[0].set(meaning, amount)
        } else if meaning == .reason {
            form.execution?.reason = Sourced(cell.shown.trimmedText, cell.ref)
        }
    }

    /// Takes the points of a level 1 that the list gives in one column as one row.
    fileprivate mutating func readListedBlock(_ heading: Lattice.Cell, _ points: ExactDecimal, row: Int) {
        guard let index = ownCell(row, heading.left, heading.right), let number = Self.score(lattice[index]) else { return }
        taken.insert(index)
        var indicator = Indicator(level1: heading.levelName, level2: "", name: Sourced(heading.levelName, lattice[index].ref))
        indicator.level1Kind = Self.level1Kind(heading.shown)
        indicator.weight = Sourced(points, heading.ref)
        indicator.statedScore = Sourced(number, lattice[index].ref)
        form.hasWeights = true
        form.indicators.append(indicator)
    }

    /// Reads the rows of a flat list.
    fileprivate mutating func readListed(_ table: IndicatorTable, first: Int) {
        sawIndicatorTable = true
        self.table = table
        for column in table.columns { sawColumns.insert(column.meaning) }
        _ = readIndicators(table, from: first)
    }

    /// Reads one group of columns on the programme's row.
    fileprivate mutating func readListed(_ table: IndicatorTable, title: Lattice.Cell, row: Int) {
        sawIndicatorTable = true
        self.table = table
        for column in table.columns { sawColumns.insert(column.meaning) }
        if table.has(.weight) { form.hasWeights = true }
        var state = RowState()
        state.level1 = title.levelName
        state.level1Cell = title.ref
        if let points = Self.points(in: title.shown), points.isPositive, let ref = title.ref {
            form.blocks.append(LevelBlock(level1: state.level1, weight: Sourced(points, ref)))
        }
        var list: [Indicator] = []
        readIndicator(row, table, half: 0, &state, &list, base: form.indicators.count)
        form.indicators += list
    }
}

import BudgetModel
import Quantities

/// The money of a form: header with rows, labels beside amounts, or sources across the top.
extension FormBuilder {
    struct FundColumn {
        var meaning: Meaning
        var left: Int
        var right: Int
    }

    /// Reads the table headed by `header`; returns the row after it.
    mutating func readFundTable(_ header: Int) -> Int {
        sawFundTable = true
        var columns: [FundColumn] = []
        var last = header
        for index in lattice.own(header) {
            let cell = lattice[index]
            readUnit(of: cell)
            guard let meaning = cell.label.meaning(.fundHeader) else { continue }
            taken.insert(index)
            columns.append(FundColumn(meaning: meaning, left: cell.left, right: cell.right))
        }
        for index in lattice.all(header) { readUnit(of: lattice[index]) }
        // A second header row: labels only, at least two of them known.
        while last + 1 < rows.upperBound {
            let own = lattice.own(last + 1).filter { !lattice[$0].isBlank }
            let known = own.filter { lattice[$0].label.meaning(.fundHeader) != nil }
            guard known.count >= 2, known.count == own.count, lattice.kinds[last + 1].fundColumnCount >= 1 else { break }
            last += 1
            for index in known {
                let cell = lattice[index]
                columns.removeAll { $0.left <= cell.left && $0.right >= cell.right }
                columns.append(FundColumn(meaning: cell.label.meaning(.fundHeader)!, left: cell.left, right: cell.right))
                taken.insert(index)
            }
        }
        // The column that holds the labels of the rows is no column of money.
        if last + 1 < rows.upperBound {
            columns.removeAll { column in
                guard [.initial, .adjusted, .executed, .received, .label].contains(column.meaning), let index = lattice.cell(row: last + 1, column: column.left) else { return column.meaning == .label }
                return column.meaning == .label || lattice[index].label.fund != nil
            }
        }
        settleDuplicates(&columns)
        let headerPoints = headerPoints(header)
        let firstColumn = columns.filter { $0.meaning.isAmount }.map(\.left).min() ?? 0
        var row = last + 1
        while row < rows.upperBound {
            if lattice.isEmptyRow(row) || lattice.isParagraph(row) { break }
            if lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].isFundHeader || isGoalRow(row) { break }
            if !readFundRow(row, columns, firstColumn: firstColumn, points: headerPoints, isFirst: row == last + 1) {
                if readFundPairs(row) {
                    row += 1
                    continue
                }
                // A row of the section with no amounts and an unknown label is kept as a line of its own.
                guard sectionReaches(row, header), let index = lattice.own(row).first(where: { !lattice[$0].isBlank && lattice[$0].left < firstColumn }),
                    lattice[index].label.meaning(.goal) == nil
                else { break }
                if !lattice[index].shown.hasSuffix("：") {
                    taken.insert(index)
                    form.funds.append(FundLine(source: nil, label: Sourced(lattice[index].shown.trimmedText, lattice[index].ref)))
                }
            }
            row += 1
        }
        return row
    }

    /// Columns of the same meaning: the first stands, later ones are left to be listed.
    private func settleDuplicates(_ columns: inout [FundColumn]) {
        var seen: Set<Meaning> = []
        columns.sort { $0.left < $1.left }
        columns = columns.filter { seen.insert($0.meaning).inserted || $0.meaning == .reason }
    }

    /// Points in the header or beside it: `得分（20分*执行率）`, `预算执行情况（10分）`.
    private func headerPoints(_ header: Int) -> Sourced<ExactDecimal>? {
        for index in lattice.all(header) + (header + 1 < rows.upperBound ? lattice.all(header + 1) : []) {
            let cell = lattice[index]
            guard cell.label.hasBrackets, cell.label.full.contains("分"), let points = Self.points(in: cell.shown), points.isPositive, points <= .hundred else { continue }
            let key = cell.label.key
            if key.contains("执行") || key.contains("得分") || key.contains("资金") || key.contains("分值") || key.contains("预算") { return Sourced(points, cell.ref) }
        }
        return nil
    }

    static func source(_ meaning: Meaning?) -> FundSource? {
        switch meaning {
        case .total, .projectTotal: .total
        case .appropriation: .appropriation
        case .carryover: .carryover
        case .other: .other
        case .specialAccount: .specialAccount
        case .unit: .unit
        case .basic: .basic
        case .project: .project
        case .central: .central
        case .provincial: .provincial
        case .municipal: .municipal
        case .county: .county
        default: nil
        }
    }

    /// Reads one row of money; false when the row is none.
    private mutating func readFundRow(_ row: Int, _ columns: [FundColumn], firstColumn: Int, points: Sourced<ExactDecimal>?, isFirst: Bool) -> Bool {
        var labelIndex: Int?
        var meaning: Meaning?
        for index in lattice.own(row) where lattice[index].left < firstColumn && !lattice[index].isBlank {
            let cell = lattice[index]
            if let found = cell.label.fund {
                labelIndex = index
                meaning = found
            } else if labelIndex == nil || meaning == nil, cell.label.meaning(.section) == nil {
                labelIndex = index
            }
        }
        var amounts: [(FundColumn, FundAmount)] = []
        for column in columns where column.meaning.isAmount {
            guard let index = ownCell(row, column.left, column.right), let amount = amount(lattice[index]) else { continue }
            amounts.append((column, amount))
        }
        if amounts.isEmpty, let labelIndex, lattice[labelIndex].shown.contains(where: \.isNumber), let last = lattice[labelIndex].shown.last, last.isNumber || last == "元" { return false }
        guard meaning != nil || !amounts.isEmpty else { return false }
        if meaning == nil, let labelIndex, lattice[labelIndex].label.meaning(.pair) != nil || lattice[labelIndex].label.meaning(.goal) != nil { return false }
        let label: Sourced<String>
        if let labelIndex {
            taken.insert(labelIndex)
            label = Sourced(lattice[labelIndex].shown.trimmedText, lattice[labelIndex].ref)
        } else {
            label = Sourced("", nil)
        }
        var line = FundLine(source: Self.source(meaning), label: label, period: meaning == .projectTotal ? .project : .year)
        // One unlabelled row of amounts is the whole.
        if meaning == nil, isFirst, form.funds.isEmpty { line.source = .total }
        for (column, amount) in amounts {
            if let index = ownCell(row, column.left, column.right) { taken.insert(index) }
            switch column.meaning {
            case .initial: line.initial = amount
            case .adjusted: line.adjusted = amount
            case .received: line.received = amount
            case .executed: line.executed = amount
            case .forecast: line.forecast = amount
            default: break
            }
        }
        readExecution(row, columns, &line, points)
        takeDashes(row, columns)
        form.funds.append(line)
        return true
    }

    /// Dashes under the points of part rows say that none belong there.
    private mutating func takeDashes(_ row: Int, _ columns: [FundColumn]) {
        for column in columns {
            guard [.rate, .adjustment, .balance, .weight, .score].contains(column.meaning), let index = ownCell(row, column.left, column.right) else { continue }
            taken.insert(index)
        }
    }

    private mutating func readExecution(_ row: Int, _ columns: [FundColumn], _ line: inout FundLine, _ points: Sourced<ExactDecimal>?) {
        func cell(_ meaning: Meaning) -> Int? {
            guard let column = columns.first(where: { $0.meaning == meaning }) else { return nil }
            return ownCell(row, column.left, column.right)
        }
        if let index = cell(.rate), !lattice[index].isBlank {
            line.statedRate = Sourced(lattice[index].shown, lattice[index].ref)
            taken.insert(index)
        }
        if let index = cell(.reason), !lattice[index].isBlank {
            line.reason = Sourced(lattice[index].shown.trimmedText, lattice[index].ref)
            taken.insert(index)
        }
        guard line.period == .year else { return }
        let weight = cell(.weight).flatMap { Self.decimal(lattice[$0]).map(\.self) }
        let score = cell(.score).flatMap { Self.decimal(lattice[$0]) }
        let isTotal = line.source == .total
        guard isTotal || weight != nil || score != nil, form.execution?.weight == nil || (isTotal && form.execution?.statedScore == nil) else { return }
        guard isTotal || form.execution == nil else { return }
        var execution = ExecutionRow()
        if let index = cell(.weight), let weight { execution.weight = Sourced(weight, lattice[index].ref) }
        if execution.weight == nil, let points { execution.weight = points }
        if let index = cell(.score) {
            if let score { execution.statedScore = Sourced(score, lattice[index].ref) } else { execution.scoreCell = lattice[index].ref }
        } else if let column = columns.first(where: { $0.meaning == .score }) {
            execution.scoreCell = lattice.ref(row: row, column: column.left)
        }
        if let column = columns.first(where: { $0.meaning == .rate }) {
            if let index = cell(.rate), !lattice[index].isBlank {
                execution.statedRate = line.statedRate
                execution.statedRatePercent = Self.rate(lattice[index])
            } else {
                execution.rateCell = lattice.ref(row: row, column: column.left)
            }
        }
        execution.reason = line.reason
        form.execution = execution
    }

    /// A printed rate in percent: `86%`, 0.86 shown as 86 %, `86`, `0.9775` as 97.75.
    static func rate(_ cell: Lattice.Cell) -> ExactDecimal? {
        switch cell.value {
        case .number(let number, let isPercent):
            if isPercent { return (try? number.shifted(by: 2))?.trimmed }
            // A bare fraction such as 0.9775 is a share, a bare 97.75 a percentage.
            return number.isPositive && number <= ExactDecimal(significand: 15, scale: 1) ? (try? number.shifted(by: 2))?.trimmed : number
        case .text(let text):
            let trimmed = text.trimmedText
            guard let number = decimal(trimmed) else { return nil }
            if trimmed.hasSuffix("%") || trimmed.hasSuffix("％") { return number }
            return number.isPositive && number <= .one && number.scale > 0 ? (try? number.shifted(by: 2))?.trimmed : number
        case .empty, .day, .boolean, .error: return nil
        }
    }

    /// The first cell that begins on the row within the columns.
    func ownCell(_ row: Int, _ left: Int, _ right: Int) -> Int? {
        var blank: Int?
        for span in lattice.rows[row] where span.isOwn {
            guard span.left >= left, span.left <= right else { continue }
            if !span.isBlank { return span.cell }
            blank = blank ?? span.cell
        }
        return blank
    }

    /// The amount of a cell by its own or the form's unit.
    mutating func amount(_ cell: Lattice.Cell) -> FundAmount? {
        var unit = form.amountUnit
        let number: ExactDecimal
        switch cell.value {
        case .number(let value, let isPercent):
            guard !isPercent else { return nil }
            number = value
        case .text(let text):
            var body = text.trimmedText
            for (name, named) in [("亿元", AmountUnit.yiYuan), ("万元", .wanYuan), ("千元", .thousandYuan), ("元", .yuan)] where body.hasSuffix(name) {
                body.removeLast(name.count)
                unit = named
                break
            }
            for sign in ["￥", "¥"] where body.hasPrefix(sign) { body.removeFirst() }
            guard let value = try? ExactDecimal(parsing: body) else { return nil }
            number = value
        case .empty, .day, .boolean, .error: return nil
        }
        if let money = try? Money(number, unit) { return FundAmount(money: money, printed: number, cell: cell.ref) }
        guard let money = try? Money(rounding: number, unit, .halfUp) else { return nil }
        form.notes.append(
            Wording(
                zh: "\(cell.ref?.a1 ?? "") 的金额 \(number) \(unit.name)不足一分，已四舍五入到分。",
                en: "The amount \(number) \(unit.name) in \(cell.ref?.a1 ?? "") is finer than one fen and was rounded half up to fen."))
        return FundAmount(money: money, printed: number, cell: cell.ref)
    }

    // MARK: Labels beside amounts

    /// `年度资金总额 | 10` rows, and `年初预算数 | 100 | 全年执行数 | 98` rows.
    mutating func readFundPairs(_ row: Int) -> Bool {
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        var found = false
        for index in lattice.all(row) where lattice[index].label.meaning(.section) == .funds { readUnit(of: lattice[index]) }
        var position = 0
        // Two totals side by side: the whole project left, the year right.
        let totals = own.filter { lattice[$0].label.fund == .total || lattice[$0].label.fund == .projectTotal }
        let projectTotal = totals.count == 2 ? totals[0] : nil
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
                    addPair(cell, own[position - 1] == projectTotal ? .projectTotal : meaning, amount)
                    position += 1
                    found = true
                } else if inFundSection(row), next == nil || next!.label.fund != nil {
                    // A source with no amount beside it.
                    taken.insert(own[position - 1])
                    addPair(cell, own[position - 1] == projectTotal ? .projectTotal : meaning, nil)
                    found = true
                }
            } else if let column = cell.label.meaning(.fundHeader), let next, [.initial, .adjusted, .executed, .received, .rate, .weight, .score, .adjustment].contains(column),
                !sawIndicatorTable, column != .weight && column != .score || found || cell.label.key.contains("执行"), next.isNumber || Self.decimal(next) != nil || amount(next) != nil
            {
                taken.formUnion([own[position - 1], own[position]])
                addColumnPair(column, next)
                position += 1
                found = true
            }
        }
        if found { sawFundTable = true }
        return found
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

    private mutating func addPair(_ label: Lattice.Cell, _ meaning: Meaning, _ amount: FundAmount?) {
        // Rows under 中期资金总额 in the same column speak of the same period.
        let above = form.funds.last { $0.label.cell?.position.column == label.left && $0.source == .total }
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
        case .initial: form.funds[index].initial = amount(value)
        case .adjusted: form.funds[index].adjusted = amount(value)
        case .received: form.funds[index].received = amount(value)
        case .executed: form.funds[index].executed = amount(value)
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

    // MARK: Sources across the top

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
            guard let meaning = lattice[index].label.meaning(.fundHeader), [.weight, .rate, .score].contains(meaning) else { continue }
            extras[meaning] = (lattice[index].left, lattice[index].right)
            taken.insert(index)
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
            if column == .rate { readRateRow(row, labels) }
            for (position, entry) in amounts.enumerated() {
                guard let (index, amount) = entry else { continue }
                taken.insert(index)
                switch column {
                case .initial: lines[position].initial = amount
                case .adjusted: lines[position].adjusted = amount
                case .received: lines[position].received = amount
                case .executed: lines[position].executed = amount
                case .forecast: lines[position].forecast = amount
                case .rate: break
                default:
                    if isSum || labels.isEmpty { lines[position].initial = amount }
                }
            }
            if column == .rate, let position = lines.firstIndex(where: { $0.source == .total }), let index = ownCell(row, columns[position].left, columns[position].right), !lattice[index].isBlank {
                lines[position].statedRate = Sourced(lattice[index].shown, lattice[index].ref)
                if form.execution == nil { form.execution = ExecutionRow() }
                form.execution?.statedRate = lines[position].statedRate
                form.execution?.statedRatePercent = Self.rate(lattice[index])
                taken.insert(index)
            }
            if column == nil, !isSum, !labels.isEmpty { tasks.append(labels.map { lattice[$0].shown.singleLine }.joined(separator: " ")) }
            if isSum { declaredAmounts = true }
            row += 1
        }
        form.funds += lines
        if !tasks.isEmpty { form.texts.append(FormText(label: "年度主要任务", text: Sourced(tasks.joined(separator: "\n"), nil))) }
        return row
    }

    /// Weight, rate and score that stand right of the sources.
    private mutating func readTransposedPoints(_ row: Int, _ extras: [Meaning: (left: Int, right: Int)]) {
        for (meaning, span) in extras {
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

    // MARK: Settling

    /// Puts lone amounts where their kind of form has them.
    mutating func settleFunds() {
        let isDeclaration = !form.kind.isScored
        for index in form.funds.indices {
            let line = form.funds[index]
            if isDeclaration, line.initial == nil, let adjusted = line.adjusted {
                form.funds[index].initial = adjusted
                form.funds[index].adjusted = nil
            } else if !isDeclaration, declaredAmounts, line.period == .year, line.adjusted == nil, let initial = line.initial, line.executed == nil {
                form.funds[index].adjusted = initial
                form.funds[index].initial = nil
            }
        }
        if !unitIsPrinted, !form.funds.isEmpty {
            form.notes.append(Wording(zh: "表中未注明金额单位，按万元读取。", en: "The form prints no unit of money; amounts were read as 万元."))
        }
    }
}

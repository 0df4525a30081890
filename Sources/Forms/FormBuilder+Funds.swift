import BudgetModel
import Quantities

/// The money of a form as a header with rows under it.
extension FormBuilder {
    struct FundColumn {
        var meaning: Meaning
        var left: Int
        var right: Int
        /// The source, where a column of amounts is split by source: 全年预算数 over 总额, 财政拨款, 其他资金.
        var source: (meaning: Meaning, label: Sourced<String>)?
    }

    /// Reads the table headed by `header`; returns the row after it.
    mutating func readFundTable(_ header: Int) -> Int {
        sawFundTable = true
        var columns: [FundColumn] = []
        for index in lattice.all(header) { readUnit(of: lattice[index]) }
        for index in lattice.own(header) {
            guard let meaning = lattice[index].label.meaning(.fundHeader) else { continue }
            columns.append(FundColumn(meaning: meaning, left: lattice[index].left, right: lattice[index].right))
        }
        var last = header
        while last + 1 < rows.upperBound, readSubHeader(last + 1, &columns) { last += 1 }
        for index in lattice.own(header) where lattice[index].label.meaning(.fundHeader) != nil {
            // A label merged down beside the rows heads the section: 预算资金（万元）.
            if lattice[index].bottom > last, let place = columns.firstIndex(where: { $0.left == lattice[index].left && $0.right == lattice[index].right }), columns.count > 2 {
                columns.remove(at: place)
            }
            taken.insert(index)
        }
        guard last + 1 < rows.upperBound else { return last + 1 }
        if readsAsPairs(last + 1, columns) {
            fundRate = columns.first { $0.meaning == .rate }.map { ($0.left, $0.right) }
            return last + 1
        }
        // The column that holds the labels of the rows is no column of money, nor is what stands left of it.
        let labelColumn = lattice.own(last + 1).first { lattice[$0].label.fund != nil }.map { lattice[$0].left }
        columns.removeAll { column in
            if column.meaning == .label { return true }
            guard column.meaning.isAmount, column.source == nil else { return false }
            if let labelColumn, column.right < labelColumn { return true }
            return lattice.cell(row: last + 1, column: column.left).map { lattice[$0].label.fund != nil } ?? false
        }
        settleDuplicates(&columns)
        let headerPoints = headerPoints(header)
        let firstColumn = columns.filter { $0.meaning.isAmount }.map(\.left).min() ?? 0
        var tasks: [String] = []
        var row = last + 1
        while row < rows.upperBound {
            // A hidden or blank row among the money does not end it.
            if lattice.isEmptyRow(row), row + 1 < rows.upperBound, lattice.own(row + 1).contains(where: { lattice[$0].label.fund != nil && lattice[$0].left < firstColumn }) {
                row += 1
                continue
            }
            if lattice.isEmptyRow(row) || lattice.isParagraph(row) { break }
            if lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].isFundHeader || isGoalRow(row) { break }
            if columns.contains(where: { $0.source != nil }) {
                guard readSplitRow(row, columns, firstColumn: firstColumn, points: headerPoints, &tasks) else { break }
            } else if readRateRow(row, firstColumn: firstColumn) {
                // 结转结余率 among the money is kept as it stands.
            } else if !readFundRow(row, columns, firstColumn: firstColumn, points: headerPoints, isFirst: row == last + 1) {
                if readFundPairs(row) {
                    readPairs(row)
                    row += 1
                    continue
                }
                // A row of the section with no amounts and an unknown label is kept as a line of its own.
                guard sectionReaches(row, header), let index = lattice.own(row).first(where: { !lattice[$0].isBlank && lattice[$0].left < firstColumn }),
                    lattice[index].label.meaning(.goal) == nil
                else { break }
                if lattice[index].shown.count > 16 {
                    taken.insert(index)
                    form.texts.append(FormText(label: "资金说明", text: Sourced(lattice[index].shown.trimmedText, lattice[index].ref)))
                } else if !lattice[index].shown.hasSuffix("：") {
                    taken.insert(index)
                    form.funds.append(FundLine(source: nil, label: Sourced(lattice[index].shown.trimmedText, lattice[index].ref)))
                }
            }
            row += 1
        }
        if !tasks.isEmpty { form.texts.append(FormText(label: "年度主要任务", text: Sourced(tasks.joined(separator: "\n"), nil))) }
        return row
    }

    /// Reads a further header row, whose labels take the place of those above them; false when it is none.
    private mutating func readSubHeader(_ row: Int, _ columns: inout [FundColumn]) -> Bool {
        guard !lattice.isParagraph(row) else { return false }
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count >= 2 else { return false }
        if own.allSatisfy({ lattice[$0].label.meaning(.fundHeader) != nil }), lattice.kinds[row].fundColumnCount >= 1 {
            for index in own {
                let cell = lattice[index]
                columns.removeAll { $0.left <= cell.left && $0.right >= cell.right }
                columns.append(FundColumn(meaning: cell.label.meaning(.fundHeader)!, left: cell.left, right: cell.right))
                taken.insert(index)
            }
            return true
        }
        // One amount for each place under one wide column: the column beside it has the whole.
        if let wide = columns.firstIndex(where: { column in column.right > column.left && own.allSatisfy { lattice[$0].left >= column.left && lattice[$0].right <= column.right } }),
            own.allSatisfy({ lattice[$0].label.fund == nil && !lattice[$0].isNumber && lattice[$0].label.length <= 12 }), columns.enumerated().contains(where: { $0.offset != wide && $0.element.meaning == columns[wide].meaning })
        {
            columns.remove(at: wide)
            taken.formUnion(own)
            return true
        }
        // Sources under wide columns of amounts.
        let parents = own.map { index in columns.firstIndex { $0.meaning.isAmount && $0.left <= lattice[index].left && $0.right >= lattice[index].right && $0.right > $0.left } }
        guard !parents.contains(nil), own.allSatisfy({ lattice[$0].label.fund != nil || lattice[$0].label.key == "小计" }) else { return false }
        let wide = columns
        for (index, parent) in zip(own, parents) {
            let cell = lattice[index]
            let source = cell.label.fund == nil || cell.label.fund == .projectTotal ? .total : cell.label.fund!
            columns.append(FundColumn(meaning: wide[parent!].meaning, left: cell.left, right: cell.right, source: (source, Sourced(cell.shown.trimmedText, cell.ref))))
            taken.insert(index)
        }
        let split = Set(parents.map { wide[$0!].left })
        columns.removeAll { $0.source == nil && split.contains($0.left) && $0.right > $0.left }
        return true
    }

    /// Whether the row has labels of its own between the amounts: `预算数： | 385 | 执行数： | 352.48`.
    private mutating func readsAsPairs(_ row: Int, _ columns: [FundColumn]) -> Bool {
        let first = columns.filter { $0.meaning.isAmount }.map(\.left).min() ?? 0
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        var pairs = 0
        for (position, index) in own.enumerated() where position + 1 < own.count && lattice[index].left >= first {
            let label = lattice[index].label
            guard label.fund != nil || label.meaning(.fundHeader)?.isAmount == true, amount(lattice[own[position + 1]]) != nil else { continue }
            pairs += 1
        }
        return pairs >= 2
    }

    /// Reads a row under columns split by source: the sum is the form's money, other rows are its tasks.
    private mutating func readSplitRow(_ row: Int, _ columns: [FundColumn], firstColumn: Int, points: Sourced<ExactDecimal>?, _ tasks: inout [String]) -> Bool {
        let labels = lattice.own(row).filter { lattice[$0].left < firstColumn && !lattice[$0].isBlank && lattice[$0].label.meaning(.section) != .funds }
        let isSum = labels.isEmpty || labels.contains { lattice[$0].label.fund == .total || lattice[$0].label.meaning(.totalRow) == .total }
        var amounts: [(column: FundColumn, amount: FundAmount)] = []
        for column in columns where column.meaning.isAmount {
            guard let index = ownCell(row, column.left, column.right), let amount = amount(lattice[index]) else { continue }
            taken.insert(index)
            amounts.append((column, amount))
        }
        guard !amounts.isEmpty || !isSum else { return false }
        guard isSum || !amounts.isEmpty || !labels.isEmpty else { return false }
        for label in labels { taken.insert(label) }
        takeDashes(row, columns)
        guard isSum else {
            tasks.append(wholeRow(row))
            return true
        }
        let name = labels.first.map { Sourced(lattice[$0].shown.trimmedText, lattice[$0].ref) }
        for (column, amount) in amounts {
            let source = column.source.map { Self.source($0.meaning) } ?? .total
            let isTotal = source == .total
            let place = form.funds.firstIndex { $0.source == source && (isTotal || $0.label.value == column.source?.label.value) && $0.period == .year }
            if place == nil { form.funds.append(FundLine(source: source, label: isTotal ? name ?? Sourced("", nil) : column.source?.label ?? Sourced("", nil))) }
            let index = place ?? form.funds.count - 1
            form.funds[index].set(column.meaning, amount)
        }
        if let index = form.funds.firstIndex(where: { $0.source == .total && $0.period == .year }) {
            var line = form.funds[index]
            readExecution(row, columns, &line, points)
            form.funds[index] = line
        }
        return true
    }

    /// Columns of the same meaning: the first stands, later ones are left to be listed.
    private func settleDuplicates(_ columns: inout [FundColumn]) {
        var seen: Set<Meaning> = []
        columns.sort { $0.left < $1.left }
        columns = columns.filter { $0.source != nil || seen.insert($0.meaning).inserted || $0.meaning == .reason }
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
            line.set(column.meaning, amount)
        }
        for column in columns {
            guard let field = FundField(column.meaning), line.amount(field) == nil, let place = lattice.ref(row: row, column: column.left) else { continue }
            let index = ownCell(row, column.left, column.right)
            line.emptyCells[field] = index.flatMap { lattice[$0].ref } ?? place
            if let index, !lattice[index].isBlank { unreadable.insert(index) }
        }
        readExecution(row, columns, &line, points)
        takeDashes(row, columns)
        form.funds.append(line)
        return true
    }

    /// All a row says, section headings left out.
    mutating func wholeRow(_ row: Int) -> String {
        let own = lattice.own(row).filter { !lattice[$0].isBlank && lattice[$0].label.meaning(.section) == nil }
        taken.formUnion(own)
        return own.map { lattice[$0].shown.singleLine }.joined(separator: " ")
    }

    /// A rate with its own row among the money: its label and what stands beside it become a text.
    private mutating func readRateRow(_ row: Int, firstColumn: Int) -> Bool {
        let own = lattice.own(row).filter { !lattice[$0].isBlank && lattice[$0].label.meaning(.section) != .funds }
        guard let first = own.first, lattice[first].left < firstColumn, lattice[first].label.key.hasSuffix("率"), own.count > 1 else { return false }
        form.texts.append(FormText(label: lattice[first].shown.singleLine, text: Sourced(own.dropFirst().map { lattice[$0].shown.singleLine }.joined(separator: " "), lattice[own[1]].ref)))
        taken.formUnion(own)
        return true
    }

    /// Dashes under the points of part rows say that none belong there.
    private mutating func takeDashes(_ row: Int, _ columns: [FundColumn]) {
        for column in columns {
            guard [.rate, .adjustment, .balance, .weight, .score, .scoringRule].contains(column.meaning), let index = ownCell(row, column.left, column.right) else { continue }
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
            // #DIV/0! and 已完成 are no rates.
            if Self.rate(lattice[index]) == nil, Self.weightAndRate(lattice[index].shown) == nil { unreadable.insert(index) }
        }
        if let index = cell(.reason), !lattice[index].isBlank {
            line.reason = Sourced(lattice[index].shown.trimmedText, lattice[index].ref)
            taken.insert(index)
        }
        guard line.period == .year else { return }
        let weight = cell(.weight).flatMap { Self.decimal(lattice[$0]) }
        let score = cell(.score).flatMap { Self.score(lattice[$0]) }
        let isTotal = line.source == .total
        guard isTotal || weight != nil || score != nil, form.execution?.weight == nil || (isTotal && form.execution?.statedScore == nil) else { return }
        guard isTotal || form.execution == nil else { return }
        var execution = ExecutionRow()
        if let index = cell(.weight), let weight { execution.weight = Sourced(weight, lattice[index].ref) }
        if execution.weight == nil, let points { execution.weight = points }
        if execution.weight == nil, let column = columns.first(where: { $0.meaning == .weight }) {
            execution.weightCell = cell(.weight).flatMap { lattice[$0].ref } ?? lattice.ref(row: row, column: column.left)
        }
        for (meaning, isRead) in [(Meaning.weight, weight != nil), (.score, score != nil)] where !isRead {
            if let index = cell(meaning), !lattice[index].isBlank { unreadable.insert(index) }
        }
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
        if execution.weight == nil, let rate = line.statedRate, let (weight, percent) = Self.weightAndRate(rate.value) {
            execution.weight = Sourced(weight, rate.cell)
            execution.statedRatePercent = percent
        }
        execution.reason = line.reason
        form.execution = execution
    }

    /// Points and rate in one cell, as `分值/执行率` heads them: `10/100%`.
    static func weightAndRate(_ text: String) -> (weight: ExactDecimal, percent: ExactDecimal)? {
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "／" })
        guard parts.count == 2, let weight = decimal(String(parts[0])), let rate = decimal(String(parts[1])), weight.isPositive, weight <= ExactDecimal(30), !parts[0].contains("%") else { return nil }
        return (weight, rate)
    }

    /// A printed rate in percent: `86%`, 0.86 shown as 86 %, `86`, `0.9775` as 97.75.
    static func rate(_ cell: Lattice.Cell) -> ExactDecimal? {
        switch cell.value {
        case .number(let number, let isPercent):
            if isPercent { return (try? number.shifted(by: 2))?.trimmed }
            // A bare fraction such as 0.9775 is a share, a bare 97.75 a percentage.
            return number.isPositive && number <= ExactDecimal(significand: 15, scale: 1) ? (try? number.shifted(by: 2))?.trimmed : number
        case .text(let text): return rate(text)
        case .empty, .day, .boolean, .error: return nil
        }
    }

    static func rate(_ text: String) -> ExactDecimal? {
        let trimmed = text.trimmedText
        guard let number = decimal(trimmed) else { return nil }
        if trimmed.hasSuffix("%") || trimmed.hasSuffix("％") { return number }
        return number.isPositive && number <= .one && number.scale > 0 ? (try? number.shifted(by: 2))?.trimmed : number
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
                unitIsPrinted = true
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

extension FundField {
    init?(_ column: Meaning) {
        switch column {
        case .initial: self = .initial
        case .adjusted: self = .adjusted
        case .received: self = .received
        case .executed: self = .executed
        case .forecast: self = .forecast
        default: return nil
        }
    }
}

extension FundLine {
    /// Puts an amount where the meaning of its column says.
    mutating func set(_ column: Meaning, _ amount: FundAmount) {
        switch column {
        case .initial: initial = amount
        case .adjusted: adjusted = amount
        case .received: received = amount
        case .executed: executed = amount
        case .forecast: forecast = amount
        default: break
        }
    }
}

package import BudgetModel
package import Quantities

/// What a report says of its whole object.
package struct StatedFacts: Sendable {
    package struct Quantity: Sendable {
        package var number: ExactDecimal
        package var unit: String
        package var place: Range<Int>
        package var figure: Int
    }

    package struct StatedGrade: Sendable {
        /// As written: 优秀.
        package var name: String
        package var grade: Grade
        package var place: Range<Int>
    }

    package internal(set) var initialBudget: Quantity?
    package internal(set) var adjustedBudget: Quantity?
    package internal(set) var received: Quantity?
    package internal(set) var executed: Quantity?
    package internal(set) var executionRate: Quantity?
    package internal(set) var score: Quantity?
    package internal(set) var grade: StatedGrade?
    /// Points of the blocks of indicators by their names.
    package internal(set) var weights: [(name: String, points: ExactDecimal)] = []

    /// All plain amounts of a role for the whole object, for relations that look beyond their line.
    let executedFigures: [Int]
    let receivedFigures: [Int]
    let budgetFigures: [Int]
    /// The lists of points the text holds.
    let pointGroups: [PointLists.Group]
    /// The points of indicators by their names, from the whole text.
    let pointEntries: PointEntries
    /// The tables of points whose heads name their columns.
    let pointTables: [PointTables.Table]

    init(_ parts: TakenApart) {
        pointGroups = PointLists.groups(parts)
        pointEntries = PointEntries(parts)
        pointTables = PointTables.all(parts)
        let figures = parts.figures
        func whole(_ roles: [Role]) -> [Int] {
            figures.indices.filter { index in
                let figure = figures[index]
                return figure.isMoney && roles.contains(figure.role) && figure.isPlain && !figure.marks.contains(.perUnit)
                    && (figure.year == nil || parts.year == nil || figure.year == parts.year || figure.year == parts.year.map { $0 + 1 })
            }
        }
        executedFigures = whole([.executed])
        receivedFigures = whole([.received, .available, .income])
        budgetFigures = whole([.initialBudget, .adjustedBudget, .budget, .received, .available])
        choose(parts)
    }

    /// The amount that rates are most likely of.
    var mainBudget: Int? { (adjustedBudget ?? received ?? initialBudget)?.figure }

    // MARK: Choosing

    private mutating func choose(_ parts: TakenApart) {
        let figures = parts.figures
        func quantity(_ index: Int) -> Quantity {
            Quantity(number: figures[index].number, unit: figures[index].measure.printed.text, place: figures[index].label.lowerBound..<figures[index].range.upperBound, figure: index)
        }
        /// Totals before parts: no fund named, then a word of totality, then the first.
        func best(_ candidates: [Int], prefersLargest: Bool = false) -> Int? {
            var found: (index: Int, rank: Int, value: ExactDecimal)?
            for index in candidates {
                var rank = figures[index].scope.isDisjoint(with: .funds) ? (prefersLargest ? 2 : 4) : 0
                if parts.has(.total, index) || parts.opensParts(index) || figures[index].marks.contains(.tabular) { rank += prefersLargest ? 5 : 2 }
                if figures[index].depth == 0 { rank += 3 }
                // 执行数29.6万元 before 共发放46240元.
                if figures[index].role == .executed, parts.has(.executed, index) { rank += 2 }
                if figures[index].scope.contains(.part) { rank -= 4 }
                if parts.has(.beside, index) { rank -= 4 }
                // 2022年实际完成投资, not 自开工以来累计.
                if figures[index].year != nil, figures[index].year == parts.year, parts.namesYear(index) { rank += 3 }
                let words = parts.text.words(figures[index].label)
                if words.contains(anyOf: ["总投资", "以来", "自开工", "上半年", "下半年", "季度"]) { rank -= 4 }
                let value = (try? figures[index].base()) ?? .zero
                guard let best = found else {
                    found = (index, rank, value)
                    continue
                }
                let isLarger = prefersLargest && value > best.value
                if rank > best.rank + (prefersLargest && value < best.value ? 2 : 0) || rank >= best.rank - 2 && isLarger { found = (index, max(rank, best.rank), value) }
            }
            return found?.index
        }
        func money(_ role: Role) -> [Int] {
            figures.indices.filter { figures[$0].isMoney && figures[$0].role == role && figures[$0].isPlain && !figures[$0].marks.contains(.perUnit) && isOfReport(parts, $0) }
        }
        adjustedBudget = best(money(.adjustedBudget)).map(quantity)
        let budget = best(money(.budget))
        let initial = best(money(.initialBudget))
        // 总预算2455.5万元，其中部门预算项目支出87.5万元: the whole before its parts.
        let isOfPart = initial.map { !figures[$0].scope.isDisjoint(with: [.part, .funds]) && !parts.text.words(figures[$0].label).contains("年初") } ?? true
        initialBudget = (isOfPart ? budget.flatMap { figures[$0].scope.isDisjoint(with: [.part, .funds]) ? $0 : nil } ?? initial ?? budget : initial).map(quantity)
        // 中央415万元，省112万元，合计527万元 of what was received.
        let totals = figures.indices.filter { index in
            guard figures[index].isMoney, figures[index].isPlain, figures[index].role == .none, figures[index].depth == 0, isOfReport(parts, index) else { return false }
            if parts.has(.total, index), parts.speaksOfReceipt(before: index) { return true }
            // 行动资金800万元（财政预算740万元，…）
            let words = parts.text.words(figures[index].label)
            return parts.opensParts(index) && words.contains(anyOf: ["资金", "经费", "补助", "专款"])
        }
        received = best(totals + money(.received) + money(.available), prefersLargest: true).map(quantity)
        // 省内安排312万元 beside a budget of 2389万元 is a part of it; 到位 is said of the whole.
        if let own = received, let budget = adjustedBudget ?? initialBudget, let a = try? figures[own.figure].base(), let b = try? figures[budget.figure].base(), let double = try? a * ExactDecimal(2), double < b, !parts.text.words(figures[own.figure].label).contains("到位") { received = nil }
        if received == nil, initialBudget == nil, adjustedBudget == nil {
            // 中央财政农村危房改造补助资金397万元: the first amount that is called money.
            received = figures.indices.first { index in
                let words = parts.text.words(figures[index].label)
                return figures[index].isMoney && figures[index].isPlain && !figures[index].marks.contains(.perUnit) && figures[index].role == .none && isOfReport(parts, index) && !figures[index].marks.contains(.each) && figures[index].scope.isDisjoint(with: [.operating, .personnel, .receptions]) && words.contains(anyOf: ["资金", "经费", "补助", "拨款", "专款"])
            }.map(quantity)
        }
        if received == nil, initialBudget == nil, adjustedBudget == nil { received = best(money(.income), prefersLargest: true).map(quantity) }
        if adjustedBudget == nil { adjustedBudget = (budget ?? best(money(.available))).map(quantity) }
        executed = best(spending(parts, money(.executed)), prefersLargest: true).map(quantity)
        if executed == nil { executed = figures.indices.first { figures[$0].isMoney && figures[$0].isExact && isOfReport(parts, $0) && figures[$0].scope.isDisjoint(with: [.part, .funds]) && parts.isSaidSpent($0) }.map(quantity) }
        let rates = figures.indices.filter { figures[$0].isPercent && figures[$0].isPlain && (figures[$0].role == .executionRate || figures[$0].role == .share) && !parts.has(.target, $0) && !parts.has(.previous, $0) }
        let executionRates = rates.filter { figures[$0].role == .executionRate }
        let general = executionRates.filter { parts.has(.total, $0) || parts.text.words(figures[$0].label).contains("综合") || parts.text.words(figures[$0].label).contains("全年") }
        prove(parts, general, quantity) || prove(parts, executionRates, quantity) || prove(parts, rates.filter { figures[$0].role == .share }, quantity)
            ? () : (executionRate = best(rates.filter { figures[$0].role == .executionRate }).map(quantity))
        score = (Scores.total(parts, pointEntries) ?? pointGroups.lazy.compactMap(\.total).first ?? pointTables.lazy.compactMap(\.total).first).map(quantity)
        grade = Scores.grade(parts)
        weights = Scores.weights(pointGroups, parts)
    }

    /// Amounts that may be the spending of the whole.
    private func spending(_ parts: TakenApart, _ all: [Int]) -> [Int] {
        let figures = parts.figures
        // 支出总计 holds what is carried over; 本年支出 is what was spent.
        let ofYear = all.filter { parts.text.words(figures[$0].label).contains("本年支出") }
        if !ofYear.isEmpty, all.contains(where: { parts.text.words(figures[$0].label).contains(anyOf: ["支出总计", "总支出"]) }) { return ofYear }
        // A twentieth of the budget is a detail of it.
        guard let budget = mainBudget, let whole = try? figures[budget].base() else { return all }
        let large = all.filter { index in ((try? figures[index].base() * ExactDecimal(20)) ?? whole) >= whole }
        return large.isEmpty ? all : large
    }

    /// The rate, the spending and the budget that agree with each other are those of the object.
    private mutating func prove(_ parts: TakenApart, _ rates: [Int], _ quantity: (Int) -> Quantity) -> Bool {
        let figures = parts.figures
        let isWhole = { (index: Int) in figures[index].scope.isDisjoint(with: .funds) && !figures[index].scope.contains(.part) }
        let budgets = [adjustedBudget, received, initialBudget].compactMap(\.self)
        let candidates = budgetFigures.prefix(Self.provenAmounts) + receivedFigures.prefix(Self.provenAmounts) + (received.map { [$0.figure] } ?? [])
        // First with the spending already chosen, then with any.
        for rate in rates where isWhole(rate) {
            if let executed, let budget = budgets.first(where: { $0.figure != executed.figure && Amounts.agrees(figures[rate].number, figures[executed.figure], over: figures[$0.figure]) }), parts.text.words(figures[executed.figure].label).contains("累计") == false || figures[budget.figure].role != .available {
                executionRate = quantity(rate)
                if adjustedBudget == nil || figures[adjustedBudget!.figure].role == .available, figures[budget.figure].role == .budget || figures[budget.figure].role == .initialBudget { adjustedBudget = budget }
                return true
            }
        }
        // 全年拨付18家医疗机构3336.20万元，执行率97.47%: an amount without a name of its own.
        for rate in rates.prefix(Self.provenAmounts) where isWhole(rate) && figures[rate].role == .executionRate && isOfReport(parts, rate) && figures[rate].number < .hundred {
            for top in parts.sentenceFigures(around: rate, reach: 6).reversed() where top < rate && figures[top].isMoney && figures[top].isExact && figures[top].role == .none && isWhole(top) && figures[top].depth == figures[rate].depth {
                if let budget = budgets.first(where: { Amounts.agrees(figures[rate].number, figures[top], over: figures[$0.figure]) }), executed == nil || executed?.number != figures[top].number, budget.figure != top {
                    executed = quantity(top)
                    executionRate = quantity(rate)
                    return true
                }
            }
        }
        for rate in rates.prefix(Self.provenAmounts) where isWhole(rate) && figures[rate].role == .executionRate {
            for executed in executedFigures.prefix(Self.provenAmounts) where isWhole(executed) && figures[executed].depth == 0 {
                for budget in candidates where budget != executed && isWhole(budget) && Amounts.agrees(figures[rate].number, figures[executed], over: figures[budget]) {
                    executionRate = quantity(rate)
                    self.executed = quantity(executed)
                    switch figures[budget].role {
                    case .adjustedBudget: adjustedBudget = quantity(budget)
                    case .initialBudget:
                        initialBudget = quantity(budget)
                        if adjustedBudget == nil || figures[adjustedBudget!.figure].role == .available { adjustedBudget = quantity(budget) }
                    case .budget:
                        if figures[budget].isExact, adjustedBudget == nil || figures[adjustedBudget!.figure].role == .available { adjustedBudget = quantity(budget) }
                    case .received, .available, .income: received = quantity(budget)
                    default: break
                    }
                    return true
                }
            }
        }
        return false
    }

    /// A report names its own rate, spending and budget among the first of their kind; later ones are of parts.
    private static let provenAmounts = 40

    private func isOfReport(_ parts: TakenApart, _ index: Int) -> Bool {
        guard let year = parts.figures[index].year, let own = parts.year else { return true }
        return year == own || year == own + 1
    }
}

extension TakenApart {
    /// Whether 下达, 到位 or the like stands before a figure in its line.
    func speaksOfReceipt(before figure: Int) -> Bool {
        (max(lines[figures[figure].line].lowerBound, tokenOfFigure[figure] - Self.tokenReach)..<tokenOfFigure[figure]).contains { index in (tokens[index].kind == .term(.received) || tokens[index].kind == .term(.available) || tokens[index].kind == .term(.income)) }
    }

    /// 3728万元全部执行到位, 已全部拨付: the words behind an amount say that it was spent.
    func isSaidSpent(_ figure: Int) -> Bool {
        let begin = figures[figure].range.upperBound
        let words = text.words(begin..<min(text.count, begin + 10))
        return words.hasPrefix(anyOf: ["全部执行", "已全部执行", "全部支出", "已全部支出", "全部支付", "已全部支付", "全部拨付", "已全部拨付", "全额拨付", "已全额拨付", "全部使用", "已全部使用", "全部兑付", "全部发放", "已全部发放", "均已支付", "均已拨付"])
    }

    /// Whether 其中, a colon or a bracket with parts follows a figure.
    func opensParts(_ figure: Int) -> Bool {
        var place = tokenOfFigure[figure] + 1
        // 其中 may open the next sentence or line.
        let limit = min(tokens.count, place + 4)
        while place < limit {
            switch tokens[place].kind {
            case .term(.comprising), .term(.exhaustive): return true
            case .separator(Code.comma), .separator(Code.open), .separator(Code.colon), .term(.received): place += 1
            case .separator(Code.stop), .separator(Code.newline):
                guard place + 1 < tokens.count, tokens[place + 1].kind == .term(.comprising) else { return false }
                place += 1
            default: return false
            }
        }
        return false
    }
}

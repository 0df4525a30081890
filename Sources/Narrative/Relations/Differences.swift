import BudgetModel
import Quantities

/// What is left or missing: `结余65104元` of a budget and what was spent, `超支`, `结转`.
struct Differences {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts
    /// The amounts as whole numbers of one small unit, to see at once which cannot leave what is stated; nil beyond its reach.
    private let small: [Int128?]

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let reader = Differences(parts: collector.parts, collector: collector, facts: facts)
        for (number, figure) in reader.parts.figures.enumerated() where figure.isMoney && figure.isPlain && (figure.role == .balance || figure.role == .overspent) { reader.difference(number) }
    }

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.collector = collector
        self.facts = facts
        small = parts.figures.contains { $0.role == .balance || $0.role == .overspent } ? parts.figures.map(Self.small) : []
    }

    private static func small(_ figure: Figure) -> Int128? {
        let places = 12 + figure.measure.exponent - figure.number.scale
        guard figure.isMoney, places >= 0, places <= 18, let digits = Int64(exactly: figure.number.significand), digits.magnitude < 1 << 58 else { return nil }
        return Int128(digits) * ExactDecimal.power(places)
    }

    /// Whether what is left of some sources can be what is stated, a tenth aside: the room that `leaves` has at most.
    private func mayLeave(_ number: Int, _ sources: Int128?, _ top: Int, _ isOver: Bool = false) -> Bool {
        guard let a = sources, let b = small[top], let stated = small[number] else { return true }
        let gap = (isOver ? b - a : a - b) - stated
        return gap == 0 || gap.magnitude * 10 <= max(stated, 0).magnitude
    }

    private static let sources: Set<Role> = [.initialBudget, .adjustedBudget, .budget, .received, .available, .income, .openingBalance, .none]

    private func difference(_ number: Int) {
        let figures = parts.figures
        let figure = figures[number]
        guard figure.isExact, let stated = try? figure.base() else { return }
        if stated.isZero { return }
        let isOver = figure.role == .overspent
        let near = parts.lineFigures(around: number).filter { index in
            index != number && figures[index].isMoney && figures[index].isPlain && !figures[index].marks.contains(.perUnit) && figures[index].role != .increase && figures[index].role != .decrease
        }
        let spent = near.filter { figures[$0].role == .executed || figures[$0].role == .cut || figures[$0].role == .none } + facts.executedFigures.prefix(30) + [facts.executed].compactMap { $0?.figure }
        let sources = near.filter { Self.sources.contains(figures[$0].role) } + facts.budgetFigures.prefix(60) + facts.receivedFigures.prefix(60) + [facts.adjustedBudget, facts.received, facts.initialBudget].compactMap { $0?.figure }
        for source in sources.prefix(60) {
            for top in spent.prefix(30) where top != source && top != number {
                if mayLeave(number, small[source], top, isOver), leaves(number, source, top, isOver) { return add(number, [source], top, .holds) }
            }
        }
        // Several sources together: 上年结转 + 收入 − 支出; balances that are the sum of balances.
        let own = near.filter { Self.sources.contains(figures[$0].role) && figures[$0].role != .none }
        // Among many small numbers some three fit by chance.
        let isTelling = figure.number.significand >= 1000 || own.count <= 4
        for (place, first) in own.prefix(24).enumerated() where isTelling {
            for second in own.prefix(24).dropFirst(place + 1) {
                let both = small[first].flatMap { a in small[second].map { a + $0 } }
                for top in spent.prefix(12) where top != first && top != second && mayLeave(number, both, top) && leaves(number, [first, second], top) { return add(number, [first, second], top, .holds) }
            }
        }
        if isSumOfBalances(number, near) { return }
        // What the line itself names: one source and one spending of the same scope.
        let scope = figure.scope.intersection(.funds)
        // 还有450万元暂未拨付 names no fund, and is of what its sentence speaks of.
        func isOfScope(_ other: Int) -> Bool { (figure.scope.contains(.part) || !figures[other].scope.contains(.part)) && (figures[other].scope.intersection(.funds) == scope || scope.isEmpty && figures[other].sentence == figure.sentence) }
        var namedSources = near.filter { figures[$0].role != .none && Self.sources.contains(figures[$0].role) && figures[$0].isExact && isOfScope($0) && figures[$0].depth == figure.depth && $0 < number }
        let namedSpent = near.filter { figures[$0].role == .executed && figures[$0].isExact && isOfScope($0) && figures[$0].depth == figure.depth && $0 < number }
        // Of an initial and an adjusted budget the balance is of the adjusted one.
        if namedSources.contains(where: { figures[$0].role == .adjustedBudget }) { namedSources = namedSources.filter { figures[$0].role == .adjustedBudget } }
        if severalSources(number, namedSpent.last) { return }
        // 收入合计32.39亿元，…，支出合计31.16亿元。结转下年1.23亿元: of totals where both sides have one.
        let totals = [namedSpent, namedSources].map { $0.last { parts.has(.total, $0) || parts.text.words(figures[$0].label).contains(anyOf: ["合计", "总计"]) } }
        let areTotals = totals.allSatisfy { $0 != nil }
        guard let top = areTotals ? totals[0] : namedSpent.last, let source = areTotals ? totals[1] : namedSources.last, !isPartOnly(number) else { return ofWhole(number, namedSpent.last) }
        let isOnly = areTotals || namedSpent.count == 1 && namedSources.count == 1
        guard let a = try? figures[source].base(), let b = try? figures[top].base(), let rest = try? isOver ? b - a : a - b, let gap = try? (rest - stated).magnitude else { return }
        // A balance that is nowhere near is of something else.
        guard rest.isPositive, gap < stated || gap < rest else { return }
        let share = ((try? Amounts.percent(gap, of: max(stated, rest))) ?? nil).flatMap { try? $0.rounded(to: 0, .halfUp) } ?? .hundred
        let sameSentence = figures[source].sentence == figure.sentence && figures[top].sentence == figure.sentence
        add(number, [source], top, .fails(isOnly && (share <= ExactDecimal(35) || sameSentence) ? .error : .warning))
    }

    /// 拨入30.00万元；上级补助52.60万元。支出78.26万元，结余4.43万元: all that came in less what was spent.
    private func severalSources(_ number: Int, _ spent: Int?) -> Bool {
        let figures = parts.figures
        guard let spent, spent == number - 1 || spent == number - 2, figures[number].role == .balance, let stated = try? figures[number].base(), let paid = try? figures[spent].base() else { return false }
        var sources: [Int] = []
        var other = spent - 1
        while other >= 0, figures[other].line == figures[number].line, sources.count < 5 {
            let figure = figures[other]
            if figure.isMoney, figure.depth == figures[number].depth, !figure.scope.contains(.part), !figure.marks.contains(.perUnit) {
                if figure.role == .executed {
                    other -= 1
                    continue
                }
                guard figure.isExact, [.received, .available, .income, .openingBalance, .none, .initialBudget, .budget].contains(figure.role) else { break }
                sources.insert(other, at: 0)
            }
            other -= 1
        }
        guard sources.count >= 2, sources.contains(where: { figures[$0].role != .none }), let sum = try? Amounts.sum(sources.map { (figures[$0], 1) }), let rest = try? sum - paid, rest.isPositive, let gap = try? (rest - stated).magnitude, let percent = Amounts.percent(gap, of: max(rest, stated), to: 1), percent <= ExactDecimal(25) else { return false }
        add(number, sources, spent, gap.isZero ? .holds : .fails(.error))
        return true
    }

    /// A balance of the whole object, against its budget and spending in other lines.
    private func ofWhole(_ number: Int, _ near: Int?) {
        let figures = parts.figures
        let figure = figures[number]
        guard figure.scope.isDisjoint(with: .funds), figure.depth == 0, !figure.scope.contains(.part), figure.role == .balance, let executed = facts.executed, near == nil || near == executed.figure,
            figures[executed.figure].isExact, let stated = try? figure.base(), let spent = try? figures[executed.figure].base()
        else { return }
        guard isWhole(number) || near != nil else { return }
        // Only one budget may be meant.
        let budgets = [facts.adjustedBudget, facts.received, facts.initialBudget].compactMap { $0?.figure }.filter { figures[$0].isExact && $0 != executed.figure }
        guard let source = budgets.first, let value = try? figures[source].base(), budgets.allSatisfy({ (try? figures[$0].base()) == value }), let rest = try? value - spent, rest.isPositive,
            let gap = try? (rest - stated).magnitude, let percent = Amounts.percent(gap, of: max(rest, stated), to: 1)
        else { return }
        add(number, [source], executed.figure, .fails(percent <= ExactDecimal(25) ? .error : .warning))
    }

    /// 年末结转结余, 结余资金: no name of a part stands before it.
    private func isWhole(_ number: Int) -> Bool {
        var words = parts.text.quote(parts.figures[number].label)
        for word in ["结转结余", "结转", "结余", "年末", "资金", "剩余", "余额", "和", "为", "全年", "项目", "本年", "尚有", "年底", "共", "部门", "单位", "：", ":"] { words = words.replacing(word, with: "") }
        return words.allSatisfy(\.isWhitespace)
    }

    /// 其中…结余: a balance of one fund among others.
    private func isPartOnly(_ number: Int) -> Bool {
        let token = parts.tokenOfFigure[number]
        return parts.labelTokens[number].contains { parts.tokens[$0].kind == .term(.comprising) } || token > 1 && parts.tokens[token - 1].kind == .term(.comprising)
    }

    private func isSumOfBalances(_ number: Int, _ near: [Int]) -> Bool {
        collector.sums(with: number).contains { $0.severity != .error } && parts.figures[number].depth > 0
    }

    private func leaves(_ number: Int, _ source: Int, _ top: Int, _ isOver: Bool) -> Bool {
        let figures = parts.figures
        guard let a = try? figures[source].base(), let b = try? figures[top].base(), let stated = try? figures[number].base(), let rest = try? isOver ? b - a : a - b, let gap = try? (rest - stated).magnitude,
            isSmall(gap, beside: stated), let slack = try? Amounts.slack(figures[number], [figures[source], figures[top]])
        else { return false }
        return gap <= slack
    }

    private func leaves(_ number: Int, _ sources: [Int], _ top: Int) -> Bool {
        let figures = parts.figures
        guard let a = try? Amounts.sum(sources.map { (figures[$0], 1) }), let b = try? figures[top].base(), let stated = try? figures[number].base(), let gap = try? (a - b - stated).magnitude,
            isSmall(gap, beside: stated), let slack = try? Amounts.slack(figures[number], sources.map { figures[$0] } + [figures[top]])
        else { return false }
        return gap <= slack
    }

    /// Rounding explains a hundredth of a balance, not all of it.
    private func isSmall(_ gap: ExactDecimal, beside stated: ExactDecimal) -> Bool { gap.isZero || ((try? gap * ExactDecimal(10)).map { $0 <= stated } ?? false) }

    private func add(_ number: Int, _ sources: [Int], _ top: Int, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        let figure = figures[number]
        guard let a = try? Amounts.sum(sources.map { (figures[$0], 1) }), let b = try? figures[top].base(), let stated = try? figure.base() else { return }
        let isOver = figure.role == .overspent
        guard let rest = try? isOver ? b - a : a - b, let gap = try? (rest - stated).magnitude else { return }
        // 130 − 124.80 = 5.20万元, written 5.20元.
        for (exponent, unit) in [(4, "万元"), (-4, "元")] where verdict != .holds && figure.measure.exponent + exponent == figures[top].measure.exponent {
            if let meant = try? stated.shifted(by: exponent), meant == rest { return collector.add(UnitSlips.relation(parts, number, meant: unit, beside: top)) }
        }
        let left = sources.map { Amounts.shown((try? figures[$0].base()) ?? .zero, like: figure) }.joined(separator: " + ")
        let right = Amounts.shown(b, like: figure)
        let shown = Amounts.shown(rest, like: figure)
        let computation = isOver ? "\(right) − \(left) = \(shown)" : "\(left) − \(right) = \(shown)"
        let order = [number] + sources + [top]
        let name = parts.text.words(figure.label)
        collector.add(
            Relation(
                .difference, verdict, at: Rates.place(order.filter { figures[$0].line == figure.line }.map { figures[$0] }), figures: order, stated: figure.number.description, computed: shown,
                difference: Amounts.shown(gap, like: figure), computation: computation, dimension: .money,
                Wording(
                    zh: "“\(name)”写\(figure.number)\(figure.measure.printed)，按文中数字\(computation)\(figure.measure.printed)。请核对。",
                    en: "“\(name)” is given as \(figure.number) \(figure.measure.printed), but the figures make \(computation). Check them.")))
    }
}

import BudgetModel
import Quantities

/// A budget changed during the year: `年初预算6420.18万元，上年结转215.60万元，追加300.00万元，全年预算6935.78万元`.
struct Adjustments {
    static func read(_ collector: RelationCollector) {
        let parts = collector.parts
        let money = parts.figures.indices.filter { parts.figures[$0].isMoney }
        guard money.contains(where: { isChange(parts.figures[$0].role) }) else { return }
        chains(parts, money).forEach { judge(parts, $0, collector) }
    }

    private struct Chain {
        var start: Int
        /// Added, cut or carried over, in the order of the text.
        var changes: [Int]
        var result: Int
    }

    private static func isChange(_ role: Role) -> Bool { role == .added || role == .cut }

    /// A first amount, changes right behind it, and the amount they end in.
    private static func chains(_ parts: TakenApart, _ money: [Int]) -> [Chain] {
        let figures = parts.figures
        var chains: [Chain] = []
        var start: Int?
        var changes: [Int] = []
        for number in money where figures[number].depth == 0 && (!figures[number].scope.contains(.part) || isChange(figures[number].role)) && !figures[number].marks.contains(.perUnit) {
            let figure = figures[number]
            // A chain may go on in the next line, and no further.
            if let first = start, figure.line - figures[changes.last ?? first].line > 1 { (start, changes) = (nil, []) }
            guard figure.isExact else {
                (start, changes) = (nil, [])
                continue
            }
            switch figure.role {
            case .added, .cut, .openingBalance: if start != nil { changes.append(number) }
            case .initialBudget, .budget, .received, .available, .adjustedBudget:
                if let first = start, changes.contains(where: { isChange(figures[$0].role) }), figures[first].role != figure.role || isResult(parts, number) {
                    if figure.role == .adjustedBudget || isResult(parts, number) { chains.append(Chain(start: first, changes: changes, result: number)) }
                }
                // 由A调整为B，调增C: the change is told of both, and starts nothing.
                (start, changes) = figure.role == .adjustedBudget ? (nil, []) : (number, [])
            default: (start, changes) = (nil, [])
            }
        }
        return chains
    }

    private static func areOfOneFund(_ left: Scope, _ right: Scope) -> Bool {
        let (a, b) = (left.intersection(.funds), right.intersection(.funds))
        return a.isEmpty || b.isEmpty || !a.isDisjoint(with: b)
    }

    /// 实际下达, 调整后, 最终: what the changes led to.
    private static func isResult(_ parts: TakenApart, _ number: Int) -> Bool {
        parts.text.words(parts.figures[number].label).contains(anyOf: ["实际", "调整后", "追减后", "追加后", "核减后", "调减后", "全年", "最终", "最后", "合计", "共计", "总计"])
    }

    private static func judge(_ parts: TakenApart, _ chain: Chain, _ collector: RelationCollector) {
        let figures = parts.figures
        guard let start = try? figures[chain.start].base(), let stated = try? figures[chain.result].base(), stated.isPositive,
            areOfOneFund(figures[chain.start].scope, figures[chain.result].scope)
        else { return }
        func sum(_ changes: [Int]) -> ExactDecimal? {
            changes.reduce(start) { sum, change in
                guard let sum, let base = try? figures[change].base() else { return nil }
                return figures[change].role == .cut ? try? sum - base : try? sum + base
            }
        }
        // The carry-over may be told beside the budget, or be a part of it.
        let own = chain.changes.filter { isChange(figures[$0].role) }
        guard let all = sum(chain.changes), let slack = try? Amounts.slack(figures[chain.result], ([chain.start] + chain.changes).map { figures[$0] }) else { return }
        for changes in [chain.changes, own] {
            guard let value = sum(changes), let gap = try? (value - stated).magnitude, gap <= slack else { continue }
            return add(parts, chain, changes, value, gap.isZero ? .holds : .rounded, collector)
        }
        guard let gap = try? (all - stated).magnitude, let percent = Amounts.percent(gap, of: stated, to: 1), percent <= ExactDecimal(40) else { return }
        add(parts, chain, chain.changes, all, .fails(.error), collector)
    }

    private static func add(_ parts: TakenApart, _ chain: Chain, _ changes: [Int], _ value: ExactDecimal, _ verdict: Relation.Verdict, _ collector: RelationCollector) {
        let figures = parts.figures
        let result = figures[chain.result]
        guard let stated = try? result.base(), let gap = try? (value - stated).magnitude else { return }
        let shown = Amounts.shown(value, like: result)
        func amount(_ number: Int) -> String { (try? figures[number].base()).map { Amounts.shown($0, like: result) } ?? figures[number].number.description }
        let computation = amount(chain.start) + changes.map { (figures[$0].role == .cut ? " − " : " + ") + amount($0) }.joined() + " = \(shown)"
        let order = [chain.result, chain.start] + changes
        let name = parts.text.quote(result.label)
        collector.add(
            Relation(
                .difference, verdict, at: Rates.place(order.map { figures[$0] }), figures: order, stated: result.number.description, computed: shown, difference: Amounts.shown(gap, like: result), computation: computation,
                dimension: .money,
                Wording(
                    zh: "“\(name)”写\(result.number)\(result.measure.printed)，按追加和调减\(computation)\(result.measure.printed)。请核对。",
                    en: "“\(name)” is given as \(result.number) \(result.measure.printed), but additions and cuts make \(computation). Check them.")))
    }
}

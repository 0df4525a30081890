import BudgetModel
import Quantities

/// Rates that go one by one with amounts: `中央100万元、省级50万元，分别支出80万元、45万元，执行率分别为80%、90%`.
///
/// Of the lists of one length before the rates two belong to them; where some rates fit their pair, the others must as well.
struct RespectiveRates {
    private let parts: TakenApart
    private let collector: RelationCollector

    static func read(_ collector: RelationCollector) {
        let reader = RespectiveRates(parts: collector.parts, collector: collector)
        var number = 0
        while number < reader.parts.figures.count {
            let rates = reader.rates(from: number)
            if rates.count >= 2 { reader.judge(rates) }
            number += max(1, rates.count)
        }
    }

    private init(parts: TakenApart, collector: RelationCollector) {
        self.parts = parts
        self.collector = collector
    }

    /// As many as one list of a sentence has.
    private static let longestList = 20

    /// 分别为80%、90%: percentages of which only the first has words of its own.
    private func rates(from number: Int) -> [Int] {
        let figures = parts.figures
        guard figures[number].isPercent, figures[number].isExact, [.executionRate, .rate, .share, .receivedRate].contains(figures[number].role), parts.text.words(figures[number].label).contains(anyOf: ["分别", "依次"]), !parts.has(.target, number), !parts.has(.previous, number) else { return [] }
        var list = [number]
        while list.count < Self.longestList, let next = list.last.map({ $0 + 1 }), next < figures.count, figures[next].isPercent, figures[next].isExact, figures[next].sentence == figures[number].sentence, figures[next].label.count <= 1 { list.append(next) }
        return list
    }

    private func judge(_ rates: [Int]) {
        let lists = lists(before: rates[0], of: rates.count)
        guard lists.count >= 2, !rates.contains(where: { collector.accused.contains($0) }) else { return }
        let figures = parts.figures
        var best: (tops: [Int], bottoms: [Int], fitting: Int)?
        for tops in lists {
            for bottoms in lists where bottoms != tops && figures[bottoms[0]].measure.dimension == figures[tops[0]].measure.dimension {
                let fitting = rates.indices.count { Amounts.agrees(figures[rates[$0]].number, figures[tops[$0]], over: figures[bottoms[$0]]) }
                if fitting > best?.fitting ?? 0 { best = (tops, bottoms, fitting) }
            }
        }
        guard let best, best.fitting * 2 >= rates.count else { return }
        for (place, rate) in rates.enumerated() {
            let (top, bottom) = (best.tops[place], best.bottoms[place])
            let agrees = Amounts.agrees(figures[rate].number, figures[top], over: figures[bottom])
            if let relation = Rates.relation(parts, rate, top, bottom, agrees ? .holds : .fails(.error)) { collector.add(relation) }
        }
    }

    /// The lists of as many amounts in the sentence before a figure, the nearest first: one dimension each, exact, side by side.
    private func lists(before first: Int, of count: Int) -> [[Int]] {
        let figures = parts.figures
        var pool: [Int] = []
        for other in stride(from: first - 1, through: max(0, first - Self.longestList * 4), by: -1) {
            guard figures[other].sentence == figures[first].sentence else { break }
            guard figures[other].isMoney || figures[other].isCount, figures[other].depth == figures[first].depth else { continue }
            guard figures[other].isExact, !figures[other].marks.contains(.perUnit) else { break }
            pool.append(other)
        }
        guard pool.count >= count * 2, pool.count % count == 0 else { return [] }
        let lists = stride(from: 0, to: pool.count, by: count).map { Array(pool[$0..<$0 + count].reversed()) }
        return lists.allSatisfy({ list in list.allSatisfy { figures[$0].measure.dimension == figures[list[0]].measure.dimension } }) ? lists : []
    }
}

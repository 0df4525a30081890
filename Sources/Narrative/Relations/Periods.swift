import BudgetModel
import Quantities

/// Quarters, halves and batches against their whole: `全年供水400万立方米，一季度90万立方米，二季度100万立方米，…`.
struct Periods {
    private let parts: TakenApart
    private let collector: RelationCollector

    static func read(_ collector: RelationCollector) {
        let reader = Periods(parts: collector.parts, collector: collector)
        for (number, figure) in reader.parts.figures.enumerated() where figure.isExact && (figure.isMoney || figure.isCount) {
            if reader.opens(number, "一季度") { reader.judge(reader.run(from: number, ["一季度", "二季度", "三季度", "四季度"])) }
            if reader.opens(number, "第一批"), figure.isMoney { reader.batches(number) }
            if reader.opens(number, "上半年") { reader.judge(reader.run(from: number, ["上半年", "下半年"])) }
        }
    }

    private init(parts: TakenApart, collector: RelationCollector) {
        self.parts = parts
        self.collector = collector
    }

    /// `第一批844万元，…；第二批660万元` against `实际到账1444万元` elsewhere: what came in batches came in all.
    private func batches(_ first: Int) {
        let figures = parts.figures
        var run = [first]
        for batch: StaticString in ["第二批", "第三批", "第四批", "第五批"] {
            let last = run[run.count - 1]
            guard let next = (last + 1..<min(figures.count, last + 5)).first(where: { figures[$0].isMoney && figures[$0].isExact && figures[$0].line - figures[last].line <= 1 && opens($0, batch) }) else { break }
            run.append(next)
        }
        guard run.count >= 2, !run.contains(where: { collector.accused.contains($0) }), collector.maySearch(), let sum = try? Amounts.sum(run.map { (figures[$0], 1) }) else { return }
        // A figure of the text that is their sum settles it.
        if figures.indices.contains(where: { figures[$0].isMoney && !run.contains($0) && (try? figures[$0].base()) == sum }) { return }
        let totals = figures.indices.filter { number in
            guard figures[number].role == .received, figures[number].isExact, figures[number].isMoney, figures[number].depth == 0, figures[number].scope.isDisjoint(with: [.funds, .part]), !run.contains(number), let base = try? figures[number].base(), base.isPositive, let gap = try? (sum - base).magnitude, let percent = Amounts.percent(gap, of: base, to: 1) else { return false }
            return parts.text.words(figures[number].label).contains(anyOf: ["到账", "到位", "收到", "共下达", "下达资金"]) && percent <= ExactDecimal(15)
        }
        guard let total = totals.first, totals.allSatisfy({ figures[$0].number == figures[total].number }), let base = try? figures[total].base(), let gap = try? (sum - base).magnitude, let slack = try? Amounts.slack(figures[total], run.map { figures[$0] }), gap > slack else { return }
        tell(total, run, sum, gap, .fails(.warning), at: run) { sum in
            Wording(
                zh: "“\(parts.text.quote(figures[total].label.lowerBound..<figures[total].range.upperBound))”，各批次相加\(sum.computation)，相差\(sum.difference)\(figures[total].measure.printed)。请核对，另有批次的补上。",
                en: "The text gives “\(parts.text.quote(figures[total].label.lowerBound..<figures[total].range.upperBound))”, but the batches make \(sum.computation). Check them; add a batch that was left out.")
        }
    }

    private func opens(_ number: Int, _ period: StaticString) -> Bool { parts.text.words(parts.figures[number].label).contains(period) }

    /// One figure of the same unit for each period, in their order within a line; empty where one is missing.
    private func run(from first: Int, _ periods: [StaticString]) -> [Int] {
        var run = [first]
        for period in periods.dropFirst() {
            let last = run[run.count - 1]
            let next = (last + 1..<min(parts.figures.count, last + 4)).first { parts.figures[$0].measure == parts.figures[first].measure && parts.figures[$0].line == parts.figures[first].line && opens($0, period) }
            guard let next, parts.figures[next].isExact else { return [] }
            run.append(next)
        }
        return run
    }

    /// The amount of the whole year right before or behind the periods.
    private func judge(_ run: [Int]) {
        guard let first = run.first, let last = run.last, !run.contains(where: { collector.accused.contains($0) || collector.sums(with: $0).contains { $0.verdict == .holds } }) else { return }
        let figures = parts.figures
        let near = (max(0, first - 3)..<first).reversed() + (last + 1..<min(figures.count, last + 3))
        let total = near.first { number in
            let figure = figures[number]
            guard figure.isExact, figure.measure.dimension == figures[first].measure.dimension, figure.line == figures[first].line, !figure.marks.contains(.perUnit) else { return false }
            return parts.text.words(figure.label).contains(anyOf: ["全年", "年度", "累计", "合计", "共"])
        }
        guard let total, let sum = try? Amounts.sum(run.map { (figures[$0], 1) }), let base = try? figures[total].base(), let gap = try? (sum - base).magnitude, let slack = try? Amounts.slack(figures[total], run.map { figures[$0] }), base.isPositive, let percent = Amounts.percent(gap, of: base, to: 1), percent <= ExactDecimal(40) else { return }
        tell(total, run, sum, gap, gap <= slack ? .holds : .fails(.error), at: [total] + run) { sum in
            Wording(
                zh: "全年写\(figures[total].number)\(figures[total].measure.printed)，各期相加\(sum.computation)，相差\(sum.difference)。请核对。",
                en: "The year is given as \(figures[total].number), but its periods make \(sum.computation), a difference of \(sum.difference). Check them.")
        }
    }

    private func tell(_ total: Int, _ run: [Int], _ sum: ExactDecimal, _ gap: ExactDecimal, _ verdict: Relation.Verdict, at places: [Int], _ words: ((computation: String, difference: String)) -> Wording) {
        let figures = parts.figures
        let shown = Amounts.shown(sum, like: figures[total]), difference = Amounts.shown(gap, like: figures[total])
        let computation = run.map { figures[$0].number.description }.joined(separator: " + ") + " = \(shown)"
        collector.add(
            Relation(
                .sum, verdict, at: Rates.place(places.map { figures[$0] }), figures: [total] + run, stated: figures[total].number.description, computed: shown, difference: difference, computation: computation,
                dimension: figures[total].measure.dimension, words((computation, difference))))
    }
}

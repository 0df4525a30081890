import BudgetModel
import Quantities

/// A difference that a sentence draws from its two numbers itself: `计划发放300户，实际发放366户，超额66户`.
struct PlainDifferences {
    static func read(_ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        for (number, figure) in figures.enumerated() where figure.isExact && figure.measure.dimension != .none && figure.measure.dimension != .points && !figure.marks.contains(.perUnit) {
            guard number >= 2, isDifference(parts, number), !collector.explained.contains(number), !collector.accused.contains(number) else { continue }
            let pair = [number - 2, number - 1]
            // Two numbers of its kind right before it, and nothing else of the kind in the sentence before them.
            guard pair.allSatisfy({ figures[$0].isExact && figures[$0].sentence == figure.sentence && figures[$0].depth == figure.depth && isComparable(figures[$0], figure) && figures[$0].role != .increase && figures[$0].role != .decrease && !figures[$0].marks.contains(.perUnit) }) else { continue }
            judge(parts, number, pair, collector)
        }
    }

    /// Percentages differ by points of percent.
    private static func isComparable(_ left: Figure, _ difference: Figure) -> Bool {
        difference.measure.dimension == .percentagePoint ? left.isPercent : left.measure.dimension == difference.measure.dimension
    }

    /// 超额, 多, 少, 相差, 还差: nothing but the word of the difference stands at the number.
    private static func isDifference(_ parts: TakenApart, _ number: Int) -> Bool {
        let label = parts.figures[number].label
        guard label.count <= 8 else { return false }
        return parts.text.words(label).hasSuffix(anyOf: ["超额", "超额完成", "多", "少", "相差", "差额", "还差", "超出", "超过计划", "高出", "低于", "高于", "差", "超", "超计划", "超任务", "多完成", "少完成", "高于目标", "低于目标"])
    }

    private static func judge(_ parts: TakenApart, _ number: Int, _ pair: [Int], _ collector: RelationCollector) {
        let figures = parts.figures
        let figure = figures[number]
        guard let a = try? figures[pair[0]].base(), let b = try? figures[pair[1]].base(), let stated = try? figure.base(), let exact = try? (b - a).magnitude, let gap = try? (exact - stated).magnitude,
            let slack = try? Amounts.slack(figure, pair.map { figures[$0] })
        else { return }
        let verdict: Relation.Verdict = gap.isZero ? .holds : gap <= slack ? .rounded : .fails(gap <= stated ? .error : .warning)
        // A difference that is nowhere near is of something else.
        if case .fails = verdict, (try? gap > exact * ExactDecimal(2)) ?? true { return }
        let (high, low) = a > b ? (pair[0], pair[1]) : (pair[1], pair[0])
        let shown = Amounts.shown(exact, like: figure)
        let computation = "\(figures[high].number) − \(figures[low].number) = \(shown)"
        let order = [number, high, low]
        collector.add(
            Relation(
                .difference, verdict, at: Rates.place(order.map { figures[$0] }), figures: order, stated: figure.number.description, computed: shown, difference: Amounts.shown(gap, like: figure), computation: computation,
                dimension: figure.measure.dimension,
                Wording(
                    zh: "差额写\(figure.number)\(figure.measure.printed)，按前后两数\(computation)。请核对。",
                    en: "The difference is given as \(figure.number) \(figure.measure.printed), but the two figures make \(computation). Check them.")))
    }
}

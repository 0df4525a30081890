import BudgetModel
import Quantities

/// What the rows of a form in running text say together: money rows, and blocks with points in their heads.
struct FormRows {
    static func read(_ collector: RelationCollector) {
        for block in collector.parts.fundRows {
            money(block, collector)
            rate(block.total, collector)
            points(block.total, collector)
        }
        blocks(collector)
    }

    /// The points of execution against the rate they are of: 20分 × 52 ÷ 80 is 13.
    private static func points(_ row: FundRows.Row, _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        guard let score = row.figures[.score], let top = row.figures[.executed], let bottom = row.figures[.adjusted] ?? row.figures[.initial], !collector.accused.contains(top), let spent = try? figures[top].base(), let budget = try? figures[bottom].base(), budget.isPositive, spent <= budget else { return }
        let begin = figures[score].digits.lowerBound
        let weight = row.figures[.weight] ?? figures.indices.last { figures[$0].measure.dimension == .points && figures[$0].isPlain && figures[$0].depth > 0 && figures[$0].digits.lowerBound < begin && begin - figures[$0].digits.lowerBound < 90 }
        guard let weight, weight != score, figures[score].number <= figures[weight].number, let share = try? Ratio(spent, over: budget), let exact = try? share * figures[weight].number else { return }
        // Rounded at any digit, or from the printed rate, is no error.
        var accepted: [Ratio] = [exact]
        if let rate = row.figures[.rate], let printed = try? Ratio(figures[rate].number) * figures[weight].number, let hundredth = try? Ratio(1, over: 100), let points = try? printed * hundredth { accepted.append(points) }
        let stated = figures[score].number
        if accepted.contains(where: { (try? Amounts.agrees(stated, with: $0)) ?? true }) { return }
        guard let shown = try? exact.rounded(to: 2, .halfUp), let gap = try? (shown - stated).magnitude else { return }
        let computation = "\(figures[weight].number) × \(figures[top].number) ÷ \(figures[bottom].number) = \(shown)"
        collector.add(
            Relation(
                .scoreSum, .fails(.warning), at: Rates.place([figures[top], figures[score]]), figures: [score, weight, top, bottom], stated: stated.description, computed: shown.plain, difference: gap.plain, computation: computation,
                dimension: .percent,
                Wording(
                    zh: "预算执行得\(stated)分，按执行率计算\(computation)。请核对；另有计分办法的写明。",
                    en: "Execution has \(stated) points, but by its rate it is \(computation). Check it, or name the method.")))
    }

    /// The rate of a row against its own amounts.
    private static func rate(_ row: FundRows.Row, _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        guard let rate = row.figures[.rate], let top = row.figures[.executed], let bottom = row.figures[.adjusted] ?? row.figures[.initial], !collector.accused.contains(rate), !collector.explained.contains(rate),
            let a = try? figures[top].base(), let b = try? figures[bottom].base(), let shown = Amounts.percent(a, of: b, to: max(2, figures[rate].number.scale))
        else { return }
        // The rate may be of the budget of the beginning of the year.
        let bases = [row.figures[.adjusted], row.figures[.initial]].compactMap(\.self)
        if bases.contains(where: { Amounts.agrees(figures[rate].number, figures[top], over: figures[$0]) }) { return }
        // 0.958 for 95.8 %.
        if figures[rate].number <= .one, let percent = try? figures[rate].number.shifted(by: 2), bases.contains(where: { Amounts.agrees(percent, figures[top], over: figures[$0]) }) { return }
        let order = [rate, top, bottom]
        let computation = "\(figures[top].number) ÷ \(figures[bottom].number) = \(shown)%"
        collector.add(
            Relation(
                .rate, .fails(.error), at: Rates.place(order.map { figures[$0] }), figures: order, stated: figures[rate].number.description, computed: shown.plain,
                difference: (try? (shown - figures[rate].number).magnitude.plain), computation: computation, dimension: .money,
                Wording(
                    zh: "资金表的执行率写\(figures[rate].number)%，按本行数字\(computation)。请核对。",
                    en: "The row of funds gives a rate of \(figures[rate].number) %, but its amounts make \(computation). Check them.")))
    }

    /// Total row against the rows of its parts, column by column.
    private static func money(_ block: FundRows, _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        for column in [FundRows.Column.initial, .adjusted, .executed] {
            guard let total = block.total.figures[column] else { continue }
            // A row without an amount leaves no trace, so parts may be missing, but never too much.
            let members = block.parts.compactMap { $0.figures[column] }
            guard !members.isEmpty, let sum = try? Amounts.sum(members.map { (figures[$0], 1) }), let base = try? figures[total].base(), sum > base, let gap = try? (sum - base).magnitude,
                let slack = try? Amounts.slack(figures[total], members.map { figures[$0] }), gap > slack
            else { continue }
            // Only rows of equal length name the same columns.
            guard block.parts.allSatisfy({ $0.figures[.executed] != nil }) else { continue }
            let whole = figures[total]
            let shown = Amounts.shown(sum, like: whole)
            let computation = members.map { figures[$0].number.description }.joined(separator: " + ") + " = \(shown)"
            collector.add(
                Relation(
                    .sum, .fails(base.isZero ? .warning : .error), at: figures[total].label.lowerBound..<max(figures[total].range.upperBound, figures[members[members.count - 1]].range.upperBound), figures: [total] + members,
                    stated: whole.number.description, computed: shown, difference: Amounts.shown(gap, like: whole), computation: computation, dimension: .money,
                    Wording(
                        zh: "资金总额写\(whole.number)\(whole.measure.printed)，各项资金相加\(computation)。请核对。",
                        en: "The total of the funds is \(whole.number) \(whole.measure.printed), but the rows make \(computation). Check them.")))
            return
        }
    }

    /// `产出指标（70分）`, `效益指标（20分）`, `满意度指标（10分）` and the points of execution.
    private static func blocks(_ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        var weights: [(block: Scores.Block, figure: Int)] = []
        for (number, figure) in figures.enumerated() where figure.measure.dimension == .points && figure.depth == 1 && figure.label.isEmpty && figure.isPlain {
            let range = parts.text.lines[figure.line].range
            guard figure.digits.lowerBound - range.lowerBound <= 14 else { continue }
            let words = parts.text.words(range.lowerBound..<figure.digits.lowerBound)
            guard words.contains("指标") || words.hasPrefix("预算执行情况"), let block = Scores.Block.of(words), block.parent == nil, !weights.contains(where: { $0.block == block }) else { continue }
            weights.append((block, number))
        }
        guard weights.contains(where: { $0.block == .output }), weights.contains(where: { $0.block == .benefit }), !weights.contains(where: { collector.accused.contains($0.figure) }) else { return }
        let execution = parts.fundRows.lazy.compactMap { $0.total.figures[.weight] }.first
        var list = weights.map(\.figure)
        if let execution, !weights.contains(where: { $0.block == .execution }) { list.insert(execution, at: 0) }
        guard let sum = parts.printedSum(list), sum != .hundred, execution != nil || sum > .hundred, sum > ExactDecimal(80), sum < ExactDecimal(160) else { return }
        // Without satisfaction the blocks may not be whole.
        guard sum > .hundred || weights.contains(where: { $0.block == .satisfaction }) else { return }
        let computation = parts.addition(list, sum)
        collector.add(
            Relation(
                .weights, .fails(.error), at: figures[weights[0].figure].range, figures: list, stated: "100", computed: sum.plain, difference: (try? (sum - .hundred).magnitude.plain), computation: computation, dimension: .points,
                Wording(
                    zh: "预算执行和各一级指标的分值相加\(computation)，不是100。请核对各项分值。",
                    en: "The points of execution and of the blocks make \(computation), not 100. Check them.")))
    }
}

import BudgetModel
import Quantities

/// Growth against an earlier figure: `增加61.54万元，增长8.35%`, `由2.41提高到2.56，增长6.22%`.
struct Growth {
    private let parts: TakenApart
    private let collector: RelationCollector

    static func read(_ collector: RelationCollector) {
        let reader = Growth(parts: collector.parts, collector: collector)
        for (number, figure) in reader.parts.figures.enumerated() where figure.isPercent && figure.isPlain && (figure.role == .growth || figure.role == .decline) { reader.growth(number) }
        for (number, figure) in reader.parts.figures.enumerated() where figure.isPercent && figure.isPlain { reader.overTarget(number) }
        for (number, figure) in reader.parts.figures.enumerated() where figure.isPlain && [.increase, .decrease, .added, .cut].contains(figure.role) { reader.change(number) }
    }

    private init(parts: TakenApart, collector: RelationCollector) {
        self.parts = parts
        self.collector = collector
    }

    private struct Pair {
        var earlier: Int
        var later: Int
    }

    private func values(_ number: Int, sameSentence: Bool) -> [Int] {
        let figures = parts.figures
        return parts.lineFigures(around: number, reach: 15).filter { index in
            index != number && figures[index].isPlain && (!sameSentence || figures[index].sentence == figures[number].sentence)
                && !figures[index].marks.contains(.factor)
        }
    }

    private func growth(_ number: Int) {
        let figures = parts.figures
        let figure = figures[number]
        guard !figure.marks.contains(.approximate), !parts.has(.target, number) else { return }
        let isDecline = figure.role == .decline
        let pool = values(number, sameSentence: false)
        let changes = pool.filter { figures[$0].role == .increase || figures[$0].role == .decrease || figures[$0].role == .added || figures[$0].role == .cut }
        // Any two figures of one kind whose change this is.
        for earlier in pool {
            for later in pool where later != earlier && figures[later].measure.dimension == figures[earlier].measure.dimension && figures[earlier].measure.dimension != .percentagePoint {
                if fits(number, from: earlier, to: later, isDecline) { return add(number, earlier, later, nil, .holds) }
            }
        }
        // A change over what was there before it.
        for change in changes {
            for later in pool where later != change && !isPrevious(later) && figures[later].measure.dimension == figures[change].measure.dimension {
                // 支出5.46万元，较上年7.18万元减少1.72万元: over what was there before, not over what is.
                if fits(number, change: change, of: later, isDecline, onlyBefore: isComparedCurrent(later, change)) { return add(number, nil, later, change, .holds) }
            }
        }
        for change in changes {
            for earlier in pool where earlier != change && isPrevious(earlier) && figures[earlier].measure.dimension == figures[change].measure.dimension {
                if let a = try? figures[change].base(), let b = try? figures[earlier].base(), let exact = (try? Amounts.percent(a, of: b)) ?? nil, agrees(number, exact, exact) { return }
            }
        }
        // What the sentence itself says.
        let own = values(number, sameSentence: true)
        if let pair = pair(number, own), standsNext(number, max(pair.earlier, pair.later)) {
            if figures[pair.later].isExact, figures[pair.earlier].isExact { return add(number, pair.earlier, pair.later, nil, .fails(.error)) }
        }
        // 增加61.54万元，增长8.35%: the change right before, the amount before that.
        if let change = own.last(where: { $0 < number && (figures[$0].role == .increase || figures[$0].role == .decrease) && figures[$0].isExact }), change == number - 1,
            let later = own.last(where: { $0 < change && figures[$0].measure.dimension == figures[change].measure.dimension && figures[$0].role != .increase && figures[$0].role != .decrease && figures[$0].isExact }), !isPrevious(later),
            (later + 1..<change).allSatisfy({ !figures[$0].isExact }), compares(from: figures[later].range.upperBound, number) || figures[change].label.count <= 3 && figures[number].label.count <= 3
        {
            return add(number, nil, later, change, .fails(.error))
        }
        if let change = own.last(where: { $0 < number && (figures[$0].role == .increase || figures[$0].role == .decrease) && figures[$0].isExact }), change == number - 1, own.allSatisfy({ $0 > change || figures[$0].measure.dimension != figures[change].measure.dimension || figures[$0].role == .increase || figures[$0].role == .decrease }) { return overBefore(number, change, isDecline) }
        // 比2020年的2200平方公里增加440平方公里，增长25%: the change over what was before.
        if let change = own.last(where: { $0 < number && (figures[$0].role == .increase || figures[$0].role == .decrease) && figures[$0].isExact }), change == number - 1,
            let earlier = own.last(where: { $0 < change }), earlier == change - 1, isPrevious(earlier), figures[earlier].isExact, figures[earlier].measure.dimension == figures[change].measure.dimension
        {
            over(number, change, earlier)
        }
    }

    /// `收入支出总体与上年相比，增加96.38万元，增长12.11%`: the amounts stand in the lines before.
    private func overBefore(_ number: Int, _ change: Int, _ isDecline: Bool) {
        let figures = parts.figures
        let line = figures[number].line
        var begin = change
        while begin > 0, line - figures[begin - 1].line <= 4 { begin -= 1 }
        let totals = (begin..<change).filter { figures[$0].sentence != figures[number].sentence && figures[$0].measure.dimension == figures[change].measure.dimension && figures[$0].isExact && figures[$0].depth == 0 && !isPrevious($0) }
        if totals.contains(where: { fits(number, change: change, of: $0, isDecline) }) { return }
        // Only where the totals before it are one amount.
        var named = totals.filter { parts.text.words(figures[$0].label).contains("总计") }
        if named.isEmpty { named = namesakes(change, totals) }
        guard let later = named.last, named.allSatisfy({ figures[$0].number == figures[later].number }), compares(from: parts.sentenceText(figures[number].sentence).lowerBound, number) else { return }
        add(number, nil, later, change, .fails(.error))
    }

    /// Whether 比, 较 or 同比 stands between a place and a figure: the change is one against another year or plan.
    private func compares(from start: Int, _ number: Int) -> Bool {
        let words = parts.text.words(start..<max(start, parts.figures[number].digits.lowerBound))
        return words.contains(anyOf: ["比", "较", "上年", "去年"])
    }

    /// `“三公”经费支出决算数比2016年度减少0.28万元`: the whole amounts of that kind before it.
    private func namesakes(_ change: Int, _ totals: [Int]) -> [Int] {
        let figures = parts.figures
        let words = parts.text.words(figures[change].label)
        // 公务用车购置及运行维护费支出决算减少 and, before, the same words with the amount.
        let name = parts.text.codes[figures[change].label].prefix(6)
        if name.count == 6, name.allSatisfy({ !Code.isSpace($0) }) {
            let own = totals.filter { parts.text.codes[figures[$0].label].starts(with: name) && figures[$0].role.flow != nil && figures[$0].role != .balance }
            if !own.isEmpty { return own }
        }
        let role: Role? = words.contains(anyOf: ["决算", "支出"]) ? .executed : words.contains("收入") ? .income : nil
        guard let role else { return [] }
        return totals.filter { figures[$0].role == role && figures[$0].scope.isDisjoint(with: [.part]) && figures[$0].scope.intersection(.funds).isSubset(of: figures[change].scope) }
    }

    /// Between a pair and its percentage only the change itself may stand.
    private func standsNext(_ number: Int, _ last: Int) -> Bool {
        (last + 1..<max(last + 1, number)).allSatisfy { parts.figures[$0].role == .increase || parts.figures[$0].role == .decrease }
    }

    /// A change as a share of the earlier figure.
    private func over(_ number: Int, _ change: Int, _ earlier: Int) {
        let figures = parts.figures
        guard let a = try? figures[change].base(), let b = try? figures[earlier].base(), let exact = (try? Amounts.percent(a, of: b)) ?? nil, !agrees(number, exact, exact),
            let shown = try? exact.rounded(to: max(2, figures[number].number.scale), .halfUp)
        else { return }
        let order = [number, change, earlier]
        let computation = "\(figures[change].number) ÷ \(figures[earlier].number) = \(shown)%"
        collector.add(
            Relation(
                .growth, .fails(.error), at: Rates.place(order.map { figures[$0] }), figures: order, stated: figures[number].number.description, computed: shown.plain,
                difference: (try? (shown - figures[number].number).magnitude.plain), computation: computation, dimension: figures[change].measure.dimension,
                Wording(
                    zh: "增减幅度写\(figures[number].number)%，按文中数字\(computation)。请核对幅度和基数。",
                    en: "The change is given as \(figures[number].number) %, but the figures make \(computation). Check the percentage and its base.")))
    }

    /// The earlier and the later figure that a sentence sets against each other.
    private func pair(_ number: Int, _ own: [Int], ofPercentages: Bool = false) -> Pair? {
        let figures = parts.figures
        let codes = parts.text.codes
        // 由 a 提高到 b.
        for (place, earlier) in own.enumerated() where place + 1 < own.count {
            let later = own[place + 1]
            guard figures[earlier].measure.dimension == figures[later].measure.dimension, later < number, later == earlier + 1 else { continue }
            let label = figures[earlier].label
            let from = label.contains { codes[$0] == 0x7531 || codes[$0] == 0x4ECE }  // 由 从
            let between = figures[earlier].range.upperBound..<figures[later].digits.lowerBound
            let to = between.contains { codes[$0] == 0x5230 || codes[$0] == 0x81F3 || codes[$0] == 0x4E3A }  // 到 至 为
            if from, to, !between.contains(where: { codes[$0] == Code.semicolon }) { return Pair(earlier: earlier, later: later) }
        }
        if let named = ofNamedYears(number, own, ofPercentages) { return named }
        // 比上年的 a 增长 …: the earlier one names a year before.
        let before = own.filter { $0 < number && figures[$0].isPercent == ofPercentages && figures[$0].role != .increase && figures[$0].role != .decrease }
        guard let earlier = before.last(where: { isPrevious($0) }), let later = before.last(where: { !isPrevious($0) && figures[$0].measure.dimension == figures[earlier].measure.dimension }) else { return nil }
        guard before.count(where: { figures[$0].measure.dimension == figures[earlier].measure.dimension }) == 2 else { return nil }
        return Pair(earlier: earlier, later: later)
    }

    /// 2022年为10万人次，2023年为12万人次: the two figures before a change, each with its own year.
    private func ofNamedYears(_ number: Int, _ own: [Int], _ ofPercentages: Bool) -> Pair? {
        let figures = parts.figures
        let before = own.filter { $0 < number && figures[$0].isPercent == ofPercentages && figures[$0].role != .increase && figures[$0].role != .decrease }
        guard before.count == 2, figures[before[0]].measure.dimension == figures[before[1]].measure.dimension, before.allSatisfy({ figures[$0].isExact && parts.namesYear($0) }), let first = figures[before[0]].year, let second = figures[before[1]].year, first != second, (first - second).magnitude == 1 else { return nil }
        return first < second ? Pair(earlier: before[0], later: before[1]) : Pair(earlier: before[1], later: before[0])
    }

    private func isPrevious(_ number: Int) -> Bool {
        let figure = parts.figures[number]
        if figure.role == .previous || parts.has(.previous, number) || parts.has(.compare, number) { return true }
        // 比2020年的2200平方公里.
        if figure.role != .increase, figure.role != .decrease, parts.text.words(figure.label).hasPrefix(anyOf: ["比", "较", "与"]) { return true }
        guard let year = figure.year, let own = parts.year else { return false }
        return year < own && parts.namesYear(number)
    }

    private func fits(_ number: Int, from earlier: Int, to later: Int, _ isDecline: Bool) -> Bool {
        // What is now is so much of what was before: 100 % and the growth, or less the decline.
        let printed = parts.figures[number].number
        guard let rate = isDecline ? try? ExactDecimal.hundred - printed : try? ExactDecimal.hundred + printed else { return false }
        return Amounts.agrees(rate, parts.figures[later], over: parts.figures[earlier])
    }

    /// Whether an amount is set against a named earlier one: between it and its change stand 较上年 and that amount, or nothing else.
    private func isComparedCurrent(_ later: Int, _ change: Int) -> Bool {
        let figures = parts.figures
        guard later < change, figures[later].sentence == figures[change].sentence, !isPrevious(later) else { return false }
        let between = Array((later + 1)..<change)
        guard between.count <= 1, between.allSatisfy({ isPrevious($0) }) else { return false }
        // 年初预算765.30万元，支出较年初预算增加36.06万元 is of the spending.
        let start = parts.text.codes[figures[later].range.upperBound..<figures[change].digits.lowerBound].drop { !Code.isIdeograph($0) }
        return start.first.map { [0x8F83, 0x6BD4, 0x4E0E, 0x540C].contains($0) } ?? false
    }

    private func fits(_ number: Int, change: Int, of later: Int, _ isDecline: Bool, onlyBefore: Bool = false) -> Bool {
        guard let a = try? parts.figures[change].base(), let b = try? parts.figures[later].base() else { return false }
        let falls = isDecline || parts.figures[change].role == .decrease
        guard let before = falls ? try? b + a : try? b - a else { return false }
        for base in onlyBefore ? [before] : [before, b] where base.isPositive {
            if let exact = (try? Amounts.percent(a, of: base)) ?? nil, agrees(number, exact, exact) { return true }
        }
        return false
    }

    private func agrees(_ number: Int, _ low: Ratio, _ high: Ratio) -> Bool {
        let printed = parts.figures[number].number
        guard let unit = try? Ratio(ExactDecimal(significand: 1, scale: printed.scale)), let stated = try? Ratio(printed), let least = try? low - unit, let most = try? high + unit else { return false }
        return least < stated && stated < most
    }

    // MARK: Beyond the task

    /// `任务115户，实际264户` and, elsewhere, `实际改造数超任务43%`.
    private func overTarget(_ number: Int) {
        let figures = parts.figures
        let words = parts.text.words(figures[number].label)
        guard words.contains(anyOf: ["超任务", "超额完成", "超出任务", "超计划", "超目标", "超出目标", "超出计划", "超年度任务", "超年度目标"]) else { return }
        var pairs: [Pair] = []
        for (target, figure) in figures.enumerated() where figure.isExact && parts.text.words(figure.label).contains(anyOf: ["任务", "计划", "目标"]) {
            guard case .count = figure.measure.dimension else { continue }
            for actual in (target + 1)..<min(figures.count, target + 3) where figures[actual].isExact && figures[actual].measure == figure.measure && figures[actual].sentence == figure.sentence && parts.text.words(figures[actual].label).contains(anyOf: ["实际", "完成"]) {
                pairs.append(Pair(earlier: target, later: actual))
                break
            }
        }
        guard let pair = pairs.first else { return }
        if pairs.contains(where: { fits(number, from: $0.earlier, to: $0.later, false) }) { return }
        // Only one task may be meant.
        guard pairs.allSatisfy({ figures[$0.earlier].number == figures[pair.earlier].number && figures[$0.later].number == figures[pair.later].number }) else { return }
        add(number, pair.earlier, pair.later, nil, .fails(.error))
    }

    // MARK: Changes

    /// `由82.5%提高到98%，提高15.5个百分点`: a change beside both its ends.
    private func change(_ number: Int) {
        let figures = parts.figures
        let figure = figures[number]
        guard figure.isExact, figure.measure.dimension == .percentagePoint || figure.isMoney || figure.isCount else { return }
        // 由年初预算39497.37万元调整为39069.73万元，调减427.64万元: of these two only where nothing but its word stands between.
        let isBudget = figure.role == .added || figure.role == .cut
        if isBudget, figure.label.count > 3 { return }
        let own = values(number, sameSentence: true)
        guard let pair = pair(number, own.filter { figure.measure.dimension == .percentagePoint ? figures[$0].isPercent : figures[$0].measure.dimension == figure.measure.dimension }, ofPercentages: figure.measure.dimension == .percentagePoint),
            figures[pair.earlier].isExact, figures[pair.later].isExact, !isBudget || pair.later == number - 1, let a = try? figures[pair.earlier].base(), let b = try? figures[pair.later].base(), let stated = try? figure.base(),
            let exact = try? (b - a).magnitude, let gap = try? (exact - stated).magnitude, let slack = try? Amounts.slack(figure, [figures[pair.earlier], figures[pair.later]])
        else { return }
        guard gap > slack, gap <= stated || stated.isZero else { return }
        let unit = figure.measure.printed
        let computation = "\(figures[pair.later].number) − \(figures[pair.earlier].number) = \(Amounts.shown((try? b - a) ?? exact, like: figure))"
        let order = [number, pair.later, pair.earlier]
        collector.add(
            Relation(
                .difference, .fails(.error), at: Rates.place(order.map { figures[$0] }), figures: order, stated: figure.number.description, computed: Amounts.shown(exact, like: figure),
                difference: Amounts.shown(gap, like: figure), computation: computation, dimension: figure.measure.dimension,
                Wording(
                    zh: "增减写\(figure.number)\(unit)，按前后两数\(computation)。请核对。",
                    en: "The change is given as \(figure.number) \(unit), but the two figures make \(computation). Check them.")))
    }

    private func add(_ number: Int, _ earlier: Int?, _ later: Int, _ change: Int?, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        let isDecline = figures[number].role == .decline || change.map { figures[$0].role == .decrease } ?? false
        guard let b = try? figures[later].base() else { return }
        let start: ExactDecimal?
        if let earlier { start = try? figures[earlier].base() } else if let change, let a = try? figures[change].base() { start = isDecline ? try? b + a : try? b - a } else { start = nil }
        guard let start, start.isPositive, let gap = try? (b - start).magnitude, let shown = Amounts.percent(gap, of: start, to: max(2, figures[number].number.scale))
        else { return }
        let first = Amounts.shown(start, like: figures[later])
        let computation = "(\(figures[later].number) − \(first)) ÷ \(first) = \((try? b - start)?.isNegative ?? false ? "-" : "")\(shown)%"
        let order = [number, later] + (earlier.map { [$0] } ?? []) + (change.map { [$0] } ?? [])
        collector.add(
            Relation(
                .growth, verdict, at: Rates.place(order.map { figures[$0] }), figures: order, stated: figures[number].number.description, computed: shown.plain,
                difference: (try? (shown - figures[number].number).magnitude.plain), computation: computation, dimension: figures[later].measure.dimension,
                Wording(
                    zh: "增减幅度写\(figures[number].number)%，按文中数字\(computation)。请核对幅度和基数。",
                    en: "The change is given as \(figures[number].number) %, but the figures make \(computation). Check the percentage and its base.")))
    }
}

import BudgetModel
import Quantities

/// Rates with the two amounts they come from: execution, receipt, and counts per cent.
struct Rates {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        var reader = Rates(parts: collector.parts, collector: collector, facts: facts)
        for (number, figure) in reader.parts.figures.enumerated() where figure.isPercent && figure.isPlain && !figure.marks.contains(.tabular) && !reader.isTarget(number) && !reader.isRespective(number) {
            switch figure.role {
            case .executionRate, .receivedRate: reader.moneyRate(number)
            case .rate: reader.countRate(number)
            default: break
            }
        }
    }

    /// The amounts of a role, looked for once.
    private var amountsOfRole: [Role: [Int]] = [:]

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.collector = collector
        self.facts = facts
    }

    private func isTarget(_ number: Int) -> Bool {
        // 未达到95%的目标, 需达到80%: what was to be reached.
        let label = parts.text.words(parts.figures[number].label)
        if label.contains(anyOf: ["未达到", "没有达到", "未达", "需达到", "应达到", "要求达到", "须达到", "不低于", "力争"]) { return true }
        let end = parts.figures[number].range.upperBound
        let behind = parts.text.words(end..<min(parts.text.count, end + 3))
        if behind.hasPrefix(anyOf: ["的目标", "目标", "的要求", "的标准", "的指标", "的年度"]) { return true }
        return parts.has(.target, number) || parts.has(.previous, number) || parts.has(.increase, number) || parts.has(.decrease, number) || parts.has(.raise, number) }

    /// 分别为80%、90%: told with its own pair already.
    private func isRespective(_ number: Int) -> Bool { collector.explained.contains(number) || collector.accused.contains(number) }

    // MARK: Money

    private static let denominators: Set<Role> = [.initialBudget, .adjustedBudget, .budget, .received, .available, .income]

    /// Plain amounts around a figure: first those of its sentence, nearest first, then of its line, then of the lines before.
    private func around(_ number: Int, _ accepts: (Figure) -> Bool) -> (sentence: [Int], line: [Int], before: [Int]) {
        let figure = parts.figures[number]
        var sentence: [Int] = [], line: [Int] = [], before: [Int] = []
        func take(_ other: Int) {
            let candidate = parts.figures[other]
            guard candidate.isPlain, accepts(candidate) else { return }
            if candidate.sentence == figure.sentence { sentence.append(other) } else if candidate.line == figure.line { line.append(other) } else { before.append(other) }
        }
        var other = number - 1
        while other >= 0, number - other < 60 {
            take(other)
            other -= 1
        }
        other = number + 1
        while other < parts.figures.count, parts.figures[other].line == figure.line, other - number < 30 {
            take(other)
            other += 1
        }
        return (sentence, line, before)
    }

    private mutating func moneyRate(_ number: Int) {
        let figure = parts.figures[number]
        if ofChange(number) || ofWholeBetween(number) { return }
        var money = around(number) { $0.isMoney && !$0.marks.contains(.perUnit) && $0.role != .increase && $0.role != .decrease }
        // 剔除12月25日后下达的300万元 is no base.
        money.sentence.removeAll { parts.has(.except, $0) }
        money.line.removeAll { parts.has(.except, $0) }
        let near = money.sentence + money.line
        let isReceived = figure.role == .receivedRate
        let upper = isReceived ? [Role.received, .available, .income] : [.executed]
        let lower: Set<Role> = isReceived ? [.initialBudget, .adjustedBudget, .budget, .received, .available] : Self.denominators
        // Any fitting pair settles it: amounts of the line over budgets of the report.
        let tops = near.filter { upper.contains(parts.figures[$0].role) || parts.figures[$0].role == .none } + (isReceived ? facts.receivedFigures : facts.executedFigures).prefix(24)
        let bottoms = near + money.before.filter { lower.contains(parts.figures[$0].role) || parts.figures[$0].role == .none } + facts.budgetFigures.prefix(40)
        for top in tops.prefix(24) {
            for bottom in bottoms.prefix(40) where bottom != top {
                // What was spent, told twice, is no base of itself.
                if parts.figures[bottom].role == .executed, parts.figures[top].role == .executed, parts.figures[top].number == parts.figures[bottom].number { continue }
                if Amounts.agrees(figure.number, parts.figures[top], over: parts.figures[bottom]) {
                    add(number, top, bottom, .holds)
                    return
                }
            }
        }
        if isReceived {
            // 到位率100% often stands beside one amount alone.
            guard let top = money.sentence.first(where: { parts.figures[$0].role == .received && parts.figures[$0].isExact && has("到位", $0) }),
                let bottom = money.sentence.first(where: { $0 != top && Self.isBudget(parts.figures[$0].role) && parts.figures[$0].isExact && parts.figures[$0].scope == parts.figures[top].scope })
            else { return }
            fail(number, top, bottom, isNear: true)
            return
        }
        // A precise rate may be of amounts that are named otherwise: 以当年预算计算.
        if figure.number.scale >= 2 {
            for top in money.sentence {
                for bottom in bottoms.prefix(40) where bottom != top && Amounts.agrees(figure.number, parts.figures[top], over: parts.figures[bottom]) { return add(number, top, bottom, .holds) }
            }
        }
        // Over several sources together: 拨入20.00万元；上级补助48.41万元。支出68.41万元.
        let sources = near.filter { (lower.contains(parts.figures[$0].role) || parts.figures[$0].role == .openingBalance || parts.figures[$0].role == .none) && parts.figures[$0].isExact && parts.figures[$0].depth == figure.depth && !isListed($0) }.sorted()
        if sources.count >= 2, sources.count <= 12, sources.contains(where: { lower.contains(parts.figures[$0].role) }) {
            for top in tops.prefix(8) {
                let others = sources.filter { $0 != top }
                for (place, first) in others.enumerated() {
                    for second in others.dropFirst(place + 1) { if fits(figure.number, top, [first, second]) { return } }
                }
                if fits(figure.number, top, others) { return }
            }
        }
        if againstBudget(number) { return }
        // The pair the sentence names.
        let top = near.first { parts.figures[$0].role == .executed && parts.figures[$0].isExact && sameYear($0, number) && fits($0, number) }
        guard let top else { return }
        let scope = parts.figures[top].scope
        let bottom =
            money.sentence.first { $0 != top && isDenominator($0, scope, figure, number) } ?? money.line.first { $0 != top && isDenominator($0, scope, figure, number) }
        if let bottom {
            fail(number, top, bottom, isNear: true)
            return
        }
        guard scope.isDisjoint(with: .funds), !scope.contains(.part), parts.figures[top].sentence == figure.sentence || parts.figures[top].line == figure.line else {
            return
        }
        if let budget = facts.mainBudget, budget != top, parts.figures[budget].isExact { fail(number, top, budget, isNear: false) }
    }

    /// `完成收入969万元，占年初预算2180万元的44.5%`: the amount before, over the whole that stands between.
    private mutating func ofWholeBetween(_ number: Int) -> Bool {
        let figures = parts.figures
        let label = figures[number].label
        guard label.count == 1, parts.text.codes[label.lowerBound] == 0x7684, number >= 2 else { return false }
        let (bottom, top) = (number - 1, number - 2)
        guard [bottom, top].allSatisfy({ figures[$0].isMoney && figures[$0].isExact && figures[$0].sentence == figures[number].sentence && figures[$0].depth == figures[number].depth }), parts.has(.executionRate, bottom) || parts.has(.share, bottom) || parts.has(.budget, bottom) || figures[bottom].role.flow == .into else { return false }
        let agrees = Amounts.agrees(figures[number].number, figures[top], over: figures[bottom])
        // A rough rate that does not fit is no contradiction, and does not hold either.
        if agrees || figures[number].isExact { add(number, top, bottom, agrees ? .holds : .fails(.error)) }
        return true
    }

    /// `调减金额占年初预算的5.42%`, `结余占全年预算的4%`: the one amount of that kind, over the budget that is named.
    private mutating func ofChange(_ number: Int) -> Bool {
        let figures = parts.figures
        guard let role: Role = parts.has(.cut, number) ? .cut : parts.has(.added, number) ? .added : parts.has(.balance, number) ? .balance : nil else { return false }
        let label = parts.text.words(figures[number].label)
        let base: Role? = label.contains("年初预算") ? .initialBudget : label.contains(anyOf: ["全年预算", "调整后预算", "调整预算"]) ? .adjustedBudget : nil
        func named(_ role: Role) -> [Int] {
            if let known = amountsOfRole[role] { return known }
            let found = figures.indices.filter { figures[$0].role == role && figures[$0].isMoney && figures[$0].isExact && figures[$0].scope.isDisjoint(with: .part) }
            amountsOfRole[role] = found
            return found
        }
        let tops = named(role)
        let bottoms = base.map(named) ?? facts.budgetFigures
        for top in tops.prefix(24) { for bottom in bottoms.prefix(40) where top != bottom && Amounts.agrees(figures[number].number, figures[top], over: figures[bottom]) { add(number, top, bottom, .holds); return true } }
        guard let top = tops.first, let bottom = bottoms.first, base != nil, tops.allSatisfy({ figures[$0].number == figures[top].number }), bottoms.allSatisfy({ figures[$0].number == figures[bottom].number }), figures[number].isExact else { return true }
        add(number, top, bottom, .fails(.error))
        return true
    }

    /// `支出1741.75万元，完成年初预算100%，决算数大于预算数55.93万元`: the budget follows from the difference.
    private mutating func againstBudget(_ number: Int) -> Bool {
        let figures = parts.figures
        guard let difference = parts.sentenceFigures(around: number, reach: 4).first(where: { index in
            guard figures[index].isMoney, figures[index].isExact else { return false }
            let words = parts.text.words(figures[index].label)
            return words.contains("预算") && words.contains(anyOf: ["决算数", "支出", "决算"]) && words.contains(anyOf: ["大于", "小于", "多于", "少于", "高于", "低于", "超"])
        }), let top = parts.lineFigures(around: number, reach: 8).last(where: { $0 < min(number, difference) && figures[$0].isMoney && figures[$0].isExact && (figures[$0].role == .executed || figures[$0].role == .none) && figures[$0].sentence == figures[number].sentence }),
            let spent = try? figures[top].base(), let gap = try? figures[difference].base(), gap.isPositive
        else { return false }
        let isAbove = parts.text.words(figures[difference].label).contains(anyOf: ["大于", "多于", "高于", "超"])
        guard let budget = isAbove ? try? spent - gap : try? spent + gap, budget.isPositive, let exact = (try? Amounts.percent(spent, of: budget)) ?? nil, (try? Amounts.agrees(figures[number].number, with: exact)) != true,
            let shown = try? exact.rounded(to: 2, .halfUp)
        else { return false }
        let base = Amounts.shown(budget, like: figures[top])
        let order = [number, top, difference]
        let computation = "\(figures[top].number) ÷ (\(figures[top].number) \(isAbove ? "−" : "+") \(Amounts.shown(gap, like: figures[top]))) = \(shown)%"
        collector.add(
            Relation(
                .rate, .fails(.error), at: Self.place(order.map { figures[$0] }), figures: order, stated: figures[number].number.description, computed: shown.plain, difference: (try? (shown - figures[number].number).magnitude.plain),
                computation: computation, dimension: .money,
                Wording(
                    zh: "完成预算写\(figures[number].number)%，但决算与预算相差\(figures[difference].number)\(figures[difference].measure.printed)，预算应是\(base)，按此\(computation)。请核对。",
                    en: "Completion is given as \(figures[number].number) %, but the difference makes the budget \(base): \(computation). Check them.")))
        return true
    }

    /// Whether an amount is a part in some list.
    private func isListed(_ number: Int) -> Bool { collector.sums(with: number).contains { $0.figures.first != number } }

    private func fits(_ rate: ExactDecimal, _ top: Int, _ sources: [Int]) -> Bool {
        guard let a = try? parts.figures[top].base(), let b = try? Amounts.sum(sources.map { (parts.figures[$0], 1) }), let exact = (try? Amounts.percent(a, of: b)) ?? nil else { return false }
        return (try? Amounts.agrees(rate, with: exact)) ?? false
    }

    private func has(_ word: StaticString, _ figure: Int) -> Bool { parts.text.words(parts.figures[figure].label).contains(word) }

    private static func isBudget(_ role: Role) -> Bool { role == .initialBudget || role == .adjustedBudget || role == .budget }

    /// Both speak of the same year as far as their words tell.
    private func sameYear(_ left: Int, _ right: Int) -> Bool {
        guard let a = parts.figures[left].year, let b = parts.figures[right].year else { return true }
        return a == b
    }

    /// A rate of one fund is not that of another.
    private func fits(_ amount: Int, _ rate: Int) -> Bool {
        let scope = parts.figures[rate].scope.intersection(.funds)
        return scope.isEmpty || parts.figures[amount].scope.intersection(.funds) == scope
    }

    private func isDenominator(_ number: Int, _ scope: Scope, _ rate: Figure, _ rateNumber: Int) -> Bool {
        let figure = parts.figures[number]
        guard Self.denominators.contains(figure.role), figure.isExact, sameYear(number, rateNumber), figure.scope.contains(.part) || !rate.scope.contains(.part) else { return false }
        return figure.scope.intersection(.funds) == scope.intersection(.funds)
    }

    private mutating func fail(_ number: Int, _ top: Int, _ bottom: Int, isNear: Bool) {
        let figure = parts.figures[number]
        if figure.marks.contains(.approximate) || isOfAnother(number, top) { return }
        // 元 for 万元, or the reverse, explains a rate that is ten thousand times off.
        if let slip = unitSlip(number, top, bottom) {
            collector.add(slip)
            return
        }
        add(number, top, bottom, .fails(isNear && isSure(number, top, bottom) ? .error : .warning))
    }

    /// 中小河流治理执行率: a name of its own that the amount does not bear.
    private func isOfAnother(_ number: Int, _ top: Int) -> Bool {
        let figures = parts.figures
        var hidden = Set<Int>()
        for token in parts.labelTokens[number] { hidden.formUnion(parts.tokens[token].range) }
        let name = figures[number].label.filter { !hidden.contains($0) && Code.isIdeograph(parts.text.codes[$0]) && !Self.plainWords.contains(parts.text.codes[$0]) }.map { parts.text.codes[$0] }
        guard name.count >= 3 else { return false }
        let other = figures[top].label.map { parts.text.codes[$0] }
        return !name.sharesRun(of: 2, with: other)
    }

    /// Characters of words that name no part: 我局本年度综合整体总体部门单位项目资金预算的为达到全年截至底其中.
    private static let plainWords = CodeSet("我局县市区校镇乡本年度综合整体总体部门单位项目资金预算支出执行的为达到全截至底其中率实际当前累计共均按计算该专")

    /// Nothing between the amounts and the rate points elsewhere.
    private func isSure(_ number: Int, _ top: Int, _ bottom: Int) -> Bool {
        let figures = parts.figures
        return figures[top].scope.intersection(.funds) == figures[bottom].scope.intersection(.funds) && fits(top, number)
    }

    private func unitSlip(_ number: Int, _ top: Int, _ bottom: Int) -> Relation? {
        let figures = parts.figures
        for (wrong, exponent) in [(top, 4), (top, -4), (bottom, 4), (bottom, -4)] {
            guard figures[wrong].measure.exponent + exponent == 0 || figures[wrong].measure.exponent + exponent == 4 else { continue }
            var mended = figures[wrong]
            mended.measure.exponent += exponent
            let agrees = wrong == top ? Amounts.agrees(figures[number].number, mended, over: figures[bottom]) : Amounts.agrees(figures[number].number, figures[top], over: mended)
            if agrees { return UnitSlips.relation(parts, wrong, meant: exponent > 0 ? "万元" : "元", beside: wrong == top ? bottom : top) }
        }
        return nil
    }

    // MARK: Counts

    private mutating func countRate(_ number: Int) {
        let figure = parts.figures[number]
        let counts = around(number) { if case .count = $0.measure.dimension { $0.role != .increase && $0.role != .decrease } else { false } }
        var pool = Array(counts.sentence.prefix(12))
        // 养护380公里，完成200公里，完工率100%: all of it is of the clauses between two semicolons.
        let own = figure.number == .hundred ? segment(number, counts.sentence) : []
        if own.count >= 2 { pool = own } else { pool += counts.line.prefix(8) }
        // 收回115份，其中满意108份，满意率: of counts that bear the word of the rate, one is its numerator.
        let bearers = Set(pool.filter { $0 < number && isTied($0, number) && parts.figures[$0].isExact })
        for (place, top) in pool.enumerated() where bearers.isEmpty || bearers.contains(top) {
            for (other, bottom) in pool.enumerated() where other != place && areComparable(top, bottom) {
                if Amounts.agrees(figure.number, parts.figures[top], over: parts.figures[bottom]) {
                    add(number, top, bottom, .holds)
                    return
                }
            }
        }
        // 养护380公里，完成200.031公里，完工率100%.
        if figure.number == .hundred, own.count == 2, parts.figures[own[0]].measure == parts.figures[own[1]].measure, own.allSatisfy({ parts.figures[$0].isExact }), parts.figures[own[1]].number < parts.figures[own[0]].number, has("完成", own[1]), parts.text.words(figure.label).contains(anyOf: ["完工", "完成"]) {
            return add(number, own[1], own[0], .fails(.warning))
        }
        if let task = overfulfilled(number, counts.sentence) { return add(number, task.top, task.bottom, .fails(.error)) }
        // 各12000人 planned, paragraphs before: a task of the text that the count was set against.
        for top in counts.sentence.filter({ $0 < number }).prefix(3) {
            for (task, _) in tasks where task < number && parts.figures[task].measure == parts.figures[top].measure && task != top && Amounts.agrees(figure.number, parts.figures[top], over: parts.figures[task]) { return add(number, top, task, .holds) }
        }
        // Two surveys together: (93+46) ÷ (100+50).
        let surveyed = counts.sentence.sorted()
        if surveyed.count >= 4, surveyed.count % 2 == 0, surveyed.count <= 12 {
            let tops = surveyed.enumerated().filter { $0.offset % 2 == 1 }.map { parts.figures[$0.element] }, bottoms = surveyed.enumerated().filter { $0.offset % 2 == 0 }.map { parts.figures[$0.element] }
            if let a = try? Amounts.sum(tops.map { ($0, 1) }), let b = try? Amounts.sum(bottoms.map { ($0, 1) }), let exact = (try? Amounts.percent(a, of: b)) ?? nil, (try? Amounts.agrees(figure.number, with: exact)) == true { return }
        }
        // 不满意3户 of 179: the rate is of the rest.
        if figure.number > ExactDecimal(50), let rest = try? ExactDecimal.hundred - figure.number {
            for top in pool { for bottom in pool where top != bottom && parts.figures[top].measure.dimension == parts.figures[bottom].measure.dimension && Amounts.agrees(rest, parts.figures[top], over: parts.figures[bottom]) { return } }
        }
        guard !figure.marks.contains(.approximate) else { return }
        // 完成改造612户，完成率96.53% of the 640 that the report names as its task.
        if let top = counts.sentence.filter({ $0 < number }).first(where: { isTied($0, number) && parts.figures[$0].isExact }), figure.role == .rate, has("完成", top) {
            let tasks = tasks.filter { $0.isNamed && parts.figures[$0.figure].measure == parts.figures[top].measure && parts.figures[$0.figure].isExact }.map(\.figure)
            let fitting = tasks.first { Amounts.agrees(figure.number, parts.figures[top], over: parts.figures[$0]) }
            if let fitting { return add(number, top, fitting, .holds) }
            if let task = tasks.first, tasks.allSatisfy({ parts.figures[$0].number == parts.figures[task].number }), parts.figures[top].number <= parts.figures[task].number, counts.sentence.filter({ $0 < top }).allSatisfy({ parts.figures[$0].measure != parts.figures[top].measure }) { return add(number, top, task, .fails(.error)) }
        }
        if let task = namedTask(number, counts.sentence) { return add(number, task.top, task.bottom, task.agrees ? .holds : .fails(.error)) }
        // 满意度95%，共调查260户，满意238户: the counts may follow their rate.
        let after = counts.sentence.filter { $0 > number && $0 <= number + 3 && parts.figures[$0].isExact && !parts.has(.target, $0) }
        if let top = after.first(where: { isTied($0, number) }), let bottom = after.first(where: { $0 < top && parts.figures[$0].measure.dimension == parts.figures[top].measure.dimension }), isSurveyed(top, bottom) || has("共", bottom) || has("应", bottom) || bottom == number + 1 && parts.figures[bottom].depth > figure.depth,
            !after.contains(where: { $0 < top && parts.figures[$0].isPercent })
        {
            return add(number, top, bottom, .fails(.error))
        }
        let all = counts.sentence.filter { $0 < number && parts.figures[$0].isExact }
        // 计划和实际承保面积8.22万亩 is a result as well.
        let before = all.filter { !parts.has(.target, $0) || has("实际", $0) }
        guard let top = before.first(where: { isTied($0, number) }) ?? before.first else { return }
        let tied = isTied(top, number)
        // 结案率98.60%，按期结案率97.2%: the counts have their rate already.
        if collector.rates(of: top).contains(where: { parts.figures[$0.figures[0]].sentence == figure.sentence }) { return }
        // 目标3300户，完成3214户，完成率: what was aimed at is the base.
        guard let bottom = (tied ? all : before).first(where: { $0 < top && parts.figures[$0].measure.dimension == parts.figures[top].measure.dimension }),
            let a = try? parts.figures[top].base(), let b = try? parts.figures[bottom].base(), a <= b, b.isPositive,
            let shown = Amounts.percent(a, of: b, to: max(2, figure.number.scale)),
            let gap = try? (shown - figure.number).magnitude, gap <= figure.number, gap <= shown
        else { return }
        if tied {
            // A rate tied to a count by its own word; far off it is of something else.
            guard gap <= ExactDecimal(30) else { return }
            add(number, top, bottom, .fails(isSurveyed(top, bottom) || gap <= ExactDecimal(15) ? .error : .warning))
        } else if gap <= ExactDecimal(6), figure.number != .hundred, top == number - 1, onlyTwo(before, number) {
            add(number, top, bottom, .fails(.warning))
        }
    }

    /// 计划维修100公里，实际维修120公里，完成率110%: of the only two counts of the clauses one is the task and one what was done.
    private func overfulfilled(_ number: Int, _ sentence: [Int]) -> (top: Int, bottom: Int)? {
        let pair = segment(number, sentence).filter { number - $0 <= 4 }.sorted()
        guard pair.count == 2, parts.text.words(parts.figures[number].label).contains(anyOf: ["完成率", "实现率", "达成率", "完成比例"]), parts.figures[number].isExact, parts.figures[number].depth == parts.figures[pair[0]].depth,
            parts.figures[pair[0]].measure == parts.figures[pair[1]].measure, pair.allSatisfy({ parts.figures[$0].isExact }), isTask(pair[0]), !isTask(pair[1]) || has("实际", pair[1]), parts.text.words(parts.figures[pair[1]].label).contains(anyOf: ["实际", "完成", "实施", "建成", "开展", "举办"])
        else { return nil }
        return (pair[1], pair[0])
    }

    /// `上报新开工安置房7453套，完成全年计划的118.01%`: the one task of the text that shares a name with what was done.
    private mutating func namedTask(_ number: Int, _ sentence: [Int]) -> (top: Int, bottom: Int, agrees: Bool)? {
        let words = parts.text.words(parts.figures[number].label)
        guard words.contains("完成"), words.contains(anyOf: ["计划的", "任务的", "目标的", "计划任务", "目标任务", "计划数的", "任务数的"]), let top = sentence.first(where: { $0 == number - 1 && parts.figures[$0].isExact }), collector.maySearch() else { return nil }
        let label = parts.text.codes[parts.figures[top].label].filter(Code.isIdeograph)
        let named = tasks.filter { $0.isNamed && $0.figure != top && $0.figure < number && parts.figures[$0.figure].measure == parts.figures[top].measure && parts.figures[$0.figure].isExact }.map(\.figure)
        if let fitting = named.first(where: { Amounts.agrees(parts.figures[number].number, parts.figures[top], over: parts.figures[$0]) }) { return (top, fitting, true) }
        let sharing = named.filter { label.sharesRun(of: 3, with: parts.text.codes[parts.figures[$0].label].filter(Code.isIdeograph)) }
        guard let task = sharing.first, sharing.allSatisfy({ parts.figures[$0].number == parts.figures[task].number }) else { return nil }
        return (top, task, false)
    }

    /// The counts that may be a task, two of each number and unit at most, and whether words name them so.
    private lazy var tasks: [(figure: Int, isNamed: Bool)] = {
        struct Statement: Hashable {
            var number: ExactDecimal
            var measure: Measure
            var marks: UInt32
            var isNamed: Bool
        }
        var known: [Statement: Int] = [:]
        var tasks: [(figure: Int, isNamed: Bool)] = []
        for (number, figure) in parts.figures.enumerated() {
            let isNamed = isTask(number)
            guard isNamed || figure.marks.contains(.each) else { continue }
            let statement = Statement(number: figure.number, measure: figure.measure, marks: figure.marks.rawValue, isNamed: isNamed)
            known[statement, default: 0] += 1
            if known[statement]! <= 2 { tasks.append((number, isNamed)) }
        }
        return tasks
    }()

    /// The figures before a rate back to the last semicolon.
    private func segment(_ number: Int, _ pool: [Int]) -> [Int] {
        var begin = parts.tokenOfFigure[number]
        let first = parts.sentences[parts.figures[number].sentence].lowerBound
        while begin > first, parts.tokens[begin - 1].kind != .separator(Code.semicolon) { begin -= 1 }
        return pool.filter { $0 < number && parts.tokenOfFigure[$0] >= begin }
    }

    /// 任务, 计划 or 目标 stands at a count.
    private func isTask(_ number: Int) -> Bool {
        func mayName(_ range: Range<Int>) -> Bool { parts.text.codes[range].contains { $0 == 0x52A1 || $0 == 0x5212 || $0 == 0x6807 || $0 == 0x4EFB || $0 == 0x8BA1 || $0 == 0x76EE } }
        guard mayName(parts.figures[number].label) || mayName(parts.figures[number].tail) else { return false }
        let words = parts.text.words(parts.figures[number].label) + parts.text.words(parts.figures[number].tail)
        return words.contains(anyOf: ["任务", "计划", "目标"])
    }

    /// One unit, or the units of a survey: 1163份 and 1105户.
    private func areComparable(_ left: Int, _ right: Int) -> Bool {
        let a = parts.figures[left].measure.dimension, b = parts.figures[right].measure.dimension
        if a == b { return true }
        guard case .count(let first) = a, case .count(let second) = b else { return false }
        return Self.surveyUnits.contains(first) && Self.surveyUnits.contains(second)
    }

    private static let surveyUnits: Set<UnitName> = ["人", "份", "户", "人次", "条", "张", "家", "个"]

    private func isSurveyed(_ top: Int, _ bottom: Int) -> Bool { ["问卷", "调查", "参评", "测评", "收回", "回收", "回访", "抽样", "访问", "受访", "抽查", "访谈", "走访", "测评", "随机"].contains { has($0, bottom) } }

    /// No third count of the same unit stands in the sentence before the rate.
    private func onlyTwo(_ before: [Int], _ number: Int) -> Bool {
        guard let first = before.first else { return false }
        return before.count { parts.figures[$0].measure.dimension == parts.figures[first].measure.dimension } == 2
    }

    /// 采纳84条 … 采纳率: the word of the rate stands at the count.
    private func isTied(_ count: Int, _ rate: Int) -> Bool {
        let label = parts.figures[rate].label
        let codes = parts.text.codes
        guard let end = label.last(where: { codes[$0] == 0x7387 || codes[$0] == 0x5EA6 }), end - 2 >= label.lowerBound else { return false }
        let stem = [codes[end - 2], codes[end - 1]]
        let words = parts.figures[count].label.map { codes[$0] } + parts.figures[count].tail.map { codes[$0] }
        // 不满意3户 is the rest.
        if words.contains(0x4E0D) || words.contains(0x672A) { return false }
        // Both characters of the stem, in any order: 收回 and 回收率.
        return stem.allSatisfy { words.contains($0) }
    }

    // MARK: Telling

    private mutating func add(_ number: Int, _ top: Int, _ bottom: Int, _ verdict: Relation.Verdict) {
        if let relation = Self.relation(parts, number, top, bottom, verdict) { collector.add(relation) }
    }

    /// What a rate is by its two amounts; nil for a base of nothing.
    static func relation(_ parts: TakenApart, _ number: Int, _ top: Int, _ bottom: Int, _ verdict: Relation.Verdict) -> Relation? {
        let figures = parts.figures
        let rate = figures[number]
        guard let a = try? figures[top].base(), let b = try? figures[bottom].base(), let shown = Amounts.percent(a, of: b, to: max(2, rate.number.scale))
        else { return nil }
        let left = figures[top], right = figures[bottom]
        let computation = "\(left.number)\(left.measure.printed) ÷ \(right.number)\(right.measure.printed) = \(shown)%"
        let order = [number, top, bottom]
        let place = place(order.filter { figures[$0].line == rate.line }.map { figures[$0] })
        let name = parts.text.words(rate.label)
        return Relation(
            .rate, verdict, at: place, figures: order, stated: rate.number.description, computed: shown.plain,
            difference: (try? (shown - rate.number).magnitude.plain), computation: computation, dimension: left.measure.dimension,
            Wording(
                zh: "文中“\(name)”写\(rate.number)%，按文中数字\(computation)。请核对比率及其分子、分母。",
                en: "The text gives “\(name)” as \(rate.number) %, but its figures make \(computation). Check the rate and the two amounts."))
    }

    static func place(_ figures: [Figure]) -> Range<Int> {
        (figures.map(\.label.lowerBound).min() ?? 0)..<(figures.map(\.range.upperBound).max() ?? 0)
    }
}

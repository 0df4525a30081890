import BudgetModel
import Quantities

/// Shares of a whole: `540.63万元，占67.73%`, and shares that together make the whole.
struct Shares {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts
    private var judges = false
    /// The wholes of the shares that hold, by sentence.
    private var wholesBySentence: [Int: [Int]] = [:]

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        var reader = Shares(parts: collector.parts, collector: collector, facts: facts)
        // What holds first, so that the others are held against the same whole.
        for judges in [false, true] {
            reader.judges = judges
            for (number, figure) in reader.parts.figures.enumerated() where figure.isPercent && figure.isPlain && !reader.collector.explained.contains(number) && !reader.collector.accused.contains(number) {
                if figure.role == .share { reader.share(number) }
                if number + 1 < reader.parts.figures.count { reader.shareBefore(number) }
            }
        }
        for sentence in reader.parts.sentences.indices { reader.whole(sentence) }
    }

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.collector = collector
        self.facts = facts
    }

    /// How many figures away the part of a share is looked for.
    private static let partReach = 24

    private mutating func share(_ number: Int) {
        let figures = parts.figures
        let figure = figures[number]
        guard !parts.has(.target, number), !parts.has(.previous, number) else { return }
        // The part stands right before its share, or behind 占…的 in its own clause.
        var other = number - 1
        var part: Int?
        var explicitWhole: Int?
        while other >= 0, figures[other].sentence == figure.sentence, number - other < 8 {
            let candidate = figures[other]
            if candidate.isPlain, !candidate.isPercent, candidate.measure.dimension != .percentagePoint, candidate.measure.dimension != .unitPrice, candidate.role != .increase, candidate.role != .decrease {
                if part == nil {
                    // 占全县资金总规模5430万元的60.31%: the whole stands between.
                    if hasShareWord(other) || isWholeOfWhat(other) { explicitWhole = other } else { part = other }
                    if part != nil { break }
                }
            } else if candidate.isPercent, part == nil { return }
            other -= 1
        }
        guard let part, figures[part].measure.dimension != .none else { return }
        let top = figures[part]
        let line = parts.lineFigures(around: number)
        let near = line.filter { $0 != part && figures[$0].isPlain && figures[$0].measure.dimension == top.measure.dimension }
        // Thirty of the lines before, the nearest first.
        var others = near
        var earlier = line.lowerBound - 1
        while earlier >= 0, others.count < near.count + 30, line.lowerBound - earlier < 2_000 {
            if figures[earlier].line < figure.line, figures[earlier].isPlain, figures[earlier].measure.dimension == top.measure.dimension { others.append(earlier) }
            earlier -= 1
        }
        // One part of a list is no whole of another.
        others.removeAll { figures[$0].scope.contains(.part) && top.scope.contains(.part) && figures[$0].sentence == top.sentence && figures[$0].depth == top.depth }
        for bottom in (explicitWhole.map { [$0] } ?? []) + others where Amounts.agrees(figure.number, top, over: figures[bottom]) {
            add(number, part, bottom, .holds)
            return
        }
        // 农业用水比重93.45%: another figure of the sentence may be the part.
        let standsNext = part == number - 1 && figure.label.count <= 4 && !parts.text.words(figure.label).contains("分别")
        if figure.number.scale > 0, !standsNext {
            let own = near.filter { figures[$0].sentence == figure.sentence && ($0 - number).magnitude <= Self.partReach } + [part]
            for top in own { for bottom in own + others.prefix(12) where bottom != top && !(figures[bottom].scope.contains(.part) && figures[top].scope.contains(.part)) && Amounts.agrees(figure.number, figures[top], over: figures[bottom]) { return add(number, top, bottom, .holds) } }
        }
        guard judges else { return }
        // Parts of one fund may make the whole that nothing names.
        if let explicitWhole, figures[explicitWhole].isExact, top.isExact { return add(number, part, explicitWhole, .fails(.error)) }
        guard top.isExact, !figure.marks.contains(.approximate) else { return }
        // The whole that the other shares of the sentence are of.
        let wholes = (wholesBySentence[figure.sentence] ?? []).filter { figures[$0].measure.dimension == top.measure.dimension }
        if wholes.count >= 2, let whole = wholes.first, wholes.allSatisfy({ $0 == whole }) { return add(number, part, whole, .fails(.error)) }
        // 占概算的87.56%: a base with a name of its own, of which the part or the total of its list may be a share.
        if let name = baseName(number) {
            let tops = [part] + collector.sums(with: part).compactMap(\.figures.first) + figures.indices.filter { $0 < part && part - $0 <= 12 && figures[$0].line == figure.line && parts.has(.total, $0) || $0 < part && figures[$0].line == figure.line && parts.opensParts($0) }
            let bottoms = figures.indices.filter { figures[$0].isExact && figures[$0].measure.dimension == top.measure.dimension && parts.text.quote(figures[$0].label).contains(name) }
            for top in tops { for bottom in bottoms where bottom != top && Amounts.agrees(figure.number, figures[top], over: figures[bottom]) { return add(number, top, bottom, .holds) } }
            if bottoms.isEmpty { return }
        }
        // The total of the list the part stands in.
        if let total = collector.sums(with: part).first(where: { $0.figures.first != part && $0.severity != .error })?.figures.first { return add(number, part, total, .fails(.error)) }
        if let sum = siblings(part), let text = try? Amounts.percent((try? top.base()) ?? .zero, of: sum), (try? Amounts.agrees(figure.number, with: text)) == true { return }
        guard let whole = nearestWhole(part, number), let a = try? top.base(), let b = try? figures[whole].base(), a < b, let shown = Amounts.percent(a, of: b, to: 2), let gap = try? (shown - figure.number).magnitude
        else { return }
        if gap <= ExactDecimal(10) { add(number, part, whole, .fails(gap <= ExactDecimal(3) && figures[whole].sentence == figure.sentence ? .error : .warning)) }
    }

    /// The name between 占 and the number; nil for 占, 占总数的 and their like.
    private func baseName(_ number: Int) -> String? {
        let codes = parts.text.codes
        let label = parts.figures[number].label
        guard let begin = label.first(where: { codes[$0] == 0x5360 }) else { return nil }
        var end = label.upperBound
        while end > begin + 1, [0x7684, 0x6BD4, 0x4E3A, 0x91CD, 0x4F8B].contains(codes[end - 1]) { end -= 1 }
        guard end - begin >= 3, !parts.text.words(begin..<end).contains(anyOf: ["总", "全部", "合计", "全县", "全市", "全区"]) else { return nil }
        return parts.text.quote(begin + 1..<end)
    }

    /// 中央80%即2809.648万元: the share stands before its amount.
    private mutating func shareBefore(_ number: Int) {
        let figures = parts.figures
        let part = number + 1
        // 占60%，合计200万元 is no part.
        guard figures[part].isMoney, !parts.has(.total, part), figures[part].isExact, figures[part].sentence == figures[number].sentence, figures[number].isExact, let gap = Optional(figures[number].range.upperBound..<figures[part].digits.lowerBound), gap.count <= 5,
            gap.contains(where: { [0x5373, 0x8BA1, 0x8FBE, 0x4E3A].contains(parts.text.codes[$0]) }), let value = try? figures[part].base()
        else { return }
        var other = number - 1
        var whole: Int?
        var nearest: Int?
        while other >= 0, figures[other].line == figures[number].line, number - other < 24 {
            if figures[other].isMoney, figures[other].isExact, let base = try? figures[other].base(), base > value {
                if Amounts.agrees(figures[number].number, figures[part], over: figures[other]), let exact = (try? Amounts.percent(value, of: base)) ?? nil, let stated = try? Ratio(figures[number].number), exact == stated || figures[part].number.scale < 4 { return add(number, part, other, .holds) }
                whole = whole ?? (parts.has(.total, other) ? other : nil)
                nearest = nearest ?? other
            }
            other -= 1
        }
        guard judges else { return }
        let wholes = wholesBySentence[figures[number].sentence] ?? []
        guard let bottom = wholes.first ?? whole ?? nearest, wholes.allSatisfy({ $0 == bottom }), let base = try? figures[bottom].base(), let product = try? base * figures[number].number.shifted(by: -2), let gap = try? (product - value).magnitude, gap <= value else { return }
        let shown = Amounts.shown(product, like: figures[part])
        let computation = "\(figures[bottom].number)\(figures[bottom].measure.printed) × \(figures[number].number)% = \(shown)"
        let order = [part, number, bottom]
        collector.add(
            Relation(
                .share, .fails(bottom == wholes.first || bottom == whole ? .error : .warning), at: Rates.place(order.map { figures[$0] }), figures: order, stated: figures[part].number.description, computed: shown, difference: Amounts.shown(gap, like: figures[part]),
                computation: computation, dimension: .money,
                Wording(
                    zh: "\(figures[number].number)%写成\(figures[part].number)\(figures[part].measure.printed)，按比例\(computation)。请核对。",
                    en: "\(figures[number].number) % is given as \(figures[part].number), but it makes \(computation). Check them.")))
    }

    /// 全部支出1690.9万元中，地方财政占25.6%: the whole of what follows.
    private func isWholeOfWhat(_ number: Int) -> Bool {
        let end = parts.figures[number].range.upperBound
        return end + 1 < parts.text.count && parts.text.codes[end] == 0x4E2D && !Code.isIdeograph(parts.text.codes[end + 1])
    }

    private func hasShareWord(_ number: Int) -> Bool { parts.has(.share, number) || parts.has(.executionRate, number) }

    /// The sum of the amounts that stand beside a part in its sentence, each with its own share.
    private func siblings(_ part: Int) -> ExactDecimal? {
        let figures = parts.figures
        let list = parts.sentenceFigures(around: part).filter { index in
            figures[index].measure.dimension == figures[part].measure.dimension && figures[index].isPlain
                && index + 1 < figures.count && figures[index + 1].role == .share
        }
        guard list.count >= 2 else { return nil }
        return try? Amounts.sum(list.map { (figures[$0], 1) })
    }

    private func nearestWhole(_ part: Int, _ number: Int) -> Int? {
        let figures = parts.figures
        guard let value = try? figures[part].base() else { return nil }
        var other = part - 1
        while other >= 0, part - other < TakenApart.reach, figures[other].line == figures[part].line {
            let candidate = figures[other]
            if candidate.isExact, candidate.measure.dimension == figures[part].measure.dimension, let base = try? candidate.base(), base > value,
                parts.has(.total, other) || parts.opensParts(other)
            {
                return other
            }
            other -= 1
        }
        return nil
    }

    private mutating func add(_ number: Int, _ part: Int, _ whole: Int, _ verdict: Relation.Verdict) {
        if verdict == .holds { wholesBySentence[parts.figures[number].sentence, default: []].append(whole) }
        if let relation = Self.relation(parts, number, part, whole, verdict) { collector.add(relation) }
    }

    /// What a share is by its part and its whole; nil for a whole of nothing.
    static func relation(_ parts: TakenApart, _ number: Int, _ part: Int, _ whole: Int, _ verdict: Relation.Verdict) -> Relation? {
        let figures = parts.figures
        guard let a = try? figures[part].base(), let b = try? figures[whole].base(), let shown = Amounts.percent(a, of: b, to: max(2, figures[number].number.scale))
        else { return nil }
        let computation = "\(figures[part].number)\(figures[part].measure.printed) ÷ \(figures[whole].number)\(figures[whole].measure.printed) = \(shown)%"
        let order = [number, part, whole]
        return Relation(
            .share, verdict, at: Rates.place(order.filter { figures[$0].line == figures[number].line }.map { figures[$0] }), figures: order,
            stated: figures[number].number.description, computed: shown.plain, difference: (try? (shown - figures[number].number).magnitude.plain),
            computation: computation, dimension: figures[part].measure.dimension,
            Wording(
                zh: "占比写\(figures[number].number)%，按文中数字\(computation)。请核对占比和两个数字。",
                en: "The share is given as \(figures[number].number) %, but the figures make \(computation). Check the share and both figures."))
    }

    // MARK: Shares that make a whole

    /// `占38%、27%、21%、17%`: shares of one whole that are not 100 together.
    private mutating func whole(_ sentence: Int) {
        let figures = parts.figures
        let range = parts.sentences[sentence]
        let list = range.compactMap { token -> Int? in
            guard case .figure(let number) = parts.tokens[token].kind, figures[number].isPercent, figures[number].isPlain, figures[number].depth == 0 else { return nil }
            return number
        }
        if list.isEmpty, respectiveWeights(range) { return }
        guard list.count >= 3, list.count <= 20, list.allSatisfy({ figures[$0].isExact }) else { return }
        // All of one kind: the first says 占 or the sentence speaks of shares, and none says growth or rate.
        let speaksOfShares = range.contains { parts.tokens[$0].kind == .term(.share) }
        // Each says 占 itself or follows another at once.
        let areOneList = list.enumerated().allSatisfy { place, number in
            figures[number].role == .share && !parts.has(.deduction, number) || place > 0 && figures[number].role == .none && list[place - 1] == number - 1 && figures[number].label.count <= 8
        }
        // 权重分别为10%、50%、25%、10%.
        if range.contains(where: { parts.tokens[$0].kind == .term(.weight) }), parts.has(.weight, list[0]), list.dropFirst().allSatisfy({ figures[$0].label.isEmpty && figures[$0].number.isPositive }), let sum = parts.printedSum(list) {
            addWeights(list, sum)
            return
        }
        guard speaksOfShares, areOneList, !list.contains(where: { collector.accused.contains($0) }) else { return }
        // Amounts between them have their own totals.
        guard let sum = parts.printedSum(list), let gap = try? (sum - .hundred).magnitude,
            let places = list.map({ figures[$0].number.scale }).max(), places < 30
        else { return }
        // Rounded shares may be off by half a digit each, cut ones by a whole, but only downwards.
        let slack = sum > .hundred ? ExactDecimal(significand: Int128(list.count) * 5, scale: places + 1) : ExactDecimal(significand: Int128(list.count), scale: places)
        guard gap > slack, sum > ExactDecimal(85), sum < ExactDecimal(115) else { return }
        let computation = list.map { figures[$0].number.description }.joined(separator: " + ") + " = \(sum.plain)%"
        let isListed = range.contains { parts.tokens[$0].kind == .term(.exhaustive) || parts.tokens[$0].kind == .term(.each) } || sum > .hundred
        collector.add(
            Relation(
                .share, .fails(isListed ? .error : .warning), at: Rates.place(list.map { figures[$0] }), figures: list, stated: "100", computed: sum.plain, difference: gap.plain,
                computation: computation, dimension: .percent,
                Wording(
                    zh: "各部分占比相加\(computation)，不是100%。请核对各项占比。",
                    en: "The shares make \(computation), not 100 %. Check each share.")))
    }
    private func addWeights(_ list: [Int], _ sum: ExactDecimal) {
        let computation = parts.addition(list, sum)
        collector.add(
            Relation(
                .weights, sum == .hundred ? .holds : .fails(.error), at: Rates.place(list.map { parts.figures[$0] }), figures: list, stated: "100", computed: sum.plain, difference: (try? (sum - .hundred).magnitude.plain),
                computation: computation, dimension: .points,
                Wording(
                    zh: "各项权重相加\(computation)，不是100。请核对各项权重，漏列的补上。",
                    en: "The weights make \(computation), not 100. Check each; add what was left out.")))
    }

    /// `权重分别为15分、25分、30分、30分，满分100分`: points in a row, and behind or before them the hundred they are to make.
    private func respectiveWeights(_ sentence: Range<Int>) -> Bool {
        let figures = parts.figures
        let points = sentence.compactMap { token -> Int? in
            guard case .figure(let number) = parts.tokens[token].kind, figures[number].measure.dimension == .points, figures[number].isExact, figures[number].depth == 0 else { return nil }
            return number
        }
        guard points.count >= 3, points.count <= 20, let hundred = points.first(where: { figures[$0].number == .hundred && parts.text.words(figures[$0].label).contains(anyOf: ["满分", "总分", "共", "合计"]) }), let first = points.first(where: { $0 != hundred }), parts.text.words(figures[first].label).contains(anyOf: ["分别", "依次"]), parts.has(.weight, first) else { return false }
        let list = points.filter { $0 != hundred }
        guard list.count >= 3, list.dropFirst().allSatisfy({ parts.continues($0) }), let sum = parts.printedSum(list) else { return false }
        addWeights(list, sum)
        return true
    }
}

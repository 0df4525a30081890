import BudgetModel
import Quantities

/// Scores that a stated formula gives: 10分×93%=9.3分, 得分=10分×执行率.
struct ScoreFormulas {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let reader = ScoreFormulas(parts: collector.parts, collector: collector, facts: facts)
        var formulas = 0
        for number in collector.parts.figures.indices {
            reader.product(number)
            // Each asks all rates of the text; no report has so many formulas.
            if formulas < 50, reader.ofRate(number) { formulas += 1 }
        }
    }

    /// 10分×93%=9.3分, 97.2%×10，得9.72分.
    private func product(_ first: Int) {
        let figures = parts.figures
        let second = first + 1
        guard second < figures.count, figures[second].sentence == figures[first].sentence, isTimes(figures[first].range.upperBound, figures[second].digits.lowerBound) else { return }
        let weight = figures[first].isPercent ? second : first, rate = figures[first].isPercent ? first : second
        guard figures[rate].isPercent, figures[rate].isExact, isPoints(figures[weight]), figures[weight].number <= .hundred, !isFactor(before: figures[first]) else { return }
        guard let result = result(after: second) else { return }
        judge(result, weight, [rate])
    }

    /// 得分=10分×执行率, 执行率×10分: the rate stands elsewhere.
    private func ofRate(_ weight: Int) -> Bool {
        let figure = parts.figures[weight]
        guard isPoints(figure), figure.isPlain, figure.number <= ExactDecimal(40), figure.number.isPositive else { return false }
        let token = parts.tokenOfFigure[weight]
        var last: Int?
        if token + 1 < parts.tokens.count, parts.tokens[token + 1].kind == .term(.executionRate), isTimes(figure.range.upperBound, parts.tokens[token + 1].range.lowerBound), !isFactor(before: figure) { last = parts.tokens[token + 1].range.upperBound }
        if token > 0, parts.tokens[token - 1].kind == .term(.executionRate), isTimes(parts.tokens[token - 1].range.upperBound, figure.digits.lowerBound), !isFactorText(before: parts.tokens[token - 1].range.lowerBound) { last = figure.range.upperBound }
        guard let last, !isOperator(last) else { return false }
        // What was said before the formula, or right behind it.
        guard let result = score(after: weight, from: last) ?? scoreElsewhere(figure) else { return true }
        let own = parts.figures.indices.filter { parts.figures[$0].role == .executionRate && parts.figures[$0].isExact && parts.figures[$0].line == figure.line }
        var rates = own
        if rates.isEmpty { rates = parts.figures.indices.filter { parts.figures[$0].role == .executionRate && parts.figures[$0].isExact && !parts.has(.previous, $0) && !parts.has(.target, $0) } }
        if let rate = facts.executionRate?.figure, !rates.contains(rate), own.isEmpty { rates.insert(rate, at: 0) }
        guard !rates.isEmpty, rates.count <= 40 else { return true }
        judge(result, weight, facts.executionRate.map(\.figure).map { main in rates.contains(main) ? [main] + rates.filter { $0 != main } : rates } ?? rates)
        return true
    }

    private func judge(_ result: Int, _ weight: Int, _ rates: [Int]) {
        let stated = parts.figures[result].number, full = parts.figures[weight].number
        func agrees(_ rate: Int) -> Bool {
            let percent = parts.figures[rate].number
            if percent >= .hundred, stated == full { return true }
            guard let points = try? Ratio(percent, over: .hundred) * full else { return true }
            if (try? Amounts.agrees(stated, with: points)) ?? true { return true }
            // The printed rate was rounded itself: half of its last digit of all points.
            guard let shown = try? points.rounded(to: 6, .halfUp), let gap = try? (shown - stated).magnitude, let room = try? (full * ExactDecimal(significand: 5, scale: parts.figures[rate].number.scale + 3)) else { return true }
            return gap <= room
        }
        let holds = rates.contains(where: agrees)
        guard let points = try? Ratio(parts.figures[rates[0]].number, over: .hundred) * full, let shown = try? points.rounded(to: max(2, stated.scale), .halfUp), let gap = try? (shown - stated).magnitude else { return }
        let order = [result, weight, rates[0]]
        let computation = "\(full) × \(parts.figures[rates[0]].number)% = \(shown.plain)"
        collector.add(
            Relation(
                .scoreSum, holds ? .holds : .fails(.error), at: Rates.place(order.filter { parts.figures[$0].line == parts.figures[result].line }.map { parts.figures[$0] }), figures: order, stated: stated.description, computed: shown.plain, difference: gap.plain, computation: computation,
                dimension: .percent,
                Wording(
                    zh: "按文中的算法\(computation)，写的得分是\(stated)分，相差\(gap.plain)分。请核对。",
                    en: "By the formula of the text \(computation), but the score given is \(stated). Check it.")))
    }

    // MARK: Looking around

    private func isPoints(_ figure: Figure) -> Bool { figure.measure.dimension == .points || figure.measure.dimension == .none && figure.range.upperBound == figure.digits.upperBound }

    /// Whether nothing but a sign of multiplication, brackets and blanks stands between.
    private func isTimes(_ low: Int, _ high: Int) -> Bool {
        guard low < high, high - low <= 4 else { return false }
        var hasSign = false
        for code in parts.text.codes[low..<high] {
            if code == Code.times || code == 0x2A || code == 0x78 || code == 0x58 { hasSign = true } else if !Code.isSpace(code), code != Code.open, code != Code.close, code != 0x201C, code != 0x201D { return false }
        }
        return hasSign
    }

    private func isOperator(_ place: Int) -> Bool {
        var place = place
        while place < parts.text.count, Code.isSpace(parts.text.codes[place]) || parts.text.codes[place] == Code.close { place += 1 }
        guard place < parts.text.count else { return false }
        switch parts.text.codes[place] {
        case Code.times, 0x2A, 0x2F, 0xF7, 0x2B, Code.dash: return true
        default: return false
        }
    }

    private func isFactor(before figure: Figure) -> Bool { isFactorText(before: figure.digits.lowerBound) }

    /// Whether a sign of reckoning stands before a place: 8+10×90%.
    private func isFactorText(before start: Int) -> Bool {
        var place = start - 1
        while place >= 0, Code.isSpace(parts.text.codes[place]) || parts.text.codes[place] == Code.open { place -= 1 }
        guard place >= 0 else { return false }
        switch parts.text.codes[place] {
        case Code.times, 0x2A, 0x2F, 0xF7, 0x2B, Code.dash: return true
        default: return false
        }
    }

    /// The figure behind =, 得 or 计.
    private func result(after second: Int) -> Int? {
        let figures = parts.figures
        let next = second + 1
        guard next < figures.count, figures[next].sentence == figures[second].sentence, isPoints(figures[next]), figures[next].isPlain, figures[next].digits.lowerBound - figures[second].range.upperBound <= 14, !isOperator(figures[second].range.upperBound), !isOperator(figures[next].range.upperBound) else { return nil }
        let between = parts.text.codes[figures[second].range.upperBound..<figures[next].digits.lowerBound]
        guard between.contains(where: { $0 == 0x3D || $0 == 0x5F97 || $0 == 0x8BA1 || $0 == 0x4E3A || $0 == 0x5373 || $0 == 0x2248 }), !parts.terms(of: next).contains(.weight), !parts.terms(of: next).contains(.deduction) else { return nil }
        return next
    }

    /// 计分办法：得分=执行率×10分, behind the score of execution: the only one the text gives.
    private func scoreElsewhere(_ full: Figure) -> Int? {
        let scores = facts.pointEntries.entries.filter { $0.block == .execution && ($0.weight.map { parts.figures[$0].number == full.number } ?? true) }.compactMap(\.score)
        guard let first = scores.first, Set(scores.map { parts.figures[$0].number }).count == 1 else { return nil }
        return first
    }

    /// The score of the sentence that holds the formula.
    private func score(after weight: Int, from place: Int) -> Int? {
        let figures = parts.figures
        var next = weight + 1
        while next < figures.count, next - weight <= 3, figures[next].line == figures[weight].line {
            let figure = figures[next]
            if figure.measure.dimension == .points || figure.role == .score {
                let words = parts.plainWords(next)
                return figure.isExact && figure.role != .weight && figure.role != .deduction && (figure.role == .score || words.hasSuffix(anyOf: ["得", "得分", "计", "为", "应得", "自评得分"])) && figure.digits.lowerBound - place <= 60 ? next : nil
            }
            next += 1
        }
        return nil
    }
}

import BudgetModel
import Quantities

/// Lists that name no total, held against the total that stands elsewhere under the same words:
/// `秋季学期资助2094人` and, a paragraph on, `秋季学期一中938人、二中651人、民族中学515人`.
struct Enumerations {
    static func read(_ collector: RelationCollector) {
        let parts = collector.parts
        for sentence in parts.sentences.indices { for run in runs(parts, sentence) { judge(parts, run, collector) } }
    }

    /// Three or more plain counts or amounts of one unit, held apart by 、 or ， alone.
    private static func runs(_ parts: TakenApart, _ sentence: Int) -> [[Int]] {
        var runs: [[Int]] = []
        var run: [Int] = []
        func close() {
            if run.count >= 2, run.count <= 40 { runs.append(run) }
            run = []
        }
        var depth = 0
        var pendingSemicolon = false
        for index in parts.sentences[sentence] {
            if case .separator(let code) = parts.tokens[index].kind, code == Code.open || code == Code.close {
                depth = max(0, depth + (code == Code.open ? 1 : -1))
                continue
            }
            if depth > 0 { continue }
            switch parts.tokens[index].kind {
            case .figure(let number):
                let figure = parts.figures[number]
                guard figure.isExact, !figure.marks.contains(.perUnit), figure.role == .none, figure.depth == 0, isCountedOrMoney(figure) else {
                    close()
                    continue
                }
                if let last = run.last, parts.figures[last].measure != figure.measure || pendingSemicolon && !sharesEnd(parts, last, number) { close() }
                pendingSemicolon = false
                run.append(number)
            case .separator(Code.pause): break
            case .separator(Code.comma): break
            // 张家寨道路硬化700平方米；中寨道路硬化900平方米: items of one name.
            case .separator(Code.semicolon) where run.count >= 1 && index + 1 < parts.tokens.count: pendingSemicolon = true
            case .separator, .term(.comprising), .term(.total), .term(.exhaustive): close()
            default: break
            }
        }
        close()
        return runs
    }

    private static let uncounted: [UnitName] = ["年", "天", "月", "岁", "倍", "次", "个"]

    private static func sharesEnd(_ parts: TakenApart, _ left: Int, _ right: Int) -> Bool {
        let a = parts.text.codes[parts.figures[left].label].suffix(4), b = parts.text.codes[parts.figures[right].label].suffix(4)
        return a.count == 4 && a.elementsEqual(b)
    }

    private static func isCountedOrMoney(_ figure: Figure) -> Bool {
        if case .count(let unit) = figure.measure.dimension { return !uncounted.contains(unit) }
        return figure.isMoney
    }

    private static func judge(_ parts: TakenApart, _ run: [Int], _ collector: RelationCollector) {
        let figures = parts.figures
        // A part may be the total of its own bracket.
        guard run.allSatisfy({ number in !collector.accused.contains(number) && (!collector.explained.contains(number) || collector.sums(with: number).allSatisfy { $0.figures.first == number }) }), let sum = try? Amounts.sum(run.map { (figures[$0], 1) }) else { return }
        // 基本支出中，人员经费586.14万元、日常公用经费65.76万元: of the amount that bears the name.
        if let total = named(parts, run[0]), let base = try? figures[total].base(), base.isPositive, let gap = try? (sum - base).magnitude, let percent = Amounts.percent(gap, of: base, to: 2) {
            if gap.isZero { return add(parts, total, run, sum, .holds, collector) }
            if let slack = try? Amounts.slack(figures[total], run.map { figures[$0] }), gap <= slack { return add(parts, total, run, sum, .rounded, collector) }
            if percent <= ExactDecimal(15) { return add(parts, total, run, sum, .fails(percent <= ExactDecimal(5) ? .error : .warning), collector) }
        }
        guard run.count >= 3 else { return }
        // 访谈552人，满意507人、较满意31人 …: the first may be the total of the others.
        if run.count >= 4, let whole = try? figures[run[0]].base(), whole.isPositive, let rest = try? Amounts.sum(run.dropFirst().map { (figures[$0], 1) }), let gap = try? (rest - whole).magnitude,
            run.dropFirst().allSatisfy({ ((try? figures[$0].base()) ?? whole) < whole }), let percent = Amounts.percent(gap, of: whole, to: 2)
        {
            if gap.isZero { return add(parts, run[0], Array(run.dropFirst()), rest, .holds, collector) }
            if percent <= ExactDecimal(2) { return add(parts, run[0], Array(run.dropFirst()), rest, .fails(percent <= .one ? .error : .warning), collector) }
        }
        // A figure of the text that is their sum settles it.
        let alike = (max(0, run[0] - 400)..<min(figures.count, run[run.count - 1] + 400)).filter { figures[$0].measure.dimension == figures[run[0]].measure.dimension && figures[$0].isExact && !run.contains($0) && !figures[$0].marks.contains(.perUnit) }
        if let total = alike.first(where: { (try? figures[$0].base()) == sum }) {
            return add(parts, total, run, sum, .holds, collector)
        }
        let head = Array(parts.text.codes[figures[run[0]].label].filter(Code.isIdeograph))
        if figures[run[0]].isMoney, isAllocation(parts, run[0]) {
            let totals = alike.filter { [.received, .available, .executed, .adjustedBudget, .initialBudget, .budget].contains(figures[$0].role) && figures[$0].scope.isDisjoint(with: [.funds, .part]) && figures[$0].depth == 0 }
            for total in totals {
                guard let base = try? figures[total].base(), base.isPositive, let gap = try? (sum - base).magnitude, let percent = Amounts.percent(gap, of: base, to: 2), percent <= .one else { continue }
                if let slack = try? Amounts.slack(figures[total], run.map { figures[$0] }), gap <= slack { return add(parts, total, run, sum, .rounded, collector) }
                return add(parts, total, run, sum, .fails(.error), collector)
            }
        }
        guard head.count >= 4 else { return }
        for total in alike {
            guard let base = try? figures[total].base(), base.isPositive, let gap = try? (sum - base).magnitude, let percent = Amounts.percent(gap, of: base, to: 2), percent <= ExactDecimal(4) else { continue }
            if let slack = try? Amounts.slack(figures[total], run.map { figures[$0] }), gap <= slack { return add(parts, total, run, sum, .rounded, collector) }
            let words = Array(parts.text.codes[figures[total].label].filter(Code.isIdeograph))
            // The same four characters open both.
            guard head.prefix(12).sharesRun(of: 4, with: words.prefix(16)) || head.count >= 4 && words.suffix(4).elementsEqual(head.suffix(4)) else { continue }
            return add(parts, total, run, sum, .fails(percent <= ExactDecimal(2) ? .error : .warning), collector)
        }
    }

    /// More figures than a report has before one list.
    private static let mostBefore = 2_000

    /// The figure that 基本支出中 speaks of: the last one before it under that name.
    private static func named(_ parts: TakenApart, _ first: Int) -> Int? {
        let codes = parts.text.codes
        var place = parts.figures[first].label.lowerBound - 1
        while place > 0, Code.isSpace(codes[place]) || codes[place] == Code.comma || codes[place] == 0x2C || codes[place] == Code.colon { place -= 1 }
        guard place > 4, codes[place] == 0x4E2D else { return nil }
        var begin = place
        while begin > 0, Code.isIdeograph(codes[begin - 1]), place - begin < 10 { begin -= 1 }
        let name = Array(codes[begin..<place])
        guard name.count >= 3 else { return nil }
        return (max(0, first - mostBefore)..<first).last { index in
            guard parts.figures[index].measure.dimension == parts.figures[first].measure.dimension, parts.figures[index].isExact else { return false }
            let words = parts.figures[index].label.filter { Code.isIdeograph(codes[$0]) }.map { codes[$0] }
            return words.count >= name.count && Array(words.suffix(name.count)) == name
        }
    }

    /// 资金分配为：…: the list says how the money was given out.
    private static func isAllocation(_ parts: TakenApart, _ first: Int) -> Bool {
        let begin = max(parts.text.lines[parts.figures[first].line].range.lowerBound, parts.figures[first].label.lowerBound - 12)
        let words = parts.text.words(begin..<parts.figures[first].digits.lowerBound)
        return words.contains(anyOf: ["分配", "分解", "用途", "投向", "具体", "分别用于"])
    }

    private static func add(_ parts: TakenApart, _ total: Int, _ run: [Int], _ sum: ExactDecimal, _ verdict: Relation.Verdict, _ collector: RelationCollector) {
        let figures = parts.figures
        let whole = figures[total]
        guard let base = try? whole.base(), let gap = try? (sum - base).magnitude else { return }
        let shown = Amounts.shown(sum, like: whole)
        let computation = run.map { figures[$0].number.description }.joined(separator: " + ") + " = \(shown)"
        collector.add(
            Relation(
                .sum, verdict, at: Rates.place(run.map { figures[$0] }), figures: [total] + run, stated: whole.number.description, computed: shown, difference: Amounts.shown(gap, like: whole),
                computation: computation, dimension: whole.measure.dimension,
                Wording(
                    zh: "“\(parts.text.quote(whole.label.lowerBound..<whole.range.upperBound))”，这里各项相加\(computation)，相差\(Amounts.shown(gap, like: whole))\(whole.measure.printed)。请核对。",
                    en: "The text gives “\(parts.text.quote(whole.label.lowerBound..<whole.range.upperBound))”, but the items here make \(computation), a difference of \(Amounts.shown(gap, like: whole)). Check them.")))
    }
}

import BudgetModel
import Quantities

/// Claims about scores that the scores of the text deny: 得分率均在95%以上, 均得满分, 无扣分; and deductions that do not fit the total.
struct ScoreClaims {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts

    private struct Pair {
        var weight: Int
        var score: Int
        var block: Scores.Block?
    }
    private let pairs: [Pair]

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let reader = ScoreClaims(collector, facts)
        reader.ratesAbove()
        reader.fullPoints()
        reader.deductions()
    }

    private init(_ collector: RelationCollector, _ facts: StatedFacts) {
        parts = collector.parts
        self.collector = collector
        self.facts = facts
        let figures = parts.figures
        var pairs: [Pair] = []
        var seen: Set<Int> = []
        func add(_ weight: Int?, _ score: Int?, _ block: Scores.Block?) {
            guard let weight, let score, figures[weight].number.isPositive, figures[score].number <= figures[weight].number, figures[weight].number <= ExactDecimal(60), seen.insert(score).inserted else { return }
            pairs.append(Pair(weight: weight, score: score, block: block))
        }
        for group in facts.pointGroups { for item in group.items { add(item.weight, item.score, item.block) } }
        for entry in facts.pointEntries.entries { add(entry.weight, entry.score, entry.block) }
        self.pairs = pairs
    }

    // MARK: Rates of scores

    /// 各项指标得分率均在95%以上.
    private func ratesAbove() {
        var tried = 0
        for (number, figure) in parts.figures.enumerated() where figure.isPercent && figure.marks.contains(.lowerBound) && figure.number <= .hundred && tried < 100 {
            let begin = clauseBegin(figure.digits.lowerBound)
            let words = parts.text.words(begin..<figure.range.upperBound)
            guard words.contains("得分率"), claimsAll(words) else { continue }
            tried += 1
            // The lowest rate is named, and all that are too low take part.
            let denied = pairs.filter { pair in applies(words, pair) && isBelow(pair, figure.number) }
            guard let low = denied.min(by: isLower) else { continue }
            let score = parts.figures[low.score].number, weight = parts.figures[low.weight].number
            guard let ratio = try? Ratio(score, over: weight) * ExactDecimal.hundred, let shown = try? ratio.rounded(to: 2, .halfUp) else { continue }
            collector.add(
                Relation(
                    .claim, .fails(.error), at: begin..<figure.range.upperBound, figures: [number, low.score, low.weight] + denied.filter { $0.score != low.score }.prefix(8).flatMap { [$0.score, $0.weight] }, stated: figure.number.description, computed: shown.plain, computation: "\(score) ÷ \(weight) = \(shown.plain)%", dimension: .percent,
                    Wording(
                        zh: "文中称“\(words)”，但有一项分值\(weight)分得\(score)分，得分率\(shown.plain)%。请改正说法，或核对得分。",
                        en: "The text claims rates of at least \(figure.number) % for every score, but \(score) of \(weight) points is \(shown.plain) %. Correct the claim or the score.")))
        }
    }

    private func isLower(_ left: Pair, _ right: Pair) -> Bool {
        guard let a = try? parts.figures[left.score].number * parts.figures[right.weight].number, let b = try? parts.figures[right.score].number * parts.figures[left.weight].number else { return false }
        return a < b
    }

    private func isBelow(_ pair: Pair, _ bound: ExactDecimal) -> Bool {
        guard let reached = try? parts.figures[pair.score].number * .hundred, let least = try? parts.figures[pair.weight].number * bound else { return false }
        return reached < least
    }

    // MARK: Full points

    private static let fullClaims = ["均得满分", "均为满分", "全部满分", "全部得满分", "全部为满分", "均获满分", "均获得满分", "均是满分", "无扣分项", "未扣分", "无扣分", "没有扣分", "均不扣分", "均未失分", "无失分"].map { word in word.unicodeScalars.map { ReportText.folded($0.value) } }

    private func fullPoints() {
        // Nothing denies a claim where no score has its points.
        guard !pairs.isEmpty else { return }
        let codes = parts.text.codes
        let firstCodes = Self.firstCodes
        var place = 0
        var told = 0
        var tried = 0
        while place < codes.count, told < 3, tried < 100 {
            guard firstCodes.contains(codes[place]), let claim = Self.fullClaims.first(where: { place + $0.count <= codes.count && codes[place..<place + $0.count].elementsEqual($0) }) else {
                place += 1
                continue
            }
            let begin = clauseBegin(place)
            let range = begin..<place + claim.count
            place += claim.count
            tried += 1
            let words = parts.text.words(range)
            // 其余指标均得满分, 除时效外均得满分: what is left out has its own score.
            let sentence = parts.text.words(sentenceBegin(range.lowerBound)..<range.upperBound)
            guard claimsAll(words), !sentence.contains(anyOf: ["其余", "其他", "其它", "除", "外", "剩余"]) else { continue }
            guard let low = pairs.first(where: { pair in applies(words, pair) && parts.figures[pair.score].number < parts.figures[pair.weight].number }) else { continue }
            let score = parts.figures[low.score].number, weight = parts.figures[low.weight].number
            told += 1
            collector.add(
                Relation(
                    .claim, .fails(.error), at: range, figures: [low.score, low.weight], stated: parts.text.quote(range), computed: score.description, difference: (try? (weight - score).plain), computation: "\(score) < \(weight)", dimension: .points,
                    Wording(
                        zh: "文中称“\(words)”，但有一项分值\(weight)分，只得\(score)分。请改正说法，或核对得分。",
                        en: "The text claims full points throughout, but one item has \(score) of \(weight). Correct the claim or the score.")))
        }
    }

    private static let firstCodes = CodeSet(fullClaims.map { $0[0] })

    private func claimsAll(_ words: Words) -> Bool { words.contains(anyOf: ["各项", "各指标", "各类", "各级", "每项", "所有", "全部", "均", "各个", "一级指标", "整体"]) && !words.contains(anyOf: ["其余", "其他", "其它", "除", "外", "项目", "县", "单位", "目标"]) }

    /// Whether a claim is of the block of an item, or of all.
    private func applies(_ words: Words, _ pair: Pair) -> Bool {
        guard let block = Scores.Block.of(words) else { return true }
        return pair.block == block || pair.block?.parent == block
    }

    // MARK: Deductions

    /// 合计扣2.4分: the parts make it, and 100 less it makes the total.
    private func deductions() {
        let figures = parts.figures
        var tried = 0
        for (number, figure) in figures.enumerated() where figure.measure.dimension == .points && figure.isExact && tried < 200 && isDeduction(number) {
            tried += 1
            let words = parts.plainWords(number)
            guard parts.has(.total, number) || words.hasPrefix("总"), !words.contains(anyOf: ["该", "本项", "此项", "每", "最多"]), Scores.Block.of(words) == nil else { continue }
            let listed = parts.lineFigures(around: number).filter { $0 < number && isDeduction($0) && figures[$0].measure.dimension == .points && figures[$0].isExact }
            let isList = listed.count >= 2 && !listed.contains { figures[$0].marks.contains(.each) || parts.plainWords($0).contains(anyOf: ["各", "每", "均"]) }
            // 产出共扣2.5分，其中时效扣1.5分: parts of a part are counted once.
            let outer = listed.filter { !figures[$0].scope.contains(.part) }, inner = listed.filter { !parts.has(.total, $0) }
            let isNested = outer.count < listed.count || inner.count < listed.count
            if isNested, [outer, inner].contains(where: { (try? ExactDecimal.sum($0.map { figures[$0].number })) == figure.number }) {
                // Its parts make it, and the total is asked below.
            } else if isNested {
                continue
            } else if isList, let sum = parts.printedSum(listed), let gap = try? (sum - figure.number).magnitude, gap <= ExactDecimal(20) {
                tellSum(of: listed, number, sum, gap, .error)
                if !gap.isZero { continue }
            }
            if listed.isEmpty, listedBehind(number, words) { continue }
            guard let score = facts.score, score.number <= .hundred, !isPart(number), let left = try? ExactDecimal.hundred - figure.number, let gap = try? (left - score.number).magnitude, gap <= ExactDecimal(20) else { continue }
            // Points lost by one item are no loss of the whole.
            if pairs.contains(where: { (try? parts.figures[$0.weight].number - parts.figures[$0.score].number) == figure.number }) && !gap.isZero { continue }
            collector.add(
                Relation(
                    .scoreSum, gap.isZero ? .holds : .fails(isList || words.contains(anyOf: ["总", "全部"]) ? .error : .warning), at: Rates.place([figure]), figures: [number, score.figure], stated: score.number.description, computed: left.plain, difference: gap.plain, computation: "100 − \(figure.number) = \(left.plain)", dimension: .points,
                    Wording(
                        zh: "共扣\(figure.number)分，100 − \(figure.number) = \(left.plain)，总得分写\(score.number)分。请核对扣分和总得分。",
                        en: "Deductions of \(figure.number) leave \(left.plain) of 100, but the total is \(score.number). Check both.")))
        }
    }

    /// 共扣4.4分：执行率扣0.6分；档案不规范扣1.8分；…: the deductions behind their sum; whether they were told of.
    private func listedBehind(_ number: Int, _ words: Words) -> Bool {
        let figure = parts.figures[number]
        let line = parts.text.lines[figure.line].range
        let behind = parts.lineFigures(around: number).filter { $0 > number && parts.figures[$0].measure.dimension == .points && isDeduction($0) }
        // 其中 may name a few of them only, and so does 等.
        guard figure.range.upperBound < line.upperBound, parts.text.codes[figure.range.upperBound] == Code.colon, behind.count >= 2, behind.allSatisfy({ parts.figures[$0].isExact && !parts.figures[$0].marks.contains(.each) && parts.figures[$0].depth == figure.depth && !parts.has(.total, $0) && !parts.plainWords($0).contains(anyOf: ["各", "每", "均", "其中", "等"]) }) else { return false }
        guard let sum = parts.printedSum(behind), let gap = try? (sum - figure.number).magnitude, gap <= ExactDecimal(20) else { return false }
        // Points in other words between them leave the list open.
        let others = parts.lineFigures(around: number).contains { $0 > number && $0 < behind[behind.count - 1] && parts.figures[$0].measure.dimension == .points && !behind.contains($0) }
        tellSum(of: behind, number, sum, gap, others ? .warning : .error)
        return !gap.isZero
    }

    private func tellSum(of listed: [Int], _ number: Int, _ sum: ExactDecimal, _ gap: ExactDecimal, _ severity: Severity) {
        let figure = parts.figures[number]
        let computation = parts.addition(listed, sum)
        collector.add(
            Relation(
                .scoreSum, gap.isZero ? .holds : .fails(severity), at: Rates.place([figure]), figures: [number] + listed, stated: figure.number.description, computed: sum.plain, difference: gap.plain, computation: computation, dimension: .points,
                Wording(
                    zh: "合计扣\(figure.number)分，各项扣分相加\(computation)。请核对各项扣分。",
                    en: "The deductions are given as \(figure.number), but they make \(computation). Check each of them.")))
    }

    private func isDeduction(_ number: Int) -> Bool { parts.figures[number].role == .deduction || parts.has(.deduction, number) || parts.plainWords(number).hasSuffix("扣") }

    /// Whether the line speaks of one block: （二）产出指标。…共扣2分.
    private func isPart(_ number: Int) -> Bool {
        let line = parts.text.lines[parts.figures[number].line].range
        let head = parts.text.words(line.lowerBound..<min(line.upperBound, line.lowerBound + 12))
        return Scores.Block.of(head) != nil && !head.contains(anyOf: ["总", "综合", "扣分"])
    }

    // MARK: Places

    private func clauseBegin(_ place: Int) -> Int { begin(place) { $0 == Code.comma || $0 == Code.stop || $0 == Code.semicolon || $0 == Code.newline } }
    private func sentenceBegin(_ place: Int) -> Int { begin(place) { $0 == Code.stop || $0 == Code.newline } }

    private func begin(_ place: Int, _ ends: (UInt16) -> Bool) -> Int {
        var low = place
        while low > 0, place - low < 200, !ends(parts.text.codes[low - 1]) { low -= 1 }
        return low
    }
}

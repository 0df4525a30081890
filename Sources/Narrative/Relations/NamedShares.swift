import BudgetModel
import Quantities

/// Shares that say what they are of: `占基本支出预算81.45%`, `占一般公共预算支出的84.06%`.
///
/// The whole is the amount the text gives under that name; where it gives none, shares of one name must be of one whole.
struct NamedShares {
    private let parts: TakenApart
    private let collector: RelationCollector

    static func read(_ collector: RelationCollector) {
        let reader = NamedShares(parts: collector.parts, collector: collector)
        reader.read()
    }

    private init(parts: TakenApart, collector: RelationCollector) {
        self.parts = parts
        self.collector = collector
    }

    private struct Share {
        var percent: Int
        var part: Int
        var name: [UInt16]
    }

    /// More shares than any report has are not compared.
    private static let mostShares = 400

    private func read() {
        var byName: [[UInt16]: [Share]] = [:]
        var order: [[UInt16]] = []
        for (number, figure) in parts.figures.enumerated().prefix(20_000) where figure.isPercent && figure.isExact && !parts.has(.target, number) && !parts.has(.previous, number) {
            for share in shares(number) {
                if byName[share.name] == nil { order.append(share.name) }
                byName[share.name, default: []].append(share)
            }
        }
        for name in order.prefix(Self.mostShares) {
            guard let shares = byName[name] else { continue }
            let open = shares.filter { !collector.explained.contains($0.percent) && !collector.accused.contains($0.percent) }
            if let whole = whole(name, shares) {
                for share in open where whole != share.part { judge(share, whole) }
            } else if shares.count >= 2, !open.isEmpty {
                compare(shares)
            }
        }
    }

    /// The share at a percentage, or those of a list: `分别为9399.2亿元、16961.2亿元和10038.6亿元，占采购规模的25.8%、46.6%和27.6%`.
    private func shares(_ number: Int) -> [Share] {
        guard let first = share(number) else { return [] }
        let figures = parts.figures
        var percents = [number]
        while let next = percents.last.map({ $0 + 1 }), next < figures.count, figures[next].isPercent, figures[next].isExact, figures[next].sentence == figures[number].sentence, figures[next].label.count <= 1, percents.count < 20 { percents.append(next) }
        guard percents.count > 1 else { return [first] }
        let begin = number - percents.count
        guard begin >= 0, (begin..<number).allSatisfy({ figures[$0].sentence == figures[number].sentence && figures[$0].measure.dimension == figures[first.part].measure.dimension && figures[$0].isExact && ($0 == begin || figures[$0].label.count <= 1) }) else { return [] }
        return percents.enumerated().map { Share(percent: $0.element, part: begin + $0.offset, name: first.name) }
    }

    /// The name between 占 and the number, and the amount before it in the same sentence.
    private func share(_ number: Int) -> Share? {
        let figures = parts.figures
        let codes = parts.text.codes
        let label = figures[number].label
        // 占
        guard let begin = label.first(where: { codes[$0] == 0x5360 }) else { return nil }
        var end = label.upperBound
        // 的, 为, 比例, 比重
        let tails: [[UInt16]] = [[0x7684], [0x4E3A], [0x6BD4, 0x4F8B], [0x6BD4, 0x91CD], [0x6BD4]]
        var isShorter = true
        while isShorter {
            isShorter = false
            for tail in tails where end - begin > tail.count + 1 && codes[(end - tail.count)..<end].elementsEqual(tail) {
                end -= tail.count
                isShorter = true
            }
        }
        let name = codes[(begin + 1)..<end].filter { $0 != 0x201C && $0 != 0x201D && !Code.isSpace($0) }
        // 占总数的, in two numbered sections of one list.
        let isTotal = name.elementsEqual([0x603B, 0x6570]) && parts.opensWithNumber(figures[number].line)
        guard name.count >= 3 || isTotal, name.allSatisfy({ Code.isIdeograph($0) || $0 == Code.open || $0 == Code.close }), number > 0 else { return nil }
        let part = number - 1
        guard figures[part].sentence == figures[number].sentence, figures[part].isExact, figures[part].isMoney || figures[part].isCount, figures[part].depth == figures[number].depth, figures[part].role != .increase, figures[part].role != .decrease,
            label.lowerBound - figures[part].range.upperBound <= 2
        else { return nil }
        // 支出数占预算数: the part has a name of its own.
        guard begin - label.lowerBound <= 1 else { return nil }
        return Share(percent: number, part: part, name: Array(name))
    }

    /// The one amount that bears the name, or nil where none or several do.
    private func whole(_ name: [UInt16], _ shares: [Share]) -> Int? {
        let figures = parts.figures
        var found: Int?
        let last = shares.last?.percent ?? 0
        for number in max(0, shares[0].percent - 400)..<min(figures.count, last + 60) where figures[number].isExact && figures[number].measure.dimension == figures[shares[0].part].measure.dimension && figures[number].role != .increase && figures[number].role != .decrease && figures[number].role != .previous {
            var words = parts.text.codes[figures[number].label].filter { $0 != 0x201C && $0 != 0x201D && !Code.isSpace($0) }
            while let tail = words.last, [0x4E3A, 0x662F, 0x5171, 0x8BA1, 0x5408].contains(tail) { words.removeLast() }
            guard words.count >= name.count, Array(words.suffix(name.count)) == name else { continue }
            if let found, figures[found].number != figures[number].number { return nil }
            found = found ?? number
        }
        return found
    }

    private func judge(_ share: Share, _ whole: Int) {
        let figures = parts.figures
        if Amounts.agrees(figures[share.percent].number, figures[share.part], over: figures[whole]) { return add(share, whole, .holds) }
        guard let a = try? figures[share.part].base(), let b = try? figures[whole].base(), b.isPositive, a <= b else { return }
        add(share, whole, .fails(.error))
    }

    private func add(_ share: Share, _ whole: Int, _ verdict: Relation.Verdict) {
        if let relation = Shares.relation(parts, share.percent, share.part, whole, verdict) { collector.add(relation) }
    }

    /// Two shares of one unnamed whole: each part and its share give that whole, and both must give the same.
    private func compare(_ shares: [Share]) {
        let figures = parts.figures
        var read: [(share: Share, range: (lower: Ratio, upper: Ratio))] = []
        // The whole that all shares so far allow, by dimension: most texts are walked through once.
        var allowed: [Dimension: (lower: Ratio, upper: Ratio)] = [:]
        for later in shares where !collector.accused.contains(later.percent) {
            let percent = figures[later.percent].number
            guard let b = try? figures[later.part].base(), b.isPositive, percent.isPositive, let high = wholeRange(b, percent) else { continue }
            let dimension = figures[later.part].measure.dimension
            defer {
                read.append((later, high))
                let before = allowed[dimension] ?? high
                allowed[dimension] = (max(before.lower, high.lower), min(before.upper, high.upper))
            }
            guard let all = allowed[dimension], all.upper < high.lower || high.upper < all.lower else { continue }
            for (earlier, low) in read where figures[earlier.part].measure.dimension == dimension && (low.upper < high.lower || high.upper < low.lower) {
                let percents = [figures[earlier.percent].number, percent]
                guard later.name.count >= 3 || mayShareTotal(earlier, later), let a = try? figures[earlier.part].base() else { continue }
                // What the later share would be if the earlier one is right.
                guard let ratio = try? Ratio(b, over: a) * percents[0], let implied = try? ratio.rounded(to: 2, .halfUp).plain else { continue }
                let computation = "\(figures[earlier.part].number) ÷ \(percents[0])% ≠ \(figures[later.part].number) ÷ \(percents[1])%"
                let order = [later.percent, later.part, earlier.percent, earlier.part]
                collector.add(
                    Relation(
                        .share, .fails(.error), at: Rates.place([later.part, later.percent].map { figures[$0] }), figures: order, stated: figures[later.percent].number.description, computed: implied,
                        computation: computation, dimension: figures[later.part].measure.dimension,
                        Wording(
                            zh: "两处占比的基数同名，按\(figures[earlier.part].number)占\(percents[0])%推算的基数，与\(figures[later.part].number)占\(percents[1])%推算的不同。请核对两个占比。",
                            en: "Two shares are of one whole, but \(figures[earlier.part].number) at \(percents[0]) % and \(figures[later.part].number) at \(percents[1]) % make two wholes. Check both shares.")))
                return
            }
        }
    }

    /// 总数 is one for sections in turn, where the first share is proved and both parts fit into its whole.
    private func mayShareTotal(_ earlier: Share, _ later: Share) -> Bool {
        guard collector.explained.contains(earlier.percent), !collector.explained.contains(later.percent), let sum = try? parts.figures[earlier.percent].number + parts.figures[later.percent].number, sum <= ExactDecimal(115), sum >= ExactDecimal(85) else { return false }
        return parts.text.codes[parts.text.lines[parts.figures[earlier.percent].line].range.lowerBound] == parts.text.codes[parts.text.lines[parts.figures[later.percent].line].range.lowerBound]
    }

    /// The least and the greatest whole that a part and its rounded or cut share allow.
    private func wholeRange(_ part: ExactDecimal, _ percent: ExactDecimal) -> (lower: Ratio, upper: Ratio)? {
        let unit = ExactDecimal(significand: 1, scale: percent.scale)
        guard let most = try? percent + unit, let least = try? percent - unit, least.isPositive, let lower = try? Ratio(part, over: most), let upper = try? Ratio(part, over: least) else { return nil }
        return (lower, upper)
    }
}

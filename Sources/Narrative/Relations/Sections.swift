import BudgetModel
import Quantities

/// Amounts in the heads of numbered sections: `（一）老年福利类支出612.00万元` with its items below, and the heads
/// themselves against the total above them.
struct Sections {
    /// A numbered head with the amount that stands in it.
    private struct Head {
        /// 1 for （一）, 2 for （二） ….
        var order: Int
        /// （一） and 1. are two levels.
        var isChinese: Bool
        var place: Int
        var figure: Int?
        /// Where the section ends, in characters.
        var end: Int
    }

    static func read(_ collector: RelationCollector) {
        let heads = heads(collector.parts)
        var begin = 0
        while begin < heads.count {
            var end = begin + 1
            while end < heads.count, heads[end].isChinese == heads[begin].isChinese, heads[end].order == heads[end - 1].order + 1 { end += 1 }
            let run = Array(heads[begin..<end])
            if run.count >= 2 { siblings(run, collector) }
            for head in run { items(head, collector) }
            begin = end
        }
    }

    /// （一） anywhere, 1. and 1、 at the head of a line.
    private static func heads(_ parts: TakenApart) -> [Head] {
        let codes = parts.text.codes
        var heads: [Head] = []
        for line in parts.text.lines {
            var place = line.range.lowerBound
            while place + 2 < line.range.upperBound {
                defer { place += 1 }
                if codes[place] == Code.open, let reading = ChineseNumeral.read(codes, at: place + 1, before: min(line.range.upperBound, place + 4)), !reading.isDigitRow, reading.value < 30, place + 1 + reading.length < line.range.upperBound, codes[place + 1 + reading.length] == Code.close {
                    heads.append(Head(order: reading.value, isChinese: true, place: place, figure: nil, end: 0))
                } else if place == line.range.lowerBound, Code.isDigit(codes[place]), codes[place + 1] == Code.point || codes[place + 1] == Code.pause, !Code.isDigit(codes[place + 2]) {
                    heads.append(Head(order: Int(codes[place] - 0x30), isChinese: false, place: place, figure: nil, end: 0))
                }
            }
        }
        var next = 0
        for index in heads.indices {
            // A section runs to the next head of any kind; a chapter of a new line with 一、 ends it too.
            heads[index].end = index + 1 < heads.count ? heads[index + 1].place : parts.text.count
            while next < parts.figures.count, parts.figures[next].digits.lowerBound < heads[index].place { next += 1 }
            guard next < parts.figures.count else { break }
            let figure = parts.figures[next]
            if figure.isMoney, figure.isExact, !figure.marks.contains(.perUnit), figure.depth == 0, figure.digits.lowerBound - heads[index].place <= 36, figure.digits.lowerBound < heads[index].end,
                !codes[heads[index].place..<figure.digits.lowerBound].contains(where: { $0 == Code.stop || $0 == Code.newline || $0 == Code.semicolon || $0 == Code.comma })
            {
                heads[index].figure = next
            }
        }
        return heads
    }

    /// The amounts of all heads against a total of the text before them.
    private static func siblings(_ heads: [Head], _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        let list = heads.compactMap(\.figure)
        guard list.count == heads.count, list.count >= 2, list.allSatisfy({ figures[$0].role == figures[list[0]].role }), list.allSatisfy({ !collector.accused.contains($0) }), let sum = try? Amounts.sum(list.map { (figures[$0], 1) }) else { return }
        let before = figures.indices.filter { $0 < list[0] && list[0] - $0 <= 30 && figures[$0].isMoney && figures[$0].isExact && !figures[$0].marks.contains(.perUnit) }
        if before.contains(where: { (try? figures[$0].base()) == sum }) || figures.indices.contains(where: { $0 > list[list.count - 1] && figures[$0].isMoney && (try? figures[$0].base()) == sum }) { return }
        guard list.count >= 3 else { return }
        for total in before.reversed() { if fails(total, list, sum, ExactDecimal(2), collector) { return } }
    }

    /// The amounts within one section against the one in its head.
    private static func items(_ head: Head, _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        guard let total = head.figure, !collector.explained.contains(total), !collector.accused.contains(total) else { return }
        // The head stands alone on its line, or before a colon.
        let end = figures[total].range.upperBound
        let codes = parts.text.codes
        guard end < codes.count, codes[end] == Code.newline || codes[end] == Code.colon && end + 1 < codes.count || codes[end] == Code.stop else { return }
        let list = figures.indices.filter { index in
            let figure = figures[index]
            return index > total && figure.digits.lowerBound < head.end && figure.isMoney && figure.isExact && figure.depth == 0 && !figure.marks.contains(.perUnit) && !figure.scope.contains(.part) && figure.role != .increase && figure.role != .decrease && figure.role != .previous && figure.role != .balance
        }
        // 主要用于 … 等 does not claim to be all.
        let span = parts.tokenOfFigure[total]..<(list.last.map { min(parts.tokens.count, parts.tokenOfFigure[$0] + 3) } ?? parts.tokenOfFigure[total])
        guard !span.contains(where: { parts.tokens[$0].kind == .term(.loosely) }) else { return }
        guard list.count >= 2, list.count <= 40, let sum = try? Amounts.sum(list.map { (figures[$0], 1) }) else { return }
        _ = fails(total, list, sum, ExactDecimal(4), collector)
    }

    private static func fails(_ total: Int, _ list: [Int], _ sum: ExactDecimal, _ limit: ExactDecimal, _ collector: RelationCollector) -> Bool {
        let parts = collector.parts
        let figures = parts.figures
        guard let base = try? figures[total].base(), base.isPositive, let gap = try? (sum - base).magnitude, let slack = try? Amounts.slack(figures[total], list.map { figures[$0] }), gap > slack, let share = (try? Amounts.percent(gap, of: base)) ?? nil, let percent = try? share.rounded(to: 2, .halfUp), percent <= limit else { return false }
        let whole = figures[total]
        let shown = Amounts.shown(sum, like: whole)
        let computation = list.map { figures[$0].measure.exponent == whole.measure.exponent ? figures[$0].number.description : Amounts.shown((try? figures[$0].base()) ?? .zero, like: whole) }.joined(separator: " + ") + " = \(shown)"
        collector.add(
            Relation(
                .sum, .fails(.error), at: whole.label.lowerBound..<whole.range.upperBound, figures: [total] + list, stated: whole.number.description, computed: shown, difference: Amounts.shown(gap, like: whole), computation: computation, dimension: .money,
                Wording(
                    zh: "“\(parts.text.quote(whole.label.lowerBound..<whole.range.upperBound))”，分列的各项相加\(computation)，相差\(Amounts.shown(gap, like: whole))\(whole.measure.printed)。请核对，漏列的补上。",
                    en: "The text gives “\(parts.text.quote(whole.label.lowerBound..<whole.range.upperBound))”, but its items make \(computation), a difference of \(Amounts.shown(gap, like: whole)). Check them; add what was left out.")))
        return true
    }
}

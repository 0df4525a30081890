import BudgetModel
import Quantities

/// Amounts in the heads of numbered sections: `（一）老年福利类支出612.00万元` with its items below, and the heads
/// themselves against the total above them.
struct Sections {
    /// A numbered head with the amount that stands in it.
    private struct Head {
        /// 1 for （一）, 2 for （二） ….
        var order: Int
        /// 一、 （一） 1. （1） ①, from the outside in.
        var level: Int
        var place: Int
        var figure: Int?
        /// Where the section ends, in characters.
        var end: Int
    }

    static func read(_ collector: RelationCollector) {
        let heads = heads(collector.parts)
        var lastOf: [ExactDecimal: Int] = [:]
        if heads.count >= 2 {
            // Where each amount stands last.
            for (number, figure) in collector.figures.enumerated() where figure.isMoney { if let base = try? figure.base() { lastOf[base] = number } }
        }
        var begin = 0
        while begin < heads.count {
            var end = begin + 1
            while end < heads.count, heads[end].level == heads[begin].level, heads[end].order == heads[end - 1].order + 1 { end += 1 }
            let run = Array(heads[begin..<end])
            if run.count >= 2 { siblings(run, lastOf, collector) }
            for head in run { items(head, collector) }
            begin = end
        }
        families(heads, collector)
    }

    /// What a head may begin with: a bracket, ①, a digit or a numeral.
    private static let opening = CodeSet((0...0x9FFF).filter { $0 == Code.open || (0x2460...0x2473).contains($0) || Code.isDigit($0) || ChineseNumeral.isNumeral($0) })

    /// Numbers at the head of a line or a clause.
    private static func heads(_ parts: TakenApart) -> [Head] {
        let codes = parts.text.codes, opening = opening
        var heads: [Head] = []
        for line in parts.text.lines {
            for place in line.range.lowerBound..<max(line.range.lowerBound, line.range.upperBound - 2) {
                guard opening.contains(codes[place]), let head = head(codes, place, line.range) else { continue }
                heads.append(Head(order: head.order, level: head.level, place: place, figure: nil, end: 0))
            }
        }
        var next = 0
        for index in heads.indices {
            // A section runs to the next head of any kind.
            heads[index].end = index + 1 < heads.count ? heads[index + 1].place : parts.text.count
            while next < parts.figures.count, parts.figures[next].digits.lowerBound < heads[index].place { next += 1 }
            // The number of the head is no amount.
            var first = next
            while first < parts.figures.count, parts.figures[first].digits.lowerBound <= heads[index].place + 2, !parts.figures[first].isMoney { first += 1 }
            guard first < parts.figures.count else { continue }
            let figure = parts.figures[first]
            if figure.isMoney, figure.isExact, !figure.marks.contains(.perUnit), figure.depth == 0, figure.digits.lowerBound - heads[index].place <= 36, figure.digits.lowerBound < heads[index].end,
                !codes[heads[index].place..<figure.digits.lowerBound].contains(where: { $0 == Code.stop || $0 == Code.newline || $0 == Code.semicolon || $0 == Code.comma })
            {
                heads[index].figure = first
            }
        }
        return heads
    }

    /// The number that begins at a place, and how deep its kind stands.
    private static func head(_ codes: [UInt16], _ place: Int, _ line: Range<Int>) -> (order: Int, level: Int)? {
        let code = codes[place]
        let before = place == line.lowerBound ? Code.stop : codes[place - 1]
        let begins = before == Code.stop || before == Code.semicolon || before == Code.colon || before == Code.blank
        if (0x2460...0x2473).contains(code) { return (Int(code - 0x245F), 4) }
        if code == Code.open {
            if let reading = ChineseNumeral.read(codes, at: place + 1, before: min(line.upperBound, place + 4)), !reading.isDigitRow, reading.value < 30, place + 1 + reading.length < line.upperBound, codes[place + 1 + reading.length] == Code.close { return (reading.value, 1) }
            if begins, Code.isDigit(codes[place + 1]), codes[place + 2] == Code.close { return (Int(codes[place + 1] - 0x30), 3) }
            return nil
        }
        guard begins else { return nil }
        if Code.isDigit(code), codes[place + 1] == Code.point || codes[place + 1] == Code.pause, !Code.isDigit(codes[place + 2]) { return (Int(code - 0x30), 2) }
        if let reading = ChineseNumeral.read(codes, at: place, before: min(line.upperBound, place + 3)), !reading.isDigitRow, reading.value < 30, place + reading.length < line.upperBound, codes[place + reading.length] == Code.pause { return (reading.value, 0) }
        return nil
    }

    // MARK: Heads and the heads below them

    /// `（一）…543.10万元；1.…193.8万元；2.…263.3万元；3.…86万元；（二）…`: each head against the heads one level below it.
    private static func families(_ heads: [Head], _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        var doubtful: [(total: Int, list: [Int], sum: ExactDecimal)] = []
        var holding = 0
        for (index, head) in heads.enumerated() {
            guard let total = head.figure, index + 1 < heads.count, heads[index + 1].level > head.level else { continue }
            let level = heads[index + 1].level
            var list: [Int] = []
            var order = 0
            var next = index + 1
            while next < heads.count, heads[next].level > head.level, list.count < 80 {
                if heads[next].level == level {
                    order += 1
                    guard heads[next].order == order, let figure = heads[next].figure, figures[figure].isExact else {
                        list = []
                        break
                    }
                    list.append(figure)
                }
                next += 1
            }
            guard list.count >= 2, !collector.accused.contains(total), let sum = try? Amounts.sum(list.map { (figures[$0], 1) }), let base = try? figures[total].base(), base.isPositive, let gap = try? (sum - base).magnitude, let slack = try? Amounts.slack(figures[total], list.map { figures[$0] }) else { continue }
            if gap <= slack { holding += 1 } else if !collector.explained.contains(total) || collector.sums(with: total).allSatisfy({ $0.figures.first != total }) { doubtful.append((total, list, sum)) }
        }
        for family in doubtful { _ = fails(family.total, family.list, family.sum, ExactDecimal(holding > 0 ? 15 : 4), collector) }
    }

    /// The amounts of all heads against a total of the text before them.
    private static func siblings(_ heads: [Head], _ lastOf: [ExactDecimal: Int], _ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        let list = heads.compactMap(\.figure)
        guard list.count == heads.count, list.count >= 2, list.allSatisfy({ figures[$0].role == figures[list[0]].role }), list.allSatisfy({ !collector.accused.contains($0) }), let sum = try? Amounts.sum(list.map { (figures[$0], 1) }) else { return }
        let before = (max(0, list[0] - 30)..<list[0]).filter { figures[$0].isMoney && figures[$0].isExact && !figures[$0].marks.contains(.perUnit) }
        if before.contains(where: { (try? figures[$0].base()) == sum }) || lastOf[sum] ?? -1 > list[list.count - 1] { return }
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
        var last = total + 1
        while last < figures.count, figures[last].digits.lowerBound < head.end { last += 1 }
        let list = (total + 1..<last).filter { index in
            let figure = figures[index]
            return figure.isMoney && figure.isExact && figure.depth == 0 && !figure.marks.contains(.perUnit) && !figure.scope.contains(.part) && figure.role != .increase && figure.role != .decrease && figure.role != .previous && figure.role != .balance
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
        guard let base = try? figures[total].base(), base.isPositive, let gap = try? (sum - base).magnitude, let slack = try? Amounts.slack(figures[total], list.map { figures[$0] }), gap > slack, let percent = Amounts.percent(gap, of: base, to: 2), percent <= limit else { return false }
        if let slip = UnitSlips.inSum(parts, total, list.map { ($0, 1) }) {
            collector.add(slip)
            return true
        }
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

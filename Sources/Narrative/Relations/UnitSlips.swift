import BudgetModel
import Quantities

/// 元 written for 万元, or the reverse.
struct UnitSlips {
    /// A figure whose unit cannot be the one it is printed with.
    static func relation(_ parts: TakenApart, _ wrong: Int, meant: String, beside other: Int?) -> Relation {
        let figure = parts.figures[wrong]
        let number = figure.number.description
        let beside = other.map { parts.figures[$0] }
        return Relation(
            .unit, .fails(.error), at: figure.label.lowerBound..<figure.range.upperBound, figures: [wrong] + (other.map { [$0] } ?? []),
            stated: "\(number)\(figure.measure.printed)", computed: number + meant, computation: "\(number)\(meant)", dimension: .money,
            Wording(
                zh: "“\(parts.text.quote(figure.label.lowerBound..<figure.range.upperBound))”的单位不对：\(beside.map { "与“\($0.number)\($0.measure.printed)”对照，" } ?? "")应是\(number)\(meant)，差一万倍。请改正单位。",
                en: "The unit of “\(parts.text.quote(figure.range))” cannot be right: \(beside.map { "beside \($0.number) \($0.measure.printed) " } ?? "")it should be \(number) \(meant), ten thousand times as much or as little. Correct the unit."))
    }

    /// A total, or one of its parts, whose digits fit and whose unit does not.
    static func inSum(_ parts: TakenApart, _ total: Int, _ list: [(figure: Int, times: Int)]) -> Relation? {
        let figures = parts.figures
        guard let sum = try? Amounts.sum(list.map { (figures[$0.figure], $0.times) }), let stated = try? figures[total].base(), let unit = try? figures[total].unitInLastPlace() else { return nil }
        // 665.2元, 其中 587.6万元 ….
        for exponent in [4, -4] {
            if let shifted = try? stated.shifted(by: exponent), let gap = try? (shifted - sum).magnitude, let slack = try? unit.shifted(by: exponent), gap <= slack { return relation(parts, total, meant: exponent > 0 ? "万元" : "元", beside: list[0].figure) }
        }
        // 13万元 and 72元 of 85万元; 53700万元 among yuan.
        for entry in list where figures[entry.figure].measure.exponent != figures[total].measure.exponent && entry.times == 1 {
            let exponent = figures[total].measure.exponent - figures[entry.figure].measure.exponent
            guard exponent.magnitude == 4, let part = try? figures[entry.figure].base(), part.isPositive, let mended = try? part.shifted(by: exponent), let whole = try? sum - part + mended, let gap = try? (whole - stated).magnitude, gap < unit || gap.isZero else { continue }
            return relation(parts, entry.figure, meant: figures[total].measure.printed.text, beside: total)
        }
        return nil
    }

    /// The same digits in 元 and in 万元 within one report: one of them is wrong.
    static func read(_ collector: RelationCollector) {
        let figures = collector.figures
        let money = figures.indices.filter { figures[$0].isMoney && figures[$0].isPlain && !figures[$0].marks.contains(.perUnit) && figures[$0].measure.exponent != 8 }
        var byNumber: [ExactDecimal: [Int]] = [:]
        for number in money where figures[number].number >= ExactDecimal(10) || figures[number].number > .one && figures[number].number.scale >= 2 { byNumber[figures[number].number, default: []].append(number) }
        for group in byNumber.values.sorted(by: { $0[0] < $1[0] }) {
            let plain = group.filter { figures[$0].measure.exponent == 0 }
            let large = group.filter { figures[$0].measure.exponent == 4 }
            guard let small = plain.first, let other = large.first(where: { !collector.accused.contains($0) }), !collector.accused.contains(small) else { continue }
            // A round amount may occur in both units; an odd one does not.
            guard isOdd(figures[small].number), !collector.explained.contains(small) || !collector.explained.contains(other) else { continue }
            // 1.58 may be two things, and is one under one name.
            if figures[small].number < ExactDecimal(10), !shareName(collector.parts, small, other) { continue }
            let wrong = collector.explained.contains(small) ? other : small
            collector.add(relation(collector.parts, wrong, meant: wrong == small ? "万元" : "元", beside: wrong == small ? other : small))
        }
        spending(collector)
        prices(collector)
        targets(collector)
    }

    /// 预算7,800,000.00元，实际支出4,573,732.68万元: a thousandfold of the budget is no spending.
    private static func spending(_ collector: RelationCollector) {
        let parts = collector.parts
        let figures = parts.figures
        for (number, figure) in figures.enumerated() where figure.isMoney && figure.isExact && figure.role == .executed && !collector.accused.contains(number) {
            let near = parts.sentenceFigures(around: number, reach: 4).filter { figures[$0].role.flow == .into && figures[$0].isExact && figures[$0].isMoney && !collector.accused.contains($0) }
            for budget in near where figures[budget].measure.exponent != figure.measure.exponent {
                guard let spent = try? figure.base(), let whole = try? figures[budget].base(), spent.isPositive, whole.isPositive else { continue }
                let exponent = figures[budget].measure.exponent - figure.measure.exponent
                guard exponent.magnitude == 4, let thousandfold = try? whole * ExactDecimal(1_000), let thousandth = try? spent * ExactDecimal(1_000), spent > thousandfold || thousandth < whole, let mended = try? spent.shifted(by: exponent), let least = try? mended * ExactDecimal(5), least >= whole,
                    let double = try? mended * ExactDecimal(2), let most = try? whole * ExactDecimal(3), double <= most
                else { continue }
                collector.add(relation(parts, number, meant: figures[budget].measure.printed.text, beside: budget))
                return
            }
        }
    }

    /// Whether the last three characters of both names are the same, particles left out.
    private static func shareName(_ parts: TakenApart, _ left: Int, _ right: Int) -> Bool {
        let (a, b) = (parts.bareName(parts.figures[left].label).suffix(3), parts.bareName(parts.figures[right].label).suffix(3))
        return a.count == 3 && a.elementsEqual(b)
    }

    /// 控制在30元以内，实际平均28.6万元: a limit and what came of it, in units ten thousand times apart.
    private static func targets(_ collector: RelationCollector) {
        let parts = collector.parts
        for (number, figure) in parts.figures.enumerated().dropLast() where figure.isMoney || figure.measure.dimension == .unitPrice {
            let next = parts.figures[number + 1]
            guard next.isMoney, next.sentence == figure.sentence, figure.marks.contains(.upperBound) || figure.marks.contains(.lowerBound), parts.text.words(next.label).contains(anyOf: ["实际", "平均", "完成"]),
                abs(figure.measure.exponent - next.measure.exponent) == 4, figure.number.isPositive, next.number.isPositive, let ratio = try? Ratio(figure.number, over: next.number),
                let low = try? Ratio(ExactDecimal(significand: 4, scale: 1)), let high = try? Ratio(ExactDecimal(significand: 25, scale: 1)), ratio > low, ratio < high, !collector.accused.contains(number)
            else { continue }
            collector.add(relation(parts, number, meant: next.measure.exponent == 4 ? "万元" : "元", beside: number + 1))
        }
    }

    /// At least three digits that are no zeros at the end.
    private static func isOdd(_ number: ExactDecimal) -> Bool { number.trimmed.scale > 0 || number.significand % 100 != 0 && number >= ExactDecimal(1000) }

    /// 人均998万元: nothing costs so much for one person.
    private static func prices(_ collector: RelationCollector) {
        let parts = collector.parts
        for (number, figure) in parts.figures.enumerated() where figure.isMoney && figure.marks.contains(.perUnit) == false && figure.measure.exponent == 4 {
            guard parts.text.codes[figure.label].contains(where: { $0 == 0x5747 || $0 == 0x6BCF }) else { continue }
            let label = parts.text.words(figure.label)
            guard label.contains(anyOf: ["人均", "生均", "户均", "每人", "每生", "每户", "每名"]), figure.number >= ExactDecimal(100), !collector.accused.contains(number) else { continue }
            collector.add(relation(parts, number, meant: "元", beside: nil))
        }
        for (number, figure) in parts.figures.enumerated() where (figure.isMoney || figure.measure.dimension == .unitPrice) && figure.marks.contains(.perUnit) && figure.measure.exponent == 4 {
            guard parts.text.codes[figure.label].contains(where: { $0 == 0x5747 || $0 == 0x6BCF }) else { continue }
            let label = parts.text.words(figure.label)
            guard label.contains(anyOf: ["人均", "生均", "户均", "每人", "每生", "每户", "每名"]), figure.number >= ExactDecimal(100), !collector.accused.contains(number) else { continue }
            collector.add(relation(parts, number, meant: "元", beside: nil))
        }
    }
}

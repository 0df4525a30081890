import BudgetModel
import Quantities

/// Sums and products that the text writes out: `14.5＋18＋38.6=71.1分`, `120人×300元=3.6万元`, `2389-300=2089`.
struct Equations {
    private enum Operator { case plus, minus, times, equals }

    static func read(_ collector: RelationCollector) {
        let parts = collector.parts
        var number = 0
        while number < parts.figures.count {
            let chain = chain(parts, from: number)
            if chain.operators.count >= 2, chain.operators.last == .equals { judge(parts, chain.figures, chain.operators, collector) }
            number += max(1, chain.figures.count - 1)
        }
    }

    /// Figures joined by signs, up to and with the one behind `=`.
    private static func chain(_ parts: TakenApart, from first: Int) -> (figures: [Int], operators: [Operator]) {
        var figures = [first]
        var operators: [Operator] = []
        while let last = figures.last, last + 1 < parts.figures.count, let sign = sign(parts, last, last + 1), figures.count < 60 {
            figures.append(last + 1)
            operators.append(sign)
            if sign == .equals { break }
        }
        return (figures, operators)
    }

    /// The sign between two figures of a line; words may stand behind it (＋过程18), none before it.
    private static func sign(_ parts: TakenApart, _ left: Int, _ right: Int) -> Operator? {
        let a = parts.figures[left], b = parts.figures[right]
        guard a.line == b.line, a.range.upperBound <= b.digits.lowerBound else { return nil }
        let codes = parts.text.codes
        var place = a.range.upperBound
        while place < b.digits.lowerBound, Code.isSpace(codes[place]) || codes[place] == Code.close || codes[place] == Code.open { place += 1 }
        guard place < b.digits.lowerBound, b.digits.lowerBound - place <= 16 else { return nil }
        guard !codes[place..<b.digits.lowerBound].contains(where: { $0 == Code.comma || $0 == Code.stop || $0 == Code.semicolon || $0 == Code.pause }) else { return nil }
        switch codes[place] {
        case 0x2B: return .plus
        case Code.dash: return place + 1 == b.digits.lowerBound || Code.isSpace(codes[place + 1]) ? .minus : nil
        case Code.times, 0x2A: return .times
        case 0x3D: return .equals
        default: return nil
        }
    }

    private static func judge(_ parts: TakenApart, _ figures: [Int], _ operators: [Operator], _ collector: RelationCollector) {
        let members = figures.map { parts.figures[$0] }
        guard let result = members.last, members.allSatisfy({ $0.isPlain || $0.marks.contains(.range) }), let value = value(members, operators), let stated = try? result.base(),
            let gap = try? (value - stated).magnitude
        else { return }
        // Percentages as factors would need their own scale.
        guard members.allSatisfy({ !$0.isPercent }) || !operators.contains(.times) else { return }
        let isProduct = operators.contains(.times)
        let kind: RelationKind = isProduct ? .product : operators.contains(.minus) && !operators.contains(.plus) ? .difference : result.measure.dimension == .points ? .scoreSum : .sum
        let slack = isProduct ? try? result.unitInLastPlace() : try? Amounts.slack(result, members.dropLast())
        let shown = Amounts.shown(value, like: result)
        let signs = operators.dropLast().map { $0 == .plus ? " + " : $0 == .minus ? " − " : " × " }
        var computation = members[0].number.description + (isProduct ? members[0].measure.printed.text : "")
        for (sign, member) in zip(signs, members.dropFirst()) { computation += sign + member.number.description + (isProduct ? member.measure.printed.text : "") }
        computation += " = \(shown)"
        let order = [figures[figures.count - 1]] + figures.dropLast()
        if !gap.isZero, isProduct, result.isMoney {
            for (exponent, unit) in [(4, "万元"), (-4, "元")] {
                if let shifted = try? stated.shifted(by: exponent), shifted == value, result.measure.exponent + exponent == 4 || result.measure.exponent + exponent == 0 {
                    collector.add(UnitSlips.relation(parts, figures[figures.count - 1], meant: unit, beside: figures[0]))
                    return
                }
            }
        }
        let verdict: Relation.Verdict = gap.isZero ? .holds : slack.map { gap <= $0 && result.number.scale > 0 } ?? false ? .rounded : .fails(.error)
        collector.add(
            Relation(
                kind, verdict, at: Rates.place(members), figures: order, stated: result.number.description, computed: shown, difference: Amounts.shown(gap, like: result), computation: computation,
                dimension: result.measure.dimension,
                Wording(
                    zh: "算式的结果写\(result.number)\(result.measure.printed)，算出来是\(computation)，相差\(Amounts.shown(gap, like: result))。请核对算式和结果。",
                    en: "The sum is given as \(result.number) \(result.measure.printed), but it comes to \(computation). Check its terms and the result.")))
    }

    /// Products before sums, from left to right; nil out of reach.
    private static func value(_ members: [Figure], _ operators: [Operator]) -> ExactDecimal? {
        let last = members.count - 1
        // Terms of a sum without units take that of the result.
        func base(_ figure: Figure) -> ExactDecimal? {
            if figure.measure == .none, !operators.contains(.times) { return try? figure.number.shifted(by: members[last].measure.exponent) }
            return try? figure.base()
        }
        guard var term = base(members[0]) else { return nil }
        var sum = ExactDecimal.zero
        var isNegative = false
        for place in 1..<last {
            guard let next = base(members[place]) else { return nil }
            if operators[place - 1] == .times {
                guard let product = try? term * next else { return nil }
                term = product
                continue
            }
            guard let total = isNegative ? try? sum - term : try? sum + term else { return nil }
            (sum, term, isNegative) = (total, next, operators[place - 1] == .minus)
        }
        return isNegative ? try? sum - term : try? sum + term
    }
}

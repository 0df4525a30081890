import BudgetModel
import Quantities

/// One amount in two units: `7000000斤（3500吨）`, `1960000元（196万元）`.
struct Equivalents {
    static func read(_ collector: RelationCollector) {
        let parts = collector.parts
        for (number, figure) in parts.figures.enumerated().dropFirst() where figure.depth > 0 && figure.isPlain {
            let first = parts.figures[number - 1]
            guard first.isPlain, first.depth == figure.depth - 1, first.line == figure.line, first.measure != figure.measure, first.number.isPositive, figure.number.isPositive, standsAlone(parts, first, figure), let unit = scale(first.measure, figure.measure) else { continue }
            judge(collector, number - 1, number, unit)
        }
    }

    /// Nothing but 约, 合, 折合, 即 stands between the bracket and its figure, and nothing behind it.
    private static func standsAlone(_ parts: TakenApart, _ first: Figure, _ second: Figure) -> Bool {
        let codes = parts.text.codes
        let between = codes[first.range.upperBound..<second.digits.lowerBound].filter { !Code.isSpace($0) }
        guard between.first == Code.open, between.dropFirst().allSatisfy(introductions.contains), second.range.upperBound < codes.count else { return false }
        return codes[second.range.upperBound] == Code.close
    }

    private static let introductions = CodeSet("约合计折即为")

    /// How many base units of the second go on one base unit of the first, as a fraction; nil for units of different things.
    private static func scale(_ left: Measure, _ right: Measure) -> (first: ExactDecimal, second: ExactDecimal)? {
        if left.dimension == right.dimension, left.exponent != right.exponent, left.dimension == .money || isMeasured(left) { return (.one, .one) }
        guard case .count(let a) = left.dimension, case .count(let b) = right.dimension else { return nil }
        for known in conversions {
            if a == known.unit, b == known.base { return (known.worth, .one) }
            if b == known.unit, a == known.base { return (.one, known.worth) }
        }
        return nil
    }

    private static func isMeasured(_ measure: Measure) -> Bool {
        guard case .count(let unit) = measure.dimension else { return false }
        return ["米", "平方米", "克"].contains(unit)
    }

    /// A unit in base units of another: 斤 is 500 克, 公顷 10000 平方米; a 亩 is 666.67 平方米 and 15 of them a 公顷.
    private static let conversions: [(unit: UnitName, base: UnitName, worth: ExactDecimal)] = [
        ("斤", "克", ExactDecimal(500)), ("公顷", "平方米", ExactDecimal(10_000)), ("公顷", "亩", ExactDecimal(15)), ("里", "米", ExactDecimal(500)),
    ]

    private static func judge(_ collector: RelationCollector, _ number: Int, _ other: Int, _ unit: (first: ExactDecimal, second: ExactDecimal)) {
        let parts = collector.parts
        let first = parts.figures[number], second = parts.figures[other]
        guard let a = try? first.base() * unit.first, let b = try? second.base() * unit.second, let gap = try? (a - b).magnitude, let left = try? first.unitInLastPlace() * unit.first, let right = try? second.unitInLastPlace() * unit.second, gap >= max(left, right) else { return }
        // 约3500吨 may be a twentieth off.
        let isRough = !first.isExact || !second.isExact
        guard !isRough || ((try? gap * ExactDecimal(20)).map { $0 > a } ?? false) else { return }
        guard let shown = try? a.shifted(by: -second.measure.exponent), let ratio = try? Ratio(shown, over: unit.second), let computed = try? ratio.rounded(to: max(2, second.number.scale), .halfUp).trimmed else { return }
        collector.add(
            Relation(
                .unit, .fails(.error), at: Rates.place([first, second]), figures: [other, number], stated: second.number.description, computed: computed.plain, computation: "\(first.number)\(first.measure.printed) = \(computed.plain)\(second.measure.printed)", dimension: first.measure.dimension,
                Wording(
                    zh: "“\(parts.text.quote(first.range))”换算是\(computed.plain)\(second.measure.printed)，括号里写\(second.number)\(second.measure.printed)。请核对数字和单位。",
                    en: "“\(parts.text.quote(first.range))” is \(computed.plain) \(second.measure.printed), but the bracket gives \(second.number). Check the number and its unit.")))
    }
}

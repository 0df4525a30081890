import BudgetModel
import Quantities

extension RowScorer {
    /// A department rate by the scale of the framework: from the rate itself, or from its two inputs `48/50`.
    func scoreByScale(_ indicator: Indicator, _ formula: IndicatorFormula, _ scale: PointScale, into line: inout ScoreLine) {
        guard let actual = indicator.actual else { return line.leave(.noActual) }
        if let reference = formula.reference { line.trace.append(.clause(reference)) }
        guard let weight = line.weight else { return line.leave(.noWeight) }
        guard !weight.isNegative else { return line.leave(.negativeWeight) }
        line.trace.append(.quantity(.weight, weight, unit: nil))
        do {
            guard let rate = try rate(of: actual, formula, scale, into: &line) else { return }
            try score(rate, weight, scale, into: &line)
        } catch {
            line.leave(.overflow)
        }
    }

    /// The rate in percent.
    private func rate(
        of actual: IndicatorValue, _ formula: IndicatorFormula, _ scale: PointScale, into line: inout ScoreLine
    ) throws(QuantityError) -> Ratio? {
        switch actual.content {
        case .range: line.leave(.rangeActual); return nil
        case .date: line.leave(.dateActual); return nil
        case .number(let number):
            switch actual.unit {
            case "‰": return try Ratio(number, over: ExactDecimal(10))
            case nil where number.isPositive && number <= .one && scale.fullPercent >= ExactDecimal(50):
                line.trace.append(.assumption(.actualReadAsFraction))
                return try Ratio(number) * ExactDecimal.hundred
            default: return try Ratio(number)
            }
        case .text:
            guard let (a, b) = Self.quotient(in: actual.raw) else { line.leave(.textActual); return nil }
            let top = formula.shape == .change || formula.shape == .saving ? try a - b : a
            let bottom = formula.shape == .saving ? a : b
            guard bottom.isPositive else { line.leave(.noBudget); return nil }
            line.trace.append(.formula("\(formula.numerator ?? "a") ÷ \(formula.denominator ?? "b") × 100%", substituted: "\(top) ÷ \(bottom) × 100%"))
            return try top.divided(by: bottom) * ExactDecimal.hundred
        }
    }

    /// The two numbers of `48/50`, `48人÷50人`.
    static func quotient(in text: String) -> (ExactDecimal, ExactDecimal)? {
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "÷" || $0 == "／" })
        guard parts.count == 2 else { return nil }
        func leading(_ part: Substring) -> ExactDecimal? {
            var scanner = NumberScanner(String(part))
            scanner.skipSpaces()
            return try? scanner.number()
        }
        guard let a = leading(parts[0]), let b = leading(parts[1]) else { return nil }
        return (a, b)
    }

    private func score(_ rate: Ratio, _ weight: ExactDecimal, _ scale: PointScale, into line: inout ScoreLine) throws(QuantityError) {
        var shown = try rate.rounded(to: 6, .down)
        if let exact = rate.exactDecimal, exact.scale <= 6 { shown = exact }
        line.trace.append(.quantity(.rate, shown, unit: "%"))
        let w = try Ratio(weight)
        switch scale.shape {
        case .proportional(let full):
            guard full.isPositive else { return line.leave(.nonPositiveTarget) }
            let share = try rate / Ratio(full)
            line.isMet = share >= .one
            line.completionPercent = try (share * ExactDecimal.hundred).rounded(to: 2, rounding)
            let held = max(.zero, min(share, .one))
            award(try w * held, by: .scale, a: shown, b: full, to: &line)
        case .steps(let steps):
            let step = steps.first { step in
                guard let bound = step.upTo, let limit = try? Ratio(bound) else { return true }
                return rate <= limit
            }
            let share = step?.share ?? .zero
            line.isMet = share == .one
            award(try w * Ratio(share), by: .step, a: shown, b: share, to: &line)
        case .perPoint(let full, let lowerIsBetter, let deduction, let per):
            let bound = try Ratio(full)
            let beyond = try lowerIsBetter ? rate - bound : bound - rate
            guard !beyond.isNegative, !beyond.isZero else {
                line.isMet = true
                return award(w, by: .full, a: shown, b: full, to: &line)
            }
            line.isMet = false
            var parts = try beyond / Ratio(per)
            switch scale.counting {
            case .exact: break
            case .whole: parts = try Ratio(parts.rounded(to: 0, .down))
            case .begun:
                let whole = try Ratio(parts.rounded(to: 0, .down))
                parts = whole == parts ? whole : try whole + .one
            }
            let rest = try Ratio.one - parts * Ratio(deduction)
            award(rest.isNegative ? .zero : try w * rest, by: .perPoint, a: shown, b: full, to: &line)
        }
    }
}

extension PointScale {
    /// The rate in percent that earns full points.
    fileprivate var fullPercent: ExactDecimal {
        switch shape {
        case .perPoint(let full, _, _, _), .proportional(let full): full
        case .steps: .zero
        }
    }
}

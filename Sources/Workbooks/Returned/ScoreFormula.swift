import BudgetModel
import Quantities

/// Finds the live formula that gives a row's points: the law's formula as the framework sets it, put into cells.
///
/// Every candidate is computed exactly first; only one that gives the engine's own score is written.
struct ScoreFormula {
    let framework: Framework
    /// Where the row's values stand.
    let weight: CellPosition
    let target: CellPosition
    let actual: CellPosition
    let stated: CellPosition

    private var w: LiveFormula { .cell(weight) }
    private var t: LiveFormula { .cell(target) }
    private var a: LiveFormula { .cell(actual) }
    private let one = LiveFormula.number(.one)
    private let zero = LiveFormula.number(.zero)

    init(framework: Framework, weight: CellPosition, target: CellPosition, actual: CellPosition, stated: CellPosition) {
        self.framework = framework
        self.weight = weight
        self.target = target
        self.actual = actual
        self.stated = stated
    }

    func formula(for line: ScoreLine, isExecution: Bool, name: String, _ cells: [CellPosition: ExactDecimal]) -> LiveFormula? {
        guard let score = line.score, let wanted = try? Ratio(score) else { return nil }
        let candidates = isExecution ? execution() : rows(line, name)
        for candidate in candidates + [w] {
            let formula = LiveFormula.rounded(candidate, places: framework.scorePlaces.value, framework.rounding.value)
            if (try? formula.value(cells)) == wanted { return candidate == w ? (try? w.value(cells)) == wanted ? w : formula : formula }
        }
        return nil
    }

    // MARK: Execution

    private func execution() -> [LiveFormula] {
        let rate = LiveFormula.divide(a, t)
        let held = framework.execution.cap.value.map { LiveFormula.least(.number($0), rate) } ?? rate
        let full = LiveFormula.multiply(w, held)
        // A budget of 0 has no rate: 0 points.
        return [.choice(t, .above, zero, then: full, otherwise: zero), .choice(t, .above, zero, then: .greatest(zero, full), otherwise: zero)]
    }

    // MARK: Indicators

    private func rows(_ line: ScoreLine, _ name: String) -> [LiveFormula] {
        if let bounds = line.tierBounds { return [.median(.number(bounds.lowerBound), .cell(stated), .number(bounds.upperBound))] }
        if let scale = framework.scaledFormulas[IndicatorFormula.key(of: name)]?.scale { return [byScale(scale)] }
        switch line.comparatorUsed {
        case .atLeast, .above: return lower(then: w)
        case .equal:
            return switch framework.openCases.equalAbove.value {
            case .full: lower(then: w)
            case .exact: lower(then: .choice(a, .equal, t, then: w, otherwise: zero))
            case .bothSides: lower(then: linear(t))
            }
        case .atMost, .below:
            return [.choice(t, .above, zero, then: upper(t), otherwise: .choice(a, .atMost, t, then: w, otherwise: zero)), upper(t)].reversed()
        case .range:
            var bounds: [ExactDecimal] = []
            for step in line.trace {
                if case .quantity(let symbol, let value, _) = step, symbol == .lowerBound || symbol == .upperBound { bounds.append(value) }
            }
            guard bounds.count == 2 else { return [] }
            let low = LiveFormula.number(bounds[0]), high = LiveFormula.number(bounds[1])
            let isZero = framework.openCases.range.value == .zero
            let below = isZero ? zero : LiveFormula.divide(.multiply(w, a), low)
            let above = isZero ? zero : upper(high)
            return [.choice(a, .below, low, then: below, otherwise: .choice(a, .above, high, then: above, otherwise: w))]
        case .date, .qualitative, nil: return []
        }
    }

    /// Met: `met`; missed: the framework's formula for ≥.
    private func lower(then met: LiveFormula) -> [LiveFormula] {
        func missed(_ counted: LiveFormula) -> LiveFormula {
            switch framework.atLeast.value {
            case .proportional, .linear, .ratio: .divide(.multiply(w, counted), t)
            case .zero: zero
            }
        }
        return [
            .choice(a, .atLeast, t, then: met, otherwise: missed(a)),
            .choice(a, .atLeast, t, then: met, otherwise: missed(.greatest(zero, a))),
            .choice(a, .atLeast, t, then: met, otherwise: zero),
        ]
    }

    private func upper(_ bound: LiveFormula) -> LiveFormula {
        switch framework.atMost.value {
        case .linear, .proportional: linear(bound)
        case .ratio: .choice(a, .atMost, bound, then: w, otherwise: .divide(.multiply(w, bound), a))
        case .zero: .choice(a, .atMost, bound, then: w, otherwise: zero)
        }
    }

    /// W × [1 − (A − T) ÷ T], held between 0 and W.
    private func linear(_ bound: LiveFormula) -> LiveFormula {
        .choice(a, .atMost, bound, then: w, otherwise: .multiply(w, .greatest(zero, .subtract(one, .divide(.subtract(a, bound), bound)))))
    }

    /// A rate in percent, in the place of the actual, by the scale of a department table.
    private func byScale(_ scale: PointScale) -> LiveFormula {
        switch scale.shape {
        case .proportional(let full):
            return .multiply(w, .least(one, .greatest(zero, .divide(a, .number(full)))))
        case .steps(let steps):
            return steps.reversed().reduce(zero) { rest, step in
                let points = LiveFormula.multiply(w, .number(step.share))
                guard let bound = step.upTo else { return points }
                return .choice(a, .atMost, .number(bound), then: points, otherwise: rest)
            }
        case .perPoint(let full, let lowerIsBetter, let deduction, let per):
            let beyond: LiveFormula = lowerIsBetter ? .subtract(a, .number(full)) : .subtract(.number(full), a)
            let off = LiveFormula.multiply(.divide(beyond, .number(per)), .number(deduction))
            return .multiply(w, .least(one, .greatest(zero, .subtract(one, off))))
        }
    }
}

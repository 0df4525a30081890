import BudgetModel
import Quantities

/// Scores one indicator row.
struct RowScorer {
    let framework: Framework
    /// The year of the evaluation, for days that leave theirs out.
    let year: Int?
    let isScored: Bool
    let places: Int
    let rounding: Rounding
    let hasScales: Bool

    init(framework: Framework, year: Int?, isScored: Bool) {
        self.framework = framework
        self.year = year
        self.isScored = isScored
        places = framework.scorePlaces.value
        rounding = framework.rounding.value
        hasScales = !framework.scaledFormulas.isEmpty
    }

    func line(for indicator: Indicator) -> ScoreLine {
        var line = ScoreLine(weight: indicator.weight?.value)
        line.trace.reserveCapacity(7)
        if let sign = sign(of: indicator) {
            line.comparatorUsed = sign.comparator
            line.signAssumed = sign.isAssumed
        }
        guard isScored else {
            measureCompletion(of: indicator, into: &line)
            line.leave(.formNotScored)
            return line
        }
        if let notApplicable = indicator.notApplicable {
            leaveOut(notApplicable, into: &line)
            return line
        }
        if hasScales, let formula = framework.scaledFormulas[IndicatorFormula.key(of: indicator.name.value)], let scale = formula.scale {
            scoreByScale(indicator, formula, scale, into: &line)
            return line
        }
        guard let target = indicator.effectiveTarget else {
            line.tier = indicator.tier
            indicator.tier == nil ? line.leave(indicator.actual == nil ? .noActual : .noTarget) : scoreQualitative(indicator, into: &line)
            return line
        }
        if indicator.adjustedTarget != nil { line.trace.append(.note(.usesAdjustedTarget)) }
        guard let actual = indicator.actual else {
            if indicator.tier != nil, line.comparatorUsed == .qualitative {
                scoreQualitative(indicator, into: &line)
            } else if framework.openCases.emptyActual.value == .zero {
                line.isMet = false
                line.trace.append(.clause(framework.openCases.emptyActual.reference))
                award(.zero, by: .none, a: .zero, b: .zero, to: &line)
            } else {
                line.leave(.noActual)
            }
            return line
        }
        switch target.content {
        case .text:
            if line.comparatorUsed != .qualitative {
                // A sign without its number: no words of the actual can meet it.
                line.leave(.textTarget)
            } else if case .date = actual.content, indicator.tier == nil {
                line.leave(.wordsForDate)
            } else {
                scoreQualitative(indicator, into: &line)
            }
        case .date(let due): scoreDate(indicator, due: due, actual: actual, into: &line)
        case .number(let number):
            if line.comparatorUsed == .qualitative {
                scoreQualitative(indicator, into: &line)
            } else {
                scoreNumber(indicator, target: target, number: number, actual: actual, into: &line)
            }
        case .range(let low, let high): scoreRange(target: target, low: low, high: high, actual: actual, into: &line)
        }
        return line
    }

    // MARK: - Sign

    /// The printed sign where it can be used, else the default of rules.md 3.13.
    func sign(of indicator: Indicator) -> (comparator: Comparator, isAssumed: Bool)? {
        let target = indicator.effectiveTarget
        let printed = indicator.comparator ?? target?.comparator
        guard let target else { return printed.map { ($0, false) } ?? (indicator.tier == nil ? nil : (.qualitative, false)) }
        switch target.content {
        case .text: return (printed.flatMap { $0.isLowerBound || $0.isUpperBound ? $0 : nil } ?? .qualitative, false)
        case .date: return (.date, false)
        case .range: return (.range, false)
        case .number:
            switch printed {
            case .atLeast, .above, .equal, .atMost, .below, .qualitative: return (printed!, false)
            case .range, .date, nil: return (unsignedComparator(of: indicator, target), true)
            }
        }
    }

    private func unsignedComparator(of indicator: Indicator, _ target: IndicatorValue) -> Comparator {
        if indicator.level1Kind == .cost { return .atMost }
        // 0起 of accidents or complaints is a ceiling: nothing can fall short of it.
        if target.number?.isZero ?? false { return .atMost }
        guard let level2 = indicator.level2Kind else { return .atLeast }
        if framework.openCases.unsignedAtMost.value.contains(level2) { return .atMost }
        if level2 == .timeliness, target.isDuration { return framework.openCases.unsignedDuration.value }
        return .atLeast
    }

    /// The value that settled the sign of an unsigned target.
    func unsignedReference(of indicator: Indicator, _ target: IndicatorValue) -> Reference {
        indicator.level2Kind == .timeliness && target.isDuration
            ? framework.openCases.unsignedDuration.reference : framework.openCases.unsignedAtMost.reference
    }

    // MARK: - Not applicable

    private func leaveOut(_ notApplicable: NotApplicable, into line: inout ScoreLine) {
        guard let ground = notApplicable.ground, framework.openCases.notApplicableGrounds.value.contains(ground),
            notApplicable.text.contains(where: { !$0.isWhitespace })
        else { return line.leave(.notApplicableWithoutGround) }
        switch framework.notApplicable.value {
        case .leaveOut:
            line.isLeftOut = true
            line.decide(.leftOut, by: framework.notApplicable.reference)
        case .zero: award(.zero, by: .none, a: .zero, b: .zero, to: &line)
        case .open: line.leave(.notApplicableOpen)
        }
    }

    // MARK: - Points

    /// Rounds the exact points once and closes the trace; nothing without a usable weight.
    func award(_ exact: Ratio, by formula: AppliedFormula, a: ExactDecimal, b: ExactDecimal, to line: inout ScoreLine) {
        guard let weight = line.weight else { return line.leave(.noWeight) }
        guard !weight.isNegative else { return line.leave(.negativeWeight) }
        guard let score = try? exact.rounded(to: places, rounding) else { return line.leave(.overflow) }
        line.exact = exact
        line.score = score
        line.trace.append(.computed(formula, weight: weight, a: a, b: b, exact: exact))
        line.trace.append(.rounded(places: places, rule: rounding, to: score))
        line.trace.append(.points(score))
    }

    /// Completion in percent where target and actual are numbers of one unit; the form itself is not scored.
    private func measureCompletion(of indicator: Indicator, into line: inout ScoreLine) {
        guard let target = indicator.effectiveTarget, let actual = indicator.actual,
            case .numbers(let t, let a, _) = ReconciledPair(target: target, actual: actual), t.isPositive
        else { return }
        line.completionPercent = completion(a.isNegative ? .zero : a, of: t)
    }

    func completion(_ actual: ExactDecimal, of target: ExactDecimal) -> ExactDecimal? {
        if actual == target { return ExactDecimal(significand: 10_000, scale: 2) }
        return try? (actual * ExactDecimal.hundred).divided(by: target).rounded(to: 2, rounding)
    }
}

extension ScoreLine {
    /// An open case that decided: a default of ours says so, a rule with a text cites it.
    mutating func decide(_ wording: Wording, by reference: Reference) {
        if reference.confidence == .assumed {
            trace.append(.assumption(wording))
        } else {
            trace.append(.clause(reference))
            trace.append(.note(wording))
        }
    }

    /// Leaves the row without a score and says why.
    mutating func leave(_ reason: Unscored) {
        score = nil
        unscored = reason
        trace.append(.unscored(reason))
    }
}

extension Wording {
    static let usesAdjustedTarget = Wording(zh: "按调整后的指标值计分", en: "scored against the adjusted target")
    static let leftOut = Wording(zh: "指标不适用且写明理由，不计入总分", en: "not applicable with its ground: left out of the total")
}

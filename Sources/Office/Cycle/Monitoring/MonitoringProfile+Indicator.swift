import BudgetModel
import Quantities

extension MonitoringProfile {
    /// The light of one indicator.
    func line(of indicator: Indicator, _ months: MonitoredMonths) -> MonitoringLine {
        let line = MonitoringLine(light: nil, without: nil, rate: nil, steps: [])
        if indicator.notApplicable != nil { return line.without(.notApplicable) }
        guard let target = indicator.effectiveTarget else { return line.without(.noTarget) }
        let sign = indicator.comparator ?? target.comparator
        if indicator.tier != nil || sign == .qualitative || target.content == .text { return tierLine(indicator, line) }
        guard let actual = indicator.actual, !actual.raw.isBlank else { return line.without(.noActual) }
        if let clash = Self.clash(target, actual) { return line.without(clash) }
        do {
            switch (target.content, actual.content) {
            case (.number(let due), .number(let reached)): return try numberLine(indicator, line, sign, due, reached, months)
            case (.range(let low, let high), .number(let reached)): return try rangeLine(indicator, line, low, high, reached, months)
            case (.date(let due), .date(let reached)): return dayLine(line, due, reached)
            case (.date, _), (_, .date): return line.without(.kindsDiffer)
            case (_, .range): return line.without(.rangeActual)
            case (_, .text), (.text, _): return line.without(.textActual)
            }
        } catch {
            return line.without(.tooLarge)
        }
    }

    private static func clash(_ target: IndicatorValue, _ actual: IndicatorValue) -> NoLight? {
        guard let due = target.unit, let reached = actual.unit, due != reached, target.number != nil, actual.number != nil else { return nil }
        return .unitClash(target: target.printedUnit ?? due, actual: actual.printedUnit ?? reached)
    }

    // MARK: - Numbers

    private func numberLine(
        _ indicator: Indicator, _ line: MonitoringLine, _ printed: Comparator?, _ due: ExactDecimal, _ reached: ExactDecimal, _ months: MonitoredMonths
    ) throws(QuantityError) -> MonitoringLine {
        var line = line
        let sign = printed ?? indicator.assumedSign
        if printed == nil {
            line.steps.append(.assumption(Wording(zh: "表中未印符号，按“\(sign.isUpperBound ? "≤" : "≥")”看待", en: "no sign is printed; taken as \(sign.isUpperBound ? "≤" : "≥")")))
        }
        line.steps += [.quantity(.target, due, unit: indicator.effectiveTarget?.unit), .quantity(.actual, reached, unit: indicator.actual?.unit)]
        switch sign {
        case .atMost: return within(line, reached <= due, otherRules.reference)
        case .below: return within(line, reached < due, otherRules.reference)
        case .equal where due.isZero: return within(line, reached.isZero, otherRules.reference)
        case .atLeast, .above, .equal, .range, .date, .qualitative: break
        }
        guard let grows = isProportional(indicator) else { return line.without(.level2Unknown) }
        guard grows else { return within(line, sign == .above ? reached > due : sign == .equal ? reached == due : reached >= due, proportional.reference) }
        return try proportionalLine(line, due, reached, months)
    }

    /// A ÷ (T × m ÷ 12) against the bands.
    private func proportionalLine(_ line: MonitoringLine, _ due: ExactDecimal, _ reached: ExactDecimal, _ months: MonitoredMonths) throws(QuantityError) -> MonitoringLine {
        guard due.isPositive else { return line.without(.nonPositiveTarget(due)) }
        var line = line
        let standard = try Ratio(due) * Ratio(Int128(months.through), over: 12)
        let rate = try Ratio(reached) / standard
        line.steps += [
            .clause(indicatorBands.reference),
            .formula("std = T × m ÷ 12", substituted: "\(due) × \(months.through) ÷ 12 = \(standard.shown())"),
            .formula("A ÷ std", substituted: "\(reached) ÷ \(standard.shown()) = \(rate.shown())"),
        ]
        line.rate = rate
        line.light = try indicatorBands.value.light(of: rate)
        line.conclude()
        return line
    }

    /// Inside like green, above like ≤, below like ≥ the lower bound.
    private func rangeLine(
        _ indicator: Indicator, _ line: MonitoringLine, _ low: ExactDecimal, _ high: ExactDecimal, _ reached: ExactDecimal, _ months: MonitoredMonths
    ) throws(QuantityError) -> MonitoringLine {
        var line = line
        line.steps += [.quantity(.lowerBound, low, unit: nil), .quantity(.upperBound, high, unit: nil), .quantity(.actual, reached, unit: nil)]
        if reached >= low || isProportional(indicator) == false { return within(line, reached >= low && reached <= high, otherRules.reference) }
        guard isProportional(indicator) == true else { return line.without(.level2Unknown) }
        return try proportionalLine(line, low, reached, months)
    }

    private func within(_ line: MonitoringLine, _ isWithin: Bool, _ reference: Reference) -> MonitoringLine {
        var line = line
        line.steps += [
            .clause(reference),
            .note(isWithin ? Wording(zh: "在指标值之内，不按时间折算", en: "within the target; time does not count") : Wording(zh: "不在指标值之内，不按时间折算", en: "outside the target; time does not count")),
        ]
        line.light = isWithin ? .green : .red
        line.conclude()
        return line
    }

    // MARK: - Tiers and days

    private func tierLine(_ indicator: Indicator, _ line: MonitoringLine) -> MonitoringLine {
        guard let tier = indicator.tier else { return line.without(indicator.actual?.raw.isBlank ?? true ? .noActual : .tierUnknown) }
        var line = line
        line.steps += [.clause(otherRules.reference), .note(Wording(zh: "完成档次：\(tier.wording.zh)", en: "tier: \(tier.wording.en)"))]
        switch tier {
        case .achieved: line.light = .green
        case .partlyAchieved: line.light = .yellow
        case .notAchieved: line.light = .red
        }
        line.conclude()
        return line
    }

    private func dayLine(_ line: MonitoringLine, _ due: DueDate, _ reached: DueDate) -> MonitoringLine {
        var line = line
        line.steps += [.day(.target, due), .day(.actual, reached)]
        // A day without its year is one of the year at hand; without its day, the month decides.
        func order(_ date: DueDate) -> (Int, Int) { (date.year ?? due.year ?? reached.year ?? 0, date.month) }
        let isLater = order(reached) > order(due) || order(reached) == order(due) && reached.day != nil && due.day != nil && reached.day! > due.day!
        return within(line, !isLater, otherRules.reference)
    }
}

extension Indicator {
    /// The sign of a target without one: ≤ under cost, and for durations under timeliness.
    var assumedSign: Comparator {
        if level1Kind == .cost || [.cost, .economicCost, .socialCost, .ecologicalCost].contains(level2Kind) { return .atMost }
        return level2Kind == .timeliness && effectiveTarget?.isDuration ?? false ? .atMost : .atLeast
    }
}

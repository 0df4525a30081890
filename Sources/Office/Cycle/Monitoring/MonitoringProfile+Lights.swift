package import BudgetModel
import Quantities

extension MonitoringProfile {
    /// The lights of a monitoring form for the months it speaks of.
    ///
    /// - Source: rules.md section 7.2: std = T × m / 12, A / std against the bands.
    /// - Parameter hasAdjustmentRequest: whether goal or budget of the object is already asked to be changed.
    package func lights(of evaluation: Evaluation, _ months: MonitoredMonths, hasAdjustmentRequest: Bool = false) -> MonitoringResult {
        let lines = evaluation.indicators.map { line(of: $0, months) }
        var result = MonitoringResult(
            profile: mark, months: months, indicators: lines, keys: IndicatorKey.all(evaluation), money: money(of: evaluation, months), object: object(of: evaluation, lines), shortfalls: [])
        result.shortfalls = shortfalls(of: evaluation, result, hasAdjustmentRequest)
        return result
    }

    private func object(of evaluation: Evaluation, _ lines: [MonitoringLine]) -> MonitoringLine {
        let counted = zip(evaluation.indicators, lines).filter { $0.0.countsForObject && $0.1.without != .notApplicable }.map(\.1)
        let lights = counted.compactMap(\.light), open = counted.count - lights.count
        var line = MonitoringLine(light: nil, without: nil, rate: nil, steps: [.clause(otherRules.reference)])
        line.steps += MonitoringLight.allCases.compactMap { light in
            let count = lights.count { $0 == light }
            return count > 0 ? .input(symbol: "", name: light.name, value: "\(count)") : nil
        }
        if counted.isEmpty {
            line.without = .noIndicators
        } else if lights.contains(.red) {
            line.light = .red
        } else if open > 0 {
            line.without = .open(open)
        } else {
            // Red before yellow before green; blue only where all are.
            line.light = [.yellow, .green].first { lights.contains($0) } ?? .blue
        }
        line.conclude()
        return line
    }

    private func money(of evaluation: Evaluation, _ months: MonitoredMonths) -> MonitoringLine {
        var line = MonitoringLine(light: nil, without: nil, rate: nil, steps: [.clause(moneyBands.reference)])
        let year = evaluation.funds.filter { $0.period == .year }
        guard let row = year.first(where: { $0.source == .total }) ?? (year.count == 1 ? year.first : nil) else { return line.without(.noTotalRow) }
        guard let budget = (row.adjusted ?? row.initial)?.money else { return line.without(.noBudget) }
        guard let executed = row.executed?.money else { return line.without(.noExecuted) }
        guard budget.fen >= 0 else { return line.without(.negativeBudget) }
        line.steps += [
            .input(symbol: "B", name: Wording(zh: "预算数", en: "budget"), value: budget.yuan), .input(symbol: "E", name: Wording(zh: "执行数", en: "executed"), value: executed.yuan),
            .input(symbol: "m", name: Wording(zh: "月份", en: "months"), value: "\(months.through)"),
        ]
        do {
            let rate: Ratio
            if budget.isZero {
                rate = .zero
                line.steps.append(.note(Wording(zh: "预算数为0，执行率按0计", en: "the budget is 0, so the rate counts as 0")))
            } else {
                rate = try executed.share(of: budget) * Ratio(12, over: Int128(months.through))
                line.steps.append(.formula("(E ÷ B) ÷ (m ÷ 12)", substituted: "(\(executed.yuan) ÷ \(budget.yuan)) ÷ (\(months.through) ÷ 12) = \(rate.shown())"))
            }
            line.rate = rate
            line.light = try moneyBands.value.light(of: rate)
        } catch {
            return line.without(.tooLarge)
        }
        line.conclude()
        return line
    }
}

extension MonitoringLine {
    func without(_ reason: NoLight) -> MonitoringLine {
        var line = self
        line.without = reason
        line.conclude()
        return line
    }

    mutating func conclude() {
        if let light {
            steps.append(.note(Wording(zh: "灯号为\(light.name.zh)", en: "the light is \(light.name.en)")))
        } else if let without {
            steps.append(.note(Wording(zh: "没有灯号：\(without.wording.zh)", en: "no light: \(without.wording.en)")))
        }
    }
}

extension Indicator {
    /// The year's indicators, without the row that repeats the execution rate.
    var countsForObject: Bool { period == .year && !isExecutionRate }
}

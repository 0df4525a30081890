import BudgetModel
package import Quantities

extension ReEvaluationProfile {
    /// Takes the deductions of a sheet off their base and sets the three layers side by side.
    ///
    /// - Source: rules.md section 9.2; the order of deductions is the profile's.
    /// - Parameters:
    ///   - statedTotal: 自评总分 as the form has it; nil for the sum of the rows.
    ///   - computedTotal: the engine's.
    /// - Throws: `QuantityError.overflow` for absurd points.
    package func determine(
        _ sheet: ReEvaluationSheet, indicators: [ScoredIndicator], execution: ScoredExecution?, statedTotal: ExactDecimal? = nil, computedTotal: ExactDecimal? = nil
    ) throws(QuantityError) -> ReEvaluationResult {
        var lines: [ReEvaluationLine] = []
        for indicator in indicators {
            lines.append(try line(of: indicator, sheet.rows.first { $0.indicator == indicator.key }, sheet.base))
        }
        let executionLine = try execution.map { execution throws(QuantityError) in try line(of: execution, sheet.execution) }
        var result = ReEvaluationResult(
            profile: mark, lines: lines, execution: executionLine, total: ScoreLayers(stated: statedTotal, computed: computedTotal), deviation: nil, deviationPercent: nil, steps: [], shortfalls: [])
        try total(indicators, execution, &result)
        result.shortfalls = try shortfalls(of: sheet, indicators, execution, result)
        return result
    }

    /// Base, deductions in their order, one rounding.
    private func line(of indicator: ScoredIndicator, _ row: ReEvaluationSheet.Row?, _ base: ReEvaluationSheet.Base) throws(QuantityError) -> ReEvaluationLine {
        var line = ReEvaluationLine(indicator: indicator.key, weight: indicator.weight, layers: ScoreLayers(stated: indicator.stated, computed: indicator.computed), steps: [])
        if indicator.isLeftOut {
            line.steps = [.note(Wording(zh: "不适用，不计入总分", en: "not applicable, left out of the total"))]
            return line
        }
        guard let row else {
            line.steps = [.note(Wording(zh: "没有复核这一项", en: "not reviewed"))]
            return line
        }
        let computed = try pointsByDeductions(indicator, row, base, &line.steps)
        line.layers.determined = computed
        if let entered = row.entered(for: indicator.weight) {
            line.layers.determined = entered
            if entered != computed { line.steps.append(.input(symbol: "", name: Wording(zh: "填写的复核得分", en: "points entered by the reviewer"), value: entered.plain)) }
        }
        return line
    }

    func pointsByDeductions(
        _ indicator: ScoredIndicator, _ row: ReEvaluationSheet.Row, _ base: ReEvaluationSheet.Base, _ steps: inout [TraceStep]
    ) throws(QuantityError) -> ExactDecimal? {
        let shares = row.deductions.map { deduction in (deduction, share: share(of: deduction)) }
        for (deduction, share) in shares where share.isPositive { steps.append(step(deduction, share)) }
        // A rule that leaves nothing needs no base.
        if shares.contains(where: { $0.share >= .one }) {
            steps += [.clause(order.reference), .note(Wording(zh: "适用记0分的规则，复核得0分", en: "a rule that leaves nothing applies: 0 points"))]
            return try ExactDecimal.zero.rounded(to: places.value, rounding.value)
        }
        let start = row.rescored ?? (base == .computed ? indicator.computed : indicator.stated)
        guard let start else {
            steps.append(
                .note(
                    base == .computed
                        ? Wording(zh: "没有系统核算得分，不能在其基础上扣分", en: "there are no computed points to take anything off")
                        : Wording(zh: "没有自评得分，不能在其基础上扣分", en: "there are no stated points to take anything off")))
            return nil
        }
        let symbol = base == .computed || row.rescored != nil ? "C" : "S"
        let name =
            row.rescored != nil
            ? Wording(zh: "按复核完成值核算的得分", en: "points of the determined actual") : base == .stated ? Wording(zh: "自评得分", en: "stated points") : Wording(zh: "系统核算得分", en: "computed points")
        steps.append(.input(symbol: symbol, name: name, value: start.plain))
        let off = try ExactDecimal.sum(shares.map(\.share))
        guard off.isPositive else { return try rounded(start, &steps) }
        guard let weight = indicator.weight else {
            steps.append(.note(Wording(zh: "没有分值，不能按比例扣分", en: "there is no weight to take a share of")))
            return nil
        }
        let left = try start - weight * off
        steps += [.clause(order.reference), .formula("\(symbol) − W × s", substituted: "\(start.plain) − \(weight.plain) × \(off.plain) = \(left.plain)")]
        if left.isNegative { steps.append(.note(Wording(zh: "扣到0分为止", en: "not below 0"))) }
        return try rounded(left.isNegative ? .zero : left, &steps)
    }

    private func rounded(_ points: ExactDecimal, _ steps: inout [TraceStep]) throws(QuantityError) -> ExactDecimal {
        let result = try points.rounded(to: places.value, rounding.value)
        if result != points { steps.append(.rounding(from: points.plain, places: places.value, rule: rounding.value, to: result.description)) }
        return result
    }

    /// What a deduction takes off: the share entered, else the rule's own.
    func share(of deduction: ReEvaluationSheet.Deduction) -> ExactDecimal { deduction.share ?? deduction.rule.flatMap { rule($0)?.share(deduction.level) } ?? .zero }

    private func step(_ deduction: ReEvaluationSheet.Deduction, _ share: ExactDecimal) -> TraceStep {
        let percent = (try? share.shifted(by: 2).plain) ?? share.plain
        let rule = deduction.rule.flatMap { self.rule($0) }
        let named = rule.map { Wording(zh: "第\($0.number)条", en: "rule \($0.number)") } ?? Wording(zh: "未指明条款", en: "no rule named")
        let level = deduction.level.map { Wording(zh: "（\($0.name.zh)）", en: " (\($0.name.en))") } ?? Wording(zh: "", en: "")
        return .note(Wording(zh: "\(named.zh)\(level.zh)，扣\(percent)%：\(deduction.reason)", en: "\(named.en)\(level.en), −\(percent) %: \(deduction.reason)"))
    }

    /// Weight × rate, from the amounts the reviewer found or else the unit's.
    private func line(of execution: ScoredExecution, _ found: ReEvaluationSheet.Execution?) throws(QuantityError) -> ReEvaluationLine {
        var line = ReEvaluationLine(indicator: nil, weight: execution.weight, layers: ScoreLayers(stated: execution.stated, computed: execution.computed), steps: [])
        guard let budget = found?.budget ?? execution.budget, let executed = found?.executed ?? execution.executed, budget.fen >= 0 else {
            line.steps = [.note(Wording(zh: "缺少预算数或执行数，预算执行不能复核", en: "budget or executed amount is missing, so execution cannot be reviewed"))]
            return line
        }
        line.steps = [
            .clause(executionCap.reference), .input(symbol: "B", name: Wording(zh: "全年预算数", en: "annual budget"), value: budget.yuan),
            .input(symbol: "E", name: Wording(zh: "全年执行数", en: "executed"), value: executed.yuan),
        ]
        var rate = budget.isZero ? Ratio.zero : try executed.share(of: budget)
        if budget.isZero { line.steps.append(.note(Wording(zh: "预算数为0，执行率按0计", en: "the budget is 0, so the rate counts as 0"))) }
        let cap = try Ratio(executionCap.value)
        if rate > cap {
            line.steps.append(.note(Wording(zh: "执行率\(rate.shown())，按\(executionCap.value.plain)计", en: "the rate is \(rate.shown()) and counts as \(executionCap.value.plain)")))
            rate = cap
        }
        if rate.isNegative { rate = .zero }
        let exact = try rate * execution.weight, points = try exact.rounded(to: places.value, rounding.value)
        line.steps += [
            .formula("W × E ÷ B", substituted: "\(execution.weight.plain) × \(rate.shown()) = \(exact.shown())"),
            .rounding(from: exact.shown(), places: places.value, rule: rounding.value, to: points.description),
        ]
        line.layers.determined = points
        return line
    }
}

extension ReEvaluationSheet.Row {
    /// The points entered, where they can be points of the indicator.
    func entered(for weight: ExactDecimal?) -> ExactDecimal? {
        guard let determined, !determined.isNegative, weight.map({ determined <= $0 }) ?? true else { return nil }
        return determined
    }
}

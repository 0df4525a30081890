import BudgetModel
import Quantities

/// Scores budget execution.
struct ExecutionScorer {
    let framework: Framework

    struct Result {
        /// In percent, two decimals.
        var ratePercent: ExactDecimal?
        /// Exact and not capped; 1 is the whole budget.
        var rate: Ratio?
        var line: ScoreLine?
        /// Whether the indicator row that repeats the rate is scored by the execution policy.
        var takesRow = false
    }

    /// What was spent of what, with the assumptions that the reading needed.
    private struct Amounts {
        var executed: Money?
        var budget: Money?
        var steps: [TraceStep] = []
        /// Why the form's own cell gives no amount.
        var whyNoExecuted: Unscored?
        var whyNoBudget: Unscored?
        /// Whether the form has a cell for one of them, read or not.
        var hasCells = false
    }

    func score(_ evaluation: Evaluation, row: Int?) -> Result {
        var result = Result()
        let amounts = amounts(of: evaluation)
        var line = ScoreLine(weight: evaluation.execution?.weight?.value ?? row.flatMap { evaluation.indicators[$0].weight?.value })
        line.trace.reserveCapacity(8)
        line.trace.append(.clause(framework.execution.denominator.reference))
        if let weight = line.weight { line.trace.append(.quantity(.weight, weight, unit: nil)) }
        if let row { result.takesRow = asksForAll(evaluation.indicators[row]) }
        do {
            try compute(evaluation, amounts, into: &line, &result)
        } catch {
            line.leave(.overflow)
        }
        if evaluation.execution != nil { result.line = line }
        return result
    }

    /// A row with a target of its own, such as ≥ 95 %, is an ordinary indicator.
    private func asksForAll(_ indicator: Indicator) -> Bool {
        guard let target = indicator.effectiveTarget else { return true }
        guard let number = target.number else { return false }
        return number == .hundred || (number == .one && target.unit != "%")
    }

    private func compute(
        _ evaluation: Evaluation, _ amounts: Amounts, into line: inout ScoreLine, _ result: inout Result
    ) throws(QuantityError) {
        let unit = evaluation.amountUnit
        if let executed = amounts.executed { line.trace.append(.quantity(.executed, executed.amount(in: unit), unit: unit.name)) }
        if let budget = amounts.budget { line.trace.append(.quantity(.budget, budget.amount(in: unit), unit: unit.name)) }
        line.trace.append(contentsOf: amounts.steps)
        guard let budget = amounts.budget, let executed = amounts.executed else {
            if amounts.budget == nil, amounts.executed == nil, !amounts.hasCells, let percent = evaluation.execution?.statedRatePercent {
                return try scorePrintedRate(percent, into: &line)
            }
            return line.leave(amounts.budget == nil ? amounts.whyNoBudget ?? .noBudget : amounts.whyNoExecuted ?? .noExecuted)
        }
        guard !budget.isZero else { return try scoreZeroBudget(executed, into: &line, &result) }
        guard budget.fen > 0 else { return line.leave(.negativeBudget) }
        let rate = try executed.share(of: budget)
        result.rate = rate
        let percent = try (rate * ExactDecimal.hundred).rounded(to: 2, framework.rounding.value)
        result.ratePercent = percent
        line.trace.append(.input(symbol: "R", name: .executionRate, value: "\(percent)%"))
        guard let weight = line.weight else { return line.leave(.noWeight) }
        guard !weight.isNegative else { return line.leave(.negativeWeight) }

        let a = executed.amount(in: unit), b = budget.amount(in: unit)
        let printed = try Ratio(percent, over: .hundred)
        let usesPrinted = framework.openCases.rateForScore.value == .printed
        let exact = try held(usesPrinted ? printed : rate, weight)
        let score = try exact.rounded(to: framework.scorePlaces.value, framework.rounding.value)
        let capped = framework.execution.cap.value.flatMap { try? Ratio($0) }
        if usesPrinted {
            line.decide(.fromPrintedRate, by: framework.openCases.rateForScore.reference)
            line.trace.append(.computed(.rate, weight: weight, a: percent, b: .hundred, exact: try printed * Ratio(weight)))
        } else {
            line.trace.append(.computed(.execution, weight: weight, a: a, b: b, exact: try rate * Ratio(weight)))
        }
        if let cap = capped, rate > cap { line.trace.append(.note(.capped)) }
        if rate.isNegative { line.trace.append(.note(.negativeRate)) }
        line.exact = exact
        line.score = score
        line.trace.append(.rounded(places: framework.scorePlaces.value, rule: framework.rounding.value, to: score))
        line.trace.append(.points(score))
        let other = try held(usesPrinted ? rate : printed, weight).rounded(to: framework.scorePlaces.value, framework.rounding.value)
        if other != score { line.alternatives.append(AlternativeScore(reading: .printedRate, score: other)) }
    }

    /// W × rate, no more than the cap allows and never below zero.
    func held(_ rate: Ratio, _ weight: ExactDecimal) throws(QuantityError) -> Ratio {
        var counted = rate.isNegative ? .zero : rate
        if let cap = framework.execution.cap.value { counted = min(counted, try Ratio(cap)) }
        return try counted * Ratio(weight)
    }

    private func scorePrintedRate(_ percent: ExactDecimal, into line: inout ScoreLine) throws(QuantityError) {
        line.trace.append(.assumption(.onlyPrintedRate))
        guard let weight = line.weight else { return line.leave(.noWeight) }
        guard !weight.isNegative else { return line.leave(.negativeWeight) }
        let exact = try held(Ratio(percent, over: .hundred), weight)
        let score = try exact.rounded(to: framework.scorePlaces.value, framework.rounding.value)
        line.exact = exact
        line.score = score
        line.trace.append(.computed(.rate, weight: weight, a: percent, b: .hundred, exact: try Ratio(percent, over: .hundred) * Ratio(weight)))
        line.trace.append(.rounded(places: framework.scorePlaces.value, rule: framework.rounding.value, to: score))
        line.trace.append(.points(score))
    }

    private func scoreZeroBudget(_ executed: Money, into line: inout ScoreLine, _ result: inout Result) throws(QuantityError) {
        result.ratePercent = ExactDecimal(significand: 0, scale: 2)
        if executed.isZero, framework.execution.zeroZero.value == .notApplicable {
            result.ratePercent = nil
            line.isLeftOut = true
            line.decide(.zeroZeroLeftOut, by: framework.execution.zeroZero.reference)
            return
        }
        line.decide(executed.isZero ? .zeroZero : .spentWithoutBudget, by: framework.execution.zeroZero.reference)
        guard let weight = line.weight else { return line.leave(.noWeight) }
        guard !weight.isNegative else { return line.leave(.negativeWeight) }
        let score = try ExactDecimal.zero.rounded(to: framework.scorePlaces.value, framework.rounding.value)
        line.exact = .zero
        line.score = score
        line.trace.append(.points(score))
    }

    // MARK: - Amounts

    private func amounts(of evaluation: Evaluation) -> Amounts {
        var amounts = Amounts()
        let hasYear = evaluation.funds.contains { $0.period == .year }
        let period: FundPeriod = hasYear ? .year : (evaluation.funds.first?.period ?? .year)
        let lines = evaluation.funds.filter { $0.period == period }
        let total = lines.first { $0.source == .total } ?? (lines.count == 1 ? lines[0] : nil)
        let parts = Self.parts(of: lines)
        if total == nil, !parts.isEmpty { amounts.steps.append(.assumption(.sumOfParts)) }

        // The reader names the empty cells of the total row; for one that holds no number nothing else may stand in.
        func emptyCell(_ field: FundField) -> CellRef? {
            if let cell = total?.emptyCells[field] { return cell }
            let label = field == .adjusted ? "全年预算数" : field == .executed ? "全年执行数" : nil
            return label.flatMap { label in evaluation.emptyLabels.first { $0.value == label }?.cell }
        }
        func amount(_ field: FundField) -> (money: Money?, why: Unscored?) {
            if let stated = total?.amount(field) { return (stated.money, nil) }
            for line in [total].compactMap(\.self) + parts {
                guard let unread = evaluation.unread(at: line.emptyCells[field]), unread.cause != .hidden || line.source == .total else { continue }
                return (nil, field == .executed ? .executedNotRead(unread.said) : .budgetNotRead(unread.said))
            }
            let stated = parts.compactMap { $0.amount(field)?.money }
            guard !stated.isEmpty else { return (nil, nil) }
            if evaluation.hasUnreadMoneyRow { return (nil, .moneyRowsNotRead) }
            guard let sum = try? Money.sum(stated) else { return (nil, nil) }
            if total != nil { amounts.steps.append(.assumption(.totalFromParts)) }
            return (sum, nil)
        }
        /// Whether the form has no such column at all.
        func lacks(_ field: FundField) -> Bool {
            emptyCell(field) == nil && lines.allSatisfy { $0.amount(field) == nil && $0.emptyCells[field] == nil }
        }
        (amounts.executed, amounts.whyNoExecuted) = amount(.executed)
        let preferred: FundField =
            switch framework.execution.denominator.value {
            case .adjusted: .adjusted
            case .initial: .initial
            case .received: .received
            }
        (amounts.budget, amounts.whyNoBudget) = amount(preferred)
        amounts.hasCells = !lacks(preferred) || !lacks(.executed)
        if amounts.budget == nil, lacks(preferred) {
            switch framework.execution.denominator.value {
            case .adjusted:
                (amounts.budget, amounts.whyNoBudget) = amount(.initial)
                if amounts.budget != nil { amounts.steps.append(.assumption(.initialForAdjusted)) }
            case .received:
                (amounts.budget, amounts.whyNoBudget) = amount(.adjusted)
                if amounts.budget != nil { amounts.steps.append(.assumption(.adjustedForReceived)) }
            case .initial: break
            }
        }
        // A printed total of 0 stands, even above parts that are not: the contradiction is a finding, not ours to mend.
        if let total, total.executed?.money.isZero ?? false, parts.contains(where: { !($0.executed?.money.isZero ?? true) }) {
            amounts.steps.append(.note(.partsBelowZeroTotal))
        }
        if amounts.steps.count > 1 {
            var seen = Set<TraceStep>()
            amounts.steps = amounts.steps.filter { seen.insert($0).inserted }
        }
        return amounts
    }

    /// The rows that add up to the total: by origin, else by level of government, else basic and project spending.
    private static func parts(of lines: [FundLine]) -> [FundLine] {
        let cuts: [Set<FundSource>] = [
            [.appropriation, .carryover, .other, .specialAccount, .unit], [.central, .provincial, .municipal, .county, .other],
            [.basic, .project],
        ]
        for cut in cuts {
            let parts = lines.filter { line in line.source.map { cut.contains($0) } ?? false }
            if parts.contains(where: { $0.source != .other }) { return parts }
        }
        return lines.filter { $0.source != .total }
    }
}

extension Wording {
    static let executionRate = Wording(zh: "执行率", en: "Execution rate")
    static let fromPrintedRate = Wording(zh: "按保留两位小数的执行率计分", en: "scored from the rate rounded to two decimals")
    static let onlyPrintedRate = Wording(zh: "表中没有预算数和执行数，只能按所印执行率计分", en: "no amounts on the form: scored from the printed rate")
    static let negativeRate = Wording(zh: "执行数为负，按 0 计", en: "the executed amount is below zero and counts as 0")
    static let zeroZero = Wording(zh: "预算数和执行数均为 0，得 0 分", en: "budget and executed amount are both 0: 0 points")
    static let zeroZeroLeftOut = Wording(zh: "预算数和执行数均为 0，预算执行不适用，不计入总分", en: "budget and executed amount are both 0: not applicable, left out")
    static let spentWithoutBudget = Wording(zh: "预算数为 0 却有执行数，得 0 分", en: "money was spent without a budget: 0 points")
    static let sumOfParts = Wording(zh: "没有资金总额行，按各项资金之和计", en: "no total row: the parts are summed")
    static let totalFromParts = Wording(zh: "资金总额行有空白，按各项资金之和计", en: "the total row has a blank: the parts are summed")
    static let initialForAdjusted = Wording(zh: "没有全年预算数，按年初预算数计", en: "no annual budget: the initial budget is used")
    static let adjustedForReceived = Wording(zh: "没有到位数，按全年预算数计", en: "no amount received: the annual budget is used")
    static let partsBelowZeroTotal = Wording(
        zh: "资金总额行为 0，而分项不为 0；按所印总额计，请核对", en: "the total row is 0 while its parts are not; the printed total is used, please check")
    static let capped = Wording(zh: "执行率超过上限，得分以上限为限", en: "the rate exceeds the cap, which limits the points")
}

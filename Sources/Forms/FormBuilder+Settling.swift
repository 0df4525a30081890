import BudgetModel
import Quantities

/// What can be said only when the whole form has been read.
extension FormBuilder {
    /// Members of blocks, fractions made points.
    mutating func settleWeights() {
        for index in form.blocks.indices { form.blocks[index].members = Self.members(of: form.blocks[index], in: form.indicators) }
        form.blocks.removeAll { $0.members.isEmpty }
        let weights = form.indicators.compactMap(\.weight)
        let all = weights + [form.execution?.weight].compactMap(\.self)
        guard !all.isEmpty, all.allSatisfy({ $0.value <= .one }), let sum = try? ExactDecimal.sum(all.map(\.value)), sum == .one || sum == ExactDecimal(significand: 9, scale: 1) else { return }
        // 0.1 of a whole of 1 is 10 points.
        func raised(_ value: Sourced<ExactDecimal>?) -> Sourced<ExactDecimal>? {
            value.map { Sourced(((try? $0.value.shifted(by: 2)) ?? $0.value).trimmed, $0.cell) }
        }
        for index in form.indicators.indices { form.indicators[index].weight = raised(form.indicators[index].weight) }
        let executionWeight = raised(form.execution?.weight)
        form.execution?.weight = executionWeight
        if let total = form.statedWeightTotal, total.value == .one { form.statedWeightTotal = raised(total) }
        // Scores are fractions too where none is above one.
        let scores = form.indicators.compactMap(\.statedScore) + [form.execution?.statedScore, form.statedTotal].compactMap(\.self)
        if scores.allSatisfy({ $0.value <= .one }) {
            for index in form.indicators.indices { form.indicators[index].statedScore = raised(form.indicators[index].statedScore) }
            let executionScore = raised(form.execution?.statedScore)
            form.execution?.statedScore = executionScore
            form.statedTotal = raised(form.statedTotal)
        }
        form.notes.append(Wording(zh: "分值以小数表示（合计为1），按百分制读取。", en: "Weights are printed as fractions of 1 and were read as points of 100."))
    }

    /// The rows of the year that stand under a level with points.
    static func members(of block: LevelBlock, in indicators: [Indicator]) -> [Int] {
        // By index: an indicator is a large value to copy.
        indicators.indices.filter { position in
            indicators[position].period == .year && indicators[position].level1 == block.level1 && (block.level2 == nil || indicators[position].level2 == block.level2)
                && indicators[position].goalIndex == block.goalIndex
        }
    }

    /// The execution rate as an indicator row, and its points in running text.
    mutating func settleExecution() {
        let isScored = form.kind.isScored
        if isScored, form.execution?.weight == nil {
            if let index = form.indicators.firstIndex(where: Self.isExecutionRate) {
                form.indicators[index].isExecutionRate = true
                var execution = form.execution ?? ExecutionRow()
                execution.weight = form.indicators[index].weight
                execution.statedScore = form.indicators[index].statedScore ?? execution.statedScore
                if execution.statedRate == nil, let actual = form.indicators[index].actual {
                    execution.statedRate = Sourced(actual.raw, actual.cell)
                    if let number = actual.number { execution.statedRatePercent = number <= .one && actual.unit == nil && number.scale > 0 ? (try? number.shifted(by: 2)) ?? number : number }
                }
                execution.scoreCell = form.indicators[index].emptyCells[.score]
                execution.indicatorIndex = index
                form.execution = execution
            }
        }
        if !isScored { form.execution = nil }
        if let commonReason {
            for index in form.indicators.indices where form.indicators[index].reason == nil && !Self.clearlyMet(form.indicators[index]) { form.indicators[index].reason = commonReason }
        }
    }

    /// Whether the actual value says the same as the target, or more where more was asked, less where less.
    private static func clearlyMet(_ indicator: Indicator) -> Bool {
        guard let target = indicator.effectiveTarget, let actual = indicator.actual else { return false }
        guard let wanted = target.number, let reached = actual.number else { return target.raw == actual.raw }
        if reached == wanted { return true }
        switch indicator.comparator {
        case .atMost?, .below?: return reached < wanted
        case .atLeast?, .above?: return reached > wanted
        case .equal?, .range?, .date?, .qualitative?: return false
        case nil: return indicator.level1Kind != .cost && indicator.level2Kind != .cost && !target.isDuration && reached > wanted
        }
    }

    private static func isExecutionRate(_ indicator: Indicator) -> Bool {
        let names: [StaticString] = ["预算执行率", "资金执行率", "预算执行情况", "预算资金执行率", "项目预算执行率", "年度预算执行率", "部门预算执行率", "执行率", "预算执行", "全年预算执行率"]
        let name = indicator.name.value.foldedLabel()
        let level = [indicator.level1, indicator.level2].map { $0.foldedLabel() }
        return names.contains { name == $0 } && (level.contains { $0.contains("执行") } || indicator.level1Kind == nil)
            || level[0].contains("预算执行率") || (level[0].contains("预算执行") && name.contains("执行"))
    }

    /// Totals, grades and rates that stand only in running text.
    mutating func settleText() {
        guard form.kind.isScored else { return }
        if form.funds.isEmpty { readFundsInText() }
        for (text, cell) in runningText {
            if form.statedTotal == nil, let total = TextFigures.total(in: text) { form.statedTotal = Sourced(total, cell) }
            if form.statedGrade == nil, let grade = TextFigures.gradeInside(text) ?? TextFigures.grade(in: text) { form.statedGrade = Sourced(grade, cell) }
            if form.execution?.statedRate == nil, form.funds.isEmpty || form.execution != nil, let rate = TextFigures.executionRate(in: text) {
                if form.execution == nil { form.execution = ExecutionRow() }
                form.execution?.statedRate = Sourced(rate.description + "%", cell)
                form.execution?.statedRatePercent = rate
            }
        }
    }
}

extension FormBuilder {
    /// `年初预算1200万元，全年预算1180万元，实际支出1132.8万元` where no table gives the money.
    private mutating func readFundsInText() {
        var line = FundLine(source: .total, label: Sourced("", nil))
        for (text, cell) in runningText {
            func amount(_ phrases: [String]) -> FundAmount? {
                guard let (number, unit) = TextFigures.amount(after: phrases, in: text), let money = try? Money(number, unit) else { return nil }
                return FundAmount(money: money, printed: number, cell: cell)
            }
            line.initial = line.initial ?? amount(["年初预算数", "年初预算安排", "年初预算"])
            line.adjusted = line.adjusted ?? amount(["全年预算数", "全年预算", "调整后预算", "年度预算", "预算安排", "预算资金", "预算总额", "下达资金"])
            line.executed = line.executed ?? amount(["全年执行数", "全年实际支出", "实际支出", "全年支出", "实际执行", "支出资金", "执行数", "已支出", "完成支出"])
            if form.execution?.weight == nil, text.contains("执行率"), let (weight, score) = TextFigures.executionPoints(in: text) {
                if form.execution == nil { form.execution = ExecutionRow() }
                form.execution?.weight = Sourced(weight, cell)
                form.execution?.statedScore = score.map { Sourced($0, cell) }
            }
        }
        guard line.executed != nil, line.adjusted != nil || line.initial != nil else { return }
        form.funds.append(line)
        unitIsPrinted = true
    }
}

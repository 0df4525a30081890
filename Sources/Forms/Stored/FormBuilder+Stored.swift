import BudgetModel
import Quantities

/// A form whose rows come from JSON: what can be said only when all of them are there, by the same steps as for a document.
extension FormBuilder {
    static func settled(_ form: Evaluation) -> Evaluation {
        var builder = FormBuilder(lattice: .empty, rows: 0..<0, file: form.file)
        builder.form = form
        builder.settleStored()
        return builder.form
    }

    private mutating func settleStored() {
        // Amounts are yuan, whatever the form prints.
        unitIsPrinted = true
        pairs[.programme] = form.programme
        pairs[.programmeCode] = form.programmeCode
        pairs[.department] = form.department
        pairs[.implementingUnit] = form.implementingUnit
        for goal in form.goals { for text in [goal.expected, goal.achieved] { if let text { runningText.append((text.value, text.cell)) } } }
        for text in form.texts {
            runningText.append((text.text.value, text.text.cell))
            if Label(text: text.label, table: .shared).meaning(.pair) == .deviation { commonReason = text.text }
        }
        readStoredLevels()
        readStoredPoints()
        readStoredExecution()
        settleNames()
        settleYear()
        settleFunds()
        settleWeights()
        settleExecution()
        settleText()
    }

    /// `产出指标（50分）` is a level and its points.
    private mutating func readStoredLevels() {
        for index in form.indicators.indices {
            let (level1, level2) = (form.indicators[index].level1, form.indicators[index].level2)
            form.indicators[index].level1 = Label.levelName(level1)
            form.indicators[index].level2 = Label.levelName(level2)
            guard form.indicators[index].period == .year else { continue }
            addBlock(level1, level1: form.indicators[index].level1, level2: nil, goal: form.indicators[index].goalIndex, form.indicators[index].level1Cell)
            addBlock(level2, level1: form.indicators[index].level1, level2: form.indicators[index].level2, goal: form.indicators[index].goalIndex, form.indicators[index].level2Cell)
        }
    }

    private mutating func addBlock(_ text: String, level1: String, level2: String?, goal: Int?, _ cell: CellRef?) {
        guard text != level2 ?? level1, let points = Self.points(in: text), points.isPositive else { return }
        if form.blocks.contains(where: { $0.level1 == level1 && $0.level2 == level2 && $0.goalIndex == goal && $0.weight.value == points }) { return }
        form.blocks.append(LevelBlock(level1: level1, level2: level2, goalIndex: goal, weight: Sourced(points, cell)))
    }

    /// Points in the name, `相关性（5分）`, where no row has any of its own.
    private mutating func readStoredPoints() {
        guard form.kind.isScored, !form.indicators.contains(where: { $0.weight != nil }) else { return }
        for index in form.indicators.indices {
            guard let points = Self.points(in: form.indicators[index].name.value), points.isPositive else { continue }
            form.indicators[index].weight = Sourced(points, form.indicators[index].name.cell)
        }
    }

    /// The rate beside the year's total is that of the execution row, which stands wherever there is a total.
    private mutating func readStoredExecution() {
        if let total = form.fund(.total) {
            var row = form.execution ?? ExecutionRow()
            if row.statedRate == nil, let rate = total.statedRate {
                row.statedRate = rate
                row.statedRatePercent = Self.rate(rate.value)
            }
            if row.reason == nil { row.reason = total.reason }
            form.execution = row
        }
        // 10/100%: weight and rate in one text.
        if form.execution?.statedRatePercent == nil, let rate = form.execution?.statedRate, let (weight, percent) = Self.weightAndRate(rate.value) {
            if form.execution?.weight == nil { form.execution?.weight = Sourced(weight, rate.cell) }
            form.execution?.statedRatePercent = percent
        }
    }
}

import BudgetModel
import Quantities
import Scoring
import Tables

extension BlockScorer {
    func execution(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        let (budgetField, executedField) = (cells.field(target), cells.field(actual))
        if let budgets, let key = result.runs.last?.key, let sums = budgets.sums(result.keys[key], encoding) {
            state.executions &+= 1
            return execution(cells, line, w, sums, scorer, &state, &result)
        }
        guard budgetField.length > 0 else { return .empty(.target) }
        guard executedField.length > 0 else { return .empty(.actual) }
        state.executions &+= 1
        if scorer.addsUp, let budget = short(cells, budgetField), let executed = short(cells, executedField), let outcome = scorer.rules.execution(w, executed: executed, budget: budget) {
            switch outcome {
            case .points(let points):
                add(points.units, w, &state)
                if wishes.rows || wishes.findings { reportExecution(cells, line, w.exact, executed.exact, budget.exact, ExactDecimal(significand: Int128(points.units), scale: scorer.places), &result) }
                if wishes.details { detail(cells, line, w.exact, budget.exact, executed.exact, .atLeast, nil, points.units, points.isMet, isExecution: true, &result) }
            case .leftOut:
                state.leaveOut(w)
                reportLeftOut(cells, line, w.exact, &result)
            }
            return nil
        }
        guard let budget = exactNumber(cells, budgetField) else { return .notNumeric(.target, text(cells, budgetField)) }
        guard let executed = exactNumber(cells, executedField) else { return .notNumeric(.actual, text(cells, executedField)) }
        return execution(cells, line, w, executed: executed, budget: budget, scorer, &state, &result)
    }

    /// A row of execution beside the budget table: what the row leaves empty is filled in, and where both speak the row stands.
    func execution(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ sums: BudgetSums, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        var stated: [TableColumn: ExactDecimal] = [:]
        for (column, place) in [(TableColumn.target, target), (.actual, actual)] where cells.field(place).length > 0 {
            guard let number = exactNumber(cells, cells.field(place)) else { return .notNumeric(column, text(cells, cells.field(place))) }
            stated[column] = number
        }
        if sums.isBad { return .badBudget(sums.line) }
        let joined = sums.budget(scorer.framework.execution.denominator.value)?.amount
        for (column, other) in [(TableColumn.target, joined), (.actual, sums.executed)] {
            guard let mine = stated[column], let other, mine != other else { continue }
            result.findings.append(.otherBudget(result.runs.count - 1, line, column, mine, other))
        }
        guard let budget = stated[.target] ?? joined else { return .empty(.target) }
        guard let executed = stated[.actual] ?? sums.executed else { return .empty(.actual) }
        let isFilled = stated[.target] == nil || stated[.actual] == nil
        if isFilled { result.filled += 1 }
        if isFilled, wishes.findings, let contradiction = BatchFinding.otherTotal(result.runs.count - 1, line, sums) { result.findings.append(contradiction) }
        return execution(cells, line, w, executed: executed, budget: budget, from: isFilled ? .fromBudget(sums.line) : nil, scorer, &state, &result)
    }

    /// - Parameter source: where the amounts come from, when not from the row.
    func execution(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, executed: ExactDecimal, budget: ExactDecimal, from source: Wording? = nil, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        guard !budget.isNegative else { return .unscored(.negativeBudget) }
        guard let outcome = ExecutionOutcome(w, executed: executed, budget: budget, line: line, scorer) else { return .unscored(.overflow) }
        state.add(outcome)
        if !scorer.addsUp { result.lines.append((Int32(result.runs.count - 1), outcome.line)) }
        guard let points = outcome.points else {
            reportLeftOut(cells, line, w.exact, &result)
            return nil
        }
        if wishes.rows || wishes.findings { reportExecution(cells, line, w.exact, executed, budget, points, from: source, &result) }
        if wishes.details { detail(cells, line, w.exact, budget, executed, .atLeast, nil, outcome.line.units, executed >= budget, isExecution: true, &result) }
        return nil
    }
}

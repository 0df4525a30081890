import BudgetModel
package import Documents
import Quantities
package import Scoring

/// Execution from the budget table for projects whose own rows have none: the points of the framework times what was spent of the budget.
package struct BudgetJoin: Sendable {
    /// What was added to a project.
    package struct Joined: Sendable {
        /// Its place in the table of projects.
        package var project: Int
        package var row: ScoredRow?
        package var findings: [BatchFinding] = []
    }

    private let budgets: BudgetTable
    private let encoding: TextEncoding?
    private let scorers: [ColumnScorer]

    /// - Parameter scorers: `FrameworkList.all`.
    package init(_ budgets: BudgetTable, _ encoding: TextEncoding?, scorers: [ColumnScorer]) {
        self.budgets = budgets
        self.encoding = encoding
        self.scorers = scorers
    }

    /// Adds to all projects of a table.
    ///
    /// - Parameter tell: called for each project that something was added to, in their order.
    /// - Returns: how many projects of the budget table are in no row of the table.
    package func callAsFunction(_ projects: inout ProjectTable, tell: (Joined, ProjectTable) throws -> Void) rethrows -> Int {
        var met = 0
        for place in 0..<projects.count {
            guard let sums = budgets.sums(projects.key(place), encoding) else { continue }
            met += 1
            let state = projects.states[place]
            guard state.executions == 0, state.framework >= 0 else { continue }
            try join(sums, place, state, scorers[Int(state.framework)], &projects, tell)
        }
        return budgets.count - met
    }

    private func join(_ sums: BudgetSums, _ place: Int, _ state: ProjectState, _ scorer: ColumnScorer, _ projects: inout ProjectTable, _ tell: (Joined, ProjectTable) throws -> Void) rethrows {
        func refuse(_ problem: RowProblem) throws {
            projects.add(nil, to: place) { $0.bad &+= 1 }
            try tell(Joined(project: place, findings: [BatchFinding(run: -1, line: state.firstLine, code: problem.code, severity: .error, found: problem.found, message: problem.wording)]), projects)
        }
        guard !sums.isBad, let budget = sums.budget(scorer.framework.execution.denominator.value), let executed = sums.executed else { return try refuse(.badBudget(sums.line)) }
        guard !budget.amount.isNegative else { return try refuse(.unscored(.negativeBudget)) }
        guard let weight = ShortDecimal(scorer.framework.execution.weight.value.trimmed), let outcome = ExecutionOutcome(weight, executed: executed, budget: budget.amount, line: state.firstLine, scorer) else { return try refuse(.unscored(.overflow)) }
        projects.add(scorer.addsUp ? nil : outcome.line, to: place) { state in
            state.rows &+= 1
            state.executions &+= 1
            state.add(outcome)
        }
        let told = ScoredRow.execution(weight.exact, executed: executed, budget: budget.amount, score: outcome.points)
        try tell(
            Joined(
                project: place,
                row: ScoredRow(
                    run: -1, line: 0, level1: ExecutionOutcome.level1, name: ExecutionOutcome.level1, weight: weight.exact.description, score: outcome.points, formula: told.formula,
                    note: .all([.fromBudget(sums.line), budget.note, told.note, outcome.points == nil ? .leftOutOfTotal : nil])),
                findings: [.overspent(-1, state.firstLine, executed: executed, budget: budget.amount), .negative(-1, state.firstLine, executed: executed), .otherTotal(-1, state.firstLine, sums)].compactMap(\.self)), projects)
    }
}

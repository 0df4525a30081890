package import BudgetModel

/// What must hold before a transition; the words stand in the workflow file.
package enum Condition: String, Hashable, Sendable, CaseIterable {
    /// The time for it is open, or the unit has an exception.
    case window
    /// Something has been saved.
    case document
    /// Whoever wrote, handed in or endorsed it does not decide on it.
    case notOwnWork = "not-own-work"
    /// An opinion or reason is given.
    case opinion
    /// It was checked beside what it is to be held against now: goal, evidence, last year's form.
    case checked
    /// Required materials of an ex-ante assessment are there, and nothing else of it is wrong.
    case materials
    case noErrors = "no-errors"
    /// Each warning has the unit's comment.
    case explained
    /// The assessment has a conclusion.
    case conclusion
    /// The case's goal is approved, where it has one.
    case approvedGoal = "approved-goal"
    /// Reviewed by the four criteria, with a grade that lets it go on.
    case goalReviewed = "goal-reviewed"
    /// There is a budget to approve it with, and the document states the same amounts.
    case budget
    /// A goal that was approved before is approved again only when its budget was changed since.
    case budgetChange = "budget-change"
    /// A new major programme was assessed and is supported.
    case exAnte = "ex-ante"
    /// It was approved before.
    case approvedBefore = "approved-before"
    /// What cannot be reached comes with a request to adjust the goal.
    case adjustmentRequested = "adjustment-requested"
}

/// A move of a stage's document; without `to` it stays where it is.
package struct Transition: Hashable, Sendable {
    package var act: Act
    package var stages: Set<StageKind>
    package var from: Set<StageState>
    package var to: StageState?
    package var roles: Set<Role>
    package var conditions: Set<Condition>
}

/// Who may do what, as data.
package struct Workflow: Hashable, Sendable {
    package var name: String
    package var title: Wording
    /// SHA-256 of the file: `sha256:…`.
    package var digest: String
    /// The file.
    package var text: String
    package var transitions: [Transition]
    package var rights: [Act: Set<Role>]

    /// The roles whose turn it is in a state: those that may bring the document forward from there.
    package func rolesInTurn(_ stage: StageKind, _ state: StageState) -> Set<Role> {
        transitions.filter { [.endorse, .pass, .approve].contains($0.act) && $0.stages.contains(stage) && $0.from.contains(state) }.reduce(into: []) { $0.formUnion($1.roles) }
    }

    /// All roles that may do this at some time, for tables of rights.
    package func roles(for act: Act) -> Set<Role> {
        transitions.filter { $0.act == act }.reduce(into: rights[act] ?? []) { $0.formUnion($1.roles) }
    }
}

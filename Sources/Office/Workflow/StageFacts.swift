package import Quantities

/// What the time allows.
package enum WindowState: Hashable, Sendable {
    /// No window is set for it.
    case unset
    case open(until: Instant)
    case notYet(from: Instant)
    case closed(since: Instant)
}

/// What a decision on a stage rests on, gathered by the caller.
package struct StageFacts: Hashable, Sendable {
    package var object: ObjectKind
    package var stage: StageKind
    package var state: StageState
    package var unitPath: String
    package var hasDocument = false
    package var wasApproved = false
    /// Whether goal, evidence, surveys or last year's form have changed since the document was checked.
    package var isCheckOutdated = false
    /// Opaque keys of those who wrote, handed in or endorsed what lies there now.
    package var authors: Set<String> = []
    /// Of a review: keys of those who wrote what it speaks of.
    package var reviewed: Set<String> = []
    /// Codes and places of findings that are errors.
    package var errors: [String] = []
    /// Codes and places of warnings without a comment.
    package var unexplained: [String] = []
    package var window = WindowState.unset
    /// What the ex-ante assessment still lacks.
    package var missingMaterials: [String] = []
    /// What else is wrong with the ex-ante assessment.
    package var exAnteErrors: [String] = []
    package var hasConclusion = false
    /// Nil where the case has no goal stage.
    package var isGoalApproved: Bool?
    /// Whether the goal's review lets it go on; nil for no review.
    package var goalReviewPasses: Bool?
    package var hasBudget = false
    /// Amounts of the form that are not the registered ones.
    package var budgetGaps: [BudgetGap] = []
    /// True as well where the goal was never approved before.
    package var budgetChangedSinceApproval = true
    /// Nil where none is needed.
    package var isSupportedExAnte: Bool?
    /// Indicators that cannot be reached, while no adjustment was asked for.
    package var unreachable: [String] = []

    package init(object: ObjectKind, stage: StageKind, state: StageState, unitPath: String) {
        self.object = object
        self.stage = stage
        self.state = state
        self.unitPath = unitPath
    }
}

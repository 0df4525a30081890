extension Catalogue {
    /// The text of the goal.
    static let goal: [Rule] = [
        .vagueGoal, .goalListsWork, .goalCopiesDuties, .goalAsLastYear, .goalWithoutFigure, .goalWithoutSubject, .objectMismatch, .onlyKeepsRunning,
        .partWithoutIndicator, .indicatorOfNoPart, .leftFromAnotherYear, .grandGoalSmallMoney,
    ]
}

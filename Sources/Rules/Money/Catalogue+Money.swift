extension Catalogue {
    /// Budget and spending.
    static let money: [Rule] = [
        .moneyRowsDoNotAddUp, .moneyUnitMixed, .spendingExceedsBudget, .textDeniesNumbers, .executionUnexplained, .executionLow, .resultsBeyondSpending,
        .budgetChanged, .budgetChangedMuch, .carryoverMissing, .accountDiffers, .basicAndProject, .spendingWithoutBudget, .yearsMixed, .annualAmountMissing,
        .projectCountDiffers, .productDiffers,
    ]
}

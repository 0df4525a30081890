extension Catalogue {
    /// Budget and spending.
    static let money: [Rule] = [
        .moneyRowsDoNotAddUp, .moneyUnitMixed, .spendingExceedsBudget, .spendingWithoutBudget,
    ]
}

extension Catalogue {
    /// The report in running text, against itself and its form.
    static let report: [Rule] = [
        .textDiffersFromForm, .scoresAllAbove, .sharesOfWholeNotHundred, .rateDiffersFromAmounts, .partsDifferFromTotal, .balanceDiffers, .shareDiffers, .growthDiffers,
        .quantityStatedTwice, .claimDeniedByFigures,
    ]
}

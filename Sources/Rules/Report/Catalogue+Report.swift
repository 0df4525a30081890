extension Catalogue {
    /// The report in running text, against itself and its form.
    static let report: [Rule] = [
        .chapterMissing, .resultsWithoutFigures, .problemsPraise, .problemsWithoutMeasures, .objectMixed, .organisationUntold, .lastYearUntold,
        .layoutDiffers, .indicatorsUntold, .conclusionOfNothing, .signedOutsidePeriod,
        .textDiffersFromForm, .scoresAllAbove, .sharesOfWholeNotHundred, .rateDiffersFromAmounts, .partsDifferFromTotal, .balanceDiffers, .shareDiffers, .growthDiffers,
        .quantityStatedTwice, .claimDeniedByFigures,
    ]
}

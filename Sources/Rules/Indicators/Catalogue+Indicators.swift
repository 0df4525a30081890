extension Catalogue {
    /// Indicators and their targets.
    static let indicators: [Rule] = [
        .compulsoryKindMissing, .quantityMeasuresSpending, .quantityNotCounted, .targetIsVague, .hollowPercentage, .wrongLevel, .costWithLowerBound,
        .costIsTheBudget, .timeWithoutDate, .pointlessTarget, .targetTooLow, .targetTooHigh, .allTargetsWhole, .satisfactionTooLow, .satisfactionOfNobody,
        .noComplaintsAsSatisfaction, .noEvidencePlan, .tooManyOrFew, .oneIndicatorCarriesMost, .weightsAllEqual, .benefitIsOutput, .outsideControl,
        .nameWithoutMeasure, .unrelatedIndicator, .notInLibrary, .signAgainstDirection, .nameStatesAnotherValue, .indicatorDropped,
    ]
}

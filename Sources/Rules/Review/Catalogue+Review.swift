extension Catalogue {
    /// The rules one district agreed on for reviews of self-evaluations; they speak on review sheets alone.
    static let review: [Rule] = [
        .reviewNoEvidence, .reviewUnrelated, .reviewNotCheckable, .reviewNoSurvey, .reviewOverAchieved, .reviewQualitativeQuantity, .reviewPartlyLate,
        .reviewQualitativeBenefit, .reviewCountedTwice, .reviewMisplaced, .reviewSheetDisagrees, .reviewPointsAdded, .reviewSheetIncomplete, .reviewDeductionUnexplained,
    ]
}

extension Catalogue {
    /// Actual values and what explains them.
    static let values: [Rule] = [
        .everyTargetHitExactly, .everyRowFull, .noReason, .overAchieved, .reasonSaysNothing, .reasonContradicts, .actualNotNumeric, .tierUnclear, .noEvidence, .noSurvey,
        .evidenceOfOtherYear, .acceptanceContradicts, .signedNotDone, .rateAgainstCounts, .unitChanged, .targetChanged, .rowsDiffer, .oddDigits, .evidenceReused,
        .beneficiaryList, .rateAboveHundred,
    ]
}

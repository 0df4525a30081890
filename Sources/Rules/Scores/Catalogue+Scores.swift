extension Catalogue {
    /// Points, totals and grades.
    static let scores: [Rule] = [
        .scoreOutOfRange, .scoreDiffers, .totalDiffers, .scoreOutsideTier, .roundedOnly, .gradeDiffers, .gradeWithoutTotal, .gradeChanges, .fullPointsThoughMissed,
    ]
}

extension Catalogue {
    /// Deadlines, coverage, monitoring and publication. G08, personal data and secrets, stands with the gate.
    static let process: [Rule] = [
        .deadlineMissed, .coverageIncomplete, .notAssessedExAnte, .monitoringMissed, .adjustmentNeeded, .reviewNotAnswered, .publishedDiffers, .publishedLate,
        .fewGoalsPublished, .notSeparated,
    ]
}

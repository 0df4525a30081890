extension Catalogue {
    /// Deadlines, coverage, monitoring and publication. G08 stands at the gate of disclosure.
    static let process: [Rule] = [
        .deadlineMissed, .coverageIncomplete, .notAssessedExAnte, .monitoringMissed, .adjustmentNeeded, .reviewNotAnswered, .publishedDiffers, .personalData, .publishedLate,
        .fewGoalsPublished, .notSeparated,
    ]
}

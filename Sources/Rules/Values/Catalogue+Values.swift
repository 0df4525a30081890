extension Catalogue {
    /// Actual values and what explains them.
    static let values: [Rule] = [
        .noReason, .actualNotNumeric, .unitChanged,
    ]
}

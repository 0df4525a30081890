extension Catalogue {
    /// The text of the goal.
    static let goal: [Rule] = []
}

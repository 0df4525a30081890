package import BudgetModel

/// A place where a value is not what the schema says.
package struct Violation: Hashable, Sendable {
    /// RFC 6901, from the root of the body: `/indicators/0/weight`; for a parameter its name.
    package var pointer: String
    package var words: Wording

    package init(_ pointer: String, _ words: Wording) {
        self.pointer = pointer
        self.words = words
    }
}

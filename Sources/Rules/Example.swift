package import BudgetModel

/// A form that shows what a rule does; each one is run as a test and printed on the rule's page.
package struct Example: Sendable {
    package let name: Wording
    /// The cells at which the rule hits, in order; empty for forms on which it is silent.
    package let cells: [String]
    package let form: ExampleForm

    package init(_ name: Wording, at cells: [String] = [], _ form: ExampleForm) {
        self.name = name
        self.cells = cells
        self.form = form
    }
}

package import BudgetModel

package import Narrative

/// A form or a text that shows what a rule does; each one is run as a test and printed on the rule's page.
package struct Example: Sendable {
    package let name: Wording
    /// The cells at which the rule hits, in order, or what a text states wrongly; empty where the rule is silent.
    package let cells: [String]
    package let form: ExampleForm
    /// The passage of a report, for what the rule says of reports.
    package let text: String?
    /// How the report is printed, for the rule of layout.
    package let layout: ReportLayout?
    private var hasForm = false

    package init(_ name: Wording, at cells: [String] = [], _ form: ExampleForm) {
        self.name = name
        self.cells = cells
        self.form = form
        text = nil
        layout = nil
    }

    /// A passage of a report with what it states wrongly, in order.
    package init(_ name: Wording, stating: [String] = [], in text: String, with form: ExampleForm? = nil, layout: ReportLayout? = nil) {
        self.name = name
        cells = stating
        self.text = text
        self.layout = layout
        self.form = form ?? ExampleForm()
        hasForm = form != nil
    }

    /// Runs a rule on the example, as a form or as a text.
    package func run(_ rule: Rule) -> Rule.Outcome {
        guard let text else { return rule.run(form.facts) }
        return rule.run(AuditFacts(reading: ReportReading(ReportText(text)), forms: hasForm ? [form.facts] : [], layout: layout))
    }

    /// Runs the whole catalogue on the example.
    package func runAll() -> CheckResult {
        guard let text else { return Catalogue.run(form.facts) }
        return Catalogue.audit(AuditFacts(reading: ReportReading(ReportText(text)), forms: hasForm ? [form.facts] : [], layout: layout))
    }

    /// How a hit names its place: the cell, or what the text states.
    package static func place(_ finding: Finding) -> String { finding.passage.map { $0.stated ?? $0.quote } ?? finding.at?.a1 ?? "—" }
}

package import BudgetModel
import Quantities

/// A framework made ready for the rows of a table.
package final class ColumnScorer: Sendable {
    package let framework: Framework
    /// The short way for numbers of one machine word; nil from it means the long way, `line(of:)`.
    package let rules: ColumnRules
    /// Whether nothing in the framework asks for more than its rows added up: no caps, no residue, no scales by name.
    package let addsUp: Bool
    /// The least points of each grade in units of the last digit, the highest first; nil where one does not fit.
    private let gradeBounds: [(units: Int64, grade: Grade)]?

    package init(_ framework: Framework) {
        self.framework = framework
        let rules = ColumnRules(framework)
        self.rules = rules
        gradeBounds = framework.grades.value.reduce(into: Optional([(units: Int64, grade: Grade)]())) { list, band in
            guard let bound = ShortDecimal(band.from), bound.scale <= rules.places, let units = rules.units(bound) else { return list = nil }
            list?.append((units, band.grade))
        }?.sorted { $0.units > $1.units }
        addsUp = framework.adjustments.isEmpty && framework.residue.value == .rows && framework.scaledFormulas.isEmpty
    }

    /// Digits behind the point of a score.
    package var places: Int { rules.places }

    /// The grade of a total in units; nil in a nil where the long way must be taken.
    package func grade(ofUnits units: Int64) -> Grade?? { gradeBounds.map { bounds in bounds.first { units >= $0.units }?.grade } }
}

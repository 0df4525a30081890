package import BudgetModel
import Quantities

/// A framework made ready for the rows of a table.
package final class ColumnScorer: Sendable {
    package let framework: Framework
    /// The short way for numbers of one machine word; nil from it means the long way, `line(of:)`.
    package let rules: ColumnRules
    /// Whether a total is nothing but its rows added up: no caps, no deductions, no residue.
    package let addsUp: Bool
    /// Whether execution has points of its own, so that a project without its row has no total.
    package let needsExecution: Bool
    /// Names of level 1 that a cap or a deduction asks about.
    package let levels: [String]
    /// Whether a row is scored by its name and not by its sign.
    package let hasScales: Bool
    /// Whether a total needs the points of rows before they are rounded.
    package let hasResidue: Bool
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
        needsExecution = !framework.execution.weight.value.isZero
        hasResidue = framework.residue.value != .rows
        hasScales = !framework.scaledFormulas.isEmpty
        addsUp = framework.adjustments.isEmpty && !hasResidue
        levels = framework.adjustments.reduce(into: []) { list, adjustment in
            if case .levelBelow(let level, _) = adjustment.value.condition, !list.contains(level) { list.append(level) }
        }
    }

    /// Whether an indicator of this name has a scale of its own.
    package func hasScale(for name: String) -> Bool { framework.scaledFormulas[IndicatorFormula.key(of: name)] != nil }

    /// Digits behind the point of a score.
    package var places: Int { rules.places }

    /// The grade of a total in units; nil in a nil where the long way must be taken.
    package func grade(ofUnits units: Int64) -> Grade?? { gradeBounds.map { bounds in bounds.first { units >= $0.units }?.grade } }
}

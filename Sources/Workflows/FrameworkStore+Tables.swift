import BudgetModel
import Frameworks
import Quantities
import Scoring

extension FrameworkStore {
    /// A framework made ready for tables.
    ///
    /// - Throws: `FrameworkRefused`, `InputProblem`.
    func scorer(_ name: String, on day: CalendarDay) throws -> ColumnScorer {
        ColumnScorer(try source(name).framework(on: day))
    }
}

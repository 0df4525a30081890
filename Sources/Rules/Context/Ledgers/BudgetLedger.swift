package import BudgetModel

/// Codes of projects and units in the budget, of one year or several.
package struct BudgetLedger: Sendable {
    package struct Row: Hashable, Sendable {
        package var projectCode: String?
        package var unitCode: String?
        package var year: Int?

        package init(projectCode: String?, unitCode: String?, year: Int?) {
            self.projectCode = projectCode
            self.unitCode = unitCode
            self.year = year
        }
    }

    private let bases: [Int: BudgetBase]
    /// Of the last year, or of no year.
    private let latest: BudgetBase

    package init(_ rows: [Row]) {
        let timeless = Self.base(rows.filter { $0.year == nil }, of: nil)
        var bases: [Int: BudgetBase] = [:]
        for (year, rows) in Dictionary(grouping: rows.filter { $0.year != nil }, by: { $0.year! }) {
            var base = Self.base(rows, of: year)
            base.projectCodes.formUnion(timeless.projectCodes)
            base.unitCodes.formUnion(timeless.unitCodes)
            bases[year] = base
        }
        self.bases = bases
        latest = bases.keys.max().flatMap { bases[$0] } ?? timeless
    }

    private static func base(_ rows: [Row], of year: Int?) -> BudgetBase {
        BudgetBase(year: year, projectCodes: Set(rows.compactMap(\.projectCode)), unitCodes: Set(rows.compactMap(\.unitCode)))
    }

    /// The base of the form's year; where there is none, the latest, so that the year is told to be wrong.
    package func base(for evaluation: Evaluation) -> BudgetBase { evaluation.year.flatMap { bases[$0.value] } ?? latest }
}

package import BudgetModel
import Office

/// What a table that is imported holds.
package enum ImportKind: String, Hashable, Sendable, CaseIterable {
    case units, programmes, budget

    var act: Act {
        switch self {
        case .units: .manageUnits
        case .programmes: .manageProgrammes
        case .budget: .manageBudget
        }
    }
}

/// What an import does, or would do, with one row of a table.
package struct ImportRow: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case added, changed, same, refused

        package var wording: Wording {
            switch self {
            case .added: Wording(zh: "新增", en: "added")
            case .changed: Wording(zh: "改动", en: "changed")
            case .same: Wording(zh: "相同", en: "the same")
            case .refused: Wording(zh: "不收", en: "refused")
            }
        }
    }

    /// A field that is another than what is there.
    package struct Change: Hashable, Sendable {
        package var field: String
        package var before: String
        package var after: String
    }

    /// Counted from 1, as the workbook shows it.
    package var row: Int
    package var key: String
    package var outcome: Outcome
    package var changes: [Change]
    /// Everything that is wrong with the row, each with its cell: `单位清单!B7`.
    package var flaws: [Flaw]
}

/// The outcome of an import, row by row and field by field.
package struct ImportReport: Hashable, Sendable {
    package var kind: ImportKind
    package var sheet: String
    /// Whether it was only tried.
    package var isDryRun: Bool
    /// In the order of the file.
    package var rows: [ImportRow]
    /// Columns that nothing takes.
    package var unread: [String]
    /// What the reader of the file has to say.
    package var notes: [Wording]

    package var hasFlaws: Bool { rows.contains { $0.outcome == .refused } }
    package var isApplied: Bool { !isDryRun && !hasFlaws }
}

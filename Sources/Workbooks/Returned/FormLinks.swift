import BudgetModel
import Quantities

/// Formulas that take a number from the form, so that the score sheet follows when the form is corrected.
///
/// Only a cell that holds the very number can be linked; what was read out of a text, or brought to another unit,
/// stays as it is.
struct FormLinks {
    private var cells: [CellRef: GridCell] = [:]
    /// Sheets of the source and their names in the returned workbook.
    let place: (CellRef) -> CellRef

    init(_ grids: [Grid], for forms: [ReviewedForm], place: @escaping (CellRef) -> CellRef) {
        self.place = place
        let sheets = Set(forms.map { place(CellRef(sheet: $0.evaluation.sheet, position: CellPosition(row: 0, column: 0))).sheet })
        for grid in grids where sheets.contains(grid.name) {
            for cell in grid.cells { cells[CellRef(sheet: grid.name, position: cell.position)] = cell }
        }
    }

    /// The formula that gives this number, without the sign of equality; nil where the cell holds anything else.
    func formula(_ cell: CellRef?, gives number: ExactDecimal) -> String? {
        guard let cell = cell.map(place), let found = cells[cell], case .number(let stored, let isPercent) = found.value else { return nil }
        if stored.trimmed == number.trimmed {
            // What a formula of the form leaves may be a hair beside the number that it shows.
            return found.isFormula ? "ROUND(\(address(cell)),10)" : address(cell)
        }
        guard isPercent, (try? stored.shifted(by: 2).trimmed) == number.trimmed else { return nil }
        return "ROUND(\(address(cell))*100,10)"
    }

    /// The formula for a cell that is still empty: nothing until somebody fills it.
    func formula(forEmpty cell: CellRef?) -> String? {
        guard let cell = cell.map(place), cells[cell] == nil else { return nil }
        return "IF(\(address(cell))=\"\",\"\",\(address(cell)))"
    }

    private func address(_ cell: CellRef) -> String { SheetWriter.quotedSheet(cell.sheet) + "!" + cell.a1 }
}

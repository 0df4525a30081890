import BudgetModel
import Quantities

/// A row of a ledger: its values by the key of their column.
struct LedgerRow {
    struct Value {
        var text: String
        /// Of a date cell.
        var day: CalendarDay?
        /// What a number cell of a workbook holds, where its digits may be fewer than those typed in.
        var isNumber = false
        /// The column as the user wrote it: its head, or its key.
        var column: String
        /// `Sheet1!B6`; nil in JSON.
        var cell: String?
        /// In JSON.
        var line: Int?
        /// The unit of money that stands in the head.
        var headUnit: AmountUnit?
    }

    var values: [String: Value]
    /// `台账.xlsx · Sheet1!A6`, `台账.json:12`.
    var place: String
    var cell: String?
    var line: Int?
    /// The unit of money written above the table.
    var amountUnit: AmountUnit?

    subscript(column: LedgerColumn) -> Value? { values[column.key] }
}

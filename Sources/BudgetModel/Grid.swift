package import Quantities

/// What a cell holds, after the reader resolved shared strings, formulas and formats.
package enum CellValue: Hashable, Sendable {
    case empty
    case text(String)
    /// A number as written or, from a workbook, at 15 significant digits; `isPercent` when the
    /// format shows it as a percentage, so that 0.98 stands for 98 %.
    case number(ExactDecimal, isPercent: Bool)
    case day(CalendarDay)
    case boolean(Bool)
    /// An error value of a formula such as `#DIV/0!`.
    case error(String)
}

/// One cell that holds something.
package struct GridCell: Hashable, Sendable {
    package var position: CellPosition
    package var value: CellValue
    /// What the cell shows: text as it stands, numbers in plain digits, percentages with their sign.
    package var shown: String
    /// Whether the value is the stored result of a formula.
    package var isFormula: Bool

    package init(position: CellPosition, value: CellValue, shown: String, isFormula: Bool = false) {
        self.position = position
        self.value = value
        self.shown = shown
        self.isFormula = isFormula
    }
}

/// A block of cells, both corners included.
package struct CellRange: Hashable, Sendable {
    package var top: Int
    package var left: Int
    package var bottom: Int
    package var right: Int

    package init(top: Int, left: Int, bottom: Int, right: Int) {
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right
    }

    package func contains(_ position: CellPosition) -> Bool {
        (top...bottom).contains(position.row) && (left...right).contains(position.column)
    }

    package var topLeft: CellPosition { CellPosition(row: top, column: left) }
}

/// One sheet of a workbook, or one table of a text document with its spans expanded.
///
/// - Shape: `cells` in order of rows, then columns; empty cells are absent; a merged block has its
///   value in its top-left cell only.
package struct Grid: Hashable, Sendable {
    /// The sheet's name, or `T1`, `T2` … for tables.
    package var name: String
    package var cells: [GridCell]
    package var merges: [CellRange]
    package var hiddenRows: Set<Int>
    package var hiddenColumns: Set<Int>
    package var isHidden: Bool

    package init(
        name: String, cells: [GridCell] = [], merges: [CellRange] = [], hiddenRows: Set<Int> = [], hiddenColumns: Set<Int> = [],
        isHidden: Bool = false
    ) {
        self.name = name
        self.cells = cells
        self.merges = merges
        self.hiddenRows = hiddenRows
        self.hiddenColumns = hiddenColumns
        self.isHidden = isHidden
    }
}

/// Office formats that are told apart by content.
package enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
    case xlsx, xls, docx, html, csv, text
}

/// Running text and tables in the order of the document.
package enum TextBlock: Hashable, Sendable {
    /// A paragraph; `level` is its heading level, 0 for body text.
    case paragraph(String, level: Int)
    /// The table at this index of `Document.grids`.
    case table(Int)
}

/// An office file as read: its grids, its running text and what the reader has to say.
package struct Document: Hashable, Sendable {
    package var format: DocumentFormat
    package var grids: [Grid]
    /// Empty for workbooks.
    package var blocks: [TextBlock]
    /// Such as "the file is named .xls but holds HTML"; shown to the user.
    package var notes: [Wording]

    package init(format: DocumentFormat, grids: [Grid] = [], blocks: [TextBlock] = [], notes: [Wording] = []) {
        self.format = format
        self.grids = grids
        self.blocks = blocks
        self.notes = notes
    }
}

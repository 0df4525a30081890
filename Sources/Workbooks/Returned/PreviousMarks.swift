package import BudgetModel
import Documents
import Quantities

/// The marks of an earlier run in a workbook that was handed back, corrected and handed in again.
struct PreviousMarks {
    /// By sheet, the cells that were coloured, with the fill each had before: what stood in `fill`, or nothing.
    private(set) var cells: [String: [CellPosition: String]] = [:]
    /// By sheet, the column of findings.
    private(set) var columns: [String: Int] = [:]
    /// By sheet, the rows in which that column says something.
    private(set) var rows: [String: Set<Int>] = [:]
    private(set) var scoreSheet: String?
    private(set) var listSheet: String?

    var isEmpty: Bool { scoreSheet == nil && listSheet == nil }

    static let heads = ["校验结果", "Findings"]
    static let scoreNames = ["评分核对", "Scores"]
    static let listNames = ["问题清单", "Findings"]

    /// Whether a sheet of this name may be ours, so that looking is worth while.
    static func mayBeOwn(_ name: String) -> Bool { (scoreNames + listNames).contains { name.hasPrefix($0) } }

    init() {}

    init(_ document: Document) {
        for grid in document.grids where Self.mayBeOwn(grid.name) {
            let texts = Dictionary(grid.cells.map { ($0.position, $0.shown) }) { first, _ in first }
            func at(_ row: Int, _ column: Int) -> String { texts[CellPosition(row: row, column: column)] ?? "" }
            if ScoreTable.titles.contains(at(0, 0)), ScoreTable.subjects.contains(where: { at(1, 0).hasPrefix($0) }) {
                scoreSheet = grid.name
            } else if ProblemList.titles.contains(at(0, 0)), ProblemList.heads.contains(at(2, 4)) {
                listSheet = grid.name
                for row in 3..<max(3, (grid.cells.last?.position.row ?? 0) + 1) {
                    guard let cell = CellPosition(a1: at(row, 4)), !at(row, 3).isEmpty else { continue }
                    cells[at(row, 3), default: [:]][cell] = at(row, ProblemList.fillColumn)
                }
            }
        }
        for grid in document.grids where cells[grid.name] != nil {
            let head = grid.cells.last { cell in Self.heads.contains { cell.shown == $0 || cell.shown.hasPrefix($0 + "\n") } }
            guard let column = head?.position.column, !grid.cells.contains(where: { $0.position.column > column }) else { continue }
            columns[grid.name] = column
            rows[grid.name] = Set(grid.cells.filter { $0.position.column == column }.map(\.position.row))
        }
    }
}

extension ReturnedWorkbook {
    /// A document without what an earlier run wrote into it: its sheets and its columns of findings.
    ///
    /// To be read instead of the document, so that a returned workbook can be corrected and handed in again.
    package static func withoutMarks(_ document: Document) -> Document {
        guard document.format == .xlsx, document.grids.contains(where: { PreviousMarks.mayBeOwn($0.name) }) else { return document }
        let marks = PreviousMarks(document)
        guard !marks.isEmpty else { return document }
        var result = document
        result.grids.removeAll { $0.name == marks.scoreSheet || $0.name == marks.listSheet }
        for index in result.grids.indices {
            guard let column = marks.columns[result.grids[index].name] else { continue }
            result.grids[index].cells.removeAll { $0.position.column == column }
        }
        return result
    }
}

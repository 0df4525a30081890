import BudgetModel
import Documents
import Foundation
import Quantities

/// Files beside the tests.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/documents")
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}

/// The grids in the lines that `make_xls.py` writes from another program's reading.
func dump(_ grids: [Grid]) -> String {
    var lines: [String] = []
    for grid in grids {
        lines.append("sheet \(grid.name)\(grid.isHidden ? " hidden" : "")")
        for merge in grid.merges { lines.append("merge \(merge.top),\(merge.left)-\(merge.bottom),\(merge.right)") }
        for row in grid.hiddenRows.sorted() { lines.append("hidden row \(row)") }
        for column in grid.hiddenColumns.sorted() { lines.append("hidden column \(column)") }
        for cell in grid.cells {
            let value =
                switch cell.value {
                case .empty: "empty"
                case .text(let text): "text " + text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
                case .number(let number, isPercent: false): "number \(number.plain)"
                case .number(let number, isPercent: true): "percent \(number.plain)"
                case .day(let day): "day \(day.iso)"
                case .boolean(let value): "boolean \(value ? "TRUE" : "FALSE")"
                case .error(let code): "error \(code)"
                }
            lines.append("\(cell.position.row),\(cell.position.column) \(value)")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

import BudgetModel
import CLibXLSXWriter
import Quantities

/// A workbook that shows grids of other formats as they stand: texts, merges, guessed widths, wrapped.
enum PlainWorkbook {
    /// For each grid the name its sheet gets: legal, at most 31 characters, none twice.
    static func sheetNames(of grids: [Grid]) -> [String: String] {
        var names: [String: String] = [:]
        var used: Set<String> = []
        for (index, grid) in grids.enumerated() where names[grid.name] == nil {
            var name = String(String.UnicodeScalarView(grid.name.unicodeScalars.filter { !"[]:*?/\\".unicodeScalars.contains($0) && $0.value >= 0x20 }))
            while name.hasPrefix("'") { name.removeFirst() }
            while name.hasSuffix("'") { name.removeLast() }
            if name.isEmpty || name.lowercased() == "history" { name = "Sheet" + String(index + 1) }
            while name.utf16.count > 27 { name.removeLast() }
            var candidate = name
            var number = 2
            while !used.insert(candidate.lowercased()).inserted {
                candidate = name + "~" + String(number)
                number += 1
            }
            names[grid.name] = candidate
        }
        return names
    }

    static func bytes(of grids: [Grid], names: [String: String]) throws -> [UInt8] {
        let file = try XLSXFile()
        let text = try format(file, numberFormat: nil)
        let number = try format(file, numberFormat: "General")
        let percent = try format(file, numberFormat: "0.00##%")
        let day = try format(file, numberFormat: "yyyy-mm-dd")
        var written: Set<String> = []
        for grid in grids {
            guard let name = names[grid.name], written.insert(name).inserted else { continue }
            let sheet = try file.addSheet(name)
            let spans = Dictionary(grid.merges.map { ($0.topLeft, $0) }) { first, _ in first }
            let widths = widths(of: grid, spans)
            setLayout(of: grid, spans, widths, on: sheet)
            for merge in grid.merges where (merge.bottom > merge.top || merge.right > merge.left) && merge.right < 16_384 && merge.bottom < 1_048_576 {
                worksheet_merge_range(
                    sheet, lxw_row_t(merge.top), lxw_col_t(merge.left), lxw_row_t(merge.bottom), lxw_col_t(merge.right), nil, text)
            }
            for cell in grid.cells where cell.position.column < 16_384 && cell.position.row < 1_048_576 {
                let row = lxw_row_t(cell.position.row), column = lxw_col_t(cell.position.column)
                switch cell.value {
                case .empty: continue
                case .number(let value, let isPercent):
                    // The file format knows binary numbers only; what has more digits than those keep stays text.
                    if value.trimmed.significand.magnitude < 1_000_000_000_000_000, let double = Double(value.plain) {
                        worksheet_write_number(sheet, row, column, double, isPercent ? percent : number)
                    } else {
                        worksheet_write_string(sheet, row, column, cell.shown, text)
                    }
                case .day(let value):
                    // Days before March 1900 have no serial number that all programs agree on.
                    if value.dayNumber > -25_508 {
                        worksheet_write_number(sheet, row, column, Double(value.dayNumber + 25_569), day)
                    } else {
                        worksheet_write_string(sheet, row, column, cell.shown, text)
                    }
                case .boolean(let value): worksheet_write_boolean(sheet, row, column, value ? 1 : 0, text)
                case .text, .error: worksheet_write_string(sheet, row, column, String(cell.shown.prefix(32_000)), text)
                }
            }
            if grid.isHidden, grids.contains(where: { !$0.isHidden }) { worksheet_hide(sheet) }
        }
        if written.isEmpty { _ = try file.addSheet("Sheet1") }
        return try file.bytes()
    }

    private static func format(_ file: XLSXFile, numberFormat: String?) throws -> UnsafeMutablePointer<lxw_format> {
        let format = try file.addFormat()
        format_set_font_name(format, "宋体")
        format_set_font_size(format, 10)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_num_format(format, numberFormat ?? "@")
        return format
    }

    /// For each column as wide as what stands alone in it, and no wider than a third of a page.
    private static func widths(of grid: Grid, _ spans: [CellPosition: CellRange]) -> [Int] {
        let last = max(grid.cells.map(\.position.column).max() ?? 0, grid.merges.map(\.right).max() ?? 0)
        var widths = [Int](repeating: 8, count: min(last, 200) + 1)
        for cell in grid.cells where cell.position.column < widths.count {
            if let span = spans[cell.position], span.right > span.left { continue }
            widths[cell.position.column] = max(widths[cell.position.column], min(TextMeasure.widest(cell.shown) + 2, 28))
        }
        return widths
    }

    /// Widths, heights for wrapped text, hidden rows and columns, A4 one page wide.
    private static func setLayout(
        of grid: Grid, _ spans: [CellPosition: CellRange], _ widths: [Int], on sheet: UnsafeMutablePointer<lxw_worksheet>
    ) {
        for (column, width) in widths.enumerated() {
            var options = lxw_row_col_options()
            options.hidden = grid.hiddenColumns.contains(column) ? 1 : 0
            worksheet_set_column_opt(sheet, lxw_col_t(column), lxw_col_t(column), Double(width), nil, &options)
        }
        var heights: [Int: Int] = [:]
        for cell in grid.cells {
            let span = spans[cell.position]
            let right = min(span?.right ?? cell.position.column, widths.count - 1)
            guard cell.position.column <= right else { continue }
            let room = widths[cell.position.column...right].reduce(0, +) - 1
            let rows = (span?.bottom ?? cell.position.row) - cell.position.row + 1
            let each = (TextMeasure.lines(cell.shown, room: max(room, 2)) * 14 + 6 + rows - 1) / rows
            for row in cell.position.row..<cell.position.row + min(rows, 100) { heights[row] = min(max(heights[row] ?? 20, each), 400) }
        }
        for row in Set(heights.keys).union(grid.hiddenRows) where row < 1_048_576 {
            var options = lxw_row_col_options()
            options.hidden = grid.hiddenRows.contains(row) ? 1 : 0
            worksheet_set_row_opt(sheet, lxw_row_t(row), Double(heights[row] ?? 20), nil, &options)
        }
        worksheet_set_paper(sheet, 9)
        if widths.reduce(0, +) > 110 { worksheet_set_landscape(sheet) }
        worksheet_fit_to_pages(sheet, 1, 0)
    }
}

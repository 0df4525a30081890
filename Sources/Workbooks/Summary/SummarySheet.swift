import BudgetModel
import CLibXLSXWriter

/// One sheet of a summary, written row by row downwards.
final class SummarySheet {
    enum Style: Hashable, CaseIterable { case title, note, head, text, centred, bold, count, score, percent, link, error, warning, hint, clean, unreadable }

    enum Cell {
        case text(String, Style = .text)
        /// A decimal as text; empty for nil.
        case score(String?)
        /// Empty for none.
        case count(Int)
        case number(Int)
        case share(of: Int, in: Int)
        case link(String, target: String)

        static func optional(_ text: String?, _ style: Style = .text) -> Cell { .text(text ?? "", style) }
    }

    struct Column {
        var title: String
        /// Characters; 2 for a Chinese one.
        var width: Int
        /// Whether long text breaks into lines.
        var wraps = false

        init(_ title: String, _ width: Int, wraps: Bool = false) {
            self.title = title
            self.width = width
            self.wraps = wraps
        }
    }

    /// Rows that a sheet of the format has.
    private static let limit = 1_048_576
    /// Links that a sheet may have.
    private static let linkLimit = 65_000

    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let formats: [Style: UnsafeMutablePointer<lxw_format>]
    private let columns: [Column]
    private var next = 0
    private var headRow = 0
    private var links = 0
    /// Rows that found no room.
    private(set) var left = 0

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: [Style: UnsafeMutablePointer<lxw_format>], title: String, note: String, columns: [Column], isWide: Bool, page: String) {
        self.sheet = sheet
        self.formats = formats
        self.columns = columns
        for (index, column) in columns.enumerated() { worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), Double(column.width) + 0.7, nil) }
        worksheet_set_row(sheet, 0, 28, nil)
        worksheet_write_string(sheet, 0, 0, title, formats[.title])
        worksheet_set_row(sheet, 1, 18, nil)
        worksheet_write_string(sheet, 1, 0, note, formats[.note])
        next = 2
        worksheet_hide_gridlines(sheet)
        worksheet_set_paper(sheet, isWide ? 8 : 9)
        worksheet_set_landscape(sheet)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6)
        worksheet_set_footer(sheet, page)
        addHead()
    }

    private func addHead() {
        headRow = next
        worksheet_set_row(sheet, lxw_row_t(next), 24, nil)
        for (index, column) in columns.enumerated() { worksheet_write_string(sheet, lxw_row_t(next), lxw_col_t(index), column.title, formats[.head]) }
        next += 1
        worksheet_freeze_panes(sheet, lxw_row_t(next), 2)
        worksheet_repeat_rows(sheet, lxw_row_t(headRow), lxw_row_t(headRow))
    }

    func add(_ cells: [Cell]) {
        // The last row is kept for the sentence that says what is missing.
        guard next < Self.limit - 1 else {
            left += 1
            return
        }
        var lines = 1
        for case (let column, .text(let text, _)) in zip(columns, cells) where column.wraps { lines = max(lines, TextMeasure.lines(text, room: column.width - 2)) }
        for case (let column, .link(let text, _)) in zip(columns, cells) where column.wraps { lines = max(lines, TextMeasure.lines(text, room: column.width - 2)) }
        let row = lxw_row_t(next)
        worksheet_set_row(sheet, row, Double(min(lines, 20) * 13 + 5), nil)
        for (index, cell) in cells.enumerated() {
            let column = lxw_col_t(index)
            switch cell {
            case .text(let text, let style): put(text, row, column, style)
            case .score(let text):
                // The file format knows binary numbers only; the CSV beside it has the decimals as they are.
                if let number = text.flatMap(Double.init) { worksheet_write_number(sheet, row, column, number, formats[.score]) } else { put("", row, column, .score) }
            case .count(0): put("", row, column, .count)
            case .count(let number), .number(let number): worksheet_write_number(sheet, row, column, Double(number), formats[.count])
            case .share(let part, let whole):
                if whole > 0 { worksheet_write_number(sheet, row, column, Double(part) / Double(whole), formats[.percent]) } else { put("", row, column, .percent) }
            case .link(let text, let target):
                guard links < Self.linkLimit, worksheet_write_url_opt(sheet, row, column, Self.address(target), formats[.link], Self.shown(text), nil) == LXW_NO_ERROR else {
                    put(text, row, column, .text)
                    continue
                }
                links += 1
            }
        }
        next += 1
    }

    private func put(_ text: String, _ row: lxw_row_t, _ column: lxw_col_t, _ style: Style) {
        if text.isEmpty { worksheet_write_blank(sheet, row, column, formats[style]) } else { worksheet_write_string(sheet, row, column, Self.shown(text), formats[style]) }
    }

    /// A relative address. Not under the library's `external:`, which turns strokes round to those of Windows.
    private static func address(_ path: String) -> String {
        var address = ""
        for scalar in path.unicodeScalars {
            if !scalar.isASCII || scalar.properties.isAlphabetic || ("-"..."9").contains(scalar) || scalar == "_" {
                address.unicodeScalars.append(scalar)
            } else {
                address += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
            }
        }
        return address
    }

    /// What a cell takes.
    private static func shown(_ text: String) -> String { text.utf16.count > 32_000 ? String(text.prefix(16_000)) : text }

    /// A filter over the rows, and a sentence where some found no room.
    func end(_ missing: (Int) -> String) {
        if next > headRow + 1 { worksheet_autofilter(sheet, lxw_row_t(headRow), 0, lxw_row_t(next - 1), lxw_col_t(columns.count - 1)) }
        if left > 0 { worksheet_write_string(sheet, lxw_row_t(next), 0, missing(left), formats[.note]) }
    }

    static func formats(_ file: XLSXFile) throws -> [Style: UnsafeMutablePointer<lxw_format>] {
        var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
        for style in Style.allCases { formats[style] = try make(style, file) }
        return formats
    }

    private static func make(_ style: Style, _ file: XLSXFile) throws -> UnsafeMutablePointer<lxw_format> {
        let format = try file.addFormat()
        var size = 10.0, isBoxed = true
        var horizontal = LXW_ALIGN_LEFT
        switch style {
        case .title:
            (size, isBoxed) = (16, false)
            format_set_bold(format)
        case .note:
            isBoxed = false
            format_set_font_color(format, 0x595959)
        case .head:
            horizontal = LXW_ALIGN_CENTER
            format_set_bold(format)
            format_set_bg_color(format, 0xDCE6F1)
            format_set_text_wrap(format)
        case .text: format_set_text_wrap(format)
        case .centred: horizontal = LXW_ALIGN_CENTER
        case .bold: format_set_bold(format)
        case .count:
            horizontal = LXW_ALIGN_RIGHT
            format_set_num_format(format, "#,##0")
        case .score:
            horizontal = LXW_ALIGN_RIGHT
            format_set_num_format(format, "0.00##")
        case .percent:
            horizontal = LXW_ALIGN_RIGHT
            format_set_num_format(format, "0.0%")
        case .link:
            format_set_font_color(format, 0x1F4E9E)
            format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
            format_set_text_wrap(format)
        case .error: mark(format, 0xF8CBAD)
        case .warning: mark(format, 0xFFEB9C)
        case .hint: horizontal = LXW_ALIGN_CENTER
        case .clean: mark(format, 0xE2EFDA)
        case .unreadable: mark(format, 0xD9D9D9)
        }
        if [.error, .warning, .clean, .unreadable].contains(style) { horizontal = LXW_ALIGN_CENTER }
        format_set_font_name(format, "宋体")
        format_set_font_family(format, 0)
        format_set_font_size(format, size)
        if isBoxed {
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, 0xBFBFBF)
        }
        format_set_align(format, UInt8(horizontal.rawValue))
        if isBoxed, horizontal != LXW_ALIGN_CENTER { format_set_indent(format, 1) }
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        return format
    }

    private static func mark(_ format: UnsafeMutablePointer<lxw_format>, _ colour: UInt32) { format_set_bg_color(format, colour) }
}

private func worksheet_hide_gridlines(_ sheet: UnsafeMutablePointer<lxw_worksheet>) { worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue)) }

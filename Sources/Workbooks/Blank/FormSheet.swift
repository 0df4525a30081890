import BudgetModel
import CLibXLSXWriter
import Documents
import Quantities

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The looks of cells on a blank form.
enum FormStyle: Hashable, CaseIterable {
    case title, subtitle, label, head, block
    /// To be filled in: texts left, short values centred.
    case text, value, money
    /// Columns of a list: text as it is typed, days, amounts.
    case entry, entryDay, entryAmount
    /// Computed by the sheet.
    case computed, computedRate, computedScore
    /// Preset and not to be changed.
    case fixed
    case footer
    case plain, plainHead, check

    var isInput: Bool { self == .text || self == .value || self == .money }
}

/// A workbook of blank forms with its formats.
final class FormBook {
    let file: XLSXFile
    private var formats: [FormStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private(set) var warning: UnsafeMutablePointer<lxw_format>

    init() throws {
        file = try XLSXFile()
        warning = try file.addFormat()
        format_set_bg_color(warning, 0xFFB3B3)
        for style in FormStyle.allCases { formats[style] = try make(style) }
    }

    func format(_ style: FormStyle) -> UnsafeMutablePointer<lxw_format>? { formats[style] }

    private func make(_ style: FormStyle) throws -> UnsafeMutablePointer<lxw_format> {
        let format = try file.addFormat()
        var font = "宋体", size = 10.5, border = true, bold = false
        var horizontal = LXW_ALIGN_CENTER
        switch style {
        case .title: (font, size, border) = ("方正小标宋简体", 20, false)
        case .subtitle: (size, border) = (12, false)
        case .label, .block: break
        case .head: bold = true
        case .text:
            (font, horizontal) = ("仿宋", LXW_ALIGN_LEFT)
            format_set_indent(format, 1)
        case .value: font = "仿宋"
        case .entry:
            (font, border, horizontal) = ("仿宋", false, LXW_ALIGN_LEFT)
            format_set_num_format(format, "@")
        case .entryDay:
            (font, border) = ("仿宋", false)
            format_set_num_format(format, "yyyy-mm-dd")
        case .entryAmount:
            (font, border, horizontal) = ("仿宋", false, LXW_ALIGN_RIGHT)
            format_set_num_format(format, "#,##0.00####")
        case .money:
            font = "仿宋"
            format_set_num_format(format, "#,##0.00####")
        case .computed: break
        case .computedRate: format_set_num_format(format, "0.00%")
        case .computedScore: format_set_num_format(format, "0.00")
        case .fixed: break
        case .footer: (size, border, horizontal) = (8, false, LXW_ALIGN_LEFT)
        case .plain: (border, horizontal) = (false, LXW_ALIGN_LEFT)
        case .plainHead: (border, horizontal, bold, size) = (false, LXW_ALIGN_LEFT, true, 12)
        case .check: horizontal = LXW_ALIGN_LEFT
        }
        format_set_font_name(format, font)
        format_set_font_family(format, 0)
        format_set_font_size(format, size)
        if bold { format_set_bold(format) }
        if border { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        format_set_text_wrap(format)
        format_set_align(format, UInt8(horizontal.rawValue))
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        if style == .computed || style == .computedRate || style == .computedScore || style == .fixed { format_set_bg_color(format, 0xF2F2F2) }
        if style == .footer { format_set_font_color(format, 0x7F7F7F) }
        if style.isInput || style == .computedScore || style == .computedRate || style == .computed { format_set_unlocked(format) }
        return format
    }

    func addSheet(_ name: String) throws -> FormSheet { FormSheet(try file.addSheet(name), self, name: name) }
}

/// One sheet of a blank workbook; rows and columns count from 0.
final class FormSheet {
    let name: String
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let book: FormBook
    private var widths: [Int: Double] = [:]
    private var heights: [Int: Double] = [:]
    /// What texts that are filled in take, by row.
    private var needed: [Int: Double] = [:]

    fileprivate init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ book: FormBook, name: String) {
        self.sheet = sheet
        self.book = book
        self.name = name
    }

    private func row(_ index: Int) -> lxw_row_t { lxw_row_t(index) }
    private func column(_ index: Int) -> lxw_col_t { lxw_col_t(index) }

    static func a1(_ row: Int, _ column: Int) -> String { CellPosition(row: row, column: column).a1 }

    // MARK: Cells

    /// A text over one cell or, with `to`, over a merged block.
    func put(_ text: String, _ top: Int, _ left: Int, to end: (row: Int, column: Int)? = nil, _ style: FormStyle) {
        if let end, end != (top, left) {
            worksheet_merge_range(sheet, row(top), column(left), row(end.row), column(end.column), text, book.format(style))
        } else if text.isEmpty {
            worksheet_write_blank(sheet, row(top), column(left), book.format(style))
        } else {
            worksheet_write_string(sheet, row(top), column(left), text, book.format(style))
        }
        if style.isInput, end?.row ?? top == top { makeRoom(for: text, top, left...(end?.column ?? left)) }
    }

    /// Makes a row high enough for a text that is filled in: a program that opens the file does not do it for merged cells, nor where a height is given.
    private func makeRoom(for text: String, _ index: Int, _ columns: ClosedRange<Int>) {
        let room = columns.reduce(0) { $0 + (widths[$1] ?? 8) } - 2
        let lines = TextMeasure.lines(text, room: max(4, Int(room)))
        // A sheet has no rows above 409 points.
        let points = min(400, Double(lines * 15 + 6))
        guard lines > 1, points > needed[index] ?? 0 else { return }
        needed[index] = points
        if let height = heights[index], height < points { setHeight(index, height) }
    }

    func put(_ number: Double, _ top: Int, _ left: Int, _ style: FormStyle) {
        worksheet_write_number(sheet, row(top), column(left), number, book.format(style))
    }

    /// A number in digits: as a number where the sheet gives back the same digits, else as text; blank for nil.
    func put(_ number: ExactDecimal?, _ top: Int, _ left: Int, to end: (row: Int, column: Int)? = nil, _ style: FormStyle) {
        put("", top, left, to: end, style)
        guard let number else { return }
        // Fifteen digits are what a spreadsheet keeps of a number.
        let text = number.plain, digits = text.utf8.count { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        if digits <= 15, let layout = Double(text) { put(layout, top, left, style) } else { worksheet_write_string(sheet, row(top), column(left), text, book.format(style)) }
    }

    /// A formula that shows nothing on the blank form.
    func formula(_ text: String, _ top: Int, _ left: Int, to end: (row: Int, column: Int)? = nil, _ style: FormStyle, shows result: String = "") {
        if let end, end != (top, left) {
            worksheet_merge_range(sheet, row(top), column(left), row(end.row), column(end.column), "", book.format(style))
        }
        worksheet_write_formula_str(sheet, row(top), column(left), "=" + text, book.format(style), result)
    }

    // MARK: Layout

    func setWidths(_ widths: [Double]) {
        for (index, width) in widths.enumerated() {
            self.widths[index] = width
            worksheet_set_column(sheet, column(index), column(index), width, nil)
        }
    }

    /// The look of cells of a column that have none of their own.
    func setColumn(_ index: Int, width: Double, _ style: FormStyle) { worksheet_set_column(sheet, column(index), column(index), width, book.format(style)) }

    /// Rows that stay at the top.
    func freeze(rows: Int) { worksheet_freeze_panes(sheet, row(rows), 0) }

    /// Higher where what is filled in needs it.
    func setHeight(_ index: Int, _ points: Double) {
        heights[index] = max(points, needed[index] ?? 0)
        worksheet_set_row(sheet, row(index), heights[index] ?? points, nil)
    }

    /// A4, one page wide, `head` repeated on every page, page numbers below.
    ///
    /// - Parameter lastRow: nil for as many rows as are filled in.
    func setPrint(landscape: Bool, columns: Int, lastRow: Int?, head: ClosedRange<Int>?) {
        worksheet_set_paper(sheet, 9)
        if landscape { worksheet_set_landscape(sheet) } else { worksheet_set_portrait(sheet) }
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_margins(sheet, 0.6, 0.6, 0.7, 0.7)
        worksheet_center_horizontally(sheet)
        if let lastRow { worksheet_print_area(sheet, 0, 0, row(lastRow), column(columns - 1)) }
        if let head { worksheet_repeat_rows(sheet, row(head.lowerBound), row(head.upperBound)) }
        worksheet_set_footer(sheet, "&C&\"宋体\"&10第 &P 页，共 &N 页")
        // Rows that are still to be filled in keep their grid.
        worksheet_gridlines(sheet, UInt8((lastRow == nil ? LXW_SHOW_ALL_GRIDLINES : LXW_HIDE_ALL_GRIDLINES).rawValue))
    }

    func protect() { worksheet_protect(sheet, nil, nil) }
    func activate() { worksheet_activate(sheet) }

    // MARK: Checks

    /// A drop-down list; other entries are refused only where `isStrict`.
    func list(_ values: [String], _ top: Int, _ left: Int, bottom: Int? = nil, isStrict: Bool, hint: String? = nil) {
        var texts: [UnsafeMutablePointer<CChar>?] = values.map { strdup($0) }
        texts.append(nil)
        defer { texts.forEach { free($0) } }
        texts.withUnsafeMutableBufferPointer { texts in
            var rule = lxw_data_validation()
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            rule.value_list = texts.baseAddress
            apply(&rule, top, left, bottom ?? top, isStrict: isStrict, hint: hint, refusal: "请从下拉列表中选择。")
        }
    }

    /// A rule by formula; what breaks it is refused with `refusal`.
    func require(_ formula: String, _ top: Int, _ left: Int, bottom: Int? = nil, refusal: String, hint: String? = nil) {
        let text = strdup("=" + formula)
        defer { free(text) }
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
        rule.value_formula = text
        apply(&rule, top, left, bottom ?? top, isStrict: true, hint: hint, refusal: refusal)
    }

    /// A message shown while the cell is chosen.
    func hint(_ text: String, _ top: Int, _ left: Int, bottom: Int? = nil) {
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        apply(&rule, top, left, bottom ?? top, isStrict: false, hint: text, refusal: "")
    }

    private func apply(_ rule: inout lxw_data_validation, _ top: Int, _ left: Int, _ bottom: Int, isStrict: Bool, hint: String?, refusal: String) {
        let texts = [strdup("填报提示"), hint.map { strdup($0) } ?? nil, strdup("请核对"), strdup(refusal)]
        defer { texts.forEach { free($0) } }
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.show_error = UInt8((isStrict ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF).rawValue)
        if hint != nil {
            rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
            rule.input_title = texts[0]
            rule.input_message = texts[1]
        }
        if isStrict {
            rule.error_title = texts[2]
            rule.error_message = texts[3]
        }
        worksheet_data_validation_range(sheet, row(top), column(left), row(bottom), column(left), &rule)
    }

    /// Colours the block red while `formula` (for its first cell) holds.
    func warn(_ formula: String, _ top: Int, _ left: Int, to end: (row: Int, column: Int)? = nil) {
        let text = strdup("=" + formula)
        defer { free(text) }
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
        rule.value_string = text
        rule.format = book.warning
        let end = end ?? (top, left)
        worksheet_conditional_format_range(sheet, row(top), column(left), row(end.row), column(end.column), &rule)
    }
}

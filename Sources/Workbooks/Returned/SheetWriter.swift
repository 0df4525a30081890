import BudgetModel
import Quantities

/// A whole worksheet of our own: cells with formulas and their stored results, links, widths and print set-up.
struct SheetWriter {
    enum Value {
        case blank
        case text(String)
        case number(ExactDecimal)
        /// A formula whose result is a number; nil where it shows nothing yet.
        case formula(String, ExactDecimal?)
        case textFormula(String, String)
        /// A text that leads to a cell of this workbook.
        case link(String, CellRef)
    }

    struct Cell {
        var value: Value
        var style: StyleBook.Own
        /// A place whose format carries the colour of a finding.
        var severity: Severity?
        /// What the cell has for its fill, as `StyleBook.fill(ofFormat:)` gives it, instead of a style of ours.
        var fill: String?

        init(_ value: Value, _ style: StyleBook.Own, severity: Severity? = nil) {
            self.value = value
            self.style = style
            self.severity = severity
        }

        init(fill: String) {
            self.init(.blank, .noteText)
            self.fill = fill
        }
    }

    var widths: [Int]
    private(set) var rows: [(cells: [Cell?], height: Int)] = []
    private var merges: [CellRange] = []
    /// Rows that stay in sight when the sheet is scrolled and are printed on every page.
    var frozenRows = 0
    var filter: CellRange?
    /// Whether a column behind the last one keeps what nobody has to see.
    var hasHiddenColumn = false

    init(widths: [Int]) { self.widths = widths }

    var nextRow: Int { rows.count }

    /// Adds a row as tall as its longest wrapped text.
    mutating func add(_ cells: [Cell?], leastHeight: Int = 18) {
        var lines = 1
        for (column, cell) in cells.enumerated() where column < widths.count {
            switch cell?.value {
            case .text(let text), .link(let text, _): lines = max(lines, TextMeasure.lines(text, room: max(widths[column] - 1, 2)))
            case .blank, .number, .formula, .textFormula, nil: continue
            }
        }
        rows.append((cells, min(max(lines * 14 + 4, leastHeight), 400)))
    }

    /// Adds a row whose one text runs over all columns.
    mutating func add(across text: String, _ style: StyleBook.Own, leastHeight: Int = 16) {
        let row = rows.count
        let room = widths.reduce(0, +)
        rows.append(([Cell(.text(text), style)], min(max(TextMeasure.lines(text, room: room - 2) * (style == .title ? 24 : 14) + 2, leastHeight), 400)))
        merges.append(CellRange(top: row, left: 0, bottom: row, right: widths.count - 1))
    }

    /// The part, with formats taken from `styles`.
    func part(_ styles: inout StyleBook, isStrict: Bool) -> [UInt8] {
        let space = isStrict ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"\(space)\">"
        text += "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
        let last = CellPosition(row: max(rows.count - 1, 0), column: widths.count - (hasHiddenColumn ? 0 : 1))
        text += "<dimension ref=\"A1:\(last.a1)\"/><sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\">"
        if frozenRows > 0 {
            let corner = CellPosition(row: frozenRows, column: 0).a1
            text += "<pane ySplit=\"\(frozenRows)\" topLeftCell=\"\(corner)\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            text += "<selection pane=\"bottomLeft\" activeCell=\"\(corner)\" sqref=\"\(corner)\"/>"
        }
        text += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
        for (index, width) in widths.enumerated() {
            text += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width).7109375\" customWidth=\"1\"/>"
        }
        if hasHiddenColumn { text += "<col min=\"\(widths.count + 1)\" max=\"\(widths.count + 1)\" width=\"9\" hidden=\"1\" customWidth=\"1\"/>" }
        text += "</cols><sheetData>"
        var links: [(CellPosition, CellRef, String)] = []
        for (index, row) in rows.enumerated() {
            text += "<row r=\"\(index + 1)\" ht=\"\(row.height)\" customHeight=\"1\">"
            for (column, cell) in row.cells.enumerated() {
                guard let cell else { continue }
                let position = CellPosition(row: index, column: column)
                if let fill = cell.fill {
                    if let format = styles.keeping(fill: fill) { text += Self.cell(position, .blank, format) }
                    continue
                }
                let own = styles.index(cell.style)
                let format = cell.severity.map { styles.colouredOwn(cell.style, $0) } ?? own
                text += Self.cell(position, cell.value, format)
                if case .link(let shown, let target) = cell.value { links.append((position, target, shown)) }
            }
            text += "</row>"
        }
        text += "</sheetData>"
        if let filter { text += "<autoFilter ref=\"\(filter.a1)\"/>" }
        if !merges.isEmpty {
            text += "<mergeCells count=\"\(merges.count)\">" + merges.map { "<mergeCell ref=\"\($0.a1)\"/>" }.joined() + "</mergeCells>"
        }
        if !links.isEmpty {
            text += "<hyperlinks>"
            for (position, target, shown) in links {
                let address = Self.quotedSheet(target.sheet) + "!" + target.a1
                text += "<hyperlink ref=\"\(position.a1)\" location=\"\(Markup.quoted(address))\" display=\"\(Markup.quoted(shown))\"/>"
            }
            text += "</hyperlinks>"
        }
        text += "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
        text += "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
        text += "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>"
        return Array(text.utf8)
    }

    private static func cell(_ position: CellPosition, _ value: Value, _ format: Int) -> String {
        switch value {
        case .blank: return "<c r=\"\(position.a1)\" s=\"\(format)\"/>"
        case .text(let text), .link(let text, _): return SheetPatch.textCell(position, text, format, "")
        case .number(let number): return "<c r=\"\(position.a1)\" s=\"\(format)\"><v>\(number.plain)</v></c>"
        case .formula(let formula, let result?):
            return "<c r=\"\(position.a1)\" s=\"\(format)\"><f>\(Markup.escaped(formula))</f><v>\(result.plain)</v></c>"
        case .formula(let formula, nil):
            return "<c r=\"\(position.a1)\" s=\"\(format)\" t=\"str\"><f>\(Markup.escaped(formula))</f><v></v></c>"
        case .textFormula(let formula, let result):
            return "<c r=\"\(position.a1)\" s=\"\(format)\" t=\"str\"><f>\(Markup.escaped(formula))</f><v>\(Markup.escaped(result))</v></c>"
        }
    }

    /// A sheet name as formulas and links write it.
    static func quotedSheet(_ name: String) -> String { "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'" }
}

import BudgetModel
import Quantities

/// Reads workbooks in the XML of Excel 2003, which report servers like to save under `.xls`.
///
/// - Source: XML Spreadsheet Reference (Office 2003).
enum SpreadsheetXMLReader {
    /// - Parameter utf8: the file in UTF-8, whatever its XML declaration says.
    static func read(utf8: [UInt8], limits: ReadLimits) throws(DocumentError) -> Document {
        guard utf8.count <= limits.textBytes * 2 else { throw .fileTooLarge }
        let visitor = SpreadsheetXML(limits)
        let stream = XMLStream(limits: limits, deadline: Deadline(seconds: limits.seconds))
        try stream.read(withoutDeclaration(utf8), visitor)
        guard !visitor.grids.isEmpty else { throw .noSheets }
        return Document(format: .xls, grids: visitor.grids)
    }

    /// The text was decoded already, so the encoding it declares no longer holds.
    private static func withoutDeclaration(_ utf8: [UInt8]) -> [UInt8] {
        guard let start = utf8.firstIndex(of: UInt8(ascii: "<")) else { return utf8 }
        guard utf8[start...].starts(with: Array("<?xml ".utf8)), let end = utf8[start...].firstIndex(of: UInt8(ascii: ">")) else { return Array(utf8[start...]) }
        return Array(utf8[(end + 1)...])
    }
}

private final class SpreadsheetXML: XMLVisitor {
    private(set) var grids: [Grid] = []

    private var budget: ReadBudget
    private var builder: GridBuilder?
    private var formats: [String: CellFormat] = [:]
    private var style: String?
    private var dates = CalendarDay.DateSystem.from1900
    private var row = -1
    private var rowSpan = 0
    private var column = -1
    private var columnElement = -1
    private var cellFormat = CellFormat()
    private var isFormula = false
    private var type = ""
    private var isInCell = false
    private var asides = 0
    private var option = -1

    private static let data = 0, cell = 1, row = 2, column = 3, style = 4, numberFormat = 5, worksheet = 6, comment = 7, phonetic = 8, visible = 9, date1904 = 10
    private static let elements = XMLNames(
        ["Data", "Cell", "Row", "Column", "Style", "NumberFormat", "Worksheet", "Comment", "PhoneticText", "Visible", "Date1904"],
        in: ["urn:schemas-microsoft-com:office:spreadsheet", "urn:schemas-microsoft-com:office:excel"])
    override var names: XMLNames { Self.elements }

    init(_ limits: ReadLimits) {
        budget = ReadBudget(limits)
        super.init(part: "Workbook")
    }

    private func attempt(_ body: () throws(DocumentError) -> Void) {
        do throws(DocumentError) { try body() } catch { failure = error }
    }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        attempt { () throws(DocumentError) in
            try budget.spend()
            switch tag {
            case Self.style: style = attributes.string("ID")
            case Self.numberFormat:
                if let style, let code = attributes.string("Format") { formats[style] = Self.format(code) }
            case Self.worksheet:
                guard grids.count < budget.limits.sheets else { throw .tooManySheets }
                builder = GridBuilder(name: attributes.string("Name") ?? "")
                row = -1
                rowSpan = 0
                columnElement = -1
            case Self.column: startColumn(attributes)
            case Self.row: try startRow(attributes)
            case Self.cell: try startCell(attributes)
            case Self.comment, Self.phonetic: asides += 1
            case Self.data where isInCell && asides == 0:
                type = attributes.string("Type") ?? "String"
                text.clear()
                isCollecting = true
            case Self.visible:
                text.clear()
                isCollecting = true
            case Self.date1904: dates = .from1904
            default: break
            }
        }
    }

    override func end(_ tag: Int) {
        attempt { () throws(DocumentError) in
            switch tag {
            case Self.data where isInCell && asides == 0:
                isCollecting = false
                try addCell()
            case Self.cell: isInCell = false
            case Self.comment, Self.phonetic: asides = max(0, asides - 1)
            case Self.visible:
                isCollecting = false
                if text.bytes.spells("SheetHidden") || text.bytes.spells("SheetVeryHidden") { builder?.grid.isHidden = true }
            case Self.style: style = nil
            case Self.worksheet:
                guard var sheet = builder else { return }
                builder = nil
                grids.append(try sheet.finish(&budget))
            default: break
            }
        }
    }

    private func startColumn(_ attributes: XMLAttributes) {
        columnElement = attributes.integer("Index").map { $0 - 1 } ?? columnElement + 1
        let last = min(columnElement + (attributes.integer("Span") ?? 0), budget.limits.columns)
        if attributes.isHidden, columnElement >= 0, columnElement <= last { builder?.grid.hiddenColumns.formUnion(columnElement...last) }
        columnElement = last
    }

    private func startRow(_ attributes: XMLAttributes) throws(DocumentError) {
        row = attributes.integer("Index").map { $0 - 1 } ?? row + 1 + rowSpan
        rowSpan = attributes.integer("Span") ?? 0
        column = -1
        guard row >= 0, row + rowSpan < budget.limits.rows else { throw .tooManyRows }
        if attributes.isHidden {
            try budget.spend(steps: rowSpan)
            builder?.grid.hiddenRows.formUnion(row...(row + rowSpan))
        }
    }

    private func startCell(_ attributes: XMLAttributes) throws(DocumentError) {
        column = attributes.integer("Index").map { $0 - 1 } ?? column + 1
        guard row >= 0, column >= 0, column < budget.limits.columns else { throw .badReference(part: part) }
        isInCell = true
        isFormula = attributes["Formula"] != nil
        cellFormat = attributes.string("StyleID").flatMap { formats[$0] } ?? CellFormat()
        let across = attributes.integer("MergeAcross") ?? 0
        let down = attributes.integer("MergeDown") ?? 0
        start = CellPosition(row: row, column: column)
        guard across > 0 || down > 0 else { return }
        guard column + across < budget.limits.columns, row + down < budget.limits.rows else { throw .badReference(part: part) }
        builder?.grid.merges.append(CellRange(top: row, left: column, bottom: row + down, right: column + across))
        column += across
    }
    private var start = CellPosition(row: 0, column: 0)

    private func addCell() throws(DocumentError) {
        let written = text.workbookString
        guard !written.isEmpty else { return }
        try budget.spendCell()
        let value: CellValue
        let shown: String
        switch type {
        case "Number":
            if let number = WorkbookNumber(text.bytes) { (value, shown) = number.cell(cellFormat, dates) } else { (value, shown) = (.text(written), written) }
        case "DateTime": (value, shown) = Self.day(written)
        case "Boolean":
            let isTrue = written == "1" || written.lowercased() == "true"
            (value, shown) = (.boolean(isTrue), isTrue ? "TRUE" : "FALSE")
        case "Error": (value, shown) = (.error(written), written)
        default: (value, shown) = (.text(written), written)
        }
        builder?.add(GridCell(position: start, value: value, shown: shown, isFormula: isFormula))
    }

    /// `2023-12-20T00:00:00.000`; a bare time of day stands on the day 0 of the workbook's count.
    private static func day(_ written: String) -> (CellValue, String) {
        let parts = written.split(separator: "T", maxSplits: 1)
        let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3, let day = try? CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]) else { return (.text(written), written) }
        if day.year < 1900 || day.iso == "1899-12-31", parts.count == 2 {
            let clock = String(parts[1].prefix(5))
            return (.text(clock), clock)
        }
        return (.day(day), day.iso)
    }

    private static func format(_ code: String) -> CellFormat {
        switch code {
        case "Percent": CellFormat(.percent)
        case "General", "General Number", "Fixed", "Standard", "Scientific", "Currency", "Euro Currency", "Yes/No", "True/False", "On/Off": CellFormat()
        case "General Date", "Short Date", "Medium Date", "Long Date": CellFormat(.date)
        case "Short Time", "Medium Time", "Long Time": CellFormat(.time)
        default: CellFormat(code: code)
        }
    }
}

extension XMLAttributes {
    fileprivate var isHidden: Bool { self["Hidden"].map { $0.spells("1") } ?? false }
}

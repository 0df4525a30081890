import BudgetModel
import Quantities

/// One `xl/worksheets/sheetN.xml`: cells, merges, hidden rows and columns.
///
/// Merged blocks stay two corners and rows without cells leave nothing behind, so a sheet costs
/// what its cells hold and not what it spans.
final class SheetPart: XMLVisitor {
    private(set) var notes: [Wording] = []

    private let name: String
    private let strings: [String]
    private let formats: [CellFormat]
    private let dateSystem: CalendarDay.DateSystem
    private let definedNames: Set<String>
    private let limits: ReadLimits
    private let cellsBefore: Int

    // Unchecked, since no event of a part nests in another; the check took a tenth of the time of a cell.
    @exclusivity(unchecked) private var cells: [GridCell] = []
    private var merges: [CellRange] = []
    private var hiddenRows: [Int] = []
    private var hiddenColumns: [(first: Int, last: Int)] = []
    private var isOrdered = true

    private var rowCount = 0
    private var row = -1
    private var column = -1

    // The cell being read.
    private enum Kind { case number, shared, inline, string, boolean, error, day }
    private enum Held { case nothing, value, inline }
    private var kind = Kind.number
    private var style = -1
    private var hasFormula = false
    private let formula = TextCollector()
    private var held = Held.nothing
    private var rich = RichText()

    private var unstored: [CellPosition] = []
    private var unstoredCount = 0
    private var dangling: [CellPosition] = []
    private var danglingCount = 0

    private enum Tag {
        static let c = 0, v = 1, t = 2, `is` = 3, row = 4, f = 5, mergeCell = 6, r = 7, rFont = 8, rPh = 9, col = 10, mergeCells = 11
    }
    private static let elements = XMLNames(
        ["c", "v", "t", "is", "row", "f", "mergeCell", "r", "rFont", "rPh", "col", "mergeCells"], in: spreadsheetNamespaces)
    override var names: XMLNames { Self.elements }

    init(
        part: String, name: String, strings: [String], formats: [CellFormat], workbook: WorkbookPart, limits: ReadLimits,
        cellsBefore: Int
    ) {
        self.name = name
        self.strings = strings
        self.formats = formats
        dateSystem = workbook.dateSystem
        definedNames = workbook.definedNames
        self.limits = limits
        self.cellsBefore = cellsBefore
        super.init(part: part)
        cells.reserveCapacity(192)
    }

    deinit { formula.deallocate() }

    // MARK: - Events

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        switch tag {
        case Tag.c: startCell(attributes)
        case Tag.v:
            text.clear()
            held = .value
            isCollecting = true
        case Tag.t:
            if held == .inline { isCollecting = rich.startText(text, attributes) }
        case Tag.is:
            rich.startItem(text)
            held = .inline
        case Tag.row: startRow(attributes)
        case Tag.f:
            hasFormula = true
            text.clear()
            isCollecting = true
        case Tag.mergeCell: startMerge(attributes)
        case Tag.r: rich.startRun()
        case Tag.rFont: rich.setFont(attributes)
        case Tag.rPh: rich.startPhonetic()
        case Tag.col:
            if attributes.isOn("hidden"), let first = attributes.integer("min"), let last = attributes.integer("max"), first >= 1,
                last >= first
            {
                hiddenColumns.append((first - 1, min(last, limits.columns) - 1))
                if hiddenColumns.count > limits.rows { failure = .tooManyRows }
            }
        default: break
        }
    }

    override func end(_ tag: Int) {
        switch tag {
        case Tag.c: endCell()
        case Tag.v: isCollecting = false
        case Tag.t:
            if isCollecting, held == .inline { rich.endText(text) }
            isCollecting = false
        case Tag.f:
            isCollecting = false
            formula.clear()
            formula.append(text.bytes)
            text.clear()
        case Tag.rPh: rich.endPhonetic()
        // What follows are checks, print set-up and drawings.
        case Tag.mergeCells: isDone = true
        default: break
        }
    }

    private func startRow(_ attributes: XMLAttributes) {
        rowCount += 1
        guard rowCount <= limits.rows else {
            failure = .tooManyRows
            return
        }
        var number = row + 1
        var isHidden = false
        for index in 0..<attributes.count {
            let name = attributes.name(index)
            if name.spells("r") {
                guard let written = attributes.value(index).integer, written >= 1, written <= Self.maximumRows else {
                    failure = .badReference(part: part)
                    return
                }
                number = written - 1
            } else if name.spells("hidden") {
                isHidden = attributes.value(index).isOn
            }
        }
        guard number < Self.maximumRows else {
            failure = .tooManyRows
            return
        }
        row = number
        column = -1
        if isHidden { hiddenRows.append(row) }
    }

    private func startCell(_ attributes: XMLAttributes) {
        kind = .number
        style = -1
        hasFormula = false
        held = .nothing
        column += 1
        for index in 0..<attributes.count {
            let name = attributes.name(index)
            guard name.count == 1 else { continue }
            switch name[0] {
            case UInt8(ascii: "r"):
                guard let place = Self.position(attributes.value(index)) else {
                    failure = .badReference(part: part)
                    return
                }
                row = place.row
                column = place.column
            case UInt8(ascii: "s"): style = attributes.value(index).integer ?? -1
            case UInt8(ascii: "t"): kind = Self.kind(attributes.value(index))
            default: continue
            }
        }
        // Cells may stand without a row's number when the sheet was written by hand.
        if row < 0 { row = 0 }
        if column >= limits.columns { failure = .badReference(part: part) }
    }

    private static let maximumRows = 1_048_576

    private static func kind(_ name: UnsafeBufferPointer<UInt8>) -> Kind {
        guard let first = name.first else { return .number }
        switch first {
        case UInt8(ascii: "s"): return name.count == 1 ? .shared : .string
        case UInt8(ascii: "i"): return .inline
        case UInt8(ascii: "b"): return .boolean
        case UInt8(ascii: "e"): return .error
        case UInt8(ascii: "d"): return .day
        default: return .number
        }
    }

    /// A place in A1 style, at most XFD1048576.
    static func position(_ bytes: UnsafeBufferPointer<UInt8>) -> CellPosition? {
        var column = 0
        var row = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte - 64)
            case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0: column = column * 26 + Int(byte - 96)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte - 48)
            case UInt8(ascii: "$"): continue
            default: return nil
            }
            guard column <= 16_384, row <= maximumRows else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        return CellPosition(row: row - 1, column: column - 1)
    }

    private func startMerge(_ attributes: XMLAttributes) {
        guard let reference = attributes["ref"] else { return }
        let corners = reference.split(separator: UInt8(ascii: ":"), maxSplits: 1)
        guard let first = corners.first.flatMap({ Self.position(UnsafeBufferPointer(rebasing: $0)) }),
            let last = corners.last.flatMap({ Self.position(UnsafeBufferPointer(rebasing: $0)) })
        else {
            failure = .badReference(part: part)
            return
        }
        guard first != last else { return }
        guard merges.count < limits.cells else {
            failure = .tooManyCells
            return
        }
        merges.append(
            CellRange(
                top: min(first.row, last.row), left: min(first.column, last.column), bottom: max(first.row, last.row),
                right: max(first.column, last.column)))
    }

    // MARK: - Values

    private func endCell() {
        let value: CellValue
        let shown: String
        let position = CellPosition(row: row, column: column)
        if held == .nothing || (held == .value && text.isEmpty) {
            guard hasFormula, kind != .string, let written = formulaWithoutResult(at: position) else { return }
            value = .text(written)
            shown = written
            hasFormula = false
        } else if held == .inline {
            shown = text.workbookString
            value = .text(shown)
        } else {
            switch kind {
            case .number: (value, shown) = numberCell()
            case .shared:
                guard let index = text.bytes.integer, index < strings.count else {
                    danglingCount += 1
                    if dangling.count < 10 { dangling.append(position) }
                    return
                }
                shown = strings[index]
                value = .text(shown)
            case .inline, .string:
                shown = text.workbookString
                value = .text(shown)
            case .boolean:
                let isTrue = text.bytes.spells("1") || text.bytes.spells("true") || text.bytes.spells("TRUE")
                value = .boolean(isTrue)
                shown = isTrue ? "TRUE" : "FALSE"
            case .error:
                shown = text.string
                value = .error(shown)
            case .day:
                shown = text.string
                value = Self.isoDay(text.bytes).map { .day($0) } ?? .text(shown)
            }
        }
        if shown.isEmpty { return }
        if let last = cells.last, last.position >= position { isOrdered = false }
        guard cellsBefore + cells.count < limits.cells else {
            failure = .tooManyCells
            return
        }
        cells.append(GridCell(position: position, value: value, shown: shown, isFormula: hasFormula))
    }

    /// What a clerk wrote behind an equals sign; nil, and a note to come, when it is a computation.
    private func formulaWithoutResult(at position: CellPosition) -> String? {
        let written = formula.workbookString
        if !written.isEmpty, !FormulaText.computes(written, definedNames: definedNames) { return "=" + written }
        unstoredCount += 1
        if unstored.count < 10 { unstored.append(position) }
        return nil
    }

    private func numberCell() -> (CellValue, String) {
        let format = style >= 0 && style < formats.count ? formats[style] : CellFormat()
        guard let number = WorkbookNumber(text.bytes) else {
            let raw = text.workbookString
            return (.text(raw), raw)
        }
        return number.cell(format, dateSystem)
    }

    private static func isoDay(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
        guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = UnsafeBufferPointer(rebasing: bytes[0..<4]).integer,
            let month = UnsafeBufferPointer(rebasing: bytes[5..<7]).integer, let day = UnsafeBufferPointer(rebasing: bytes[8..<10]).integer
        else { return nil }
        return try? CalendarDay(year: year, month: month, day: day)
    }

    // MARK: - Result

    /// The sheet as read; call it once, after reading.
    func grid() throws(DocumentError) -> Grid {
        if !isOrdered { order() }
        if !merges.isEmpty { try dropCovered() }
        notes = [formulaNote, danglingNote].compactMap(\.self)
        let lastRow = max(cells.last?.position.row ?? -1, -1)
        var lastColumn = -1
        if !hiddenColumns.isEmpty { for cell in cells { lastColumn = max(lastColumn, cell.position.column) } }
        return Grid(
            name: name, cells: cells, merges: merges, hiddenRows: Set(hiddenRows.lazy.filter { $0 <= lastRow }),
            hiddenColumns: columns(upTo: lastColumn))
    }

    /// Leaves out what merged blocks cover, as no program shows it.
    private func dropCovered() throws(DocumentError) {
        merges.sort { $0.topLeft < $1.topLeft }
        let lastColumn = cells.lazy.map(\.position.column).max() ?? -1
        guard lastColumn >= 0 else { return }
        /// The last row that blocks cover in each column, for the blocks that begin at or before the cell at hand.
        var covered = [Int](repeating: -1, count: lastColumn + 1)
        var next = 0
        var work = 0
        var hides = false
        var kept: [Int] = []
        kept.reserveCapacity(cells.count)
        for index in cells.indices {
            let position = cells[index].position
            let hiddenBefore = covered[position.column] >= position.row
            var begins = false
            while next < merges.count, merges[next].topLeft <= position {
                let merge = merges[next]
                next += 1
                begins = merge.topLeft == position
                guard merge.left <= lastColumn else { continue }
                for column in merge.left...min(merge.right, lastColumn) { covered[column] = max(covered[column], merge.bottom) }
                work += merge.right - merge.left
                guard work < 100_000_000 else { throw .tooManyCells }
            }
            if hiddenBefore || (covered[position.column] >= position.row && !begins) { hides = true } else { kept.append(index) }
        }
        if hides { cells = kept.map { cells[$0] } }
    }

    /// Hidden columns within the used area; columns hidden to the right of it hide nothing.
    private func columns(upTo last: Int) -> Set<Int> {
        guard last >= 0 else { return [] }
        var change = [Int](repeating: 0, count: last + 2)
        for range in hiddenColumns where range.first <= last {
            change[range.first] += 1
            change[min(range.last, last) + 1] -= 1
        }
        var hidden: Set<Int> = []
        var depth = 0
        for column in 0...last {
            depth += change[column]
            if depth > 0 { hidden.insert(column) }
        }
        return hidden
    }

    /// Puts cells in order; of two at one place the later counts, as when a program reads on.
    private func order() {
        let sorted = cells.enumerated().sorted { left, right in
            left.element.position != right.element.position
                ? left.element.position < right.element.position : left.offset < right.offset
        }
        cells.removeAll(keepingCapacity: true)
        for (_, cell) in sorted {
            if cells.last?.position == cell.position { cells.removeLast() }
            cells.append(cell)
        }
    }

    private var formulaNote: Wording? {
        guard unstoredCount > 0 else { return nil }
        let places = unstored.map(\.a1)
        let more = unstoredCount > places.count
        let title = DocumentError.printable(name)
        return Wording(
            zh: "工作表“\(title)”的 \(places.joined(separator: "、"))\(more ? " 等 \(unstoredCount) 个单元格" : "")是公式，但文件里没有保存计算结果，按空白处理：请用 Excel 或 WPS 打开并保存一次后再试。",
            en: "Sheet “\(title)”: \(places.joined(separator: ", "))\(more ? " and others, \(unstoredCount) in all," : "") hold formulas without a stored value and count as blank: open the file once in Excel or WPS, save it, then try again.")
    }

    private var danglingNote: Wording? {
        guard danglingCount > 0 else { return nil }
        let places = dangling.map(\.a1)
        let more = danglingCount > places.count
        let title = DocumentError.printable(name)
        return Wording(
            zh: "工作表“\(title)”的 \(places.joined(separator: "、"))\(more ? " 等 \(danglingCount) 个单元格" : "")引用了文件中不存在的文字，按空白处理：请核对原表，用 Excel 或 WPS 重新保存后再试。",
            en: "Sheet “\(title)”: \(places.joined(separator: ", "))\(more ? " and others, \(danglingCount) in all," : "") refer to text that is not in the file and count as blank: compare with the original, save it anew in Excel or WPS, then try again.")
    }
}

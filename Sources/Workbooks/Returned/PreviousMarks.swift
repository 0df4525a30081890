package import BudgetModel
import Documents
import Quantities

/// The marks of an earlier run in a workbook that was handed back, corrected and handed in again.
struct PreviousMarks {
    /// By sheet, the cells that were coloured, with the cell of the list that keeps the fill each had before.
    private(set) var cells: [String: [CellPosition: CellPosition]] = [:]
    /// By sheet, the column of findings.
    private(set) var columns: [String: Int] = [:]
    /// By sheet, the rows in which that column says something of ours.
    private(set) var rows: [String: Set<Int>] = [:]
    /// The first sheet of each kind is written again; copies that somebody made are left alone.
    private(set) var scoreSheet: String?
    private(set) var listSheet: String?
    /// What the unit wrote beside the findings of the list.
    private(set) var comments: [UnitComment] = []
    /// Every sheet that Jixiao wrote, those of a blank form too.
    private(set) var sheets: [String] = []

    var isEmpty: Bool { sheets.isEmpty && columns.isEmpty }

    static let heads = ["校验结果", "Findings"]
    static let scoreNames = ["评分核对", "Scores"]
    static let listNames = ["问题清单", "Findings"]

    init() {}

    init(_ document: Document) {
        var lists: [(Grid, Int, OwnSheet.FindingColumns)] = []
        var others: [Grid] = []
        for grid in document.grids {
            switch OwnSheet(grid) {
            case .scores: scoreSheet = scoreSheet ?? grid.name
            case .findings(let headRow, let columns):
                listSheet = listSheet ?? grid.name
                lists.append((grid, headRow, columns))
            case .check, .instructions: break
            case nil:
                others.append(grid)
                continue
            }
            sheets.append(grid.name)
        }
        let wasReturned = scoreSheet != nil || listSheet != nil
        for grid in others {
            guard let (column, rows) = Self.column(of: grid, wasReturned: wasReturned) else { continue }
            columns[grid.name] = column
            self.rows[grid.name] = rows
        }
        if let (list, headRow, place) = lists.first { readList(list, headRow, place, others) }
    }

    /// What the list of findings says was coloured. A sheet that has got another name since is the one
    /// with a column of findings that no entry names.
    private mutating func readList(_ list: Grid, _ headRow: Int, _ place: OwnSheet.FindingColumns, _ others: [Grid]) {
        let texts = Dictionary(list.cells.map { ($0.position, $0.shown) }) { first, _ in first }
        func at(_ row: Int, _ column: Int) -> String { texts[CellPosition(row: row, column: column)] ?? "" }
        var named: [String: [CellPosition: CellPosition]] = [:]
        for row in headRow + 1..<max(headRow + 1, (list.cells.last?.position.row ?? 0) + 1) {
            guard let cell = CellPosition(a1: at(row, place.cell)), !at(row, place.sheet).isEmpty else { continue }
            named[at(row, place.sheet), default: [:]][cell] = CellPosition(row: row, column: place.fill)
        }
        let present = Set(others.map(\.name))
        let lost = named.keys.filter { !present.contains($0) }, unnamed = columns.keys.filter { named[$0] == nil }
        let isRenamed = lost.count == 1 && unnamed.count == 1
        if isRenamed, let cells = named.removeValue(forKey: lost[0]) { named[unnamed[0]] = cells }
        cells = named
        readComments(list, headRow, place, at) { isRenamed && $0 == lost[0] ? unnamed[0] : $0 }
    }

    /// The unit's words, with the code and cell of the finding they stand beside.
    private mutating func readComments(
        _ list: Grid, _ headRow: Int, _ place: OwnSheet.FindingColumns, _ at: (Int, Int) -> String, sheet: (String) -> String
    ) {
        guard let column = place.comment else { return }
        for cell in list.cells where cell.position.column == column && cell.position.row > headRow {
            let text = String(cell.shown.trimmingPrefix { $0.isWhitespace }), code = at(cell.position.row, place.code)
            guard text.contains(where: { !$0.isWhitespace }), Self.isCode(code) else { continue }
            let position = CellPosition(a1: at(cell.position.row, place.cell))
            comments.append(
                UnitComment(
                    code: code, at: position.map { CellRef(sheet: sheet(at(cell.position.row, place.sheet)), position: $0) }, text: text,
                    source: "\(list.name)!\(cell.position.a1)"))
        }
    }

    /// `E03`.
    private static func isCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 3 && (0x41...0x5A).contains(bytes[0]) && bytes[1...].allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The column whose head is ours and whose lines are findings.
    private static func column(of grid: Grid, wasReturned: Bool) -> (column: Int, rows: Set<Int>)? {
        for head in grid.cells.reversed() where isHead(head.shown) {
            let below = grid.cells.filter { $0.position.column == head.position.column && $0.position.row > head.position.row }
            let lines = below.filter { isLine($0.shown) }
            // All corrected: a head alone at the right edge of a workbook that bears our sheets.
            let isAlone = below.isEmpty && wasReturned && !grid.cells.contains { $0.position.column > head.position.column }
            guard !lines.isEmpty || head.shown.contains("\n[") || isAlone else { continue }
            return (head.position.column, Set(lines.map(\.position.row) + [head.position.row]))
        }
        return nil
    }

    private static func isHead(_ text: String) -> Bool {
        // The first bytes of the two heads; comparing Chinese text is slow.
        guard let first = text.utf8.first, first == 0xE6 || first == 0x46, text.utf8.starts(with: heads[first == 0xE6 ? 0 : 1].utf8) else { return false }
        return heads.contains { head in text.hasPrefix(head) && (text.utf8.count == head.utf8.count || text.utf8.dropFirst(head.utf8.count).first == 0x0A) }
    }

    /// `[A05 错误] B3：…`
    private static func isLine(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(6))
        return bytes.count == 6 && bytes[0] == UInt8(ascii: "[") && (0x41...0x5A).contains(bytes[1]) && (0x30...0x39).contains(bytes[2])
            && (0x30...0x39).contains(bytes[3]) && bytes[4] == UInt8(ascii: " ") && text.contains("]")
    }
}

extension ReturnedWorkbook {
    /// A document without what Jixiao wrote into it: the sheets and columns of findings of an earlier run,
    /// the checks and instructions of a blank form.
    ///
    /// To be read instead of the document, so that a returned workbook can be corrected and handed in again.
    /// A sentence of the reader about one of those sheets goes with it.
    ///
    /// - Returns: `wasReturned` says whether there were marks of an earlier run, `comments` what the unit wrote beside them.
    package static func withoutMarks(_ document: Document) -> (document: Document, wasReturned: Bool, comments: [UnitComment]) {
        switch document.format {
        case .xlsx, .xls, .html: break
        case .docx, .csv, .text: return (document, false, [])
        }
        let marks = PreviousMarks(document)
        guard !marks.isEmpty, marks.sheets.count < document.grids.count else { return (document, false, []) }
        var result = document
        result.grids.removeAll { marks.sheets.contains($0.name) }
        result.notes.removeAll { note in marks.sheets.contains { note.zh.contains("工作表“\($0)”") } }
        for index in result.grids.indices {
            let name = result.grids[index].name
            guard let column = marks.columns[name], let rows = marks.rows[name] else { continue }
            result.grids[index].cells.removeAll { $0.position.column == column && rows.contains($0.position.row) }
        }
        let wasReturned = marks.scoreSheet != nil || marks.listSheet != nil || !marks.columns.isEmpty
        if wasReturned {
            result.notes.append(
                Wording(
                    zh: "文件里有上次校验写入的内容（工作表“评分核对”“问题清单”、“校验结果”列），已略过，只读表格本身。",
                    en: "The file holds what an earlier check wrote into it (scores, list and column of findings); it was left out and only the form was read."))
        }
        return (result, wasReturned, marks.comments)
    }
}

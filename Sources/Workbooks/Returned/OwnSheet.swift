import BudgetModel

/// A sheet that Jixiao wrote, known by the heads it bears whatever the user has called it.
///
/// Custom properties and defined names are lost in some programs and say nothing of a sheet that was
/// copied into another workbook; the heads stay as long as the sheet can be read at all.
enum OwnSheet: Hashable {
    /// 评分核对 of a returned workbook.
    case scores
    /// 问题清单 of a returned workbook; the row of its heads and, by head, the columns.
    case findings(headRow: Int, columns: FindingColumns)
    /// 填报检查 of a blank form.
    case check
    /// 填报说明 of a blank form.
    case instructions

    struct FindingColumns: Hashable {
        var sheet: Int
        var cell: Int
        var fill: Int
    }

    /// Heads that stand in one row, in both languages.
    private static let scoreHeads: [Set<String>] = [["自评得分", "核算得分", "差额", "位置"], ["Stated", "Computed", "Difference", "Cell"]]
    private static let findingHeads: [Set<String>] = [
        ["级别", "代码", "工作表", "单元格", "问题", "依据"], ["Severity", "Code", "Sheet", "Cell", "Finding", "Basis"],
    ]

    /// As bytes, because texts of other alphabets than Latin are slow to hash and compare, and every cell is asked.
    private static let known: [[UInt8]] = Set(scoreHeads + findingHeads + [Set(FormCheck.heads)]).reduce(into: Set<String>(["序号", "No."])) { $0.formUnion($1) }.map { Array($0.utf8) }

    private static func isKnown(_ text: String) -> Bool {
        guard text.utf8.count <= 24 else { return false }
        var text = text
        return text.withUTF8 { bytes in known.contains { $0.count == bytes.count && $0.elementsEqual(bytes) } }
    }

    /// Nil for a sheet of the user's.
    init?(_ grid: Grid) {
        // The heads stand in the fourth or fifth row; a few more may have been inserted above.
        var row = -1
        var texts: [String: Int] = [:]
        func found() -> OwnSheet? {
            func has(_ heads: Set<String>) -> Bool { heads.allSatisfy { texts[$0] != nil } }
            if Self.scoreHeads.contains(where: has) { return .scores }
            if let heads = Self.findingHeads.first(where: has) {
                let isChinese = heads.contains("级别")
                guard let sheet = texts[isChinese ? "工作表" : "Sheet"], let cell = texts[isChinese ? "单元格" : "Cell"], let number = texts[isChinese ? "序号" : "No."] ?? texts[isChinese ? "级别" : "Severity"].map({ $0 - 1 })
                else { return nil }
                return .findings(headRow: row, columns: FindingColumns(sheet: sheet, cell: cell, fill: number + ProblemList.fillColumn))
            }
            return has(Set(FormCheck.heads)) ? .check : nil
        }
        for cell in grid.cells {
            guard cell.position.row < 16 else { break }
            if cell.position.row != row {
                if texts.count >= 4, let found = found() {
                    self = found
                    return
                }
                row = cell.position.row
                texts.removeAll(keepingCapacity: true)
            }
            if case .text(let text) = cell.value, Self.isKnown(text) { texts[text] = cell.position.column }
        }
        if texts.count >= 4, let found = found() {
            self = found
            return
        }
        guard grid.cells.first?.shown == FormInstructions.title,
            grid.cells.contains(where: { $0.position.column == 0 && $0.shown.hasPrefix(FormInstructions.digestLabel) })
        else { return nil }
        self = .instructions
    }
}

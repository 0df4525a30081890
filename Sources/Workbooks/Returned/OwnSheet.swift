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
        var code: Int
        /// Nil in lists of a time when units could not comment.
        var comment: Int?
    }

    /// Heads that stand in one row, in both languages.
    private static let scoreHeads: [Set<String>] = [["自评得分", "核算得分", "差额", "位置"], ["Stated", "Computed", "Difference", "Cell"]]
    private static let findingHeads: [Set<String>] = [
        ["级别", "代码", "工作表", "单元格", "问题", "依据"], ["Severity", "Code", "Sheet", "Cell", "Finding", "Basis"],
    ]

    /// A head of each kind in each language, one of which every sheet of ours has.
    private static let telling = ["核算得分", "Computed", "单元格", "Cell", "怎么改"].map { Array($0.utf8) }

    /// Whether a closer look is worth while; it compares bytes, since hashing Chinese text costs as much as reading it.
    private static func mayBeOwn(_ grid: Grid) -> Bool {
        for cell in grid.cells {
            guard cell.position.row < 16 else { return false }
            guard case .text(let text) = cell.value else { continue }
            let isTelling = text.utf8.withContiguousStorageIfAvailable { bytes in
                bytes.count <= 12 && telling.contains { $0.count == bytes.count && $0.elementsEqual(bytes) }
            }
            if isTelling ?? true { return true }
        }
        return false
    }

    /// Nil for a sheet of the user's.
    init?(_ grid: Grid) {
        if Self.isInstructions(grid) {
            self = .instructions
            return
        }
        guard Self.mayBeOwn(grid) else { return nil }
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
                guard let code = texts[isChinese ? "代码" : "Code"] else { return nil }
                let comment = texts[ProblemList.commentHeads[isChinese ? 0 : 1]]
                let fill = number + ProblemList.fillColumn - (comment == nil ? 1 : 0)
                return .findings(headRow: row, columns: FindingColumns(sheet: sheet, cell: cell, fill: fill, code: code, comment: comment))
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
            if case .text(let text) = cell.value { texts[text] = cell.position.column }
        }
        if texts.count >= 4, let found = found() {
            self = found
            return
        }
        return nil
    }

    static func isInstructions(_ grid: Grid) -> Bool {
        grid.cells.first?.shown == FormInstructions.title
            && grid.cells.contains { $0.position.column == 0 && $0.shown.hasPrefix(FormInstructions.digestLabel) }
    }
}

package import BudgetModel

/// What blank forms of ours say of the framework they were made for, wherever they were filled since.
package struct FormOrigin: Sendable {
    /// By sheet, the rows of the lines that say so.
    private var marks: [String: [(row: Int, mark: FrameworkMark)]] = [:]
    /// What the sheet 填报说明 says, for forms whose line was deleted.
    private var ofWorkbook: FrameworkMark?

    package init(_ document: Document) {
        for grid in document.grids {
            for cell in grid.cells {
                // The first byte of 注 spares looking at most cells.
                guard case .text(let text) = cell.value, text.utf8.first == 0xE6, let mark = FrameworkMark(line: text) else { continue }
                marks[grid.name, default: []].append((cell.position.row, mark))
            }
            if OwnSheet.isInstructions(grid) { ofWorkbook = Self.mark(inInstructions: grid) }
        }
    }

    /// The mark of the form that begins in this row of this sheet.
    package func mark(for evaluation: Evaluation) -> FrameworkMark? {
        guard let marks = marks[evaluation.sheet] else { return ofWorkbook }
        let top = evaluation.area?.top ?? 0
        return (marks.first { $0.row >= top } ?? marks.last)?.mark
    }

    private static func mark(inInstructions grid: Grid) -> FrameworkMark? {
        func value(_ label: String) -> Substring? { grid.cells.lazy.map(\.shown).first { $0.hasPrefix(label) }?.dropFirst(label.count) }
        // `title（id）`
        guard let rule = value(FormInstructions.ruleLabel), rule.hasSuffix("）"), let open = rule.lastIndex(of: "（") else { return nil }
        let id = rule[rule.index(after: open)...].dropLast()
        return FrameworkMark(id: String(id), day: value(FormInstructions.dayLabel).flatMap { FrameworkMark.day($0) }, digest: value(FormInstructions.digestLabel).map(String.init))
    }
}

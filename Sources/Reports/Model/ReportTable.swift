package enum CellAlignment: Hashable, Sendable { case start, centre, end }

/// A cell of a report table; it may span columns and rows to its right and below.
package struct ReportCell: Hashable, Sendable {
    /// Each line is a paragraph of the cell.
    package var lines: [ReportParagraph]
    package var columnSpan: Int
    package var rowSpan: Int
    package var alignment: CellAlignment
    /// A heading of its row, as level names are.
    package var isHeader: Bool

    package init(
        _ lines: [ReportParagraph], columnSpan: Int = 1, rowSpan: Int = 1, alignment: CellAlignment = .centre, isHeader: Bool = false
    ) {
        self.lines = lines
        self.columnSpan = columnSpan
        self.rowSpan = rowSpan
        self.alignment = alignment
        self.isHeader = isHeader
    }

    package init(_ span: Span, columnSpan: Int = 1, rowSpan: Int = 1, alignment: CellAlignment = .centre, isHeader: Bool = false) {
        self.init(
            span.text.isEmpty ? [] : [ReportParagraph([span])], columnSpan: columnSpan, rowSpan: rowSpan, alignment: alignment,
            isHeader: isHeader)
    }

    package init(_ text: String, columnSpan: Int = 1, rowSpan: Int = 1, alignment: CellAlignment = .centre, isHeader: Bool = false) {
        self.init(Span(text), columnSpan: columnSpan, rowSpan: rowSpan, alignment: alignment, isHeader: isHeader)
    }

    package var text: String { lines.map(\.text).joined(separator: "\n") }
}

package struct ReportColumn: Hashable, Sendable {
    package var title: String
    /// Share of the table's width; only the relation to the other columns counts.
    package var width: Int

    package init(_ title: String, width: Int) {
        self.title = title
        self.width = width
    }
}

/// A table with one header row and a caption.
///
/// - Shape: a row holds the cells that begin in it; the places that a `rowSpan` of an earlier row covers are left out.
package struct ReportTable: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case basics, funds, goals, indicators, texts, scores, completion, derivation, comparison, findings

        /// The name in template placeholders: `{{表:资金}}`.
        package var name: String {
            switch self {
            case .basics: "基本信息"
            case .funds: "资金"
            case .goals: "绩效目标"
            case .indicators: "绩效指标"
            case .texts: "文字说明"
            case .scores: "得分汇总"
            case .completion: "完成率"
            case .derivation: "得分推导"
            case .comparison: "得分对照"
            case .findings: "核查发现"
            }
        }
    }

    package var kind: Kind
    package var caption: String
    package var columns: [ReportColumn]
    /// Whether the column titles stand as a header row that repeats on each page.
    package var hasHeader: Bool
    package var rows: [[ReportCell]]
    /// Small type for tables of many columns.
    package var isDense: Bool

    package init(kind: Kind, caption: String, columns: [ReportColumn], hasHeader: Bool = true, rows: [[ReportCell]], isDense: Bool = false) {
        self.kind = kind
        self.caption = caption
        self.columns = columns
        self.hasHeader = hasHeader
        self.rows = rows
        self.isDense = isDense
    }

    /// Column widths that add up to exactly `total`, none below a thirtieth of it.
    package func widths(total: Int) -> [Int] {
        let sum = max(1, columns.reduce(0) { $0 + max(1, $1.width) })
        var widths = columns.map { max(total / 30, total * max(1, $0.width) / sum) }
        guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) else { return [] }
        widths[widest] += total - widths.reduce(0, +)
        return widths
    }
}

/// Colours of a terminal; plain text elsewhere.
package struct TerminalStyle: Sendable {
    package var hasColour: Bool
    /// Columns of the terminal.
    package var columns: Int

    package init(hasColour: Bool, columns: Int = 120) {
        self.hasColour = hasColour
        self.columns = columns
    }

    package func red(_ text: String) -> String { coloured(text, "31") }
    package func yellow(_ text: String) -> String { coloured(text, "33") }
    package func green(_ text: String) -> String { coloured(text, "32") }
    package func blue(_ text: String) -> String { coloured(text, "36") }
    package func bold(_ text: String) -> String { coloured(text, "1") }
    package func dim(_ text: String) -> String { coloured(text, "2") }

    private func coloured(_ text: String, _ code: String) -> String { hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

/// A table of text for the terminal, its columns as wide as their longest cell up to a limit.
struct TerminalTable {
    struct Column {
        var title: String
        var limit: Int
        var alignsRight = false
    }

    var columns: [Column]
    var rows: [[String]] = []
    /// Colours a whole cell after padding, by row and column.
    var paint: (Int, Int, String) -> String = { _, _, text in text }

    init(_ columns: [Column]) { self.columns = columns }

    func lines(_ style: TerminalStyle) -> [String] {
        let widths = columns.indices.map { column in
            min(columns[column].limit, max(DisplayWidth.of(columns[column].title), rows.map { DisplayWidth.of($0[column]) }.max() ?? 0))
        }
        func line(_ cells: [String], row: Int?) -> String {
            var parts: [String] = []
            for (column, text) in cells.enumerated() {
                let clipped = DisplayWidth.clipped(text, to: widths[column])
                let padded = DisplayWidth.padded(clipped, to: widths[column], right: columns[column].alignsRight)
                parts.append(row.map { paint($0, column, padded) } ?? style.bold(padded))
            }
            var text = parts.joined(separator: "  ")
            while !style.hasColour, text.last == " " { text.removeLast() }
            return text
        }
        let rule = style.dim(String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)))
        return [line(columns.map(\.title), row: nil), rule] + rows.enumerated().map { line($1, row: $0) }
    }
}

import BudgetModel
import Documents

/// The changes to one worksheet: colours, the column of findings, its filter, the link to its notes.
struct SheetPatch {
    struct Line {
        var text: String
        var severity: Severity
    }

    /// The column of findings right of everything else.
    struct Column {
        var index: Int
        var headRow: Int
        var head: String
        /// By row, counted from 0; the head row is none of them.
        var lines: [Int: Line]
        var addsFilter: Bool
        /// The last row that the filter covers.
        var lastRow: Int
        /// Rows in which an earlier run wrote.
        var earlierRows: Set<Int> = []
    }

    var colours: [CellPosition: Severity] = [:]
    /// Cells that an earlier run coloured, with the fills they had before.
    var restored: [CellPosition: String] = [:]
    var column: Column?
    /// The id of the relationship to the drawing of the notes, when the sheet has none yet.
    var drawing: String?
    var relationNamespace = WorkbookPackage.relationNamespaces[0]

    static let columnWidth = 60

    /// Rows whose cells the scan has to record.
    var rows: Set<Int> {
        var rows = Set(colours.keys.map(\.row)).union(restored.keys.map(\.row))
        if let column {
            rows.insert(column.headRow)
            rows.formUnion(column.lines.keys)
            rows.formUnion(column.earlierRows)
        }
        return rows
    }

    private enum Change {
        case recolour(Severity)
        case restore(String)
        case clear
        case write(String, StyleBook.Own)
    }

    func applied(to scan: SheetScan, _ styles: inout StyleBook) throws(DocumentError) -> [UInt8] {
        let geometry = try SheetGeometry(scan)
        var edits = MarkupEdits()
        var changes: [Int: [Int: Change]] = [:]
        for (position, fill) in restored { changes[position.row, default: [:]][position.column] = .restore(fill) }
        for (position, severity) in colours { changes[position.row, default: [:]][position.column] = .recolour(severity) }
        if let column {
            for row in column.earlierRows { changes[row, default: [:]][column.index] = .clear }
            changes[column.headRow, default: [:]][column.index] = .write(column.head, .columnHead)
            for (row, line) in column.lines {
                changes[row, default: [:]][column.index] = .write(line.text, Self.style(line.severity))
            }
            try widen(column.index, scan, &edits)
        }
        writeRows(changes, scan, geometry, &styles, &edits)
        extendDimension(changes, scan, &edits)
        if let column, column.addsFilter {
            let range = CellRange(top: column.headRow, left: column.index, bottom: max(column.lastRow, column.headRow + 1), right: column.index)
            let before = ["sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"]
            if let place = scan.parts.last(where: { before.contains($0.name) })?.whole.upperBound {
                edits.insert("<\(scan.prefix)autoFilter ref=\"\(range.a1)\"/>", at: place)
            }
        }
        if let drawing {
            let behind = ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]
            let place = scan.parts.first { behind.contains($0.name) }?.whole.lowerBound ?? scan.root.content.upperBound
            var prefix: String?
            for attribute in Markup.attributes(in: scan.bytes, tag: scan.root.tag) where attribute.name.hasPrefix("xmlns:") {
                if WorkbookPackage.relationNamespaces.contains(Markup.unescaped(scan.bytes[attribute.value])) { prefix = String(attribute.name.dropFirst(6)) }
            }
            let binding = prefix == nil ? " xmlns:r=\"\(relationNamespace)\"" : ""
            edits.insert("<\(scan.prefix)legacyDrawing\(binding) \(prefix ?? "r"):id=\"\(drawing)\"/>", at: place)
        }
        return edits.applied(to: scan.bytes)
    }

    private static func style(_ severity: Severity) -> StyleBook.Own {
        switch severity {
        case .error: .columnError
        case .warning: .columnWarning
        case .hint: .columnHint
        }
    }

    // MARK: Rows and cells

    private func writeRows(
        _ changes: [Int: [Int: Change]], _ scan: SheetScan, _ geometry: SheetGeometry, _ styles: inout StyleBook, _ edits: inout MarkupEdits
    ) {
        let prefix = scan.prefix
        guard let data = scan.part("sheetData") else { return }
        var missing = changes
        for row in scan.rows {
            guard let changed = missing.removeValue(forKey: row.index) else {
                if !row.hasNumber { edits.set("r", to: String(row.index + 1), ofTag: row.tag, in: scan.bytes) }
                continue
            }
            if !row.hasNumber { edits.set("r", to: String(row.index + 1), ofTag: row.tag, in: scan.bytes) }
            if let span = Markup.attribute("spans", in: scan.bytes, tag: row.tag) {
                let bounds = Markup.unescaped(scan.bytes[span]).split(separator: ":").compactMap { Int($0) }
                let columns = changed.keys.map { $0 + 1 }
                if bounds.count == 2, let least = columns.min(), let most = columns.max() {
                    edits.replace(span, with: "\(min(bounds[0], least)):\(max(bounds[1], most))")
                }
            }
            raise(row, changed, scan, &edits)
            let rowFormat = SheetGeometry.number("s", scan.bytes, row.tag).map { Int($0) }
            var rest = changed
            for cell in row.cells {
                let change = rest.removeValue(forKey: cell.position.column)
                switch change {
                case .write(let text, let style):
                    edits.replace(cell.whole, with: Self.textCell(cell.position, text, styles.index(style), prefix))
                    continue
                case .clear:
                    edits.replace(cell.whole, with: "")
                    continue
                case .recolour, .restore, nil: break
                }
                if !cell.hasReference { edits.set("r", to: cell.position.a1, ofTag: cell.tag, in: scan.bytes) }
                switch change {
                case .recolour(let severity):
                    edits.set("s", to: String(styles.coloured(cell.format ?? 0, severity)), ofTag: cell.tag, in: scan.bytes)
                case .restore(let fill):
                    edits.set("s", to: String(styles.restored(cell.format ?? 0, fill: fill)), ofTag: cell.tag, in: scan.bytes)
                case .write, .clear, nil: break
                }
            }
            var added: [(Int, String)] = []
            for (column, change) in rest.sorted(by: { $0.key < $1.key }) {
                let position = CellPosition(row: row.index, column: column)
                let format = rowFormat ?? geometry.format(ofColumn: column) ?? 0
                added.append((column, Self.newCell(position, change, format: format, &styles, prefix)))
            }
            if row.isSelfClosing {
                if !added.isEmpty {
                    edits.replace(row.tag.upperBound - 2..<row.tag.upperBound, with: ">" + added.map(\.1).joined() + "</\(prefix)row>")
                }
            } else {
                for (column, text) in added {
                    let place = row.cells.first { $0.position.column > column }?.whole.lowerBound ?? row.contentEnd
                    edits.insert(text, at: place)
                }
            }
        }
        var texts: [(Int, String)] = []
        for (index, all) in missing.sorted(by: { $0.key < $1.key }) {
            let changed = all.filter { change in
                switch change.value {
                case .recolour, .write: true
                case .restore, .clear: false
                }
            }
            if changed.isEmpty { continue }
            var height = ""
            if let column, case .write(let text, _) = changed[column.index], Self.neededHeight(text) > 16 {
                height = " ht=\"\(Self.neededHeight(text))\" customHeight=\"1\""
            }
            var text = "<\(prefix)row r=\"\(index + 1)\"\(height)>"
            for (column, change) in changed.sorted(by: { $0.key < $1.key }) {
                text += Self.newCell(
                    CellPosition(row: index, column: column), change, format: geometry.format(ofColumn: column) ?? 0, &styles, prefix)
            }
            texts.append((index, text + "</\(prefix)row>"))
        }
        if data.isSelfClosing {
            guard !texts.isEmpty else { return }
            edits.replace(data.tag.upperBound - 2..<data.tag.upperBound, with: ">" + texts.map(\.1).joined() + "</\(prefix)sheetData>")
        } else {
            for (index, text) in texts {
                edits.insert(text, at: scan.rows.first { $0.index > index }?.whole.lowerBound ?? data.content.upperBound)
            }
        }
    }

    private static func newCell(_ position: CellPosition, _ change: Change, format: Int, _ styles: inout StyleBook, _ prefix: String) -> String {
        switch change {
        case .recolour(let severity): "<\(prefix)c r=\"\(position.a1)\" s=\"\(styles.coloured(format, severity))\"/>"
        case .write(let text, let style): textCell(position, text, styles.index(style), prefix)
        case .restore, .clear: ""
        }
    }

    static func textCell(_ position: CellPosition, _ text: String, _ format: Int, _ prefix: String) -> String {
        "<\(prefix)c r=\"\(position.a1)\" s=\"\(format)\" t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">"
            + Markup.escaped(String(text.prefix(32_000))) + "</\(prefix)t></\(prefix)is></\(prefix)c>"
    }

    /// Makes a row tall enough for its findings; not every program fits rows to wrapped text when it opens a file.
    private func raise(_ row: SheetScan.Row, _ changed: [Int: Change], _ scan: SheetScan, _ edits: inout MarkupEdits) {
        guard let column, case .write(let text, _) = changed[column.index] else { return }
        let usual = scan.part("sheetFormatPr").flatMap { SheetGeometry.number("defaultRowHeight", scan.bytes, $0.tag) } ?? 15
        let height = SheetGeometry.number("ht", scan.bytes, row.tag) ?? usual
        let needed = Self.neededHeight(text)
        guard needed > height else { return }
        edits.set("ht", to: String(needed), ofTag: row.tag, in: scan.bytes)
        edits.set("customHeight", to: "1", ofTag: row.tag, in: scan.bytes)
    }

    private static func neededHeight(_ text: String) -> Double { Double(min(TextMeasure.lines(text, room: columnWidth + 2) * 14 + 2, 400)) }

    // MARK: Columns and dimension

    private func widen(_ column: Int, _ scan: SheetScan, _ edits: inout MarkupEdits) throws(DocumentError) {
        let prefix = scan.prefix
        func element(_ range: ClosedRange<Int>, like tag: Range<Int>) -> String {
            var own = MarkupEdits()
            let source = Array(scan.bytes[tag])
            own.set("min", to: String(range.lowerBound + 1), ofTag: 0..<source.count, in: source)
            own.set("max", to: String(range.upperBound + 1), ofTag: 0..<source.count, in: source)
            var text = String(decoding: own.applied(to: source), as: UTF8.self)
            if !text.hasSuffix("/>") { text = text.dropLast() + "/>" }
            return text
        }
        let ours = "<\(prefix)col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(Self.columnWidth)\" customWidth=\"1\"/>"
        guard let part = scan.part("cols"), !part.isSelfClosing else {
            let text = "<\(prefix)cols>\(ours)</\(prefix)cols>"
            if let empty = scan.part("cols") {
                edits.replace(empty.whole, with: text)
            } else if let data = scan.part("sheetData") {
                edits.insert(text, at: data.whole.lowerBound)
            }
            return
        }
        let tags = try SheetGeometry.columnTags(scan)
        if let hit = tags.first(where: { $0.range.contains(column) }) {
            var text = ""
            if hit.range.lowerBound < column { text += element(hit.range.lowerBound...column - 1, like: hit.tag) }
            text += ours
            if hit.range.upperBound > column { text += element(column + 1...hit.range.upperBound, like: hit.tag) }
            edits.replace(hit.whole, with: text)
        } else {
            edits.insert(ours, at: tags.first { $0.range.lowerBound > column }?.whole.lowerBound ?? part.content.upperBound)
        }
    }

    private func extendDimension(_ changes: [Int: [Int: Change]], _ scan: SheetScan, _ edits: inout MarkupEdits) {
        guard let part = scan.part("dimension"), let place = Markup.attribute("ref", in: scan.bytes, tag: part.tag),
            var range = CellRange(a1: Markup.unescaped(scan.bytes[place]))
        else { return }
        for (row, columns) in changes {
            range.top = min(range.top, row)
            range.bottom = max(range.bottom, row)
            for column in columns.keys {
                range.left = min(range.left, column)
                range.right = max(range.right, column)
            }
        }
        edits.replace(place, with: range.a1)
    }
}

import BudgetModel

/// `word/document.xml`: paragraphs and tables as they follow one another.
final class TextDocumentPart: XMLVisitor {
    /// A block whose heading level waits for the styles.
    private enum Block {
        case paragraph(String, level: Int?, style: String?)
        case table(Int)
    }

    /// One paragraph that is open; a text box puts one inside another.
    private struct Paragraph {
        /// Where its text begins in the collector.
        let begin: Int
        var level: Int?
        var style: String?
        /// Text boxes anchored in it, which follow it.
        var attached: [String] = []
        var attachedTables: [Int] = []
    }

    /// One cell that is open.
    private struct Cell {
        var span = 1
        var merge = Merge.none
        var horizontal = Merge.none
        var isDeleted = false
        var paragraphs: [String] = []
    }

    private enum Merge { case none, restart, goesOn }

    /// One table that is open.
    private struct Table {
        let index: Int
        var rows = -1
        var column = 0
        var isRowDeleted = false
        var isRowHidden = false
        var cells: [GridCell] = []
        var rowCells: [GridCell] = []
        var merges: [CellRange] = []
        var hiddenRows: Set<Int> = []
        /// Vertical merges that the next row may continue.
        var open: [CellRange] = []
        /// The blocks of the present row, from left to right.
        var blocks: [(range: CellRange, mayGoOn: Bool)] = []
        var cell: Cell?
    }

    private(set) var usesStyles = false

    private let limits: ReadLimits
    private var blocks: [Block] = []
    private var grids: [Grid] = []
    private var paragraphs: [Paragraph] = []
    private var tables: [Table] = []
    private var cellCount = 0
    /// Text boxes that are open: their paragraphs attach to the one around them.
    private var boxes: [(paragraphs: Int, tables: Int)] = []

    /// Above 0 inside what is not read: deleted text, field codes, settings.
    private var skipped = 0
    private var runs = 0
    private var font = SymbolFont.none
    private var isHiddenRun = false
    private var textBegin = 0
    private var keepsSpace = false
    private var hiddenTexts = 0
    private var embeddedParts = 0
    /// The alternatives that are open: whether one has been read.
    private var alternatives: [Bool] = []
    /// The settings elements that are open.
    private var paragraphSettings = 0
    private var runSettings = 0
    private var rowSettings = 0
    private var cellSettings = 0
    private var controlSettings = 0
    /// Content controls that are open: whether each shows its prompt only.
    private var prompts: [Bool] = []
    /// Above 0 inside a prompt: its cells count, its words do not.
    private var muted = 0

    private enum Tag: String, CaseIterable {
        case p, r, t, tc, tcPr, rPr, pPr, tr, tbl, gridSpan, vMerge, hMerge, rFonts, br, tab, cr, noBreakHyphen, sym, ptab
        case pStyle, outlineLvl, trPr, gridBefore, hidden, del, moveFrom, cellDel, vanish, txbxContent, altChunk
        case sdt, sdtPr, sdtContent, showingPlcHdr, rt, instrText, delText
        case alternateContent = "AlternateContent"
        case choice = "Choice"
        case fallback = "Fallback"
        case tblPr, tblPrEx, tblGrid, sectPr, pPrChange, rPrChange, tcPrChange, trPrChange
    }
    private static let all = Tag.allCases
    private static let elements = XMLNames(
        Tag.allCases.map(\.rawValue),
        in: wordNamespaces + [
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
            // Formulas hold their text in runs like those of paragraphs.
            "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math",
        ])
    override var names: XMLNames { Self.elements }

    init(part: String, limits: ReadLimits) {
        self.limits = limits
        super.init(part: part)
    }

    // MARK: - Events

    override func start(_ number: Int, _ attributes: XMLAttributes) {
        guard number >= 0 else { return }
        let tag = Self.all[number]
        if skipped > 0 {
            if Self.isSkipped(tag) { skipped += 1 }
            return
        }
        switch tag {
        case .p: paragraphs.append(Paragraph(begin: text.count))
        case .r:
            runs += 1
            font = .none
            isHiddenRun = false
        case .t:
            guard !paragraphs.isEmpty, muted == 0 else { return }
            if isHiddenRun {
                hiddenTexts += 1
                return
            }
            textBegin = text.count
            keepsSpace = attributes["space"]?.spells("preserve") == true
            isCollecting = true
        case .rPr: runSettings += 1
        case .rFonts:
            if runSettings > 0, let name = attributes["ascii"] ?? attributes["hAnsi"] { font = SymbolFont(name) }
        case .vanish:
            if runSettings > 0, paragraphSettings == 0 { isHiddenRun = attributes["val"]?.isOn ?? true }
        case .br, .cr: if isInRun { text.append(0x0A) }
        case .tab, .ptab: if isInRun { text.append(0x09) }
        case .noBreakHyphen: if isInRun { text.append(0x2D) }
        case .sym:
            if isInRun, !isHiddenRun, let scalar = Self.symbol(attributes) { text.append(scalar) }

        case .pPr: paragraphSettings += 1
        case .pStyle:
            if paragraphSettings > 0, tables.isEmpty, let last = paragraphs.indices.last {
                paragraphs[last].style = attributes.string("val")
            }
        case .outlineLvl:
            if paragraphSettings > 0, let level = attributes.integer("val"), let last = paragraphs.indices.last {
                paragraphs[last].level = level < 9 ? level + 1 : 0
            }

        case .tbl: startTable()
        case .tr: startRow()
        case .trPr: rowSettings += 1
        case .gridBefore:
            if rowSettings > 0, let last = tables.indices.last, let count = attributes.integer("val") {
                tables[last].column = min(count, limits.columns)
            }
        case .hidden: if rowSettings > 0, let last = tables.indices.last { tables[last].isRowHidden = attributes["val"]?.isOn ?? true }
        case .tc:
            if let last = tables.indices.last, tables[last].rows >= 0 { tables[last].cell = Cell() }
        case .tcPr: cellSettings += 1
        case .gridSpan: if cellSettings > 0 { changeCell { $0.span = max(1, min(attributes.integer("val") ?? 1, limits.columns)) } }
        case .vMerge: if cellSettings > 0 { changeCell { $0.merge = Self.merge(attributes) } }
        case .hMerge: if cellSettings > 0 { changeCell { $0.horizontal = Self.merge(attributes) } }
        case .cellDel: if cellSettings > 0 { changeCell { $0.isDeleted = true } }

        case .del:
            // In settings the mark says that the row or the paragraph's end was deleted.
            if rowSettings > 0, let last = tables.indices.last {
                tables[last].isRowDeleted = true
            }
            skipped += 1
        case .txbxContent:
            boxes.append((paragraphs.count, tables.count))
        case .alternateContent: alternatives.append(false)
        case .choice, .fallback:
            guard let last = alternatives.indices.last else { return }
            if alternatives[last] { skipped += 1 } else { alternatives[last] = true }
        case .sdt: prompts.append(false)
        case .sdtPr: controlSettings += 1
        case .showingPlcHdr:
            if controlSettings > 0, let last = prompts.indices.last { prompts[last] = attributes["val"]?.isOn ?? true }
        case .sdtContent: if prompts.last == true { muted += 1 }
        case .altChunk: embeddedParts += 1
        case .moveFrom, .rt, .instrText, .delText, .tblPr, .tblPrEx, .tblGrid, .sectPr, .pPrChange, .rPrChange, .tcPrChange, .trPrChange:
            skipped += 1
        }
    }

    override func end(_ number: Int) {
        guard number >= 0 else { return }
        let tag = Self.all[number]
        if skipped > 0 {
            if Self.isSkipped(tag) { skipped -= 1 }
            return
        }
        switch tag {
        case .p: endParagraph()
        case .r:
            runs = max(0, runs - 1)
            font = .none
            isHiddenRun = false
        case .t:
            guard isCollecting else { return }
            isCollecting = false
            if !keepsSpace { text.trim(from: textBegin) }
            if font != .none { text.substitute(from: textBegin, font) }
        case .rPr: runSettings -= 1
        case .pPr: paragraphSettings -= 1
        case .trPr: rowSettings -= 1
        case .tcPr: cellSettings -= 1
        case .sdtPr: controlSettings -= 1
        case .sdtContent: if prompts.last == true { muted -= 1 }
        case .sdt: _ = prompts.popLast()
        case .alternateContent: _ = alternatives.popLast()
        case .txbxContent: _ = boxes.popLast()
        case .tc: endCell()
        case .tr: endRow()
        case .tbl: endTable()
        default: break
        }
    }

    private static func isSkipped(_ tag: Tag) -> Bool {
        switch tag {
        case .del, .moveFrom, .rt, .instrText, .delText, .tblPr, .tblPrEx, .tblGrid, .sectPr, .pPrChange, .rPrChange, .tcPrChange, .trPrChange,
            .choice, .fallback:
            true
        default: false
        }
    }

    private var isInRun: Bool { runs > 0 && runSettings == 0 && paragraphSettings == 0 && muted == 0 && !paragraphs.isEmpty && !isHiddenRun }

    private func changeCell(_ change: (inout Cell) -> Void) {
        guard let last = tables.indices.last, tables[last].cell != nil else { return }
        tables[last].cell.mutate(change)
    }

    private static func merge(_ attributes: XMLAttributes) -> Merge {
        attributes["val"]?.spells("restart") == true ? .restart : .goesOn
    }

    private static func symbol(_ attributes: XMLAttributes) -> Unicode.Scalar? {
        guard let digits = attributes.string("char"), let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
        guard let name = attributes["font"] else { return scalar }
        return SymbolFont(name).shown(scalar)
    }

    // MARK: - Paragraphs

    private func endParagraph() {
        guard let paragraph = paragraphs.popLast() else { return }
        let begin = min(paragraph.begin, text.count)
        let written = String(decoding: UnsafeBufferPointer(rebasing: text.bytes[begin...]), as: UTF8.self)
        text.truncate(to: begin)
        if let box = boxes.last, box.paragraphs == paragraphs.count, box.tables == tables.count, let anchor = paragraphs.indices.last {
            // A paragraph of a text box follows the one that anchors it.
            if !written.isEmpty { paragraphs[anchor].attached.append(written) }
            paragraphs[anchor].attached += paragraph.attached
            paragraphs[anchor].attachedTables += paragraph.attachedTables
            return
        }
        if let last = tables.indices.last, tables[last].cell != nil {
            changeCell { $0.paragraphs.append(written) }
            changeCell { $0.paragraphs += paragraph.attached }
            return
        }
        guard tables.isEmpty else { return }
        if !written.isEmpty || paragraph.attached.isEmpty {
            if paragraph.style != nil { usesStyles = true }
            blocks.append(.paragraph(written, level: paragraph.level, style: paragraph.style))
        }
        blocks += paragraph.attached.map { .paragraph($0, level: 0, style: nil) }
        blocks += paragraph.attachedTables.map { .table($0) }
    }

    // MARK: - Tables

    private func startTable() {
        guard grids.count < limits.sheets * 10 else {
            failure = .tooManyCells
            return
        }
        let index = grids.count
        grids.append(Grid(name: "T\(index + 1)"))
        if !tables.isEmpty || paragraphs.isEmpty {
            blocks.append(.table(index))
        } else {
            paragraphs[0].attachedTables.append(index)
        }
        tables.append(Table(index: index))
    }

    private func startRow() {
        guard let last = tables.indices.last else { return }
        tables[last].rows += 1
        tables[last].column = 0
        tables[last].isRowDeleted = false
        tables[last].isRowHidden = false
        tables[last].rowCells.removeAll(keepingCapacity: true)
        tables[last].blocks.removeAll(keepingCapacity: true)
        if tables[last].rows >= limits.rows { failure = .tooManyRows }
    }

    private func endCell() {
        guard let last = tables.indices.last, let cell = tables[last].cell else { return }
        tables[last].cell = nil
        if cell.isDeleted { return }
        let row = tables[last].rows
        let left = tables[last].column
        guard left + cell.span <= limits.columns else {
            failure = .tooManyCells
            return
        }
        tables[last].column = left + cell.span
        let right = left + cell.span - 1
        var range = CellRange(top: row, left: left, bottom: row, right: right)

        if cell.horizontal == .goesOn, let before = tables[last].blocks.indices.last, tables[last].blocks[before].range.right == left - 1 {
            // The older way to merge to the side: this cell belongs to the one before it.
            tables[last].blocks[before].range.right = right
            return
        }
        // A cell that goes on and yet has words of its own begins a block: some programs never write where one begins.
        if cell.merge == .goesOn, cell.paragraphs.isEmpty || Self.joined(cell.paragraphs).isEmpty, let above = tables[last].open.first(where: { $0.left == left }) {
            range = above
            range.bottom = row
            tables[last].blocks.append((range, true))
            return
        }
        tables[last].blocks.append((range, cell.merge != .none))
        let shown = Self.joined(cell.paragraphs)
        guard !shown.isEmpty else { return }
        cellCount += 1
        guard cellCount <= limits.cells else {
            failure = .tooManyCells
            return
        }
        tables[last].rowCells.append(
            GridCell(position: CellPosition(row: row, column: left), value: .text(shown), shown: shown))
    }

    private func endRow() {
        guard let last = tables.indices.last, tables[last].rows >= 0 else { return }
        if tables[last].isRowDeleted {
            tables[last].rows -= 1
            return
        }
        let row = tables[last].rows
        if tables[last].isRowHidden { tables[last].hiddenRows.insert(row) }
        // What this row did not continue has ended above.
        for range in tables[last].open where !tables[last].blocks.contains(where: { $0.range.topLeft == range.topLeft }) { close(range, last) }
        for block in tables[last].blocks where !block.mayGoOn { close(block.range, last) }
        tables[last].open = tables[last].blocks.filter(\.mayGoOn).map(\.range)
        tables[last].cells += tables[last].rowCells
        cellCount += tables[last].blocks.count
        if cellCount > limits.cells * 2 { failure = .tooManyCells }
    }

    private func close(_ range: CellRange, _ table: Int) {
        if range.top != range.bottom || range.left != range.right { tables[table].merges.append(range) }
    }

    private func endTable() {
        guard let last = tables.indices.last else { return }
        for range in tables[last].open { close(range, last) }
        guard let table = tables.popLast() else { return }
        grids[table.index].cells = table.cells
        grids[table.index].merges = table.merges.sorted { $0.topLeft < $1.topLeft }
        grids[table.index].hiddenRows = table.hiddenRows
    }

    /// Paragraphs as lines, without empty ones at either end.
    private static func joined(_ paragraphs: [String]) -> String {
        guard paragraphs.count > 1 else { return paragraphs.first ?? "" }
        guard let first = paragraphs.firstIndex(where: { !$0.isEmpty }), let last = paragraphs.lastIndex(where: { !$0.isEmpty }) else { return "" }
        return first == last ? paragraphs[first] : paragraphs[first...last].joined(separator: "\n")
    }

    // MARK: - Result

    /// The document as read, its headings told by the styles.
    func document(_ styles: ParagraphStylesPart?) -> Document {
        var document = Document(format: .docx, grids: grids)
        document.blocks = blocks.map { block in
            switch block {
            case .table(let index): .table(index)
            case .paragraph(let text, let level, let style): .paragraph(text, level: level ?? style.map { id in self.level(of: id, styles) } ?? 0)
            }
        }
        if hiddenTexts > 0 {
            document.notes.append(
                Wording(
                    zh: "文档中有 \(hiddenTexts) 处隐藏文字，未读取：如属填报内容，请在 Word 或 WPS 中取消隐藏后再试。",
                    en: "The document holds \(hiddenTexts) piece\(hiddenTexts > 1 ? "s" : "") of hidden text, not read: if it belongs to the form, unhide it in Word or WPS and try again."))
        }
        if embeddedParts > 0 {
            document.notes.append(
                Wording(
                    zh: "文档中嵌入了 \(embeddedParts) 个外部内容块，未读取：请在 Word 或 WPS 中打开并另存为 .docx 后再试。",
                    en: "The document embeds \(embeddedParts) foreign part\(embeddedParts > 1 ? "s" : ""), not read: open it in Word or WPS, save it as .docx, then try again."))
        }
        return document
    }

    private func level(of style: String, _ styles: ParagraphStylesPart?) -> Int {
        styles?.level(of: style) ?? ParagraphStylesPart.level(ofName: style) ?? 0
    }
}

extension Optional {
    fileprivate mutating func mutate(_ change: (inout Wrapped) -> Void) {
        if var value = self {
            self = nil
            change(&value)
            self = value
        }
    }
}

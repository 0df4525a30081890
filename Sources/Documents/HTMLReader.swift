package import BudgetModel
import CLibXML2
import Quantities

/// Reads the tables and running text of web pages, also of those that are saved under `.xls`.
///
/// Every table becomes a grid `T1`, `T2` … in the order in which tables begin, a table inside a cell
/// one of its own; the rest of that cell's text counts as running text, so that a table used for layout
/// neither swallows nor repeats the form inside it.
package enum HTMLReader {
    /// - Throws: `DocumentError`: `.tooLarge`, `.unsupportedFormat` for the cover page of a framed workbook.
    package static func read(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(DocumentError) -> Document {
        guard bytes.count <= limits.textBytes else { throw .fileTooLarge }
        return try read(utf8: TextDecoding.utf8(of: bytes, declared: TextDecoding.declaredEncoding(in: bytes)).utf8, limits: limits)
    }

    static func read(utf8: [UInt8], limits: ReadLimits) throws(DocumentError) -> Document {
        // Three bytes for two is the most that decoding adds.
        guard utf8.count <= limits.textBytes * 2 else { throw .fileTooLarge }
        let utf8 = withoutFalseTags(utf8)
        var bounds = MarkupBounds(isHTML: true)
        guard utf8.withUnsafeBufferPointer({ bounds.admit($0) }) else { throw .tooManyAttributes }
        let page = UnsafeMutablePointer<HTMLPage>.allocate(capacity: 1)
        page.initialize(to: HTMLPage(limits))
        defer {
            page.deinitialize(count: 1)
            page.deallocate()
        }
        var sax = xmlSAXHandler()
        sax.startElement = { context, name, attributes in
            guard let context, let name else { return }
            context.assumingMemoryBound(to: HTMLPage.self).pointee.start(name, attributes)
        }
        sax.endElement = { context, name in
            guard let context, let name else { return }
            context.assumingMemoryBound(to: HTMLPage.self).pointee.end(name)
        }
        sax.characters = { context, text, length in
            guard let context, let text, length > 0 else { return }
            context.assumingMemoryBound(to: HTMLPage.self).pointee.text(UnsafeBufferPointer(start: text, count: Int(length)))
        }
        sax.ignorableWhitespace = sax.characters
        guard let parser = htmlCreatePushParserCtxt(&sax, page, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        else { throw .outOfMemory }
        defer {
            if let tree = parser.pointee.myDoc { xmlFreeDoc(tree) }
            htmlFreeParserCtxt(parser)
        }
        // The text is UTF-8 by now, whatever its head still says, and nothing is fetched.
        let options =
            HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_RECOVER.rawValue
        htmlCtxtUseOptions(parser, CInt(bitPattern: options))
        parser.pointee.charset = CInt(bitPattern: UInt32(XML_CHAR_ENCODING_UTF8.rawValue))
        page.pointee.parser = parser
        utf8.withUnsafeBytes { memory in
            // Small enough to look at the clock in between, large enough for a form in one go.
            let chunkBytes = 1 << 18
            var place = 0
            while place < memory.count, page.pointee.failure == nil {
                let length = min(chunkBytes, memory.count - place)
                htmlParseChunk(parser, memory.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self), CInt(length), 0)
                place += length
                page.pointee.lookAtClock()
            }
            if page.pointee.failure == nil { htmlParseChunk(parser, nil, 0, 1) }
        }
        return try page.pointee.finish()
    }

    /// The page with `<` as a sign escaped and the conditions of office programs (`<![if …]>`) taken out.
    ///
    /// The parser takes `<` before anything but a letter for a broken tag and drops what follows it,
    /// while browsers show `<项目>` or `<5%` as text.
    private static func withoutFalseTags(_ utf8: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        utf8.withUnsafeBufferPointer { memory in
            var place = 0
            while let sign = memory[place...].firstIndex(of: UInt8(ascii: "<")) {
                place = sign + 1
                guard place < memory.count else { break }
                switch memory[place] {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"), UInt8(ascii: "?"): break
                case UInt8(ascii: "!"):
                    guard place + 1 < memory.count, memory[place + 1] == UInt8(ascii: "["),
                        let end = memory[place...].prefix(400).firstIndex(of: UInt8(ascii: ">"))
                    else { break }
                    // `<![endif]-->` closes a comment that the parser leaves out by itself.
                    if memory[end - 1] == UInt8(ascii: "-"), memory[end - 2] == UInt8(ascii: "-") { break }
                    result += memory[copied..<sign]
                    place = end + 1
                    copied = place
                default:
                    result += memory[copied..<sign]
                    result += Array("&lt;".utf8)
                    copied = place
                }
            }
            if copied > 0 { result += memory[copied...] }
        }
        return copied == 0 ? utf8 : result
    }
}

/// The elements that mean something to the reader.
private enum Tag {
    case table, row, cell, rowGroup, column, caption
    case block, heading(Int), lineBreak, preformatted
    case hidden, input, select, option, frameset

    private static let known: [UInt64: Tag] = {
        var table: [UInt64: Tag] = [
            key("table"): .table, key("tr"): .row, key("td"): .cell, key("th"): .cell, key("thead"): .rowGroup, key("tbody"): .rowGroup,
            key("tfoot"): .rowGroup, key("col"): .column, key("caption"): .block, key("br"): .lineBreak, key("pre"): .preformatted,
            key("textarea"): .preformatted, key("input"): .input, key("select"): .select, key("option"): .option, key("frameset"): .frameset,
        ]
        for level in 1...6 { table[key("h\(level)")] = .heading(level) }
        for name in [
            "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "section", "article", "header", "footer", "nav", "main", "aside", "form", "fieldset",
            "legend", "address", "center", "hr", "figure", "body",
        ] { table[key(name)] = .block }
        for name in ["head", "title", "script", "style", "noscript", "template", "button", "iframe", "object", "svg", "datalist", "noframes"] {
            table[key(name)] = .hidden
        }
        return table
    }()

    /// Up to eight letters as one number.
    private static func key(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    static func of(_ name: UnsafePointer<xmlChar>) -> Tag? {
        var key: UInt64 = 0
        var index = 0
        while name[index] != 0 {
            guard index < 8 else { return nil }
            key = key << 8 | UInt64(name[index])
            index += 1
        }
        return known[key]
    }
}

/// The attributes that mean something to the reader.
private struct Attributes {
    var columnSpan = 1
    var rowSpan = 1
    var isHidden = false
    var isChecked = false
    var isSelected = false
    var isFormula = false
    var type = ""
    var value: String?
    /// The number behind what the cell shows: `x:num` of Excel, `sdval` of LibreOffice.
    var number: String?
    var span = 1

    init(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard let list else { return }
        var index = 0
        while let name = list[index] {
            let value = list[index + 1]
            index += 2
            switch name[0] {
            case UInt8(ascii: "c"):
                if Self.equal(name, "colspan") { columnSpan = Self.number(value, 1...1000) ?? 1 }
                if Self.equal(name, "checked") { isChecked = true }
            case UInt8(ascii: "r"): if Self.equal(name, "rowspan") { rowSpan = Self.number(value, 0...65_534) ?? 1 }
            case UInt8(ascii: "h"): if Self.equal(name, "hidden") { isHidden = true }
            case UInt8(ascii: "s"):
                if Self.equal(name, "style"), let value, Self.hides(value) { isHidden = true }
                if Self.equal(name, "selected") { isSelected = true }
                if Self.equal(name, "span") { span = Self.number(value, 1...1000) ?? 1 }
                if Self.equal(name, "sdval"), let value { number = String(cString: value) }
            case UInt8(ascii: "t"): if Self.equal(name, "type"), let value { type = String(cString: value).lowercased() }
            case UInt8(ascii: "v"): if Self.equal(name, "value"), let value { self.value = String(cString: value) }
            case UInt8(ascii: "x"):
                if Self.equal(name, "x:num"), let value, value[0] != 0 { number = String(cString: value) }
                if Self.equal(name, "x:fmla") { isFormula = true }
            default: break
            }
        }
    }

    private static func equal(_ name: UnsafePointer<xmlChar>, _ word: StaticString) -> Bool {
        xmlStrEqual(name, word.utf8Start) != 0
    }

    /// The number an attribute begins with, brought into the range.
    private static func number(_ text: UnsafePointer<xmlChar>?, _ range: ClosedRange<Int>) -> Int? {
        guard let text else { return nil }
        var index = 0
        while text[index] == 0x20 || (0x09...0x0D).contains(text[index]) { index += 1 }
        var result: Int?
        while (0x30...0x39).contains(text[index]) {
            result = min((result ?? 0) * 10 + Int(text[index] - 0x30), 1_000_000)
            index += 1
        }
        return result.map { min(max($0, range.lowerBound), range.upperBound) }
    }

    /// Whether a style says `display: none`.
    private static func hides(_ style: UnsafePointer<xmlChar>) -> Bool {
        guard let found = xmlStrcasestr(style, "display") else { return false }
        var place = found + 7
        func skipSpaces() { while place[0] == 0x20 || (0x09...0x0D).contains(place[0]) { place += 1 } }
        skipSpaces()
        guard place[0] == UInt8(ascii: ":") else { return false }
        place += 1
        skipSpaces()
        return xmlStrncasecmp(place, "none", 4) == 0
    }
}

/// Text as a page shows it: white space drawn together, lines where blocks and breaks end them.
private struct TextFlow {
    private(set) var utf8: [UInt8] = []
    /// Lines that are headings, with their levels.
    private(set) var headings: [(line: Int, level: Int)] = []
    private var line = 0
    private var breakPending = false
    private var spacePending = false

    var isEmpty: Bool { utf8.isEmpty }
    var string: String { String(decoding: utf8, as: UTF8.self) }

    mutating func clear() {
        utf8.removeAll(keepingCapacity: true)
        headings.removeAll(keepingCapacity: true)
        line = 0
        breakPending = false
        spacePending = false
    }

    mutating func breakLine() {
        breakPending = !utf8.isEmpty
        spacePending = false
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>, level: Int, keepsLines: Bool) {
        var index = 0
        var runStart = 0
        func isWordEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xEF }
        while index < text.count {
            let byte = text[index]
            guard isWordEnd(byte) else {
                index += 1
                continue
            }
            var length = 0
            var isSpace = false
            switch byte {
            case 0x0A where keepsLines:
                flush(text[runStart..<index], level)
                breakLine()
                length = 1
            case 0...0x20: (length, isSpace) = (1, true)
            // A space that does not break is a space.
            case 0xC2 where index + 1 < text.count && text[index + 1] == 0xA0: (length, isSpace) = (2, true)
            // Marks without width: U+200B, U+FEFF.
            case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x8B: length = 3
            case 0xEF where index + 2 < text.count && text[index + 1] == 0xBB && text[index + 2] == 0xBF: length = 3
            default: break
            }
            if length == 0 {
                index += 1
                continue
            }
            if !(byte == 0x0A && keepsLines) { flush(text[runStart..<index], level) }
            if isSpace { spacePending = !utf8.isEmpty && !breakPending }
            index += length
            runStart = index
        }
        flush(text[runStart...], level)
    }

    private mutating func flush(_ run: Slice<UnsafeBufferPointer<UInt8>>, _ level: Int) {
        guard !run.isEmpty else { return }
        if breakPending {
            utf8.append(0x0A)
            line += 1
        } else if spacePending {
            utf8.append(0x20)
        }
        if level > 0, headings.last?.line != line { headings.append((line, level)) }
        breakPending = false
        spacePending = false
        utf8.append(contentsOf: run)
    }
}

/// A table while it is read.
private struct OpenTable {
    /// Merged blocks of one table; a form has some hundred.
    private static let mostMerges = 100_000

    struct Cell {
        let place: CellPosition
        let number: String?
        let isFormula: Bool
        /// Whether another table lies inside, so that its own text is running text.
        var isLayout = false
    }

    var builder: GridBuilder
    /// Its place among the grids, once a row or cell was seen.
    var slot: Int?
    var cell: Cell?
    var flow = TextFlow()
    private var row = -1
    private var column = 0
    private var isInRow = false
    /// For each column the first row that no cell from above reaches.
    private var freeFrom: [Int] = []
    private var mergesBefore = 0
    private var columnElements = 0

    init(name: String) { builder = GridBuilder(name: name) }

    mutating func startRow(isHidden: Bool, _ budget: inout ReadBudget) throws(DocumentError) {
        row += 1
        column = 0
        isInRow = true
        guard row < budget.limits.rows else { throw .tooManyRows }
        if isHidden { builder.grid.hiddenRows.insert(row) }
    }

    mutating func endRow() { isInRow = false }

    mutating func startCell(_ attributes: Attributes, _ budget: inout ReadBudget) throws(DocumentError) {
        if !isInRow { try startRow(isHidden: false, &budget) }
        let before = column
        while column < freeFrom.count, freeFrom[column] > row { column += 1 }
        guard column < budget.limits.columns else { throw .tooManyCells }
        let place = CellPosition(row: row, column: column)
        let end = min(column + attributes.columnSpan, budget.limits.columns)
        // A cell from above that reaches into this one ends its block.
        var right = column
        while right + 1 < end, right + 1 >= freeFrom.count || freeFrom[right + 1] <= row { right += 1 }
        let bottom = attributes.rowSpan == 0 ? Int.max : row + attributes.rowSpan - 1
        if bottom > row {
            if freeFrom.count < end { freeFrom.append(contentsOf: repeatElement(0, count: end - freeFrom.count)) }
            for index in column..<end { freeFrom[index] = max(freeFrom[index], bottom == .max ? .max : bottom + 1) }
        }
        if bottom > row || right > column {
            builder.grid.merges.append(CellRange(top: row, left: column, bottom: bottom, right: right))
            guard builder.grid.merges.count <= Self.mostMerges else { throw .tooManyCells }
        }
        try budget.spend(steps: 1 + end - before)
        column = end
        cell = Cell(place: place, number: attributes.number, isFormula: attributes.isFormula)
        flow.clear()
    }

    /// Blocks end with the group of rows they began in.
    mutating func endGroup() {
        for index in mergesBefore..<builder.grid.merges.count { builder.grid.merges[index].bottom = min(builder.grid.merges[index].bottom, row) }
        mergesBefore = builder.grid.merges.count
        freeFrom.removeAll(keepingCapacity: true)
        isInRow = false
    }

    mutating func addColumnElement(_ attributes: Attributes) {
        if attributes.isHidden { builder.grid.hiddenColumns.formUnion(columnElements..<(columnElements + attributes.span)) }
        columnElements = min(columnElements + attributes.span, 16_384)
    }

    mutating func finish(_ budget: inout ReadBudget) throws(DocumentError) -> Grid {
        endGroup()
        builder.grid.merges.removeAll { $0.top == $0.bottom && $0.left == $0.right }
        return try builder.finish(&budget)
    }
}

/// One page while the parser goes through it.
private struct HTMLPage {
    var failure: DocumentError?
    var parser: htmlParserCtxtPtr?

    /// More tables than any published collection of forms has on one page.
    private static let mostTables = 20_000

    private var budget: ReadBudget
    private let deepest: Int
    private var depth = 0
    /// The depth of the element whose content is left out.
    private var hiddenAt: Int?
    private var grids: [Grid?] = []
    private var blocks: [TextBlock] = []
    private var tables: [OpenTable] = []
    private var tableCount = 0
    private var flow = TextFlow()
    private var headingLevel = 0
    private var preformatted = 0
    private var choice: (options: Int, isSelected: Bool, text: TextFlow)?
    private var option: (isSelected: Bool, text: TextFlow)?
    private var hasFrames = false

    init(_ limits: ReadLimits) {
        budget = ReadBudget(limits)
        // Pages made by office programs nest deeper than office files do.
        deepest = limits.elementDepth * 4
    }

    private mutating func fail(_ error: DocumentError) {
        guard failure == nil else { return }
        failure = error
        if let parser { xmlStopParser(parser) }
    }

    mutating func lookAtClock() {
        do throws(DocumentError) { try budget.lookAtClock() } catch { fail(error) }
    }

    // MARK: Events

    mutating func start(_ name: UnsafePointer<xmlChar>, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard failure == nil else { return }
        do throws(DocumentError) { try open(name, list) } catch { fail(error) }
    }

    private mutating func open(_ name: UnsafePointer<xmlChar>, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) throws(DocumentError) {
        depth += 1
        try budget.spend()
        guard depth <= deepest else { throw .tooDeep }
        guard hiddenAt == nil else { return }
        let tag = Tag.of(name)
        let attributes = Attributes(list)
        if case .hidden = tag {
            hiddenAt = depth
            return
        }
        // A hidden row or column stays on the grid, as in a workbook.
        if attributes.isHidden {
            switch tag {
            case .row, .column: break
            default:
                hiddenAt = depth
                return
            }
        }
        if let tag { try start(tag, attributes) }
    }

    mutating func end(_ name: UnsafePointer<xmlChar>) {
        guard failure == nil else { return }
        defer { depth = max(0, depth - 1) }
        if let hidden = hiddenAt {
            if hidden == depth { hiddenAt = nil }
            return
        }
        do throws(DocumentError) {
            try budget.spend()
            if let tag = Tag.of(name) { try end(tag) }
        } catch { fail(error) }
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        guard failure == nil else { return }
        do throws(DocumentError) { try budget.spend() } catch { return fail(error) }
        guard hiddenAt == nil else { return }
        if choice != nil {
            option?.text.append(text, level: 0, keepsLines: false)
            return
        }
        append(text)
    }

    // MARK: Elements

    private mutating func start(_ tag: Tag, _ attributes: Attributes) throws(DocumentError) {
        switch tag {
        case .table:
            if let last = tables.indices.last, tables[last].cell != nil {
                tables[last].cell?.isLayout = true
                try spillCell(last)
            } else {
                try endParagraph()
            }
            tableCount += 1
            guard tableCount <= Self.mostTables else { throw .tooManyCells }
            tables.append(OpenTable(name: "T\(tableCount)"))
        case .row:
            guard let last = tables.indices.last else { return try endParagraph() }
            try closeCell(last)
            try takeSlot(last)
            try tables[last].startRow(isHidden: attributes.isHidden, &budget)
        case .cell:
            guard let last = tables.indices.last else { return try endParagraph() }
            try closeCell(last)
            try takeSlot(last)
            try tables[last].startCell(attributes, &budget)
        case .rowGroup:
            guard let last = tables.indices.last else { return }
            try closeCell(last)
            tables[last].endGroup()
        case .column:
            if let last = tables.indices.last { tables[last].addColumnElement(attributes) }
        case .block, .caption: try endParagraph()
        case .heading(let level):
            try endParagraph()
            headingLevel = level
        case .lineBreak: breakLine()
        case .preformatted:
            preformatted += 1
            breakLine()
        case .input: showInput(attributes)
        case .select: choice = (0, false, TextFlow())
        case .option:
            closeOption()
            if choice != nil { option = (attributes.isSelected, TextFlow()) }
        case .frameset: hasFrames = true
        case .hidden: break
        }
    }

    private mutating func end(_ tag: Tag) throws(DocumentError) {
        switch tag {
        case .table: try closeTable()
        case .row:
            guard let last = tables.indices.last else { return try endParagraph() }
            try closeCell(last)
            tables[last].endRow()
        case .cell: if let last = tables.indices.last { try closeCell(last) } else { try endParagraph() }
        case .rowGroup:
            guard let last = tables.indices.last else { return }
            try closeCell(last)
            tables[last].endGroup()
        case .block, .caption: try endParagraph()
        case .heading:
            try endParagraph()
            headingLevel = 0
        case .preformatted:
            preformatted = max(0, preformatted - 1)
            breakLine()
        case .option: closeOption()
        case .select:
            closeOption()
            if let chosen = choice {
                choice = nil
                chosen.text.utf8.withUnsafeBufferPointer { append($0) }
            }
        case .lineBreak, .column, .input, .frameset, .hidden: break
        }
    }

    private mutating func showInput(_ attributes: Attributes) {
        switch attributes.type {
        case "checkbox", "radio": append(attributes.isChecked ? "☑" : "☐")
        case "hidden", "button", "submit", "reset", "image", "file", "password": break
        default: if let value = attributes.value { append(value) }
        }
    }

    /// A list shows its selected entry, else its first.
    private mutating func closeOption() {
        guard let entry = option else { return }
        option = nil
        guard let before = choice else { return }
        let shows = before.options == 0 || (entry.isSelected && !before.isSelected)
        choice = (before.options + 1, before.isSelected || entry.isSelected, shows ? entry.text : before.text)
    }

    // MARK: Text

    /// The innermost table with an open cell takes the text; else it is running text.
    private var cellTable: Int? { tables.lastIndex { $0.cell != nil } }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        if let table = cellTable {
            tables[table].flow.append(text, level: headingLevel, keepsLines: preformatted > 0)
        } else {
            flow.append(text, level: headingLevel, keepsLines: preformatted > 0)
        }
    }

    private mutating func breakLine() {
        if let table = cellTable { tables[table].flow.breakLine() } else { flow.breakLine() }
    }

    private mutating func endParagraph() throws(DocumentError) {
        if let table = cellTable {
            tables[table].flow.breakLine()
        } else if !flow.isEmpty {
            try budget.spendCell()
            blocks.append(.paragraph(flow.string, level: flow.headings.first?.level ?? 0))
            flow.clear()
        }
    }

    // MARK: Tables

    private mutating func takeSlot(_ table: Int) throws(DocumentError) {
        guard tables[table].slot == nil else { return }
        if cellTable == nil { try endParagraph() }
        tables[table].slot = grids.count
        blocks.append(.table(grids.count))
        grids.append(nil)
    }

    /// Text of a cell that holds a table goes on as paragraphs.
    private mutating func spillCell(_ table: Int) throws(DocumentError) {
        let text = tables[table].flow
        tables[table].flow.clear()
        guard !text.isEmpty else { return }
        for (number, line) in text.string.split(separator: "\n").enumerated() {
            try budget.spendCell()
            blocks.append(.paragraph(String(line), level: text.headings.first { $0.line == number }?.level ?? 0))
        }
    }

    private mutating func closeCell(_ table: Int) throws(DocumentError) {
        guard let cell = tables[table].cell else { return }
        if cell.isLayout {
            try spillCell(table)
        } else if !tables[table].flow.isEmpty {
            try budget.spendCell()
            let text = tables[table].flow.string
            let (value, shown) = Self.value(of: text, number: cell.number)
            tables[table].builder.add(GridCell(position: cell.place, value: value, shown: shown, isFormula: cell.isFormula))
        }
        tables[table].cell = nil
        tables[table].flow.clear()
    }

    /// The number behind the text, where the text is that number rounded; else the text.
    private static func value(of text: String, number: String?) -> (CellValue, String) {
        if let number, let exact = try? ExactDecimal(workbookNumber: number) {
            let isPercent = text.hasSuffix("%")
            if let printed = try? ExactDecimal(parsing: isPercent ? String(text.dropLast()) : text),
                let scaled = isPercent ? try? exact.shifted(by: 2) : exact,
                let rounded = try? scaled.rounded(to: min(printed.scale, scaled.scale), .halfUp), rounded == printed
            {
                return WorkbookNumber(exact).cell(CellFormat(isPercent ? .percent : .general), .from1900)
            }
        }
        return (.text(text), text)
    }

    private mutating func closeTable() throws(DocumentError) {
        guard let last = tables.indices.last else { return }
        try closeCell(last)
        let grid = try tables[last].finish(&budget)
        if let slot = tables[last].slot { grids[slot] = grid }
        tables.removeLast()
        // What stood in the table outside of its cells comes before what follows.
        if cellTable == nil { try endParagraph() }
    }

    mutating func finish() throws(DocumentError) -> Document {
        if let failure { throw failure }
        while !tables.isEmpty { try closeTable() }
        try endParagraph()
        var document = Document(format: .html)
        var places: [Int: Int] = [:]
        for (slot, grid) in grids.enumerated() {
            guard let grid, !grid.cells.isEmpty else { continue }
            places[slot] = document.grids.count
            document.grids.append(grid)
        }
        for block in blocks {
            switch block {
            case .paragraph: document.blocks.append(block)
            case .table(let slot): if let place = places[slot] { document.blocks.append(.table(place)) }
            }
        }
        if document.grids.isEmpty, hasFrames { throw .frameset }
        return document
    }
}

package import BudgetModel
import Quantities

/// Reads .xlsx workbooks (also .xlsm and .xltx; transitional and strict).
package enum XLSXReader {
    /// The sheets of a workbook with what their cells hold.
    ///
    /// Charts and dialogues are passed over. A formula without a stored result is no value; a note names it.
    ///
    /// - Throws: `DocumentError` with one sentence that says what is wrong and what to do.
    package static func read(bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(DocumentError) -> Document {
        try bytes.withUnsafeBufferPointer { (memory) throws(DocumentError) in
            try read(ZipArchive(borrowing: UnsafeRawBufferPointer(memory), limits: limits))
        }
    }

    /// The sheets of a workbook whose archive is open already.
    package static func read(_ archive: ZipArchive) throws(DocumentError) -> Document {
        let main: String
        switch try OfficePackage(archive) {
        case .workbook(let part): main = part
        case .binaryWorkbook: throw .binaryWorkbook
        case .textDocument, .presentation, .openDocument, .other: throw .noWorkbook
        }
        let limits = archive.limits
        let stream = XMLStream(limits: limits, deadline: Deadline(seconds: limits.seconds))

        let workbook = WorkbookPart(part: main, maximumSheets: limits.sheets)
        guard let entry = archive.entry(named: main) else { throw .noWorkbook }
        try stream.read(entry, of: archive, workbook)

        let relations = Relations(part: Relations.name(for: main), folder: Relations.folder(of: main))
        if let entry = archive.entry(named: relations.part) { try stream.read(entry, of: archive, relations) }

        var strings: [String] = []
        if let entry = relations.entry(ofType: "/sharedStrings", in: archive) {
            let visitor = SharedStringsPart(part: entry.name, maximum: limits.cells)
            try stream.read(entry, of: archive, visitor)
            strings = visitor.strings
        }
        var formats: [CellFormat] = []
        if let entry = relations.entry(ofType: "/styles", in: archive) {
            let visitor = StylesPart(part: entry.name)
            try stream.read(entry, of: archive, visitor)
            formats = visitor.formats
        }

        var document = Document(format: .xlsx)
        var cells = 0
        var missing: [String] = []
        for sheet in workbook.sheets {
            let relation = relations[sheet.relation]
            if let relation, !relation.type.hasSuffix("/worksheet"), !relation.type.isEmpty { continue }
            guard let relation, let entry = archive.entry(named: relation.target) else {
                missing.append(sheet.name)
                continue
            }
            let visitor = SheetPart(
                part: entry.name, name: sheet.name, strings: strings, formats: formats, workbook: workbook, limits: limits,
                cellsBefore: cells)
            try stream.read(entry, of: archive, visitor)
            var grid = try visitor.grid()
            grid.isHidden = sheet.isHidden
            cells += grid.cells.count
            document.grids.append(grid)
            document.notes += visitor.notes
        }
        if document.grids.isEmpty { throw .noSheets }
        if !missing.isEmpty { document.notes.append(missingSheets(missing)) }
        return document
    }

    private static func missingSheets(_ names: [String]) -> Wording {
        let zh = names.prefix(5).map { "“\(DocumentError.printable($0))”" }.joined(separator: "、")
        let en = names.prefix(5).map { "“\(DocumentError.printable($0))”" }.joined(separator: ", ")
        return Wording(
            zh: "有 \(names.count) 个工作表（\(zh)\(names.count > 5 ? "等" : "")）在文件中找不到内容，未读取。",
            en: "The content of \(names.count) sheet\(names.count > 1 ? "s" : "") (\(en)\(names.count > 5 ? " and more" : "")) is missing from the file and was not read.")
    }
}

extension Relations {
    fileprivate func entry(ofType suffix: String, in archive: ZipArchive) -> ZipArchive.Entry? {
        if let relation = first(ofType: suffix) { return archive.entry(named: relation.target) }
        return nil
    }
}

/// The namespaces of spreadsheets, transitional and strict.
let spreadsheetNamespaces: [String] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
]

/// `xl/workbook.xml`: the sheets in their order, and how days are counted.
final class WorkbookPart: XMLVisitor {
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var dateSystem = CalendarDay.DateSystem.from1900
    /// Upper-cased.
    private(set) var definedNames: Set<String> = []
    private let maximumSheets: Int

    private static let elements = XMLNames(["sheet", "workbookPr", "definedName"], in: spreadsheetNamespaces)
    override var names: XMLNames { Self.elements }

    init(part: String, maximumSheets: Int) {
        self.maximumSheets = maximumSheets
        super.init(part: part)
    }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        switch tag {
        case 0:
            guard sheets.count < maximumSheets else {
                failure = .tooManySheets
                return
            }
            let state = attributes["state"]
            sheets.append(
                Sheet(
                    name: attributes.string("name") ?? "", relation: attributes.string("id") ?? "",
                    isHidden: state?.spells("hidden") == true || state?.spells("veryHidden") == true))
        case 1: if attributes.isOn("date1904") { dateSystem = .from1904 }
        case 2:
            if definedNames.count < 10_000, let name = attributes.string("name") { definedNames.insert(name.uppercased()) }
        default: break
        }
    }
}

/// `xl/styles.xml`: the number format of every cell style.
final class StylesPart: XMLVisitor {
    private(set) var formats: [CellFormat] = []
    private var custom: [Int: CellFormat] = [:]
    private var isInCellStyles = false

    private static let elements = XMLNames(["xf", "numFmt", "cellXfs"], in: spreadsheetNamespaces)
    override var names: XMLNames { Self.elements }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        switch tag {
        case 0 where isInCellStyles:
            guard formats.count < 100_000 else { return }
            let id = attributes.integer("numFmtId") ?? 0
            formats.append(custom[id] ?? CellFormat(builtIn: id))
        case 1:
            guard !isInCellStyles, custom.count < 100_000, let id = attributes.integer("numFmtId"), let code = attributes.string("formatCode")
            else { return }
            custom[id] = CellFormat(code: code)
        case 2: isInCellStyles = true
        default: break
        }
    }

    override func end(_ tag: Int) {
        // What follows are names, differences and colours.
        if tag == 2 { isDone = true }
    }
}

/// Gathers the text of a string item: plain, or in runs with their fonts; reading aids are left out.
struct RichText {
    /// Where the text of the present piece begins in the collector.
    private var begin = 0
    private var font = SymbolFont.none
    private var phonetic = 0
    private var keepsSpace = false

    mutating func startItem(_ text: TextCollector) {
        text.clear()
        font = .none
    }

    mutating func startRun() { font = .none }

    mutating func setFont(_ attributes: XMLAttributes) {
        if let name = attributes["val"] { font = SymbolFont(name) }
    }

    mutating func startPhonetic() { phonetic += 1 }
    mutating func endPhonetic() { phonetic -= 1 }

    /// Whether to collect.
    mutating func startText(_ text: TextCollector, _ attributes: XMLAttributes) -> Bool {
        begin = text.count
        keepsSpace = attributes["space"]?.spells("preserve") == true
        return phonetic == 0
    }

    func endText(_ text: TextCollector) {
        if !keepsSpace { text.trim(from: begin) }
        if font != .none { text.substitute(from: begin, font) }
    }
}

/// `xl/sharedStrings.xml`.
final class SharedStringsPart: XMLVisitor {
    private(set) var strings: [String] = []
    private var rich = RichText()
    private let maximum: Int

    private static let t = 0, si = 1, r = 2, rFont = 3, rPh = 4
    private static let elements = XMLNames(["t", "si", "r", "rFont", "rPh"], in: spreadsheetNamespaces)
    override var names: XMLNames { Self.elements }

    init(part: String, maximum: Int) {
        self.maximum = maximum
        super.init(part: part)
    }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        switch tag {
        case Self.t: isCollecting = rich.startText(text, attributes)
        case Self.si:
            rich.startItem(text)
            if strings.count >= maximum { failure = .tooManyCells }
        case Self.r: rich.startRun()
        case Self.rFont: rich.setFont(attributes)
        case Self.rPh: rich.startPhonetic()
        default: break
        }
    }

    override func end(_ tag: Int) {
        switch tag {
        case Self.t:
            if isCollecting { rich.endText(text) }
            isCollecting = false
        case Self.si: strings.append(text.workbookString)
        case Self.rPh: rich.endPhonetic()
        default: break
        }
    }
}

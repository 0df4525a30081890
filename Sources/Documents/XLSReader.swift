package import BudgetModel
import Quantities

/// Reads the workbooks of Excel 5 to 2003 (BIFF5, BIFF7, BIFF8), as WPS and report servers still write them.
///
/// - Source: [MS-XLS]; BIFF5 and BIFF7 differ in their strings, which are bytes in a code page.
package enum XLSReader {
    /// - Throws: `DocumentError`: `.encrypted`, `.damaged`, `.tooLarge`, `.unsupportedFormat`.
    package static func read(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(DocumentError) -> Document {
        guard bytes.count <= limits.fileBytes else { throw .fileTooLarge }
        // Some report servers write the records without their container.
        guard CompoundFile.matches(bytes) else { return try read(records: bytes, limits: limits) }
        return try read(try CompoundFile(bytes), limits: limits)
    }

    static func read(_ file: CompoundFile, limits: ReadLimits) throws(DocumentError) -> Document {
        if let stream = try file.stream(named: "Workbook") { return try read(records: stream, limits: limits) }
        if let stream = try file.stream(named: "Book") { return try read(records: stream, limits: limits) }
        throw .otherCompoundFile
    }

    private static func read(records: [UInt8], limits: ReadLimits) throws(DocumentError) -> Document {
        var workbook = BIFFWorkbook(records, limits)
        return Document(format: .xls, grids: try workbook.grids())
    }

    /// Whether the bytes begin with a record that opens a workbook or sheet of any age.
    static func opensRecords(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8, bytes[0] == 0x09 else { return false }
        return [0x00, 0x02, 0x04, 0x08].contains(bytes[1]) && (4...16).contains(bytes[2]) && bytes[3] == 0
    }
}

/// The numbers of the records that are read.
private enum Record {
    static let bof: UInt16 = 0x0809
    static let olderBOF: Set<UInt16> = [0x0009, 0x0209, 0x0409]
    static let eof: UInt16 = 0x000A
    static let filePass: UInt16 = 0x002F
    static let codePage: UInt16 = 0x0042
    static let dateMode: UInt16 = 0x0022
    static let boundSheet: UInt16 = 0x0085
    static let sst: UInt16 = 0x00FC
    static let continuation: UInt16 = 0x003C
    static let format: UInt16 = 0x041E
    static let olderFormat: UInt16 = 0x001E
    static let font: UInt16 = 0x0031
    static let olderFont: UInt16 = 0x0231
    static let xf: UInt16 = 0x00E0
    static let row: UInt16 = 0x0208
    static let columnInfo: UInt16 = 0x007D
    static let mergedCells: UInt16 = 0x00E5
    static let labelSST: UInt16 = 0x00FD
    static let label: UInt16 = 0x0204
    static let richLabel: UInt16 = 0x00D6
    static let rk: UInt16 = 0x027E
    static let multipleRK: UInt16 = 0x00BD
    static let number: UInt16 = 0x0203
    static let formula: UInt16 = 0x0006
    static let string: UInt16 = 0x0207
    static let boolOrError: UInt16 = 0x0205
}

/// One workbook stream while it is read.
private struct BIFFWorkbook {
    private struct Sheet {
        var offset: Int
        var name: String
        var isHidden: Bool
    }

    /// Merged blocks of one sheet; a form has some hundred.
    private static let mostMerges = 100_000

    private let data: [UInt8]
    private var budget: ReadBudget
    private var isBIFF8 = true
    private var codePage: UInt16 = 1252
    private var dates = CalendarDay.DateSystem.from1900
    private var sheets: [Sheet] = []
    private var strings: [String] = []
    private var formats: [UInt16: CellFormat] = [:]
    private var cellFormats: [UInt16] = []
    private var cellFonts: [UInt16] = []
    private var fonts: [SymbolFont] = []
    /// Whether any font shows letters as ticks and boxes; nearly no workbook has one.
    private var hasSymbols = false
    /// Strings whose parts have fonts of their own.
    private var richStrings: Set<Int> = []
    private var kinds: [CellFormat] = []
    private var converter: TextConverter?

    init(_ data: [UInt8], _ limits: ReadLimits) {
        self.data = data
        budget = ReadBudget(limits)
    }

    mutating func grids() throws(DocumentError) -> [Grid] {
        try readGlobals()
        kinds = cellFormats.map { formats[$0] ?? CellFormat(builtIn: Int($0)) }
        var result: [Grid] = []
        for sheet in sheets { result.append(try read(sheet)) }
        return result
    }

    // MARK: Records

    private struct Header {
        let id: UInt16
        let start: Int
        let length: Int
        var end: Int { start + length }
    }

    /// The record at `offset`, or nil where the stream ends.
    private func record(at offset: Int) throws(DocumentError) -> Header? {
        guard offset + 4 <= data.count else {
            // A few bytes of filling may be left over.
            guard offset >= data.count || data[offset...].allSatisfy({ $0 == 0 }) else { throw .damagedWorkbook }
            return nil
        }
        let header = Header(id: data.u16(offset), start: offset + 4, length: Int(data.u16(offset + 2)))
        guard header.end <= data.count else { throw .damagedWorkbook }
        return header
    }

    /// The record's bytes and those of the CONTINUE records behind it.
    private func segments(of header: Header) throws(DocumentError) -> [Range<Int>] {
        var parts = [header.start..<header.end]
        var offset = header.end
        while let next = try record(at: offset), next.id == Record.continuation {
            parts.append(next.start..<next.end)
            offset = next.end
        }
        return parts
    }

    // MARK: Globals

    private mutating func readGlobals() throws(DocumentError) {
        guard let first = try record(at: 0) else { throw .damagedWorkbook }
        if Record.olderBOF.contains(first.id) { throw .oldExcel }
        guard first.id == Record.bof, first.length >= 4 else { throw .damagedWorkbook }
        isBIFF8 = data.u16(first.start) == 0x0600
        let kind = data.u16(first.start + 2)
        guard kind == 0x0005 else {
            // A lone sheet without globals, as simple report programs write it.
            guard kind == 0x0010 else { throw .damagedWorkbook }
            sheets = [Sheet(offset: 0, name: "Sheet1", isHidden: false)]
            codePage = 936
            return
        }
        var named: [(offset: Int, name: Range<Int>, flags: UInt8)] = []
        var offset = first.end
        while let header = try record(at: offset) {
            try budget.spend()
            offset = header.end
            let start = header.start
            switch header.id {
            case Record.eof:
                try name(named)
                return
            case Record.filePass: throw .passwordProtected
            case Record.codePage: codePage = data.u16(start)
            case Record.dateMode: dates = data.u16(start) == 1 ? .from1904 : .from1900
            case Record.boundSheet:
                guard header.length >= 7 else { throw .damagedWorkbook }
                // Only worksheets hold cells; charts, macros and modules do not.
                guard data[start + 5] == 0 else { break }
                guard named.count < budget.limits.sheets else { throw .tooManySheets }
                named.append((Int(data.u32(start)), (start + 6)..<header.end, data[start + 4]))
            case Record.format, Record.olderFormat: try readFormat(header)
            case Record.font, Record.olderFont: try readFont(header)
            case Record.xf:
                cellFonts.append(data.u16(start))
                cellFormats.append(data.u16(start + 2))
            case Record.sst: try readStrings(header)
            default: break
            }
        }
        throw .damagedWorkbook
    }

    /// Names come after all globals, as the code page of old files may stand behind them.
    private mutating func name(_ found: [(offset: Int, name: Range<Int>, flags: UInt8)]) throws(DocumentError) {
        guard !found.isEmpty else { throw .damagedWorkbook }
        var offsets = Set<Int>()
        for sheet in found {
            // Two sheets at one place would only read the same cells twice.
            guard sheet.offset < data.count, offsets.insert(sheet.offset).inserted else { throw .damagedWorkbook }
            var cursor = SegmentCursor(data, [sheet.name])
            let length = Int(try cursor.byte())
            let text = try isBIFF8 ? cursor.unicode(length) : bytesText(&cursor, length)
            sheets.append(Sheet(offset: sheet.offset, name: text, isHidden: sheet.flags & 3 != 0))
        }
    }

    private mutating func readFormat(_ header: Header) throws(DocumentError) {
        guard header.length >= 4 else { return }
        var cursor = SegmentCursor(data, [header.start..<header.end])
        let index: UInt16
        let code: String
        if isBIFF8 {
            index = try cursor.u16()
            let length = Int(try cursor.u16())
            code = try cursor.unicode(length)
        } else {
            index = try cursor.u16()
            let length = Int(try cursor.byte())
            code = try bytesText(&cursor, length)
        }
        formats[index] = CellFormat(code: code)
    }

    private mutating func readStrings(_ header: Header) throws(DocumentError) {
        guard header.length >= 8 else { throw .damagedWorkbook }
        var cursor = SegmentCursor(data, try segments(of: header))
        cursor.skip(4)
        let count = Int(try cursor.u32())
        guard count <= budget.limits.cells else { throw .tooManyCells }
        // The count may lie: a string takes three bytes at least.
        strings.reserveCapacity(min(count, cursor.bytesLeft / 3))
        var textBytes = 0
        while strings.count < count, cursor.bytesLeft >= 3 {
            try budget.spend()
            let (plain, runs) = try cursor.richUnicode(Int(try cursor.u16()), keepsRuns: hasSymbols)
            let text = runs.isEmpty ? plain : withSymbols(plain, runs)
            if !runs.isEmpty { richStrings.insert(strings.count) }
            textBytes += text.utf8.count
            guard textBytes <= budget.limits.partBytes / 2 else { throw .unpacksTooLarge }
            strings.append(text)
        }
    }

    private mutating func readFont(_ header: Header) throws(DocumentError) {
        guard header.length > 16 else {
            fonts.append(.none)
            return
        }
        var cursor = SegmentCursor(data, [(header.start + 14)..<header.end])
        let length = Int(try cursor.byte())
        var name = try isBIFF8 ? cursor.unicode(length) : bytesText(&cursor, length)
        let font = name.withUTF8 { SymbolFont($0) }
        fonts.append(font)
        if font != .none { hasSymbols = true }
    }

    /// The font a record names by its index; the number 4 was never given.
    private func font(_ index: UInt16) -> SymbolFont {
        let place = Int(index) < 4 ? Int(index) : Int(index) - 1
        return place < fonts.count ? fonts[place] : .none
    }

    /// The text with the letters of symbol fonts as what they show; a run holds up to where the next begins.
    private func withSymbols(_ text: String, _ runs: [(start: Int, font: UInt16)]) -> String {
        guard runs.contains(where: { font($0.font) != .none }) else { return text }
        var result = String.UnicodeScalarView()
        var next = 0
        var place = 0
        var present = SymbolFont.none
        for scalar in text.unicodeScalars {
            while next < runs.count, runs[next].start <= place {
                present = font(runs[next].font)
                next += 1
            }
            result.append(present.shown(scalar))
            place += scalar.value > 0xFFFF ? 2 : 1
        }
        return String(result)
    }

    /// Text of BIFF5 and BIFF7: bytes in the workbook's code page.
    private mutating func bytesText(_ cursor: inout SegmentCursor, _ length: Int) throws(DocumentError) -> String {
        let bytes = try cursor.bytes(length)
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0 && $0 != 0x0D }) { return String(decoding: bytes, as: UTF8.self) }
        if converter == nil { converter = try TextConverter(codePage: codePage) }
        guard let converter else { throw .noTextEncoding }
        var text = TextBuffer()
        guard let converted = converter.convert(bytes) else { throw .damagedWorkbook }
        text.append(utf8: converted.utf8)
        return text.string
    }

    // MARK: Sheets

    private mutating func read(_ sheet: Sheet) throws(DocumentError) -> Grid {
        guard let first = try record(at: sheet.offset), first.id == Record.bof, first.length >= 4 else { throw .damagedWorkbook }
        var builder = GridBuilder(name: sheet.name)
        builder.grid.isHidden = sheet.isHidden
        // A sheet that is no worksheet although its entry says so has no cells.
        guard data.u16(first.start + 2) == 0x0010 else { return builder.grid }
        var depth = 1
        var offset = first.end
        var textFormula: CellPosition?
        while depth > 0, let header = try record(at: offset) {
            try budget.spend()
            offset = header.end
            let start = header.start
            switch header.id {
            case Record.bof:
                // A chart lies inside; it repeats the numbers it shows.
                depth += 1
                continue
            case Record.eof:
                depth -= 1
                continue
            default: if depth > 1 { continue }
            }
            switch header.id {
            case Record.labelSST:
                guard header.length >= 10 else { throw .damagedWorkbook }
                let index = Int(data.u32(start + 6))
                guard index < strings.count else { throw .damagedWorkbook }
                try add(strings[index], at: start, isRich: hasSymbols && richStrings.contains(index), to: &builder)
            case Record.label, Record.richLabel:
                guard header.length >= 8 else { throw .damagedWorkbook }
                var cursor = SegmentCursor(data, [(start + 6)..<header.end])
                let length = Int(try cursor.u16())
                try add(try isBIFF8 ? cursor.unicode(length) : bytesText(&cursor, length), at: start, to: &builder)
            case Record.rk:
                guard header.length >= 10 else { throw .damagedWorkbook }
                try add(Self.number(rk: data.u32(start + 6)), format: data.u16(start + 4), at: try position(start), to: &builder)
            case Record.multipleRK:
                guard header.length >= 6 else { throw .damagedWorkbook }
                var place = try position(start)
                for item in stride(from: start + 4, through: header.end - 8, by: 6) {
                    guard place.column < budget.limits.columns else { throw .damagedWorkbook }
                    try add(Self.number(rk: data.u32(item + 2)), format: data.u16(item), at: place, to: &builder)
                    place.column += 1
                }
            case Record.number:
                guard header.length >= 14 else { throw .damagedWorkbook }
                try add(Self.number(double: double(at: start + 6)), format: data.u16(start + 4), at: try position(start), to: &builder)
            case Record.formula:
                guard header.length >= 14 else { throw .damagedWorkbook }
                textFormula = try readFormula(start, to: &builder)
            case Record.string:
                guard let place = textFormula else { break }
                textFormula = nil
                var cursor = SegmentCursor(data, try segments(of: header))
                let length = Int(try cursor.u16())
                let text = try isBIFF8 ? cursor.unicode(length) : bytesText(&cursor, length)
                guard !text.isEmpty else { break }
                try budget.spendCell()
                builder.add(GridCell(position: place, value: .text(text), shown: text, isFormula: true))
            case Record.boolOrError:
                guard header.length >= 8 else { throw .damagedWorkbook }
                let (value, shown) = Self.booleanOrError(data[start + 6], isError: data[start + 7] != 0)
                try budget.spendCell()
                builder.add(GridCell(position: try position(start), value: value, shown: shown))
            case Record.mergedCells: try readMerges(header, to: &builder)
            case Record.row:
                // Hidden by hand or by a filter, or of no height.
                if header.length >= 16, data.u16(start + 12) & 0x20 != 0 { builder.grid.hiddenRows.insert(Int(data.u16(start))) }
            case Record.columnInfo:
                guard header.length >= 10, data.u16(start + 8) & 1 != 0 || data.u16(start + 4) == 0 else { break }
                let first = Int(data.u16(start))
                let last = min(Int(data.u16(start + 2)), 255)
                if first <= last { builder.grid.hiddenColumns.formUnion(first...last) }
            default: break
            }
        }
        return try builder.finish(&budget)
    }

    private func position(_ start: Int) throws(DocumentError) -> CellPosition {
        let column = Int(data.u16(start + 2))
        guard column < budget.limits.columns else { throw .damagedWorkbook }
        return CellPosition(row: Int(data.u16(start)), column: column)
    }

    private mutating func add(_ text: String, at start: Int, isRich: Bool = false, to builder: inout GridBuilder) throws(DocumentError) {
        guard !text.isEmpty else { return }
        try budget.spendCell()
        var text = text
        if hasSymbols, !isRich, case let style = Int(data.u16(start + 4)), style < cellFonts.count { text = withSymbols(text, [(0, cellFonts[style])]) }
        builder.add(GridCell(position: try position(start), value: .text(text), shown: text))
    }

    private mutating func add(
        _ number: StoredNumber, format: UInt16, at position: CellPosition, isFormula: Bool = false, to builder: inout GridBuilder
    ) throws(DocumentError) {
        try budget.spendCell()
        let value: CellValue
        let shown: String
        switch number {
        case .exact(let exact): (value, shown) = WorkbookNumber(exact).cell(Int(format) < kinds.count ? kinds[Int(format)] : CellFormat(), dates)
        case .beyond(let digits): (value, shown) = (.text(digits), digits)
        }
        builder.add(GridCell(position: position, value: value, shown: shown, isFormula: isFormula))
    }

    /// The formula's stored result; a text result stands in the STRING record that follows.
    private mutating func readFormula(_ start: Int, to builder: inout GridBuilder) throws(DocumentError) -> CellPosition? {
        let place = try position(start)
        guard data.u16(start + 12) == 0xFFFF else {
            try add(Self.number(double: double(at: start + 6)), format: data.u16(start + 4), at: place, isFormula: true, to: &builder)
            return nil
        }
        switch data[start + 6] {
        case 0: return place
        case 1, 2:
            let (value, shown) = Self.booleanOrError(data[start + 8], isError: data[start + 6] == 2)
            try budget.spendCell()
            builder.add(GridCell(position: place, value: value, shown: shown, isFormula: true))
        default: break
        }
        return nil
    }

    private mutating func readMerges(_ header: Header, to builder: inout GridBuilder) throws(DocumentError) {
        let count = Int(data.u16(header.start))
        guard 2 + count * 8 <= header.length else { throw .damagedWorkbook }
        for index in 0..<count {
            let start = header.start + 2 + index * 8
            let range = CellRange(
                top: Int(data.u16(start)), left: Int(data.u16(start + 4)), bottom: Int(data.u16(start + 2)), right: Int(data.u16(start + 6)))
            guard range.top <= range.bottom, range.left <= range.right, range.right < budget.limits.columns else { throw .damagedWorkbook }
            guard range.top != range.bottom || range.left != range.right else { continue }
            guard builder.grid.merges.count < Self.mostMerges else { throw .tooManyCells }
            builder.grid.merges.append(range)
        }
    }

    // MARK: Values

    private enum StoredNumber {
        case exact(ExactDecimal)
        /// Larger than any number of a form, or not a number: shown as it stands.
        case beyond(String)
    }

    private func double(at offset: Int) -> Double {
        Double(bitPattern: UInt64(data.u32(offset)) | UInt64(data.u32(offset + 4)) << 32)
    }

    /// The decimal of a stored binary double.
    ///
    /// `Double` is the storage format of the file, not a way of ours to compute: it goes through its
    /// shortest text that names it uniquely into an exact decimal of 15 significant digits.
    private static func number(double: Double) -> StoredNumber {
        if let whole = Int(exactly: double), whole.magnitude < 1_000_000_000_000_000 { return .exact(ExactDecimal(whole)) }
        let text = double.description
        guard let exact = try? ExactDecimal(workbookNumber: text) else { return .beyond(text) }
        return .exact(exact)
    }

    /// An RK value: 30 bits of a whole number or of a double, either one perhaps in hundredths.
    private static func number(rk: UInt32) -> StoredNumber {
        let inHundredths = rk & 1 != 0
        if rk & 2 != 0 {
            let whole = Int128(Int32(bitPattern: rk) >> 2)
            return .exact(inHundredths ? ExactDecimal(significand: whole, scale: 2).trimmed : ExactDecimal(significand: whole, scale: 0))
        }
        let stored = number(double: Double(bitPattern: UInt64(rk & 0xFFFF_FFFC) << 32))
        guard inHundredths, case .exact(let exact) = stored else { return stored }
        guard let shifted = try? exact.shifted(by: -2).significant(15) else { return .exact(.zero) }
        return .exact(shifted)
    }

    private static func booleanOrError(_ code: UInt8, isError: Bool) -> (CellValue, String) {
        guard isError else { return (.boolean(code != 0), code != 0 ? "TRUE" : "FALSE") }
        let name =
            switch code {
            case 0x00: "#NULL!"
            case 0x07: "#DIV/0!"
            case 0x0F: "#VALUE!"
            case 0x17: "#REF!"
            case 0x1D: "#NAME?"
            case 0x24: "#NUM!"
            case 0x2A: "#N/A"
            default: "#ERR!"
            }
        return (.error(name), name)
    }
}

/// Reads on through a record and its CONTINUE records.
private struct SegmentCursor {
    private let data: [UInt8]
    private let segments: [Range<Int>]
    private var segment = 0
    private var place: Int
    private(set) var bytesLeft: Int

    init(_ data: [UInt8], _ segments: [Range<Int>]) {
        self.data = data
        self.segments = segments
        place = segments[0].lowerBound
        bytesLeft = segments.reduce(0) { $0 + $1.count }
    }

    /// How many bytes are left in the segment in which reading goes on.
    private mutating func room() throws(DocumentError) -> Int {
        while place >= segments[segment].upperBound {
            guard segment + 1 < segments.count else { throw .damagedWorkbook }
            segment += 1
            place = segments[segment].lowerBound
        }
        return segments[segment].upperBound - place
    }

    mutating func byte() throws(DocumentError) -> UInt8 {
        _ = try room()
        defer {
            place += 1
            bytesLeft -= 1
        }
        return data[place]
    }

    mutating func u16() throws(DocumentError) -> UInt16 {
        let low = try byte()
        return UInt16(low) | UInt16(try byte()) << 8
    }

    mutating func u32() throws(DocumentError) -> UInt32 {
        let low = try u16()
        return UInt32(low) | UInt32(try u16()) << 16
    }

    /// Passes over bytes; beyond the end nothing is left.
    mutating func skip(_ count: Int) {
        var left = min(count, bytesLeft)
        bytesLeft -= left
        while left > 0 {
            let step = min(left, segments[segment].upperBound - place)
            place += step
            left -= step
            if left > 0 {
                segment += 1
                place = segments[segment].lowerBound
            }
        }
    }

    mutating func bytes(_ count: Int) throws(DocumentError) -> [UInt8] {
        guard count <= bytesLeft else { throw .damagedWorkbook }
        var result: [UInt8] = []
        result.reserveCapacity(count)
        while result.count < count {
            let step = min(try room(), count - result.count)
            result += data[place..<(place + step)]
            place += step
            bytesLeft -= step
        }
        return result
    }

    /// A string whose flags say only whether its characters take one byte or two.
    mutating func unicode(_ count: Int) throws(DocumentError) -> String {
        // An empty string may go without its flags.
        if count == 0, bytesLeft == 0 { return "" }
        return try richUnicode(count, keepsRuns: false).text
    }

    /// A string of `count` UTF-16 units with its flags, formatting runs and phonetic text.
    ///
    /// Where the characters run over into a CONTINUE record, that one begins with flags of its own,
    /// so one string may be narrow in one part and wide in the next.
    mutating func richUnicode(_ count: Int, keepsRuns: Bool) throws(DocumentError) -> (text: String, runs: [(start: Int, font: UInt16)]) {
        let flags = try byte()
        let runs = flags & 0x08 != 0 ? Int(try u16()) : 0
        let phonetic = flags & 0x04 != 0 ? Int(try u32()) : 0
        var isWide = flags & 0x01 != 0
        var text = TextBuffer()
        var left = count
        while left > 0 {
            if place >= segments[segment].upperBound {
                _ = try room()
                isWide = try byte() & 0x01 != 0
            }
            let width = isWide ? 2 : 1
            let units = min(left, (segments[segment].upperBound - place) / width)
            guard units > 0 else { throw .damagedWorkbook }
            let end = place + units * width
            if isWide { text.append(utf16: data[place..<end]) } else { text.append(latin1: data[place..<end]) }
            bytesLeft -= end - place
            place = end
            left -= units
        }
        var fontRuns: [(start: Int, font: UInt16)] = []
        if keepsRuns {
            for _ in 0..<min(runs, bytesLeft / 4) { fontRuns.append((Int(try u16()), try u16())) }
        } else {
            skip(runs * 4)
        }
        skip(phonetic)
        return (text.string, fontRuns)
    }
}

import BudgetModel
import Documents
import Frameworks
import Quantities

/// The rows of a ledger: a JSON array, or tables with a head in a workbook, a CSV, Word or HTML file.
struct LedgerFile {
    let path: String
    let kind: LedgerKind
    private(set) var rows: [LedgerRow] = []
    /// Heads of columns that nothing was taken from.
    private(set) var unused: [String] = []

    /// - Throws: `InputProblem` for a file that cannot be read, `FrameworkRefused` with every problem of its content.
    init(_ path: String, _ kind: LedgerKind, limits: ReadLimits) throws {
        self.path = path
        self.kind = kind
        let bytes = try InputFiles.bytes(of: path, limit: limits.fileBytes)
        if Self.isJSON(bytes) {
            try readJSON(bytes)
        } else {
            let document: Document
            do throws(DocumentError) {
                document = try DocumentReader.read(bytes, name: path, limits: limits)
            } catch {
                throw InputProblem(path: path, sentence: error.sentence)
            }
            for grid in document.grids where !grid.isHidden { try read(grid) }
        }
        guard !rows.isEmpty else {
            throw refused(
                zh: "没有读到任何一行：表格应有一行列名（如 \(kind.examples)），下面每个对象一行，写法见 docs/check.md",
                en: "no row was found: a table needs a row of column names (such as \(kind.examples)) with one row an object below; docs/check.md says how to write it")
        }
    }

    private func refused(zh: String, en: String) -> FrameworkRefused {
        FrameworkRefused(problems: [FrameworkProblem(file: path, line: nil, message: Wording(zh: zh, en: en))])
    }

    /// A text without its byte-order mark.
    private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...] }

    /// Text that begins like JSON; no table does.
    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let first = withoutMark(bytes).first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    }

    private mutating func readJSON(_ bytes: [UInt8]) throws {
        guard let text = String(validating: Self.withoutMark(bytes), as: UTF8.self) else { throw InputProblem(path: path, sentence: CheckPreparation.notUTF8) }
        for item in try ListFile.read(text, name: path, keys: kind.columns.map(\.key)) {
            var values: [String: LedgerRow.Value] = [:]
            for value in item.values { values[value.key] = LedgerRow.Value(text: value.text, column: value.key, line: value.line) }
            rows.append(LedgerRow(values: values, place: path + (item.line.map { ":\($0)" } ?? ""), line: item.line))
        }
    }

    // MARK: - Tables

    /// How far down a sheet its head may stand.
    private static let headReach = 30

    private mutating func read(_ grid: Grid) throws {
        var lines: [Int: [Int: GridCell]] = [:]
        for cell in grid.cells where cell.value != .empty { lines[cell.position.row, default: [:]][cell.position.column] = cell }
        guard let head = head(of: lines) else { return }
        var columns: [Int: (column: LedgerColumn, head: String, unit: AmountUnit?)] = [:]
        for (index, cell) in lines[head]!.sorted(by: { $0.key < $1.key }) {
            let (name, unit) = Self.headName(cell.shown)
            guard let column = kind.columns.first(where: { $0.isCalled(name) }) else {
                if !name.isEmpty, !unused.contains(name) { unused.append(name) }
                continue
            }
            if let other = columns.values.first(where: { $0.column == column }) {
                let place = "\(grid.name)!\(cell.position.a1)"
                throw refused(
                    zh: "\(place) 的“\(name)”与“\(other.head)”是同一列，无法判断用哪一列：请只留一列",
                    en: "“\(name)” in \(place) and “\(other.head)” are the same column; keep only one of them")
            }
            columns[index] = (column, name, unit)
        }
        let merged = Self.merged(grid, columns.filter { $0.value.column.isSubject }.map(\.key))
        let unit = Self.amountUnit(above: head, lines)
        for line in lines.keys.sorted() where line > head {
            var values: [String: LedgerRow.Value] = [:]
            for (index, column) in columns {
                let source = merged[CellPosition(row: line, column: index)] ?? CellPosition(row: line, column: index)
                guard let cell = lines[source.row]?[source.column], source.row > head else { continue }
                let text = cell.shown.trimming()
                guard !text.isEmpty else { continue }
                var value = LedgerRow.Value(text: text, column: column.head, cell: "\(grid.name)!\(cell.position.a1)", headUnit: column.unit)
                switch cell.value {
                case .day(let day): value.day = day
                case .number: value.isNumber = true
                case .empty, .text, .boolean, .error: break
                }
                values[column.column.key] = value
            }
            guard !values.isEmpty, !kind.columns.contains(where: { $0.isSubject && Self.isTotal(values[$0.key]?.text) }) else { continue }
            let cell = "\(grid.name)!\(CellPosition(row: line, column: columns.keys.min() ?? 0).a1)"
            rows.append(LedgerRow(values: values, place: "\(path) · \(cell)", cell: cell, amountUnit: unit))
        }
    }

    /// The row with the most names of columns, if one of them is a fact.
    private func head(of lines: [Int: [Int: GridCell]]) -> Int? {
        var best: (row: Int, known: Int)?
        for row in lines.keys.sorted().prefix(Self.headReach) {
            let names = lines[row]!.values.map { Self.headName($0.shown).name }
            guard names.contains(where: { name in kind.facts.contains { $0.isCalled(name) } }) else { continue }
            let known = names.count { name in kind.columns.contains { $0.isCalled(name) } }
            if known > best?.known ?? 0 { best = (row, known) }
        }
        return best?.row
    }

    /// `执行数（万元）` is the column 执行数 in 万元.
    private static func headName(_ text: String) -> (name: String, unit: AmountUnit?) {
        var name = "", inside = ""
        var depth = 0
        for character in text {
            switch character {
            case "（", "(": depth += 1
            case "）", ")": depth = max(0, depth - 1)
            case _ where character.isWhitespace || character == "*": continue
            default: if depth == 0 { name.append(character) } else { inside.append(character) }
            }
        }
        return (name, AmountUnit.allCases.first { $0.name == inside || "单位：" + $0.name == inside || "单位:" + $0.name == inside })
    }

    /// The unit that stands above the head: 单位：万元.
    private static func amountUnit(above head: Int, _ lines: [Int: [Int: GridCell]]) -> AmountUnit? {
        for row in lines.keys.sorted(by: >) where row < head {
            for cell in lines[row]!.values {
                let text = String(cell.shown.filter { !$0.isWhitespace })
                for unit in AmountUnit.allCases where text.hasSuffix("单位：" + unit.name) || text.hasSuffix("单位:" + unit.name) { return unit }
            }
        }
        return nil
    }

    /// Rows that sum others are about no object.
    private static func isTotal(_ text: String?) -> Bool { text.map { ["合计", "总计", "小计"].contains($0.filter { !$0.isWhitespace }) } ?? false }

    /// The top-left cell of every cell that a merged block of these columns covers.
    private static func merged(_ grid: Grid, _ columns: [Int]) -> [CellPosition: CellPosition] {
        var sources: [CellPosition: CellPosition] = [:]
        for block in grid.merges {
            for column in columns where block.left == column {
                for row in block.top...block.bottom { sources[CellPosition(row: row, column: column)] = block.topLeft }
            }
        }
        return sources
    }
}

extension String {
    fileprivate func trimming() -> String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}

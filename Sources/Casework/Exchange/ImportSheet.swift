import BudgetModel
import Documents
import Foundation
import Quantities

/// A table under its headings: each row as texts by field.
struct ImportSheet {
    struct Row {
        /// Counted from 1, as the workbook shows it.
        var number: Int
        var values: [String: Value]
    }

    struct Value {
        var text: String
        /// Whether it is the number of a workbook, which keeps 15 digits.
        var isNumber: Bool
    }

    let kind: ImportKind
    let name: String
    /// The unit that the heading of amounts prints; yuan where none is.
    private(set) var amountUnit = AmountUnit.yuan
    private(set) var rows: [Row] = []
    private(set) var unread: [String] = []
    let notes: [Wording]
    private var columns: [String: Int] = [:]

    /// - Throws: `Declined` where the file cannot be read, no sheet has the headings, or nothing stands below them.
    init(_ name: String, _ bytes: [UInt8], _ kind: ImportKind) throws {
        let document: Document
        do throws(DocumentError) { document = try DocumentReader.read(bytes, name: name, limits: ReadLimits()) } catch { throw Declined(.invalid, "file-unreadable", error.sentence) }
        for grid in document.grids where !grid.isHidden {
            let lines = Dictionary(grouping: grid.cells, by: \.position.row), numbers = lines.keys.sorted()
            for head in numbers.prefix(20) {
                guard let found = Headings(lines[head] ?? [], kind) else { continue }
                (self.kind, self.name, notes) = (kind, grid.name, document.notes)
                (amountUnit, unread, columns) = (found.amountUnit, found.unread, found.columns)
                let fields = Dictionary(uniqueKeysWithValues: columns.map { ($1, $0) })
                rows = numbers.filter { $0 > head }.map { Row(number: $0 + 1, values: Self.values(lines[$0] ?? [], fields)) }.filter { !$0.values.isEmpty }
                guard !rows.isEmpty else {
                    throw Declined(.invalid, "empty-table", Wording(zh: "工作表“\(grid.name)”的表头下面没有内容，没有可以导入的。", en: "Nothing stands below the headings of the sheet “\(grid.name)”."), help: Wording(zh: "请从表头的下一行起填写。", en: "Fill it in from the row below the headings on."))
                }
                return
            }
        }
        let wanted = kind.columns.filter(\.isRequired).map(\.heading).joined(separator: "、")
        throw Declined(
            .invalid, "wrong-table", Wording(zh: "文件里没有找到需要的表头：\(wanted)。", en: "The file has no sheet with the headings \(wanted)."),
            help: Wording(zh: "请用导入模板，或把表头改成上面的名称。", en: "Use the template, or name the headings so."))
    }

    private static func values(_ cells: [GridCell], _ fields: [Int: String]) -> [String: Value] {
        var values: [String: Value] = [:]
        for cell in cells {
            guard let field = fields[cell.position.column] else { continue }
            var value = Value(text: cell.shown.trimmingCharacters(in: .whitespacesAndNewlines), isNumber: false)
            switch cell.value {
            // An amount is what the cell holds; a code is what it shows, with the zeros before it.
            case .number(let number, isPercent: false): value = Value(text: field == "amount" ? number.plain : value.text, isNumber: true)
            case .day(let day): value.text = day.iso
            default: break
            }
            if !value.text.isEmpty { values[field] = value }
        }
        return values
    }

    /// Where a field stands; behind all others where the table has no such column.
    func column(_ field: String) -> Int { columns[field] ?? .max }

    /// `单位清单!B7`, also where the cell is empty; the row where the table has no such column.
    func place(_ field: String, _ row: Row) -> String {
        name + "!" + (columns[field].map { CellPosition(row: row.number - 1, column: $0).a1 } ?? String(row.number))
    }
}

/// The line of headings.
private struct Headings {
    private(set) var columns: [String: Int] = [:]
    private(set) var unread: [String] = []
    private(set) var amountUnit = AmountUnit.yuan

    /// Nil where a required one is missing.
    init?(_ cells: [GridCell], _ kind: ImportKind) {
        for cell in cells {
            let text = cell.shown.filter { !$0.isWhitespace && $0 != "*" }
            guard let column = kind.columns.first(where: { $0.isHeaded(text) }), columns[column.field] == nil else {
                unread.append(cell.shown)
                continue
            }
            columns[column.field] = cell.position.column
            if column.field == "amount" { amountUnit = AmountUnit.allCases.last { text.contains("（\($0.name)）") || text.contains("(\($0.name))") } ?? .yuan }
        }
        guard kind.columns.allSatisfy({ !$0.isRequired || columns[$0.field] != nil }) else { return nil }
    }
}

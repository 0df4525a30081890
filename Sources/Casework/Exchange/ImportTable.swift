package import BudgetModel
import Documents
import Foundation
import JSONText
import Office
import Quantities
import Storage

/// What a table that is imported holds.
package enum ImportKind: String, Hashable, Sendable, CaseIterable { case units, programmes, budget }

/// What an import does, or would do, with one row of a table.
package struct ImportRow: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable { case added, changed, same, refused }

    /// A field that is another than what is there.
    package struct Change: Hashable, Sendable {
        package var field: String
        package var before: String
        package var after: String
    }

    /// Counted from 1, as the workbook shows it.
    package var row: Int
    package var key: String
    package var outcome: Outcome
    package var changes: [Change]
    /// With the cell of each: `单位清单!B7`.
    package var flaws: [Flaw]
}

/// The outcome of an import, row by row and field by field.
package struct ImportReport: Hashable, Sendable {
    package var kind: ImportKind
    package var sheet: String
    /// Whether it was only tried.
    package var isDryRun: Bool
    package var rows: [ImportRow]
    /// Columns that nothing takes.
    package var unread: [String]
    package var notes: [Wording]

    package var hasFlaws: Bool { rows.contains { $0.outcome == .refused } }
}

/// A heading that an import knows.
struct ImportColumn: Sendable {
    var field: String
    var headings: [String]
    var isRequired = false
}

extension ImportKind {
    var columns: [ImportColumn] {
        switch self {
        case .units:
            [
                ImportColumn(field: "code", headings: ["单位编码", "预算单位编码", "编码", "单位代码", "code"], isRequired: true),
                ImportColumn(field: "name", headings: ["单位名称", "预算单位名称", "名称", "name"], isRequired: true),
                ImportColumn(field: "kind", headings: ["单位类型", "类型", "级次", "kind"]),
                ImportColumn(field: "parent", headings: ["上级单位编码", "主管部门编码", "上级编码", "上级单位", "parent"]),
            ]
        case .programmes:
            [
                ImportColumn(field: "code", headings: ["项目编码", "项目代码", "编码", "code"], isRequired: true),
                ImportColumn(field: "name", headings: ["项目名称", "名称", "name"], isRequired: true),
                ImportColumn(field: "unit", headings: ["单位编码", "预算单位编码", "实施单位编码", "unit"], isRequired: true),
                ImportColumn(field: "projectClass", headings: ["项目类别", "类别", "class"]),
                ImportColumn(field: "nature", headings: ["项目属性", "属性", "nature"]),
                ImportColumn(field: "startsIn", headings: ["起始年度", "开始年度", "起始年", "start"], isRequired: true),
                ImportColumn(field: "endsIn", headings: ["结束年度", "终止年度", "结束年", "end"]),
                ImportColumn(field: "needsExAnte", headings: ["新增重大项目", "需事前评估", "needsExAnte"]),
            ]
        case .budget:
            [
                ImportColumn(field: "programme", headings: ["项目编码", "项目代码", "programme"]),
                ImportColumn(field: "unit", headings: ["单位编码", "预算单位编码", "unit"]),
                ImportColumn(field: "year", headings: ["年度", "预算年度", "year"], isRequired: true),
                ImportColumn(field: "source", headings: ["资金来源", "来源", "source"], isRequired: true),
                ImportColumn(field: "kind", headings: ["类型", "预算类型", "kind"], isRequired: true),
                ImportColumn(field: "amount", headings: ["金额", "预算金额", "金额（元）", "amount"], isRequired: true),
                ImportColumn(field: "day", headings: ["日期", "批复日期", "day"], isRequired: true),
                ImportColumn(field: "document", headings: ["文号", "批复文号", "document"]),
                ImportColumn(field: "reason", headings: ["原因", "调整原因", "reason"]),
            ]
        }
    }
}

/// A table under its headings: each row as values by field, with the cells they stand in.
struct ImportSheet {
    var sheet: String
    /// The unit that the heading of amounts prints; yuan where none is.
    var amountUnit = AmountUnit.yuan
    var rows: [(number: Int, values: [String: (text: String, cell: CellRef)])] = []
    var unread: [String] = []

    /// - Throws: `Declined` where the file cannot be read or no sheet has the headings.
    init(_ name: String, _ bytes: [UInt8], _ kind: ImportKind) throws {
        let document: Document
        do throws(DocumentError) { document = try DocumentReader.read(bytes, name: name, limits: ReadLimits()) } catch { throw Declined(.invalid, "file-unreadable", error.sentence) }
        for grid in document.grids where !grid.isHidden {
            let lines = Dictionary(grouping: grid.cells, by: \.position.row)
            for head in lines.keys.sorted().prefix(20) {
                var columns: [Int: String] = [:], unread: [String] = [], unit = AmountUnit.yuan
                for cell in lines[head] ?? [] {
                    let text = cell.shown.filter { !$0.isWhitespace && $0 != "*" }
                    let bare = text.replacing(#/[（(].*[)）]/#, with: "")
                    if let column = kind.columns.first(where: { column in column.headings.contains { $0.lowercased() == text.lowercased() || $0.lowercased() == bare.lowercased() } }), !columns.values.contains(column.field) {
                        columns[cell.position.column] = column.field
                        if column.field == "amount" { unit = AmountUnit.allCases.last { text.contains("（\($0.name)）") || text.contains("(\($0.name))") } ?? .yuan }
                    } else { unread.append(cell.shown) }
                }
                guard kind.columns.allSatisfy({ !$0.isRequired || columns.values.contains($0.field) }) else { continue }
                (sheet, amountUnit, self.unread) = (grid.name, unit, unread)
                for number in lines.keys.sorted() where number > head {
                    var values: [String: (text: String, cell: CellRef)] = [:]
                    for cell in lines[number] ?? [] {
                        guard let field = columns[cell.position.column] else { continue }
                        let text: String
                        switch cell.value {
                        case .number(let number, isPercent: false): text = number.plain
                        case .day(let day): text = day.iso
                        default: text = cell.shown.trimmingCharacters(in: .whitespacesAndNewlines)
                        }
                        if !text.isEmpty { values[field] = (text, CellRef(sheet: grid.name, position: cell.position)) }
                    }
                    if !values.isEmpty { rows.append((number + 1, values)) }
                }
                return
            }
        }
        let wanted = kind.columns.filter(\.isRequired).map { $0.headings[0] }.joined(separator: "、")
        throw Declined(
            .invalid, "wrong-table", Wording(zh: "文件里没有找到需要的表头：\(wanted)。", en: "The file has no sheet with the headings \(wanted)."), help: Wording(zh: "请用导入模板，或把表头改成上面的名称。", en: "Use the template, or name the headings so."))
    }
}

package import BudgetModel
package import JSONText
import Quantities

/// A document as it was read, as the object of docs/formats/document.schema.json.
package struct DocumentJSON {
    private let document: Document
    private let file: String
    private let engine: String
    private let language: Language

    package init(_ document: Document, file: String, engine: String, language: Language) {
        self.document = document
        self.file = file
        self.engine = engine
        self.language = language
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("schemaVersion", 1)
            json.field("engine", engine)
            json.field("file", file)
            json.field("format", document.format.rawValue)
            json.key("notes")
            json.array(document.notes) { json, note in json.string(note(language)) }
            json.key("blocks")
            json.array(document.blocks) { json, block in
                json.object { json in
                    switch block {
                    case .paragraph(let text, let level):
                        json.field("paragraph", text)
                        json.field("level", level)
                    case .table(let index): json.field("table", document.grids.indices.contains(index) ? document.grids[index].name : nil)
                    }
                }
            }
            json.key("grids")
            json.array(document.grids) { json, grid in self.grid(&json, grid) }
        }
    }

    private func grid(_ json: inout JSONWriter, _ grid: Grid) {
        json.object { json in
            json.field("name", grid.name)
            json.key("isHidden")
            json.bool(grid.isHidden)
            json.key("merges")
            json.array(grid.merges) { json, range in
                json.string(range.topLeft.a1 + ":" + CellPosition(row: range.bottom, column: range.right).a1)
            }
            json.key("cells")
            json.array(grid.cells.lazy.filter { $0.value != .empty }) { json, cell in
                json.object { json in
                    json.field("ref", cell.position.a1)
                    json.field("type", Self.type(cell.value))
                    json.field("shown", cell.shown)
                    if case .number(let number, _) = cell.value { json.field("number", number.plain) }
                    if case .day(let day) = cell.value { json.field("day", day.iso) }
                    json.key("isFormula")
                    json.bool(cell.isFormula)
                }
            }
        }
    }

    private static func type(_ value: CellValue) -> String {
        switch value {
        case .empty: "empty"
        case .text: "text"
        case .number(_, let isPercent): isPercent ? "percent" : "number"
        case .day: "day"
        case .boolean: "boolean"
        case .error: "error"
        }
    }
}

import BudgetModel
import JSONText
import Quantities

/// An object that has passed its shape: texts, numbers and cells by their keys.
struct StoredObject {
    let json: JSONValue
    /// The sheet of cells that name none.
    let sheet: String
    private let cells: JSONValue?
    private let emptyCells: JSONValue?

    init(_ json: JSONValue, sheet: String) {
        self.json = json
        self.sheet = sheet
        cells = json["cells"]
        emptyCells = json["emptyCells"]
    }

    func has(_ key: String) -> Bool { json[key].map { !$0.isNull } ?? false }
    func text(_ key: String) -> String? { json[key]?.string }
    func decimal(_ key: String) -> ExactDecimal? { json[key]?.string.flatMap(ExactDecimal.init(written:)) }
    func number(_ key: String) -> Int? { json[key]?.integer.map { Int($0) } }
    func flag(_ key: String) -> Bool? { json[key]?.boolean }
    func word<Word: RawRepresentable>(_ key: String) -> Word? where Word.RawValue == String { text(key).flatMap(Word.init) }
    /// An index that the JSON counts from 1.
    func index(_ key: String) -> Int? { number(key).map { $0 - 1 } }
    func elements(_ key: String) -> [JSONValue] { json[key]?.elements ?? [] }

    /// The cell of a value.
    func cell(_ key: String) -> CellRef? { cell(cells?[key]) }
    /// The cell under a key of this object itself.
    func place(_ key: String) -> CellRef? { cell(json[key]) }
    private func cell(_ json: JSONValue?) -> CellRef? { json?.string.flatMap { CellRef(short: $0, on: sheet) } }

    /// The empty cell of a value: where there is none it stands among the cells, else it is told apart.
    func emptyCell(_ key: String, hasValue: Bool, field: String? = nil) -> CellRef? { hasValue ? cell(emptyCells?[field ?? key]) : cell(key) }

    func sourced(_ key: String, cell: String? = nil) -> Sourced<String>? { text(key).map { Sourced($0, self.cell(cell ?? key)) } }
    func sourcedDecimal(_ key: String, cell: String? = nil) -> Sourced<ExactDecimal>? { decimal(key).map { Sourced($0, self.cell(cell ?? key)) } }
}

/// Gathers the members of an object; what is nothing is left out.
struct ObjectMaker {
    let sheet: String
    private(set) var members: [JSONValue.Member] = []
    private var cells: [JSONValue.Member] = []
    private var emptyCells: [JSONValue.Member] = []

    init(sheet: String) { self.sheet = sheet }

    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { members.append(JSONValue.Member(key, value)) }
    }
    mutating func add(_ key: String, _ text: String?) { add(key, text.map(JSONValue.string)) }
    mutating func add(_ key: String, _ number: ExactDecimal?) { add(key, number?.description) }
    mutating func add(_ key: String, index: Int?) { add(key, index.map { .integer($0 + 1) }) }
    /// Only where it is set.
    mutating func add(_ key: String, flag: Bool) { if flag { add(key, .bool(true)) } }
    mutating func add(_ key: String, _ list: [JSONValue]) { if !list.isEmpty { add(key, .array(list)) } }

    mutating func add(_ key: String, _ text: Sourced<String>?, cell: String? = nil) {
        add(key, text?.value)
        place(cell ?? key, text?.cell)
    }

    mutating func add(_ key: String, _ number: Sourced<ExactDecimal>?, cell: String? = nil) {
        add(key, number?.value)
        place(cell ?? key, number?.cell)
    }

    /// The cell of a value.
    mutating func place(_ key: String, _ cell: CellRef?) {
        if let cell { cells.append(JSONValue.Member(key, text(cell))) }
    }

    mutating func placeEmpty(_ key: String, _ cell: CellRef?, hasValue: Bool, field: String? = nil) {
        guard let cell else { return }
        if hasValue { emptyCells.append(JSONValue.Member(field ?? key, text(cell))) } else { cells.append(JSONValue.Member(key, text(cell))) }
    }

    func text(_ cell: CellRef) -> JSONValue { .string(cell.short(on: sheet)) }

    /// The object, with its cells last.
    var json: JSONValue {
        var members = members
        if !cells.isEmpty { members.append(JSONValue.Member("cells", .object(cells))) }
        if !emptyCells.isEmpty { members.append(JSONValue.Member("emptyCells", .object(emptyCells))) }
        return .object(members)
    }
}

package import BudgetModel

/// Places for a form that came without cells, as if it had been filled in on a sheet of ours.
///
/// Rules point at cells, and at empty cells where something is missing. So a form from a program or a page gets
/// them too, and each leads back to a place of its JSON.
package struct FormPlaces: Sendable {
    /// The name of the sheet; no document has it, because forms of documents keep their own places.
    package static let sheet = "表单"

    private let funds: Range<Int>
    private let goals: Range<Int>
    private let indicators: Range<Int>
    private let texts: Range<Int>
    private let executionRow: Int
    private let hasIndicators: Bool
    private var totalRow: Int { indicators.upperBound }

    /// The places of a form with as many rows as this one.
    package init(_ form: Evaluation) {
        // The head of the form, and a row of labels over each table; a table has a row though it is empty.
        funds = 4..<(4 + form.funds.count)
        goals = (funds.upperBound + 1)..<(funds.upperBound + 1 + max(form.goals.count, 1))
        indicators = (goals.upperBound + 1)..<(goals.upperBound + 1 + max(form.indicators.count, 1))
        texts = (indicators.upperBound + 1)..<(indicators.upperBound + 1 + form.texts.count)
        hasIndicators = !form.indicators.isEmpty
        executionRow = form.funds.firstIndex { $0.source == .total && $0.period == .year }.map { 4 + $0 } ?? 3
    }

    // Keys by column; the points stand under each other, as on paper.
    private static let headKeys: [[String]] = [["title", "formNumber", "year"], ["programme", "programmeCode"], ["department", "implementingUnit"]]
    private static let fundKeys = ["label", "initial", "adjusted", "received", "executed", "forecast", "statedRate", "", "", "reason"]
    private static let executionKeys = ["statedRate", "weight", "statedScore", "reason"]
    private static let goalKeys = ["expected", "achieved", "weight"]
    private static let rowKeys = [
        "level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "statedScore", "reason", "remark", "forecast", "likelihood", "explanation", "targetBasis", "scoringRule", "initialTarget", "tier", "others",
    ]
    private static let totalKeys = ["statedWeightTotal", "statedTotal", "statedGrade"]
    private static let executionColumn = 6, totalColumn = 7

    func cell(_ row: Int, _ keys: [String], _ key: String, from column: Int = 0) -> CellRef? {
        keys.firstIndex(of: key).map { CellRef(sheet: Self.sheet, position: CellPosition(row: row, column: column + $0)) }
    }
    func head(_ key: String) -> CellRef? { Self.headKeys.enumerated().lazy.compactMap { cell($0, $1, key) }.first }
    func fund(_ index: Int, _ key: String) -> CellRef? { cell(funds.lowerBound + index, Self.fundKeys, key) }
    func execution(_ key: String) -> CellRef? { cell(executionRow, Self.executionKeys, key, from: Self.executionColumn) }
    func goal(_ index: Int, _ key: String) -> CellRef? { cell(goals.lowerBound + index, Self.goalKeys, key) }
    func indicator(_ index: Int, _ key: String) -> CellRef? { cell(indicators.lowerBound + index, Self.rowKeys, key) }
    func total(_ key: String) -> CellRef? { cell(totalRow, Self.totalKeys, key, from: Self.totalColumn) }
    func text(_ index: Int) -> CellRef? { cell(texts.lowerBound + index, ["text"], "text") }

    /// Where in the form's JSON a cell stands: `/indicators/3/actual`, or `/indicators/3` for no value of its own; nil for cells of a document.
    package func pointer(_ cell: CellRef) -> String? {
        guard cell.sheet == Self.sheet else { return nil }
        let (row, column) = (cell.position.row, cell.position.column)
        func key(_ keys: [String], from first: Int = 0) -> String? { keys.indices.contains(column - first) && !keys[column - first].isEmpty ? keys[column - first] : nil }
        func place(_ list: String, _ index: Int, _ key: String?) -> String { "/\(list)/\(index)" + (key.map { "/" + $0 } ?? "") }
        if row == executionRow, let key = key(Self.executionKeys, from: Self.executionColumn) { return "/execution/" + key }
        if Self.headKeys.indices.contains(row) { return key(Self.headKeys[row]).map { "/" + $0 } }
        if funds.contains(row) { return place("funds", row - funds.lowerBound, key(Self.fundKeys)) }
        if goals.contains(row) { return place("goals", row - goals.lowerBound, key(Self.goalKeys)) }
        if indicators.contains(row) { return !hasIndicators ? "/indicators" : place("indicators", row - indicators.lowerBound, key(Self.rowKeys)) }
        if row == totalRow { return key(Self.totalKeys, from: Self.totalColumn).map { "/" + $0 } }
        return texts.contains(row) ? place("texts", row - texts.lowerBound, "text") : nil
    }
}

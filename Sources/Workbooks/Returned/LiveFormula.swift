import BudgetModel
import Quantities

/// A formula of the score sheet, which can be written for Excel, WPS and LibreOffice and computed exactly here.
///
/// Spreadsheets count in binary doubles, where W × A ÷ T can fall a hair below an exact half. So a
/// rounded formula is written `ROUND(ROUND(x,12),2)`: the inner step takes off the error of the
/// doubles, which for points up to 100 stays below 1e-13, and brings back the exact half that the
/// outer step then raises. The two steps can differ from the law's single one only where x lies less
/// than 6e-13 below a half; `value` finds those cases, and no formula is written for them.
indirect enum LiveFormula: Hashable, Sendable {
    case cell(CellPosition)
    case number(ExactDecimal)
    case add(LiveFormula, LiveFormula)
    case subtract(LiveFormula, LiveFormula)
    case multiply(LiveFormula, LiveFormula)
    case divide(LiveFormula, LiveFormula)
    case least(LiveFormula, LiveFormula)
    case greatest(LiveFormula, LiveFormula)
    case median(LiveFormula, LiveFormula, LiveFormula)
    /// All cells of a block; empty ones count nothing.
    case sum(CellRange)
    case rounded(LiveFormula, places: Int, Rounding)
    case choice(LiveFormula, Relation, LiveFormula, then: LiveFormula, otherwise: LiveFormula)

    enum Relation: String, Hashable, Sendable { case atLeast = ">=", atMost = "<=", above = ">", below = "<", equal = "=" }

    enum Failure: Error { case emptyCell, notExact, noSuchRounding }

    // MARK: Text

    /// As it stands in the `f` element, without the sign of equality.
    var text: String { text(inside: 0) }

    /// - Parameter strength: how strongly the operator around binds: 1 for sums, 2 for products.
    private func text(inside strength: Int, isRight: Bool = false) -> String {
        func wrapped(_ text: String, _ own: Int) -> String { own < strength || (own == strength && isRight) ? "(" + text + ")" : text }
        switch self {
        case .cell(let position): return position.a1
        case .number(let number): return number.isNegative ? "(" + number.plain + ")" : number.plain
        case .add(let left, let right): return wrapped(left.text(inside: 1) + "+" + right.text(inside: 1, isRight: true), 1)
        case .subtract(let left, let right): return wrapped(left.text(inside: 1) + "-" + right.text(inside: 1, isRight: true), 1)
        case .multiply(let left, let right): return wrapped(left.text(inside: 2) + "*" + right.text(inside: 2, isRight: true), 2)
        case .divide(let left, let right): return wrapped(left.text(inside: 2) + "/" + right.text(inside: 2, isRight: true), 2)
        case .least(let left, let right): return "MIN(\(left.text),\(right.text))"
        case .greatest(let left, let right): return "MAX(\(left.text),\(right.text))"
        case .median(let a, let b, let c): return "MEDIAN(\(a.text),\(b.text),\(c.text))"
        case .sum(let range): return "SUM(\(range.a1))"
        case .rounded(let inner, let places, let rule):
            return (rule == .down ? "ROUNDDOWN(" : "ROUND(") + "ROUND(\(inner.text),12),\(places))"
        case .choice(let left, let relation, let right, let then, let otherwise):
            return "IF(\(left.text)\(relation.rawValue)\(right.text),\(then.text),\(otherwise.text))"
        }
    }

    // MARK: Value

    /// The exact value with these cells.
    ///
    /// - Throws: `Failure` when a cell it needs is empty or the spreadsheet could round otherwise; `QuantityError`.
    func value(_ cells: [CellPosition: ExactDecimal]) throws -> Ratio {
        switch self {
        case .cell(let position):
            guard let number = cells[position] else { throw Failure.emptyCell }
            return try Ratio(number)
        case .number(let number): return try Ratio(number)
        case .add(let left, let right): return try left.value(cells) + right.value(cells)
        case .subtract(let left, let right): return try left.value(cells) - right.value(cells)
        case .multiply(let left, let right): return try left.value(cells) * right.value(cells)
        case .divide(let left, let right): return try left.value(cells) / right.value(cells)
        case .least(let left, let right): return try min(left.value(cells), right.value(cells))
        case .greatest(let left, let right): return try max(left.value(cells), right.value(cells))
        case .median(let a, let b, let c): return try [a.value(cells), b.value(cells), c.value(cells)].sorted()[1]
        case .sum(let range):
            return try Ratio(ExactDecimal.sum(cells.filter { range.contains($0.key) }.map(\.value)))
        case .rounded(let inner, let places, let rule):
            guard rule != .halfEven else { throw Failure.noSuchRounding }
            let exact = try inner.value(cells)
            let once = try exact.rounded(to: places, rule)
            let reach = try Ratio(6, over: 10_000_000_000_000)
            guard try (exact + reach).rounded(to: places, rule) == once else { throw Failure.notExact }
            return try Ratio(once)
        case .choice(let left, let relation, let right, let then, let otherwise):
            let (a, b) = try (left.value(cells), right.value(cells))
            let holds =
                switch relation {
                case .atLeast: a >= b
                case .atMost: a <= b
                case .above: a > b
                case .below: a < b
                case .equal: a == b
                }
            return try holds ? then.value(cells) : otherwise.value(cells)
        }
    }
}

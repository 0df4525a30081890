import BudgetModel
import Quantities

/// What a filled form says in the cells of an official one.
extension Indicator {
    /// `≥95%`: sign, value and unit in one cell.
    var printedTarget: String { Self.printed(effectiveTarget, comparator) }
    var printedActual: String { Self.printed(actual, nil) }
    var printedForecast: String { Self.printed(forecast, nil) }

    private static func printed(_ value: IndicatorValue?, _ sign: Comparator?) -> String {
        guard let value else { return "" }
        let hasMark = value.raw.contains { "<>=≤≥＝＜＞".contains($0) } || value.comparator != nil
        let unit = value.printedUnit ?? value.unit ?? ""
        return (hasMark || value.number == nil ? "" : sign?.mark ?? "") + value.raw + (value.raw.hasSuffix(unit) || value.number == nil ? "" : unit)
    }
}

extension Evaluation {
    /// The money rows of the year, those without any amount left out.
    var yearFunds: [FundLine] { funds.filter { $0.period == .year } }

    func firstGoal(_ period: FundPeriod = .year) -> Goal? { goals.first { $0.period == period } }
}

extension FundLine {
    /// As it stands in a cell of a form in this unit.
    func printed(_ field: FundField, in unit: AmountUnit) -> ExactDecimal? { amount(field)?.money.amount(in: unit) }
}

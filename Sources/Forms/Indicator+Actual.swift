package import BudgetModel

extension Indicator {
    /// The same row with another actual value, read as its cell would be, and its tier with it.
    ///
    /// - Parameter text: `11.2公里`; without a unit it has that of the row.
    package func with(actual text: String) -> Indicator {
        var changed = self
        (changed.tier, changed.tierBasis, changed.notApplicable) = (nil, nil, nil)
        let known = actual ?? effectiveTarget
        var value: IndicatorValue? = IndicatorValueParser.parse(text, cell: actual?.cell)
        if value?.unit == nil, let unit = known?.unit { RowSettling.fill(&value, unit, known?.printedUnit ?? unit) }
        changed.actual = value
        RowSettling.settleActual(of: &changed)
        if let actual = changed.actual, let (tier, basis) = RowSettling.tier(of: actual, target: changed.effectiveTarget) { (changed.tier, changed.tierBasis) = (tier, basis) }
        return changed
    }
}

package import BudgetModel

/// Values of tables read as those of forms are.
package enum TableValues {
    /// A target or an actual: `≥95%`, `2023年12月底前`, `3-5次`; nil for an empty cell.
    package static func value(_ text: String) -> IndicatorValue? { IndicatorValueParser.parse(text, cell: nil) }

    /// The tier that words of what was reached say.
    package static func tier(of actual: IndicatorValue, target: IndicatorValue?) -> (tier: Tier, basis: TierBasis)? { RowSettling.tier(of: actual, target: target).map { ($0.0, $0.1) } }

    /// What a level-1 name is, where rules know it.
    package static func level1(_ text: String) -> Level1? { FormBuilder.level1Kind(text) }

    /// What a level-2 name is, where rules know it.
    package static func level2(_ text: String, under level1: Level1?) -> Level2? { FormBuilder.level2Kind(text, level1: level1) }
}

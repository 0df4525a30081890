package import BudgetModel
import Quantities
import Scoring

/// Which clause makes a row score differently under two frameworks.
///
/// Each value in which they differ is put into the first framework alone: where that changes the row's score, the value is a cause. Rows
/// whose numbers are not at hand (dates, ranges, words) are laid to the values that speak of such rows.
package struct RowCause: Sendable {
    private let from: ColumnScorer
    private let differing: [RuleKey]
    private let variants: [(key: RuleKey, scorer: ColumnScorer)]
    /// Digits behind the point in which scores of both are compared.
    package let places: Int

    package init(from: Framework, to: Framework) {
        self.from = ColumnScorer(from)
        differing = RuleKey.differing(from, to).filter(\.isOfRows)
        variants = differing.map { key in (key, ColumnScorer(key.change(from, to: to))) }
        places = max(from.scorePlaces.value, to.scorePlaces.value)
    }

    package func callAsFunction(_ row: RowDetail) -> RuleKeys {
        var causes: RuleKeys = []
        if let before = units(row, from) {
            for variant in variants where units(row, variant.scorer) != before { causes.insert(RuleKeys(variant.key)) }
        }
        // Values that change nothing alone and something together, and rows whose numbers are not at hand.
        return causes.isEmpty ? about(row) : causes
    }

    /// Points at `places`; nil where the row has none that its numbers alone would tell.
    private func units(_ row: RowDetail, _ scorer: ColumnScorer) -> Int64? {
        if let short = short(row, scorer) { return short.multipliedReportingOverflow(by: Int64(ExactDecimal.power(places - scorer.places))).partialValue }
        guard let score = score(row, scorer) else { return nil }
        return score.units(at: places)
    }

    /// The short way, for numbers of one machine word.
    private func short(_ row: RowDetail, _ scorer: ColumnScorer) -> Int64? {
        guard let weight = ShortDecimal(row.weight) else { return nil }
        if let tier = row.tier { return row.stated.flatMap(ShortDecimal.init).flatMap { scorer.rules.points(weight, tier: tier, stated: $0)?.units } }
        guard let target = row.target.flatMap(ShortDecimal.init), let actual = row.actual.flatMap(ShortDecimal.init) else { return nil }
        if row.isExecution {
            if case .points(let points)? = scorer.rules.execution(weight, executed: actual, budget: target) { return points.units }
            return nil
        }
        return row.comparator.flatMap { scorer.rules.points(weight, target: target, actual: actual, by: $0)?.units }
    }

    private func score(_ row: RowDetail, _ scorer: ColumnScorer) -> ExactDecimal? {
        if row.isExecution {
            guard let budget = row.target, let executed = row.actual else { return nil }
            return (try? scorer.executionLong(row.weight, executed: executed, budget: budget))?.score
        }
        var column = ColumnRow(level1: "", name: "", comparator: row.comparator, target: nil, actual: nil, tier: row.tier, weight: row.weight, stated: row.stated)
        if row.tier != nil {
            column.comparator = .qualitative
        } else {
            guard row.comparator != nil, let target = row.target, let actual = row.actual else { return nil }
            column.target = IndicatorValue(raw: "", content: .number(target))
            column.actual = IndicatorValue(raw: "", content: .number(actual))
        }
        return scorer.line(of: column).score
    }

    /// The values that speak of rows of this kind.
    private func about(_ row: RowDetail) -> RuleKeys {
        let speaking: [RuleKey]
        if row.isExecution {
            speaking = [.cap, .zeroZero, .rateForScore, .rounding, .scorePlaces]
        } else if row.tier != nil {
            speaking = [.tiers, .qualitative, .rounding, .scorePlaces, .scales]
        } else {
            speaking = switch row.comparator {
            case .atLeast, .above: [.atLeast, .overAchievement, .strictBound, .nonPositiveTarget, .unitClash, .emptyActual, .rounding, .scorePlaces, .scales]
            case .atMost, .below: [.atMost, .strictBound, .nonPositiveTarget, .unsignedAtMost, .unsignedDuration, .unitClash, .emptyActual, .rounding, .scorePlaces, .scales]
            case .equal: [.atLeast, .equalAbove, .nonPositiveTarget, .unitClash, .emptyActual, .rounding, .scorePlaces, .scales]
            case .range: [.range, .atLeast, .atMost, .rounding, .scorePlaces, .scales]
            case .date: [.lateness, .undatedActual, .rounding, .scorePlaces, .scales]
            case .qualitative, nil: RuleKey.allCases
            }
        }
        return differing.filter(speaking.contains).reduce(into: RuleKeys()) { $0.insert(RuleKeys($1)) }
    }
}

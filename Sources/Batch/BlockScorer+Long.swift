import BudgetModel
import Forms
import Quantities
import Scoring
import Tables

extension BlockScorer {
    /// A row by the scorer of forms: values with units, dates, ranges, words, numbers of more than eighteen digits.
    func long(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        guard !w.isNegative else { return .negativeWeight(text(cells, cells.field(weight))) }
        guard let weighed = w.digits18 else { return .unscored(.overflow) }
        if isExecution(cells) {
            guard let short = ShortDecimal(w.trimmed) else { return .unscored(.overflow) }
            return execution(cells, line, short, scorer, &state, &result)
        }
        var sign: Comparator?
        if let comparator, cells.field(comparator).length > 0 {
            sign = comparatorValue(cells, cells.field(comparator))
            if sign == nil { return .unknown(.comparator, text(cells, cells.field(comparator))) }
        }
        // An indicator with a scale of its own is scored from what was reached alone.
        let hasScale = scorer.hasScales && scorer.hasScale(for: nameText(cells))
        if cells.field(target).length == 0, sign != .qualitative, !hasScale { return .empty(.target) }
        if cells.field(actual).length == 0, sign != .qualitative || hasScale { return .empty(.actual) }
        var row = ColumnRow(level1: text(cells, cells.field(level1)), name: text(cells, cells.field(name)), comparator: sign, target: value(cells, target, sign), actual: value(cells, actual, sign), tier: nil, weight: w, stated: nil)
        if let sign, let other = row.target?.comparator, (sign.isLowerBound && other.isUpperBound) || (sign.isUpperBound && other.isLowerBound) { return .otherSign(sign.rawValue, row.target?.raw ?? "") }
        row.level1Kind = TableValues.level1(row.level1)
        row.level2Kind = level2.flatMap { TableValues.level2(text(cells, cells.field($0)), under: row.level1Kind) }
        if let tier, cells.field(tier).length > 0 {
            row.tier = tierValue(cells, cells.field(tier))
            guard let own = row.tier else { return .unknown(.tier, text(cells, cells.field(tier))) }
            if let actual = row.actual, row.target?.content == .text || row.target == nil {
                if wishes.findings, let said = TableValues.tier(of: actual, target: row.target), said.basis == .stated, said.tier != own { result.findings.append(.otherTier(result.runs.count - 1, line, own, actual.raw)) }
                // The column decides, not the words.
                row.actual = nil
            }
        } else if tier == nil, let actual = row.actual, let said = TableValues.tier(of: actual, target: row.target) {
            (row.tier, row.tierBasis) = (said.tier, said.basis)
        }
        if let stated, cells.field(stated).length > 0 {
            row.stated = exactNumber(cells, cells.field(stated))
            if row.stated == nil, sign == .qualitative { return .notNumeric(.stated, text(cells, cells.field(stated))) }
        }
        if sign == .qualitative, !hasScale {
            if row.tier == nil { return tier != nil || row.actual == nil ? .empty(.tier) : .unscored(.tierUnknown) }
            if row.stated == nil { return .empty(.stated) }
        } else if !hasScale, let flaw = numberFlaw(row, cells) {
            return flaw
        }
        let scored = scorer.line(of: row)
        guard let score = scored.score else { return .unscored(scored.unscored ?? .overflow) }
        guard let units = score.units(at: scorer.places) else { return .unscored(.overflow) }
        state.add(units: units)
        state.add(weight: weighed)
        if !scorer.addsUp { keep(cells, line, w, units, scored.exact, isTier: scored.tierBounds != nil, scorer, &result) }
        var isOutside = false
        if let bounds = scored.tierBounds, let own = row.stated, own < bounds.lowerBound || own > bounds.upperBound {
            isOutside = true
            result.outside += 1
            if wishes.findings { outside(line, own, bounds, score, &result) }
        }
        // Of a judged row the stated score is what counts.
        if wishes.findings, scored.tierBounds == nil { compare(cells, line, w, score, scored.isMet ?? false, &result) }
        if wishes.rows { reportLong(cells, row, line, scored, score, &result) }
        if wishes.details { detail(cells, line, w, row.target?.number, row.actual?.number, scored.comparatorUsed == .qualitative ? nil : scored.comparatorUsed, scored.tier, units, scored.isMet ?? false, isOutside: isOutside, &result) }
        return nil
    }

    /// What a cell says. Beside a sign for numbers a plain number is one: 2024.12 is no December.
    private func value(_ cells: RecordReader.Cells, _ place: Int, _ sign: Comparator?) -> IndicatorValue? {
        let words = text(cells, cells.field(place))
        guard sign?.isLowerBound == true || sign?.isUpperBound == true || sign == .equal, let number = short(cells, cells.field(place)) else { return TableValues.value(words) }
        return IndicatorValue(raw: words, content: .number(number.exact))
    }

    func detail(
        _ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ t: ExactDecimal?, _ a: ExactDecimal?, _ comparator: Comparator?, _ tier: Tier?, _ units: Int64, _ isMet: Bool, isExecution: Bool = false, isOutside: Bool = false, _ result: inout BlockResult
    ) {
        func store(_ place: Int) -> Range<Int32> {
            let start = Int32(result.texts.count)
            result.texts += cells.value(cells.field(place))
            return start..<Int32(result.texts.count)
        }
        result.details.append(
            RowDetail(
                run: Int32(result.runs.count - 1), line: line, level1: store(level1), name: store(name), isExecution: isExecution, comparator: comparator, tier: tier, weight: w, target: t, actual: a, stated: statedScore(cells), units: units, isMet: isMet, isOutside: isOutside))
    }

    /// A number was asked for by a printed sign, and words stand there.
    func numberFlaw(_ row: ColumnRow, _ cells: RecordReader.Cells) -> RowProblem? {
        guard row.comparator != nil else { return nil }
        if row.target == nil { return .empty(.target) }
        if row.actual == nil { return .empty(.actual) }
        for (column, value, place) in [(TableColumn.target, row.target!, target), (.actual, row.actual!, actual)] {
            guard case .text = value.content else { continue }
            let words = text(cells, cells.field(place))
            // Digits alone, and more of them than two machine words hold.
            return words.count > 38 && words.allSatisfy({ $0.isASCII && ($0.isNumber || "-., ".contains($0)) }) ? .unscored(.overflow) : .notNumeric(column, words)
        }
        return nil
    }
}

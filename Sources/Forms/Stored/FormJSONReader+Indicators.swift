import BudgetModel
import JSONText
import Quantities

/// Rows of indicators, their values read as those of cells.
extension FormJSONReader {
    func indicators(_ elements: [JSONValue], execution: Int?) -> [Indicator] {
        var levels = LevelNames()
        var list: [Indicator] = []
        list.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() { list.append(indicator(object(element), repeatsRate: index == execution, &levels)) }
        return list
    }

    private func indicator(_ entry: StoredObject, repeatsRate: Bool, _ levels: inout LevelNames) -> Indicator {
        var name = entry.text("name") ?? ""
        if !isSettled { name = IndicatorTable.withoutPlaceholder(name.trimmedText.withoutLineBreaks) }
        var indicator = Indicator(level1: entry.text("level1") ?? "", level2: entry.text("level2") ?? "", name: Sourced(name, entry.cell("name")))
        if isSettled {
            settleKinds(&indicator, entry, &levels)
        } else {
            // Points behind a level's name are told apart once all rows are there.
            var bare = indicator
            (bare.level1, bare.level2) = (Label.levelName(indicator.level1), Label.levelName(indicator.level2))
            settleKinds(&bare, entry, &levels)
            (indicator.level1Kind, indicator.level2Kind) = (bare.level1Kind, bare.level2Kind)
        }
        indicator.level1Cell = entry.cell("level1")
        indicator.level2Cell = entry.cell("level2")
        indicator.goalIndex = entry.index("goal")
        indicator.period = entry.word("period") ?? .year
        readValues(entry, &indicator)
        indicator.weight = entry.sourcedDecimal("weight")
        indicator.statedScore = entry.sourcedDecimal("statedScore", cell: "score")
        indicator.reason = said(entry.sourced("reason"))
        indicator.remark = said(entry.sourced("remark"))
        let likelihood: Likelihood? = entry.word("likelihood")
        indicator.likelihood = likelihood.map { Sourced($0, entry.cell("likelihood")) }
        indicator.causes = entry.elements("causes").compactMap { $0.string.flatMap(DeviationCause.init) }
        indicator.isCore = entry.flag("core") ?? false
        indicator.explanation = said(entry.sourced("explanation"))
        indicator.targetBasis = said(entry.sourced("targetBasis"))
        indicator.scoringRule = said(entry.sourced("scoringRule"))
        indicator.others = texts(entry, "others")
        readTierAndGround(entry, &indicator)
        indicator.isExecutionRate = entry.flag("executionRate") ?? repeatsRate
        for field in IndicatorField.allCases {
            let place = field.place(in: indicator)
            if let cell = entry.emptyCell(place.key, hasValue: place.hasValue, field: field.rawValue) { indicator.emptyCells[field] = cell }
        }
        return indicator
    }

    private func settleKinds(_ indicator: inout Indicator, _ entry: StoredObject, _ levels: inout LevelNames) {
        let given = entry.text("level1Kind")
        if let given { indicator.level1Kind = Level1(rawValue: given) } else { indicator.level1Kind = levels.kinds(indicator.level1, indicator.level2, given: nil).level1 }
        if let given = entry.text("level2Kind") {
            indicator.level2Kind = Level2(rawValue: given)
        } else {
            indicator.level2Kind = levels.kinds(indicator.level1, indicator.level2, given: indicator.level1Kind).level2
        }
    }

    // MARK: Values

    private func readValues(_ entry: StoredObject, _ indicator: inout Indicator) {
        if entry.has("initialTarget") {
            indicator.adjustedTarget = value(entry, "target")
            indicator.target = value(entry, "initialTarget")
        } else {
            indicator.target = value(entry, "target")
        }
        indicator.actual = value(entry, "actual", unit: "actualUnit") ?? value(entry, "actual")
        indicator.forecast = value(entry, "forecast")
        let sign = entry.text("comparator")
        indicator.comparator = sign.flatMap(Comparator.init)
        if entry.text("actual") != nil { RowSettling.settleActual(of: &indicator) }
        if sign == nil { indicator.comparator = indicator.target?.comparator }
    }

    /// A text as a cell would give it, with the unit of the row where it has none; or what was read from it.
    private func value(_ entry: StoredObject, _ key: String, unit: String = "unit") -> IndicatorValue? {
        guard let json = entry.json[key], !json.isNull else { return nil }
        guard let text = json.string else { return explicit(object(json), entry.cell(key)) }
        var value = RememberedValues.value(text, cell: entry.cell(key))
        if let printed = entry.text(unit) ?? entry.text("unit"), let unit = RememberedValues.unit(printed) {
            RowSettling.fill(&value, unit, isSettled ? printed : printed.trimmedText)
        }
        return value
    }

    private func explicit(_ entry: StoredObject, _ cell: CellRef?) -> IndicatorValue {
        let content: IndicatorContent =
            if let number = entry.decimal("number") {
                .number(number)
            } else if let low = entry.decimal("low"), let high = entry.decimal("high") {
                .range(low, high)
            } else if let date = entry.text("date").flatMap(StoredText.day) {
                .date(date)
            } else {
                .text
            }
        let unit = entry.text("unit")
        let printed = entry.text("printedUnit") ?? unit
        return IndicatorValue(
            raw: entry.text("text") ?? "", content: content, unit: unit, printedUnit: printed == "" ? nil : printed, comparator: entry.word("comparator"), isApproximate: entry.flag("approximate") ?? false,
            isDuration: entry.flag("duration") ?? false, cell: cell)
    }

    // MARK: Tier, ground

    private func readTierAndGround(_ entry: StoredObject, _ indicator: inout Indicator) {
        if let tier = entry.number("tier") {
            indicator.tier = Tier(rawValue: tier)
            indicator.tierBasis = entry.has("tierBasis") ? TierBasis(word: entry.text("tierBasis")) : indicator.tier == nil ? nil : .stated
        } else if let actual = indicator.actual, let (tier, basis) = RowSettling.tier(of: actual, target: indicator.effectiveTarget) {
            (indicator.tier, indicator.tierBasis) = (tier, basis)
        }
        if let json = entry.json["notApplicable"], !json.isNull {
            let inner = object(json)
            indicator.notApplicable = NotApplicable(ground: inner.word("ground"), text: inner.text("text") ?? "")
        } else if entry.flag("applicable") != true {
            indicator.notApplicable = RowSettling.notApplicable(indicator)
        }
    }
}

extension TierBasis {
    init?(word: String?) {
        switch word {
        case "stated": self = .stated
        case "inferred": self = .inferred
        default: return nil
        }
    }
}

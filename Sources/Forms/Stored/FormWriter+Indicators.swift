import BudgetModel
import JSONText
import Quantities

/// Rows of indicators. What their texts say again when they are read is left out.
extension FormWriter {
    func indicators(_ form: Evaluation) -> [JSONValue] {
        var levels = LevelNames()
        return form.indicators.enumerated().map { index, indicator in
            self.indicator(indicator, repeatsRate: form.execution?.indicatorIndex == index, &levels)
        }
    }

    private func indicator(_ indicator: Indicator, repeatsRate: Bool, _ levels: inout LevelNames) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        if !indicator.level1.isEmpty { object.add("level1", indicator.level1) }
        if !indicator.level2.isEmpty { object.add("level2", indicator.level2) }
        let kinds = levels.kinds(indicator.level1, indicator.level2, given: indicator.level1Kind)
        if indicator.level1Kind != kinds.level1 { object.add("level1Kind", indicator.level1Kind?.rawValue ?? FormShape.none) }
        if indicator.level2Kind != kinds.level2 { object.add("level2Kind", indicator.level2Kind?.rawValue ?? FormShape.none) }
        object.place("level1", indicator.level1Cell)
        object.place("level2", indicator.level2Cell)
        object.add("name", indicator.name)
        object.add("goal", index: indicator.goalIndex)
        if indicator.period != .year { object.add("period", indicator.period.rawValue) }
        values(of: indicator, &object)
        object.add("weight", indicator.weight)
        object.add("statedScore", indicator.statedScore, cell: "score")
        object.add("reason", indicator.reason)
        object.add("remark", indicator.remark)
        object.add("likelihood", indicator.likelihood?.value.rawValue)
        object.place("likelihood", indicator.likelihood?.cell)
        object.add("causes", indicator.causes.map { .string($0.rawValue) })
        tierAndGround(of: indicator, &object)
        object.add("core", flag: indicator.isCore)
        object.add("explanation", indicator.explanation)
        object.add("targetBasis", indicator.targetBasis)
        object.add("scoringRule", indicator.scoringRule)
        object.add("others", indicator.others.map(text))
        if indicator.isExecutionRate != repeatsRate { object.add("executionRate", .bool(indicator.isExecutionRate)) }
        for field in IndicatorField.allCases {
            guard let cell = indicator.emptyCells[field] else { continue }
            let place = field.place(in: indicator)
            object.placeEmpty(place.key, cell, hasValue: place.hasValue, field: field.rawValue)
        }
        return object.json
    }

    // MARK: Values

    private func values(of indicator: Indicator, _ object: inout ObjectMaker) {
        let printed = unitColumn(of: indicator)
        let unit = printed.flatMap(RememberedValues.unit)
        func read(_ value: IndicatorValue?) -> IndicatorValue? {
            var read = value.flatMap { RememberedValues.value($0.raw, cell: $0.cell) }
            if let unit { RowSettling.fill(&read, unit, printed) }
            return read
        }
        let isOwnSign = indicator.comparator != indicator.target?.comparator
        if isOwnSign { object.add("comparator", indicator.comparator?.rawValue ?? FormShape.none) }
        if indicator.adjustedTarget != nil {
            object.add("target", Self.json(indicator.adjustedTarget, read: read(indicator.adjustedTarget)))
            object.add("initialTarget", Self.json(indicator.target, read: read(indicator.target)) ?? .string(""))
        } else {
            object.add("target", Self.json(indicator.target, read: read(indicator.target)))
        }
        object.place("target", indicator.effectiveTarget?.cell)
        if indicator.adjustedTarget != nil { object.place("initialTarget", indicator.target?.cell) }
        object.add("unit", printed)
        // Beside its targets and sign, as the reader will have them.
        var row = indicator
        row.actual = read(indicator.actual)
        row.comparator = isOwnSign ? indicator.comparator : nil
        RowSettling.settleActual(of: &row)
        object.add("actual", Self.json(indicator.actual, read: row.actual))
        object.place("actual", indicator.actual?.cell)
        object.add("forecast", Self.json(indicator.forecast, read: read(indicator.forecast)))
        object.place("forecast", indicator.forecast?.cell)
    }

    /// The printed unit that a value of the row has and its text does not: that of the unit's column.
    private func unitColumn(of indicator: Indicator) -> String? {
        for value in [indicator.target, indicator.adjustedTarget, indicator.actual, indicator.forecast] {
            guard let value, let unit = value.unit, let printed = value.printedUnit, RememberedValues.value(value.raw, cell: nil)?.unit == nil else { continue }
            if RememberedValues.unit(printed) == unit { return printed }
        }
        return nil
    }

    /// The text alone where reading it gives the value again.
    private static func json(_ value: IndicatorValue?, read: IndicatorValue?) -> JSONValue? {
        guard let value else { return nil }
        if let read, read == value, read.content.isWritten(like: value.content) { return .string(value.raw) }
        var object = ObjectMaker(sheet: "")
        object.add("text", value.raw)
        switch value.content {
        case .number(let number): object.add("number", number)
        case .range(let low, let high):
            object.add("low", low)
            object.add("high", high)
        case .date(let date): object.add("date", StoredText.day(date))
        case .text: break
        }
        object.add("unit", value.unit)
        if value.printedUnit != value.unit { object.add("printedUnit", value.printedUnit ?? "") }
        object.add("comparator", value.comparator?.rawValue)
        object.add("approximate", flag: value.isApproximate)
        object.add("duration", flag: value.isDuration)
        return object.json
    }

    // MARK: Tier, ground

    private func tierAndGround(of indicator: Indicator, _ object: inout ObjectMaker) {
        let said = indicator.actual.flatMap { RowSettling.tier(of: $0, target: indicator.effectiveTarget) }
        if said?.0 != indicator.tier || said?.1 != indicator.tierBasis {
            object.add("tier", .integer(indicator.tier?.rawValue ?? 0))
            if indicator.tier != nil || indicator.tierBasis != nil { object.add("tierBasis", indicator.tierBasis?.word ?? FormShape.none) }
        }
        guard indicator.notApplicable != RowSettling.notApplicable(indicator) else { return }
        guard let notApplicable = indicator.notApplicable else { return object.add("applicable", flag: true) }
        var inner = ObjectMaker(sheet: sheet)
        inner.add("ground", notApplicable.ground?.rawValue)
        inner.add("text", notApplicable.text)
        object.add("notApplicable", inner.json)
    }
}

/// The kinds that names of levels tell, kept while they stay the same from row to row.
struct LevelNames {
    private var level1 = ""
    private var level2 = ""
    private var kind1: Level1?
    private var kind2: Level2?
    /// The kind of level 1 that `kind2` was told under.
    private var under: Level1?

    /// - Parameter given: what level 1 is, for level 2; its name may not tell.
    mutating func kinds(_ level1: String, _ level2: String, given: Level1?) -> (level1: Level1?, level2: Level2?) {
        if level1 != self.level1 {
            self.level1 = level1
            kind1 = FormBuilder.level1Kind(level1)
        }
        if level2 != self.level2 || given != under {
            self.level2 = level2
            under = given
            kind2 = FormBuilder.level2Kind(level2, level1: given)
        }
        return (kind1, kind2)
    }
}

extension TierBasis {
    /// As the JSON names it.
    var word: String {
        switch self {
        case .stated: "stated"
        case .inferred: "inferred"
        }
    }
}

extension IndicatorField {
    /// The key of the field's cell, and whether a value stands there.
    func place(in indicator: Indicator) -> (key: String, hasValue: Bool) {
        let isAdjusted = indicator.adjustedTarget != nil
        return switch self {
        case .name: ("name", true)
        case .comparator: ("comparator", false)
        case .target: (isAdjusted ? "initialTarget" : "target", indicator.target != nil)
        case .adjustedTarget: (isAdjusted ? "target" : "adjustedTarget", isAdjusted)
        case .unit: ("unit", false)
        case .actual: ("actual", indicator.actual != nil)
        case .weight: ("weight", indicator.weight != nil)
        case .score: ("score", indicator.statedScore != nil)
        case .reason: ("reason", indicator.reason != nil)
        case .remark: ("remark", indicator.remark != nil)
        case .forecast: ("forecast", indicator.forecast != nil)
        case .likelihood: ("likelihood", indicator.likelihood != nil)
        case .tier: ("tier", false)
        }
    }
}

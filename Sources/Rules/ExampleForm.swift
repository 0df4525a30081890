package import BudgetModel
package import Quantities

/// Builds a small form in the national layout, with what the engine would compute for it.
///
/// Money rows begin in row 6 (D initial, E annual, F executed; G points, H rate, I score), indicators
/// in row 13 (D name, E target, F actual, G points, H score, I reason), the total below them.
/// Numbers are written as text. A number that does not parse is a mistake in an example and traps.
package struct ExampleForm: Sendable {
    private static let sheet = "自评表"
    private static let firstFundRow = 5
    private static let firstIndicatorRow = 12

    private var evaluation: Evaluation
    private var scoreSheet: ScoreSheet
    private var context = Context()
    private var framework = Framework.example

    package init(_ kind: FormKind = .projectSelfEvaluation, unit: AmountUnit = .wanYuan) {
        evaluation = Evaluation(file: "example.xlsx", sheet: Self.sheet, kind: kind)
        evaluation.amountUnit = unit
        evaluation.amountUnitCell = Self.cell("A5")
        evaluation.title = Sourced("项目支出绩效自评表", Self.cell("A1"))
        evaluation.programme = Sourced("公共服务项目", Self.cell("B3"))
        evaluation.implementingUnit = Sourced("县公共服务中心", Self.cell("G4"))
        evaluation.year = Sourced(2023, Self.cell("A2"))
        scoreSheet = ScoreSheet(frameworkID: "example", frameworkDigest: "", chosenBecause: Wording(zh: "示例", en: "example"))
    }

    package var facts: Facts {
        var evaluation = evaluation
        // Blank cells of the scored form, as a reader reports them.
        for index in evaluation.indicators.indices {
            let row = Self.firstIndicatorRow + index + 1
            if evaluation.indicators[index].target == nil { evaluation.indicators[index].emptyCells[.target] = Self.cell("E\(row)") }
            guard evaluation.kind.isScored || evaluation.kind == .monitoring else { continue }
            if evaluation.indicators[index].actual == nil { evaluation.indicators[index].emptyCells[.actual] = Self.cell("F\(row)") }
            if evaluation.indicators[index].statedScore == nil, evaluation.kind.isScored {
                evaluation.indicators[index].emptyCells[.score] = Self.cell("H\(row)")
            }
            if evaluation.indicators[index].reason == nil { evaluation.indicators[index].emptyCells[.reason] = Self.cell("I\(row)") }
        }
        return Facts(evaluation: evaluation, scoreSheet: scoreSheet, framework: framework, context: context)
    }
}

// MARK: - Money

extension ExampleForm {
    package func fund(_ source: FundSource, initial: String? = nil, adjusted: String? = nil, executed: String? = nil) -> Self {
        var form = self
        let row = Self.firstFundRow + evaluation.funds.count + 1
        var line = FundLine(source: source, label: Sourced(source.label, Self.cell("B\(row)")))
        line.initial = initial.map { amount($0, "D\(row)") }
        line.adjusted = adjusted.map { amount($0, "E\(row)") }
        line.executed = executed.map { amount($0, "F\(row)") }
        for (field, column) in [(FundField.initial, "D"), (.adjusted, "E"), (.executed, "F")] where line.amount(field) == nil {
            line.emptyCells[field] = Self.cell("\(column)\(row)")
        }
        form.evaluation.funds.append(line)
        return form
    }

    /// The execution rate the engine computes.
    package func rate(_ percent: String) -> Self {
        var form = self
        form.scoreSheet.ratePercent = number(percent)
        return form
    }

    package func execution(weight: String, score: String? = nil, computed: String? = nil, rate: String? = nil, rateIsEmpty: Bool = false) -> Self {
        var form = self
        var row = ExecutionRow()
        row.weight = Sourced(number(weight), Self.cell("G6"))
        row.statedScore = score.map { Sourced(number($0), Self.cell("I6")) }
        row.statedRate = rate.map { Sourced($0, Self.cell("H6")) }
        row.statedRatePercent = rate.map { number($0.filter { $0 != "%" }) }
        if rateIsEmpty { row.rateCell = Self.cell("H6") }
        form.evaluation.execution = row
        form.evaluation.hasWeights = true
        form.scoreSheet.execution = ScoreLine(score: computed.map { number($0) }, weight: number(weight))
        return form
    }
}

// MARK: - Rows

extension ExampleForm {
    /// An indicator row with its sign as in the JSON; a target that does not parse as a number is text.
    ///
    /// Unless said otherwise a computed score is that of a met target.
    package func row(
        _ name: String, _ sign: String?, _ target: String?, _ unit: String? = nil, actual: String? = nil, actualUnit: String? = nil,
        weight: String? = nil, weightIsEmpty: Bool = false, stated: String? = nil, computed: String? = nil, exact: (String, String)? = nil,
        met: Bool? = nil, reason: String? = nil, tier: Tier? = nil, tierBasis: TierBasis? = nil, tierBounds lower: String? = nil,
        _ upper: String? = nil, signAssumed: Bool = false, likelihood: Likelihood? = nil, alternatives: [AlternativeScore] = []
    ) -> Self {
        let comparator = sign.flatMap { Comparator(rawValue: $0) }
        var form = self
        let row = Self.firstIndicatorRow + evaluation.indicators.count + 1
        var indicator = Indicator(level1: "产出指标", level2: "数量指标", name: Sourced(name, Self.cell("D\(row)")))
        indicator.level1Kind = .output
        indicator.level1Cell = Self.cell("B13")
        indicator.level2Cell = Self.cell("C13")
        indicator.comparator = comparator
        indicator.target = target.map { value($0, unit, "E\(row)") }
        indicator.actual = actual.map { value($0, actualUnit, "F\(row)") }
        indicator.weight = weight.map { Sourced(number($0), Self.cell("G\(row)")) }
        if weightIsEmpty { indicator.emptyCells[.weight] = Self.cell("G\(row)") }
        indicator.statedScore = stated.map { Sourced(number($0), Self.cell("H\(row)")) }
        indicator.reason = reason.map { Sourced($0, Self.cell("I\(row)")) }
        indicator.tier = tier
        indicator.tierBasis = tierBasis
        indicator.likelihood = likelihood.map { Sourced($0, Self.cell("N\(row)")) }
        form.evaluation.indicators.append(indicator)
        form.evaluation.hasWeights = form.evaluation.hasWeights || weight != nil

        var line = ScoreLine(
            score: computed.map { number($0) }, weight: weight.map { number($0) }, comparatorUsed: comparator ?? (signAssumed ? .atLeast : nil),
            signAssumed: signAssumed, tier: tier, isMet: met ?? (computed == nil ? nil : true), alternatives: alternatives)
        if let lower, let upper { line.tierBounds = number(lower)...number(upper) }
        if let exact { line.exact = try! Ratio(number(exact.0), over: number(exact.1)) }
        form.scoreSheet.lines.append(line)
        return form
    }

    /// One row of 100 points, for rules that look at totals.
    package func plainRow(points: String) -> Self {
        row("巡查次数", ">=", "100", "次", actual: points, weight: "100", stated: points, computed: points, met: points == "100", reason: "汛期停工")
    }

    package func block(_ level1: String, level2: String? = nil, _ weight: String, rows: [Int]) -> Self {
        var form = self
        let row = Self.firstIndicatorRow + (rows.first ?? 0) + 1
        form.evaluation.blocks.append(
            LevelBlock(level1: level1, level2: level2, weight: Sourced(number(weight), Self.cell((level2 == nil ? "B" : "C") + "\(row)")), members: rows))
        return form
    }
}

// MARK: - The rest of the form

extension ExampleForm {
    private var totalRow: Int { Self.firstIndicatorRow + evaluation.indicators.count + 1 }

    package func weightTotal(_ points: String) -> Self {
        var form = self
        form.evaluation.statedWeightTotal = Sourced(number(points), Self.cell("G\(totalRow)"))
        return form
    }

    package func total(_ points: String) -> Self {
        var form = self
        form.evaluation.statedTotal = Sourced(number(points), Self.cell("H\(totalRow)"))
        return form
    }

    package func grade(_ grade: String) -> Self {
        var form = self
        form.evaluation.statedGrade = Sourced(grade, Self.cell("I\(totalRow)"))
        return form
    }

    package func computedTotal(_ points: String, _ grade: Grade) -> Self {
        var form = self
        form.scoreSheet.total = number(points)
        form.scoreSheet.grade = grade
        return form
    }

    package func goal(_ expected: String, _ achieved: String) -> Self {
        var form = self
        form.evaluation.goals.append(Goal(expected: Sourced(expected, Self.cell("B11")), achieved: Sourced(achieved, Self.cell("F11"))))
        return form
    }

    package func text(_ label: String, _ text: String) -> Self {
        var form = self
        form.evaluation.texts.append(FormText(label: label, text: Sourced(text, Self.cell("B\(totalRow + 1)"))))
        return form
    }

    package func emptyLabel(_ label: String, _ place: String) -> Self {
        var form = self
        form.evaluation.emptyLabels.append(Sourced(label, Self.cell(place)))
        return form
    }

    /// Puts the last row under another level 1, or level 2, which the rules do not know.
    package func level(_ level: Int, _ name: String) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            if level == 1 { (evaluation.indicators[last].level1, evaluation.indicators[last].level1Kind) = (name, nil) } else { evaluation.indicators[last].level2 = name }
        }
    }

    /// Marks the last row as not applicable, as the reader and the scorer would.
    package func notApplicable(_ ground: NotApplicableGround? = nil) -> Self {
        with { evaluation, sheet in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].notApplicable = NotApplicable(ground: ground, text: evaluation.indicators[last].reason?.value ?? "不适用")
            sheet.lines[last].isLeftOut = ground != nil
            sheet.lines[last].unscored = ground == nil ? .notApplicableWithoutGround : nil
        }
    }

    /// The last row meets its target only by a default.
    package func bound(_ bound: BoundCase) -> Self {
        with { _, sheet in sheet.lines[sheet.lines.count - 1].boundCase = bound }
    }

    /// A cell that the reader could not take.
    package func unread(_ place: String, _ text: String, cause: UnreadCell.Cause = .unplaced) -> Self {
        with { evaluation, _ in evaluation.unread.append(UnreadCell(cell: Self.cell(place), text: text, cause: cause)) }
    }

    /// What the form is checked with: last year's form, the approved goal …
    package func beside(_ change: (inout Context) -> Void) -> Self {
        var form = self
        change(&form.context)
        return form
    }

    /// Judged by the national points of level 1: 50, 30 and 10.
    package func nationalTree() -> Self {
        var form = self
        let source = Citation.evaluationMeasures.reference
        form.framework.tree = [("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)].map { FrameworkNode(name: $0.0, weight: .fixed(Cited(ExactDecimal($0.1), source))) }
        return form
    }

    /// The form as last year's, or as the approved goal, of another example.
    package var asRead: Evaluation { facts.evaluation }

    /// For what the builder has no word for.
    package func with(_ change: (inout Evaluation, inout ScoreSheet) -> Void) -> Self {
        var form = self
        change(&form.evaluation, &form.scoreSheet)
        return form
    }
}

// MARK: - Values

extension ExampleForm {
    private static func cell(_ a1: String) -> CellRef { CellRef(sheet: sheet, position: CellPosition(a1: a1)!) }

    private func number(_ text: String) -> ExactDecimal { try! ExactDecimal(parsing: text) }

    private func amount(_ text: String, _ place: String) -> FundAmount {
        FundAmount(money: try! Money(number(text), evaluation.amountUnit), printed: number(text), cell: Self.cell(place))
    }

    private func value(_ text: String, _ unit: String?, _ place: String) -> IndicatorValue {
        let bounds = text.split(separator: "-").compactMap { try? ExactDecimal(parsing: $0.description) }
        let content: IndicatorContent =
            if let number = try? ExactDecimal(parsing: text) { .number(number) } else if bounds.count == 2 { .range(bounds[0], bounds[1]) } else { .text }
        return IndicatorValue(raw: text, content: content, unit: unit == "百分比" ? "%" : unit, printedUnit: unit, cell: Self.cell(place))
    }
}

extension FundSource {
    fileprivate var label: String {
        switch self {
        case .total: "年度资金总额"
        case .appropriation: "其中：当年财政拨款"
        case .carryover: "上年结转资金"
        case .other: "其他资金"
        case .basic: "基本支出"
        case .project: "项目支出"
        case .central: "其中：中央"
        case .provincial: "省级"
        case .municipal: "市级"
        case .county: "县级"
        case .specialAccount: "财政专户管理资金"
        case .unit: "单位资金"
        }
    }
}

extension Framework {
    /// The national values that examples are judged by; the shipped frameworks are data of their own.
    package static let example: Framework = {
        let source = Citation.evaluationMeasures.reference
        func whole(_ number: Int) -> ExactDecimal { ExactDecimal(number) }
        func cited<Value>(_ value: Value) -> Cited<Value> { Cited(value, source) }
        let share = { (percent: Int) in ExactDecimal(significand: Int128(percent), scale: 2) }
        return Framework(
            id: "example", title: Wording(zh: "示例（全国通行）", en: "example (national)"), day: try! CalendarDay(year: 2023, month: 12, day: 31),
            digest: "", kinds: FormKind.allCases, tree: [],
            execution: ExecutionPolicy(
                weight: cited(whole(10)), denominator: cited(.adjusted), cap: cited(whole(1)), zeroZero: cited(.zero), reasonBelow: nil,
                aboveBudget: cited(.warning)),
            atLeast: cited(.proportional), atMost: cited(.linear), alsoAccepted: cited([.ratio]),
            tiers: cited([
                TierBand(tier: .achieved, from: share(80), to: share(100), includesUpper: true),
                TierBand(tier: .partlyAchieved, from: share(60), to: share(80), includesUpper: false),
                TierBand(tier: .notAchieved, from: share(0), to: share(60), includesUpper: false),
            ]),
            overAchievement: cited([
                OverAchievementStep(from: ExactDecimal(significand: 12, scale: 1), action: .manualReview),
                OverAchievementStep(from: ExactDecimal(significand: 13, scale: 1), action: .remark),
            ]), adjustments: [], scorePlaces: cited(2), rounding: cited(.halfUp),
            grades: cited([
                GradeBand(grade: .excellent, from: whole(90)), GradeBand(grade: .good, from: whole(80)), GradeBand(grade: .fair, from: whole(60)),
                GradeBand(grade: .poor, from: whole(0)),
            ]),
            openCases: OpenCases(
                equalAbove: cited(.full), lateness: cited(.none), notApplicableGrounds: cited([]), unsignedAtMost: cited([.cost])),
            weightsAreBinding: false)
    }()
}

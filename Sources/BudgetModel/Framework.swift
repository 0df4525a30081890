package import Quantities

/// How sure we are that a value of a framework is the law's.
package enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// The text was read.
    case verified
    /// Attributed to the document, its text not read again.
    case attributed
    /// Our default where no text was found.
    case assumed
}

/// Where a value comes from.
package struct Reference: Hashable, Sendable {
    /// The instrument's key in the framework's list.
    package var instrument: String
    /// `财预〔2020〕10号`.
    package var number: String
    /// `项目支出绩效评价管理办法`.
    package var title: String
    package var article: String?
    package var published: CalendarDay?
    package var confidence: Confidence

    package init(instrument: String, number: String, title: String, article: String? = nil, published: CalendarDay? = nil, confidence: Confidence) {
        self.instrument = instrument
        self.number = number
        self.title = title
        self.article = article
        self.published = published
        self.confidence = confidence
    }

    /// The source of values that no law settles and that this system sets itself.
    package static let ownDefault = Reference(instrument: "jixiao", number: "系统默认", title: "绩效系统默认规则", confidence: .assumed)
}

/// A value of a framework with its source.
package struct Cited<Value: Hashable & Sendable>: Hashable, Sendable {
    package var value: Value
    package var reference: Reference

    package init(_ value: Value, _ reference: Reference) {
        self.value = value
        self.reference = reference
    }
}

/// The scoring formulas that code knows; frameworks choose among them.
package enum FormulaKind: String, Hashable, Sendable, CaseIterable {
    /// ≥ missed: W × A / T.
    case proportional
    /// ≤ exceeded: W × (1 − (A − T) / T), 0 from 2T on.
    case linear
    /// ≤ exceeded: W × T / A.
    case ratio
    /// Missed: 0.
    case zero
}

/// What `=` does above its target.
package enum EqualPolicy: String, Hashable, Sendable, CaseIterable {
    /// W, with a warning.
    case full
    /// 0.
    case exact
    /// Linear on both sides.
    case bothSides = "both-sides"
}

/// The points a tier allows, as shares of W.
package struct TierBand: Hashable, Sendable {
    package var tier: Tier
    package var from: ExactDecimal
    package var to: ExactDecimal
    /// Whether A08 counts the upper bound to the band; scoring always holds bounds included.
    package var includesUpper: Bool

    package init(tier: Tier, from: ExactDecimal, to: ExactDecimal, includesUpper: Bool) {
        self.tier = tier
        self.from = from
        self.to = to
        self.includesUpper = includesUpper
    }
}

package enum OverAchievementAction: String, Hashable, Sendable, CaseIterable {
    case none, remark, manualReview = "manual-review", reasonCompulsory = "reason-compulsory", deduct, zero
}

package struct OverAchievementStep: Hashable, Sendable {
    /// actual / target from which the step applies.
    package var from: ExactDecimal
    package var action: OverAchievementAction
    /// Share of W taken off, for `deduct`.
    package var deduction: ExactDecimal?

    package init(from: ExactDecimal, action: OverAchievementAction, deduction: ExactDecimal? = nil) {
        self.from = from
        self.action = action
        self.deduction = deduction
    }
}

package enum ExecutionDenominator: String, Hashable, Sendable, CaseIterable { case adjusted, initial, received }
package enum ZeroBudgetPolicy: String, Hashable, Sendable, CaseIterable { case zero, notApplicable = "not-applicable" }

/// How budget execution is scored.
package struct ExecutionPolicy: Hashable, Sendable {
    package var weight: Cited<ExactDecimal>
    package var denominator: Cited<ExecutionDenominator>
    /// The most a rate counts for, 1 for no more than the weight; nil for no cap.
    package var cap: Cited<ExactDecimal?>
    /// Budget 0 and nothing spent.
    package var zeroZero: Cited<ZeroBudgetPolicy>
    /// Rate in percent below which a reason is compulsory.
    package var reasonBelow: Cited<ExactDecimal>?
    /// Severity of a rate above 100 %.
    package var aboveBudget: Cited<Severity>

    package init(
        weight: Cited<ExactDecimal>, denominator: Cited<ExecutionDenominator>, cap: Cited<ExactDecimal?>, zeroZero: Cited<ZeroBudgetPolicy>,
        reasonBelow: Cited<ExactDecimal>?, aboveBudget: Cited<Severity>
    ) {
        self.weight = weight
        self.denominator = denominator
        self.cap = cap
        self.zeroZero = zeroZero
        self.reasonBelow = reasonBelow
        self.aboveBudget = aboveBudget
    }
}

/// How a node of the tree gets its points.
package enum NodeWeight: Hashable, Sendable {
    case fixed(Cited<ExactDecimal>)
    /// The form declares it; only the enclosing block is checked.
    case free
    /// No weight until a user's framework gives one.
    case local
}

/// A node of the indicator tree.
package struct FrameworkNode: Hashable, Sendable {
    package var name: String
    package var weight: NodeWeight
    package var children: [FrameworkNode]
    /// For computed department indicators: formula and scale.
    package var formula: IndicatorFormula?

    package init(name: String, weight: NodeWeight, children: [FrameworkNode] = [], formula: IndicatorFormula? = nil) {
        self.name = name
        self.weight = weight
        self.children = children
        self.formula = formula
    }
}

/// A formula indicator of a department table: 在职人员控制率 = 在职人员数 / 编制数.
package struct IndicatorFormula: Hashable, Sendable {
    package enum Shape: String, Hashable, Sendable {
        /// a / b
        case ratio
        /// (a − b) / b
        case change
        /// (a − b) / a
        case saving
        /// Judged by listed points, no formula.
        case judged
    }
    package var shape: Shape
    package var numerator: String?
    package var denominator: String?
    package var scale: PointScale?
    /// Where the formula and its scale come from.
    package var reference: Reference?

    package init(
        shape: Shape, numerator: String? = nil, denominator: String? = nil, scale: PointScale? = nil, reference: Reference? = nil
    ) {
        self.shape = shape
        self.numerator = numerator
        self.denominator = denominator
        self.scale = scale
        self.reference = reference
    }
}

extension IndicatorFormula {
    /// A name without quotation marks, brackets and spaces, so that `“三公经费”变动率` is found however it is quoted.
    package static func key(of name: String) -> String {
        String(name.filter { !$0.isWhitespace && !"\"“”＂'‘’「」《》".contains($0) })
    }
}

/// How a computed rate becomes points.
package struct PointScale: Hashable, Sendable {
    package enum Shape: Hashable, Sendable {
        /// Full at `full` percent or on its good side; `deduction` share of W off per `per` percentage points beyond.
        case perPoint(full: ExactDecimal, lowerIsBetter: Bool, deduction: ExactDecimal, per: ExactDecimal)
        /// Shares of W by bounds in percent, first match wins.
        case steps([Step])
        /// W × rate / full.
        case proportional(full: ExactDecimal)
    }
    package struct Step: Hashable, Sendable {
        package var upTo: ExactDecimal?
        package var share: ExactDecimal

        package init(upTo: ExactDecimal?, share: ExactDecimal) {
            self.upTo = upTo
            self.share = share
        }
    }
    /// How a part of a `per` counts in `perPoint`.
    package enum Counting: String, Hashable, Sendable, CaseIterable {
        /// In proportion: half a point off costs half.
        case exact
        /// Each one begun counts whole.
        case begun
        /// Only whole ones count.
        case whole
    }
    package var shape: Shape
    package var counting: Counting

    package init(shape: Shape, counting: Counting = .exact) {
        self.shape = shape
        self.counting = counting
    }
}

package enum Grade: String, Hashable, Sendable, CaseIterable {
    case excellent, good, fair, poor

    package var name: String {
        switch self {
        case .excellent: "优"
        case .good: "良"
        case .fair: "中"
        case .poor: "差"
        }
    }
}

package struct GradeBand: Hashable, Sendable {
    package var grade: Grade
    /// Points from which the grade is reached.
    package var from: ExactDecimal

    package init(grade: Grade, from: ExactDecimal) {
        self.grade = grade
        self.from = from
    }
}

/// A cap on the total, or points off it, by a condition across the tree.
package struct TotalAdjustment: Hashable, Sendable {
    package enum Condition: Hashable, Sendable {
        /// Execution rate in percent below this.
        case executionBelow(ExactDecimal)
        /// Execution rate in percent above this.
        case executionAbove(ExactDecimal)
        /// Execution rate in percent at or above `from` and below `below`.
        case executionWithin(from: ExactDecimal, below: ExactDecimal)
        /// The points reached under a level-1 node, in percent of its points, below this.
        case levelBelow(level1: String, percent: ExactDecimal)
    }
    package enum Effect: Hashable, Sendable {
        case cap(ExactDecimal)
        case deduct(ExactDecimal)
    }
    package var id: String
    package var condition: Condition
    package var effect: Effect

    package init(id: String, condition: Condition, effect: Effect) {
        self.id = id
        self.condition = condition
        self.effect = effect
    }
}

/// What happens with late dates.
package enum LatenessPolicy: String, Hashable, Sendable, CaseIterable {
    /// No rule: null and E04.
    case none
    case zero
    case tier
    case share
}

/// What an actual or a row that says nothing is worth.
package enum OpenPolicy: String, Hashable, Sendable, CaseIterable {
    /// Null; the total keeps a range.
    case open
    case zero
}

/// What `>` and `<` do at their bound.
package enum StrictBoundPolicy: String, Hashable, Sendable, CaseIterable {
    /// Scored as ≥ and ≤.
    case inclusive
    /// 0 at the bound.
    case zeroAtBound = "zero-at-bound"
}

/// What a target of 0 or below does, for which no ratio exists.
package enum NonPositiveTargetPolicy: String, Hashable, Sendable, CaseIterable {
    /// Met: W, missed: 0.
    case allOrNothing = "all-or-nothing"
    case open
}

/// What lies outside a range.
package enum RangePolicy: String, Hashable, Sendable, CaseIterable {
    /// Below like ≥ the lower bound, above like ≤ the upper bound.
    case bounds
    case zero
}

/// How an actual date without its day is compared.
package enum UndatedActualPolicy: String, Hashable, Sendable, CaseIterable {
    case byMonth = "by-month"
    /// As the last day of its month.
    case lastDay = "last-day"
}

/// Where the points of a qualitative row come from.
package enum QualitativePolicy: String, Hashable, Sendable, CaseIterable {
    /// The stated score, held inside its tier.
    case heldInTier = "held-in-tier"
    /// The upper bound of the tier.
    case upperBound = "upper-bound"
    case open
}

/// The rate that execution points are computed from.
package enum RateForScore: String, Hashable, Sendable, CaseIterable {
    case exact
    /// Rounded to two decimals of a percent first.
    case printed
}

/// What becomes of an indicator that is not applicable and has its ground.
package enum NotApplicableTreatment: String, Hashable, Sendable, CaseIterable {
    /// Left out; the total is scaled to 100.
    case leaveOut = "leave-out"
    case zero
    case open
}

/// Where the difference between the sum of rounded rows and the rounded sum goes.
package enum Residue: String, Hashable, Sendable, CaseIterable {
    /// Nowhere: the total is the sum of the rounded rows.
    case rows
    /// The total is the rounded sum; the difference has a line of its own.
    case ownLine = "own-line"
    /// The total is the rounded sum; the row with the greatest weight takes the difference.
    case largestRow = "largest-row"
}

/// Defaults for the open cases of rules.md 3.13.
package struct OpenCases: Hashable, Sendable {
    package var equalAbove: Cited<EqualPolicy>
    package var lateness: Cited<LatenessPolicy>
    /// Grounds that leave an indicator out.
    package var notApplicableGrounds: Cited<[NotApplicableGround]>
    /// Level-2 kinds whose unsigned targets are upper bounds.
    package var unsignedAtMost: Cited<[Level2]>
    /// The sign of unsigned durations and time limits under 时效指标.
    package var unsignedDuration: Cited<Comparator>
    package var strictBound: Cited<StrictBoundPolicy>
    package var nonPositiveTarget: Cited<NonPositiveTargetPolicy>
    package var unitClash: Cited<OpenPolicy>
    package var range: Cited<RangePolicy>
    package var undatedActual: Cited<UndatedActualPolicy>
    package var qualitative: Cited<QualitativePolicy>
    package var emptyActual: Cited<OpenPolicy>
    /// The part of a form that has no execution row.
    package var noExecutionRow: Cited<OpenPolicy>
    package var rateForScore: Cited<RateForScore>
    /// Rows without a score, in the total.
    package var openRows: Cited<OpenPolicy>

    package init(
        equalAbove: Cited<EqualPolicy>, lateness: Cited<LatenessPolicy>, notApplicableGrounds: Cited<[NotApplicableGround]>,
        unsignedAtMost: Cited<[Level2]>, unsignedDuration: Cited<Comparator> = Cited(.atMost, .ownDefault),
        strictBound: Cited<StrictBoundPolicy> = Cited(.inclusive, .ownDefault),
        nonPositiveTarget: Cited<NonPositiveTargetPolicy> = Cited(.allOrNothing, .ownDefault),
        unitClash: Cited<OpenPolicy> = Cited(.open, .ownDefault), range: Cited<RangePolicy> = Cited(.bounds, .ownDefault),
        undatedActual: Cited<UndatedActualPolicy> = Cited(.byMonth, .ownDefault),
        qualitative: Cited<QualitativePolicy> = Cited(.heldInTier, .ownDefault),
        emptyActual: Cited<OpenPolicy> = Cited(.open, .ownDefault), noExecutionRow: Cited<OpenPolicy> = Cited(.open, .ownDefault),
        rateForScore: Cited<RateForScore> = Cited(.exact, .ownDefault), openRows: Cited<OpenPolicy> = Cited(.open, .ownDefault)
    ) {
        self.equalAbove = equalAbove
        self.lateness = lateness
        self.notApplicableGrounds = notApplicableGrounds
        self.unsignedAtMost = unsignedAtMost
        self.unsignedDuration = unsignedDuration
        self.strictBound = strictBound
        self.nonPositiveTarget = nonPositiveTarget
        self.unitClash = unitClash
        self.range = range
        self.undatedActual = undatedActual
        self.qualitative = qualitative
        self.emptyActual = emptyActual
        self.noExecutionRow = noExecutionRow
        self.rateForScore = rateForScore
        self.openRows = openRows
    }
}

/// The scoring rules of a region and year, as they stand on one day.
package struct Framework: Hashable, Sendable {
    package var id: String
    package var title: Wording
    /// The day the values hold on.
    package var day: CalendarDay
    /// `sha256:` of the source text.
    package var digest: String
    package var kinds: [FormKind]
    package var tree: [FrameworkNode] { didSet { indexScales() } }
    package var execution: ExecutionPolicy
    /// ≥ and > missed.
    package var atLeast: Cited<FormulaKind>
    /// ≤ and < exceeded.
    package var atMost: Cited<FormulaKind>
    /// A stated score by one of these is a hint, not an error.
    package var alsoAccepted: Cited<[FormulaKind]>
    package var tiers: Cited<[TierBand]>
    package var overAchievement: Cited<[OverAchievementStep]>
    package var adjustments: [Cited<TotalAdjustment>]
    /// Digits of scores.
    package var scorePlaces: Cited<Int>
    package var rounding: Cited<Rounding>
    package var grades: Cited<[GradeBand]>
    package var openCases: OpenCases
    /// Whether weights of the form must be the framework's (A04 an error).
    package var weightsAreBinding: Bool
    package var notApplicable: Cited<NotApplicableTreatment>
    package var residue: Cited<Residue>
    /// Formula indicators that local tables add to the tree; a row that bears the name is scored by them.
    package var localIndicators: [FrameworkNode] { didSet { indexScales() } }
    /// The first day that the values hold on.
    package var inForceFrom: CalendarDay
    /// Formulas with a scale, by `IndicatorFormula.key(of:)`.
    package private(set) var scaledFormulas: [String: IndicatorFormula]

    package init(
        id: String, title: Wording, day: CalendarDay, digest: String, kinds: [FormKind], tree: [FrameworkNode], execution: ExecutionPolicy,
        atLeast: Cited<FormulaKind>, atMost: Cited<FormulaKind>, alsoAccepted: Cited<[FormulaKind]>, tiers: Cited<[TierBand]>,
        overAchievement: Cited<[OverAchievementStep]>, adjustments: [Cited<TotalAdjustment>], scorePlaces: Cited<Int>,
        rounding: Cited<Rounding>, grades: Cited<[GradeBand]>, openCases: OpenCases, weightsAreBinding: Bool,
        notApplicable: Cited<NotApplicableTreatment> = Cited(.leaveOut, .ownDefault), residue: Cited<Residue> = Cited(.rows, .ownDefault),
        localIndicators: [FrameworkNode] = [], inForceFrom: CalendarDay? = nil
    ) {
        self.id = id
        self.title = title
        self.day = day
        self.digest = digest
        self.kinds = kinds
        self.tree = tree
        self.execution = execution
        self.atLeast = atLeast
        self.atMost = atMost
        self.alsoAccepted = alsoAccepted
        self.tiers = tiers
        self.overAchievement = overAchievement
        self.adjustments = adjustments
        self.scorePlaces = scorePlaces
        self.rounding = rounding
        self.grades = grades
        self.openCases = openCases
        self.weightsAreBinding = weightsAreBinding
        self.notApplicable = notApplicable
        self.residue = residue
        self.localIndicators = localIndicators
        self.inForceFrom = inForceFrom ?? day
        scaledFormulas = [:]
        indexScales()
    }

    private mutating func indexScales() {
        scaledFormulas = [:]
        func visit(_ nodes: [FrameworkNode], into index: inout [String: IndicatorFormula]) {
            for node in nodes {
                if let formula = node.formula, formula.scale != nil { index[IndicatorFormula.key(of: node.name)] = formula }
                visit(node.children, into: &index)
            }
        }
        visit(tree, into: &scaledFormulas)
        visit(localIndicators, into: &scaledFormulas)
    }
}

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

    package init(shape: Shape, numerator: String? = nil, denominator: String? = nil, scale: PointScale? = nil) {
        self.shape = shape
        self.numerator = numerator
        self.denominator = denominator
        self.scale = scale
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
    package var shape: Shape

    package init(shape: Shape) { self.shape = shape }
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

/// Defaults for the open cases of rules.md 3.13.
package struct OpenCases: Hashable, Sendable {
    package var equalAbove: Cited<EqualPolicy>
    package var lateness: Cited<LatenessPolicy>
    /// Grounds that leave an indicator out.
    package var notApplicableGrounds: Cited<[NotApplicableGround]>
    /// Level-2 kinds whose unsigned targets are upper bounds.
    package var unsignedAtMost: Cited<[Level2]>

    package init(
        equalAbove: Cited<EqualPolicy>, lateness: Cited<LatenessPolicy>, notApplicableGrounds: Cited<[NotApplicableGround]>,
        unsignedAtMost: Cited<[Level2]>
    ) {
        self.equalAbove = equalAbove
        self.lateness = lateness
        self.notApplicableGrounds = notApplicableGrounds
        self.unsignedAtMost = unsignedAtMost
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
    package var tree: [FrameworkNode]
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

    package init(
        id: String, title: Wording, day: CalendarDay, digest: String, kinds: [FormKind], tree: [FrameworkNode], execution: ExecutionPolicy,
        atLeast: Cited<FormulaKind>, atMost: Cited<FormulaKind>, alsoAccepted: Cited<[FormulaKind]>, tiers: Cited<[TierBand]>,
        overAchievement: Cited<[OverAchievementStep]>, adjustments: [Cited<TotalAdjustment>], scorePlaces: Cited<Int>,
        rounding: Cited<Rounding>, grades: Cited<[GradeBand]>, openCases: OpenCases, weightsAreBinding: Bool
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
    }
}

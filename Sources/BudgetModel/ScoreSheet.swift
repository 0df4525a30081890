package import Quantities

/// A quantity that a derivation names.
package enum TraceSymbol: Hashable, Sendable {
    case weight, target, actual, lowerBound, upperBound, executed, budget, rate, stated

    package var letter: String {
        switch self {
        case .weight: "W"
        case .target: "T"
        case .actual: "A"
        case .lowerBound: "L"
        case .upperBound: "U"
        case .executed: "E"
        case .budget: "B"
        case .rate: "R"
        case .stated: "S"
        }
    }
}

/// A formula as applied to one row; `a` and `b` of `TraceStep.computed` fill its two places.
public enum AppliedFormula: Hashable, Sendable {
    /// The target was met: W.
    case full
    /// W × A ÷ T
    case proportional
    /// W × (2T − A) ÷ T
    case linear
    /// W × T ÷ A
    case ratio
    /// Missed: 0.
    case none
    /// W × E ÷ B
    case execution
    /// W × R ÷ 100, from a rate in percent; `b` is 100.
    case rate
    /// W off by the points that the rate lies beyond `b`.
    case perPoint
    /// A share of W by the step the rate falls in; `b` is the share.
    case step
    /// W × R ÷ full; `b` is full.
    case scale
}

/// Why a row has no score.
package enum Unscored: Hashable, Sendable {
    case noWeight, negativeWeight, noTarget, textTarget, noActual, textActual, rangeActual, dateActual, numberForDate
    case unitClash(target: String, actual: String)
    /// One side prints 万元 or the like, the other a bare number a thousand times greater or smaller.
    case scaleUnclear(unit: String, bare: ExactDecimal)
    /// A target in words such as 第一季度 beside a day.
    case wordsForDate
    case nonPositiveTarget
    /// A late date, and the framework has no rule for it.
    case lateWithoutRule
    /// A late date, and the share of tasks done in time is not on the form.
    case lateShareUnknown
    case tierUnknown, nothingStated, qualitativeOpen
    case notApplicableWithoutGround, notApplicableOpen
    case noExecuted, noBudget, negativeBudget
    /// A cell that holds something else than a number.
    case weightNotRead(String), statedNotRead(String), budgetNotRead(String), executedNotRead(String)
    /// Money rows that were not read, so that the parts make no total.
    case moneyRowsNotRead
    case formNotScored
    /// The numbers are too large to compute exactly.
    case overflow
}

/// One step of a derivation; rendered only when somebody reads it.
///
/// The typed cases keep numbers as they are, so that a derivation nobody reads costs no text.
package enum TraceStep: Hashable, Sendable {
    /// The clause applied: document, article and how sure we are of it.
    case clause(Reference)
    /// A named input and its value: 目标值 T = 95.
    case input(symbol: String, name: Wording, value: String)
    /// The same, kept as a number.
    case quantity(TraceSymbol, ExactDecimal, unit: String?)
    /// A target or an actual that is a day.
    case day(TraceSymbol, DueDate)
    /// `W × A ÷ T`, then with numbers.
    case formula(String, substituted: String)
    /// The same, kept as numbers, with the exact value.
    case computed(AppliedFormula, weight: ExactDecimal, a: ExactDecimal, b: ExactDecimal, exact: Ratio)
    /// Rounding: the exact or long value, places, result.
    case rounding(from: String, places: Int, rule: Rounding, to: String)
    case rounded(places: Int, rule: Rounding, to: ExactDecimal)
    case result(name: Wording, value: String)
    /// The points of the row.
    case points(ExactDecimal)
    /// The row has no score, and why.
    case unscored(Unscored)
    /// A default of an open case that was used (rules.md 3.13).
    case assumption(Wording)
    case note(Wording)
    /// Σ of the rows and of execution.
    case sum(rows: ExactDecimal, execution: ExactDecimal?, total: ExactDecimal)
    /// The total without rows that are not applicable, scaled to 100.
    case scaled(from: ExactDecimal, leftOut: ExactDecimal, to: ExactDecimal)
    /// What the total can still be.
    case open(rows: Int, ClosedRange<ExactDecimal>)
    case grade(Grade)
}

/// A score that another reading would give, so that rules can tell an error from a reading.
package struct AlternativeScore: Hashable, Sendable {
    package enum Reading: Hashable, Sendable {
        /// The same rule by another accepted formula.
        case formula(FormulaKind)
        /// The unsigned target read the other way round.
        case sign(Comparator)
        /// From the printed rate instead of the exact one.
        case printedRate
    }
    package var reading: Reading
    package var score: ExactDecimal

    package init(reading: Reading, score: ExactDecimal) {
        self.reading = reading
        self.score = score
    }
}

/// An actual value that meets its target only by a default of the open cases.
package enum BoundCase: Hashable, Sendable {
    /// Above a target with `=`.
    case aboveEqual
    /// On the bound of `>` or `<`.
    case onStrictBound
}

/// What the engine says of one row.
package struct ScoreLine: Hashable, Sendable {
    /// Nil when it cannot be computed; the trace says why.
    package var score: ExactDecimal?
    /// Before rounding.
    package var exact: Ratio?
    package var weight: ExactDecimal?
    /// Actual over target in percent, two decimals.
    package var completionPercent: ExactDecimal?
    package var comparatorUsed: Comparator?
    /// Whether the sign was assumed because the form prints none.
    package var signAssumed: Bool
    package var tier: Tier?
    /// The points its tier allows.
    package var tierBounds: ClosedRange<ExactDecimal>?
    /// Whether the target was met; nil when that cannot be said.
    package var isMet: Bool?
    /// Left out of the total with a ground.
    package var isLeftOut: Bool
    package var alternatives: [AlternativeScore]
    package var trace: [TraceStep]
    /// Why there is no score; nil when there is one.
    package var unscored: Unscored?
    package var boundCase: BoundCase?

    package init(
        score: ExactDecimal? = nil, exact: Ratio? = nil, weight: ExactDecimal? = nil, completionPercent: ExactDecimal? = nil,
        comparatorUsed: Comparator? = nil, signAssumed: Bool = false, tier: Tier? = nil, tierBounds: ClosedRange<ExactDecimal>? = nil,
        isMet: Bool? = nil, isLeftOut: Bool = false, alternatives: [AlternativeScore] = [], trace: [TraceStep] = [],
        unscored: Unscored? = nil
    ) {
        self.score = score
        self.exact = exact
        self.weight = weight
        self.completionPercent = completionPercent
        self.comparatorUsed = comparatorUsed
        self.signAssumed = signAssumed
        self.tier = tier
        self.tierBounds = tierBounds
        self.isMet = isMet
        self.isLeftOut = isLeftOut
        self.alternatives = alternatives
        self.trace = trace
        self.unscored = unscored
    }
}

/// A cap or deduction across the tree that applied.
package struct AppliedAdjustment: Hashable, Sendable {
    package var id: String
    /// Negative: points taken off.
    package var points: ExactDecimal
    package var trace: [TraceStep]

    /// The `id` of what rounding left over.
    package static let residue = "residue"

    package init(id: String, points: ExactDecimal, trace: [TraceStep]) {
        self.id = id
        self.points = points
        self.trace = trace
    }
}

/// What the engine computed for one form, beside what the unit stated.
package struct ScoreSheet: Hashable, Sendable {
    package var frameworkID: String
    package var frameworkDigest: String
    package var chosenBecause: Wording
    /// Executed over annual budget in percent, two decimals.
    package var ratePercent: ExactDecimal?
    package var execution: ScoreLine?
    /// One line for each indicator, in their order.
    package var lines: [ScoreLine]
    package var adjustments: [AppliedAdjustment]
    package var total: ExactDecimal?
    /// The total before indicators were left out as not applicable, when some were.
    package var totalBeforeScaling: ExactDecimal?
    /// What the total can still be while rows are open; equal bounds when it is known.
    package var totalRange: ClosedRange<ExactDecimal>?
    package var grade: Grade?
    package var totalTrace: [TraceStep]

    package init(frameworkID: String, frameworkDigest: String, chosenBecause: Wording) {
        self.frameworkID = frameworkID
        self.frameworkDigest = frameworkDigest
        self.chosenBecause = chosenBecause
        lines = []
        adjustments = []
        totalTrace = []
    }
}

package import BudgetModel
package import Quantities

/// What the engine said of one row, without its derivation.
package struct StoredLine: Hashable, Sendable {
    package var score: ExactDecimal?
    /// Before rounding.
    package var exact: Ratio?
    package var weight: ExactDecimal?
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
    /// The word for why there is no score, such as `no-weight`; nil where there is one.
    package var unscored: String?
    /// The same as a sentence, with what the form says.
    package var why: Wording?

    init(_ line: ScoreLine) {
        score = line.score
        exact = line.exact
        weight = line.weight
        completionPercent = line.completionPercent
        comparatorUsed = line.comparatorUsed
        signAssumed = line.signAssumed
        tier = line.tier
        tierBounds = line.tierBounds
        isMet = line.isMet
        isLeftOut = line.isLeftOut
        unscored = line.unscored?.word
        why = line.unscored?.wording
    }
}

/// What the engine and the rules said of one form: the computed layer as it is stored, for pages and comparisons.
///
/// Derivations are not in it: they are computed again from form and framework, and `traceDigest` says whether
/// they still read the same. Readings that rules weigh (`ScoreLine.alternatives`), passages of reports and comments
/// that lapsed are not in it either.
package struct StoredScore: Hashable, Sendable {
    /// A cap, deduction or residue that applied.
    package struct Adjustment: Hashable, Sendable {
        package var id: String
        package var points: ExactDecimal
    }

    /// The engine's version.
    package var engine: String
    package var frameworkID: String
    package var frameworkDigest: String
    package var chosenBecause: Wording
    package var ratePercent: ExactDecimal?
    package var execution: StoredLine?
    /// One for each indicator, in their order.
    package var lines: [StoredLine]
    package var adjustments: [Adjustment]
    package var total: ExactDecimal?
    package var totalBeforeScaling: ExactDecimal?
    package var totalRange: ClosedRange<ExactDecimal>?
    package var grade: Grade?
    /// `sha256:…` over the lines of all derivations.
    package var traceDigest: String
    /// Of every standing, each told by its own: findings, then hits of rules on trial, then questions.
    package var findings: [Finding]
    /// By code.
    package var notChecked: [NotChecked]
    package var light: ObjectLight?

    package init(_ sheet: ScoreSheet, _ check: CheckResult, engine: String) {
        self.engine = engine
        frameworkID = sheet.frameworkID
        frameworkDigest = sheet.frameworkDigest
        chosenBecause = sheet.chosenBecause
        ratePercent = sheet.ratePercent
        execution = sheet.execution.map { StoredLine($0) }
        lines = sheet.lines.map { StoredLine($0) }
        adjustments = sheet.adjustments.map { Adjustment(id: $0.id, points: $0.points) }
        total = sheet.total
        totalBeforeScaling = sheet.totalBeforeScaling
        totalRange = sheet.totalRange
        grade = sheet.grade
        traceDigest = sheet.traceDigest
        findings = check.findings + check.previews + check.questions
        for index in findings.indices { findings[index].passage = nil }
        notChecked = check.notChecked.sorted { $0.code < $1.code }
        light = check.light
    }

    /// What counts: neither of rules on trial nor asked of a person.
    package var counted: [Finding] { findings.filter { $0.standing == .counted } }
}

extension Unscored {
    /// As the JSON names it.
    package var word: String {
        switch self {
        case .noWeight: "no-weight"
        case .negativeWeight: "negative-weight"
        case .noTarget: "no-target"
        case .textTarget: "text-target"
        case .noActual: "no-actual"
        case .textActual: "text-actual"
        case .rangeActual: "range-actual"
        case .dateActual: "date-actual"
        case .numberForDate: "number-for-date"
        case .unitClash: "unit-clash"
        case .scaleUnclear: "scale-unclear"
        case .wordsForDate: "words-for-date"
        case .nonPositiveTarget: "non-positive-target"
        case .lateWithoutRule: "late-without-rule"
        case .lateShareUnknown: "late-share-unknown"
        case .tierUnknown: "tier-unknown"
        case .nothingStated: "nothing-stated"
        case .qualitativeOpen: "qualitative-open"
        case .notApplicableWithoutGround: "not-applicable-without-ground"
        case .notApplicableOpen: "not-applicable-open"
        case .noExecuted: "no-executed"
        case .noBudget: "no-budget"
        case .negativeBudget: "negative-budget"
        case .weightNotRead: "weight-not-read"
        case .statedNotRead: "stated-not-read"
        case .budgetNotRead: "budget-not-read"
        case .executedNotRead: "executed-not-read"
        case .moneyRowsNotRead: "money-rows-not-read"
        case .formNotScored: "form-not-scored"
        case .overflow: "overflow"
        }
    }
}

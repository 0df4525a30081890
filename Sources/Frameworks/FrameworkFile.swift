import BudgetModel
import Quantities
import Yams

/// The whole content of a framework for all days, as its file and those it extends give it.
struct FrameworkFile: Sendable {
    var id: String
    var idLine: Int?
    var title: Wording
    /// The file that this was read from, which those it extends are not.
    var file = ""
    var extends: String?
    var kinds: [FormKind] = []
    var checked: CalendarDay?
    var instruments: [Instrument] = []
    var weightsAreBinding = false
    var tree: [FileNode] = []
    var treeLine: Int?
    var localIndicators: [FileNode] = []

    var executionWeight: Dated<ExactDecimal>?
    var denominator: Dated<ExecutionDenominator>?
    var cap: Dated<ExactDecimal?>?
    var zeroZero: Dated<ZeroBudgetPolicy>?
    var reasonBelow: Dated<ExactDecimal>?
    var aboveBudget: Dated<Severity>?
    var atLeast: Dated<FormulaKind>?
    var atMost: Dated<FormulaKind>?
    var alsoAccepted: Dated<[FormulaKind]>?
    var tiers: Dated<[TierBand]>?
    var overAchievement: Dated<[OverAchievementStep]>?
    var adjustments: [(id: String, rule: Dated<TotalAdjustment>)] = []
    var scorePlaces: Dated<Int>?
    var rounding: Dated<Rounding>?
    var residue: Dated<Residue>?
    var notApplicable: Dated<NotApplicableTreatment>?
    var grades: Dated<[GradeBand]>?

    var equalAbove: Dated<EqualPolicy>?
    var lateness: Dated<LatenessPolicy>?
    var notApplicableGrounds: Dated<[NotApplicableGround]>?
    var unsignedAtMost: Dated<[Level2]>?
    var unsignedDuration: Dated<Comparator>?
    var strictBound: Dated<StrictBoundPolicy>?
    var nonPositiveTarget: Dated<NonPositiveTargetPolicy>?
    var unitClash: Dated<OpenPolicy>?
    var range: Dated<RangePolicy>?
    var undatedActual: Dated<UndatedActualPolicy>?
    var qualitative: Dated<QualitativePolicy>?
    var emptyActual: Dated<OpenPolicy>?
    var noExecutionRow: Dated<OpenPolicy>?
    var rateForScore: Dated<RateForScore>?
    var openRows: Dated<OpenPolicy>?

    /// A node of the tree, by days.
    struct FileNode: Sendable {
        enum Weight: Sendable {
            case dated(Dated<ExactDecimal>)
            case free, local
        }
        var name: String
        var weight: Weight
        var children: [FileNode]
        var formula: IndicatorFormula?
        /// Formula, scale and their sources, for listings.
        var formulaParts: [(path: String, shown: String, words: Wording, reference: Reference, line: Int?)]
        var line: Int?
        var file: String
    }

    // MARK: - On a day

    func framework(on asked: CalendarDay, digest: String) -> Framework {
        let first = inForceFrom ?? asked
        let day = max(asked, first)
        func cited<Value: Hashable & Sendable>(_ dated: Dated<Value>?, _ fallback: Value) -> Cited<Value> {
            dated?.cited(day) ?? Cited(fallback, .ownDefault)
        }
        let execution = ExecutionPolicy(
            weight: cited(executionWeight, .zero), denominator: cited(denominator, .adjusted), cap: cited(cap, .one),
            zeroZero: cited(zeroZero, .zero), reasonBelow: reasonBelow?.cited(day), aboveBudget: cited(aboveBudget, .warning))
        let openCases = OpenCases(
            equalAbove: cited(equalAbove, .full), lateness: cited(lateness, .none),
            notApplicableGrounds: cited(notApplicableGrounds, NotApplicableGround.allCases),
            unsignedAtMost: cited(unsignedAtMost, [.cost, .economicCost, .socialCost, .ecologicalCost]),
            unsignedDuration: cited(unsignedDuration, .atMost), strictBound: cited(strictBound, .inclusive),
            nonPositiveTarget: cited(nonPositiveTarget, .allOrNothing), unitClash: cited(unitClash, .open), range: cited(range, .bounds),
            undatedActual: cited(undatedActual, .byMonth), qualitative: cited(qualitative, .heldInTier),
            emptyActual: cited(emptyActual, .open), noExecutionRow: cited(noExecutionRow, .open), rateForScore: cited(rateForScore, .exact),
            openRows: cited(openRows, .open))
        return Framework(
            id: id, title: title, day: day, digest: digest, kinds: kinds, tree: tree.map { $0.node(on: day) }, execution: execution,
            atLeast: cited(atLeast, .proportional), atMost: cited(atMost, .linear), alsoAccepted: cited(alsoAccepted, []),
            tiers: cited(tiers, []), overAchievement: cited(overAchievement, []),
            adjustments: adjustments.filter { $0.rule.entries[0].day <= day }.map { $0.rule.cited(day) },
            scorePlaces: cited(scorePlaces, 2), rounding: cited(rounding, .halfUp), grades: cited(grades, []), openCases: openCases,
            weightsAreBinding: weightsAreBinding, notApplicable: cited(notApplicable, .leaveOut), residue: cited(residue, .rows),
            localIndicators: localIndicators.map { $0.node(on: day) }, inForceFrom: first)
    }

    /// The first day on which every value that must stand does; nil only for a file that was refused.
    ///
    /// Of a framework that extends another its own values decide: what it takes over may be younger and holds
    /// for its earlier years too.
    var inForceFrom: CalendarDay? {
        var own: CalendarDay?, all: CalendarDay?
        func later<Value>(_ dated: Dated<Value>?) {
            guard let first = dated?.entries.first else { return }
            all = all.map { max($0, first.day) } ?? first.day
            if first.file == file { own = own.map { max($0, first.day) } ?? first.day }
        }
        later(executionWeight)
        later(atLeast)
        later(atMost)
        later(tiers)
        later(grades)
        for node in tree { later(node.points) }
        return own ?? all
    }
}

extension FrameworkFile.FileNode {
    var points: Dated<ExactDecimal>? {
        if case .dated(let dated) = weight { dated } else { nil }
    }


    func node(on day: CalendarDay) -> FrameworkNode {
        let nodeWeight: NodeWeight =
            switch weight {
            case .dated(let dated): .fixed(dated.cited(day))
            case .free: .free
            case .local: .local
            }
        return FrameworkNode(name: name, weight: nodeWeight, children: children.map { $0.node(on: day) }, formula: formula)
    }
}

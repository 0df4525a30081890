package import BudgetModel

/// A value of a framework that may change the score of a row or the grade of a total, by the path under which the framework has it.
package enum RuleKey: String, Hashable, Sendable, CaseIterable {
    case cap = "execution.cap"
    case zeroZero = "execution.zeroZero"
    case atLeast, atMost, tiers, overAchievement
    case equalAbove = "openCases.equalAbove"
    case lateness = "openCases.lateness"
    case unsignedAtMost = "openCases.unsignedAtMost"
    case unsignedDuration = "openCases.unsignedDuration"
    case strictBound = "openCases.strictBound"
    case nonPositiveTarget = "openCases.nonPositiveTarget"
    case unitClash = "openCases.unitClash"
    case range = "openCases.range"
    case undatedActual = "openCases.undatedActual"
    case qualitative = "openCases.qualitative"
    case emptyActual = "openCases.emptyActual"
    case rateForScore = "openCases.rateForScore"
    /// Indicators scored by a formula of their own.
    case scales = "tree"
    case scorePlaces, rounding, grades
    /// Caps and deductions of the total.
    case adjustments
    case residue

    /// Those in which two frameworks differ.
    package static func differing(_ from: Framework, _ to: Framework) -> [RuleKey] { allCases.filter { key in key.differs(from, to) } }

    /// Whether it speaks of rows, and not of what is made of them.
    package var isOfRows: Bool { self != .grades && self != .adjustments && self != .residue }

    private func differs(_ a: Framework, _ b: Framework) -> Bool {
        let (x, y) = (a.openCases, b.openCases)
        return switch self {
        case .cap: a.execution.cap.value != b.execution.cap.value
        case .zeroZero: a.execution.zeroZero.value != b.execution.zeroZero.value
        case .atLeast: a.atLeast.value != b.atLeast.value
        case .atMost: a.atMost.value != b.atMost.value
        case .tiers: a.tiers.value != b.tiers.value
        case .overAchievement: a.overAchievement.value != b.overAchievement.value
        case .equalAbove: x.equalAbove.value != y.equalAbove.value
        case .lateness: x.lateness.value != y.lateness.value
        case .unsignedAtMost: x.unsignedAtMost.value != y.unsignedAtMost.value
        case .unsignedDuration: x.unsignedDuration.value != y.unsignedDuration.value
        case .strictBound: x.strictBound.value != y.strictBound.value
        case .nonPositiveTarget: x.nonPositiveTarget.value != y.nonPositiveTarget.value
        case .unitClash: x.unitClash.value != y.unitClash.value
        case .range: x.range.value != y.range.value
        case .undatedActual: x.undatedActual.value != y.undatedActual.value
        case .qualitative: x.qualitative.value != y.qualitative.value
        case .emptyActual: x.emptyActual.value != y.emptyActual.value
        case .rateForScore: x.rateForScore.value != y.rateForScore.value
        case .scales: a.scaledFormulas.mapValues(\.scale) != b.scaledFormulas.mapValues(\.scale)
        case .scorePlaces: a.scorePlaces.value != b.scorePlaces.value
        case .rounding: a.rounding.value != b.rounding.value
        case .grades: a.grades.value != b.grades.value
        case .adjustments: a.adjustments.map(\.value) != b.adjustments.map(\.value)
        case .residue: a.residue.value != b.residue.value
        }
    }

    /// A framework with this value of another.
    func change(_ framework: Framework, to other: Framework) -> Framework {
        var changed = framework
        switch self {
        case .cap: changed.execution.cap = other.execution.cap
        case .zeroZero: changed.execution.zeroZero = other.execution.zeroZero
        case .atLeast: changed.atLeast = other.atLeast
        case .atMost: changed.atMost = other.atMost
        case .tiers: changed.tiers = other.tiers
        case .overAchievement: changed.overAchievement = other.overAchievement
        case .equalAbove: changed.openCases.equalAbove = other.openCases.equalAbove
        case .lateness: changed.openCases.lateness = other.openCases.lateness
        case .unsignedAtMost: changed.openCases.unsignedAtMost = other.openCases.unsignedAtMost
        case .unsignedDuration: changed.openCases.unsignedDuration = other.openCases.unsignedDuration
        case .strictBound: changed.openCases.strictBound = other.openCases.strictBound
        case .nonPositiveTarget: changed.openCases.nonPositiveTarget = other.openCases.nonPositiveTarget
        case .unitClash: changed.openCases.unitClash = other.openCases.unitClash
        case .range: changed.openCases.range = other.openCases.range
        case .undatedActual: changed.openCases.undatedActual = other.openCases.undatedActual
        case .qualitative: changed.openCases.qualitative = other.openCases.qualitative
        case .emptyActual: changed.openCases.emptyActual = other.openCases.emptyActual
        case .rateForScore: changed.openCases.rateForScore = other.openCases.rateForScore
        case .scales:
            changed.tree = other.tree
            changed.localIndicators = other.localIndicators
        case .scorePlaces: changed.scorePlaces = other.scorePlaces
        case .rounding: changed.rounding = other.rounding
        case .grades: changed.grades = other.grades
        case .adjustments: changed.adjustments = other.adjustments
        case .residue: changed.residue = other.residue
        }
        return changed
    }
}

/// A few keys in one word.
package struct RuleKeys: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package init(_ key: RuleKey) { rawValue = 1 << UInt32(RuleKey.allCases.firstIndex(of: key)!) }

    package var keys: [RuleKey] { RuleKey.allCases.enumerated().filter { rawValue & (1 << UInt32($0.offset)) != 0 }.map(\.element) }
}

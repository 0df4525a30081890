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
    package static func differing(_ from: Framework, _ to: Framework) -> [RuleKey] { allCases.filter { $0.value.differs(from, to) } }

    /// Whether it speaks of rows, and not of what is made of them.
    package var isOfRows: Bool { self != .grades && self != .adjustments && self != .residue }

    /// How two frameworks are compared in a value, and how it is taken over.
    private struct Value {
        let differs: (Framework, Framework) -> Bool
        let copy: (inout Framework, Framework) -> Void

        init<Content: Hashable>(_ path: WritableKeyPath<Framework, Cited<Content>>) {
            differs = { $0[keyPath: path].value != $1[keyPath: path].value }
            copy = { $0[keyPath: path] = $1[keyPath: path] }
        }

        init(differs: @escaping (Framework, Framework) -> Bool, copy: @escaping (inout Framework, Framework) -> Void) {
            self.differs = differs
            self.copy = copy
        }
    }

    private var value: Value {
        switch self {
        case .cap: Value(\.execution.cap)
        case .zeroZero: Value(\.execution.zeroZero)
        case .atLeast: Value(\.atLeast)
        case .atMost: Value(\.atMost)
        case .tiers: Value(\.tiers)
        case .overAchievement: Value(\.overAchievement)
        case .equalAbove: Value(\.openCases.equalAbove)
        case .lateness: Value(\.openCases.lateness)
        case .unsignedAtMost: Value(\.openCases.unsignedAtMost)
        case .unsignedDuration: Value(\.openCases.unsignedDuration)
        case .strictBound: Value(\.openCases.strictBound)
        case .nonPositiveTarget: Value(\.openCases.nonPositiveTarget)
        case .unitClash: Value(\.openCases.unitClash)
        case .range: Value(\.openCases.range)
        case .undatedActual: Value(\.openCases.undatedActual)
        case .qualitative: Value(\.openCases.qualitative)
        case .emptyActual: Value(\.openCases.emptyActual)
        case .rateForScore: Value(\.openCases.rateForScore)
        case .scales:
            Value(differs: { $0.scaledFormulas.mapValues(\.scale) != $1.scaledFormulas.mapValues(\.scale) }) {
                $0.tree = $1.tree
                $0.localIndicators = $1.localIndicators
            }
        case .scorePlaces: Value(\.scorePlaces)
        case .rounding: Value(\.rounding)
        case .grades: Value(\.grades)
        case .adjustments: Value(differs: { $0.adjustments.map(\.value) != $1.adjustments.map(\.value) }) { $0.adjustments = $1.adjustments }
        case .residue: Value(\.residue)
        }
    }

    /// A framework with this value of another.
    func change(_ framework: Framework, to other: Framework) -> Framework {
        var changed = framework
        value.copy(&changed, other)
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

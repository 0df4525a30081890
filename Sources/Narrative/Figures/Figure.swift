package import Quantities

/// A number of the text with its unit and all that its surroundings say of it.
package struct Figure: Hashable, Sendable {
    /// What stands beside the number and changes what it says.
    package struct Marks: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        /// 约, 近, 余, 左右.
        package static let approximate = Marks(rawValue: 1)
        /// ≥, 以上, 不低于, 超过: a bound or a target, not a result.
        package static let lowerBound = Marks(rawValue: 2)
        /// ≤, 以内, 不超过.
        package static let upperBound = Marks(rawValue: 4)
        /// One of the two ends of a range.
        package static let range = Marks(rawValue: 8)
        /// 各 before it: once for each thing named.
        package static let each = Marks(rawValue: 16)
        /// 每人, 人均, 元/人: for one of something.
        package static let perUnit = Marks(rawValue: 32)
        /// Written in Chinese numerals.
        package static let chinese = Marks(rawValue: 64)
        /// Inside brackets.
        package static let bracketed = Marks(rawValue: 128)
        /// In a table row or a line of cells.
        package static let tabular = Marks(rawValue: 256)
        /// Follows `×` or stands before it.
        package static let factor = Marks(rawValue: 512)
        /// Printed with `=`: a target that must be met exactly, or the result of a sum.
        package static let equals = Marks(rawValue: 1024)
        /// 第3, 3号 and the like.
        package static let ordinal = Marks(rawValue: 2048)

        /// In words, for lists of what was read.
        package var names: String {
            let known: [(Marks, String)] = [
                (.approximate, "about"), (.lowerBound, "at least"), (.upperBound, "at most"), (.range, "range"), (.each, "each"), (.perUnit, "per unit"), (.chinese, "Chinese numerals"),
                (.bracketed, "in brackets"), (.tabular, "in a table"), (.factor, "factor"), (.equals, "="),
            ]
            return known.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
        }
    }

    /// As written, without separators: `1860`, `35837.94`; 二百万元 is 200.
    package var number: ExactDecimal
    package var measure: Measure
    /// The number with its unit.
    package var range: Range<Int>
    /// The digits alone.
    package var digits: Range<Int>
    package var marks: Marks
    /// The words before it, back to the last separator or figure.
    package var label: Range<Int>
    /// The words behind its unit, up to the next separator or figure.
    package var tail: Range<Int>
    /// The line, and the sentence within the whole text, it stands in.
    package var line: Int
    package var sentence: Int
    /// How deep in brackets it stands.
    package var depth: Int
    package var role: Role
    package var scope: Scope
    /// The year its words name; nil for the report's own.
    package var year: Int?

    /// In the base unit of its dimension: yuan, single persons.
    package func base() throws(QuantityError) -> ExactDecimal { try number.shifted(by: measure.exponent) }

    /// The worth of one in its last digit, in the base unit.
    package func unitInLastPlace() throws(QuantityError) -> ExactDecimal {
        try ExactDecimal(significand: 1, scale: number.scale).shifted(by: measure.exponent)
    }

    /// Whether it is a plain result: no bound, no range, no rough number.
    package var isPlain: Bool { marks.isDisjoint(with: [.lowerBound, .upperBound, .range, .ordinal]) }
    package var isExact: Bool { isPlain && !marks.contains(.approximate) }

    package var isMoney: Bool { measure.dimension == .money }
    package var isPercent: Bool { measure.dimension == .percent }
    /// Things counted or measured: 人, 平方米.
    var isCount: Bool { if case .count = measure.dimension { true } else { false } }
}

/// What a figure is, by the words around it.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
    case none
    // Money.
    case initialBudget, adjustedBudget, budget, received, available, income, executed, balance, openingBalance, added, cut, overspent
    // Percentages.
    case executionRate, receivedRate, rate, share, growth, decline
    // Points.
    case score, totalScore, weight, totalWeight, deduction
    // Changes in any unit: 增加61.54万元.
    case increase, decrease
    /// The same quantity a year before.
    case previous
}

/// The way money goes.
enum Flow: Hashable, Sendable { case into, out, left }

extension Role {
    /// The way the money of a role goes; nil for what is no amount of its own.
    var flow: Flow? {
        switch self {
        case .initialBudget, .adjustedBudget, .budget, .received, .available, .income, .openingBalance, .added: .into
        case .executed: .out
        case .balance: .left
        default: nil
        }
    }
}

/// Which part of the money or of the object a figure speaks of.
package struct Scope: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let central = Scope(rawValue: 1)
    package static let provincial = Scope(rawValue: 2)
    package static let municipal = Scope(rawValue: 4)
    package static let county = Scope(rawValue: 8)
    package static let generalBudget = Scope(rawValue: 16)
    package static let governmentFund = Scope(rawValue: 32)
    package static let stateCapital = Scope(rawValue: 64)
    package static let basic = Scope(rawValue: 128)
    package static let project = Scope(rawValue: 256)
    package static let personnel = Scope(rawValue: 512)
    package static let operating = Scope(rawValue: 1024)
    package static let other = Scope(rawValue: 2048)
    package static let ownFunds = Scope(rawValue: 4096)
    package static let receptions = Scope(rawValue: 8192)
    /// A part of a total, by its place in a list.
    package static let part = Scope(rawValue: 1 << 20)

    /// Kinds of money that make a figure speak of less than the whole.
    package static let funds: Scope = [
        .central, .provincial, .municipal, .county, .generalBudget, .governmentFund, .stateCapital, .basic, .project, .personnel, .operating, .other,
        .ownFunds, .receptions,
    ]
}

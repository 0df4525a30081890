/// What a label says, whichever of its many spellings a form prints; `Resources/labels.txt` lists the spellings.
enum Meaning: UInt8, Sendable, CaseIterable {
    // Columns of an indicator table.
    case level1, level2, level3, comparator, nature, target, adjustedTarget, previousActual, actual, reviewActual, score, reviewScore
    case weight, unit, forecast, likelihood, likelihoodCertain, likelihoodPossible, likelihoodImpossible, causeFunding, causeRegulation
    case causeStaff, causeEquipment, causeOther, reason, remark, deviation, completion, tier, scoringRule, explanation, targetBasis
    case dataSource, core, number, deduction, light
    // Columns that a table's own shape gives, never a label: points of a level, a second target.
    case level1Weight, level2Weight, otherTarget
    // Columns of a money table.
    case initial, adjusted, received, executed, adjustment, rate, balance, label
    // Rows of a money table.
    case total, projectTotal, appropriation, carryover, other, specialAccount, basic, project, superior, central, provincial, municipal, county
    case governmentFund, stateCapital, local, bond, socialCapital, income
    // Labels with their value beside them.
    case programme, departmentName, reportingUnit, department, implementingUnit, localDepartment, programmeCode, year, formNumber, amountUnit
    case grade, projectNature, period, person, conclusion, problems, measures, notes, description, approval
    // Goals.
    case expected, adjustedGoal, achieved, mediumTerm
    // Headings of sections and rows.
    case funds, goals, indicators, tasks, subtotal, placeholder

    /// Whether it names a level of the indicator tree.
    var isLevel: Bool { self == .level1 || self == .level2 || self == .level3 }
    /// Whether it names who or what the form is about; such a label is never the value of another.
    var namesIdentity: Bool {
        switch self {
        case .programme, .departmentName, .reportingUnit, .department, .implementingUnit, .localDepartment, .programmeCode, .person, .year, .period: true
        default: false
        }
    }
    /// Columns that are kept as they stand: nothing is computed from them.
    var isKeptAsText: Bool {
        switch self {
        case .reviewActual, .reviewScore, .previousActual, .dataSource, .nature, .completion, .deviation, .deduction, .otherTarget, .other, .light: true
        default: false
        }
    }
    /// Whether a money column so headed holds amounts of its own.
    var isAmount: Bool { self == .initial || self == .adjusted || self == .received || self == .executed || self == .forecast }
}

/// A set of meanings, as small as a number.
struct MeaningSet: Sendable {
    private var bits: UInt128 = 0

    var count: Int { bits.nonzeroBitCount }
    func contains(_ meaning: Meaning) -> Bool { bits & 1 << UInt128(meaning.rawValue) != 0 }
    mutating func insert(_ meaning: Meaning) { bits |= 1 << UInt128(meaning.rawValue) }
}

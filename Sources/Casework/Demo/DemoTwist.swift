/// What befalls some programmes beside the ordinary course; each is something that an office meets.
enum DemoTwist: Hashable {
    /// The goal comes back from the department: nothing in it can be measured.
    case returnedByDepartment
    /// The goal comes back from the bureau: less is done for the same money.
    case returnedByBureau
    /// The goal comes back from the bureau: its amount is not the approved budget.
    case besideBudget
    /// The goal is adjusted together with its budget.
    case adjusted
    /// An adjustment is asked for, handed in and refused.
    case adjustmentRefused
    /// An adjustment is asked for and taken back by the unit.
    case adjustmentWithdrawn
    /// An adjustment is asked for in the last autumn, and nobody has decided yet.
    case adjusting
    /// The self-evaluation is opened again after its approval.
    case reopened

    static func all(_ turn: DemoTurn) -> Set<DemoTwist> { table[turn] ?? [] }

    private static let table: [DemoTurn: Set<DemoTwist>] = [
        DemoTurn(1, 0, 2023): [.returnedByDepartment], DemoTurn(4, 1, 2024): [.returnedByDepartment], DemoTurn(8, 2, 2025): [.returnedByDepartment], DemoTurn(11, 3, 2023): [.returnedByDepartment],
        DemoTurn(2, 1, 2023): [.returnedByBureau], DemoTurn(6, 2, 2024): [.returnedByBureau], DemoTurn(10, 4, 2025): [.returnedByBureau],
        DemoTurn(5, 0, 2024): [.besideBudget], DemoTurn(1, 4, 2025): [.besideBudget],
        DemoTurn(4, 0, 2023): [.adjusted], DemoTurn(0, 4, 2023): [.adjusted], DemoTurn(6, 1, 2024): [.adjusted], DemoTurn(1, 3, 2024): [.adjusted], DemoTurn(8, 1, 2024): [.adjusted],
        DemoTurn(5, 4, 2025): [.adjusted], DemoTurn(11, 1, 2025): [.adjusted], DemoTurn(2, 4, 2025): [.adjusted],
        DemoTurn(2, 3, 2023): [.adjustmentRefused], DemoTurn(7, 1, 2024): [.adjustmentRefused], DemoTurn(10, 1, 2024): [.adjustmentWithdrawn],
        DemoTurn(11, 4, 2025): [.adjusting], DemoTurn(1, 2, 2023): [.reopened], DemoTurn(6, 0, 2024): [.reopened],
    ]
}

/// How a programme's year turned out.
enum DemoResult: Hashable {
    /// Everything reached, sometimes a little short.
    case reached
    case behind
    case farBehind
    /// Hardly begun.
    case stalled
}

/// What its author does with the form of self-evaluation, as real ones are.
enum DemoHabit: Hashable {
    case careful
    /// Prints no signs, and takes all points for what was missed.
    case careless
    /// Says that all was done, whatever the numbers are.
    case boasting
    /// Every actual value is the target.
    case exact
}

package import BudgetModel
package import Quantities
package import Scoring

/// The projects and units of a table with their reasons, those to look at first before the others.
package struct Screening: Sendable {
    package let table: ScreenedTable
    private let scorers: [ColumnScorer]
    /// Risk points of each project.
    package let points: [Int32]
    /// Projects by rank: points, then the larger budget, then the key.
    package let order: [Int]
    package let units: [UnitFigures]
    /// Units by rank: points, then points of its projects on average, then the key.
    package let unitOrder: [Int]

    /// What the projects of a unit add up to.
    package struct UnitFigures: Hashable, Sendable {
        package fileprivate(set) var projects = 0
        package fileprivate(set) var scored = 0
        package fileprivate(set) var full = 0
        package fileprivate(set) var exact = 0
        /// Totals of 95 or more.
        package fileprivate(set) var high = 0
        /// Projects with any points, and the points of all.
        package fileprivate(set) var withPoints = 0
        package fileprivate(set) var projectPoints = 0
        /// The total most projects have, times 10^18, and how many have it.
        package fileprivate(set) var commonest: Int128 = 0
        package fileprivate(set) var commonestCount = 0
        /// The sum of totals, times 10^18.
        fileprivate var sum: Int128 = 0
        package fileprivate(set) var points = 0

        /// The mean of the totals there are, with two places.
        package var mean: ExactDecimal? {
            guard scored > 0 else { return nil }
            return try? Ratio(sum, over: Int128(scored) * ExactDecimal.power(ProjectState.weightScale)).rounded(to: 2, .halfUp)
        }
    }

    package init(_ table: ScreenedTable, scorers: [ColumnScorer]) {
        self.table = table
        self.scorers = scorers
        let count = table.projects.count
        var points = [Int32](repeating: 0, count: count)
        var figures = [UnitFigures](repeating: UnitFigures(), count: table.unitKeys.count)
        var totals: [(unit: Int32, total: Int128)] = []
        totals.reserveCapacity(count)
        for place in 0..<count {
            let score = Self.score(table, scorers, place)
            let own = Self.reasons(table, score, place)
            points[place] = own.reduce(0) { $0 + Int32($1.points) }
            let unit = Int(table.units[place])
            figures[unit].projects += 1
            figures[unit].projectPoints += Int(points[place])
            if points[place] > 0 { figures[unit].withPoints += 1 }
            guard let total = score.score, let digits = total.digits(atScale: ProjectState.weightScale) else { continue }
            figures[unit].scored += 1
            figures[unit].sum += digits
            if own.contains(.fullMarks) { figures[unit].full += 1 }
            if own.contains(.exactHits) { figures[unit].exact += 1 }
            if digits >= Self.high { figures[unit].high += 1 }
            totals.append((table.units[place], digits))
        }
        totals.sort { $0.unit != $1.unit ? $0.unit < $1.unit : $0.total > $1.total }
        var start = 0
        while start < totals.count {
            var end = start + 1
            while end < totals.count, totals[end] == totals[start] { end += 1 }
            let unit = Int(totals[start].unit)
            // Of totals that are equally frequent the highest.
            if end - start > figures[unit].commonestCount { (figures[unit].commonest, figures[unit].commonestCount) = (totals[start].total, end - start) }
            start = end
        }
        for unit in figures.indices { figures[unit].points = Self.reasons(figures[unit], table.digits[unit]).reduce(0) { $0 + $1.points } }
        self.points = points
        units = figures
        order = (0..<count).sorted { left, right in
            if points[left] != points[right] { return points[left] > points[right] }
            let (a, b) = (Self.budget(table, left), Self.budget(table, right))
            let order = a.order(beside: b)
            if order != 0 { return order > 0 }
            return table.projects.key(left).lexicographicallyPrecedes(table.projects.key(right))
        }
        unitOrder = figures.indices.sorted { left, right in
            let (a, b) = (figures[left], figures[right])
            if a.points != b.points { return a.points > b.points }
            let (x, y) = (a.projectPoints * b.projects, b.projectPoints * a.projects)
            if x != y { return x > y }
            return table.unitKeys[left].lexicographicallyPrecedes(table.unitKeys[right])
        }
    }

    private static func budget(_ table: ScreenedTable, _ project: Int) -> ShortDecimal { table.projects.states[project].executions == 1 ? table.states[project].budget ?? .zero : .zero }

    private static let high: Int128 = 95 * ExactDecimal.power(ProjectState.weightScale)

    // MARK: A project

    package func score(_ project: Int) -> ProjectScore { Self.score(table, scorers, project) }

    /// The framework of a project; nil where none of its rows has one.
    package func framework(_ project: Int) -> Framework? {
        let place = Int(table.projects.states[project].framework)
        return place < 0 ? nil : scorers[place].framework
    }

    package func reasons(_ project: Int) -> [ScreenReason] { Self.reasons(table, score(project), project) }

    private static func score(_ table: ScreenedTable, _ scorers: [ColumnScorer], _ project: Int) -> ProjectScore {
        table.projects.score(project, scorers)
    }

    private static func reasons(_ table: ScreenedTable, _ score: ProjectScore, _ project: Int) -> [ScreenReason] {
        let (state, total) = (table.states[project], table.projects.states[project])
        var reasons: [ScreenReason] = []
        if score.score != nil {
            if state.rows > 0, state.full == state.rows { reasons.append(.fullMarks) }
            if state.numeric >= 3, state.exact == state.numeric { reasons.append(.exactHits) }
            if isFarAboveSpending(state, total) { reasons.append(.resultsOverSpending) }
        }
        // Of several rows of execution none is the right one.
        if total.executions == 1, let budget = state.budget, let executed = state.executed {
            if budget.significand == 0 {
                reasons.append(.noBudget)
            } else if isUnspent(budget, executed) {
                reasons.append(.unspent)
            }
            if budget.significand != 0, executed.order(beside: budget) > 0 { reasons.append(.overspent) }
        }
        if state.over > 0 { reasons.append(.overshoot) }
        if state.farOver > 0 { reasons.append(.farOvershoot) }
        if state.over >= 3, state.over * 2 >= state.rising { reasons.append(.overshootCluster) }
        if state.missedFull > 0 { reasons.append(.missedFull) }
        if let above = statedAbove(state) {
            if above > Self.slight { reasons.append(.statedAbove) }
            if above >= Self.onePoint { reasons.append(.statedFarAbove) }
        }
        if state.outside > 0 { reasons.append(.outsideTier) }
        if score.score == nil { reasons.append(.noScore) }
        if state.isTooLong { reasons.append(.tooLong) }
        return reasons
    }

    /// ((S ÷ Wₛ) − (E ÷ Wₑ)) ÷ (S ÷ Wₛ) > 0.05, that is 20 E Wₛ < 19 S Wₑ (rules.md 3.10).
    private static func isFarAboveSpending(_ state: ScreenState, _ total: ProjectState) -> Bool {
        let others = total.weight - state.executionWeight
        let results = total.units - state.executionUnits
        guard state.executionWeight > 0, others > 0, results > 0 else { return false }
        let (spent, first) = (others * 20).multipliedReportingOverflow(by: Int128(state.executionUnits))
        let (earned, second) = (state.executionWeight * 19).multipliedReportingOverflow(by: Int128(results))
        return !first && !second && spent < earned
    }

    /// (b − x) ÷ b > 0.2, that is 5 x < 4 b.
    private static func isUnspent(_ budget: ShortDecimal, _ executed: ShortDecimal) -> Bool {
        guard let five = try? executed.exact * ExactDecimal(5), let four = try? budget.exact * ExactDecimal(4) else { return false }
        return five < four
    }

    private static let onePoint: Int128 = ExactDecimal.power(ProjectState.weightScale)
    /// 0.05, more than rounding makes.
    private static let slight: Int128 = ExactDecimal.power(ProjectState.weightScale) / 20

    /// Stated points above the computed ones of the same rows, times 10^18; nil where no row states any.
    static func statedAbove(_ state: ScreenState) -> Int128? {
        guard state.statedRows > 0, !state.isTooLong else { return nil }
        let (rest, overflow) = state.stated.subtractingReportingOverflow(state.earned)
        return overflow ? nil : rest
    }

    // MARK: A unit

    package func reasons(ofUnit unit: Int) -> [ScreenReason] { Self.reasons(units[unit], table.digits[unit]) }

    private static func reasons(_ unit: UnitFigures, _ digits: DigitCounts) -> [ScreenReason] {
        var reasons: [ScreenReason] = []
        if unit.scored >= 5 {
            if unit.commonestCount * 2 >= unit.scored { reasons.append(.uniform) }
            if unit.full * 2 >= unit.scored { reasons.append(.mostlyFull) }
            if unit.exact * 2 >= unit.scored { reasons.append(.mostlyExact) }
            if unit.high * 10 >= unit.scored * 9 { reasons.append(.nearlyAllHigh) }
        }
        if unit.projects >= 5, (unit.projects - unit.scored) * 5 >= unit.projects { reasons.append(.oftenWithoutScore) }
        if let test = digits.firstTest, test.isExceeded { reasons.append(.firstDigits) }
        if let test = digits.lastTest, test.isExceeded { reasons.append(.lastDigits) }
        return reasons
    }
}

extension ExactDecimal {
    /// Its digits at a larger scale, where they fit.
    fileprivate func digits(atScale places: Int) -> Int128? {
        guard let same = try? rounded(to: places, .halfUp) else { return nil }
        return same.significand
    }
}

package import BudgetModel
package import Quantities
package import Scoring

/// The same indicators of the projects of a group made into one form, and that form scored (rules.md 3.11): absolute values are added,
/// relative values averaged weighted by money, points of tiers averaged weighted by money. Scores are never averaged.
///
/// Takes the rows of a table whose projects were summed before: only projects with a score and with money count.
package struct Aggregate {
    package enum MoneyBase: String, Hashable, Sendable, CaseIterable { case budget, executed }

    private struct Key: Hashable {
        var group: Int32
        var indicator: Int32
    }

    /// What rows of one indicator add up to.
    private struct Sum {
        var rows = 0
        var target = ExactDecimal.zero, actual = ExactDecimal.zero
        var weightedTarget = ExactDecimal.zero, weightedActual = ExactDecimal.zero
        /// Money of its rows, and money × weight, money × points.
        var money = ExactDecimal.zero, weights = ExactDecimal.zero, points = ExactDecimal.zero
        var least: ExactDecimal?, most: ExactDecimal?
        /// Rows without two numbers.
        var withoutNumbers = 0
        var isTooLarge = false

        mutating func add(_ row: BlockRows.Row, money: ExactDecimal, points own: ExactDecimal) {
            rows += 1
            least = least.map { min($0, row.weight) } ?? row.weight
            most = most.map { max($0, row.weight) } ?? row.weight
            do {
                self.money = try self.money + money
                weights = try weights + money * row.weight
                points = try points + money * own
                guard let t = row.target, let a = row.actual else {
                    withoutNumbers += 1
                    return
                }
                target = try target + t
                actual = try actual + a
                weightedTarget = try weightedTarget + money * t
                weightedActual = try weightedActual + money * a
            } catch { isTooLarge = true }
        }
    }

    /// A group of a dimension under one framework.
    package struct Group: Hashable, Sendable {
        package var dimension: Int
        package var name: [String]
        package var framework: Int32
    }

    private let projects: ProjectSums
    /// Money of each project that counts.
    private var shares: [ExactDecimal?] = []
    private let dimensions: [RollupDimension]
    private let scorers: [ColumnScorer]
    private let base: MoneyBase
    private let relative: RelativeNames
    private let only: Set<String>
    private let text: ([UInt8]) -> String
    private var names: KeyTexts
    /// Whether the table had the same projects both times.
    package private(set) var isSameTable = true
    private var groups: [Group] = []
    private var groupPlaces: [Group: Int32] = [:]
    /// Money and number of the projects of each group.
    private var money: [ExactDecimal] = []
    private var members: [Int] = []
    private var indicators: [BlockRows.Name] = []
    private var indicatorPlaces: [BlockRows.Name: Int32] = [:]
    private var sums: [Key: Sum] = [:]
    /// Projects left out because they have no score, or no money.
    package private(set) var withoutScore = 0
    package private(set) var withoutMoney = 0

    /// - Parameters:
    ///   - projects: sums of the same table.
    ///   - dimensions: those of level 1 are left out.
    ///   - only: names of indicators; empty for all.
    package init(_ projects: ProjectSums, by dimensions: [RollupDimension], scorers: [ColumnScorer], base: MoneyBase, relative: RelativeNames, only: Set<String>, text: @escaping ([UInt8]) -> String) {
        self.projects = projects
        self.dimensions = dimensions.filter { !$0.isOfLevel1 }
        self.scorers = scorers
        self.base = base
        self.relative = relative
        self.only = only
        self.text = text
        names = KeyTexts(scorers, text)
        var shares: [ExactDecimal?] = []
        shares.reserveCapacity(projects.count)
        for project in 0..<projects.count {
            let state = projects.table.states[project]
            guard state.framework >= 0, projects.table.score(project, scorers).score != nil else {
                withoutScore += 1
                shares.append(nil)
                continue
            }
            guard let money = projects.money(of: project), case let amount = base == .budget ? money.budget : money.executed, amount > 0 else {
                withoutMoney += 1
                shares.append(nil)
                continue
            }
            shares.append(ExactDecimal(significand: amount, scale: ProjectState.weightScale).trimmed)
        }
        self.shares = shares
        for (project, share) in shares.enumerated() {
            guard let share else { continue }
            for place in own(project) {
                members[Int(place)] += 1
                if let sum = try? money[Int(place)] + share { money[Int(place)] = sum }
            }
        }
    }

    /// The groups that a project belongs to.
    private mutating func own(_ project: Int) -> [Int32] {
        let framework = projects.table.states[project].framework
        return dimensions.enumerated().map { place, dimension in
            let group = Group(dimension: place, name: names.key(dimension, projects.table.key(project), framework, level1: ""), framework: framework)
            if let old = groupPlaces[group] { return old }
            groupPlaces[group] = Int32(groups.count)
            groups.append(group)
            money.append(.zero)
            members.append(0)
            return Int32(groups.count - 1)
        }
    }

    /// Takes in a block; the blocks of the whole table, in their order.
    package mutating func add(_ block: BlockRows) {
        let places = projects.table.places(of: block.block)
        if places.contains(nil) { isSameTable = false }
        let indicators = block.names.map { name -> Int32 in
            if !only.isEmpty, !only.contains(text(name.name)) { return -1 }
            if let old = indicatorPlaces[name] { return old }
            indicatorPlaces[name] = Int32(self.indicators.count)
            self.indicators.append(name)
            return Int32(self.indicators.count - 1)
        }
        var run: Int32 = -1
        var groups: [Int32] = []
        for row in block.rows {
            guard let project = places[Int(row.run)], let share = shares[project], case let indicator = indicators[Int(row.indicator)], indicator >= 0 else { continue }
            if row.run != run {
                run = row.run
                groups = own(project)
            }
            let points = ExactDecimal(significand: Int128(row.units), scale: scorers[Int(projects.table.states[project].framework)].places)
            for group in groups { sums[Key(group: group, indicator: indicator), default: Sum()].add(row, money: share, points: points) }
        }
    }

    // MARK: Result

    /// An indicator of a group as one, with its score.
    package struct Line: Hashable, Sendable {
        package var level1: String
        package var name: String
        package var comparator: Comparator?
        package var method: AggregateMethod
        package var rows: Int
        /// Sums, or averages weighted by money with four decimals.
        package var target: ExactDecimal?
        package var actual: ExactDecimal?
        /// Average weighted by money, four decimals; zero for projects without the indicator.
        package var weight: ExactDecimal?
        /// Whether projects give it different weights.
        package var hasOtherWeights: Bool
        package var score: ExactDecimal?
    }

    package struct Form: Hashable, Sendable {
        package var group: Group
        package var dimension: RollupDimension
        package var framework: String
        package var projects: Int
        package var money: ExactDecimal
        package var lines: [Line]
        /// Of a group all of whose lines have a score, none left out by name.
        package var total: ExactDecimal?
        package var grade: Grade?
    }

    /// Groups in the order of dimensions and names, indicators with execution first, then by level 1 and name.
    package func forms() -> [Form] {
        let order = groups.indices.sorted { a, b in
            let (x, y) = (groups[a], groups[b])
            return x.dimension != y.dimension ? x.dimension < y.dimension : x.name != y.name ? x.name.lexicographicallyPrecedes(y.name) : x.framework < y.framework
        }
        let byGroup = Dictionary(grouping: sums.keys, by: \.group)
        return order.map { place in
            let group = groups[place]
            let scorer = scorers[Int(group.framework)]
            var lines = (byGroup[Int32(place)] ?? []).map { key in line(indicators[Int(key.indicator)], sums[key]!, money[place], scorer) }
            func rank(_ line: Line) -> Int { line.method == .execution ? 0 : 1 }
            lines.sort { a, b in (rank(a), a.level1, a.name, a.comparator?.rawValue ?? "") < (rank(b), b.level1, b.name, b.comparator?.rawValue ?? "") }
            var form = Form(group: group, dimension: dimensions[group.dimension], framework: scorer.framework.id, projects: members[place], money: money[place], lines: lines)
            let scores = lines.compactMap(\.score)
            if only.isEmpty, !lines.isEmpty, scores.count == lines.count, let total = try? ExactDecimal.sum(scores).rounded(to: scorer.places, .halfUp) {
                let adjusted = scorer.addsUp ? nil : Self.total(lines, scorer)
                form.total = adjusted?.score ?? total
                form.grade = scorer.grade(of: form.total ?? total)
            }
            return form
        }
    }

    /// The total of a group with the caps and deductions of its framework.
    private static func total(_ lines: [Line], _ scorer: ColumnScorer) -> ColumnScorer.Total {
        scorer.total(
            of: lines.map { line in
                var kept = ProjectLine(line: 0, level: scorer.levels.firstIndex(of: line.level1).map(Int32.init) ?? -1, weight: line.weight ?? .zero, units: line.score?.units(at: scorer.places) ?? 0, exact: nil)
                if line.method == .execution, let target = line.target, let actual = line.actual {
                    kept.isExecution = true
                    kept.rate = try? Ratio(actual, over: target)
                }
                return kept
            })
    }

    private func line(_ name: BlockRows.Name, _ sum: Sum, _ money: ExactDecimal, _ scorer: ColumnScorer) -> Line {
        let title = text(name.name)
        let isNumber = sum.withoutNumbers == 0
        let method: AggregateMethod =
            name.isExecution ? .execution : name.comparator == .qualitative ? .tier : !isNumber || name.comparator == nil || name.comparator == .range || name.comparator == .date ? .none : relative.isRelative(title) ? .weighted : .sum
        var line = Line(level1: text(name.level1), name: title, comparator: name.comparator, method: method, rows: sum.rows, hasOtherWeights: sum.least != sum.most)
        guard !sum.isTooLarge, money.isPositive else { return line }
        line.weight = try? sum.weights.divided(by: money).rounded(to: 4, .halfUp)
        guard let weight = line.weight else { return line }
        switch method {
        case .none: break
        case .tier: line.score = try? sum.points.divided(by: money).rounded(to: scorer.places, scorer.framework.rounding.value)
        case .execution:
            (line.target, line.actual) = (sum.target, sum.actual)
            line.score = (try? scorer.executionLong(weight, executed: sum.actual, budget: sum.target))?.score
        case .sum:
            (line.target, line.actual) = (sum.target, sum.actual)
            line.score = Self.score(sum.target, sum.actual, weight, name.comparator, scorer)
        case .weighted:
            line.target = try? sum.weightedTarget.divided(by: sum.money).rounded(to: 4, .halfUp)
            line.actual = try? sum.weightedActual.divided(by: sum.money).rounded(to: 4, .halfUp)
            // The averages have one divisor, so that their sums tell the same; what is shown is rounded, what is scored is not.
            line.score = Self.score(sum.weightedTarget, sum.weightedActual, weight, name.comparator, scorer)
        }
        return line
    }

    /// The score of a row by its framework; the formulas know only the proportion of two numbers, so that it is taken in lowest terms.
    private static func score(_ target: ExactDecimal, _ actual: ExactDecimal, _ weight: ExactDecimal, _ comparator: Comparator?, _ scorer: ColumnScorer) -> ExactDecimal? {
        var (t, a) = (target.trimmed, actual.trimmed)
        if t.isPositive, let share = try? Ratio(a, over: t) {
            (t, a) = (ExactDecimal(significand: share.denominator, scale: 0), ExactDecimal(significand: share.numerator, scale: 0))
        }
        if let w = ShortDecimal(weight), let short = ShortDecimal(t), let own = ShortDecimal(a), let comparator, let points = scorer.rules.points(w, target: short, actual: own, by: comparator) {
            return ExactDecimal(significand: Int128(points.units), scale: scorer.places)
        }
        return scorer.line(of: ColumnRow(level1: "", name: "", comparator: comparator, target: IndicatorValue(raw: "", content: .number(t)), actual: IndicatorValue(raw: "", content: .number(a)), tier: nil, weight: weight, stated: nil)).score
    }
}

import BudgetModel
import Quantities
import Scoring
import Testing

/// One scorer, two shapes: what columns give is what forms give, over random frameworks and rows.
@Suite struct `Rows in columns` {
    @Test(arguments: 0..<40) func `earn what rows of forms earn`(seed: Int) throws {
        var random = ScoringPropertyTests.Generator(state: UInt64(seed))
        let framework = Self.framework(&random)
        let scorer = ColumnScorer(framework)
        var short = 0
        for _ in 0..<500 {
            let (comparator, t, a, w) = (random.pick([Comparator.atLeast, .above, .equal, .atMost, .below]), random.value(), random.value(), random.weight())
            let line = scorer.line(of: Self.row(comparator, t, a, w))
            guard let target = ShortDecimal(t), let actual = ShortDecimal(a), let weight = ShortDecimal(w), let points = scorer.rules.points(weight, target: target, actual: actual, by: comparator) else { continue }
            short += 1
            let score = try #require(line.score, "\(comparator) \(t) \(a) \(w)")
            #expect(ExactDecimal(significand: Int128(points.units), scale: scorer.places) == score, "\(framework.id) \(comparator) T \(t) A \(a) W \(w)")
            #expect(points.isMet == line.isMet, "\(comparator) T \(t) A \(a)")
        }
        // Nearly all rows take the short way, unless the framework rounds otherwise.
        if framework.rounding.value == .halfUp, framework.openCases.nonPositiveTarget.value == .allOrNothing { #expect(short > 250) }
    }

    @Test(arguments: 0..<20) func `earn the points of their tier`(seed: Int) throws {
        var random = ScoringPropertyTests.Generator(state: UInt64(1_000 + seed))
        let framework = Self.framework(&random)
        let scorer = ColumnScorer(framework)
        for _ in 0..<200 {
            let (tier, w, stated) = (random.pick(Tier.allCases), random.weight(), random.weight())
            var row = Self.row(.qualitative, nil, nil, w)
            (row.tier, row.stated) = (tier, stated)
            let line = scorer.line(of: row)
            guard let weight = ShortDecimal(w), let own = ShortDecimal(stated), let points = scorer.rules.points(weight, tier: tier, stated: own) else { continue }
            #expect(ExactDecimal(significand: Int128(points.units), scale: scorer.places) == line.score, "\(tier) W \(w) stated \(stated)")
            let bounds = try #require(line.tierBounds)
            #expect(points.isOutside == (stated < bounds.lowerBound || stated > bounds.upperBound))
        }
    }

    @Test(arguments: 0..<20) func `earn the points of execution`(seed: Int) throws {
        var random = ScoringPropertyTests.Generator(state: UInt64(2_000 + seed))
        let framework = Self.framework(&random)
        let scorer = ColumnScorer(framework)
        for _ in 0..<200 {
            // Amounts of whole fen, as forms hold them.
            let (budget, executed, w) = (random.amount(), random.amount(), random.weight())
            guard !budget.isNegative else { continue }
            let sheet = Scorer.score(Self.form(budget, executed, w), by: framework, because: Wording(zh: "", en: ""))
            let long = try scorer.executionLong(w, executed: executed, budget: budget).score
            #expect(long == sheet.execution?.score, "W \(w) \(executed) of \(budget)")
            guard let weight = ShortDecimal(w), let a = ShortDecimal(executed), let b = ShortDecimal(budget), let outcome = scorer.rules.execution(weight, executed: a, budget: b) else { continue }
            switch outcome {
            case .leftOut: #expect(sheet.execution?.isLeftOut == true)
            case .points(let points): #expect(ExactDecimal(significand: Int128(points.units), scale: scorer.places) == sheet.execution?.score, "W \(w) \(executed) of \(budget)")
            }
        }
    }

    /// Caps, deductions, residues and points that do not apply: the total of a table is that of the form.
    @Test(arguments: 0..<60) func `make the total that the form has`(seed: Int) throws {
        var random = ScoringPropertyTests.Generator(state: UInt64(3_000 + seed))
        var framework = Self.framework(&random)
        framework.residue = own(random.pick([.rows, .ownLine, .largestRow]))
        let bound = ExactDecimal(random.pick([50, 80, 95]))
        framework.adjustments = [
            TotalAdjustment(id: "a", condition: random.pick([.executionBelow(bound), .executionAbove(bound), .executionWithin(from: ExactDecimal(40), below: bound)]), effect: random.pick([.cap(ExactDecimal(60)), .deduct(ExactDecimal(5))])),
            TotalAdjustment(id: "b", condition: .levelBelow(level1: "产出指标", percent: ExactDecimal(random.pick([40, 70, 99]))), effect: random.pick([.cap(ExactDecimal(79)), .deduct(dec("2.5"))])),
        ].map(own)
        let scorer = ColumnScorer(framework)
        var adjusted = 0
        for _ in 0..<40 {
            let (budget, executed) = (random.amount(), random.amount())
            guard !budget.isNegative else { continue }
            var indicators: [Indicator] = []
            var lines: [ProjectLine] = []
            for _ in 0..<random.int(1...5) {
                var row = Self.row(random.pick([.atLeast, .atMost]), try random.value().magnitude, random.value(), random.weight())
                row.level1 = random.pick(["产出指标", "效益指标"])
                let line = scorer.line(of: row)
                guard let score = line.score, let units = Int64(exactly: (try score.rounded(to: scorer.places, .halfUp)).significand) else { continue }
                var indicator = row.indicator
                indicator.level1Kind = nil
                indicators.append(indicator)
                lines.append(ProjectLine(line: lines.count, level: row.level1 == "产出指标" ? 0 : -1, weight: row.weight, units: units, exact: scorer.hasResidue ? line.exact : nil))
            }
            guard !lines.isEmpty else { continue }
            let long = try scorer.executionLong(ExactDecimal(10), executed: executed, budget: budget)
            lines.append(ProjectLine(line: 99, level: -1, weight: ExactDecimal(10), units: Int64((try (long.score ?? .zero).rounded(to: scorer.places, .halfUp)).significand), exact: long.exact, isLeftOut: long.score == nil, isExecution: true, rate: long.rate))
            let form = ScoringTests.form(indicators).with([.of(.total, initial: budget.description, adjusted: budget.description, received: budget.description, executed: executed.description)], executionWeight: "10")
            let sheet = Scorer.score(form, by: framework, because: because)
            let total = scorer.total(of: lines)
            #expect(total.score == sheet.total, "\(framework.residue.value) \(executed) of \(budget)")
            #expect(total.grade == sheet.grade)
            #expect(total.adjustments.map(\.points) == sheet.adjustments.map(\.points))
            if !total.adjustments.isEmpty { adjusted += 1 }
        }
        #expect(adjusted > 0)
    }

    @Test func `numbers at the edge take the long way or are exact`() throws {
        let scorer = ColumnScorer(shipped())
        let large = ShortDecimal(significand: 999_999_999_999_999_999, scale: 0), tiny = ShortDecimal(significand: 1, scale: 18)
        for (w, t, a) in [(large, large, tiny), (tiny, large, large), (large, tiny, large), (large, large, ShortDecimal(significand: 999_999_999_999_999_998, scale: 0))] {
            for comparator in [Comparator.atLeast, .atMost, .equal] {
                let line = scorer.line(of: Self.row(comparator, t.exact, a.exact, w.exact))
                guard let points = scorer.rules.points(w, target: t, actual: a, by: comparator) else { continue }
                #expect(ExactDecimal(significand: Int128(points.units), scale: 2) == line.score)
            }
        }
    }

    // MARK: Making

    private static func row(_ comparator: Comparator, _ target: ExactDecimal?, _ actual: ExactDecimal?, _ weight: ExactDecimal) -> ColumnRow {
        func value(_ number: ExactDecimal) -> IndicatorValue { IndicatorValue(raw: number.description, content: .number(number)) }
        return ColumnRow(level1: "产出指标", level1Kind: .output, level2Kind: .quantity, name: "维修道路", comparator: comparator, target: target.map(value), actual: actual.map(value), tier: nil, weight: weight, stated: nil)
    }

    private static func form(_ budget: ExactDecimal, _ executed: ExactDecimal, _ weight: ExactDecimal) -> Evaluation {
        let (b, e) = (budget.description, executed.description)
        return ScoringTests.form([ScoringTests.row(.atLeast, "1", "1")]).with([.of(.total, initial: b, adjusted: b, received: b, executed: e)], executionWeight: weight.description)
    }

    private static func framework(_ random: inout ScoringPropertyTests.Generator) -> Framework {
        var framework = shipped(random.pick(["cn-2020", "cn-2021-cost", "hubei", "sichuan", "sjz-dept"]))
        framework.atLeast = own(random.pick([.proportional, .zero]))
        framework.atMost = own(random.pick([.linear, .ratio, .zero]))
        framework.scorePlaces = own(random.pick([0, 1, 2, 2, 2, 4]))
        framework.rounding = own(random.pick([.halfUp, .halfUp, .halfUp, .down]))
        framework.openCases.equalAbove = own(random.pick([.full, .exact, .bothSides]))
        framework.openCases.strictBound = own(random.pick([.inclusive, .zeroAtBound]))
        framework.openCases.nonPositiveTarget = own(random.pick([.allOrNothing, .allOrNothing, .open]))
        framework.openCases.rateForScore = own(random.pick([.exact, .exact, .printed]))
        framework.execution.cap = own(random.pick([ExactDecimal.one, nil, dec("1.2")]))
        framework.execution.zeroZero = own(random.pick([.zero, .notApplicable]))
        if random.chance(30) { framework.overAchievement = own([OverAchievementStep(from: dec("1.3"), action: .deduct, deduction: dec("0.1")), OverAchievementStep(from: dec("2"), action: .zero)]) }
        return framework
    }
}

extension ScoringPropertyTests.Generator {
    fileprivate mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    fileprivate mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }
    fileprivate mutating func pick<Element>(_ list: [Element]) -> Element { list[int(0...list.count - 1)] }

    /// Targets and actuals: small and large, near each other, zero, negative, of up to six decimals.
    fileprivate mutating func value() -> ExactDecimal {
        let scale = pick([0, 0, 1, 2, 4, 6])
        let digits =
            switch int(0...9) {
            case 0: 0
            case 1: -int(1...1_000)
            case 2, 3: int(1...20) * pick([1, 10, 100])
            case 4: int(1...1_000_000_000)
            default: int(1...5_000)
            }
        return ExactDecimal(significand: Int128(digits), scale: scale)
    }

    fileprivate mutating func weight() -> ExactDecimal { ExactDecimal(significand: Int128(int(0...4_000)), scale: pick([0, 1, 2, 2, 3])) }

    fileprivate mutating func amount() -> ExactDecimal { ExactDecimal(significand: Int128(pick([0, int(1...100), int(1...100_000_000), int(1...100_000_000), -int(1...500)])), scale: 2) }
}

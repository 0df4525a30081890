import BudgetModel
import Frameworks
import Quantities
import Scoring
import Testing

/// Properties over random rows; the seed is printed, so that a failure can be run again.
struct ScoringPropertyTests {
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        mutating func decimal(_ range: ClosedRange<Int>, places: Int) -> ExactDecimal {
            ExactDecimal(significand: Int128(Int.random(in: range, using: &self)), scale: places)
        }
    }

    static let frameworks = FrameworkCatalogue.ids.map { shipped($0) }
    static let signs: [Comparator?] = [.atLeast, .above, .equal, .atMost, .below, nil]

    private func random(_ generator: inout Generator) -> Indicator {
        let level2 = [Level2.quantity, .cost, .timeliness].randomElement(using: &generator)!
        func value(_ number: ExactDecimal) -> IndicatorValue { IndicatorValue(raw: "\(number)", content: .number(number)) }
        return row(
            Self.signs.randomElement(using: &generator)!, value(generator.decimal(-20...3000, places: Int.random(in: 0...3, using: &generator))),
            value(generator.decimal(-50...6000, places: Int.random(in: 0...3, using: &generator))),
            weight: "\(generator.decimal(0...4000, places: 2))", level2: level2)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 20_231_231])
    func `each score lies within 0 and its weight`(seed: UInt64) {
        print("seed \(seed)")
        var generator = Generator(state: seed)
        for _ in 0..<500 {
            let indicator = random(&generator)
            let line = scored(indicator, Self.frameworks.randomElement(using: &generator)!)
            guard let score = line.score, let weight = line.weight else {
                Issue.record("no score for \(indicator), seed \(seed): \(line.zh)")
                return
            }
            #expect(!score.isNegative && score <= weight, "seed \(seed): \(line.zh)")
            #expect(score.scale == 2, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 7])
    func `a better actual never earns less`(seed: UInt64) {
        print("seed \(seed)")
        var generator = Generator(state: seed)
        for _ in 0..<500 {
            var indicator = random(&generator)
            let framework = Self.frameworks.randomElement(using: &generator)!
            let sign = Scorer.sign(of: indicator, by: framework)!.comparator
            // Above a target of = there is no better; a target of 0 has its own rule.
            if sign == .equal { continue }
            let before = scored(indicator, framework).score!
            let step = generator.decimal(0...500, places: 2)
            let actual = indicator.actual!.number!
            indicator.actual!.content = .number(sign.isUpperBound ? try! actual - step : try! actual + step)
            let after = scored(indicator, framework).score!
            #expect(after >= before, "seed \(seed): \(indicator)")
        }
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 99])
    func `the total is the sum of its rounded rows, whatever their order`(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = Generator(state: seed)
        for _ in 0..<40 {
            let rows = (0..<13).map { _ in random(&generator) }
            let framework = Self.frameworks.randomElement(using: &generator)!
            let funds = [FundLine.of(.total, adjusted: "\(generator.decimal(1...9_999_999, places: 4))", executed: "\(generator.decimal(0...9_999_999, places: 4))")]
            let sheet = score(form(rows).with(funds), framework)
            let sum = try ExactDecimal.sum(sheet.lines.map { $0.score! } + [sheet.execution!.score!])
            #expect(sheet.total == sum, "seed \(seed)")
            let shuffled = score(form(rows.shuffled(using: &generator)).with(funds), framework)
            #expect(shuffled.total == sheet.total, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 3])
    func `the range of an open form holds every total it can become`(seed: UInt64) {
        print("seed \(seed)")
        var generator = Generator(state: seed)
        for _ in 0..<40 {
            var rows = (0..<8).map { _ in random(&generator) }
            let framework = TotalTests.capped
            let funds = [FundLine.of(.total, adjusted: "100", executed: "\(generator.decimal(0...12_000, places: 2))")]
            let known = score(form(rows).with(funds), framework).total!
            rows[Int.random(in: 0..<8, using: &generator)].actual = nil
            let open = score(form(rows).with(funds), framework)
            #expect(open.total == nil)
            #expect(open.totalRange!.contains(known), "seed \(seed)")
        }
    }
}

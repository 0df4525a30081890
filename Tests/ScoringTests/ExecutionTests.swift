import BudgetModel
import Frameworks
import Quantities
import Scoring
import Testing

/// Budget execution: rules.md 3.6 and its rows in 3.13.
struct ExecutionTests {
    let rest = form([row(.atLeast, "1", "1", weight: "90")])

    @Test func `budget 0 and nothing spent: 0 points as deployed, or not applicable`() {
        let empty = rest.with([.of(.total, adjusted: "0", executed: "0")])
        let sheet = score(empty)
        #expect(sheet.execution?.score?.description == "0.00" && sheet.ratePercent?.description == "0.00")
        #expect(sheet.total?.description == "90.00")
        let left = score(empty, shipped().with { $0.execution.zeroZero = own(.notApplicable) })
        #expect(left.execution?.isLeftOut == true && left.execution?.score == nil)
        #expect(left.total?.description == "100.00" && left.totalBeforeScaling?.description == "90.00")
    }

    @Test func `budget 0 and money spent: 0 points`() {
        let sheet = score(rest.with([.of(.total, adjusted: "0", executed: "5")]), shipped().with { $0.execution.zeroZero = own(.notApplicable) })
        #expect(sheet.execution?.score?.description == "0.00")
        #expect(sheet.execution?.says("预算数为 0 却有执行数") == true)
    }

    @Test func `a printed total of 0 stands above parts that are not`() {
        let sheet = score(rest.with([.of(.total, initial: "0", adjusted: "0", executed: "0"), .of(.appropriation, initial: "90", adjusted: "90", executed: "89.974")]))
        #expect(sheet.execution?.score?.description == "0.00")
        #expect(sheet.execution?.says("而分项不为 0") == true)
    }

    @Test func `an empty total row is the sum of its parts`() {
        let sheet = score(rest.with([.of(.total), .of(.appropriation, adjusted: "60", executed: "50"), .of(.carryover, adjusted: "30", executed: "30"), .of(.other, adjusted: "10", executed: "5")]))
        #expect(sheet.ratePercent?.description == "85.00")
        #expect(sheet.execution?.says("有空白") == true)
    }

    @Test func `no total row: levels of government are summed, nothing twice`() {
        let sheet = score(rest.with([.of(.central, adjusted: "60", executed: "60"), .of(.county, adjusted: "40", executed: "20")]))
        #expect(sheet.ratePercent?.description == "80.00")
        #expect(sheet.execution?.says("没有资金总额行") == true)
    }

    @Test func `without the annual budget the initial one is used and said`() {
        let sheet = score(rest.with([.of(.total, initial: "100", executed: "80")]))
        #expect(sheet.execution?.score?.description == "8.00")
        #expect(sheet.execution?.says("没有全年预算数，按年初预算数计") == true)
    }

    @Test(arguments: [(ExecutionDenominator.adjusted, "5.00"), (.initial, "10.00"), (.received, "8.00")])
    func `the denominator is the framework's`(denominator: ExecutionDenominator, expected: String) {
        let framework = shipped().with { $0.execution.denominator = own(denominator) }
        let sheet = score(rest.with([.of(.total, initial: "50", adjusted: "100", received: "62.5", executed: "50")]), framework)
        #expect(sheet.execution?.score?.description == expected)
    }

    @Test func `missing amounts are null, never 0`() {
        #expect(score(rest.with([.of(.total, adjusted: "100")])).execution?.unscored == .noExecuted)
        #expect(score(rest.with([.of(.total, executed: "100")])).execution?.unscored == .noBudget)
        #expect(score(rest.with([])).execution?.unscored == .noBudget)
    }

    @Test func `only a printed rate: scored from it, and said`() {
        let sheet = score(rest.with([], statedRate: "84.09"))
        #expect(sheet.execution?.score?.description == "8.41" && sheet.ratePercent == nil)
        #expect(sheet.execution?.says("只能按所印执行率计分") == true)
    }

    @Test func `W × the exact rate, rounded once; the printed rate is another reading`() {
        // 1 ÷ 3000 × 20 = 0.00666…; the printed 0.03 % gives 0.006. The exact 99.995 % prints 100.00 %.
        let exact = score(rest.with([.of(.total, adjusted: "20000", executed: "19999")], executionWeight: "100"))
        #expect(exact.execution?.score?.description == "100.00" && exact.ratePercent?.description == "100.00")
        let other = score(rest.with([.of(.total, adjusted: "700", executed: "100")], executionWeight: "40"))
        // 5.714… → 5.71; from the printed 14.29 %: 5.716 → 5.72.
        #expect(other.execution?.score?.description == "5.71")
        #expect(other.execution?.alternatives == [AlternativeScore(reading: .printedRate, score: dec("5.72"))])
    }

    @Test func `a framework without a cap lets the points exceed the weight`() {
        let framework = shipped().with { $0.execution.cap = own(nil) }
        #expect(score(rest.with([.of(.total, adjusted: "100", executed: "110")]), framework).execution?.score?.description == "11.00")
    }

    @Test func `no weight printed: the rate is known, the points are not`() {
        let sheet = score(rest.with([.of(.total, adjusted: "100", executed: "80")], executionWeight: nil))
        #expect(sheet.ratePercent?.description == "80.00" && sheet.execution?.unscored == .noWeight)
    }

    @Test func `a rate that stands as an indicator row is counted once, from the amounts`() {
        var rate = row(.atLeast, .of("100", unit: "%"), .of("84", unit: "%"))
        rate.isExecutionRate = true
        var evaluation = form([rate, row(.atLeast, "1", "1", weight: "90")]).with([.of(.total, adjusted: "88", executed: "74")], executionWeight: nil)
        evaluation.execution?.indicatorIndex = 0
        let sheet = score(evaluation)
        #expect(sheet.lines[0].score?.description == "8.41")
        #expect(sheet.execution?.score?.description == "8.41")
        #expect(sheet.total?.description == "98.41")
    }

    @Test func `such a row with a target of its own is an ordinary indicator`() {
        var rate = row(.atLeast, .of("80", unit: "%"), .of("84", unit: "%"))
        rate.isExecutionRate = true
        var evaluation = form([rate, row(.atLeast, "1", "1", weight: "90")]).with([.of(.total, adjusted: "88", executed: "74")], executionWeight: nil)
        evaluation.execution?.indicatorIndex = 0
        let sheet = score(evaluation)
        #expect(sheet.lines[0].score?.description == "10.00" && sheet.total?.description == "100.00")
    }
}

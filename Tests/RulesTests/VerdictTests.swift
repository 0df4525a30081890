import BudgetModel
import Quantities
import Rules
import Testing

@Suite struct `What is said of a score` {
    /// One row of 10 or other points, and the code and severity that must come out; nil for silence.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var form: ExampleForm
        var code: String?
        var severity: Severity?
        var testDescription: String { name }

        init(_ name: String, _ code: String?, _ severity: Severity? = nil, _ form: ExampleForm) {
            self.name = name
            self.form = form
            self.code = code
            self.severity = severity
        }
    }

    static let rows: [Row] = [
        Row("above the points", "A05", .error, missed("12", of: "10", computed: "9.47")),
        Row("below zero", "A05", .error, missed("-1", of: "10", computed: "9.47")),
        Row("full points on a miss, though whole points explain them", "E03", .error, missed("3", of: "3", computed: "2.63")),
        Row("full points on a miss, though one decimal explains them", "E03", .error, missed("10", of: "10", computed: "9.97")),
        Row("a miss too small for two decimals", nil, nil, missed("10", of: "10", computed: "10.00")),
        Row("one decimal", "A09", .warning, missed("9.5", of: "10", computed: "9.47")),
        Row("whole points", "A09", .warning, missed("9", of: "10", computed: "8.62")),
        Row("cut off after one decimal", "A09", .warning, missed("9.4", of: "10", computed: "9.47")),
        Row("cut off to whole points", "A09", .warning, missed("9", of: "10", computed: "9.80")),
        Row("cut off after two decimals", "A09", .warning, missed("6.66", of: "10", computed: "6.67", exact: ("20", "3"))),
        Row("from a share of whole percent", "A09", .warning, missed("14.25", of: "15", computed: "14.21", exact: ("270", "19"))),
        Row("more digits, all right", nil, nil, missed("6.6667", of: "10", computed: "6.67", exact: ("20", "3"))),
        Row("more digits, one wrong", "A06", .error, missed("6.6767", of: "10", computed: "6.67", exact: ("20", "3"))),
        Row("above", "A06", .error, missed("9.6", of: "10", computed: "8.00")),
        Row("below without a reason", "A06", .warning, missed("7", of: "10", computed: "8.33", reason: nil)),
        Row("below with a reason", nil, nil, missed("7", of: "10", computed: "8.33")),
        Row("below with a dash for a reason", "A06", .warning, missed("7", of: "10", computed: "8.33", reason: "—")),
        Row(
            "below, explained under the table", nil, nil,
            missed("7", of: "10", computed: "8.33", reason: nil).text("偏差大或目标未完成原因分析", "雨季停工")),
        Row(
            "another formula in use", "A06", .hint,
            missed("12", of: "15", computed: "11.25", alternatives: [AlternativeScore(reading: .formula(.ratio), score: ExactDecimal(12))])),
        Row(
            "the sign read the other way", "A06", .warning,
            missed("4", of: "10", computed: "6", signAssumed: true, alternatives: [AlternativeScore(reading: .sign(.atMost), score: ExactDecimal(4))])),
        Row(
            "full points by the sign read the other way", "E03", .warning,
            missed("11", of: "11", computed: "8.80", signAssumed: true, alternatives: [AlternativeScore(reading: .sign(.atMost), score: ExactDecimal(11))])),
        Row("full points for a late date, which has no formula", "E03", .warning, missed("5", of: "5", computed: nil)),
        Row("less than full for a late date", nil, nil, missed("4", of: "5", computed: nil)),
        Row("tier 2 with full points, tier stated", "A08", .error, tier(.partlyAchieved, .stated, "10", "6", "8")),
        Row("tier 2 with full points, tier inferred", "A08", .warning, tier(.partlyAchieved, .inferred, "10", "6", "8")),
        Row("tier 2 at its upper bound", "A08", .error, tier(.partlyAchieved, .stated, "8", "6", "8")),
        Row("tier 2 at its lower bound", nil, nil, tier(.partlyAchieved, .stated, "6", "6", "8")),
        Row("tier 1 below its bound with a reason, inferred", nil, nil, tier(.achieved, .inferred, "7", "8", "10")),
        Row("tier 1 below its bound with a reason, stated", "A08", .warning, tier(.achieved, .stated, "7", "8", "10")),
        Row("left out with a ground", nil, nil, missed("0", of: "10", computed: nil).with { _, sheet in sheet.lines[0].isLeftOut = true }),
        Row("execution above 100 %", "A05", .error, ExampleForm().execution(weight: "10", score: "10.32", computed: "10")),
        Row("execution above 100 % where the framework has no cap", nil, nil, ExampleForm().execution(weight: "10", score: "10.32", computed: "10.32")),
        Row("execution in whole points", "A09", .warning, ExampleForm().execution(weight: "10", score: "9", computed: "8.62")),
        Row("execution in full though not all was spent", "A06", .error, ExampleForm().execution(weight: "10", score: "10", computed: "8.41")),
        Row(
            "execution from the printed rate", "A06", .hint,
            ExampleForm().execution(weight: "20", score: "16.66", computed: "16.67").with { _, sheet in
                sheet.execution?.alternatives = [AlternativeScore(reading: .printedRate, score: ExactDecimal(significand: 1666, scale: 2))]
            }),
        Row(
            "points for 0 of 0, an open case", "A06", .warning,
            ExampleForm().fund(.total, adjusted: "0", executed: "0").execution(weight: "10", score: "10", computed: "0")),
        Row(
            "points for spending without a budget", "A06", .error,
            ExampleForm().fund(.total, adjusted: "0", executed: "5").execution(weight: "10", score: "10", computed: "0")),
    ]

    private static func missed(
        _ stated: String, of weight: String, computed: String?, exact: (String, String)? = nil, reason: String? = "雨季停工",
        signAssumed: Bool = false, alternatives: [AlternativeScore] = []
    ) -> ExampleForm {
        ExampleForm().row(
            "道路养护", ">=", "100", "公里", actual: "80", weight: weight, stated: stated, computed: computed, exact: exact, met: false, reason: reason,
            signAssumed: signAssumed, alternatives: alternatives)
    }

    private static func tier(_ tier: Tier, _ basis: TierBasis, _ stated: String, _ lower: String, _ upper: String) -> ExampleForm {
        ExampleForm().row(
            "管护制度", nil, "健全", actual: "基本健全", weight: "10", stated: stated, computed: upper, met: false, reason: "部分未建", tier: tier,
            tierBasis: basis, tierBounds: lower, upper)
    }

    private static let scoreRules: Set = ["A05", "A06", "A08", "A09", "E03"]

    @Test(arguments: rows)
    func `one rule or none speaks`(_ row: Row) {
        let found = Catalogue.run(row.form.facts).findings.filter { Self.scoreRules.contains($0.code) }
        #expect(found.map(\.code) == [row.code].compactMap { $0 })
        #expect(found.first?.severity == row.severity)
    }

    @Test func `a unit clash is found as the scorer found it`() {
        let form = ExampleForm().row("设备购置", ">=", "550", "万元", actual: "20", actualUnit: "套", weight: "100", stated: "90", reason: "见说明")
        func codes(_ change: (inout Evaluation, inout ScoreSheet) -> Void) -> [String] {
            Catalogue.run(form.with(change).facts).findings.map(\.code)
        }
        #expect(codes { _, _ in }.isEmpty)
        #expect(codes { _, sheet in sheet.lines[0].unscored = .unitClash(target: "万元", actual: "套") } == ["E16"])
    }

    @Test func `a difference is a plain decimal`() throws {
        let facts = Self.missed("10", of: "10", computed: "9.47").facts
        let finding = try #require(Catalogue.run(facts).findings.first { $0.code == "E03" })
        #expect(finding.expected == "9.47")
        #expect(finding.found == "10")
        #expect(finding.difference == "0.53")
    }

    @Test func `a rate that stands as an indicator is judged once and counted once`() {
        let form = ExampleForm()
            .row("预算执行率", ">=", "100", "%", actual: "90", weight: "10", stated: "10", met: false, reason: "结余")
            .row("培训人数", ">=", "90", "人", actual: "90", weight: "90", stated: "90", computed: "90").total("100")
            .with { evaluation, sheet in
                evaluation.indicators[0].isExecutionRate = true
                var execution = ExecutionRow()
                execution.indicatorIndex = 0
                execution.weight = evaluation.indicators[0].weight
                execution.statedScore = evaluation.indicators[0].statedScore
                evaluation.execution = execution
                sheet.execution = ScoreLine(score: ExactDecimal(9), weight: ExactDecimal(10))
            }
        let findings = Catalogue.run(form.facts).findings
        #expect(findings.map(\.code) == ["A06"])
        #expect(findings.first?.at?.a1 == "H13")
    }
}

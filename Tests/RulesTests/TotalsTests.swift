import BudgetModel
import Narrative
import Quantities
import Rules
import Testing

@Suite struct `Totals and points` {
    struct Total: Sendable, CustomTestStringConvertible {
        var name: String
        var form: ExampleForm
        /// Codes among A01, A02, A07, A09.
        var codes: [String]
        var testDescription: String { name }
    }

    private static func two(_ first: String, _ second: String, _ weights: (String, String) = ("60", "30")) -> ExampleForm {
        ExampleForm().execution(weight: "10", score: "10", computed: "10")
            .row("清扫里程", ">=", "40", "公里", actual: "40", weight: weights.0, stated: first, computed: first)
            .row("居民满意度", ">=", "90", "%", actual: "95", weight: weights.1, stated: second, computed: second)
    }

    static let totals: [Total] = [
        Total(name: "sum", form: two("60", "30").total("100"), codes: []),
        Total(name: "no total", form: two("60", "30"), codes: []),
        Total(name: "points that miss 100 by as much are the cause", form: two("70", "30", ("70", "30")).total("100"), codes: ["A01"]),
        Total(name: "points that miss 100 by something else", form: two("70", "29", ("70", "30")).total("100"), codes: ["A01", "A07"]),
        Total(name: "one too many", form: two("60", "29").total("100"), codes: ["A07"]),
        Total(name: "rounded to whole points", form: two("59.6", "30").total("100"), codes: ["A07"]),
        Total(name: "rounded, but not this way", form: two("59.4", "30").total("100"), codes: ["A07"]),
        Total(name: "the computed total over rounded rows", form: two("59.6", "30").total("99.57").computedTotal("99.57", .excellent), codes: ["A07"]),
        Total(
            name: "scaled up for a row left out", form: two("60", "0", ("60", "30")).total("100").with { _, sheet in sheet.lines[1].isLeftOut = true }, codes: []),
        Total(
            name: "not scaled though a row is left out", form: two("60", "0").total("70").with { _, sheet in sheet.lines[1].isLeftOut = true }, codes: []),
        Total(
            name: "capped by the framework", form: two("60", "30").total("89").with { _, sheet in
                sheet.adjustments = [AppliedAdjustment(id: "cap", points: ExactDecimal(-11), trace: [])]
            }, codes: []),
        Total(
            name: "execution of 10 stands where it was not read",
            form: ExampleForm().row("清扫里程", ">=", "40", "公里", actual: "40", weight: "90", stated: "90", computed: "90").total("99.5"), codes: []),
        Total(
            name: "more than unread execution can add",
            form: ExampleForm().row("清扫里程", ">=", "40", "公里", actual: "40", weight: "90", stated: "80", computed: "80", reason: "雨季").total("95"), codes: ["A07"]),
        Total(name: "weights of 110", form: two("60", "40", ("60", "40")).total("110"), codes: ["A01"]),
        Total(name: "weights of 100 with another total printed", form: two("60", "30").weightTotal("98"), codes: ["A01"]),
        Total(name: "a printed total of 1 for weights in percent", form: two("60", "30").weightTotal("1"), codes: []),
        Total(name: "a printed total of 90 for the indicators", form: two("60", "30").weightTotal("90"), codes: []),
        Total(name: "execution of 20 left off the form (Hubei)", form: ExampleForm(.projectGoal).row("培训人数", ">=", "40", "人", weight: "80").with { _, _ in }, codes: ["A01"]),
        Total(
            name: "two goals of 100 with shares of 40 and 60",
            form: ExampleForm().row("培训人数", ">=", "40", "人", actual: "40", weight: "100", stated: "90", computed: "90")
                .row("培训期数", ">=", "4", "期", actual: "4", weight: "100", stated: "100", computed: "100").total("96").with { evaluation, _ in
                    evaluation.indicators[0].goalIndex = 0
                    evaluation.indicators[1].goalIndex = 1
                    evaluation.goals = [
                        Goal(weight: Sourced(ExactDecimal(40), nil)), Goal(weight: Sourced(ExactDecimal(60), nil)),
                    ]
                }, codes: []),
        Total(
            name: "goals with points their rows do not make",
            form: ExampleForm().row("培训人数", ">=", "40", "人", actual: "40", weight: "45", stated: "45", computed: "45")
                .row("培训期数", ">=", "4", "期", actual: "4", weight: "55", stated: "55", computed: "55").total("100").with { evaluation, _ in
                    evaluation.indicators[0].goalIndex = 0
                    evaluation.indicators[1].goalIndex = 1
                    evaluation.goals = [
                        Goal(weight: Sourced(ExactDecimal(50), nil)), Goal(weight: Sourced(ExactDecimal(50), nil)),
                    ]
                }, codes: ["A02", "A02"]),
    ]

    @Test(arguments: totals)
    func `totals follow from their parts`(_ total: Total) {
        let watched: Set = ["A01", "A02", "A07", "A09"]
        #expect(Catalogue.run(total.form.facts).findings.map(\.code).filter { watched.contains($0) } == total.codes)
    }

    @Test(arguments: [
        ("绩效自评得分为95分。其中：决策19分，过程19分，产出28分，效益28分。\n六、结论：决策得19分，过程得19分，产出得28分，效益得28分，自评总得分95分。", ["A07"]),
        ("一级指标 分值 得分\n预算执行 10 10\n产出指标 60 60\n效益指标 30 30\n满意度指标 10 10\n总分 100 100", ["A01"]),
        ("一级指标 分值 得分\n预算执行 10 10\n产出指标 60 60\n效益指标 30 29\n满意度指标 10 10\n总分 100 100", ["A01", "A07"]),
    ])
    func `a report is told of one contradiction once`(_ text: String, _ codes: [String]) {
        let findings = Catalogue.audit(AuditFacts(reading: ReportReading(ReportText(text)))).findings
        #expect(findings.map(\.code).filter { $0 == "A01" || $0 == "A07" } == codes)
    }

    @Test func `a wrong total of points printed is a warning at its cell`() throws {
        let finding = try #require(Catalogue.run(Self.two("60", "30").weightTotal("98").facts).findings.first)
        #expect(finding.severity == .warning)
        #expect(finding.at?.a1 == "G15")
    }

    /// Deterministic, so that a failure can be repeated.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `the order of rows changes no finding but its place`(_ seed: UInt64) {
        var generator = Generator(state: seed)
        var rows: [(name: String, weight: Int, stated: Int, computed: Int)] = (0..<9).map { index in
            let weight = Int.random(in: 1...20, using: &generator)
            return ("指标\(index)", weight, Int.random(in: -1...22, using: &generator), Int.random(in: 0...weight, using: &generator))
        }
        func said() -> [String] {
            let form = rows.reduce(ExampleForm()) { form, row in
                form.row(
                    row.name, ">=", "10", "个", actual: "9", weight: "\(row.weight)", stated: "\(row.stated)", computed: "\(row.computed)",
                    met: row.computed == row.weight)
            }.total("88")
            return Catalogue.run(form.facts).findings.map { $0.code + $0.message.zh }.sorted()
        }
        let before = said()
        rows.shuffle(using: &generator)
        #expect(said() == before)
        #expect(!before.isEmpty)
    }
}

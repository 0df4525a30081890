import BudgetModel
import Quantities
import Rules
import Testing

@Suite struct `The catalogue` {
    @Test func `findings come in the order of their places`() {
        let form = ExampleForm().fund(.total, adjusted: "100", executed: "120").execution(weight: "10", score: "12", computed: "10")
            .row("清扫里程", ">=", "40", "公里", actual: "40", weight: "90", stated: "95", computed: "90")
            .row("居民满意度", ">=", "90", "%", actual: "80", weight: "20", stated: "20", computed: "17.78", met: false)
            .total("130")
        let found = Catalogue.run(form.facts).findings.map { "\($0.at?.a1 ?? "—") \($0.code)" }
        #expect(found == ["F6 D01", "I6 A05", "H13 A05", "G14 A01", "H14 E03", "I14 E04", "H15 A07"])
    }

    @Test func `a goal form hears only the rules of its stage`() {
        let form = ExampleForm(.projectGoal).fund(.total, initial: "100").fund(.appropriation, initial: "80").fund(.other, initial: "10")
            .row("举办读书活动", ">=", "若干", weight: "60")
        #expect(Catalogue.run(form.facts).findings.map(\.code) == ["A10", "C18", "A13", "A01", "C19"])
    }

    struct Lacking: Sendable, CustomTestStringConvertible {
        var name: String
        var form: ExampleForm
        var codes: [String]
        var testDescription: String { name }
    }

    static let lacking: [Lacking] = [
        Lacking(name: "a form without points", form: ExampleForm().row("设备购置数", ">=", "3", "台", actual: "3", stated: "10"), codes: ["A01", "A02", "A03", "A06"]),
        Lacking(name: "a goal form without points lacks no more than a plan of evidence", form: ExampleForm(.projectGoal).row("设备购置数", ">=", "3", "台"), codes: ["C17"]),
        Lacking(
            name: "one row without points",
            form: ExampleForm().row("设备购置数", ">=", "3", "台", actual: "3", weight: "90", stated: "90", computed: "90")
                .row("设备完好率", ">=", "95", "%", actual: "95", weightIsEmpty: true), codes: ["A01"]),
        Lacking(
            name: "an unread row with a number",
            form: ExampleForm().row("设备购置数", ">=", "3", "台", actual: "3", weight: "50", stated: "50", computed: "50")
                .row("设备完好率", ">=", "95", "%", actual: "95", weight: "30", stated: "30", computed: "30").with { evaluation, _ in
                    evaluation.indicators[1].name.cell = CellRef(sheet: "自评表", position: CellPosition(row: 14, column: 3))
                    evaluation.unread = [UnreadCell(cell: CellRef(sheet: "自评表", position: CellPosition(row: 13, column: 6)), text: "10")]
                }, codes: ["A01", "A02"]),
        Lacking(
            name: "a total over a missing score",
            form: ExampleForm().execution(weight: "10", score: "9", computed: "9").row("设备购置数", ">=", "3", "台", actual: "3", weight: "90").total("95"),
            codes: ["A07", "A20"]),
        Lacking(name: "a grade outside the scheme", form: ExampleForm().plainRow(points: "95").total("95").grade("A级"), codes: ["A17", "A20"]),
        Lacking(
            name: "numbers beyond 38 digits",
            form: ExampleForm().row("设备购置数", ">=", "3", "台", actual: "3", weight: "170000000000000000000000000000000000000")
                .row("设备完好率", ">=", "95", "%", actual: "95", weight: "170000000000000000000000000000000000000"), codes: ["A01"]),
    ]

    @Test(arguments: lacking)
    func `a rule that cannot run says what it lacks`(_ lacking: Lacking) {
        let outcome = Catalogue.run(lacking.form.facts)
        #expect(ReadForm.lacking(outcome.notChecked) == lacking.codes)
        for notChecked in outcome.notChecked {
            #expect(!notChecked.needs.zh.isEmpty && !notChecked.needs.en.isEmpty)
            #expect(!outcome.findings.contains { $0.code == notChecked.code })
        }
    }

    @Test func `a retired rule is not run`() {
        let retired = Rule(
            "Z01", Wording(zh: "示例", en: "example"), since: "0.1.0", status: .retired, nature: .exact, stages: [.selfEvaluation], severity: .error,
            citing: [.practice], because: Wording(zh: "示例", en: "example"), triggering: [], nonTriggering: []
        ) { (_: Facts) throws(QuantityError) in [Hit(at: nil, Wording(zh: "示例", en: "example"))] }
        #expect(Catalogue.run(ExampleForm().facts, rules: [retired]).findings.isEmpty)
    }

    @Test(arguments: [
        ("优", Grade.excellent), ("优秀", .excellent), ("（良好）", .good), ("良 好", .good), ("一般", .fair), ("合格", .fair), ("差", .poor), ("不合格", .poor),
    ])
    func `grades are known by their usual names`(_ text: String, _ grade: Grade) {
        #expect(Grade(printed: text) == grade)
    }

    @Test(arguments: ["A", "", "良+", "优良"]) func `other words are no grade`(_ text: String) { #expect(Grade(printed: text) == nil) }
}

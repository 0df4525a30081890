import BudgetModel
import Quantities
import Rules
import Testing

extension ExampleForm {
    fileprivate func unit(_ name: String) -> ExampleForm { with { evaluation, _ in evaluation.implementingUnit?.value = name } }
}

@Suite struct `Money rows` {
    struct Table: Sendable, CustomTestStringConvertible {
        var name: String
        /// Source and annual amount; nil source for a label nobody knows, nil amount for an empty cell.
        var rows: [(FundSource?, String?)]
        var severity: Severity?
        var unit = AmountUnit.wanYuan
        var testDescription: String { name }

        var facts: Facts {
            rows.reduce(ExampleForm(unit: unit)) { form, row in
                form.fund(row.0 ?? .other, initial: row.0 == .total ? nil : row.1, adjusted: row.1).with { evaluation, _ in
                    if row.0 == nil { evaluation.funds[evaluation.funds.count - 1].source = nil }
                }
            }.facts
        }
    }

    static let tables: [Table] = [
        Table(name: "plain", rows: [(.total, "100"), (.appropriation, "80"), (.carryover, "15"), (.other, "5")]),
        Table(name: "one fen short", rows: [(.total, "100"), (.appropriation, "80"), (.carryover, "15"), (.other, "4.999999")], severity: .hint),
        Table(name: "one yuan short, in yuan", rows: [(.total, "100"), (.appropriation, "80"), (.other, "19")], severity: .error, unit: .yuan),
        Table(name: "rounded digits of 万元", rows: [(.total, "100.00"), (.appropriation, "33.33"), (.carryover, "33.33"), (.other, "33.33")], severity: .hint),
        Table(name: "more than rounding", rows: [(.total, "100.00"), (.appropriation, "33.33"), (.carryover, "33.33"), (.other, "33.30")], severity: .error),
        Table(name: "levels below the appropriation", rows: [(.total, "100"), (.appropriation, "80"), (.central, "50"), (.provincial, "30"), (.other, "20")]),
        Table(name: "details need not be complete", rows: [(.total, "100"), (.appropriation, "80"), (.central, "50"), (.provincial, "20"), (.other, "20")]),
        Table(name: "levels alone", rows: [(.total, "100"), (.central, "50"), (.provincial, "30"), (.county, "20")]),
        Table(name: "basic and project", rows: [(.total, "100"), (.basic, "60"), (.project, "40")]),
        Table(name: "split twice", rows: [(.total, "100"), (.basic, "60"), (.project, "40"), (.appropriation, "90"), (.other, "10")]),
        Table(name: "split twice, one way wrong", rows: [(.total, "100"), (.basic, "60"), (.project, "40"), (.appropriation, "90"), (.other, "5")], severity: .error),
        Table(name: "sources below basic and project", rows: [(.total, "100"), (.basic, "60"), (.appropriation, "60"), (.project, "40"), (.appropriation, "40")]),
        Table(name: "own money below other money", rows: [(.total, "100"), (.appropriation, "70"), (.other, "30"), (.unit, "30")]),
        Table(name: "carry-over inside the appropriation", rows: [(.total, "100"), (.appropriation, "100"), (.carryover, "15"), (.other, "0")], severity: .error),
        Table(name: "an unknown row that fits", rows: [(.total, "100"), (.appropriation, "70"), (nil, "30")]),
        Table(name: "an unknown row beside the sum", rows: [(.total, "100"), (.appropriation, "70"), (.other, "30"), (nil, "12")]),
        Table(name: "a blank part may hold the rest", rows: [(.total, "100"), (.appropriation, "70"), (.other, nil)], severity: .warning),
        Table(name: "the 其中 of one level listed", rows: [(.total, "100"), (.central, "70")]),
        Table(name: "a single part listed", rows: [(.total, "100"), (.appropriation, "70")], severity: .warning),
        Table(name: "an unknown row does not close the gap", rows: [(.total, "100"), (.appropriation, "70"), (nil, "20")], severity: .warning),
        Table(name: "an unknown row overshoots", rows: [(.total, "100"), (.appropriation, "60"), (.carryover, "5"), (nil, "50")], severity: .warning),
        Table(name: "known rows above the total, whatever the unknown one", rows: [(.total, "100"), (.appropriation, "120"), (nil, "20")], severity: .error),
        Table(name: "parts above the total", rows: [(.total, "100"), (.appropriation, "120")], severity: .error),
        Table(name: "zero above a part", rows: [(.total, "0"), (.appropriation, "90"), (.other, nil)], severity: .error),
        Table(name: "explicit zeros below a total", rows: [(.total, "40067273.32"), (.appropriation, "0.00"), (.carryover, "0.00"), (.other, "0.00")], severity: .error),
        Table(name: "an empty total", rows: [(.total, nil), (.appropriation, "70"), (.other, "20")]),
        Table(name: "only the total", rows: [(.total, "100"), (.appropriation, nil), (.other, nil)]),
        Table(name: "many unknown rows end the search", rows: [(.total, "1000000.11")] + (1...30).map { (nil, "\($0 * 7).13") } + [(.appropriation, "3")]),
    ]

    @Test(arguments: tables)
    func `a column adds up by any consistent reading`(_ table: Table) throws {
        guard case .findings(let findings) = try #require(Catalogue.rule("A10")).run(table.facts) else {
            Issue.record("not checked")
            return
        }
        #expect(findings.map(\.severity) == [table.severity].compactMap { $0 })
    }

    @Test func `a total that stands last has the rows above it`() throws {
        let form = ExampleForm().fund(.appropriation, adjusted: "80").fund(.other, adjusted: "10").fund(.total, adjusted: "100")
        let findings = Catalogue.run(form.facts).findings.filter { $0.code != "A12" }
        #expect(findings.map(\.code) == ["A10"])
        #expect(findings.first?.at?.a1 == "E8")
    }

    struct Unit: Sendable, CustomTestStringConvertible {
        var name: String
        var form: ExampleForm
        var severity: Severity?
        var testDescription: String { name }
    }

    static let units: [Unit] = [
        Unit(name: "a thousand billion yuan", form: ExampleForm().fund(.total, adjusted: "145000000", executed: "145000000"), severity: .error),
        Unit(name: "ten billion with cents, programme of a county", form: ExampleForm().fund(.total, adjusted: "1234567.89"), severity: .error),
        Unit(name: "ten billion with cents, department of a county", form: ExampleForm(.departmentSelfEvaluation).fund(.total, adjusted: "1234567.89"), severity: .error),
        Unit(name: "ten billion with cents, province", form: ExampleForm().fund(.total, adjusted: "1234567.89").unit("某省交通运输厅"), severity: .warning),
        Unit(name: "ten billion with cents, autonomous region", form: ExampleForm().fund(.total, adjusted: "1234567.89").unit("某自治区教育厅"), severity: .warning),
        Unit(name: "ten billion, whole, province", form: ExampleForm().fund(.total, adjusted: "1234500").unit("某省交通运输厅"), severity: nil),
        Unit(name: "two hundred billion, a transfer of the state", form: ExampleForm(.transferSelfEvaluation).fund(.total, adjusted: "21500000").unit("教育部"), severity: .warning),
        Unit(name: "two hundred billion, a province", form: ExampleForm().fund(.total, adjusted: "21500000").unit("某省教育厅"), severity: .error),
        Unit(name: "a provincial library with 1.2 billion", form: ExampleForm().fund(.total, adjusted: "120000").unit("某省图书馆"), severity: nil),
        Unit(name: "ten billion, whole", form: ExampleForm().fund(.total, adjusted: "1200000"), severity: nil),
        Unit(
            name: "ten billion, whole, at a township", form: ExampleForm().fund(.total, adjusted: "1200000").with { evaluation, _ in
                evaluation.implementingUnit?.value = "清河镇人民政府"
            }, severity: .error),
        Unit(
            name: "a school with 3.8 billion", form: ExampleForm().fund(.total, adjusted: "387664.62").with { evaluation, _ in
                evaluation.implementingUnit?.value = "清河县第二中学"
            }, severity: .error),
        Unit(
            name: "no unit printed", form: ExampleForm().fund(.total, adjusted: "145000000").with { evaluation, _ in evaluation.amountUnitCell = nil },
            severity: .warning),
        Unit(
            name: "a cost target in 万元 beside yuan", form: ExampleForm().fund(.total, adjusted: "456700", executed: "456700")
                .row("项目总成本", "<=", "45.67", "万元", actual: "45.67", weight: "90", stated: "90", computed: "90"), severity: .error),
        Unit(
            name: "a subsidy per head proves nothing", form: ExampleForm().fund(.total, adjusted: "12500").goal("每人补助12500元/年", "完成"), severity: nil),
        Unit(name: "万元 under 元 by the goal", form: ExampleForm(unit: .yuan).fund(.total, adjusted: "89.97").goal("全年支出89.97万元", "完成"), severity: .error),
        Unit(name: "a budget of 38 yuan", form: ExampleForm(unit: .yuan).fund(.total, adjusted: "38.77"), severity: .warning),
        Unit(name: "initial in 万元, executed in 元", form: ExampleForm().fund(.total, initial: "90", adjusted: "90", executed: "900000"), severity: .error),
        Unit(name: "yuan as they should be", form: ExampleForm(unit: .yuan).fund(.total, adjusted: "387664.62"), severity: nil),
        Unit(name: "a zero budget", form: ExampleForm().fund(.total, adjusted: "0", executed: "0"), severity: nil),
    ]

    @Test func `amounts are told in a unit that can be read`() throws {
        let form = ExampleForm(unit: .yuan).fund(.total, adjusted: "123.4").goal("全年支出123.4万元", "完成")
        let message = try #require(Catalogue.run(form.facts).findings.first { $0.code == "A11" }).message
        #expect(message.zh.contains("按元是123.4元，按万元是123.4万元"))
        #expect(!message.zh.contains("0.0000"))
    }

    @Test(arguments: units)
    func `a unit is doubted on proof`(_ unit: Unit) throws {
        guard case .findings(let findings) = try #require(Catalogue.rule("A11")).run(unit.form.facts) else {
            Issue.record("not checked")
            return
        }
        #expect(findings.map(\.severity) == [unit.severity].compactMap { $0 })
    }
}

import BudgetModel
import Rules
import Testing

/// Rules of money and values on forms that go the whole way, grid to finding.
@Suite struct `Words and values as they are read` {
    private static func rows(_ first: String) -> [String] { [first] + ReadForm.rows.dropFirst() }
    private static func achieved(_ text: String) -> [String] { [ReadForm.goal[0], "|全年巡查12次，群众满意||||" + text] }
    private static let spent103 = [ReadForm.money[0], "|年度资金总额|100|100|103|10|103%|10"]

    struct Flaw: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var form: ReadForm
        var said: [String]
    }

    static let flaws: [Flaw] = [
        Flaw(testDescription: "over the budget and “within the budget”", form: ReadForm(money: spent103, goal: achieved("支出控制在预算以内"), total: "总分|||||100|100"), said: ["D01 E6", "D02 F8"]),
        Flaw(testDescription: "another execution rate in the text", form: ReadForm(goal: achieved("完成巡查，预算执行率达到100%")), said: ["D02 F9"]),
        Flaw(testDescription: "a product that is wrong", form: ReadForm(goal: achieved("发放补助120人×300元=3.6元")), said: ["D15 F9"]),
        Flaw(testDescription: "42 of 69 as 75 %", form: ReadForm(goal: achieved("全区共69个社区，巡查42个，占75%")), said: ["E15 F9"]),
        Flaw(
            testDescription: "missed, and “as planned”", form: ReadForm(rows: rows("产出指标|数量指标|巡查次数|≥12次|9次|50|37.5|按计划完成"), total: "总分|||||100|86.5"), said: ["E07 H11"]),
        Flaw(testDescription: "missed, an empty phrase", form: ReadForm(rows: rows("产出指标|数量指标|巡查次数|≥12次|9次|50|37.5|客观原因"), total: "总分|||||100|86.5"), said: ["E06 H11"]),
        Flaw(testDescription: "only signed", form: ReadForm(rows: rows("产出指标|数量指标|改造小区数|≥3个|3个|50|50|均已签订合同，尚未完工")), said: ["E14 G11"]),
        Flaw(testDescription: "twice the target", form: ReadForm(rows: rows("产出指标|数量指标|巡查次数|≥12次|26次|50|50|")), said: ["E05 H11"]),
        Flaw(
            testDescription: "one row under output and benefit", form: ReadForm(rows: [ReadForm.rows[0], "效益指标|社会效益指标|巡查次数|≥12次|12次|30|30|", ReadForm.rows[2]]),
            said: ["A15 C12"]),
        Flaw(testDescription: "the sign twice", form: ReadForm(rows: rows("产出指标|数量指标|巡查次数|≥≥12次|12次|50|50|")), said: ["A19? D11"]),
        Flaw(testDescription: "a third added to the budget", form: ReadForm(money: [ReadForm.money[0], "|年度资金总额|70|100|90|10|90%|9"]), said: ["D07 D6"]),
    ]

    @Test(arguments: flaws) func `a flaw has its one finding`(_ flaw: Flaw) {
        #expect(flaw.form.said == flaw.said)
    }

    @Test func `a hostile text does not take the square of its length`() {
        for text in [String(repeating: "共1个项目，7个占61%，预算执行率，2×3=", count: 4000), String(repeating: "9", count: 200_000), String(repeating: "（", count: 100_000)] {
            let clock = ContinuousClock()
            let time = clock.measure { _ = ReadForm(goal: Self.achieved(text)) }
            #expect(time < .seconds(30))
        }
    }
}

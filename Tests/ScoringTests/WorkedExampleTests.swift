import BudgetModel
import Quantities
import Scoring
import Testing

/// The worked examples of rules.md 3.12, row by row.
struct WorkedExampleTests {
    @Test func `3_12 ≥ met: 12 of 12, 10 points, 10_00`() {
        let line = scored(row(.atLeast, "12", "12"))
        #expect(line.score?.description == "10.00")
        #expect(line.completionPercent?.description == "100.00")
        #expect(line.isMet == true)
    }

    @Test func `3_12 ≥ missed: 10 of 12, 10 points, 8_33`() {
        let line = scored(row(.atLeast, "12", "10"))
        #expect(line.score?.description == "8.33")
        #expect(line.isMet == false)
        #expect(line.zh == [
            "依据：财预〔2020〕10号《项目支出绩效评价管理办法》单位自评定量指标得分（引述，未重读原文）", "分值 W = 10", "目标值 T = 12", "完成值 A = 10",
            "公式：W × A ÷ T = 10 × 10 ÷ 12 = 8.333333…", "取两位小数（四舍五入）：8.33", "得分：8.33",
        ])
        #expect(line.en[4] == "Formula: W × A ÷ T = 10 × 10 ÷ 12 = 8.333333…")
    }

    @Test func `3_12 ≥ far exceeded: 26 of 12, 10_00 and 216_67 percent`() {
        let line = scored(row(.atLeast, "12", "26"))
        #expect(line.score?.description == "10.00")
        #expect(line.completionPercent?.description == "216.67")
        #expect(line.says("216.67%"))
    }

    @Test func `3_12 ≤ met: 89_97 of 90, 8 points, 8_00`() {
        #expect(scored(row(.atMost, "90", "89.97", weight: "8")).score?.description == "8.00")
    }

    @Test func `3_12 ≤ exceeded, linear: 386 of 160, 15 points, 0_00`() {
        let line = scored(row(.atMost, "160", "386", weight: "15"))
        #expect(line.score?.description == "0.00")
        #expect(line.alternatives == [AlternativeScore(reading: .formula(.ratio), score: dec("6.22"))])
    }

    @Test func `3_12 ≤ exceeded, ratio: 386 of 160, 15 points, 6_22`() {
        let line = scored(row(.atMost, "160", "386", weight: "15"), shipped("hubei"))
        #expect(line.score?.description == "6.22")
        #expect(line.alternatives.isEmpty)
        #expect(line.says("W × T ÷ A = 15 × 160 ÷ 386 = 6.217616…"))
    }

    @Test func `3_12 = zero: 1 of 0, 5 points, 0_00`() {
        #expect(scored(row(.equal, "0", "1", weight: "5")).score?.description == "0.00")
        #expect(scored(row(.equal, "0", "0", weight: "5")).score?.description == "5.00")
    }

    @Test func `3_12 qualitative tier 2: between 6_00 and 8_00`() {
        let line = scored(row(nil, .of("完善"), .of("部分达成"), stated: "9.5", tier: .partlyAchieved))
        #expect(line.tierBounds == dec("6.00")...dec("8.00"))
        #expect(line.score?.description == "8.00")
    }

    @Test func `3_12 execution of the first report: 103_23 percent, held at 10_00`() {
        let sheet = score(
            form([row(.atLeast, "1", "1", weight: "90")])
                .with([.of(.total, initial: "1669.0157", adjusted: "1805.58777", executed: "1863.95787")]))
        #expect(sheet.ratePercent?.description == "103.23")
        #expect(sheet.execution?.score?.description == "10.00")
        #expect(sheet.execution?.says("执行率超过上限") == true)
        #expect(sheet.execution?.says("W × E ÷ B = 10 × 1863.95787 ÷ 1805.58777 = 10.323274…") == true)
        #expect(sheet.total?.description == "100.00")
    }

    @Test func `3_12 execution: 37_24 of 43_2 gives 8_62, not 9`() {
        let sheet = score(form([row(.atLeast, "1", "1", weight: "90")]).with([.of(.total, adjusted: "43.2", executed: "37.24")]))
        #expect(sheet.ratePercent?.description == "86.20")
        #expect(sheet.execution?.score?.description == "8.62")
    }

    /// The issue: a missed ≤ target of 10 with 15 gives 5.00 by the linear and 6.67 by the ratio formula.
    @Test func `both formulas for an exceeded bound are in force somewhere`() {
        #expect(scored(row(.atMost, "10", "15")).score?.description == "5.00")
        #expect(scored(row(.atMost, "10", "15"), shipped("hubei")).score?.description == "6.67")
    }

    /// Each row: sign, target, actual, weight, score by `cn-2020`.
    @Test(arguments: [
        (Comparator.atLeast, "95", "90", "10", "9.47"), (.atLeast, "80", "70", "3", "2.63"), (.above, "80", "70", "3", "2.63"),
        (.equal, "100", "98", "10", "9.80"), (.equal, "100", "120", "10", "10.00"), (.atMost, "1805.58777", "1863.95787", "3", "2.90"),
        (.below, "10", "10", "5", "5.00"), (.atLeast, "3", "2", "0.01", "0.01"), (.atLeast, "8", "1", "10", "1.25"),
        (.atLeast, "16", "1", "10", "0.63"), (.atMost, "10", "20", "10", "0.00"), (.atMost, "10", "19.99", "10", "0.01"),
    ])
    func `3_1 to 3_3 give`(sign: Comparator, target: String, actual: String, weight: String, expected: String) {
        #expect(scored(row(sign, target, actual, weight: weight)).score?.description == expected)
    }
}

import BudgetModel
import Frameworks
import Quantities
import Scoring
import Testing

/// What cells and rows that were not read leave open.
struct UnreadTests {
    private static func cell(_ a1: String) -> CellRef { CellRef(sheet: "自评表", position: CellPosition(a1: a1)!) }

    private static func placed(_ count: Int) -> Evaluation {
        var evaluation = form((0..<count).map { _ in row(.atLeast, "10", "10", weight: "20") })
        for index in 0..<count { evaluation.indicators[index].name.cell = cell("C\(10 + index * 2)") }
        return evaluation.with([.of(.total, adjusted: "100", executed: "100")])
    }

    @Test func `rows between others that hold a number leave the total open`() {
        var evaluation = Self.placed(3)
        evaluation.unread = [UnreadCell(cell: Self.cell("F11"), text: "30"), UnreadCell(cell: Self.cell("G11"), text: "30")]
        #expect(evaluation.unreadRows == 1)
        let sheet = score(evaluation)
        #expect(sheet.total == nil && sheet.grade == nil)
        #expect(sheet.totalRange == dec("70.00")...dec("100.00"))
        evaluation.unread.append(UnreadCell(cell: Self.cell("F13"), text: "5"))
        #expect(evaluation.unreadRows == 2)
    }

    @Test func `a framework that counts blanks as 0 does not count rows it never saw`() {
        var evaluation = Self.placed(3)
        evaluation.unread = [UnreadCell(cell: Self.cell("F11"), text: "30")]
        let sheet = score(evaluation, shipped().with { $0.openCases.openRows = own(.zero) })
        #expect(sheet.total == nil && sheet.totalRange == dec("70.00")...dec("100.00"))
    }

    @Test(arguments: ["F10", "F9", "F20"]) func `cells of read rows and outside the table open nothing`(_ place: String) {
        var evaluation = Self.placed(3)
        evaluation.unread = [UnreadCell(cell: Self.cell(place), text: "30")]
        #expect(evaluation.unreadRows == 0)
        #expect(score(evaluation).total?.description == "70.00")
    }

    @Test func `words open nothing`() {
        var evaluation = Self.placed(3)
        evaluation.unread = [UnreadCell(cell: Self.cell("F11"), text: "续表"), UnreadCell(cell: Self.cell("G11"), text: "95%以上")]
        #expect(score(evaluation).total?.description == "70.00")
    }

    @Test(arguments: [("F9", 1), ("F15", 1), ("F5", 0), ("F30", 0)]) func `hidden rows may begin and end the table`(_ place: String, _ rows: Int) {
        var evaluation = Self.placed(3)
        evaluation.programme = Sourced("项目", Self.cell("B6"))
        evaluation.texts = [FormText(label: "备注", text: Sourced("无", Self.cell("B20")))]
        evaluation.unread = [UnreadCell(cell: Self.cell(place), text: "30", cause: .hidden)]
        #expect(evaluation.unreadRows == rows)
    }

    @Test func `the initial budget stands in only where the form has no annual one`() {
        var line = FundLine.of(.total, initial: "100", executed: "80")
        let rest = form([row(.atLeast, "1", "1", weight: "90")])
        #expect(score(rest.with([line])).execution?.score?.description == "8.00")
        line.emptyCells[.adjusted] = Self.cell("E6")
        #expect(score(rest.with([line])).execution?.unscored == .noBudget)
        var named = rest.with([.of(.total, initial: "100", executed: "80")])
        named.emptyLabels = [Sourced("全年预算数", Self.cell("E6"))]
        #expect(score(named).execution?.unscored == .noBudget)
        var unread = rest.with([line])
        unread.unread = [UnreadCell(cell: Self.cell("E6"), text: "1OO")]
        let sheet = score(unread)
        #expect(sheet.execution?.unscored == .budgetNotRead("1OO") && sheet.ratePercent == nil)
        #expect(sheet.execution?.zh.last == "不能计分：预算数写作“1OO”，不是数字，请改正")
        // Another column of the same row says nothing about this one.
        unread.unread[0].cell = Self.cell("H6")
        unread.funds[0].emptyCells = [:]
        #expect(score(unread).execution?.score?.description == "8.00")
    }

    @Test func `a printed rate stands in only where the form has no cells for money`() {
        let rest = form([row(.atLeast, "1", "1", weight: "90")])
        var line = FundLine.of(.total, initial: "100")
        line.emptyCells = [.adjusted: Self.cell("E6"), .executed: Self.cell("F6")]
        #expect(score(rest.with([line], statedRate: "84")).execution?.unscored == .noBudget)
        #expect(score(rest.with([], statedRate: "84")).execution?.score?.description == "8.40")
    }

    @Test func `a formula without a result is named as one`() {
        var evaluation = form([row(.atLeast, "1", "1", weight: nil)])
        evaluation.indicators[0].emptyCells[.weight] = Self.cell("F10")
        evaluation.unread = [UnreadCell(cell: Self.cell("F10"), text: "", cause: .formulaWithoutResult)]
        #expect(score(evaluation).lines[0].unscored == .weightNotRead("=…"))
        #expect(score(evaluation).lines[0].trace.filter { if case .unscored = $0 { true } else { false } }.count == 1)
    }

    // MARK: Values

    @Test(arguments: [Comparator.atLeast, .above, .atMost, .below]) func `a sign without its number is never met, whatever the words`(_ sign: Comparator) {
        let line = scored(row(sign, .of("若干"), .of("达成年度指标"), stated: "10", tier: .achieved))
        #expect(line.score == nil && line.unscored == .textTarget && line.isMet == nil && line.comparatorUsed == sign)
        // The sign may stand in the text alone.
        var target = IndicatorValue.of("≥若干场")
        target.comparator = sign
        #expect(scored(row(nil, target, .of("达成年度指标"), stated: "10", tier: .achieved)).unscored == .textTarget)
    }

    @Test func `= before words stays qualitative`() {
        #expect(scored(row(.equal, .of("健全"), .of("健全"), stated: "10", tier: .achieved)).score?.description == "10.00")
    }

    @Test func `a negative actual is put in as the 0 it counts as`() {
        let line = scored(row(.atLeast, "5", "-3"))
        #expect(line.zh.contains("按默认规则：完成值为负数，按 0 计") || line.zh.contains { $0.contains("完成值为负数，按 0 计") })
        #expect(line.zh.contains { $0.contains("W × A ÷ T = 10 × 0 ÷ 5 = 0") })
        #expect(!line.zh.contains { $0.contains("(-3)") })
        #expect(line.completionPercent?.description == "0.00")
        // Below 0 the number stands as it is.
        #expect(scored(row(.atLeast, "-5", "-6")).completionPercent == nil)
    }

    @Test(arguments: [
        ("2.5", "万元", "26000", nil), ("26000", "元", "2.6", nil), ("1.2", "亿元", "120000000", nil), ("1.2", "万人次", "12300", nil), ("26000", nil, "2.6", "万元"),
    ] as [(String, String?, String, String?)])
    func `a bare number a thousandfold off beside 万元 has no score`(_ target: String, _ targetUnit: String?, _ actual: String, _ actualUnit: String?) {
        let line = scored(row(.atMost, .of(target, unit: targetUnit), .of(actual, unit: actualUnit)))
        #expect(line.score == nil && line.isMet == nil && line.completionPercent == nil)
        #expect(line.unscored == .scaleUnclear(unit: targetUnit ?? actualUnit!, bare: dec(targetUnit == nil ? target : actual)))
    }

    @Test(arguments: [
        ("2.5", "万元", "2.4"), ("2.5", "万元", "2400"), ("1000", "人次", "1"), ("95", "%", "96"), ("3", "千米", "3500"), ("10", "万元", "0"), ("12", nil, "12000"),
    ] as [(String, String?, String)])
    func `other bare numbers are in the unit beside them`(_ target: String, _ unit: String?, _ actual: String) {
        #expect(scored(row(.atMost, .of(target, unit: unit), .of(actual))).score != nil)
    }

    @Test func `what only a default calls met is marked`() {
        #expect(scored(row(.equal, "10", "12")).boundCase == .aboveEqual)
        #expect(scored(row(.above, "10", "10")).boundCase == .onStrictBound)
        #expect(scored(row(.below, "10", "10")).boundCase == .onStrictBound)
        for line in [scored(row(.equal, "10", "10")), scored(row(.above, "10", "11")), scored(row(.equal, "10", "9")), scored(row(.atLeast, "10", "12"))] {
            #expect(line.boundCase == nil)
        }
        #expect(scored(row(.equal, "10", "12"), shipped().with { $0.openCases.equalAbove = own(.exact) }).boundCase == nil)
    }

    @Test func `words beside a day say why they have no score`() {
        #expect(scored(row(nil, .of("第一季度"), .on(nil, 3, nil))).unscored == .wordsForDate)
    }

    @Test func `the trace names the tier in the form's own words`() {
        let line = scored(row(nil, .of("健全"), .of("达成预期指标"), stated: "9", tier: .achieved))
        #expect(line.zh.contains("说明：填报的档次为“达成预期指标”（第一档）"))
        #expect(line.zh.contains("该档可得分 = 8.00–10.00"))
        #expect(!line.zh.contains { $0.contains("  =") || $0.contains("：档次：") })
    }
}

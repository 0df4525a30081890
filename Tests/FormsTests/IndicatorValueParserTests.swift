import BudgetModel
import Quantities
import Testing

@testable import Forms

@Suite struct IndicatorValueParserTests {
    @Test(arguments: [
        ("≥95%", Comparator.atLeast, "95", "%"), ("不低于95%", .atLeast, "95", "%"), ("95%以上", .atLeast, "95", "%"), ("≧90％", .atLeast, "90", "%"),
        ("＞＝100%", .atLeast, "100", "%"), ("＝１００％", .equal, "100", "%"), ("﹦100", .equal, "100", nil), ("≤5元/天", .atMost, "5", "元/天"),
        ("<=475元/亩", .atMost, "475", "元/亩"), ("不超过30个工作日", .atMost, "30", "个工作日"), (">80%", .above, "80", "%"), ("≥100百分比", .atLeast, "100", "%"),
        ("24小时内", .atMost, "24", "小时"), ("≤1/10000", .atMost, "0.0001", nil), ("1000元以上", .atLeast, "1000", "元"), ("控制在1,234.5万元以内", .atMost, "1234.5", "万元"),
    ] as [(String, Comparator, String, String?)])
    func `reads sign, number and unit`(_ text: String, _ sign: Comparator, _ number: String, _ unit: String?) throws {
        let value = try #require(IndicatorValueParser.parse(text, cell: nil))
        #expect(value.comparator == sign)
        #expect(value.number == (try ExactDecimal(parsing: number)))
        #expect(value.unit == unit)
    }

    @Test(arguments: [("735", "735"), ("12场", "12"), ("约200人", "200"), ("2000余人", "2000"), ("百分之九十五", "95"), ("全年完成12次", "12")])
    func `reads a number without a sign`(_ text: String, _ number: String) throws {
        let value = try #require(IndicatorValueParser.parse(text, cell: nil))
        #expect(value.comparator == nil)
        #expect(value.number == (try ExactDecimal(parsing: number)))
    }

    @Test(arguments: ["有效", "完成1部宣传片，2套方案", "第一年返本20%，分红8%", "6月份完成宣传片；9月份完成文本", "符合GB5749标准"]) func `leaves words words`(_ text: String) throws {
        #expect(try #require(IndicatorValueParser.parse(text, cell: nil)).content == .text)
    }

    @Test(arguments: [("≥若干场", Comparator.atLeast), ("≥1e400场", .atLeast), ("≤" + String(repeating: "9", count: 45), .atMost)] as [(String, Comparator)])
    func `keeps a sign that has no number it can use`(_ text: String, _ sign: Comparator) throws {
        let value = try #require(IndicatorValueParser.parse(text, cell: nil))
        #expect(value.content == .text)
        #expect(value.comparator == sign)
    }

    @Test(arguments: ["95%≤X≤100%", "95%-100%", "≥95%<=100%"]) func `reads a span between two bounds`(_ text: String) throws {
        #expect(try #require(IndicatorValueParser.parse(text, cell: nil)).content == .range(ExactDecimal(95), ExactDecimal(100)))
    }

    @Test(arguments: ["", "—", "/", "……", "无"]) func `sees that nothing stands there`(_ text: String) {
        #expect(IndicatorValueParser.parse(text, cell: nil) == nil)
    }

    @Test(arguments: [
        ("2023年12月底前", DueDate(year: 2023, month: 12)), ("12月31日", DueDate(month: 12, day: 31)), ("2023-12-20", DueDate(year: 2023, month: 12, day: 20)),
        ("2023年12月31日前完成", DueDate(year: 2023, month: 12, day: 31)), ("2023年第三季度", DueDate(year: 2023, month: 9)), ("年底前", DueDate(month: 12)),
    ]) func `reads days in words`(_ text: String, _ day: DueDate) throws {
        #expect(try #require(IndicatorValueParser.parse(text, cell: nil)).content == .date(day))
    }

    @Test func `reads ranges`() throws {
        let value = try #require(IndicatorValueParser.parse("90%-95%", cell: nil))
        #expect(value.content == .range(ExactDecimal(90), ExactDecimal(95)))
        #expect(value.unit == "%")
    }
}

@Suite struct AmountUnitTests {
    @Test(arguments: [
        ("项目资金\n（万元）", AmountUnit.wanYuan), ("金额单位：元", .yuan), ("单位：万元", .wanYuan), ("年度预算数（亿元）", .yiYuan), ("预算数（A，万元）", .wanYuan),
    ]) func `reads the printed unit`(_ text: String, _ unit: AmountUnit) {
        #expect(FormBuilder.amountUnit(in: text, label: Label(text: text, table: .shared)) == unit)
    }

    @Test(arguments: ["补助标准（200元/人）", "元旦慰问", "万元产值"]) func `is not fooled by yuan in passing`(_ text: String) {
        #expect(FormBuilder.amountUnit(in: text, label: Label(text: text, table: .shared)) == nil)
    }

    @Test(arguments: [(".5", "0.5"), ("≥.5", "0.5"), ("-.25%", "-0.25"), ("不低于.8", "0.8"), ("..5", "nil"), ("5..", "nil"), ("0.\(String(repeating: "0", count: 40))1", "nil")])
    func `reads a number that begins with its point, and none that nobody understands`(text: String, number: String) {
        #expect((IndicatorValueParser.parse(text, cell: nil)?.number?.description ?? "nil") == number)
    }
}

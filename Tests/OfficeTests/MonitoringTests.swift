import BudgetModel
import Office
import Quantities
import Testing

struct MonitoringTests {
    let national = try! MonitoringProfile.shipped(on: testDay)
    let shanxi = try! MonitoringProfile.shipped("monitoring-shanxi", on: testDay)
    let july = MonitoredMonths(through: 7)!

    func light(_ indicator: Indicator, _ profile: MonitoringProfile? = nil, months: Int = 7) -> MonitoringLight? {
        (profile ?? national).lights(of: form([indicator], kind: .monitoring), MonitoredMonths(through: months)!).indicators[0].light
    }

    /// T = 12, m = 7: std = 7; bounds at 4.2, 5.6 and 8.4.
    @Test(arguments: [("0", MonitoringLight.red), ("4.19", .red), ("4.2", .yellow), ("5.59", .yellow), ("5.6", .green), ("7", .green), ("8.39", .green), ("8.4", .blue), ("12", .blue)])
    func `positive indicators by the share of time`(actual: String, expected: MonitoringLight) {
        #expect(light(indicator(.atLeast, "12", actual)) == expected)
        #expect(light(indicator(.equal, "12", actual)) == expected)
    }

    @Test func `each light has its steps`() {
        let line = national.lights(of: form([indicator(.atLeast, "10", "5", unit: "公里")], kind: .monitoring), july).indicators[0]
        #expect(
            line.steps.zh == [
                "目标值 T = 10 公里", "完成值 A = 5 公里", "依据：公开源码《已部署预算绩效管理系统的预警规则》序时进度预警（已核对原文）", "公式：std = T × m ÷ 12 = 10 × 7 ÷ 12 = 5.833333…",
                "公式：A ÷ std = 5 ÷ 5.833333… = 0.857142…", "说明：灯号为绿灯",
            ])
        #expect(line.rate == (try! Ratio(6, over: 7)))
    }

    @Test(arguments: [
        (Comparator.atMost, "10", "10", MonitoringLight.green), (.atMost, "10", "10.01", .red), (.below, "10", "10", .red), (.below, "10", "9.99", .green), (.equal, "0", "0", .green),
        (.equal, "0", "1", .red),
    ])
    func `upper bounds and zero targets do not grow with time`(sign: Comparator, target: String, actual: String, expected: MonitoringLight) {
        #expect(light(indicator(sign, target, actual)) == expected)
    }

    @Test(arguments: [(Tier.achieved, MonitoringLight.green), (.partlyAchieved, .yellow), (.notAchieved, .red)])
    func `tiers`(tier: Tier, expected: MonitoringLight) {
        var row = indicator(.qualitative, "服务有序", "达成目标", level1: .benefit, level2: .socialBenefit)
        row.tier = tier
        #expect(light(row) == expected)
    }

    /// A pass rate of 95 % in July: 1.71 of what is due by time, which says nothing.
    @Test func `in Shanxi quality is within its target or not`() {
        let quality = indicator(.atLeast, "98", "95", level2: .quality, unit: "%")
        #expect(light(quality, national) == .blue)
        #expect(light(quality, shanxi) == .red)
        #expect(light(indicator(.atLeast, "98", "98", level2: .quality), shanxi) == .green)
        #expect(light(indicator(.atLeast, "12", "5"), shanxi) == .yellow)
        #expect(light(indicator(.atLeast, "12", "5", level2: nil), national) == .yellow)
        #expect(shanxi.lights(of: form([indicator(.atLeast, "12", "5", level2: nil)]), july).indicators[0].without == .level2Unknown)
    }

    /// 60 of 100 by July: 0.6 ÷ 7/12 = 1.0285.
    @Test(arguments: [("100", "60", MonitoringLight.green), ("100", "46", .yellow), ("100", "34.99", .red), ("100", "35", .yellow), ("100", "100", .green), ("0", "5", .red)])
    func `money by the share of time, zero budgets have rate 0`(budget: String, executed: String, expected: MonitoringLight) {
        var evaluation = form([], kind: .monitoring)
        evaluation.funds = [.total(budget: budget, executed: executed)]
        #expect(national.lights(of: evaluation, july).money.light == expected)
    }

    @Test func `money without its numbers has no light`() {
        var evaluation = form([], kind: .monitoring)
        #expect(national.lights(of: evaluation, july).money.without == .noTotalRow)
        evaluation.funds = [.total(budget: nil, executed: "1")]
        #expect(national.lights(of: evaluation, july).money.without == .noBudget)
        evaluation.funds = [.total(budget: "-1", executed: "1")]
        #expect(national.lights(of: evaluation, july).money.without == .negativeBudget)
        evaluation.funds = [.total(budget: "1", executed: nil)]
        #expect(national.lights(of: evaluation, july).money.without == .noExecuted)
    }

    @Test func `odd data has no light and says why`() {
        func without(_ row: Indicator) -> NoLight? { national.lights(of: form([row]), july).indicators[0].without }
        #expect(without(indicator(.atLeast, nil, "5")) == .noTarget)
        #expect(without(indicator(.atLeast, "5", nil)) == .noActual)
        #expect(without(indicator(.atLeast, "5", "已完成")) == .textActual)
        #expect(without(indicator(.atLeast, "0", "5")) == .nonPositiveTarget(.zero))
        #expect(without(indicator(.atLeast, "-3", "5")) == .nonPositiveTarget(dec("-3")))
        #expect(without(indicator(.qualitative, "效果好", "效果好")) == .tierUnknown)
        var clash = indicator(.atLeast, "5", "5", unit: "场")
        clash.actual?.unit = "人次"
        #expect(without(clash) == .unitClash(target: "场", actual: "人次"))
        var left = indicator(.atLeast, "5", "5")
        left.notApplicable = NotApplicable(ground: .taskCancelled, text: "任务取消")
        #expect(without(left) == .notApplicable)
        let huge = indicator(.atLeast, "0.00000000000000000000000000000000000001", "99999999999999999999999999999999999999")
        #expect(without(huge) == .tooLarge)
    }

    @Test func `days and ranges`() {
        var row = indicator(nil, "6月底", "5月", level2: .timeliness)
        row.target = IndicatorValue(raw: "6月30日前", content: .date(DueDate(month: 6, day: 30)))
        row.actual = IndicatorValue(raw: "2023年7月2日", content: .date(DueDate(year: 2023, month: 7, day: 2)))
        #expect(light(row) == .red)
        row.actual = IndicatorValue(raw: "2023年6月", content: .date(DueDate(year: 2023, month: 6)))
        #expect(light(row) == .green)
        row.target = IndicatorValue(raw: "12—24", content: .range(dec("12"), dec("24")))
        for (actual, expected) in [("12", MonitoringLight.green), ("25", .red), ("3", .red), ("5", .yellow), ("7", .green)] {
            row.actual = value(actual)
            row.level2Kind = .quantity
            #expect(light(row) == expected, "\(actual)")
        }
    }

    @Test func `the object takes red, then yellow, then green, then blue`() {
        let red = indicator(.atLeast, "12", "1"), yellow = indicator(.atLeast, "12", "5"), green = indicator(.atLeast, "12", "7"), blue = indicator(.atLeast, "12", "12"),
            open = indicator(.atLeast, "12", nil)
        func object(_ rows: [Indicator]) -> MonitoringLine { national.lights(of: form(rows), july).object }
        #expect(object([blue, green, yellow, red]).light == .red)
        #expect(object([blue, green, yellow]).light == .yellow)
        #expect(object([blue, green]).light == .green)
        #expect(object([blue, blue]).light == .blue)
        #expect(object([open, red]).light == .red)
        #expect(object([open, yellow]).without == .open(1))
        #expect(object([]).without == .noIndicators)
        var execution = red
        execution.isExecutionRate = true
        #expect(object([execution, green]).light == .green)
    }

    @Test func `what must be written beside a light that is not green`() {
        func codes(_ rows: [Indicator], _ asked: Bool = false) -> [String] { national.lights(of: form(rows), july, hasAdjustmentRequest: asked).shortfalls.codes }
        var row = indicator(.atLeast, "12", "5")
        #expect(codes([row]) == ["monitoring.cause.missing", "monitoring.text.missing", "monitoring.likelihood.missing", "monitoring.measure.missing"])
        row.causes = [.equipment]
        row.reason = Sourced("设备到货晚", nil)
        row.likelihood = Sourced(.possible, nil)
        #expect(codes([row]) == ["monitoring.remark.missing"])
        row.likelihood = Sourced(.impossible, nil)
        #expect(codes([row]) == ["monitoring.remark.missing", "monitoring.adjustment.missing"])
        row.remark = Sourced("改到明年一季度", nil)
        #expect(codes([row]) == ["monitoring.adjustment.missing"])
        #expect(codes([row], true).isEmpty)
        // Green, but the year's end will miss the target.
        var forecast = indicator(.atLeast, "12", "7")
        #expect(codes([forecast]).isEmpty)
        forecast.forecast = value("11")
        #expect(codes([forecast]).count == 4)
        #expect(codes([indicator(.atLeast, "12", nil)]) == ["monitoring.light.none"])
    }

    @Test func `blue is told as a warning`() {
        let shortfalls = national.lights(of: form([indicator(.atLeast, "12", "12")]), july).shortfalls
        #expect(shortfalls.count == 4 && shortfalls.allSatisfy { $0.severity == .warning })
        #expect(shortfalls[0].message.zh == "「改造供水管网长度」为蓝灯，没有选择原因类别")
        #expect(shortfalls[0].indicator == IndicatorKey(level1: "产出指标", level2: "数量指标", name: "改造供水管网长度"))
    }

    @Test func `months are 1 to 12`() {
        #expect(MonitoredMonths(through: 0) == nil && MonitoredMonths(through: 13) == nil)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 7])
    func `more done is never a worse light`(seed: UInt64) {
        var generator = Seeded(seed)
        let order: [MonitoringLight] = [.red, .yellow, .green, .blue]
        for _ in 0..<500 {
            let target = generator.decimal(1...4000, places: 2), actual = generator.decimal(0...5000, places: 2), more = try! actual + generator.decimal(0...900, places: 2)
            let profile = Bool.random(using: &generator) ? national : shanxi
            let kind = [Level2.quantity, .quality, .socialBenefit].randomElement(using: &generator)!, months = Int.random(in: 1...12, using: &generator)
            func rank(_ actual: ExactDecimal) -> Int { order.firstIndex(of: light(indicator(.atLeast, target.description, actual.description, level2: kind), profile, months: months)!)! }
            #expect(rank(more) >= rank(actual), "seed \(seed): \(target) \(actual) \(more)")
        }
    }
}

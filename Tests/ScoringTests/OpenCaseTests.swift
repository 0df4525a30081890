import BudgetModel
import Frameworks
import Quantities
import Scoring
import Testing

/// The open cases of rules.md 3.13, row by row.
struct OpenCaseTests {
    // MARK: target without a sign

    @Test func `no sign under cost: ≤, assumed, with the other reading beside it`() {
        let line = scored(row(nil, "100", "120", level2: .cost))
        #expect(line.comparatorUsed == .atMost)
        #expect(line.signAssumed)
        #expect(line.score?.description == "8.00")
        #expect(line.alternatives.contains(AlternativeScore(reading: .sign(.atLeast), score: dec("10.00"))))
        #expect(line.says("sign assumed") && line.says("未写符号"))
    }

    @Test func `no sign under cost at level 1: ≤ whatever level 2 is called`() {
        #expect(scored(row(nil, "100", "120", level1: .cost, level2: nil)).comparatorUsed == .atMost)
    }

    @Test func `no sign elsewhere: ≥`() {
        let line = scored(row(nil, "100", "90", level2: .quality))
        #expect(line.comparatorUsed == .atLeast && line.signAssumed)
        #expect(line.score?.description == "9.00")
        #expect(line.alternatives == [AlternativeScore(reading: .sign(.atMost), score: dec("10.00"))])
    }

    @Test func `no sign and a target of 0: a ceiling, since nothing can fall short of it`() {
        let line = scored(row(nil, "0", "1", level2: .quality))
        #expect(line.comparatorUsed == .atMost && line.signAssumed)
        #expect(line.score?.description == "0.00")
        #expect(scored(row(nil, "0", "0", level2: nil)).score?.description == "10.00")
    }

    @Test func `no sign, a time limit under timeliness: ≤; a rate there: ≥`() {
        let limit = row(nil, .of("5", unit: "工作日", isDuration: true), .of("6", unit: "工作日"), level2: .timeliness)
        #expect(scored(limit).comparatorUsed == .atMost)
        #expect(scored(limit).score?.description == "8.00")
        let rate = row(nil, .of("100", unit: "%"), .of("90", unit: "%"), level2: .timeliness)
        #expect(scored(rate).comparatorUsed == .atLeast)
        let years = row(nil, .of("3", unit: "年", isDuration: true), .of("3", unit: "年"), level1: .benefit, level2: .sustainability)
        #expect(scored(years).comparatorUsed == .atLeast)
    }

    @Test func `a printed sign inside the value is not assumed`() {
        var target = IndicatorValue.of("100")
        target.comparator = .atLeast
        let line = scored(row(nil, target, .of("120"), level2: .cost))
        #expect(line.comparatorUsed == .atLeast && !line.signAssumed && line.alternatives.isEmpty)
    }

    // MARK: =

    @Test(arguments: [(EqualPolicy.full, "10.00", true), (.exact, "0.00", false), (.bothSides, "8.00", false)])
    func `= above the target`(policy: EqualPolicy, expected: String, isMet: Bool) {
        let framework = shipped().with { $0.openCases.equalAbove = own(policy) }
        let line = scored(row(.equal, "10", "12"), framework)
        #expect(line.score?.description == expected)
        #expect(line.isMet == isMet)
        #expect(line.says("高于目标"))
    }

    @Test func `a default says so, a rule with a text cites it`() {
        #expect(scored(row(.equal, "10", "12")).zh.contains("按默认规则：符号为“=”而完成值高于目标，得满分，请核对"))
        let law = Reference(instrument: "city", number: "某财绩〔2024〕5号", title: "市级办法", article: "第九条", confidence: .verified)
        let line = scored(row(.equal, "10", "12"), shipped().with { $0.openCases.equalAbove = Cited(.exact, law) })
        #expect(line.zh.contains("依据：某财绩〔2024〕5号《市级办法》第九条（已核对原文）"))
        #expect(line.zh.contains("说明：符号为“=”，高于目标得 0"))
    }

    // MARK: > and <

    @Test(arguments: [(StrictBoundPolicy.inclusive, "10.00"), (.zeroAtBound, "0.00")])
    func `> and < at the bound`(policy: StrictBoundPolicy, expected: String) {
        let framework = shipped().with { $0.openCases.strictBound = own(policy) }
        #expect(scored(row(.above, "10", "10"), framework).score?.description == expected)
        #expect(scored(row(.below, "10", "10"), framework).score?.description == expected)
        #expect(scored(row(.above, "10", "10.1"), framework).score?.description == "10.00")
        #expect(scored(row(.above, "10", "10"), framework).says("界限"))
    }

    // MARK: target ≤ 0

    @Test(arguments: [
        (Comparator.atLeast, "0", "0", "10.00"), (.atLeast, "0", "-1", "0.00"), (.atMost, "0", "0", "10.00"), (.atMost, "0", "1", "0.00"),
        (.atMost, "-5", "-6", "10.00"), (.atMost, "-5", "-4", "0.00"), (.atLeast, "-5", "-5", "10.00"), (.equal, "-5", "-5", "10.00"),
        (.equal, "-5", "-4", "0.00"), (.equal, "0", "-1", "10.00"),
    ])
    func `a target not above 0 is met or missed, and says that no ratio exists`(sign: Comparator, target: String, actual: String, expected: String) {
        let line = scored(row(sign, target, actual))
        #expect(line.score?.description == expected)
        #expect(line.says("no ratio exists for this target"))
        #expect(line.completionPercent == nil)
    }

    @Test func `negative actuals count as 0 where the target is above 0`() {
        let line = scored(row(.atLeast, "10", "-3"))
        #expect(line.score?.description == "0.00")
        #expect(line.says("负数"))
    }

    @Test func `a framework may leave targets of 0 open`() {
        let framework = shipped().with { $0.openCases.nonPositiveTarget = own(.open) }
        let line = scored(row(.atLeast, "0", "1"), framework)
        #expect(line.score == nil && line.unscored == .nonPositiveTarget)
    }

    // MARK: units

    @Test func `different units that cannot be converted: null`() {
        let line = scored(row(.atMost, .of("550", unit: "万元"), .of("20", unit: "套")))
        #expect(line.score == nil)
        #expect(line.unscored == .unitClash(target: "万元", actual: "套"))
        #expect(line.zh == ["不能计分：目标值的单位“万元”与完成值的单位“套”不能换算，请统一单位"])
    }

    @Test(arguments: [
        ("1", "万元", "9000", "元", "9.00"), ("2", "亿元", "1", "亿元", "5.00"), ("5000", "元", "0.4", "万元", "8.00"), ("3", "千米", "1500", "米", "5.00"),
        ("3", "公里", "1.5", "km", "5.00"), ("1", "公顷", "7.5", "亩", "5.00"), ("1", "亩", "0.04", "公顷", "6.00"), ("1", "万人", "8000", "人", "8.00"),
        ("2", "吨", "500", "公斤", "2.50"), ("1", "万吨", "5000", "吨", "5.00"), ("10", "‰", "0.5", "%", "5.00"), ("2", "小时", "60", "分钟", "5.00"),
        ("12", "个月", "6", "月", "5.00"), ("1", "年", "6", "个月", "5.00"), ("10", "日", "5", "天", "5.00"), ("100", "百分比", "98", "%", "9.80"),
        ("100", "％", "98", "%", "9.80"), ("100", "平方米", "50", "㎡", "5.00"), ("10", "万元/公里", "50000", "元/千米", "5.00"),
        ("20", "个", "10", "所", "5.00"), ("200", "万", "100", "万元", "5.00"), ("3", "万", "15000", "人", "5.00"),
    ])
    func `units are converted exactly`(target: String, targetUnit: String, actual: String, actualUnit: String, expected: String) {
        let line = scored(row(.atLeast, .of(target, unit: targetUnit), .of(actual, unit: actualUnit)))
        #expect(line.score?.description == expected, "\(line.zh)")
    }

    @Test(arguments: [
        ("天", "工作日"), ("天", "月"), ("人", "人次"), ("场", "人次"), ("元/天", "元/人"), ("元", "%"), ("米", "平方米"), ("个", "人"), ("个", "万元"),
    ])
    func `units of different kinds stay apart`(target: String, actual: String) {
        let line = scored(row(.atLeast, .of("1", unit: target), .of("1", unit: actual)))
        #expect(line.unscored == .unitClash(target: target, actual: actual))
    }

    @Test func `a unit missing on one side is the other's`() {
        #expect(scored(row(.atLeast, .of("100", unit: "%"), .of("98"))).score?.description == "9.80")
        #expect(scored(row(.atLeast, .of("12"), .of("6", unit: "场"))).score?.description == "5.00")
    }

    @Test(arguments: [("95", "%", "0.98", nil, "10.00"), ("100", "%", "1", nil, "10.00"), ("100", "%", "0.8", nil, "8.00"), ("1", nil, "98", "%", "9.80")] as [(String, String?, String, String?, String)])
    func `a bare number of at most 1 beside a percentage is a fraction`(target: String, targetUnit: String?, actual: String, actualUnit: String?, expected: String) {
        let line = scored(row(.atLeast, .of(target, unit: targetUnit), .of(actual, unit: actualUnit)))
        #expect(line.score?.description == expected)
        #expect(line.says("按小数读作百分数"))
    }

    @Test func `a small percentage target is not taken for a fraction`() {
        let line = scored(row(.atMost, .of("2", unit: "%"), .of("1")))
        #expect(line.score?.description == "10.00" && !line.says("按小数"))
    }

    // MARK: range

    @Test(arguments: [("80", "10.00", true), ("100", "10.00", true), ("90", "10.00", true), ("40", "5.00", false), ("110", "9.00", false), ("200", "0.00", false)])
    func `a range: W inside, below like ≥, above like ≤`(actual: String, expected: String, isMet: Bool) {
        let line = scored(row(nil, .from("80", to: "100"), .of(actual)))
        #expect(line.score?.description == expected)
        #expect(line.isMet == isMet)
        #expect(line.comparatorUsed == .range && !line.signAssumed)
    }

    @Test func `an actual that is a range has no score`() {
        let line = scored(row(.atLeast, .of("80"), .from("80", to: "90")))
        #expect(line.score == nil && line.unscored == .rangeActual)
    }

    // MARK: dates

    @Test(arguments: [
        (DueDate(year: 2023, month: 12), DueDate(year: 2023, month: 12, day: 20), true), (DueDate(month: 12), DueDate(year: 2023, month: 12, day: 31), true),
        (DueDate(year: 2023, month: 12), DueDate(year: 2024, month: 1, day: 1), false), (DueDate(month: 6, day: 30), DueDate(month: 6, day: 30), true),
        (DueDate(month: 6, day: 30), DueDate(month: 7, day: 1), false), (DueDate(year: 2023, month: 6, day: 15), DueDate(year: 2023, month: 6), true),
        (DueDate(year: 2023, month: 6, day: 15), DueDate(year: 2023, month: 7), false), (DueDate(month: 6), DueDate(year: 2022, month: 12), true),
        (DueDate(year: 2023, month: 6), DueDate(month: 5), true), (DueDate(year: 2022, month: 6), DueDate(month: 5), false),
    ])
    func `a date: on or before gives W, late is null`(due: DueDate, done: DueDate, isMet: Bool) {
        let line = scored(row(nil, IndicatorValue(raw: "", content: .date(due)), IndicatorValue(raw: "", content: .date(done)), level2: .timeliness))
        #expect(line.comparatorUsed == .date)
        #expect(line.isMet == isMet)
        #expect(line.score?.description == (isMet ? "10.00" : nil))
        if !isMet { #expect(line.unscored == .lateWithoutRule) }
    }

    @Test func `what a date left out stands in the trace`() {
        #expect(scored(row(nil, .on(nil, 12, nil), .on(2023, 12, 20))).says("按评价年度计"))
        #expect(scored(row(nil, .on(2023, 12, nil), .on(2023, 12, 20))).says("按当月最后一天计"))
        #expect(scored(row(nil, .on(2023, 12, 15), .on(2023, 12, nil))).says("按月比较"))
    }

    @Test func `a framework may rule on late dates`() {
        let late = row(nil, .on(2023, 6, 30), .on(2023, 9, 1), stated: "7")
        #expect(scored(late, shipped().with { $0.openCases.lateness = own(.zero) }).score?.description == "0.00")
        #expect(scored(late, shipped().with { $0.openCases.lateness = own(.tier) }).score?.description == "7.00")
        #expect(scored(late, shipped().with { $0.openCases.lateness = own(.share) }).unscored == .lateShareUnknown)
    }

    @Test func `an undated actual may count as the last day of its month`() {
        let framework = shipped().with { $0.openCases.undatedActual = own(.lastDay) }
        #expect(scored(row(nil, .on(2023, 6, 15), .on(2023, 6, nil)), framework).isMet == false)
    }

    @Test func `numbers and dates do not meet`() {
        #expect(scored(row(nil, .on(2023, 6, 15), .of("100", unit: "%"))).unscored == .numberForDate)
        #expect(scored(row(.atLeast, .of("12"), .on(2023, 6, 15))).unscored == .dateActual)
    }

    // MARK: qualitative

    @Test(arguments: [(Tier.achieved, "10", "10.00"), (.achieved, "7", "8.00"), (.partlyAchieved, "6", "6.00"), (.partlyAchieved, "8", "8.00"), (.notAchieved, "7", "6.00"), (.notAchieved, "-1", "0.00")])
    func `qualitative: the stated score held inside its tier`(tier: Tier, stated: String, expected: String) {
        let line = scored(row(nil, .of("完善"), .of("完善"), stated: stated, tier: tier))
        #expect(line.score?.description == expected)
        #expect(line.comparatorUsed == .qualitative && line.tier == tier)
        #expect(line.says("由单位评判"))
        #expect(line.isMet == (tier == .achieved))
    }

    @Test func `qualitative in Hubei: the second tier begins at half`() {
        #expect(scored(row(nil, .of("完善"), .of("部分"), stated: "5", tier: .partlyAchieved), shipped("hubei")).score?.description == "5.00")
    }

    @Test func `qualitative without a tier or a stated score: null`() {
        #expect(scored(row(nil, .of("完善"), .of("较好"), stated: "9")).unscored == .tierUnknown)
        let line = scored(row(nil, .of("完善"), .of("完善"), tier: .achieved))
        #expect(line.score == nil && line.unscored == .nothingStated)
        #expect(line.tierBounds == dec("8.00")...dec("10.00"))
    }

    @Test func `text for a number: null, never guessed`() {
        #expect(scored(row(.atLeast, .of("95"), .of("已完成"), stated: "10", tier: .achieved)).unscored == .textActual)
        #expect(scored(row(.atLeast, .of("若干"), .of("已完成"), stated: "10")).unscored == .textTarget)
    }

    // MARK: empty, weights, not applicable

    @Test func `an empty actual is null, never 0`() {
        let line = scored(row(.atLeast, .of("95"), nil))
        #expect(line.score == nil && line.unscored == .noActual)
        #expect(line.zh.last == "不能计分：完成值为空，请补填（空白不按 0 计）")
    }

    @Test func `a weight is never derived from a score`() {
        let line = scored(row(.atLeast, .of("95"), .of("90"), weight: nil, stated: "9"))
        #expect(line.score == nil && line.unscored == .noWeight)
        #expect(line.en.last == "No score: no weight is printed; a weight is never derived from a score. Please add the weight")
        #expect(line.isMet == false)
        #expect(line.completionPercent?.description == "94.74")
    }

    @Test func `not applicable with a ground: left out and the total scaled`() {
        var secret = row(.atLeast, .of("1"), nil, weight: "20")
        secret.notApplicable = NotApplicable(ground: .notDue, text: "工程次年竣工")
        let sheet = score(form([row(.atLeast, "10", "9", weight: "50"), row(.atLeast, "1", "1", weight: "20"), secret]).with([.of(.total, adjusted: "10", executed: "10")]))
        #expect(sheet.lines[2].isLeftOut && sheet.lines[2].score == nil)
        // (10 + 45 + 20) × 100 ÷ 80
        #expect(sheet.totalBeforeScaling?.description == "75.00")
        #expect(sheet.total?.description == "93.75")
        #expect(sheet.totalTrace.map { $0.line(.zh) }.contains("不适用的指标共 20 分不计，总分按比例折算：75.00 × 100 ÷ (100 − 20) = 93.75"))
    }

    @Test func `not applicable without a ground or a text: null`() {
        for notApplicable in [NotApplicable(ground: nil, text: "不适用"), NotApplicable(ground: .notDue, text: " ")] {
            var indicator = row(.atLeast, .of("1"), nil)
            indicator.notApplicable = notApplicable
            let line = scored(indicator)
            #expect(!line.isLeftOut && line.unscored == .notApplicableWithoutGround)
        }
    }

    @Test func `an approximate actual is scored as its number, with a note`() {
        let line = scored(row(.atLeast, .of("100"), .of("90", isApproximate: true)))
        #expect(line.score?.description == "9.00" && line.says("约数"))
    }

    @Test func `the adjusted target is the one in force`() {
        var indicator = row(.atLeast, "100", "80")
        indicator.adjustedTarget = .of("80")
        #expect(scored(indicator).score?.description == "10.00")
        #expect(scored(indicator).says("调整后"))
    }

    // MARK: over-achievement

    @Test func `over-achievement takes nothing off in the shipped frameworks`() {
        #expect(scored(row(.atLeast, "100", "400")).score?.description == "10.00")
        #expect(scored(row(.atLeast, "100", "119")).trace.contains { if case .note = $0 { true } else { false } } == false)
        #expect(scored(row(.atLeast, "100", "120")).says("请人工复核"))
        #expect(scored(row(.atLeast, "100", "130")).says("请加以说明"))
        #expect(scored(row(.atLeast, "100", "130"), shipped("sjz-dept")).says("必须说明原因"))
    }

    @Test func `a framework may take points off for over-achievement`() {
        let steps = [OverAchievementStep(from: dec("1.3"), action: .deduct, deduction: dec("0.1")), OverAchievementStep(from: dec("2"), action: .zero)]
        let framework = shipped().with { $0.overAchievement = own(steps) }
        #expect(scored(row(.atLeast, "100", "129"), framework).score?.description == "10.00")
        #expect(scored(row(.atLeast, "100", "130"), framework).score?.description == "9.00")
        #expect(scored(row(.atLeast, "100", "200"), framework).score?.description == "0.00")
    }

    // MARK: kinds of form

    @Test func `forms that are not scored have lines without points and no total`() {
        let sheet = score(form([row(nil, "100", "80", level2: .cost)], kind: .monitoring).with([.of(.total, adjusted: "10", executed: "5")]))
        #expect(sheet.lines[0].score == nil && sheet.lines[0].unscored == .formNotScored)
        #expect(sheet.lines[0].comparatorUsed == .atMost && sheet.lines[0].completionPercent?.description == "80.00")
        #expect(sheet.total == nil && sheet.totalRange == nil && sheet.execution == nil)
        #expect(sheet.ratePercent?.description == "50.00")
    }

    @Test func `numbers too large to compute give no score and a reason`() {
        let huge = "99999999999999999999999999999999999999"
        let line = scored(row(.atLeast, huge, "89999999999999999999999999999999999999"))
        #expect(line.score == nil && line.unscored == .overflow)
    }
}
